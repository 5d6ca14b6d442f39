"""The advocate's lists, and whose turn it is on the first page."""

from datetime import timedelta

import pytest

from coprod.db import today
from coprod.errors import NotAllowed
from coprod.issues import lane_queries, queries
from coprod.issues.models import Doer, IssuePlace
from coprod.issues.words import AnswerSays, IssueKind, Job, Lane, Status
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.promises import answering
from coprod.promises.answering import Given
from tests.journeys.pages import part, words


@pytest.fixture
def put(make, place):
    """An issue in a lane, of some days ago, whose answer is due in some days."""

    def do(title, lane=Lane.RIGHTS, *, where=None, due=0, **fields):
        day = {"answer_by": today() + timedelta(days=due)} if lane is not Lane.TALK else {}
        return make.issue(where or place, title=title, lane=lane, **day | fields)

    return do


@pytest.fixture
def listed(sign_in, everyone):
    def read(name, who=None):
        answer = sign_in(who or everyone.advocate).get(f"/issues/lanes/{name}")
        assert answer.status_code == 200
        return words(answer.text)

    return read


def test_rights_that_are_late_are_there_and_nothing_else(put, make, listed):
    put("Late", due=-2)
    put("In time", due=0)
    put("Over", due=-2, status=Status.RESOLVED)
    put("Back", due=-2, taken_back_on=today())
    put("Mended late", Lane.FIX, due=-2)
    put("Elsewhere", where=make.place(), due=-2)
    told = listed("late")
    assert "Late" in told and "The answer is 2 days late." in told
    for title in ("In time", "Over", "Back", "Mended late", "Elsewhere"):
        assert title not in told.replace("Rights without an answer", "")


def test_others_that_are_late_are_few_people_and_mendings(put, make, listed):
    put("A prayer", Lane.FEW, due=-3)
    put("A tap", Lane.FIX, due=-2)
    put("In time", Lane.FIX, due=0)
    put("Tried", Lane.FEW, due=-2, status=Status.IN_CYCLE)
    put("A lock", Lane.RIGHTS, due=-2)
    put("Elsewhere", Lane.FIX, where=make.place(), due=-2)
    told = listed("others")
    assert "A prayer" in told and "The answer is 3 days late." in told
    assert "A tap" in told and "Just fix it" in told
    for title in ("In time", "Tried", "A lock", "Elsewhere"):
        assert title not in told


def test_the_advocate_finds_the_lists_from_the_group_also_when_nothing_waits(sign_in, everyone):
    lists = [
        f'href="/issues/lanes/{name}"' for name in ("late", "refused", "unsaid", "others", "few")
    ]
    told = sign_in(everyone.advocate).get("/group").text
    assert all(link in told for link in lists)
    for who in (everyone.manager, everyone.uses_services, everyone.nobody):
        assert not any(link in sign_in(who).get("/group").text for link in lists)


def test_words_like_a_right_that_nobody_spoke_of(put, make, listed):
    words_ = "They lock the fridge"
    put("Unsaid", Lane.TALK, words=words_, may_be_a_right=True)
    put("Said", Lane.TALK, words=words_)
    put("Over", Lane.TALK, words=words_, may_be_a_right=True, status=Status.MERGED)
    put("Elsewhere", Lane.TALK, where=make.place(), may_be_a_right=True)
    told = listed("unsaid")
    assert "Nobody has said if it is one." in told
    assert "It says “lock”." in told and "Say where it goes : Unsaid" in told
    for title in ("Said.", "Over", "Elsewhere"):
        assert title not in told


def test_few_people_are_those_that_are_open_the_longest_waiting_first(
    put, make, session, everyone, as_viewer, place, listed
):
    first = put("First", Lane.FEW)
    second = put("Second", Lane.FEW, status=Status.ACCEPTED)
    put("Over", Lane.FEW, status=Status.DECLINED)
    put("Thanks", Lane.FEW, kind=IssueKind.THANKS)
    put("Back", Lane.FEW, taken_back_on=today())
    put("A right", Lane.RIGHTS)
    put("Elsewhere", Lane.FEW, where=make.place())
    found = lane_queries.page(session, as_viewer(everyone.advocate), place.area_id, "few")
    assert [line.id for line in found] == [first.id, second.id]
    assert "First" in listed("few") and "Over" not in listed("few")


@pytest.mark.parametrize("who", ["uses_services", "family", "staff", "manager", "commissioner"])
def test_the_lists_are_for_the_advocate(who, session, everyone, as_viewer, sign_in, place):
    somebody = getattr(everyone, who)
    for name in ("late", "refused", "unsaid", "others", "few"):
        assert sign_in(somebody).get(f"/issues/lanes/{name}").status_code == 404
        with pytest.raises(NotAllowed):
            lane_queries.page(session, as_viewer(somebody), place.area_id, name)


def test_a_long_list_comes_in_pages(put, sign_in, everyone):
    for n in range(27):
        put(f"Right {n:02}", due=-1)
    client = sign_in(everyone.advocate)
    first = client.get("/issues/lanes/late").text
    assert "Right 24" in first and "Right 25" not in first
    after = first.split('href="/issues/lanes/late?after=')[1].split('"')[0]
    second = client.get(f"/issues/lanes/late?after={after}").text
    assert "Right 25" in second and "Right 26" in second and "Right 24" not in second
    for nonsense in ("x", "-1", "1" * 30):
        assert client.get(f"/issues/lanes/late?after={nonsense}").status_code == 200


# On the first page


@pytest.fixture
def turn(sign_in):
    def read(who):
        html = sign_in(who).get("/").text
        return part(html, "turn") if 'id="turn"' in html else ""

    return read


def test_who_must_answer_sees_it_first_with_the_day(put, everyone, turn):
    put("A bus", Lane.TALK)
    put("A tap", Lane.FIX, due=5)
    put("A lock", Lane.RIGHTS, due=-1)
    for who in (everyone.manager, everyone.staff):
        told = turn(who)
        assert told.index("A lock") < told.index("A tap") < told.index("A bus")
        assert "That is 1 day late." in told and told.count("It needs an answer by") == 2
    for who in (everyone.family, everyone.uses_services, everyone.commissioner, everyone.nobody):
        assert "It needs an answer by" not in turn(who)


def test_each_is_there_once_and_until_it_is_answered(session, put, everyone, turn, as_viewer):
    issue = put("A lock", due=1)
    session.add(Doer(issue_id=issue.id, job=Job.HAS_TO_AGREE, person_id=everyone.manager.id))
    session.add(Doer(issue_id=issue.id, job=Job.HAS_TO_AGREE, person_id=everyone.commissioner.id))
    session.flush()
    assert turn(everyone.manager).count("A lock") == 1
    assert turn(everyone.commissioner).count("A lock") == 1
    standing = queries.standing(session, issue.id)
    given = Given(says=AnswerSays.YES, why="We will.")
    answering.answer(session, as_viewer(everyone.manager), issue, standing, given)
    session.commit()
    assert turn(everyone.manager) == turn(everyone.commissioner) == ""


def test_the_advocate_sees_what_has_no_place_what_is_late_and_what_may_be_a_right(
    session, put, everyone, turn
):
    nowhere = put("No place", due=2)
    session.query(IssuePlace).filter_by(issue_id=nowhere.id).delete()
    nowhere.place_id = None
    put("Too late", due=-3)
    put("Perhaps", Lane.TALK, may_be_a_right=True)
    put("A prayer", Lane.FEW, due=-5)
    put("A tap in time", Lane.FIX, due=1)
    told = turn(everyone.advocate)
    assert "A prayer Few people, big difference The answer is 5 days late." in told
    assert "A tap in time" not in told
    assert "No place" in told and "It needs an answer by" in told
    assert "Too late" in told and "The answer is 3 days late." in told
    assert "The words sound like a right. Nobody has said if it is one." in told
    for who in (everyone.manager, everyone.uses_services, everyone.commissioner):
        assert "sound like a right" not in turn(who)


def test_many_lead_to_all_of_them(put, sign_in, everyone, session):
    for n in range(30):
        put(f"Lock {n:02}", due=30 - n)
    client = sign_in(everyone.manager)
    told, few = client.get("/your-turn").text, client.get("/").text
    assert told.count("It needs an answer by") == 3 and "Lock 29" in told
    assert few.count("It needs an answer by") == 2 and "Lock 29" in few
    whole = client.get("/all/due").text
    assert whole.count("It needs an answer by") == 25 and "Lock 24" in whole
    after = whole.split('href="/all/due?after=')[1].split('"')[0]
    rest = client.get(f"/all/due?after={after}").text
    assert rest.count("It needs an answer by") == 5


def test_many_rights_lead_the_advocate_to_the_list(put, sign_in, everyone):
    for n in range(5):
        put(f"Lock {n}", due=-1)
        put(f"Key {n}", Lane.TALK, may_be_a_right=True)
    page = sign_in(everyone.advocate).get("/your-turn").text
    assert 'href="/issues/lanes/late"' in page and 'href="/issues/lanes/unsaid"' in page
    assert page.count("The answer is 1 day late.") == 3


def test_a_second_area_is_not_shown(put, make, everyone, turn):
    area = make.area()
    make.hat(everyone.manager, make.place(area), HatKind.MANAGER)
    put("Ours", due=1)
    put("Theirs", where=make.place(), due=1)
    assert "Ours" in turn(everyone.manager) and "Theirs" not in turn(everyone.manager)
    assert make.session.get(Area, area.id)
