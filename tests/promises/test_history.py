"""The history of a promise in plain words, on three pages: made, changed, late, kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.db import today
from coprod.promises import history, keeping, listing
from coprod.promises.history import Step
from coprod.promises.keeping import Changed
from coprod.promises.listing import Show
from coprod.promises.models import Happened
from tests.journeys.pages import words

DAY = date(2026, 3, 2)


def spelled(told: str, now: int) -> list[tuple[str, int]]:
    """Promised on day 0 for day 5, and kept on day 9: "made 0 by 5, kept 9"."""
    steps, due = [], 0
    for one in told.split(", "):
        happened, on, *by = one.split()
        due = int(by[1]) if by else due
        steps.append(Step(happened, "", "it", DAY + timedelta(due), DAY + timedelta(int(on))))
    return [
        (line.happened, (line.on - DAY).days) for line in history.lines(steps, DAY + timedelta(now))
    ]


@pytest.mark.parametrize(
    ("told", "now", "reads"),
    [
        ("made 0 by 5", 4, "made 0"),
        ("made 0 by 5", 5, "made 0"),
        ("made 0 by 5", 6, "made 0, late 6"),
        ("made 0 by 5", 600, "made 0, late 6"),  # it never runs out
        ("made 0 by 5, kept 5", 90, "made 0, kept 5"),
        ("made 0 by 5, kept 9", 90, "made 0, late 6, kept 9"),
        ("made 0 by 5, changed 3 by 20", 10, "made 0, changed 3"),
        ("made 0 by 5, changed 3 by 20", 21, "made 0, changed 3, late 21"),
        (
            "made 0 by 5, changed 9 by 20, kept 30",
            40,
            "made 0, late 6, changed 9, late 21, kept 30",
        ),
        ("made 0 by 5, not_kept 7", 9, "made 0, late 6, not_kept 7"),
        ("made 0 by 5, not_kept 4", 9, "made 0, not_kept 4, late 6"),
        ("made 0 by 5, late 6, kept 9", 90, "made 0, late 6, kept 9"),  # where a job wrote it down
        ("made 0 by 5, late 8, not_kept 9", 90, "made 0, late 6, not_kept 9"),
    ],
)
def test_what_a_history_reads(told, now, reads):
    assert ", ".join(f"{happened} {on}" for happened, on in spelled(told, now)) == reads


@given(
    dues=st.lists(st.integers(0, 60), min_size=1, max_size=6),
    gaps=st.lists(st.integers(0, 40), min_size=6, max_size=6),
    now=st.integers(0, 400),
)
def test_every_step_is_there_in_order_and_each_day_that_went_by_is_said_once(dues, gaps, now):
    steps, on = [], DAY
    for n, due in enumerate(dues):
        on += timedelta(gaps[n])
        happened = Happened.CHANGED if n else Happened.MADE
        steps.append(Step(happened, "", "it", on + timedelta(due), on))
    until = on + timedelta(now)
    lines = history.lines(steps, until)
    told = [line.on for line in lines if line.happened != Happened.LATE]
    assert told == [step.on for step in steps]
    assert [line.on for line in lines] == sorted(line.on for line in lines)
    late = [line.by_when for line in lines if line.happened == Happened.LATE]
    ends = [step.on for step in steps[1:]] + [until]
    went_by = {step.by_when for step, end in zip(steps, ends, strict=True) if step.by_when < end}
    assert sorted(late) == sorted(went_by)


@pytest.fixture
def changed(session, answer, everyone, issue, as_viewer, make):
    """A late promise of the manager that was changed, and one about something else."""
    given = answer(
        everyone.manager,
        issue,
        what="Fix the bus",
        by_when=make.days_ago(30),
        on=make.days_ago(40),
    )
    promise = session.query(listing.Promise).filter_by(answer_id=given.id).one()
    new = Changed(what="Ask for a bus", by_when=make.days_ago(8), why="There is no money.", edits=0)
    keeping.change(session, as_viewer(everyone.manager), promise, new, on=make.days_ago(20))
    answer(everyone.staff, issue, what="Bring a cake", by_when=today() + timedelta(days=3))
    return promise


def test_each_page_tells_the_history(visitor, issue, changed):
    for path in ("/promises", f"/promises/{changed.id}", f"/issues/{issue.id}"):
        page = words(visitor.get(path).text)
        assert "It was: Fix the bus Now it is: Ask for a bus" in page, path
        assert "Why: There is no money." in page, path
        assert page.count("Late Since") == 2, path
        assert "Late by 30 days" in page  # from the first of its days that went by


def test_a_change_and_what_is_not_kept_say_how_they_were_decided(
    session, visitor, everyone, as_viewer, issue, changed
):
    keeping.not_kept(session, as_viewer(everyone.manager), changed, "It broke.")
    told = "Nobody was asked. Whoever promised %s. Who decided Our manager. Why %s When"
    for path in ("/promises", f"/promises/{changed.id}", f"/issues/{issue.id}"):
        html = visitor.get(path).text
        page = words(html)
        assert told % ("decides, and has to say why", "There is no money.") in page, path
        assert "People were told. It was decided before." in page, path
        assert told % ("has to say it, and why", "It broke.") in page, path
        assert "People were told. The promise still stands." in page, path
        assert page.count("How this was decided : Ask for a bus, ") == 2, path
        assert '<section class="decided">' not in html  # folded: lists stay calm


@pytest.mark.parametrize(
    ("show", "seen"),
    [
        ("open", ["Ask for a bus", "Bring a cake"]),
        ("late", ["Ask for a bus"]),
        ("changed", ["Ask for a bus"]),
        ("kept", []),
    ],
)
def test_each_list_shows_its_own(show, seen, session, visitor, issue, changed):
    found, _ = listing.page(session, [issue.area_id], True, Show(show), None)
    assert [one.what for one in found] == seen
    page = visitor.get(f"/promises?show={show}").text
    assert ("Bring a cake" in page) == ("Bring a cake" in seen)


def test_kept_ones_tell_how_it_went(session, visitor, everyone, as_viewer, changed):
    keeping.keep(session, as_viewer(everyone.manager), changed, "The bus runs.", all_done=False)
    for path in ("/promises?show=kept", f"/promises/{changed.id}"):
        page = words(visitor.get(path).text)
        assert "What was done: The bus runs." in page and page.count("Late Since") == 2
    assert "Ask for a bus" not in visitor.get("/promises").text


def test_a_list_tells_the_last_steps_of_a_long_history_and_its_own_page_all(
    session, visitor, everyone, as_viewer, changed
):
    for n in range(8):
        keeping.not_kept(session, as_viewer(everyone.manager), changed, f"Reason {n}.")
    for path, told in (
        ("/promises", range(3, 8)),
        (f"/issues/{changed.issue_id}", range(3, 8)),
        (f"/promises/{changed.id}", range(8)),
    ):
        page = visitor.get(path).text
        assert [n for n in range(8) if f"Reason {n}." in page] == [*told], path
        assert ("See the promise for earlier steps." in page) == (len(told) < 8)


def test_a_promise_of_no_one_is_not_found(visitor, sign_in, everyone, changed):
    for client in (visitor, sign_in(everyone.manager)):
        assert client.get(f"/promises/{changed.id + 99}").status_code == 404
        assert client.get(f"/promises/{10**20}").status_code == 404


def test_its_page_names_by_the_rule_and_hides_a_title_that_is_not_open(
    session, visitor, sign_in, everyone, answer, make, place, issue, as_viewer
):
    issue.published = False
    answer(everyone.family, issue, what="Bake bread", by_when=today())
    promise = session.query(listing.Promise).filter_by(what="Bake bread").one()
    new = Changed(what="Bake rolls", by_when=today(), why="No flour.", edits=0)
    keeping.change(session, as_viewer(everyone.family), promise, new)
    path = f"/promises/{promise.id}"
    for client in (visitor, sign_in(everyone.stranger)):
        page = client.get(path).text
        assert "<dd>Family or a friend.</dd>" in page
        assert "Family or a friend promised this." in page and "Our family" not in page
        assert "A late bus" not in page and "You cannot read what it is about." in page
    page = sign_in(everyone.staff).get(path).text
    assert "Our family promised this." in page and "A late bus" in page
    assert "<dd>Our family.</dd>" in page


def test_what_was_taken_back_leaves_the_promise_to_whoever_made_it(
    session, visitor, sign_in, everyone, issue, changed
):
    """The words are gone from every page; the promise stays, and can be kept, without a title."""
    issue.taken_back_on = today()
    manager = sign_in(everyone.manager)
    for client in (visitor, manager):
        for path in ("/promises", f"/promises/{changed.id}"):
            page = client.get(path).text
            assert "Ask for a bus" in page and "A late bus" not in page
    mine = manager.get("/my-things/mine").text
    assert "Ask for a bus" in mine and f'href="/promises/{changed.id}"' in mine
    assert "It is about:" not in mine
    kept = f"/promises/{changed.id}/kept"
    assert "A late bus" not in manager.get(kept).text
    sent = manager.post(kept, data={"all_done": "yes", "words": "It runs."})
    assert (sent.status_code, sent.location) == (303, f"/promises/{changed.id}")
    session.refresh(issue)
    assert issue.status == "accepted"  # nobody is asked about what is gone
    assert sign_in(everyone.staff).get(kept).status_code == 404
    assert sign_in(everyone.stranger).get(f"/promises/{changed.id}/change").status_code == 404


def test_only_its_maker_is_offered_to_say_what_became_of_it(sign_in, visitor, everyone, changed):
    path = f"/promises/{changed.id}"
    assert "I kept it" in sign_in(everyone.manager).get(path).text
    for client in (visitor, sign_in(everyone.staff)):
        assert "I kept it" not in client.get(path).text
