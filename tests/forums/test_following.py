"""Following a talk, what is new, muting somebody and ending it."""

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.people.models import Mute
from forums.models import Post, TalkFollow
from tests.journeys.pages import press, words

HTMX = {"HX-Request": "true"}


def pressed(page):
    return 'aria-pressed="true"' in page


def test_a_press_follows_and_another_ends_it(say, people, talk, sign_in, session):
    say(people.leon)
    kath = sign_in(people.kath)
    assert not pressed(kath.get(talk).text)
    assert kath.post(f"{talk}/follow").status_code == 303
    assert pressed(kath.get(talk).text)
    piece = kath.post(f"{talk}/stop-following", headers=HTMX)
    assert "<html" not in piece.text and not pressed(piece.text)
    assert session.scalars(select(TalkFollow)).all() == []


def test_whoever_may_not_join_in_cannot_follow(say, people, talk, sign_in, issue, visitor):
    issue.published = True
    say(people.leon)
    assert sign_in(people.stranger).post(f"{talk}/follow").status_code == 403
    assert "Follow this talk" not in sign_in(people.stranger).get(talk).text
    assert "Follow this talk" not in visitor.get(talk).text


def test_the_first_new_message_is_a_press_away_until_it_is_read(say, people, talk, sign_in):
    say(people.leon, "Old.")
    kath = sign_in(people.kath)
    kath.post(f"{talk}/follow")
    say(people.kath, "My own.")
    assert "first new message" not in kath.get(talk).text
    new = say(people.leon, "Newer.")
    say(people.bev, "Newest.")
    page = kath.get(talk).text
    assert f'href="/talk/posts/{new.id}">Go to the first new message' in page
    assert "New</strong>" in kath.get("/talk/followed").text
    assert kath.post(f"{talk}/read").status_code == 303
    assert "first new message" not in kath.get(talk).text
    assert "The loud door" in kath.get("/talk/followed").text
    assert "New</strong>" not in kath.get("/talk/followed").text


def test_what_is_new_is_on_my_things_and_leaves_out_whom_i_muted(say, people, talk, sign_in):
    first = say(people.leon, "Old.")
    kath = sign_in(people.kath)
    kath.post(f"{talk}/follow")
    press(kath, f"/talk/posts/{first.id}/mute", how="mute")
    say(people.leon, "More of it.")
    assert "first new message" not in kath.get(talk).text
    assert "New</strong>" not in kath.get("/talk/followed").text
    say(people.bev, "From Bev.")
    assert "New</strong>" in kath.get("/talk/followed").text
    mine = kath.get("/my-things").text
    assert "Talks I follow" in mine and "People I muted" in mine


def test_what_one_may_not_know_of_any_more_has_no_title_and_is_let_go(
    say, people, talk, sign_in, issue, session
):
    say(people.leon)
    kath = sign_in(people.kath)
    kath.post(f"{talk}/follow")
    say(people.leon, "More.")
    issue.taken_back_on = today()
    session.flush()
    page = kath.get("/talk/followed").text
    assert "A talk that you cannot read any more" in page
    assert "The loud door" not in page and "New</strong>" not in page
    answers = [
        press(kath, "/talk/followed", f"{talk}/stop-following"),
        kath.post(f"{talk}/stop-following"),
    ]
    assert {(one.status_code, one.location) for one in answers} == {(303, "/talk/followed")}
    assert session.scalars(select(TalkFollow)).all() == []
    assert "You follow no talk yet." in kath.get("/talk/followed").text


def test_my_own_unnamed_words_are_no_news_to_me_and_are_to_others(say, people, talk, sign_in):
    mine = say(people.kath)
    kath, leon = sign_in(people.kath), sign_in(people.leon)
    for client in (kath, leon):
        client.post(f"{talk}/follow")
    own = say(people.kath, "Mine unnamed.", unnamed=True, answers=mine)
    url = f'href="/talk/posts/{own.id}"'
    for path in ("/talk/followed", "/my-things"):
        assert "New</strong>" not in kath.get(path).text
        assert "New</strong>" in leon.get(path).text
    assert url not in kath.get("/news").text and url in leon.get("/news").text
    say(people.leon, "Somebody else, unnamed.", unnamed=True)
    assert "New</strong>" in kath.get("/talk/followed").text
    assert "Somebody said something new." in kath.get("/news").text


def test_the_list_costs_as_many_statements_with_more_talk(say, people, talk, sign_in, session):
    say(people.leon)
    kath = sign_in(people.kath)
    kath.post(f"{talk}/follow")
    kath.get("/talk/followed")
    kath.get("/talk/followed")
    few = kath.statements
    for n in range(30):
        say(people.leon, f"Number {n}.")
    kath.get("/talk/followed")
    assert kath.statements == few


@pytest.mark.parametrize("how", ["mute", "block"])
def test_muted_words_fold_to_one_line_and_unfold_again(how, say, people, talk, sign_in, session):
    post = say(people.leon, "So much noise.")
    say(people.bev, "I answer.", answers=post)
    kath = sign_in(people.kath)
    press(kath, f"/talk/posts/{post.id}/mute", how=how)
    page = kath.get(talk).text
    folded = page.split("<details")[1].split("</details>")[0]
    assert "You muted this person. Show it." in folded and "So much noise." in folded
    assert f"/talk/posts/{post.id}/answer" in folded
    assert page.count(f"/talk/posts/{post.id}/answer") == 1
    assert "An answer to somebody you muted." in page
    assert page.count("So much noise.") == 1  # and not in the quote
    assert "<details" not in sign_in(people.jo).get(talk).text
    assert words(kath.get("/talk/muted").text).count("Leon") == 2
    mute = session.scalars(select(Mute)).one()
    assert mute.blocks is (how == "block")
    assert sign_in(people.bev).post(f"/talk/muted/{mute.id}/end").status_code == 303
    assert session.scalars(select(Mute.id)).all() == [mute.id]
    kath.post(f"/talk/muted/{mute.id}/end")
    assert "<details" not in kath.get(talk).text


def test_nobody_is_told_that_they_are_muted(say, people, talk, sign_in):
    post = say(people.leon)
    before = [words(sign_in(people.leon).get(path).text) for path in (talk, "/my-things")]
    press(sign_in(people.kath), f"/talk/posts/{post.id}/mute", how="block")
    assert before == [words(sign_in(people.leon).get(path).text) for path in (talk, "/my-things")]


def test_what_somebody_says_as_a_moderator_is_never_folded(say, people, talk, sign_in, session):
    post = say(people.hannah, "Please be kind.")
    press(sign_in(people.kath), f"/talk/posts/{post.id}/mute", how="mute")
    session.get_one(Post, post.id).as_moderator = True
    assert "<details" not in sign_in(people.kath).get(talk).text


def test_one_cannot_mute_oneself_or_choose_nothing(say, people, sign_in):
    post = say(people.leon)
    assert sign_in(people.leon).get(f"/talk/posts/{post.id}/mute").status_code == 403
    assert press(sign_in(people.kath), f"/talk/posts/{post.id}/mute").status_code == 422
    assert sign_in(people.stranger).get(f"/talk/posts/{post.id}/mute").status_code == 404
