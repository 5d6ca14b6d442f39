"""Answering the questions of a go: what is kept, what is refused, and two people at once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.people.hats import Group
from improvement_cycles import answers, goes, pages
from improvement_cycles.go_models import StudyNote
from improvement_cycles.models import ImprovementProject, ProjectStatement
from tests.journeys.pages import press


def test_the_second_writer_sees_both_texts_and_loses_nothing(session, tries, sign_in):
    cycle = tries.draft()
    url = f"/tries/goes/{cycle.id}/plan/small"
    danny, marek = sign_in(tries.danny), sign_in(tries.marek)
    seen = answers.mark({"how_small": cycle.how_small})
    first = {"how_small": "Two people", "seen": seen}
    assert danny.post(url, data=first).status_code == 303
    second = marek.post(url, data={"how_small": "The whole house", "seen": seen})
    assert second.status_code == 409
    assert "Two people" in second.text and "The whole house" in second.text
    session.refresh(cycle)
    assert cycle.how_small == "Two people"
    fresh = {"how_small": "The whole house", "seen": answers.mark({"how_small": "Two people"})}
    assert marek.post(url, data=fresh).status_code == 303
    session.refresh(cycle)
    assert cycle.how_small == "The whole house"


def test_the_same_holds_for_guesses_and_for_choices(tries, sign_in):
    cycle = tries.draft()
    browser = sign_in(tries.marek)
    sent = {"question_1": "Will it?", "guess_1": "My guess.", "seen": "stale"}
    both = browser.post(f"/tries/goes/{cycle.id}/plan/guess", data=sent)
    assert both.status_code == 409
    assert "Yes, twice a week." in both.text and "My guess." in both.text
    sent = {"statements": [], "seen": "stale"}
    assert browser.post(f"/tries/goes/{cycle.id}/plan/statements", data=sent).status_code == 422
    sent = {"statements": [str(tries.statement.id)], "seen": "stale"}
    assert browser.post(f"/tries/goes/{cycle.id}/plan/statements", data=sent).status_code == 409


def test_people_writing_different_answers_are_in_nobodys_way(tries, sign_in):
    cycle = tries.draft()
    danny, marek = sign_in(tries.danny), sign_in(tries.marek)
    small = {"how_small": "Two", "seen": answers.mark({"how_small": cycle.how_small})}
    count = {"what_we_count": "Dots", "seen": answers.mark({"what_we_count": cycle.what_we_count})}
    assert danny.post(f"/tries/goes/{cycle.id}/plan/small", data=small).status_code == 303
    assert marek.post(f"/tries/goes/{cycle.id}/plan/count", data=count).status_code == 303


def test_pressing_twice_is_pressing_once(session, tries, sign_in):
    cycle = tries.draft()
    browser = sign_in(tries.danny)
    seen = answers.mark({"how_small": cycle.how_small})
    sent = {"how_small": "Two people", "seen": seen, "once": "a-secret-of-this-form"}
    gone = {browser.post(f"/tries/goes/{cycle.id}/plan/small", data=sent).location for _ in "12345"}
    assert gone == {f"/tries/goes/{cycle.id}/plan/touches"}
    edits = cycle.edits
    session.refresh(cycle)
    assert cycle.edits == edits + 1


def test_words_that_come_after_the_lock_can_stand_beside_the_plan(session, tries, sign_in):
    cycle = tries.planned()
    browser, go = sign_in(tries.marek), f"/tries/goes/{cycle.id}"
    in_time = {"how_small": "Two people", "seen": answers.mark({"how_small": cycle.how_small})}
    in_time["once"] = "one-press"
    assert browser.post(f"{go}/plan/small", data=in_time).status_code == 303
    tries.agree(cycle)
    goes.start(session, tries.as_(tries.danny), tries.go(cycle))
    session.commit()
    assert browser.post(f"{go}/plan/small", data=in_time).status_code == 303  # pressed twice
    late = browser.post(f"{go}/plan/when", data={"when": "Fridays <b>", "where": "", "seen": ""})
    assert late.status_code == 409 and "The go started while you wrote." in late.text
    note = late.text.split("<textarea")[1].split("</textarea>")[0]
    assert "When? Fridays &lt;b&gt;" in note and "Where" not in note
    assert f'action="{go}/note"' in late.text
    assert "while you wrote" not in browser.get(f"{go}/note").text
    browser.post(f"{go}/note", data={"words": "When: Fridays"})
    assert "When: Fridays" in browser.get(go).text
    chosen = browser.post(f"{go}/plan/statements", data={"statements": ["1"], "seen": ""})
    assert chosen.status_code == 409 and "The plan is locked." in chosen.text
    outside = sign_in(tries.imran).post(f"{go}/plan/when", data={"when": "Fridays"})
    assert outside.status_code == 403


def test_a_statement_is_kept_in_the_words_of_today(session, tries):
    cycle = tries.draft()
    link = session.scalars(
        select(ProjectStatement).where(ProjectStatement.project_id == cycle.project_id)
    ).one()
    assert (link.statement_id, link.version) == (tries.statement.id, 1)


@pytest.mark.parametrize(
    ("state", "step", "name", "values", "field"),
    [
        ("draft", "plan", "statements", {"statements": ["999999"]}, "statements"),
        ("draft", "plan", "guess", {"question_1": "", "guess_1": "A guess."}, "question_1"),
        (
            "studying",
            "look",
            "knock_on",
            {"landed": "yes", "knock_on": "", "place": ""},
            "knock_on",
        ),
        (
            "studying",
            "look",
            "knock_on",
            {"landed": "yes", "knock_on": "Them.", "place": "999999"},
            "place",
        ),
        ("deciding", "decide", "agreed", {"agreed": ["999999"]}, "agreed"),
        ("deciding", "decide", "upkeep", {"upkeep": "999999"}, "upkeep"),
        ("deciding", "decide", "check_on", {"check_on": "next week"}, "check_on"),
        ("deciding", "decide", "check_on", {"check_on": "2020-01-01"}, "check_on"),
        ("deciding", "decide", "check_on", {"check_on": "9999-12-31"}, "check_on"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(tries, state, step, name, values, field):
    cycle = getattr(tries, state)()
    empty = {f"{word}_{n}": "" for word in ("question", "guess") for n in (1, 2, 3)}
    with pytest.raises(Invalid) as refused:
        tries.answer(cycle, step, name, (empty if name == "guess" else {}) | values)
    assert refused.value.errors[field].endswith(".")


@pytest.mark.parametrize(
    ("state", "step", "name", "says"),
    [
        ("planned", "try", "happened", "has to start|Check the plan first"),
        ("planned", "look", "result", "There is nothing to look at yet"),
        ("doing", "look", "result", "Say what happened first"),
        ("doing", "decide", "why", "Look together first"),
        ("deciding", "look", "learned", "closed now|look"),
    ],
)
def test_each_step_has_its_time(tries, state, step, name, says):
    cycle = getattr(tries, state)()
    go, page = tries.go(cycle), pages.find(step, name)
    with pytest.raises(Conflict):
        answers.require_open(page, go)


def test_everybody_writes_in_the_box_of_their_own_group(session, tries):
    cycle = tries.studying()
    for person in (tries.danny, tries.angela, tries.marek, tries.colette):
        words = {"words": f"What {person.name} learned.", "group": "people"}
        tries.answer(cycle, "look", "box", words, person)
    wanted = select(StudyNote.group, StudyNote.words).where(StudyNote.cycle_id == cycle.id)
    found = session.execute(wanted.order_by(StudyNote.id)).all()
    assert found == [
        (Group.PEOPLE, "What Danny learned."),
        (Group.FAMILIES, "What Angela learned."),
        (Group.STAFF, "What Marek learned."),
        (Group.STAFF, "What Colette learned."),
    ]


def test_writing_again_changes_only_ones_own_words(session, tries):
    cycle = tries.studying()
    tries.answer(cycle, "look", "box", {"words": "It worked."}, tries.marek)
    tries.answer(cycle, "look", "box", {"words": "It did not."}, tries.colette)
    tries.answer(cycle, "look", "box", {"words": "It worked for most."}, tries.marek)
    words = session.scalars(select(StudyNote.words).where(StudyNote.cycle_id == cycle.id)).all()
    assert sorted(words) == ["It did not.", "It worked for most."]


def test_the_advocate_says_whose_words_they_write(session, tries):
    cycle = tries.studying()
    tries.answer(cycle, "look", "box", {"words": "Loud.", "group": "people"}, tries.hannah)
    with pytest.raises(Invalid):
        tries.answer(cycle, "look", "box", {"words": "Loud.", "group": "bosses"}, tries.hannah)
    note = session.scalars(select(StudyNote).where(StudyNote.cycle_id == cycle.id)).one()
    assert (note.group, note.person_id) == (Group.PEOPLE, tries.hannah.id)


def test_an_advocate_who_writes_for_two_groups_loses_no_words_of_either(session, tries):
    cycle = tries.studying()

    def write(group, words):
        tries.answer(cycle, "look", "box", {"words": words, "group": group}, tries.hannah)

    write("people", "Loud.")
    write("families", "Too late.")
    with pytest.raises(Invalid) as refused:
        write("people", "And cold.")
    assert "“Loud.”" in refused.value.errors["words"]
    write("people", "Loud. And cold.")
    write("people", "Loud and cold.")  # now it is what the page shows
    wanted = select(StudyNote.words).where(StudyNote.cycle_id == cycle.id)
    assert session.scalars(wanted.order_by(StudyNote.words)).all() == [
        "Loud and cold.",
        "Too late.",
    ]


@pytest.mark.parametrize("sent", ["x", "\u0663", "1" * 21])
@pytest.mark.parametrize(
    ("asked", "field", "more"),
    [
        ("agreed", "agreed", {}),
        ("upkeep", "upkeep", {}),
        ("knock-on", "place", {"landed": "yes", "knock_on": "Them."}),
    ],
)
def test_a_number_that_is_nobodys_is_refused_kindly(tries, sign_in, asked, field, more, sent):
    at_end = asked != "knock-on"
    cycle = tries.deciding() if at_end else tries.studying()
    step = "decide" if at_end else "look"
    url = f"/tries/goes/{cycle.id}/{step}/{asked}"
    if asked == "upkeep":
        tries.answer(cycle, "decide", "outcome", {"outcome": "kept"})
    answer = sign_in(tries.danny).post(url, data={field: sent} | more)
    assert answer.status_code == 422


def test_only_somebody_who_uses_services_has_a_try_of_their_own(session, tries):
    cycle = tries.draft()
    with pytest.raises(NotAllowed, match="try of their own"):
        tries.answer(cycle, "plan", "kind", {"kind": "one_persons"}, tries.marek)
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    project = session.get(ImprovementProject, cycle.project_id)
    assert project.owner_id == tries.danny.id
    with pytest.raises(NotAllowed, match="whose try it is"):
        tries.answer(cycle, "plan", "kind", {"kind": "start_doing"}, tries.marek)


def test_a_private_try_stays_its_owners_whoever_sends_the_page_again(session, tries, sign_in):
    cycle = tries.draft()
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    session.commit()
    sent = {"kind": "one_persons", "seen": answers.mark({"kind": "one_persons"})}
    url = f"/tries/goes/{cycle.id}/plan/kind"
    assert sign_in(tries.marek).post(url, data=sent).status_code == 303
    project = session.get(ImprovementProject, cycle.project_id)
    session.refresh(project)
    assert project.owner_id == tries.danny.id


def test_a_check_day_to_come_is_kept(tries):
    cycle = tries.deciding()
    day = today() + timedelta(days=30)
    tries.answer(cycle, "decide", "check_on", {"check_on": day.isoformat()})
    assert cycle.check_on == day


@pytest.mark.parametrize("words", ["It was late twice.", ""])
def test_a_tick_that_was_taken_away_stays_away(sign_in, session, tries, words):
    """What saves itself decides each tick, on and off, whatever was kept before."""
    cycle = tries.deciding()
    tries.counts_what_gets_worse(cycle)
    here, danny = f"/tries/goes/{cycle.id}/decide/worse", sign_in(tries.danny)

    def ticked():
        return re.search(r'name="looked"[^>]* checked', danny.get(here).text) is not None

    def begin(**form):
        seen = re.search(r'name="seen" value="(\w+)"', danny.get(here).text)[1]
        danny.post("/drafts/save", data={"form": here, "seen": seen, "worse": words} | form)

    begin(looked="y")
    assert ticked()
    begin()
    assert not ticked()
    assert press(danny, here, looked="y", worse="No.").status_code == 303
    assert ticked()
    begin()
    assert not ticked()
    begin(looked="y")
    assert ticked()
