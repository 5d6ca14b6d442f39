"""While a round is open nobody can tell what was chosen, nor how many chose.

Two Alderbrooks differ in nothing but the ballots of their open round: other stars, and fewer of
them. Everything that anybody can reach is read in both, and must be the same.
"""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.people.hats import Group
from coprod.rounds.models import Ballot, Round, RoundOption
from coprod.rounds.words import RoundState
from tests.conftest import ENGINES
from tests.journeys.crawl import crawl
from tests.journeys.test_unnamed import A_FEW, FRESH_HEADERS, SECRETS, Alderbrook

READERS = ("", "danny", "maureen", "angela", "jo", "colette", "imran", "hannah", "sam")


@pytest.fixture
def towns(another_alderbrook, tmp_path):
    made = [Alderbrook(another_alderbrook(), tmp_path / str(n)) for n in range(2)]
    yield made
    for one in made:
        one.session.close()
        one.app.extensions["engine"].dispose()


@pytest.mark.parametrize("another_alderbrook", ENGINES[:1], indirect=True)
def test_no_page_shows_a_count_or_an_order_that_gives_one_away(towns):
    for other in towns[1:]:
        chosen_otherwise(other.session)
    for reader in READERS:
        seen, also = (read(town, reader) for town in towns)
        assert seen.keys() == also.keys()
        assert [path for path in seen if seen[path] != also[path]] == []
        assert reader == "" or any(
            "Give a star" in page[1] or "rounds" in page[1] for page in seen.values()
        )


def chosen_otherwise(session) -> None:
    """Everybody's stars are on other things, and of each group somebody has not chosen yet."""
    open_ = session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()
    options = session.scalars(select(RoundOption.id).where(RoundOption.round_id == open_.id)).all()
    shifted = dict(zip(options, options[2:] + options[:2], strict=True))
    ballots = session.scalars(select(Ballot).where(Ballot.round_id == open_.id)).all()
    for group in Group:
        gone, *others = [one for one in ballots if one.group is group]
        session.delete(gone)
        for one in others:
            one.stars = tuple(shifted[star] for star in one.stars)
    session.commit()


def read(town: Alderbrook, slug: str) -> dict[str, tuple]:
    """Every page that this person can reach, without what is fresh each time."""
    client = town.enter(slug, FlaskClient)
    round_ = town.session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()
    pages = [
        re.sub(r"<[^>]*round_id>", str(round_.id), rule.rule)
        for rule in town.app.url_map.iter_rules()
        if "round_id" in rule.rule and rule.rule.count("<") == 1 and "GET" in rule.methods
    ]
    town.session.commit()
    return {
        path: (
            answer.status_code,
            SECRETS.sub("", answer.text),
            [pair for pair in answer.headers if pair[0] not in FRESH_HEADERS],
        )
        for path, answer in crawl(client, ("/", "/issues", "/rounds", *pages), A_FEW).items()
    }
