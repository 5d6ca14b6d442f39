"""While a round is open nobody can tell what was chosen, nor how many chose; after it nobody can.

Two Alderbrooks differ in nothing but what people chose in their open round, on the site and on
paper. Everything that anybody can reach or press is read in both, and must be the same.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.db import now
from coprod.people.hats import Group, HatKind
from coprod.people.models import Area, Hat, Person
from coprod.rounds import closing, papers
from coprod.rounds.models import Ballot, Round, RoundOption
from coprod.rounds.words import RoundState
from tests.conftest import ENGINES
from tests.journeys.crawl import crawl
from tests.journeys.test_unnamed import A_FEW, SECRETS, Alderbrook
from tests.make import Make
from tests.rounds.test_nothing_left import dump

READERS = ("", "danny", "maureen", "angela", "jo", "colette", "imran", "hannah", "sam", "noor")
MUCH = ("danny", "hannah")  # what one of the people and the advocate reach is read the most
FRESH_HEADERS = {"Date", "Set-Cookie"}
HTMX = {"HX-Request": "true"}
FRESH = re.compile(r"[0-9a-f]{64}|datetime\.datetime\([^)]*\)")  # marks, and when a press came


@pytest.fixture
def towns(another_town):
    made = [Alderbrook(another_town()) for _ in range(2)]
    for one in made:
        area = one.session.scalars(select(Area)).one()
        Make(one.session).person(area, HatKind.SAFEGUARDING, slug="noor", name="Noor Aziz")
        one.session.commit()
    yield made
    for one in made:
        one.session.close()


def test_no_page_shows_a_count_or_an_order_that_gives_one_away(towns):
    people_choose(towns[0], (0, 1))
    people_choose(towns[1], (5, 3))
    fewer_chose_other_things(towns[1].session)
    once = towns[0].app.extensions["engine"].dialect.name == ENGINES[0]  # the other reads less
    for reader in READERS:
        much = reader in ("", *MUCH)
        alike = (A_FEW if reader in MUCH else 1) if once else int(much)  # 0: no links
        seen, also = (read(town, reader, alike) for town in towns)
        assert seen.keys() == also.keys()
        assert differing(towns, reader, [path for path in seen if seen[path] != also[path]]) == []
        assert len(seen) > 15
        pressed, otherwise = ([*presses(town, reader)] for town in towns)
        assert pressed == otherwise
    hats = select(Hat.kind).join(Person, Person.id == Hat.person_id)
    read_as = towns[0].session.scalars(hats.where(Person.slug.in_(READERS)))
    assert {*read_as} == {*HatKind}


def people_choose(town: Alderbrook, which: tuple[int, int]) -> None:
    """Each by themselves or with Jo's help, and on paper: one counts, one waits, one differs.

    Who reads has not chosen: their own stars are theirs to see.
    """
    round_ = open_round(town)
    options = option_ids(town)
    here, two = f"/rounds/{round_.id}", [options[n] for n in which]
    jo, tommy = town.person("jo").id, town.person("tommy").id
    for slug in ("kath", "leon", "shelley"):
        client = town.enter(slug)
        for option in two:
            assert client.post(f"{here}/stars", data={"option": option}).status_code == 303
        sent = {"how": "with_help", "helper": jo}
        assert client.post(f"{here}/how", data=sent).status_code == 303
    for slug in ("bev", "marek"):
        star = {"option": two[0]}
        assert town.enter(slug).post(f"{here}/stars", data=star).status_code == 303
    hannah, angela = town.enter("hannah"), town.enter("angela")
    hannah.post(f"{here}/papers", data={"many": "3"})
    town.session.refresh(round_)
    counts, waits, differs = papers.codes(town.session, round_, range(1, 4))
    sheet = {"chosen": two, "group": "people", "how": "by_pointing", "helper": jo}
    for code, client, also, status in (
        (counts, angela, {}, 303),
        (counts, hannah, {"person": tommy}, 303),
        (waits, angela, {}, 303),
        (differs, angela, {}, 303),
        (differs, hannah, {"how": "on_paper"}, 409),
    ):
        sent = sheet | {"code": code} | also
        assert client.post(f"{here}/put-in", data=sent).status_code == status


def fewer_chose_other_things(session) -> None:
    """Of each group one of the demo's own ballots is gone, and the others' stars are elsewhere."""
    open_ = session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()
    options = session.scalars(select(RoundOption.id).where(RoundOption.round_id == open_.id)).all()
    shifted = dict(zip(options, options[2:] + options[:2], strict=True))
    of_the_demo = select(Ballot).where(
        Ballot.round_id == open_.id, ~Ballot.own, Ballot.code.is_(None)
    )
    ballots = session.scalars(of_the_demo).all()
    for group in Group:
        gone, *others = [one for one in ballots if one.group is group]
        session.delete(gone)
        for one in others:
            one.stars = tuple(shifted[star] for star in one.stars)
    session.commit()


def read(town: Alderbrook, slug: str, alike: int) -> dict[str, tuple]:
    """Every page and file that this person can reach, without what is fresh each time."""
    client = town.enter(slug, FlaskClient)
    round_ = open_round(town)
    pages = [
        re.sub(r"<[^>]*round_id>", str(round_.id), rule.rule)
        for rule in town.app.url_map.iter_rules()
        if "GET" in rule.methods
        and rule.rule.count("<") == ("round_id" in rule.rule)
        and not rule.rule.startswith("/leave")
    ]
    papers_printed = f"/rounds/{round_.id}/papers/print?first=1&last=3"
    town.session.commit()
    found = crawl(client, ("/", *pages, papers_printed), alike)
    return {path: as_told(answer) for path, answer in found.items()}


def differing(towns: list[Alderbrook], slug: str, paths: list[str]) -> list[str]:
    """Which of these pages still differ when they are read at one time, as nobody's doing is.

    A town is read whole before the other: meanwhile a job may be due, or a minute be over.
    """
    if not paths:
        return []
    here, there = (town.enter(slug, FlaskClient) for town in towns)
    return [path for path in paths if as_told(here.get(path)) != as_told(there.get(path))]


def presses(town: Alderbrook, slug: str) -> Iterator[tuple]:
    """What every press of a round answers this person, the fourth star and the last one too."""
    client, here = town.enter(slug), f"/rounds/{open_round(town).id}"
    options = option_ids(town)
    stars = [("stars", {"option": one}) for one in options[:4]]
    for headers in ({}, HTMX):
        for part, sent in (
            *stars,
            ("stars", {"option": options[0], "give": "no"}),
            ("how", {"how": "by_hand"}),
            ("take-back", {}),
            ("none", {}),
            *stars[:1],
            ("put-in", {"code": "12345678"}),
        ):
            yield part, as_told(client.post(f"{here}/{part}", data=sent, headers=headers))
        yield "again", as_told(client.get(here))
        client.post(f"{here}/take-back")


def as_told(answer) -> tuple:
    """An answer, down to how long it is and which mark it has, without what is fresh each time."""
    headers = [pair for pair in answer.headers if pair[0] not in FRESH_HEADERS]
    return answer.status_code, SECRETS.sub("", answer.text), headers


def test_the_order_is_each_persons_own_and_stays(towns):
    """At every visit, after a star, in the piece that is swapped in, and whatever others chose."""
    people_choose(towns[0], (0, 1))
    people_choose(towns[1], (5, 3))
    orders = {}
    for slug in ("danny", "maureen", "angela", "jo", "colette", "priya"):
        seen = []
        for town in towns:
            client, here = town.enter(slug), f"/rounds/{open_round(town).id}"
            seen += [order(client.get(here)), order(client.get(here))]
            star = {"option": seen[0][-1]}
            seen.append(order(client.post(f"{here}/stars", data=star, headers=HTMX)))
            seen.append(order(client.get(here)))
        assert seen == [seen[0]] * len(seen)
        assert sorted(seen[0]) == sorted(map(str, option_ids(towns[0])))
        orders[slug] = tuple(seen[0])
    assert len({*orders.values()}) == len(orders)


def order(answer) -> list[str]:
    return re.findall(r'name="option" value="(\d+)"', answer.text)


def test_a_dump_after_the_close_is_the_same_whoever_chose_what(towns):
    """What Kath chose in one town Leon did in the other, and Tommy's paper is Shelley's there."""
    ways = [(0, 1), (5, 3)], ["tommy", "shelley"]
    for town, step in zip(towns, (1, -1), strict=True):
        choices, papers_of = (way[::step] for way in ways)
        two_choose_and_two_have_papers(town, choices, papers_of)
        round_ = open_round(town)
        round_.could_people, round_.closes_at = 10, now() - timedelta(minutes=1)
        town.session.commit()
        assert " 1 closed" in closing.run_due(town.session, now())
        town.session.commit()
    left, right = (dump(town.app).splitlines() for town in towns)
    assert [FRESH.sub("", line) for line in left] == [FRESH.sub("", line) for line in right]
    assert sum(line.startswith("round_pick") for line in left) > 5


def two_choose_and_two_have_papers(town, choices, papers_of) -> None:
    round_, options = open_round(town), option_ids(town)
    here = f"/rounds/{round_.id}"
    for slug, which in zip(("kath", "leon"), choices, strict=True):
        client = town.enter(slug)
        for n in which:
            client.post(f"{here}/stars", data={"option": options[n]})
        assert client.post(f"{here}/how", data={"how": "by_pointing"}).status_code == 303
    hannah, angela = town.enter("hannah"), town.enter("angela")
    hannah.post(f"{here}/papers", data={"many": "2"})
    town.session.refresh(round_)
    codes = papers.codes(town.session, round_, range(1, 3))
    for n, code in enumerate(codes):
        sheet = {"code": code, "chosen": options[n], "group": "people", "how": "on_paper"}
        person = town.person(papers_of[n]).id
        assert angela.post(f"{here}/put-in", data=sheet).status_code == 303
        sent = sheet | {"person": person}
        assert hannah.post(f"{here}/put-in", data=sent).location.endswith("done=counts")


def open_round(town: Alderbrook) -> Round:
    return town.session.scalars(select(Round).where(Round.state == RoundState.OPEN)).one()


def option_ids(town: Alderbrook) -> list[int]:
    found = select(RoundOption.id).where(RoundOption.round_id == open_round(town).id)
    return list(town.session.scalars(found.order_by(RoundOption.id)))
