"""Not enough people yet; then the picks, and one small voice."""

import json
import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, select

from coprod.db import now
from coprod.demo.load import DATA
from coprod.issues.models import Issue
from coprod.people.hats import GROUPS, HatKind
from coprod.rounds import closing, daily, sealed
from coprod.rounds.demo import spread
from coprod.rounds.models import Ballot, Round, RoundOption
from coprod.rounds.words import How, RoundState
from tests.journeys.month.scenes import proves
from tests.journeys.pages import press

WINTER = "What shall we work on? Winter"
PICKED = [
    ("People who use services", "I want to go to the match on my own"),
    ("Families and friends", "The hospital did not look at her passport"),
    ("People who use services", "Staff on phones"),
    ("Staff", "The hourly check wakes people up"),
]
PLAIN = [
    "The hourly check wakes people up",
    "The hospital did not look at her passport",
    "Let families know what goes on at the Yard",
    "I want to go to the match on my own",
]
SMALL = "Ask which language, and ask who"
WHY = "Few people have been heard from Urdu-speaking families."


@pytest.fixture
def winter(session) -> Round:
    found = session.scalars(select(Round).where(Round.title == WINTER)).one()
    session.commit()  # whoever comes in by a browser writes too
    return found


def options_of(session, round_) -> dict[str, int]:
    """What can be chosen, by its title."""
    found = select(Issue.title, RoundOption.id).join(Issue, Issue.id == RoundOption.issue_id)
    return dict(session.execute(found.where(RoundOption.round_id == round_.id)).all())


@pytest.fixture
def everybody_chose(session, winter) -> None:
    """The ballots of the data, after the three visits."""
    told = next(
        one
        for one in json.loads(DATA.read_text(encoding="utf-8"))["rounds"]
        if one["title"] == WINTER
    )
    named = {one["id"]: one["title"] for one in json.loads(DATA.read_text())["issues"]}
    options = options_of(session, winter)
    session.execute(delete(Ballot).where(Ballot.round_id == winter.id))
    for hat, given in told["test_ballots"].items():
        for n, names in enumerate(spread(given["dots"], given["voters"])):
            session.add(
                Ballot(
                    round_id=winter.id,
                    key=sealed.paper_key(session, winter, f"{hat} {n}"),
                    group=GROUPS[HatKind(hat)],
                    how=How.BY_HAND,
                    at=now(),
                    stars=tuple(options[named[one]] for one in names),
                )
            )
    session.commit()


@proves(
    "Not enough people yet",
    "No count for any option can be seen by anyone while it is open.",
)
@proves(
    "Not enough people yet",
    "If one helper puts in three or more the same, the moderator sees a quiet flag.",
)
def test_nobody_sees_a_count_and_the_moderator_a_quiet_flag(meet, enter, session, winter, somebody):
    """Every page is read for all hats in tests/journeys/test_rounds_unseen.py; here, as shown."""
    here = f"/rounds/{winter.id}"
    hannah, danny = meet("Hannah Lowe"), meet("Danny Okafor")
    assert not meet().may_open(here)  # somebody whom the site does not know
    names = "Maureen Tully", "Angela Okafor", "Jo Pickering", "Colette Ward", "Imran Sheikh"
    others = [*map(meet, names)]
    told = [one_reads(reader, here) for reader in (hannah, *others)]
    jo = somebody("jo").id
    option = options_of(session, winter)["Staff on phones"]
    for slug in ("leon", "shelley"):
        client = enter(slug)
        client.post(f"{here}/stars", data={"option": option})
        helped = {"how": "with_help", "helper": str(jo)}
        assert press(client, f"{here}/how", **helped).status_code == 303
    danny.starts_at(here)
    danny.presses("Give a star: Staff on phones")
    danny.sees("You have 2 stars left.")
    danny.follows("Say how you chose")
    danny.chooses("Somebody helped me")
    danny.picks("Who helped you?", "Jo Pickering")
    danny.presses("Save it")
    danny.sees("How you chose: Somebody helped me.")
    assert not re.search(COUNTED, danny.reads())
    assert [one_reads(reader, here) for reader in (hannah, *others)] == told

    assert hannah.may_open(f"{here}/odd")
    hannah.does_not_see(FLAG)  # it moves once a day
    daily.look(session, winter, now())
    session.commit()
    hannah.starts_at(here)
    hannah.follows("What looks odd")
    hannah.sees(FLAG)
    for reader in (danny, *others):
        assert not reader.may_open(f"{here}/odd")
        reader.does_not_see(FLAG)

    assert closing.run_due(session, winter.closes_at).endswith("1 kept open for more people.")
    session.commit()
    for reader in others:
        read = one_reads(reader, here)
        assert FLAG not in read and "What looks odd" not in read
        assert "Not ready. It needs 14 people who use services." in read
        assert "It was not ready." in read
    assert not [one.surprises for one in (hannah, danny, *others) if one.surprises]


COUNTED = r"(?<!\bhave )\b\d+ (stars?|people chose|have chosen|chose)\b"  # all have 3 stars
FLAG = "Jo Pickering helped with, or put in, 3 or more choices that are the same."


def one_reads(reader, here) -> str:
    """What a round's page tells somebody who has not chosen: no number of stars or of people."""
    reader.starts_at(here)
    read = reader.reads()
    assert not re.search(COUNTED, read)
    return read


@proves(
    "The picks",
    "r2 with test_ballots gives i12, i25, i18, i27 in that order, then i17.",
)
@proves(
    "The picks",
    "A plain count of all stars would have given i27, i25, i19, i12. The page can show "
    "this, and why it was not used.",
)
@proves("The picks", "Nothing says one group beat another.")
def test_the_groups_pick_by_turns_and_the_advocate_adds_one(meet, session, winter, everybody_chose):
    closing.run_due(session, winter.closes_at)
    session.commit()
    here = f"/rounds/{winter.id}"
    hannah, maureen, marek = meet("Hannah Lowe"), meet("Maureen Tully"), meet("Marek Nowak")
    hannah.starts_at(here)
    hannah.follows("Add the small voice", hannah.part("The small voice"))
    hannah.chooses(SMALL)
    hannah.writes("Why this one?", WHY)
    hannah.presses("Add it to what was picked")
    for reader in (maureen, marek):
        reader.starts_at(here)
        they_see_the_turns(reader)
        they_see_the_plain_count(reader)
        for path in (here, "/rounds"):
            reader.starts_at(path)
            assert not re.findall(BEATEN, reader.reads().lower()), path
        assert reader.troubles == []


BEATEN = r"\b(beat|beaten|won|wins?|winner|lost|loses?|outvoted?|majority)\b|%"


def they_see_the_turns(reader):
    cards = reader.part("What was picked").get_by_role("article")
    expect(cards).to_have_count(4)
    for n, (who, title) in enumerate(PICKED, start=1):
        card = cards.nth(n - 1)
        expect(card.get_by_role("heading", name=title, exact=True)).to_be_visible()
        reader.sees(f"{who} picked this. It was turn {n}.", card)
    voice = reader.part("The small voice")
    reader.sees(SMALL, voice)
    reader.sees(WHY, voice)


def they_see_the_plain_count(reader):
    """Folded away: whoever asks is told, and why it was not used."""
    question = "What if we just add up all the stars?"
    folded = reader.page.locator("details").filter(has_text=question)
    expect(folded.get_by_role("listitem").first).to_be_hidden()
    reader.opens(question)
    expect(folded.get_by_role("listitem")).to_have_text(PLAIN)
    reader.sees("We do not do that.", folded)
    reader.sees("With turns, each group is heard.", folded)


def test_choosing_takes_two_steps_a_star_at_most(meet, session, winter):
    danny = meet("Danny Okafor")
    danny.starts_at("/")
    danny.follows(WINTER)
    ballot = danny.part("What you can choose")
    for title in ("Staff on phones", "Talking over my head", "The hourly check wakes people up"):
        danny.presses(f"Give a star: {title}", ballot)
        pressed = danny.page.get_by_role("button", name=f"Your star: {title}", pressed=True)
        expect(pressed).to_be_visible()
    assert danny.steps == 4  # 2 for the first, and 1 for each that follows
    danny.sees("You gave all 3 stars. Thank you.")
    danny.presses("Your star: Staff on phones", ballot)
    danny.sees("You have 1 star left.")
    danny.presses("Take my choice back")
    danny.sees("You have 3 stars.")
    danny.presses("None of these matter to me")
    danny.sees("You said: none of these. Thank you.")
    assert danny.troubles == []
    session.expire_all()
    assert winter.state is RoundState.OPEN
