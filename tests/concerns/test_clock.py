"""Who is told and when: 60 minutes of hours, or 9 the next morning, whoever is away."""

from datetime import UTC, date, timedelta

import pytest
from sqlalchemy import select

from coprod.concerns import alerts, services
from coprod.concerns.hours import OFFICE, Week, told_by, typed
from coprod.concerns.models import ConcernAlert, ConcernWords, Contact, Employer, Happened
from coprod.concerns.services import Telling
from coprod.people.hats import HatKind
from coprod.people.viewer import NOBODY
from coprod.people.working_days import Nation
from tests.concerns.conftest import WORDS, london, set_contact

WEEK = [Week(OFFICE)]
EVERY_DAY = [Week(",".join(["00:00-24:00"] * 7))]

CASES = {
    "in hours": (WEEK, (2026, 11, 10, 11, 0), (2026, 11, 10, 12, 0)),
    "too late for an hour: 9 next morning": (WEEK, (2026, 11, 10, 16, 30), (2026, 11, 11, 9, 0)),
    "at night": (WEEK, (2026, 11, 10, 23, 0), (2026, 11, 11, 9, 0)),
    "early in the morning": (WEEK, (2026, 11, 10, 3, 0), (2026, 11, 10, 9, 0)),
    "just before they begin": (WEEK, (2026, 11, 10, 8, 50), (2026, 11, 10, 10, 0)),
    "on Friday evening": (WEEK, (2026, 11, 13, 18, 0), (2026, 11, 16, 9, 0)),
    "on Sunday": (WEEK, (2026, 11, 15, 12, 0), (2026, 11, 16, 9, 0)),
    "on Christmas Eve, and the 28th is kept too": (
        WEEK,
        (2026, 12, 24, 17, 30),
        (2026, 12, 29, 9, 0),
    ),
    "on the night that summer time ends": (EVERY_DAY, (2026, 10, 25, 0, 30), (2026, 10, 25, 1, 30)),
    "on the night that it begins": (EVERY_DAY, (2026, 3, 29, 0, 30), (2026, 3, 29, 2, 30)),
    "on the Friday before it ends": (WEEK, (2026, 10, 23, 16, 30), (2026, 10, 26, 9, 0)),
    "where nobody has hours": ([Week("")], (2026, 11, 10, 12, 0), (2026, 11, 10, 13, 0)),
    "where nobody is there at all": ([], (2026, 11, 10, 12, 0), (2026, 11, 10, 13, 0)),
}


@pytest.mark.parametrize("case", CASES)
def test_by_when_it_is_read_or_the_next_is_told(case):
    weeks, since, due = CASES[case]
    told = told_by(weeks, Nation.ENGLAND, london(*since))
    assert told == london(*due).astimezone(UTC)  # 1:30 is there twice on one night of the year


def test_a_bank_holiday_of_one_nation_is_a_day_of_another():
    since = london(2026, 11, 27, 18)  # Saint Andrew's Day is on Monday
    assert told_by(WEEK, Nation.SCOTLAND, since) == london(2026, 12, 1, 9)
    assert told_by(WEEK, Nation.ENGLAND, since) == london(2026, 11, 30, 9)


def test_nobody_reads_while_all_are_away():
    away = Week(OFFICE, date(2026, 11, 10), date(2026, 11, 11))
    assert told_by([away], Nation.ENGLAND, london(2026, 11, 9, 18)) == london(2026, 11, 12, 9)
    for_good = Week(OFFICE, date(2026, 11, 10))
    since = london(2026, 11, 11, 10)
    assert told_by([for_good], Nation.ENGLAND, since) == since + timedelta(minutes=60)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("", ""),
        ("9:00 to 17:00", "09:00-17:00"),
        ("9-5", "09:00-17:00"),
        ("8.30 to 12", "08:30-12:00"),
        ("0-24", "00:00-24:00"),
        ("17 to 9", "17:00-21:00"),
        ("all day", None),
        ("25 to 26", None),
        ("22:00 to 6:00", None),
        ("9" * 5_000, None),
    ],
)
def test_hours_are_read_as_people_write_them(words, hours):
    assert typed(words) == hours


@pytest.fixture
def third(make, session, area, people):
    found = make.person(area, HatKind.SAFEGUARDING, name="Somebody third")
    set_contact(session, area, found, "The health service", Employer.OTHER, 3)
    return found


@pytest.fixture
def tell_at(session, area, people, third, app):
    """Tell something at a time, and let the job run; who was told by then, in order."""

    def told(at, *runs):
        telling = Telling(area_id=area.id, words=WORDS)
        services.tell(session, NOBODY, app.config["UPLOADS"], telling, at=at)
        names = {people.first.id: "first", people.second.id: "second", third.id: "third"}
        in_order, found = select(ConcernAlert.person_id).order_by(ConcernAlert.id), []
        for moment in (at, *runs):
            if moment != at:
                assert alerts.tell_due(session, moment) == "Looked at what waits."
            new = [names[one] for one in session.scalars(in_order)][len(found) :]
            found += [(who, moment) for who in new]
        return found

    return told


AT = london(2026, 11, 10, 11)


def test_the_first_is_told_at_once_and_then_one_an_hour(tell_at):
    every = [AT + timedelta(minutes=minutes) for minutes in range(5, 600, 5)]
    assert tell_at(AT, *every) == [
        ("first", AT),
        ("second", london(2026, 11, 10, 12)),
        ("third", london(2026, 11, 10, 13)),
    ]


def test_hours_that_change_meanwhile_wake_nobody_twice(tell_at, session, people):
    tell_at(AT)
    _change(session, people.second, hours="09:00-11:30,09:00-11:30,,,,,")
    _change(session, people.first, hours=",,,,,,")
    for minutes in (59, 61, 62, 24 * 60):
        alerts.tell_due(session, AT + timedelta(minutes=minutes))
    told = session.scalars(select(ConcernAlert.person_id)).all()
    assert len(told) == len(set(told)) == 3


def test_a_scheduler_that_was_away_tells_all_who_were_due(tell_at):
    assert [who for who, _at in tell_at(AT, AT + timedelta(minutes=59))] == ["first"]


def test_a_scheduler_that_slept_catches_up_once(tell_at):
    late = AT + timedelta(days=2)
    assert [who for who, _at in tell_at(AT, late, late)] == ["first", "second", "third"]


def _change(session, person, **values):
    contact = session.scalars(select(Contact).where(Contact.person_id == person.id)).one()
    for name, value in values.items():
        setattr(contact, name, value)
    session.flush()


def test_cover_stands_in_for_whoever_is_away(tell_at, session, people, third):
    day = AT.date()
    _change(session, people.first, away_from=day, away_to=day, cover_id=third.id)
    told = tell_at(AT, AT + timedelta(minutes=61))
    assert [who for who, _at in told] == ["third", "second"]


def test_whoever_is_away_without_cover_is_told_last(tell_at, session, people):
    _change(session, people.first, away_from=AT.date())
    told = tell_at(AT, AT + timedelta(hours=3))
    assert [who for who, _at in told] == ["second", "third", "first"]


def test_whoever_reads_now_is_told_before_whoever_does_not(tell_at, session, people):
    _change(session, people.first, hours="09:00-10:00,,,,,,")
    assert [who for who, _at in tell_at(AT)] == ["second"]


def test_what_was_read_waits_no_more(tell_at, session, people, as_viewer):
    tell_at(AT)
    from coprod.concerns import steps

    words = session.scalars(select(ConcernWords)).one()
    viewer = as_viewer(people.first)
    steps.take(session, viewer, words.concern_id, Happened.READ, {}, up_to=words.id)
    alerts.tell_due(session, AT + timedelta(days=3))
    assert len(session.scalars(select(ConcernAlert)).all()) == 1
    assert AT.astimezone(UTC).tzinfo is UTC


def test_whoever_works_there_is_never_told(session, area, place, people, make, app):
    make.hat(people.first, place, HatKind.STAFF)
    from coprod.concerns.words import About

    telling = Telling(area_id=area.id, words=WORDS, about=About(place_ids=(place.id,)))
    services.tell(session, NOBODY, app.config["UPLOADS"], telling, at=AT)
    alerts.tell_due(session, AT + timedelta(days=3))
    told = session.scalars(select(ConcernAlert.person_id)).all()
    assert told == [people.second.id]
