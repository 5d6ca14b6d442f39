"""Two moderators, or one who presses twice: what is done is done once, and never in between."""

import pytest
from sqlalchemy import func, select

from forums.moderation import people as looked_after
from forums.moderation.models import Act, Appeal, Flag, Removal, Waiting
from forums.words import ActKind, PostState

ACTS = {
    "take-down": {"rule": "kind", "note": "Please."},
    "send-back": {"note": "Please."},
    "let-be": {},
}


@pytest.fixture
def pair(people, sign_in):
    return sign_in(people.advocate), sign_in(people.peer)


def count(session, kind, *where):
    session.rollback()
    found = session.scalar(select(func.count(kind.id)).where(*where))
    session.commit()
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("take-down", "take-down"),
        ("send-back", "send-back"),
        ("take-down", "let-be"),
        ("send-back", "let-be"),
    ],
)
def test_two_moderators_do_one_thing(at_once, pair, session, say, people, one, other):
    post = say(people.new)
    look = f"/moderation/look/post/{post.id}"
    statuses = at_once(
        (pair[0], f"{look}/{one}", ACTS[one]), (pair[1], f"{look}/{other}", ACTS[other])
    )
    session.refresh(post)
    done = count(session, Act)
    assert count(session, Waiting, Waiting.settled_at.is_(None)) == 0
    if one == other:
        assert statuses == [303, 409] and done == 1
    else:  # the second may have been meant for what the first left: each is in the history
        assert statuses in ([303, 303], [303, 409]) and done == statuses.count(303)
    session.refresh(post)
    assert post.state in {PostState.TAKEN_DOWN, PostState.SENT_BACK, PostState.SHOWN}


def test_one_of_two_claims_it(at_once, pair, session, say, people):
    here = f"/moderation/look/post/{say(people.new).id}/claim"
    assert at_once((pair[0], here, {}), (pair[1], here, {})) == [303, 409]


def test_an_act_is_taken_back_once(at_once, pair, session, post, people):
    look = f"/moderation/look/post/{post.id}"
    assert pair[0].post(f"{look}/take-down", data=ACTS["take-down"]).status_code == 303
    act = session.scalars(select(Act.id)).one()
    undo = f"/moderation/acts/{act}/undo"
    assert at_once((pair[0], undo, {}), (pair[1], undo, {})) == [303, 409]
    assert count(session, Act, Act.what == ActKind.UNDO) == 1


def test_an_appeal_is_asked_and_decided_once(at_once, session, post, people, sign_in):
    hannah, author = sign_in(people.advocate), sign_in(people.author)
    down = f"/moderation/look/post/{post.id}/take-down"
    assert hannah.post(down, data=ACTS["take-down"]).status_code == 303
    act = session.scalars(select(Act.id)).one()
    again = f"/moderation/mine/{act}/ask-again"
    tabs = (author, sign_in(people.author))
    assert at_once(*((tab, again, {"words": "Why?"}) for tab in tabs)) == [303, 409]
    asked = session.scalars(select(Appeal.id)).one()
    decide, says = f"/moderation/asked-again/{asked}", {"stays": "no", "note": "It was kind."}
    two = (sign_in(people.other), sign_in(people.peer))
    assert at_once(*((one, decide, says) for one in two)) == [303, 409]


def test_somebody_is_removed_once(at_once, session, people, area, sign_in):
    hat = looked_after.hats_of(session, area.id, [people.author.id])[people.author.id]
    ask, says = (
        f"/moderation/people/{hat}/remove",
        {"rule": "kind", "note": "No.", "other_way": "Us."},
    )
    two = (sign_in(people.other), sign_in(people.peer))
    assert at_once(*((one, ask, says) for one in two)) == [303, 409]
    assert count(session, Removal, Removal.ended_on.is_(None)) == 1


def test_two_flags_of_one_person_are_one(at_once, session, post, people, sign_in):
    here, says = f"/moderation/flag/post/{post.id}", {"reason": "unkind"}
    tabs = [sign_in(people.family) for _ in range(3)]
    statuses = at_once(*((tab, here, says) for tab in tabs))
    assert 303 in statuses and count(session, Flag) == 1
