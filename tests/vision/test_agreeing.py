"""Agreeing a draft: who has to stand behind it, and when it is looked at again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coprod.db import now, today
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.people.hats import HatKind
from coprod.vision import services, writing
from coprod.vision.due import look_again
from coprod.vision.found import find
from coprod.vision.models import SignUp, SignUpSays, StatementLine, StatementStatus, Writer
from coprod.vision.months import months_on

YES, BUT, NOT = SignUpSays.YES, SignUpSays.YES_BUT, SignUpSays.NOT_THIS


@pytest.mark.parametrize(
    ("behind", "lacks"),
    [
        ({}, "a yes from a person who uses services, a yes from a family and a yes from staff"),
        ({"uses_services": YES, "staff": YES}, "Still missing: a yes from a family."),
        ({"family": YES, "staff": YES}, "Still missing: a yes from a person who uses services."),
        ({"uses_services": YES, "family": BUT}, "Still missing: a yes from staff."),
        ({"uses_services": YES, "family": YES, "staff": NOT}, "a yes from staff"),
        ({"uses_services": YES, "family": YES, "advocate": YES}, "a yes from staff"),
        ({"uses_services": YES, "family": YES, "commissioner": YES}, "a yes from staff"),
        ({"uses_services": YES, "family": YES, "staff": YES}, ""),
        ({"uses_services": BUT, "family": BUT, "staff": BUT}, ""),
        ({"uses_services": YES, "family": YES, "manager": YES}, ""),
    ],
)
def test_people_families_and_staff_stand_behind_it(
    session, draft, everyone, as_viewer, behind, lacks
):
    for hat, says in behind.items():
        services.sign_up(
            session, as_viewer(getattr(everyone, hat)), draft.found(), says, "Because."
        )
    assert lacks in services.missing(session, draft.found())
    if lacks:
        with pytest.raises(Conflict, match="Still missing"):
            services.publish(session, draft.writer, draft.found(), 12)
        assert draft.statement.status is StatementStatus.DRAFT
    else:
        services.publish(session, draft.writer, draft.found(), 12)
        assert draft.statement.status is StatementStatus.AGREED


@pytest.mark.parametrize(
    ("hats", "enough"),
    [
        ("uses_services", True),
        ("uses_services family", True),
        ("uses_services family staff", False),
        ("uses_services uses_services family staff", True),
        ("staff", False),
    ],
)
def test_half_or_more_of_the_writers_use_services(
    session, make, draft, place, as_viewer, hats, enough
):
    people = [make.person(place, HatKind(hat)) for hat in hats.split()]
    ids = [person.id for person in people]
    writing.set_writers(session, draft.writer, draft.found(), 3, ids)
    for person in people:
        services.sign_up(session, as_viewer(person), draft.found(), YES, "")
    assert ("more writers who use services" in services.missing(session, draft.found())) != enough


def test_somebody_who_was_only_named_is_no_writer(session, make, draft, place, everyone, as_viewer):
    named = make.person(place)
    staff = as_viewer(everyone.staff)
    writing.set_writers(session, draft.writer, draft.found(), 3, [named.id, staff.id])
    for person in (everyone.uses_services, everyone.family, everyone.staff):
        services.sign_up(session, as_viewer(person), draft.found(), YES, "")
    lacks = services.missing(session, draft.found())
    assert lacks == "Still missing: a yes from more writers who use services."
    services.sign_up(session, as_viewer(named), draft.found(), NOT, "I did not write this.")
    assert services.missing(session, draft.found()) == lacks
    services.sign_up(session, as_viewer(named), draft.found(), BUT, "Not at night.")
    assert services.missing(session, draft.found()) == ""


def test_whoever_never_said_yes_is_no_writer_of_agreed_words(
    session, make, draft, place, everyone, agree, as_viewer
):
    silent = make.person(place)
    both = [draft.writer.id, silent.id]
    writing.set_writers(session, draft.writer, draft.found(), 3, both)
    found = agree()
    wrote = select(Writer.person_id).where(Writer.version_id == found.version.id)
    assert session.scalars(wrote).all() == [draft.writer.id]
    services.sign_up(session, as_viewer(silent), draft.found(), YES, "")
    assert session.scalars(wrote).all() == [draft.writer.id], "signing up is not having written"


def test_people_of_another_place_do_not_agree_its_own_words(
    session, make, draft, place, everyone, as_viewer
):
    area = session.get(type(make.area()), place.area_id)
    elsewhere = make.place(area)
    far = {kind: make.person(elsewhere, kind) for kind in (HatKind.FAMILY, HatKind.STAFF)}
    for person in (everyone.uses_services, *far.values()):
        services.sign_up(session, as_viewer(person), draft.found(), YES, "")
    assert services.missing(session, draft.found()) == ""
    draft.statement.place_id = place.id
    session.flush()
    assert "a yes from a family and a yes from staff" in services.missing(session, draft.found())
    with pytest.raises(NotAllowed, match="place's own words"):
        services.sign_up(session, as_viewer(far[HatKind.FAMILY]), draft.found(), YES, "")
    for person in (everyone.family, everyone.staff):
        services.sign_up(session, as_viewer(person), draft.found(), YES, "")
    assert services.missing(session, draft.found()) == ""


def test_words_that_become_a_places_own_are_signed_up_to_again(session, draft, place):
    services.sign_up(session, draft.writer, draft.found(), YES, "")
    writing.set_place(session, draft.writer, draft.found(), 3, place.id)
    assert not session.scalars(select(SignUp)).all()


def test_words_that_the_advocate_put_away_stay_away(session, draft, agree, everyone, as_viewer):
    found = agree()
    advocate = as_viewer(everyone.advocate)
    number = writing.new_version(session, draft.writer, found)
    services.retire(session, advocate, found, "Nobody says it so.")
    session.flush()
    with pytest.raises(Conflict, match="put away"):
        writing.new_version(session, draft.writer, found)
    new = find(session, draft.writer, draft.id, number)
    for person in (everyone.uses_services, everyone.family, everyone.staff):
        services.sign_up(session, as_viewer(person), new, YES, "")
    with pytest.raises(Conflict, match="Still missing: the advocate's yes to use these words"):
        services.publish(session, draft.writer, new, 12)
    assert found.statement.status is StatementStatus.RETIRED
    services.bring_back(session, advocate, found)
    services.publish(session, draft.writer, new, 12)
    assert found.statement.version == 2


def test_a_draft_that_nobody_wrote_is_not_agreed(session, draft):
    writing.take_my_name_off(session, draft.writer, draft.found())
    assert "more writers who use services" in services.missing(session, draft.found())


def test_the_words_have_to_be_whole(session, draft, principle):
    _, thin = writing.start(session, draft.writer, principle, "I choose.")
    found = draft.found().__class__(draft.statement, thin, frozenset({draft.writer.id}))
    lacks = services.missing(session, found)
    for part in ("a short way to say it", "what it looks like", "what it does not look like"):
        assert part in lacks


def test_agreeing_sets_the_days(agree):
    found = agree()
    assert found.version.agreed_on == found.statement.agreed_on == today()
    assert found.statement.look_again_on == months_on(today(), 12)


@pytest.mark.parametrize("months", [0, 13, -1, 10**6])
def test_looking_again_is_within_a_year(session, draft, months):
    with pytest.raises(Invalid) as refused:
        services.publish(session, draft.writer, draft.found(), months)
    assert refused.value.errors == {"months": "Choose 12 months or less."}


def test_only_its_writers_and_the_advocate_agree_a_draft(session, draft, everyone, as_viewer):
    for hat in ("family", "manager", "stranger"):
        with pytest.raises(NotAllowed):
            services.publish(session, as_viewer(getattr(everyone, hat)), draft.found(), 12)


def test_new_words_are_a_new_version_and_nobody_has_signed_up_to_them(
    session, agree, draft, everyone, as_viewer, versions
):
    old = agree()
    assert writing.new_version(session, as_viewer(everyone.family), old) == 2
    assert versions(draft.id) == [1, 2]
    assert old.statement.version == 1, "people see the old words until the new ones are agreed"
    signed = select(SignUp.person_id).join(
        StatementLine, StatementLine.version_id == SignUp.version_id
    )
    assert set(session.scalars(signed.where(SignUp.version_id == old.version.id)))
    assert (
        len(session.scalars(select(SignUp).where(SignUp.version_id != old.version.id)).all()) == 0
    )


def test_there_is_one_draft_at_a_time(session, agree, draft, everyone, as_viewer, versions):
    old = agree()
    first = writing.new_version(session, as_viewer(everyone.family), old)
    assert writing.new_version(session, as_viewer(everyone.staff), old) == first
    assert versions(draft.id) == [1, 2]


def test_an_advocate_writes_down_and_is_no_writer(session, principle, everyone, as_viewer):
    _, version = writing.start(session, as_viewer(everyone.advocate), principle, "I choose.")
    assert version.made_by_id == everyone.advocate.id
    assert not session.scalars(select(Writer).where(Writer.version_id == version.id)).all()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_ahead(day, months, later):
    assert months_on(day, months) == later


@pytest.mark.parametrize(("days_left", "flips"), [(31, False), (30, True), (0, True), (-40, True)])
def test_thirty_days_before_its_day_a_statement_asks_to_be_looked_at(
    session, make, days_left, flips
):
    area = make.area()
    due = make.statement(area, look_again_on=today() + timedelta(days=days_left))
    for status in (StatementStatus.DRAFT, StatementStatus.RETIRED):
        make.statement(area, look_again_on=today(), status=status)
    assert services.flip_due(session, today()) == int(flips)
    assert look_again(session, now()) == "Statements to look at again: 0."
    wanted = StatementStatus.LOOK_AGAIN if flips else StatementStatus.AGREED
    assert due.status is wanted
    assert services.flip_due(session, today()) == 0
