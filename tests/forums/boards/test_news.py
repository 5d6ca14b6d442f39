"""News of talks: answers to me, and new words where I follow, as long as I may read them."""

import pytest

from coprod.people.models import Mute
from forums.models import Post, TalkFollow
from forums.words import BoardKind, PostState


def _follow(session, person, post):
    session.add(
        TalkFollow(
            person_id=person.id, subject_kind=post.subject_kind, subject_key=post.subject_key
        )
    )
    session.flush()


def test_an_answer_to_me_is_news(everyone, begin, answer, sign_in):
    mine = begin(everyone["person"], title="The bus")
    answer(everyone["family"], mine)
    client = sign_in(everyone["person"])
    page = client.get("/news").text
    assert "The bus" in page and "Somebody answered you." in page
    client.post("/news/choose", data={"quieter": "y"})
    assert "Somebody answered you." in client.get("/news").text
    assert "The bus" not in sign_in(everyone["staff"]).get("/news").text


def test_what_is_said_where_i_follow_is_news_until_it_is_quieter(
    everyone, begin, answer, session, sign_in
):
    first = begin(everyone["staff"], title="The bus")
    _follow(session, everyone["person"], first)
    answer(everyone["family"], first, to_it=False)
    client = sign_in(everyone["person"])
    assert "Somebody said something new." in client.get("/news").text
    client.post("/news/choose", data={"quieter": "y"})
    assert "The bus" not in client.get("/news").text


@pytest.mark.parametrize("state", [one for one in PostState if one is not PostState.SHOWN])
def test_what_is_not_shown_is_no_news(everyone, begin, answer, sign_in, state):
    mine = begin(everyone["person"], title="The bus")
    answer(everyone["family"], mine, state=state)
    assert "The bus" not in sign_in(everyone["person"]).get("/news").text


def test_what_a_muted_person_says_is_no_news(everyone, begin, answer, session, sign_in):
    mine = begin(everyone["person"], title="The bus")
    answer(everyone["family"], mine)
    session.add(Mute(person_id=everyone["person"].id, muted_id=everyone["family"].id))
    session.flush()
    assert "The bus" not in sign_in(everyone["person"]).get("/news").text


def test_a_talk_i_may_not_read_any_more_is_no_news(everyone, begin, answer, session, sign_in):
    first = begin(everyone["family"], BoardKind.FAMILIES, title="When I am not here")
    for name in ("family", "staff", "stranger"):
        _follow(session, everyone[name], first)
    answer(everyone["advocate"], first, to_it=False)
    assert "When I am not here" in sign_in(everyone["family"]).get("/news").text
    for name in ("staff", "stranger"):
        assert "When I am not here" not in sign_in(everyone[name]).get("/news").text


def test_news_of_the_talk_of_an_issue(make, place, everyone, answer, session, sign_in):
    issue = make.issue(place, title="Cold tea")
    first = Post(
        subject_kind="issue",
        subject_key=issue.id,
        area_id=place.area_id,
        author_id=everyone["person"].id,
        author_hat=issue.author_hat,
        words="Mine.",
        html="<p>Mine.</p>",
        posted_on=make.days_ago(1),
    )
    session.add(first)
    session.flush()
    answer(everyone["family"], first)
    client = sign_in(everyone["person"])
    assert "Cold tea" in client.get("/news").text
    issue.taken_back_on = make.days_ago(0)
    session.flush()
    assert "Cold tea" not in client.get("/news").text


def test_a_talk_is_one_line_however_much_was_said(everyone, begin, answer, sign_in):
    mine = begin(everyone["person"], title="The bus")
    for _ in range(3):
        last = answer(everyone["family"], mine)
    page = sign_in(everyone["person"]).get("/news").text
    assert page.count("The bus") == 1
    assert f'href="/talk/posts/{last.id}"' in page
