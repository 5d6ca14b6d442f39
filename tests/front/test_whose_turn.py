"""*Your turn* on the first page: what waits for this person, and for nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from werkzeug.datastructures import MultiDict

from coprod.db import now, today
from coprod.drafts import services as drafts
from coprod.front import queries, turns
from coprod.groups import hats
from coprod.issues import held
from coprod.issues import services as issues
from coprod.issues.models import Doer, Issue, IssuePlace
from coprod.issues.words import AnswerSays, BetterSays, IssueKind, Job, Lane, Status
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.promises import asking
from coprod.promises.models import Ask, Promise


def claimed(session, issue, days_ago=0):
    """Somebody says it is done, so many days ago."""
    asking.claim(session, None, issue, "We did it.", on=today() - timedelta(days=days_ago))
    session.flush()


def test_what_nobody_answered_waits_for_staff_and_managers_of_its_place(people, issue, turn):
    assert issue.title in turn(people.manager)
    assert "It still needs an answer. Rose House." in turn(people.staff)
    for somebody in (people.person, people.family, people.other_manager, people.advocate):
        assert issue.title not in turn(somebody)


def test_a_thank_you_waits_for_nobody(make, place, people, turn):
    make.issue(place, people.person, title="Thank you Jo", kind=IssueKind.THANKS)
    assert "Thank you Jo" not in turn(people.staff)


def test_what_has_no_place_waits_for_managers_of_the_area_and_the_advocate(
    make, session, people, issue, answer, turn
):
    session.execute(delete(IssuePlace).where(IssuePlace.issue_id == issue.id))
    session.execute(update(Issue).values(place_id=None))
    elsewhere = make.person(make.place(), HatKind.MANAGER)
    for somebody in (people.manager, people.other_manager, people.advocate):
        assert "A loud door" in turn(somebody)
        assert "No place is shown." in turn(somebody)
    for somebody in (people.staff, people.person, people.commissioner, elsewhere):
        assert "A loud door" not in turn(somebody)
    answer(people.family, issue)
    assert "A loud door" in turn(people.advocate)
    session.refresh(issue)
    answer(people.staff, issue)
    assert "A loud door" not in turn(people.advocate)


def test_what_a_relative_answers_takes_nobodys_turn_away(people, issue, answer, turn):
    answer(people.family, issue)
    assert issue.status is Status.TRIAGE
    assert issue.title in turn(people.manager)
    answer(people.manager, issue)
    assert issue.title not in turn(people.manager)


@pytest.mark.parametrize("says", [AnswerSays.NO, AnswerSays.YES])
def test_of_two_places_each_must_answer(says, people, shared, answer, turn):
    answer(people.manager, shared, says)
    assert shared.title not in turn(people.manager)
    assert shared.title in turn(people.other_manager)
    answer(people.other_manager, shared, says)
    assert shared.title not in turn(people.other_manager)


def test_a_hat_that_is_not_confirmed_answers_for_no_place(
    make, other, people, shared, answer, turn
):
    make.hat(people.manager, other, HatKind.MANAGER, confirmed=False)
    answer(people.manager, shared, AnswerSays.YES)
    assert shared.title in turn(people.other_manager)


def test_whoever_raised_it_is_asked_if_it_is_better_from_the_first_day(
    session, people, issue, turn
):
    claimed(session, issue)
    assert f"Is it really better? {issue.title}" in turn(people.person)
    assert "Is it really better?" not in turn(people.family)


def test_whoever_said_me_too_is_asked_after_four_weeks(
    session, people, issue, as_viewer, turn, sign_in
):
    issues.me_too(session, as_viewer(people.family), issue)
    claimed(session, issue, days_ago=27)
    assert "Is it really better?" not in turn(people.family)
    session.execute(update(Ask).where(Ask.time == 1).values(due_on=today()))
    client = sign_in(people.family)
    page = client.get("/").text
    link = page.split('href="/better/')[1].split('"')[0]
    assert client.get(f"/better/{link}").status_code == 200
    assert client.get("/").text.count("Is it really better? ") == 1


def test_an_answer_is_asked_for_once(session, people, issue, as_viewer, turn):
    claimed(session, issue)
    asking.say_better(session, as_viewer(people.person), issue, BetterSays.A_BIT, "")
    assert "Is it really better?" not in turn(people.person)


def test_who_said_it_unnamed_is_asked_too_and_nobody_else(session, people, issue, turn):
    held.hold(session, people.person.id, issue.id)
    issue.author_id, issue.author_hat, issue.name_held = None, None, True
    claimed(session, issue)
    assert f"Is it really better? {issue.title}" in turn(people.person)
    assert "Is it really better?" not in turn(people.family)


def test_both_times_of_asking_are_one_card(session, people, issue, sign_in):
    claimed(session, issue, days_ago=200)
    assert sign_in(people.person).get("/").text.count("Is it really better? ") == 1


def test_words_that_are_not_sent_are_my_turn(session, people, turn):
    drafts.keep_unsent(session, people.person.id, "/say", MultiDict({"words": "A cold bath."}))
    drafts.keep(session, people.family.id, "/say", MultiDict({"words": "Half a word"}))
    assert "You have words that are not sent yet" in turn(people.person)
    assert "not sent yet" not in turn(people.family)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "You promised this. It is 3 days late."),
        (0, "You promised this by"),
        (7, "You promised this by"),
        (8, ""),
    ],
)
def test_my_own_promise_is_my_turn_when_it_is_late_or_due_within_a_week(
    days, words, session, people, issue, answer, turn, sign_in
):
    answer(people.manager, issue, AnswerSays.YES, what="Mend it", by_when=today())
    session.query(Promise).one().by_when = today() + timedelta(days=days)
    session.flush()
    assert words in turn(people.manager)
    assert ("Mend it" in turn(people.manager)) == bool(words)
    assert "Mend it" not in turn(people.staff)
    assert ("Mend it" in sign_in(people.staff).get("/").text) == (days < 0)  # late for all to see


def test_a_late_promise_of_whoever_is_not_here_is_shown_once(
    session, people, issue, answer, turn, sign_in
):
    """To the advocate as their turn, which leaves room for other late ones; to others as late."""
    answer(people.staff, issue, AnswerSays.YES, what="Oil the hinge", by_when=today())
    (here,) = session.query(Promise)
    here.by_when = today() - timedelta(days=2)
    about = {"area_id": here.area_id, "issue_id": issue.id, "made_on": here.made_on}
    for n in range(queries.SHOWN):  # older, so they fill the list of who is not asked about them
        late = {"what": f"Ring number {n}", "by_when": today() - timedelta(days=9 - n)}
        session.add(Promise(**about, **late, outside="The council"))
    session.flush()
    assert "What became of it: Ring number 0" in turn(people.advocate)
    for who, times in ((people.advocate, 1), (people.family, 0)):
        page = sign_in(who).get("/").text
        assert page.count("Ring number 0") == 1
        assert page.count("Oil the hinge") == times


def test_a_late_promise_is_on_the_first_page_once_however_full_your_turn_is(
    make, session, place, people, issue, turn, sign_in
):
    """Your turn has room for 2 of a kind, and for 5 in all: the oldest late ones come first."""
    about = {"area_id": place.area_id, "issue_id": issue.id, "made_on": today()}

    def promise(what, days_late, **by):
        by_when = today() - timedelta(days=days_late)
        session.add(Promise(**about, what=what, by_when=by_when, **by))

    mine, theirs = {"who_id": people.advocate.id}, {"outside": "The council"}
    for n in range(4):
        promise(f"My own {n}", 90 - n, **mine)
    session.flush()
    advocate = sign_in(people.advocate)

    def times(*whats):
        page = advocate.get("/").text
        return [page.count(what) for what in whats]

    assert times(*(f"My own {n}" for n in range(4))) == [1, 1, 1, 1]  # 2 as a turn, 2 as late
    for n in range(6):
        promise(f"Ring number {n}", 200 - n, **theirs)
    session.flush()
    oldest = [f"Ring number {n}" for n in range(6)]
    assert times(*oldest) == [1, 1, 1, 1, 1, 0]  # 2 as a turn, and the next 3 as late
    assert all(what in turn(people.advocate) for what in oldest)
    drafts.keep_unsent(session, people.advocate.id, "/say", MultiDict({"words": "A cold bath."}))
    for n in range(2):
        due = {"lane": Lane.FIX, "answer_by": today(), "status": Status.TRIAGE}
        made = make.issue(place, people.person, title=f"To fix {n}", **due)
        session.execute(delete(IssuePlace).where(IssuePlace.issue_id == made.id))
    session.flush()
    assert times("My own 0", "My own 1") == [1, 1]
    assert times(*oldest) == [1, 1, 1, 0, 0, 0]  # no room as a turn: the oldest 3 are late


@pytest.mark.parametrize("published", [False, True])
def test_who_left_has_no_turn_where_they_may_not_read(
    published, make, session, place, people, issue, answer, turn, sign_in
):
    old = make.issue(place, people.person, title="A dark hall", published=published)
    issue.published = published
    answer(people.manager, issue, AnswerSays.YES, what="Mend it", by_when=today())
    answer(people.manager, old, AnswerSays.YES, what="Light it", by_when=today())
    session.query(Promise).filter_by(issue_id=old.id).one().kept_on = today()
    session.add(
        Ask(
            issue_id=old.id,
            time=1,
            raised_it=True,
            due_on=today(),
            says=BetterSays.SAME,
            claimed_at=now(),
        )
    )
    session.flush()
    assert "A dark hall" in turn(people.manager) and "Mend it" in turn(people.manager)
    for hat in session.query(Hat).filter_by(person_id=people.manager.id).all():
        hats.end_now(session, hat.id)
    client = sign_in(people.manager)
    first, whole = client.get("/").text, client.get("/all/again").text
    seen = ["You promised this" in first, "Please look again" in first, "A dark hall" in whole]
    assert seen == [published] * 3


def test_what_most_say_is_not_better_is_looked_at_again(
    session, make, place, people, issue, as_viewer, answer, turn, sign_in
):
    """Without a "no" of whoever raised it: 60 in 100 of those who answered have opened it."""
    other = make.issue(place, people.person, title="A dark hall")
    answer(people.manager, issue, AnswerSays.YES, what="Mend it", by_when=today())
    session.query(Promise).one().kept_on = today()
    session.add(Doer(issue_id=issue.id, job=Job.TELLS, person_id=people.staff.id))
    backers = [make.person(place) for _ in range(3)]
    for one in backers:
        issues.me_too(session, as_viewer(one), issue)
    held.hold(session, people.person.id, issue.id)
    issue.author_id, issue.author_hat, issue.name_held = None, None, True
    claimed(session, issue, days_ago=30)
    claimed(session, other, days_ago=30)
    for one in backers:
        mine = session.query(Ask).filter_by(issue_id=issue.id, person_id=one.id, time=1).one()
        asking.answer(session, as_viewer(one), mine, BetterSays.SAME, "")
    assert (issue.status, other.status) == (Status.ACCEPTED, Status.CLAIMED)
    seen = {
        people.manager: "You kept your promise. It is not better yet.",
        people.staff: "You have a job in this. It is not better yet.",
        people.person: "Nobody has promised anything new.",
        backers[0]: "Nobody has promised anything new.",
    }
    for one, words in seen.items():
        again = sign_in(one).get("/all/again").text
        assert words in turn(one) and words in again
        assert again.count("A loud door") == 1 and "A dark hall" not in again
    for one in (people.family, people.other_manager, people.advocate):
        assert "not better yet" not in turn(one)
    answer(people.staff, issue, AnswerSays.YES, what="Another way", by_when=today())
    assert "Another way" in turn(people.staff)
    assert [one for one in seen if "not better yet" in turn(one)] == [people.manager]


def test_a_kept_promise_is_nobodys_turn(session, people, issue, answer, turn):
    answer(people.manager, issue, AnswerSays.YES, what="Mend it", by_when=today())
    session.query(Promise).one().kept_on = today()
    assert "Mend it" not in turn(people.manager)


def test_however_much_was_said_only_the_oldest_of_a_status_are_looked_through(
    make, monkeypatch, place, other, people, turn, sign_in
):
    monkeypatch.setattr(turns, "LOOK", 2)
    queries._first_page.cache_clear()  # with how far to look in it
    for n in range(3):
        make.issue(other, people.person, title=f"Of Mill Lane {n}")
    make.issue(place, people.person, title="Of Rose House")
    assert "Of Rose House" not in turn(people.manager)
    assert "Of Rose House" in sign_in(people.manager).get("/all/waiting").text
    queries._first_page.cache_clear()


def test_nothing_of_mine_is_in_another_area(make, people, issue, turn):
    stranger = make.person(make.place(), HatKind.MANAGER)
    assert turn(stranger) == ""
