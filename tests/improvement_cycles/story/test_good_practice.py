"""The marks of good practice: which records earn which, and who sees them."""

from datetime import date, timedelta

import pytest

from improvement_cycles.measure_words import Role
from improvement_cycles.story.good_practice import Counted, GoKept, Mark, marks
from improvement_cycles.words import TryKind

FIRST = GoKept(is_next=False, locked_in_time=True, small=True, whole=True)
NEXT = GoKept(is_next=True, locked_in_time=True, small=False, whole=False)


def every(days, dots, role=Role.OUTCOME):
    return Counted(role, [date(2026, 1, 1) + timedelta(days * n) for n in range(dots)])


@pytest.mark.parametrize(
    ("goes", "measures", "earned"),
    [
        ([], [], ""),
        ([FIRST], [], "guessed small whole"),
        ([FIRST, NEXT], [every(7, 10)], "linked guessed small counted whole"),
        ([NEXT, FIRST], [], "linked guessed whole"),
        ([FIRST, GoKept(True, False, True, True)], [], "linked small whole"),
        ([FIRST], [every(7, 9)], "guessed small whole"),
        ([FIRST], [every(31, 10)], "guessed small counted whole"),
        ([FIRST], [every(32, 10)], "guessed small whole"),
        ([FIRST], [every(0, 10)], "guessed small whole"),
        (
            [FIRST],
            [every(7, 10, Role.PROCESS), every(7, 10, Role.BALANCING)],
            "guessed small whole",
        ),
        ([FIRST], [every(7, 10, Role.WHAT_WE_SEE)], "guessed small counted whole"),
    ],
)
def test_each_mark_is_earned_by_what_was_written_down(goes, measures, earned):
    got = marks(goes, measures)
    assert list(got) == list(Mark)
    assert " ".join(mark for mark, is_so in got.items() if is_so) == earned


def test_only_the_team_sees_them(visitor, sign_in, tries):
    cycle = tries.decided("changed")
    url = f"/tries/{cycle.project_id}/good-practice"
    shown = sign_in(tries.danny).get(url)
    assert shown.status_code == 200 and "We guessed before we tried" in shown.text
    assert url in sign_in(tries.colette).get(f"/tries/{cycle.project_id}").text  # of the team
    kath = tries.make.person(tries.place)
    for other in (kath, tries.hannah, tries.imran):
        assert sign_in(other).get(url).status_code == 403
        assert url not in sign_in(other).get(f"/tries/{cycle.project_id}").text
    assert visitor.get(url).status_code == 302  # to sign in
    assert sign_in(tries.elsewhere.danny).get(url).status_code == 403


def test_a_private_try_tells_nobody_anything(visitor, sign_in, session, tries):
    cycle = tries.draft()
    tries.answer(cycle, "plan", "kind", {"kind": TryKind.ONE_PERSONS.value})
    session.commit()
    for page in ("story", "slides", "report", "report.txt", "family", "good-practice"):
        url = f"/tries/{cycle.project_id}/{page}"
        assert sign_in(tries.hannah).get(url).status_code == 404
        if page != "good-practice":
            assert visitor.get(url).status_code == 404
        wanted = 404 if page == "family" else 200  # it is nobody's to borrow
        assert sign_in(tries.danny).get(url).status_code == wanted
