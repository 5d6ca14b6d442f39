"""Not enough people yet; then the picks, and one small voice."""

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
from tests.journeys.pages import press, words

WINTER = "What shall we work on? Winter"
PICKED = [
    ("People who use services", "I want to go to the match on my own"),
    ("Families and friends", "The hospital did not look at her passport"),
    ("People who use services", "Staff on phones"),
    ("Staff", "The hourly check wakes people up"),
]
SMALL = "Ask which language, and ask who"
WHY = "Few people have been heard from Urdu-speaking families."


@pytest.fixture
def winter(session) -> Round:
    found = session.scalars(select(Round).where(Round.title == WINTER)).one()
    session.commit()  # whoever comes in by a browser writes too
    return found


@pytest.fixture
def everybody_chose(session, winter) -> None:
    """The ballots of the data, after the three visits."""
    import json

    told = next(
        one
        for one in json.loads(DATA.read_text(encoding="utf-8"))["rounds"]
        if one["title"] == WINTER
    )
    named = {one["id"]: one["title"] for one in json.loads(DATA.read_text())["issues"]}
    found = select(RoundOption.id, Issue.title).join(Issue, Issue.id == RoundOption.issue_id)
    rows = session.execute(found.where(RoundOption.round_id == winter.id))
    options = {title: id_ for id_, title in rows}
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
def test_it_says_not_ready_and_shows_no_count(enter, session, winter):
    """What nobody can see is looked for on every page in tests/journeys/test_rounds_unseen.py."""
    assert closing.run_due(session, winter.closes_at).endswith("1 kept open for more people.")
    session.commit()
    for slug in ("maureen", "angela", "jo", "colette", "hannah", "imran"):
        page = words(enter(slug).get(f"/rounds/{winter.id}").text)
        assert "Not ready. It needs 14 people who use services." in page
        assert "It was not ready." in page
        rest = page.split("What you can choose")[1].split("What happened so far")[0]
        assert not re.search(r"\d+ (stars?|people|chose)", rest.replace("You have 3 stars.", ""))


@proves(
    "Not enough people yet",
    "Paper choices are put in with 'who helped' and 'how they chose'.",
)
def test_maureen_and_hannah_put_in_a_paper_and_say_who_helped(enter, session, winter, somebody):
    hannah, maureen = enter("hannah"), enter("maureen")
    papers = press(hannah, f"/rounds/{winter.id}/papers", many="9").location
    code = re.search(r"Code: (\d{4} \d{4})", hannah.get(papers).text).group(1)
    option = session.scalars(
        select(RoundOption.id).where(RoundOption.round_id == winter.id)
    ).first()
    read = {
        "code": code,
        "chosen": [str(option)],
        "group": "people",
        "how": "by_pointing",
        "helper": str(somebody("jo").id),
    }
    here = f"/rounds/{winter.id}/put-in"
    assert press(maureen, here, step="stars", **read | {"how": ""}).status_code == 422
    for client in (maureen, hannah):
        assert "Step 2 of 2" in words(press(client, here, code=code).text)
        assert press(client, here, step="stars", **read).status_code == 303
    found = session.scalars(select(Ballot).order_by(Ballot.id.desc())).first()
    assert found.how is How.BY_POINTING
    assert found.helper == sealed.helper_mark(session, winter, somebody("jo").id)


@proves(
    "Not enough people yet",
    "If one helper puts in three or more the same, the moderator sees a quiet flag.",
)
def test_three_alike_from_one_helper_are_a_quiet_flag(enter, session, winter, somebody):
    here = f"/rounds/{winter.id}"
    option = session.scalars(
        select(RoundOption.id).where(RoundOption.round_id == winter.id)
    ).first()
    for slug in ("danny", "leon", "shelley"):
        client = enter(slug)
        client.post(f"{here}/stars", data={"option": option})
        helped = {"how": "with_help", "helper": str(somebody("jo").id)}
        assert press(client, f"{here}/how", **helped).status_code == 303
    says = "Jo Pickering helped with, or put in, 3 or more choices that are the same."
    assert says not in words(enter("hannah").get(f"{here}/odd").text)  # it moves once a day
    daily.look(session, winter, now())
    session.commit()
    assert says in words(enter("hannah").get(f"{here}/odd").text)
    for slug in ("jo", "maureen", "colette", "imran"):
        client = enter(slug)
        assert client.get(f"{here}/odd").status_code == 403
        assert says not in words(client.get(here).text)


@proves(
    "The picks",
    "r2 with test_ballots gives i12, i25, i18, i27 in that order, then i17.",
)
def test_the_groups_pick_by_turns_and_the_advocate_adds_one(meet, session, winter, everybody_chose):
    """Read by Maureen in a browser, with JavaScript and without."""
    closing.run_due(session, winter.closes_at)
    session.commit()
    hannah = meet("Hannah Lowe")
    hannah.starts_at(f"/rounds/{winter.id}")
    hannah.follows("Add the small voice", hannah.part("The small voice"))
    hannah.chooses(SMALL)
    hannah.writes("Why this one?", WHY)
    hannah.presses("Add it to what was picked")
    maureen = meet("Maureen Tully")
    maureen.starts_at(f"/rounds/{winter.id}")
    cards = maureen.part("What was picked").get_by_role("article")
    expect(cards).to_have_count(4)
    for n, (who, title) in enumerate(PICKED, start=1):
        card = cards.nth(n - 1)
        expect(card.get_by_role("heading", name=title, exact=True)).to_be_visible()
        maureen.sees(f"{who} picked this. It was turn {n}.", card)
    voice = maureen.part("The small voice")
    maureen.sees(SMALL, voice)
    maureen.sees(WHY, voice)
    assert maureen.troubles == []


@proves(
    "The picks",
    "A plain count of all stars would have given i27, i25, i19, i12. The page can show "
    "this, and why it was not used.",
)
def test_the_plain_count_is_shown_with_why_it_was_not_used(enter, session, winter, everybody_chose):
    closing.run_due(session, winter.closes_at)
    session.commit()
    page = words(enter("marek").get(f"/rounds/{winter.id}").text)
    plain = page.split("What if we just add up all the stars?")[1]
    said = plain.split("We do not do that.")[0]
    titles = (
        "The hourly check wakes people up",
        "The hospital did not look at her passport",
        "Let families know what goes on at the Yard",
        "I want to go to the match on my own",
    )
    assert [said.index(title) for title in titles] == sorted(map(said.index, titles))
    assert "With turns, each group is heard." in plain


@proves("The picks", "Nothing says one group beat another.")
def test_nothing_says_that_one_group_beat_another(enter, session, winter, everybody_chose):
    closing.run_due(session, winter.closes_at)
    session.commit()
    page = words(enter("stan").get(f"/rounds/{winter.id}").text).lower()
    assert not re.findall(r"\b(beat|won|wins?|winner|lost|loses?|outvoted?|majority)\b|%", page)


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
