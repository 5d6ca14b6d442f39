"""What a recording says, written down: rules look at it, people look after it, as at all words."""

import pytest
from sqlalchemy import select

from coprod.people.hats import HatKind
from coprod.people.models import Mute
from forums.models import Post, PostSound
from forums.moderation.models import Waiting
from forums.words import PostState, Why
from tests.forums.test_writing import last, voice  # noqa: F401  a fixture
from tests.journeys.pages import fields, press, words

LOUD = "The door is loud."
WAITS = "Somebody wrote this down. A person reads it first."
ONLY_YOU = "Only you see this now"


@pytest.fixture
def spoken(people, talk, sign_in, last):  # noqa: F811
    """Kath says something with her voice alone."""
    press(sign_in(people.kath), f"{talk}/say", words="", voice=voice())
    return last()


@pytest.fixture
def path(spoken):
    return f"/talk/posts/{spoken.id}/write-down"


@pytest.fixture
def heard(session, people, sign_in, path):
    """Somebody writes it down; its row."""

    def write(who=None, said=LOUD):
        sent = press(sign_in(who or people.leon), path, heard=said)
        assert sent.status_code == 303
        session.expire_all()
        return session.scalars(select(PostSound)).one()

    return write


def _waiting(session):
    found = select(Waiting).where(Waiting.settled_at.is_(None)).order_by(Waiting.id)
    return [(row.kind, row.key, row.why) for row in session.scalars(found)]


def test_a_number_is_told_first_and_then_a_person_reads_it(
    people, talk, path, spoken, sign_in, session
):
    said = "Ring me: 07700 900123."
    leon = sign_in(people.leon)
    asked = press(leon, path, heard=said)
    assert asked.status_code == 200 and "It looks like there is a phone number" in asked.text
    again = leon.post(path, data=fields(asked.text, path) | {"once_more": "change"})
    assert again.status_code == 200 and f">{said}</textarea>" in again.text
    assert session.scalars(select(PostSound)).all() == []
    leon.post(path, data=fields(asked.text, path) | {"once_more": "as-it-is"})
    row = session.scalars(select(PostSound)).one()
    assert row.state is PostState.WAITING
    assert _waiting(session) == [("heard", row.id, Why.COMPUTER)]
    page = sign_in(people.bev).get(talk).text
    assert "07700" not in page and WAITS in words(page) and "<audio" in page
    own = words(leon.get(talk).text)
    assert "07700" in own and ONLY_YOU in own
    assert press(sign_in(people.bev), path, heard="Mine.").status_code == 409


def test_what_sounds_worried_takes_the_whole_message_to_the_front(
    people, talk, path, spoken, heard, sign_in, session
):
    row = heard(said="He hits me at night.")
    assert _waiting(session) == [("post", spoken.id, Why.WORRY)]
    assert session.get_one(Post, spoken.id).state is PostState.WAITING
    for who in (people.leon, people.bev):
        page = sign_in(who).get(talk).text
        assert "hits" not in page and "<audio" not in page
        assert sign_in(who).get(f"/talk/posts/{spoken.id}/recording").status_code == 404
    look = words(sign_in(people.hannah).get(f"/moderation/look/post/{spoken.id}").text)
    assert row.words in look


def test_who_wrote_down_what_waits_is_thanked_also_when_pressed_again(
    people, talk, path, sign_in, session
):
    leon = sign_in(people.leon)
    sent = fields(leon.get(path).text, path) | {"heard": "He hits me at night."}
    answers = [leon.post(path, data=sent) for _ in range(2)]
    assert {(one.status_code, one.location) for one in answers} == {(303, f"{talk}/read-first")}
    page = leon.get(f"{talk}/read-first").text
    assert "Thank you. A person reads it first." in words(page)


READS = {
    PostState.WAITING: "A person reads it first. They do so within 1 day.",
    PostState.HIDDEN: "Somebody is looking at it. You are told what they decide.",
    PostState.SENT_BACK: "It came back to you",
}


@pytest.mark.parametrize("state", READS)
def test_who_wrote_it_down_reads_what_became_of_it(state, people, talk, heard, sign_in, session):
    heard().state = state
    session.flush()
    page = sign_in(people.leon).get(talk).text
    assert [one for one in READS if READS[one] in words(page)] == [state]
    assert ('href="/moderation/mine"' in page.split("<main")[1]) is (state is PostState.SENT_BACK)
    assert LOUD in page and LOUD not in sign_in(people.bev).get(talk).text


def test_first_words_of_somebody_new_are_read_first(people, make, place, talk, heard, sign_in):
    new = make.person(place, HatKind.FAMILY, name="Nell", newcomer=True)
    assert heard(new).state is PostState.WAITING
    assert LOUD not in sign_in(people.bev).get(talk).text


def test_it_can_be_flagged_looked_after_and_written_down_anew(
    people, talk, path, heard, spoken, sign_in, session
):
    row = heard()
    bev, hannah = sign_in(people.bev), sign_in(people.hannah)
    flag, look = f"/moderation/flag/heard/{row.id}", f"/moderation/look/heard/{row.id}"
    assert f'href="{flag}"' in bev.get(f"/talk/posts/{spoken.id}/more").text
    assert f'href="{flag}"' not in sign_in(people.leon).get(f"/talk/posts/{spoken.id}/more").text
    assert press(bev, flag, reason="unkind").status_code == 303
    page = hannah.get(look).text
    assert LOUD in words(page) and f'src="{look}/recording"' in page
    assert f'href="{look}/pass-on"' not in page
    refused = hannah.post(f"{look}/pass-on", data={"once": "a" * 40})
    assert refused.status_code == 409 and "Pass on the message itself." in words(refused.text)
    assert press(hannah, f"{look}/take-down", rule="kind").status_code == 303
    assert LOUD not in bev.get(talk).text
    assert "Nobody has written this down yet." in words(bev.get(talk).text)
    assert press(bev, path, heard="The floor is cold.").status_code == 303
    session.expire_all()
    assert (row.words, row.by_id, row.state) == (
        "The floor is cold.",
        people.bev.id,
        PostState.WAITING,
    )
    press(hannah, f"{look}/let-be")
    assert "The floor is cold." in words(sign_in(people.leon).get(talk).text)


def test_a_name_is_edited_out_with_a_yes(people, talk, heard, sign_in, session):
    row = heard(said="Jo is late.")
    look = f"/moderation/look/heard/{row.id}"
    other = "The worker is late."
    assert (
        press(
            sign_in(people.hannah), f"{look}/ask-edit", words=other, note="No names, please."
        ).status_code
        == 303
    )
    leon = sign_in(people.leon)
    mine = leon.get("/moderation/mine").text
    assert other in words(mine)
    action = next(part for part in mine.split('"') if part.endswith("/answer"))
    leon.post(action, data=fields(mine, action) | {"answer": "yes"})
    assert other in words(sign_in(people.bev).get(talk).text)


@pytest.mark.parametrize("who", ["kath", "leon", "bev", "jo", "stranger"])
def test_nobody_else_looks_after_it(who, people, heard, sign_in):
    row = heard()
    status = sign_in(getattr(people, who)).get(f"/moderation/look/heard/{row.id}").status_code
    assert status == 404


def test_an_unnamed_author_is_named_nowhere(people, talk, sign_in, session, last):  # noqa: F811
    kath = sign_in(people.kath)
    press(kath, f"{talk}/say", words="", name="held", voice=voice())
    post = last()
    assert post.author_id is None
    at = f"/talk/posts/{post.id}/write-down"
    told = "Your name is shown with it."
    assert told not in kath.get(at).text and told in sign_in(people.leon).get(at).text
    press(kath, at, heard="Ring 07700 900123.", once_more="as-it-is")
    row = session.scalars(select(PostSound)).one()
    assert (row.by_id, row.state) == (None, PostState.WAITING)
    waits = session.scalars(select(Waiting).where(Waiting.kind == "heard")).one()
    assert (waits.since.minute, waits.since.second) == (0, 0)
    assert "07700" in kath.get(talk).text
    assert "07700" not in sign_in(people.leon).get(talk).text
    page = words(sign_in(people.hannah).get(f"/moderation/look/heard/{row.id}").text)
    assert "Kath" not in page and post.alias in page


def test_who_is_muted_folds_as_a_writer_too(people, talk, heard, session, sign_in):
    heard()
    session.add(Mute(person_id=people.bev.id, muted_id=people.leon.id))
    session.flush()
    page = sign_in(people.bev).get(talk).text
    folded = page.split("<details")[1].split("</details>")[0]
    assert "You muted this person. Show it." in folded and LOUD in folded
    assert page.count(LOUD) == 1 and "Written down by Leon." in folded
    assert LOUD in words(sign_in(people.jo).get(talk).text)
