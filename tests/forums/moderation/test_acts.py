"""Every act, by every hat, at their own place or not; and what each does to what was written."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coprod import written
from coprod.concerns.models import Concern
from coprod.db import now
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.issues.words import Lane, Status
from coprod.written import Stands
from forums.models import Post, Thread
from forums.moderation import acts, threads, told, undoing
from forums.moderation import people as looked_after
from forums.moderation.models import Act, Flag, Waiting
from forums.words import ActKind, BoardKind, FlagReason, PostState, TalkRule, Why

ACTS = {  # how each is called by code, and what its page sends
    "let-be": (acts.let_be, {}),
    "ask-edit": (
        lambda s, v, w: acts.ask_edit(s, v, w, "Kind words.", "Why."),
        {"words": "Kind words.", "note": "Why."},
    ),
    "send-back": (lambda s, v, w: acts.send_back(s, v, w, "Please."), {"note": "Please."}),
    "take-down": (
        lambda s, v, w: acts.take_down(s, v, w, TalkRule.KIND),
        {"rule": "kind", "note": ""},
    ),
    "pause": (
        lambda s, v, w: looked_after.pause(s, v, w, 7, "Please."),
        {"days": "7", "note": "Please."},
    ),
    "pass-on": (acts.pass_on, {}),
}
LANE = (
    lambda s, v, w: acts.move_lane(s, v, w, Lane.FIX, "It is a lamp."),
    {"lane": "fix", "note": "It is a lamp."},
)
THREAD = {
    "slow": (lambda s, v, w: threads.slow(s, v, w, 1), {"days": "1"}),
    "lock": (lambda s, v, w: threads.lock(s, v, w, "It is over."), {"note": "It is over."}),
    "pin": (threads.pin, {}),
    "move": (
        lambda s, v, w: threads.move(s, v, w, BoardKind.EVERYONE, None),
        {"board": "everyone", "place": ""},
    ),
}
MAY = {  # by code; by the page: 303 it is done, 403 own place, 404 it is not there for them
    "uses_services": (False, 404),
    "family": (False, 404),
    "staff": (False, 404),
    "manager": (False, 404),
    "commissioner": (False, 404),
    "advocate": (True, 303),
    "other": (True, 303),
    "peer": (True, 303),
    "employed": (False, 403),
    "peer_employed": (False, 403),
    "stranger": (False, 404),
    "author": (False, 404),
}


@pytest.fixture
def waiting(session, post, look):
    """A message that waits, so that every act has something to do."""
    post.state = PostState.HIDDEN
    row = Waiting(kind="post", key=post.id, area_id=post.area_id, place_id=post.place_id)
    row.why, row.since, row.hides = Why.FLAGGED, now(), True
    session.add(row)
    session.flush()
    return post


@pytest.fixture
def thread(session, place, area, people):
    row = Thread(area_id=area.id, board=BoardKind.PLACE, place_id=place.id, title="Tea")
    row.opened_on = now().date()
    session.add(row)
    session.flush()
    post = Post(subject_kind="thread", subject_key=row.id, area_id=area.id, place_id=place.id)
    post.words = post.html = "Tea at 4?"
    post.author_id, post.posted_on = people.author.id, now().date()
    session.add(post)
    session.flush()
    return row


@pytest.fixture
def things(waiting, thread, issue):
    def of(what):
        if what in THREAD:
            return "thread", thread, THREAD[what]
        return ("issue", issue, LANE) if what == "move-lane" else ("post", waiting, ACTS[what])

    return of


EVERY = [*ACTS, "move-lane", *THREAD]


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("what", EVERY)
def test_who_may_do_what(what, who, session, people, as_viewer, look, things, sign_in):
    kind, row, (do, sent) = things(what)
    may, status = MAY[who]
    if not may:
        with pytest.raises(NotAllowed):
            do(session, as_viewer(getattr(people, who)), look(row, kind))
        assert not session.scalars(select(Act)).all()
    client = sign_in(getattr(people, who))
    address = f"/moderation/look/{kind}/{row.id}"
    assert client.get(address).status_code == (200 if may else status)
    assert client.get(f"{address}/{what}").status_code == (200 if may else status)
    assert client.post(f"{address}/{what}", data=sent).status_code == status
    done = session.scalars(select(Act)).all()
    assert [one.what.value for one in done] == ([what.replace("-", "_")] if may else [])


@pytest.mark.parametrize("who", ["advocate", "peer"])
def test_nobody_looks_after_their_own_words(who, session, people, say, look, as_viewer, sign_in):
    post = say(getattr(people, who))
    with pytest.raises(NotAllowed, match="their own words"):
        acts.take_down(session, as_viewer(getattr(people, who)), look(post), TalkRule.KIND)
    assert sign_in(getattr(people, who)).get(f"/moderation/look/post/{post.id}").status_code == 403


@pytest.mark.parametrize("what", [one for one in EVERY if one != "pass-on"])
def test_each_can_be_taken_back_once(what, session, people, as_viewer, look, things, sign_in):
    kind, row, (do, _sent) = things(what)
    hannah, other = as_viewer(people.advocate), as_viewer(people.other)
    before = look(row, kind).stands, look(row, kind).words
    lane = getattr(row, "lane", None)
    act = do(session, hannah, look(row, kind))
    client = sign_in(people.other)
    assert client.post(f"/moderation/acts/{act.id}/undo").status_code == 303
    undone = session.scalars(select(Act).order_by(Act.id.desc()).limit(1)).one()
    assert (undone.what, undone.undoes_id) == (ActKind.UNDO, act.id)
    session.refresh(row)
    assert (look(row, kind).stands, look(row, kind).words) == before
    assert getattr(row, "lane", None) == lane
    with pytest.raises(Conflict):
        undoing.undo(session, hannah, act)
    with pytest.raises(Conflict):
        undoing.undo(session, other, undone)
    assert client.post(f"/moderation/acts/{act.id}/undo").status_code == 409
    for who in ("family", "stranger"):
        answer = sign_in(getattr(people, who)).post(f"/moderation/acts/{act.id}/undo")
        assert answer.status_code == 404


def test_taking_back_is_offered_only_where_it_would_be_done(
    session, people, as_viewer, look, waiting, thread, issue, sign_in
):
    hannah, client = as_viewer(people.advocate), sign_in(people.other)
    let_be = acts.let_be(session, hannah, look(waiting))
    down = acts.take_down(session, hannah, look(waiting), TalkRule.KIND)
    moved = LANE[0](session, hannah, look(issue, "issue"))
    closed, first = (
        THREAD[one][0](session, hannah, look(thread, "thread")) for one in ("lock", "pin")
    )
    thread.pinned_on, issue.status = None, Status.RESOLVED
    session.flush()
    offered = {let_be: False, down: True, moved: False, closed: True, first: False}
    for act, may in offered.items():
        page = client.get(f"/moderation/look/{act.kind}/{act.key}").text
        take_back = f"/moderation/acts/{act.id}/undo"
        assert (f'action="{take_back}"' in page) == may
        assert client.post(take_back).status_code == (303 if may else 409)


AFTER = [  # what was done, and whether each act can follow
    ("take-down", {"let-be": 0, "ask-edit": 0, "send-back": 0, "take-down": 0}),
    ("send-back", {"let-be": 0, "ask-edit": 0, "send-back": 0, "take-down": 1}),
    ("let-be", {"let-be": 0, "ask-edit": 1, "send-back": 1, "take-down": 1}),
    ("ask-edit", {"let-be": 1, "ask-edit": 1, "send-back": 1, "take-down": 1}),
]


@pytest.mark.parametrize(("first", "then"), AFTER)
@pytest.mark.parametrize("kind", ["post", "issue"])
def test_what_can_follow_what(
    kind, first, then, session, people, as_viewer, look, waiting, issue, make, place
):
    hannah = as_viewer(people.advocate)
    for what, may in then.items():
        row = waiting if kind == "post" else make.issue(place)
        if kind == "post":
            waiting.state = PostState.HIDDEN
        else:
            written.kind_of("issue").put(session, row.id, Stands.HIDDEN)
        ACTS[first][0](session, hannah, look(row, kind))
        if may:
            ACTS[what][0](session, hannah, look(row, kind))
        else:
            with pytest.raises(Conflict):
                ACTS[what][0](session, hannah, look(row, kind))
        for settled in session.scalars(select(Waiting).where(Waiting.settled_at.is_(None))):
            settled.settled_at = now()


def test_what_was_taken_down_leaves_its_rule_and_no_words(
    session, people, as_viewer, look, waiting, sign_in, issue
):
    acts.take_down(session, as_viewer(people.peer), look(waiting), TalkRule.KIND, "A bit kinder.")
    assert (waiting.state, waiting.rule) == (PostState.TAKEN_DOWN, TalkRule.KIND)
    assert "so slow here" not in sign_in(people.family).get(f"/talk/issue/{issue.id}").text
    mine = sign_in(people.author).get("/moderation/mine").text
    for words in ("It was taken down.", "Be kind to people.", "A peer moderator", "A bit kinder."):
        assert words in mine
    assert "Ask again: somebody different will look" in mine and "Our Peer" not in mine


def test_those_who_flagged_are_answered(session, people, as_viewer, look, waiting):
    row = Flag(kind="post", key=waiting.id, area_id=waiting.area_id, by_id=people.family.id)
    row.reason, row.weight = FlagReason.UNKIND, 2
    session.add(row)
    session.flush()
    acts.let_be(session, as_viewer(people.advocate), look(waiting))
    assert row.upheld is False


def test_kind_words_are_needed(session, people, as_viewer, look, waiting, sign_in):
    with pytest.raises(Invalid):
        acts.send_back(session, as_viewer(people.advocate), look(waiting), "")
    client = sign_in(people.advocate)
    here = f"/moderation/look/post/{waiting.id}"
    assert client.post(f"{here}/send-back", data={"note": ""}).status_code == 422
    assert client.post(f"{here}/take-down", data={"note": "Typed."}).status_code == 422
    same = client.post(f"{here}/ask-edit", data={"words": waiting.words, "note": "Typed."})
    assert same.status_code == 422 and "Typed." in same.text
    assert client.get(f"{here}/burn").status_code == 404


def test_passing_on_leaves_no_gap_and_no_word(session, people, as_viewer, look, waiting, say, app):
    answer = say(people.family)
    answer.answers_id = waiting.id
    session.flush()
    key = waiting.id
    with app.test_request_context():
        act = acts.pass_on(session, as_viewer(people.advocate), look(waiting))
    assert session.get(Post, key) is None and answer.answers_id is None
    assert session.scalar(select(func.count(Concern.id))) == 1
    assert (act.public, act.note, act.was) == (False, "", "")
    with pytest.raises(Conflict, match="stays with the named contacts"):
        undoing.undo(session, as_viewer(people.other), act)


def test_nobody_is_told_what_was_done_with_a_message_that_is_gone(
    session, people, as_viewer, look, say, app
):
    hannah, post = as_viewer(people.advocate), say(people.author)
    acts.ask_edit(session, hannah, look(post), "What he said.", "No names, please.")
    with app.test_request_context():
        acts.pass_on(session, hannah, look(post))
    newer = say(people.family, "The tea was late.")
    assert newer.id > post.id
    assert told.done(session, as_viewer(people.family)) == []


def test_ten_at_once_are_told_to_the_others(session, people, as_viewer, look, say, sign_in):
    hannah = as_viewer(people.advocate)
    for n in range(10):
        acts.take_down(session, hannah, look(say(people.author, f"Words {n}")), TalkRule.KIND)
    assert "Somebody waits for you in the talk" in sign_in(people.other).get("/").text
    assert "took down 10 messages or more" in sign_in(people.peer).get("/moderation").text
    assert "took down" not in sign_in(people.advocate).get("/moderation").text
    here = f"/moderation/look/moderator/{people.advocate.id}"
    assert sign_in(people.other).post(f"{here}/let-be").status_code == 303
    assert sign_in(people.peer).get(here).status_code == 404


def test_a_thread_keeps_which_of_its_posts_is_the_newest(
    session, people, as_viewer, look, thread, say
):
    post = session.scalars(select(Post).where(Post.subject_kind == "thread")).one()
    thread.last_post_id = post.id
    acts.take_down(session, as_viewer(people.advocate), look(post), TalkRule.KIND)
    session.refresh(thread)
    assert thread.last_post_id == 0


def test_slow_ends_by_itself_and_twice_is_refused(session, people, as_viewer, look, thread):
    hannah = as_viewer(people.advocate)
    threads.slow(session, hannah, look(thread, "thread"), 1)
    with pytest.raises(Conflict):
        threads.slow(session, hannah, look(thread, "thread"), 1)
    thread.slow_until = now() - timedelta(minutes=1)
    session.flush()
    threads.slow(session, hannah, look(thread, "thread"), 3)
    with pytest.raises(Invalid):
        threads.slow(session, hannah, look(thread, "thread"), 400)
    with pytest.raises(Invalid):
        threads.move(session, hannah, look(thread, "thread"), BoardKind.PLACE, 999_999)
