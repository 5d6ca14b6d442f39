"""Who may count, define, and see pictures of few; and what a measure can never be."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from coprod.errors import Conflict, Invalid, NotAllowed, NotFound
from improvement_cycles import measure_policy, measure_services
from improvement_cycles.found import a_try
from improvement_cycles.import_models import ImportFile
from improvement_cycles.measure_found import a_measure
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_services import NewMeasure
from improvement_cycles.measure_words import AskedBy, Kind, Role
from improvement_cycles.words import TryKind, TryStatus
from tests.improvement_cycles.counting import fill, new_measure, new_try

WHO = ["danny", "maureen", "marek", "colette", "kath", "hannah", "carol", "stranger"]


@pytest.mark.parametrize(
    ("rule", "may"),
    [
        (measure_policy.may_count, {"danny", "maureen", "marek", "hannah"}),
        (measure_policy.may_define, {"danny", "maureen", "marek", "hannah"}),
        (
            measure_policy.may_see_few,
            {"danny", "maureen", "marek", "colette", "kath", "hannah"},
        ),
    ],
    ids=["count", "define", "see few"],
)
@pytest.mark.parametrize("name", WHO)
def test_who_may(rule, may, name, trying, session, as_viewer):
    viewer = as_viewer(getattr(trying, name))
    whole = a_try(session, viewer, trying.project.id)
    assert rule(viewer, whole.project, whole.team) is (name in may)


def test_a_private_try_counts_for_its_owner_alone(trying, session, as_viewer):
    own = {"owner_id": trying.danny.id, "kind": TryKind.ONE_PERSONS}
    measure = new_measure(session, new_try(session, trying.place, [trying.danny], **own))
    assert a_measure(session, as_viewer(trying.danny), measure.id)
    for name in ("hannah", "kath", "stranger"):
        with pytest.raises(NotFound):
            a_measure(session, as_viewer(getattr(trying, name)), measure.id)


def test_a_draft_of_another_area_is_nowhere(trying, measure, session, as_viewer, visitor):
    trying.project.status = TryStatus.DRAFT
    with pytest.raises(NotFound):
        a_measure(session, as_viewer(trying.stranger), measure.id)
    assert visitor.get(f"/measures/{measure.id}").status_code == 404
    assert visitor.get(f"/measures/{measure.id}/dots.csv").status_code == 404


def test_the_first_measure_is_the_main_one_and_the_next_is_not(trying, session, as_viewer):
    viewer = as_viewer(trying.danny)
    whole = a_try(session, viewer, trying.project.id)
    first = measure_services.begin(session, viewer, whole, NewMeasure("Nights", Kind.COUNT))
    second = measure_services.begin(session, viewer, whole, NewMeasure("Faces", Kind.FACES))
    assert (first.main, second.main, first.who_counts_id) == (True, False, trying.danny.id)


def test_what_somebody_else_asked_for_is_never_the_main_picture(
    trying, measure, session, as_viewer
):
    viewer = as_viewer(trying.danny)
    this = a_measure(session, viewer, measure.id)
    theirs = {"asked_by": AskedBy.SOMEONE_ELSE, "asked_by_words": "The council"}
    measure_services.define(session, viewer, this, theirs, this.measure.edits)
    assert not measure.main
    with pytest.raises(Conflict, match="never the main picture"):
        measure_services.make_main(session, viewer, this)
    measure.main = True
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_try_has_one_main_picture(trying, measure, session, sign_in):
    second = new_measure(session, trying.project, name="Second", main=False)
    assert sign_in(trying.danny).post(f"/measures/{second.id}/main").status_code == 303
    mains = select(Measure.id).where(Measure.project_id == trying.project.id, Measure.main)
    assert session.scalars(mains).all() == [second.id]
    session.add(Measure(project_id=trying.project.id, name="x", main=True, made_on=measure.made_on))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_dot_cannot_be_changed_through_any_door(measure, session):
    fill(session, measure, [1, 2])
    session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(update(Point).values(value=9))
    session.rollback()
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(Point.__table__.delete())


def test_the_kind_stays_once_there_are_dots(trying, measure, session, as_viewer):
    viewer = as_viewer(trying.danny)
    this = a_measure(session, viewer, measure.id)
    measure_services.define(session, viewer, this, {"kind": Kind.VALUE}, 0)
    fill(session, measure, [1])
    with pytest.raises(Invalid):
        measure_services.define(session, viewer, this, {"kind": Kind.SHARE}, 1)


def test_stopping_keeps_the_dots_and_without_a_dot_nothing_stays(
    trying, measure, session, as_viewer
):
    viewer = as_viewer(trying.danny)
    empty = new_measure(session, trying.project, name="Empty", main=False)
    assert measure_services.stop(session, viewer, a_measure(session, viewer, empty.id))
    fill(session, measure, [1])
    assert not measure_services.stop(session, viewer, a_measure(session, viewer, measure.id))
    assert (measure.stopped_on is not None, measure.main) == (True, False)


def test_stopping_forgets_a_file_that_somebody_chose_and_left(
    trying, measure, session, as_viewer, sign_in
):
    viewer = as_viewer(trying.danny)
    for person in (trying.danny, trying.marek):
        file = {"person_id": person.id, "name": "a.csv", "content": b"x"}
        session.add(ImportFile(measure_id=measure.id, **file))
    kept = ImportFile(measure_id=measure.id - 1, person_id=trying.danny.id, name="b", content=b"y")
    session.add(kept)  # for another measure
    session.commit()
    assert sign_in(trying.danny).post(f"/measures/{measure.id}/stop").status_code == 303
    assert session.scalars(select(ImportFile.name)).all() == ["b"]
    with pytest.raises(NotFound):
        a_measure(session, viewer, measure.id)


def test_only_the_team_counts_or_a_person_in_it(trying, measure, session, as_viewer):
    viewer = as_viewer(trying.danny)
    this = a_measure(session, viewer, measure.id)
    for person in (trying.kath, trying.colette, trying.stranger):
        with pytest.raises(Invalid):
            measure_services.define(session, viewer, this, {"who_counts_id": person.id}, 0)
    with pytest.raises(NotAllowed):
        measure_services.define(session, as_viewer(trying.colette), this, {"role": Role.PROCESS}, 0)
