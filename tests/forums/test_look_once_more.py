"""What a computer rule noticed is said on one page before anything is sent. Nothing is lost."""

import pytest
from sqlalchemy import func, select

from coprod.issues.models import Photo, Sound
from coprod.people.hats import HatKind
from forums.models import Post, Thread
from forums.moderation.models import Waiting
from forums.words import PostState, Why
from tests.forums.test_writing import HTMX, photo, voice
from tests.journeys.pages import fields, press, words

RING = "Ring me: 07700 900123."
ONCE_MORE = "It is not sent yet. A computer rule noticed something. No person has read it."


def again(client, page, action, choice):
    """Press one of the two buttons of the page."""
    return client.post(action, data=fields(page.text, action) | {"once_more": choice})


@pytest.fixture
def newest(session):
    def found(kind=Post):
        session.expire_all()
        return session.scalars(select(kind).order_by(kind.id.desc()).limit(1)).first()

    return found


NOTICED = [
    (RING, "It looks like there is a phone number in it."),
    ("I live at SK4 3NP.", "It looks like there is a postcode in it."),
    ("I am 943 476 5919.", "It looks like there is an NHS number in it."),
    ("Jo is rude.", "It may say something bad about a worker by name."),
]


@pytest.mark.parametrize(("said", "rule"), NOTICED)
def test_it_is_told_first_and_sent_as_it_is_a_person_reads_it(
    said, rule, people, talk, sign_in, session, newest
):
    kath = sign_in(people.kath)
    page = kath.post(talk, data={"words": said, "once": "a" * 40})
    assert page.status_code == 200
    assert ONCE_MORE in words(page.text) and rule in page.text and said in page.text
    assert session.scalar(select(func.count(Post.id))) == 0
    answers = {again(kath, page, talk, "as-it-is").status_code for _ in range(3)}
    assert answers == {303}
    assert session.scalars(select(Post.words)).all() == [said]
    assert newest().state is PostState.WAITING
    waiting = session.scalars(select(Waiting)).one()
    assert (waiting.why, waiting.rule_says) == (Why.COMPUTER, rule)


def test_changed_words_are_sent_at_once(people, talk, sign_in, newest):
    kath = sign_in(people.kath)
    page = kath.post(talk, data={"words": RING}, headers=HTMX)
    assert "<html" not in page.text and f'data-hx-post="{talk}"' in page.text
    form = again(kath, page, talk, "change")
    assert form.status_code == 200 and f">{RING}</textarea>" in form.text
    assert kath.post(talk, data={"words": "Ring me."}).status_code == 303
    assert (newest().words, newest().state) == ("Ring me.", PostState.SHOWN)


@pytest.mark.parametrize("said", ["He hits me.", "Tea was late again today.", "See www.x.com"])
def test_worry_and_all_else_is_never_warned_about(said, people, talk, sign_in):
    assert press(sign_in(people.kath), talk, talk, words=said).status_code == 303


def test_a_worry_with_a_number_is_warned_about_like_any_number(people, talk, sign_in, newest):
    kath = sign_in(people.kath)
    pages = [kath.post(talk, data={"words": said}).text for said in (RING, f"He hits me. {RING}")]
    plain, worried = (words(page).replace("He hits me. ", "") for page in pages)
    assert plain == worried
    again(kath, kath.post(talk, data={"words": f"He hits me. {RING}"}), talk, "as-it-is")
    assert newest().state is PostState.WAITING


def test_who_may_not_say_it_or_looks_after_the_talk_is_not_warned(people, talk, sign_in, issue):
    assert sign_in(people.hannah).post(talk, data={"words": RING}).status_code == 303
    issue.published = True
    assert sign_in(people.stranger).post(talk, data={"words": "Jo is rude."}).status_code == 403


def test_nothing_chosen_and_no_file_is_lost(people, talk, sign_in, newest, session):
    kath, path = sign_in(people.kath), f"{talk}/say"
    sent = {"words": RING, "shows": "A door", "name": "held", "photo": photo(), "voice": voice()}
    page = press(kath, path, **sent)
    assert page.status_code == 200 and "A door" in page.text
    files = session.scalar(select(Photo.id)), session.scalar(select(Sound.id))
    form = again(kath, page, path, "change")
    assert 'value="A door"' in form.text and 'value="held" checked' in form.text
    assert f'src="/photos/{files[0]}"' in form.text and f'src="/recordings/{files[1]}"' in form.text
    assert sign_in(people.leon).get(f"/photos/{files[0]}").status_code == 404
    assert again(kath, page, path, "as-it-is").status_code == 303
    post = newest()
    assert (post.words, post.author_id, post.photo_id, post.sound_id) == (RING, None, *files)
    assert session.scalars(select(Photo.owner_id)).all() == [None]
    taken = press(sign_in(people.leon), path, words="Mine now.", kept_photo=str(files[0]))
    assert taken.status_code == 303 and newest().photo_id is None


def test_what_a_photo_shows_and_a_title_are_looked_at_too(people, talk, sign_in, newest):
    kath = sign_in(people.kath)
    page = press(kath, f"{talk}/say", words="See.", shows="My door, SK4 3NP", photo=photo())
    assert "postcode" in words(page.text)
    assert again(kath, page, f"{talk}/say", "as-it-is").status_code == 303
    assert newest().state is PostState.WAITING


def test_a_new_talk_and_a_change_are_looked_at_too(people, talk, sign_in, newest, place, make):
    kath, new = sign_in(people.kath), "/boards/everyone/new/talk"
    page = kath.post(new, data={"title": RING, "words": "I have a van.", "published": "y"})
    assert page.status_code == 200 and newest(Thread) is None
    assert again(kath, page, new, "as-it-is").status_code == 303
    assert newest(Thread).published and newest().state is PostState.WAITING
    kath.post(talk, data={"words": "Ring me."})
    post = newest()
    change = f"/talk/posts/{post.id}/change"
    page = press(kath, change, words=RING)
    assert page.status_code == 200 and newest().words == "Ring me."
    assert f">{RING}</textarea>" in again(kath, page, change, "change").text
    assert again(kath, page, change, "as-it-is").status_code == 303
    assert (newest().words, newest().state) == (RING, PostState.WAITING)
    assert press(kath, change, words=RING).status_code == 303  # nothing new to notice


def test_something_to_talk_about_is_looked_at_where_it_is_checked(people, sign_in, place, make):
    make.person(place, HatKind.STAFF, name="Marek")
    kath = sign_in(people.kath)
    kath.post("/say", data={"words": f"{RING} He hits me."})
    page = words(kath.get("/say/check").text)
    assert "A computer rule noticed something. No person has read it." in page
    assert "phone number" in page
    hannah = sign_in(people.hannah)
    hannah.post("/say", data={"words": RING})
    assert "computer rule" not in hannah.get("/say/check").text
    kath.post("/say", data={"words": "He hits me."})
    assert "computer rule" not in kath.get("/say/check").text
