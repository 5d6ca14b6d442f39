"""Saying that something is wrong: what one person can do alone, and what it takes two for."""

from itertools import count

import pytest
from sqlalchemy import func, select

from coprod.errors import Conflict, NotAllowed, NotFound, TooMany
from coprod.issues.models import Photo
from forums.moderation import acts, flags
from forums.moderation.models import Flag, Waiting
from forums.words import FlagReason, PostState, TalkRule, Why


@pytest.fixture
def flag(session, find, as_viewer):
    def flagged(who, row, reason=FlagReason.UNKIND, kind="post"):
        about = find(who, row, kind)
        return flags.flag(session, as_viewer(who), about, reason)

    return flagged


@pytest.fixture
def weighs(session, people, as_viewer, area):
    """Give somebody a record."""
    numbers = count(10_000)

    def given(who, *came):
        for upheld in came:
            row = Flag(kind="post", key=next(numbers), area_id=area.id, by_id=who.id, weight=1)
            row.reason, row.upheld = FlagReason.SPAM, upheld
            session.add(row)
        session.flush()
        return flags.weight_of(session, as_viewer(who), area.id)

    return given


def test_what_flags_weigh(weighs, people):
    assert weighs(people.new) == 1
    assert weighs(people.family) == 2
    assert weighs(people.author, True, True) == 2
    assert weighs(people.author, True) == 3
    assert weighs(people.staff, True, True, True, *[False] * 5) == 0
    assert weighs(people.staff, True) == 3


def test_nobody_hides_anything_alone(flag, post, people, weighs):
    weighs(people.family, True, True, True)
    flag(people.family, post)
    assert post.state is PostState.SHOWN


def test_two_usual_people_hide_it_while_somebody_looks(flag, post, people, session):
    flag(people.family, post)
    flag(people.staff, post)
    assert post.state is PostState.HIDDEN
    row = session.scalars(select(Waiting)).one()
    assert (row.why, row.hides) == (Why.FLAGGED, True)


def test_two_new_people_do_not(flag, post, people, make, place):
    flag(people.new, post)
    flag(make.person(place, newcomer=True), post)
    assert post.state is PostState.SHOWN
    flag(people.family, post)
    assert post.state is PostState.HIDDEN


def test_somebody_whose_flags_came_to_nothing_is_no_second_person(flag, post, people, weighs):
    weighs(people.family, True, True, True)
    weighs(people.staff, *[False] * 5)
    flag(people.family, post)
    flag(people.staff, post)
    assert post.state is PostState.SHOWN


def test_one_who_says_that_someone_may_be_unsafe_hides_it_and_it_comes_first(
    flag, post, people, session
):
    flag(people.family, post)
    flag(people.new, post, FlagReason.UNSAFE)
    assert post.state is PostState.HIDDEN
    assert session.scalars(select(Waiting)).one().why is Why.UNSAFE


def test_once_for_each_person_and_thing(flag, post, people):
    flag(people.family, post)
    with pytest.raises(Conflict, match="already"):
        flag(people.family, post, FlagReason.SPAM)


def test_that_someone_may_be_unsafe_gets_through_after_another_reason(
    flag, post, people, session, as_viewer, look
):
    """And also after a person looked; but then it hides nothing by itself."""
    unsafe = people.family, post, FlagReason.UNSAFE
    flag(people.family, post)
    assert flag(*unsafe).reason is FlagReason.UNSAFE
    assert (post.state, _why(session)) == (PostState.HIDDEN, [Why.UNSAFE])
    with pytest.raises(Conflict, match="A person looks at it"):
        flags.flag(session, as_viewer(people.family), look(post), FlagReason.UNSAFE)
    acts.let_be(session, as_viewer(people.advocate), look(post))
    with pytest.raises(Conflict, match="before"):
        flag(people.family, post, FlagReason.SPAM)
    assert flag(*unsafe).upheld is None
    assert (post.state, _why(session)) == (PostState.SHOWN, [Why.UNSAFE])
    assert session.scalar(select(func.count(Flag.id))) == 1


def _why(session):
    return session.scalars(select(Waiting.why).where(Waiting.settled_at.is_(None))).all()


def test_not_ones_own_and_not_from_elsewhere(flag, post, people, session, as_viewer, find):
    with pytest.raises(NotAllowed):
        flag(people.author, post)
    about = find(people.family, post)
    with pytest.raises(NotAllowed):
        flags.flag(session, as_viewer(people.stranger), about, FlagReason.SPAM)


def test_what_is_gone(flag, post, people, session, as_viewer, look, sign_in):
    acts.take_down(session, as_viewer(people.advocate), look(post), TalkRule.KIND)
    with pytest.raises(NotFound):
        flag(people.family, post)
    client = sign_in(people.family)
    assert client.get(f"/moderation/flag/post/{post.id}").status_code == 404
    sent = {"reason": "unkind", "words": "I typed this."}
    answer = client.post(f"/moderation/flag/post/{post.id}", data=sent)
    assert answer.status_code == 404 and "I typed this." in answer.text


def test_300_flags_by_one_person(session, people, say, flag):
    posts = [say(people.author, f"Message number {n}") for n in range(300)]
    for post in posts[: flags.A_DAY]:
        flag(people.family, post)
    for post in posts[flags.A_DAY :]:
        with pytest.raises(TooMany, match="If someone may be unsafe"):
            flag(people.family, post)
    assert {post.state for post in posts} == {PostState.SHOWN}
    flag(people.family, posts[-1], FlagReason.UNSAFE)  # gets through, and hides nothing by itself
    assert posts[-1].state is PostState.SHOWN
    assert session.scalar(select(func.count(Flag.id))) == flags.A_DAY + 1


def test_an_issue_is_flagged_and_hidden_everywhere(flag, issue, people, sign_in, session):
    flag(people.family, issue, kind="issue")
    flag(people.staff, issue, kind="issue")
    reader = sign_in(people.author)
    assert reader.get(f"/issues/{issue.id}").status_code == 404
    for page in ("/", "/issues", "/issues?words=bus"):
        assert "A late bus" not in reader.get(page).text.split("<main")[1]


def test_a_photo_of_an_issue(flag, issue, people, sign_in, session):
    photo = Photo(issue_id=issue.id, name="a" * 32 + ".jpg", width=9, height=9, size=9)
    session.add(photo)
    session.flush()
    page = sign_in(people.family).get(f"/issues/{issue.id}").text
    assert f"/photos/{photo.id}" in page and "Something is wrong with the photo" in page
    flag(people.family, photo, FlagReason.UNSAFE, kind="photo")
    assert f"/photos/{photo.id}" not in sign_in(people.staff).get(f"/issues/{issue.id}").text
    assert sign_in(people.staff).get(f"/photos/{photo.id}").status_code == 404


def test_a_statement_is_flagged_and_never_hidden(flag, make, area, people, sign_in, session):
    statement = make.statement(area)
    flag(people.family, statement, FlagReason.UNSAFE, kind="statement")
    page = sign_in(people.staff).get(f"/good-life/{statement.id}")
    assert page.status_code == 200 and "Something is wrong with this" in page.text
    assert session.scalars(select(Waiting)).one().why is Why.UNSAFE


def test_one_page_one_question_and_what_came_of_it(
    sign_in, post, people, issue, session, as_viewer, look
):
    bev = sign_in(people.family)
    address = f"/moderation/flag/post/{post.id}"
    assert address in bev.get(f"/issues/{issue.id}").text
    assert "What is wrong?" in bev.get(address).text
    wrong = bev.post(address, data={"words": "It is about me."})
    assert wrong.status_code == 422 and "It is about me." in wrong.text
    sent = bev.post(address, data={"reason": "private", "words": "It is about me.", "once": "x"})
    assert (sent.status_code, sent.location) == (303, "/moderation/my-flags?sent=y")
    again = bev.post(address, data={"reason": "private", "once": "x"})
    assert again.location == sent.location
    assert "A person will look at it." in bev.get(sent.location).text
    acts.send_back(session, as_viewer(people.advocate), look(post), "Please leave her out.")
    came = bev.get("/moderation/my-flags").text
    assert "You were right." in came and "Our advocate" not in came
    assert "What I said was wrong" in bev.get("/my-things").text


def test_nobody_else_reads_who_flagged(sign_in, post, people, flag):
    flag(people.family, post)
    for who in (people.author, people.advocate):
        client = sign_in(who)
        for page in ("/moderation/my-flags", "/moderation/mine", "/my-things"):
            assert "Our family" not in client.get(page).text
    assert "Our family" not in sign_in(people.advocate).get(f"/moderation/look/post/{post.id}").text
