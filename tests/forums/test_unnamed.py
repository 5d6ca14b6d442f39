"""Names held back in a talk: two words that are the same there, and lead nowhere else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from coprod.db import midnight
from coprod.issues import queries
from coprod.issues.models import Photo
from coprod.issues.shelf import MOST_BYTES, QUOTA
from coprod.issues.words import SaidAs
from coprod.people.hats import HatKind
from coprod.people.models import Mute
from forums import unnamed
from forums.alias_words import FIRST, SECOND
from forums.models import TalkFollow, TalkRead
from forums.unnamed_models import Alias, HeldTalk
from tests.forums.test_writing import photo as a_photo
from tests.journeys.pages import press, words


def test_there_are_enough_names_and_none_says_what_somebody_is():
    assert len(set(FIRST)) * len(set(SECOND)) >= 2_000
    said = " ".join((*FIRST, *SECOND)).lower()
    assert not [one for one in ("moderator", "advocate", "staff", "admin", "doctor") if one in said]


def test_one_name_for_one_person_in_one_talk(say, people):
    names = [say(people.kath, unnamed=True).alias for _ in range(3)]
    assert len(set(names)) == 1 and len(names[0].split()) == 2
    assert say(people.leon, unnamed=True).alias != names[0]
    elsewhere = say(people.kath, about=say.elsewhere, unnamed=True)
    assert elsewhere.subject_key != say(people.kath, unnamed=True).subject_key


def test_no_two_people_have_the_same_name_in_a_talk(say, make, place):
    people = [make.person(place) for _ in range(40)]
    assert len({say(one, unnamed=True).alias for one in people}) == 40


def test_a_talk_with_more_people_than_names_still_has_one_for_each(
    session, say, people, issue, as_viewer
):
    talk = {"subject_kind": "issue", "subject_key": issue.id}
    every = [f"{first} {second}" for first in FIRST for second in SECOND]
    session.add_all(Alias(mark=f"{n:064}", alias=one, **talk) for n, one in enumerate(every))
    session.flush()
    assert say(people.kath, unnamed=True).alias not in every


def test_two_windows_at_once_have_one_name(app, session, people, issue):
    from coprod.web import open_session

    person, session_ = people.kath.id, session
    session_.commit()

    def ask(_n):
        with open_session(app=app) as own:
            viewer = sign_ins_viewer(own, person)
            subject = queries.subject(own, viewer, issue.id)
            name = unnamed.alias_in(own, viewer, subject)
            own.commit()
            return name

    with ThreadPoolExecutor(4) as four:
        assert len(set(four.map(ask, range(4)))) == 1
    assert len(session.scalars(select(Alias.id)).all()) == 1
    assert len(session.scalars(select(HeldTalk.id)).all()) == 1


def sign_ins_viewer(session, person_id):
    from coprod.people.queries import wearing

    return wearing(session, person_id)


def test_nothing_of_an_unnamed_message_says_who_or_when(say, people):
    post = say(people.bev, unnamed=True, said_as=SaidAs.FAMILY_VIEW, helper_id=people.jo.id)
    assert (post.author_id, post.helper_id, post.posted_at) == (None, None, None)
    assert (post.author_hat, post.said_as) == (None, SaidAs.OWN_WORDS)  # one family member is few


@pytest.mark.parametrize(
    ("live_there", "hat"), [(20, HatKind.USES_SERVICES), (10, HatKind.USES_SERVICES), (9, None)]
)
def test_the_hat_shows_only_where_enough_people_wear_it(live_there, hat, say, people, place):
    place.uses_services = live_there
    assert say(people.kath, unnamed=True).author_hat is hat


def test_its_author_finds_it_again_and_nobody_else(say, people, talk, sign_in, session, as_viewer):
    post = say(people.kath, "I am afraid here.", unnamed=True)
    other = say(people.kath, "Here too.", about=say.elsewhere, unnamed=True)
    mine = sign_in(people.kath).get("/talk/mine").text
    assert "I am afraid here" in mine and "Here too" in mine
    assert f"You are {post.alias} there." in words(mine)
    assert "Take this back" in sign_in(people.kath).get(talk).text
    for who in (people.leon, people.hannah):
        assert "I am afraid" not in sign_in(who).get("/talk/mine").text
        assert "Take this back" not in sign_in(who).get(talk).text
    assert len(unnamed.aliases_of(session, as_viewer(people.kath))) == 2
    assert unnamed.aliases_of(session, as_viewer(people.leon)) == set()
    assert other.alias


def test_two_people_together_can_find_who_it_was(say, people, session):
    post, named = say(people.kath, unnamed=True), say(people.leon)
    assert unnamed.author_of(session, post) == people.kath.id
    assert unnamed.author_of(session, named) == people.leon.id
    assert unnamed.alias_id_of(session, post) and unnamed.alias_id_of(session, named) is None


def test_muting_somebody_never_folds_what_they_say_unnamed(say, people, talk, sign_in, session):
    named, held = say(people.leon, "By name."), say(people.leon, "Without.", unnamed=True)
    kath = sign_in(people.kath)
    assert kath.get(f"/talk/posts/{held.id}/mute").status_code == 403
    assert kath.post(f"/talk/posts/{held.id}/mute", data={"how": "mute"}).status_code == 403
    kath.post(f"/talk/posts/{named.id}/mute", data={"how": "block"})
    page = kath.get(talk).text
    assert page.count("You muted this person. Show it.") == 1
    assert "Without." in page.split("</details>")[-1]


def test_an_unnamed_block_stops_nobody(say, people, session, sign_in):
    from coprod.db import now

    held = say(people.leon, unnamed=True)
    session.add(Mute(person_id=people.leon.id, muted_id=people.kath.id, blocks=True, at=now()))
    assert sign_in(people.kath).get(f"/talk/posts/{held.id}/answer").status_code == 200


def test_saying_something_leaves_no_follow_and_no_reading_mark(say, people, session):
    say(people.kath, unnamed=True)
    assert session.scalars(select(TalkFollow)).all() == []
    assert session.scalars(select(TalkRead)).all() == []


def test_marks_of_one_person_are_alike_to_nobody(say, people, session):
    for about in (None, say.elsewhere):
        say(people.kath, about=about, unnamed=True)
    marks = [*session.scalars(select(Alias.mark)), *session.scalars(select(HeldTalk.mark))]
    assert len(set(marks)) == 4 and {len(one) for one in marks} == {64}


def test_who_says_their_unnamed_words_again_stays_unnamed_unless_they_choose(say, people, sign_in):
    held, named = say(people.kath, unnamed=True), say(people.kath)
    kath = sign_in(people.kath)
    for post, chosen in ((held, "held"), (named, "shown")):
        page = kath.get(f"/talk/posts/{post.id}/answer").text
        assert f'value="{chosen}" checked' in page
    assert 'value="shown" checked' in sign_in(people.leon).get(f"/talk/posts/{held.id}/answer").text


def test_what_is_added_unnamed_has_room_of_its_own_and_an_end(
    say, people, talk, sign_in, session, place
):
    photo = Photo(owner_id=None, name="a.jpg", width=1, height=1, size=QUOTA - MOST_BYTES + 1)
    photo.at = midnight()
    session.add(photo)
    session.flush()
    say(people.kath, unnamed=True, photo=photo)
    sent = {"words": "One more.", "name": "held", "how": "own_words"}
    full = press(sign_in(people.kath), f"{talk}/say", photo=a_photo(), **sent)
    assert full.status_code == 422 and "fill all the room you have" in words(full.text)
    other = press(sign_in(people.leon), f"{talk}/say", photo=a_photo(), **sent)
    assert other.status_code == 303
