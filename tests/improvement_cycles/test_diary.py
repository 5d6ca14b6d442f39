"""The diary of the made-up area: what tries can do is there, done as people do it on pages."""

from datetime import timedelta
from itertools import groupby

import pytest
from sqlalchemy import select

from coprod.db import as_at, now, today
from coprod.errors import Conflict, NotAllowed
from coprod.first_page import ask
from coprod.people.viewer import NOBODY
from improvement_cycles import gaps, measure_due, turns
from improvement_cycles.annotations import Annotation
from improvement_cycles.diary.live import live
from improvement_cycles.doing_models import Noticed, Task, UpkeepCheck
from improvement_cycles.found import any_go
from improvement_cycles.go_models import Cycle, Question
from improvement_cycles.lock import fingerprint
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_pictures import sentence_of
from improvement_cycles.measure_queries import one
from improvement_cycles.measure_words import HowOften, Kind, Role, Sampling
from improvement_cycles.models import ImprovementProject
from improvement_cycles.snapshots import PictureThen
from improvement_cycles.states import FINISHED
from improvement_cycles.words import CameBy, GoState, NoteKind, Outcome, TryKind, TryStatus

A_CHANGE = "It looks like a real change."


@pytest.fixture
def lived(demo):
    return demo.found["lived"]


def rows(session, kind, *which):
    return session.scalars(select(kind).where(*which).order_by(kind.id)).all()


def test_a_rate_and_events_are_counted_with_all_that_is_said_of_them(app, session, lived):
    rate, events = lived["ride_missed"], lived["tablets_late"]
    assert (rate.kind, events.kind) == (Kind.RATE, Kind.EVENTS)
    assert rate.what_counts and rate.what_does_not and rate.numerator and rate.denominator
    assert rate.our_hope and rate.weekdays and events.how_often is HowOften.EACH_TIME
    assert lived["lanyards_talk"].sampling is Sampling.SOME and lived["lanyards_talk"].chosen_how
    for measure in (rate, events, lived["lanyards_talk"]):
        seen = one(session, NOBODY, measure.id)
        dots = rows(session, Point, Point.measure_id == measure.id)
        assert len(seen.counted) == len(dots) >= 19
        assert all(dot.entered_by_id == measure.who_counts_id for dot in dots)
        with app.test_request_context():
            said = sentence_of(seen)
        assert said.startswith(A_CHANGE) and "That is better." in said
    marks = rows(session, Annotation, Annotation.kind != NoteKind.AUTOMATIC)
    assert {rate.id, events.id} <= {mark.measure_id for mark in marks}
    assert NoteKind.HOW_WE_COUNT in {mark.kind for mark in marks}


def test_goes_beside_each_other_try_one_idea_and_one_grew_from_another(session, demo, lived):
    first, grown, beside = (lived[f"ride_go_{n}"] for n in (1, 2, 3))
    assert first.idea_id == grown.idea_id == beside.idea_id is not None
    assert (first.decision, grown.next_of_id, grown.came_by) == (
        *(Outcome.GROWN, first.id),
        CameBy.NEXT,
    )
    assert (beside.next_of_id, beside.came_by) == (grown.id, CameBy.ELSEWHERE)
    assert beside.started_on < grown.ended_on and beside.state is GoState.DOING
    assert lived["ride"].status is TryStatus.HAPPENING
    for cycle in (first, grown, beside):
        asked = rows(session, Question, Question.cycle_id == cycle.id)
        assert len(asked) == 3 and all(one.guess for one in asked)
        assert rows(session, Noticed, Noticed.cycle_id == cycle.id)
        tasks = rows(session, Task, Task.cycle_id == cycle.id)
        assert any(task.as_planned for task in tasks) and any(task.by_when for task in tasks)
    todo = rows(session, Task, Task.cycle_id == beside.id, Task.done_on.is_(None))
    assert {task.person_id for task in todo} >= {demo.people["ruth"].id, None}


def test_whatever_ended_was_locked_before_and_has_all_that_it_needs(session, lived):
    goes = [row for row in lived.values() if isinstance(row, Cycle)]
    ended = [cycle for cycle in goes if cycle.state in FINISHED]
    assert {cycle.decision for cycle in ended} == {Outcome.GROWN, Outcome.KEPT, Outcome.STOPPED}
    for cycle in ended:
        go = any_go(session, cycle.id)
        assert gaps.to_decide(session, go) == gaps.to_close(session, go) == []
        assert cycle.guess_hash == fingerprint(session, go.project, cycle)
        assert cycle.guess_locked_at.date() == cycle.started_on < cycle.ended_on < today()


def test_goes_that_were_looked_at_keep_their_pictures_of_that_day(session, demo):
    pictures = rows(session, PictureThen)
    of_go = {cycle_id: list(kept) for cycle_id, kept in groupby(pictures, lambda one: one.cycle_id)}
    ended = rows(session, Cycle, Cycle.decision.is_not(None))
    assert set(of_go) == {cycle.id for cycle in ended} and len(ended) >= 15
    for cycle in ended:
        for kept in of_go[cycle.id]:
            assert all(day <= kept.on.isoformat() for _id, day, *_numbers in kept.dots)
            assert all(day <= kept.on.isoformat() for day, _words in kept.marks)
            assert f"Go {cycle.number} ended" not in str(kept.marks)
            assert cycle.ended_on <= kept.on <= cycle.ended_on + timedelta(days=3)
    given = demo.found["cycles"]["c1"]
    assert [len(of_go[cycle.id]) for cycle in given] == [2, 2]
    first, second = (of_go[cycle.id][0] for cycle in given)
    assert len(first.dots) < len(second.dots) == 20
    assert "Go 2 started" in str(second.marks) and "Go 2" not in str(first.marks)


def test_what_was_kept_is_checked_again_and_again(session, demo, lived, as_viewer):
    go = lived["tablets_go_1"]
    checks = rows(session, UpkeepCheck, UpkeepCheck.cycle_id == go.id)
    assert len(checks) == 2 and all(check.still_there for check in checks)
    assert checks[-1].again_on == go.check_on > today()
    kath = as_viewer(demo.people["kath"])
    for waits, at in ((False, now()), (True, demo.at(-5))):
        with as_at(at):
            asked = turns.turns(ask(session, kath, demo.area.id, [turns.ASKS]))
        assert ((go.id, turns.Waits.CHECK) in {(one.cycle_id, one.waits) for one in asked}) is waits


def test_a_dot_that_is_not_there_is_asked_of_whoever_counts_it(session, demo, lived, as_viewer):
    asked = {
        slug: {
            row.part_id
            for row in ask(session, as_viewer(demo.people[slug]), demo.area.id, [measure_due.ASKS])[
                "dot"
            ]
        }
        for slug in ("yusuf", "priya")
    }
    assert lived["ride_minutes"].id in asked["yusuf"]
    assert lived["ride_missed"].id not in asked["priya"]


def test_a_try_to_stop_something_and_a_family_can_be_read(demo, lived, visitor, sign_in):
    assert lived["lanyards"].kind is TryKind.STOP_DOING
    assert "No lanyards in town" in visitor.get("/tries/stopped-doing").text
    page = sign_in(demo.people["priya"]).get(f"/tries/{lived['photo_text'].id}/family").text
    told = ["Ring before you come", "Ring before you come to our flat", "A photo text before"]
    places = [page.index(words) for words in told]
    assert places == sorted(places) and "Ringing did not help us." in page


def test_every_page_of_the_diary_can_be_read(session, demo, lived, visitor, sign_in):
    leon, yusuf = (sign_in(demo.people[slug]) for slug in ("leon", "yusuf"))
    pages = ("", "/story", "/slides", "/report", "/family", "/pictures", "/drivers")
    for row in lived.values():
        here = {ImprovementProject: "/tries", Cycle: "/tries/goes", Measure: "/measures"}[type(row)]
        for page in pages if isinstance(row, ImprovementProject) else ("",):
            for browser in (visitor, leon, yusuf):
                answer = browser.get(f"{here}/{row.id}{page}")
                begun = row not in {lived["bus_text"], lived["bus_text_go_1"]}
                seen = begun or browser is not visitor
                assert answer.status_code == (200 if seen else 404), answer.request.path
    assert yusuf.get(f"/tries/{lived['ride'].id}/good-practice").status_code == 200


def test_the_first_page_still_shows_the_given_tries(demo, visitor):
    page = visitor.get("/").text
    for title in ("Friday friends", "My tea, my choice", "Who is coming?", "Ring before you come"):
        assert title in page
    assert "My ride home comes" not in page and "lanyards" not in page


def test_nothing_in_a_diary_is_done_that_a_page_would_refuse(session, demo, lived):
    """Its people can do what they may, where a go is: the services refuse the rest."""
    again = {"ago": 1, "does": "start", "who": "yusuf", "go": 2}
    with pytest.raises(Conflict, match="This go is finished"):
        live(session, demo, [{"try": "ride", "steps": [again]}])
    with pytest.raises(NotAllowed, match="Only the team"):
        live(session, demo, [{"try": "ride", "steps": [again | {"who": "danny"}]}])


def test_there_is_something_to_see_what_got_worse(session, lived):
    worse = [row for row in lived.values() if getattr(row, "role", None) is Role.BALANCING]
    assert len(worse) == 3
    for measure in worse:
        assert rows(session, Point, Point.measure_id == measure.id)
