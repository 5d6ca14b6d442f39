"""Saying something, changing it, taking it back. Nothing here writes down an unnamed author.

The first step of an issue's history never names the raiser: the issue does, for as long as they
want, and history cannot be changed when they hold their name back later.
"""

from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.db import midnight, now, today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.issues import heard, held, lanes, photos, say_policy, sounds
from coprod.issues.models import (
    Follow,
    Issue,
    IssuePlace,
    IssueStatement,
    StatusChange,
)
from coprod.issues.said import SPOKEN, SPOKEN_SYMBOL, Say, apart, together, unwritten
from coprod.issues.say_queries import helpers, line, said_already
from coprod.issues.words import IssueKind, Lane, SaidAs, Status
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from coprod.symbols import MEANINGS
from coprod.text import BODY, shorten
from coprod.vision import queries as vision
from coprod.vision.models import Statement

ONLY_A_PHOTO = "Photo"  # the words of somebody who let a photo speak
NOTHING = "Write what you want to say, record it, or choose a photo."
HIDDEN = "Nobody else can see this for now. Look in “My things” to see why."
HELPED = frozenset({SaidAs.HELP_TO_TYPE, SaidAs.SAID_ALOUD})


def start(viewer: Viewer, area_id: int) -> Say:
    """What is filled in before anybody is asked: the person's own place, their own words."""
    mine = [hat.place_id for hat in viewer.hats if hat.area_id == area_id and hat.place_id]
    return Say(area_id=area_id, words="", place_ids=tuple(mine[:1]))


def raise_issue(session: Session, viewer: Viewer, said: Say) -> Issue:
    """Say something to everybody in the area.

    Raises NotAllowed, and Invalid for no words at all, too many, or a place or a statement that
    went away in the meantime.
    """
    say_policy.may_say.require(viewer, said.area_id)
    words = _words(session, viewer, said)
    issue = Issue(
        area_id=said.area_id,
        title=shorten(words) or words[:80],
        words=words,
        lane=Lane.TALK,
        status=Status.TRIAGE,
        raised_on=today(),
        moved_at=midnight() if said.name_held else now(),
        name_held=said.name_held,
    )
    _describe(viewer, issue, said)
    if unwritten(words):
        issue.symbol = issue.symbol or SPOKEN_SYMBOL
    lanes.listen(issue)
    session.add(issue)
    session.flush()
    _put(session, viewer, issue, said)
    session.add(StatusChange(issue_id=issue.id, became=Status.TRIAGE, on=issue.raised_on))
    session.flush()
    heard.tell(session, viewer, issue)
    return issue


def change(session: Session, viewer: Viewer, issue: Issue, said: Say) -> None:
    """Say more about it, or otherwise: anything but the words themselves.

    What we think it means stands below them, in place of what stood there before. Raises
    NotAllowed for everybody but the author, and Invalid when all of it is too long.
    """
    say_policy.may_change.require(viewer, issue, held.is_mine(session, viewer, issue.id))
    own_words = apart(issue.words)[0]
    issue.words = _words(session, viewer, replace(said, words=own_words))
    _describe(viewer, issue, said)
    lanes.listen(issue)
    _put(session, viewer, issue, said)
    issue.edits += 1
    session.flush()
    heard.tell(session, viewer, issue)


def take_back(session: Session, viewer: Viewer, issue: Issue) -> None:
    """Take the words away from every page. Nothing else is lost. Again changes nothing."""
    say_policy.may_change.require(viewer, issue, held.is_mine(session, viewer, issue.id))
    if issue.hidden_on:
        issue.own_back_on = issue.own_back_on or today()
    issue.taken_back_on = issue.taken_back_on or today()
    session.flush()


def put_back(session: Session, viewer: Viewer, issue: Issue) -> None:
    """Show again what was taken back, for up to 14 days.

    While moderators hide it, it stays hidden: raises Conflict if that alone keeps it away.
    """
    if issue.taken_back_on is None:
        return
    if issue.hidden_on and issue.own_back_on is None:
        raise Conflict(HIDDEN)
    mine = held.is_mine(session, viewer, issue.id)
    say_policy.may_put_back.require(viewer, issue, mine, today())
    if issue.hidden_on:
        issue.own_back_on = None
    else:
        issue.taken_back_on = None
    session.flush()


def from_line(session: Session, viewer: Viewer, line_id: int) -> Issue:
    """Turn a line of what a statement takes into something to talk about.

    If somebody did so before, that one: raises NotFound for a line the viewer may not see.
    """
    found = line(session, viewer, line_id)
    words = f"We do not have this yet: {found.words}"
    issue_id = said_already(session, found.statement_id, words)
    if issue_id is not None:
        before = session.get(Issue, issue_id)
        if before is not None:
            return before
    said = start(viewer, found.area_id)
    places = (found.place_id,) if found.place_id else said.place_ids
    said = replace(said, words=words, place_ids=places, statement_ids=(found.statement_id,))
    return raise_issue(session, viewer, said)


def mine(session: Session, viewer: Viewer, issue_id: int, *, hold: bool = False) -> Issue:
    """An issue of one's own, also one that was taken back. Raises NotFound.

    `hold` it to change it: whoever changes it at the same time in another window waits.
    """
    issue = session.get(Issue, issue_id, with_for_update=hold)
    if issue is None or not say_policy.may_change(
        viewer, issue, held.is_mine(session, viewer, issue_id)
    ):
        raise NotFound("There is nothing here. It may have been taken back.")
    return issue


def _words(session: Session, viewer: Viewer, said: Say) -> str:
    words = said.words
    if not words and sounds.unsent(session, viewer, said.sound_id):
        words = SPOKEN
    if not words and photos.unsent(session, viewer, said.photo_id):
        words = ONLY_A_PHOTO
    if not words:
        raise Invalid({"words": NOTHING})
    if len(words) > BODY:
        raise Invalid({"words": f"Use {BODY:,} letters or fewer."})
    words = together(words, said.means, said.agrees)
    if (over := len(words) - BODY) > 0:
        sentence = f"All your words together are too long. Take out {over:,} letters."
        raise Invalid({"means" if said.means else "agrees": sentence})
    return words


def _describe(viewer: Viewer, issue: Issue, said: Say) -> None:
    issue.kind = said.kind
    issue.said_as = said.said_as
    issue.symbol = said.symbol if said.symbol in MEANINGS else ""
    issue.published = said.published
    asks = say_policy.may_ask_people(viewer, said.area_id, said.name_held)
    issue.say = said.how_much if asks else None


def _put(session: Session, viewer: Viewer, issue: Issue, said: Say) -> None:
    """Put the issue at its places, under its statements, and with its author or without."""
    place_ids = _places(session, said)
    statements = _statements(session, issue, said)
    if said.name_held:
        place_ids = held.places_to_show(session, place_ids)
        statements = _without_small_places(session, statements)
    session.execute(delete(IssuePlace).where(IssuePlace.issue_id == issue.id))
    session.execute(delete(IssueStatement).where(IssueStatement.issue_id == issue.id))
    session.add_all(IssuePlace(issue_id=issue.id, place_id=place_id) for place_id in place_ids)
    session.add_all(
        IssueStatement(
            issue_id=issue.id,
            statement_id=statement_id,
            version=version,
            looks_like=said.kind is IssueKind.THANKS,
        )
        for statement_id, version in statements.items()
    )
    issue.place_id = place_ids[0] if place_ids else None
    _name(session, viewer, issue, said)
    _files(session, viewer, issue, said)
    session.flush()


def _name(session: Session, viewer: Viewer, issue: Issue, said: Say) -> None:
    known = held.is_mine(session, viewer, issue.id)
    if said.name_held:
        if not known:
            held.hold(session, viewer.id, issue.id)
        mine = delete(Follow).where(Follow.issue_id == issue.id, Follow.person_id == viewer.id)
        session.execute(mine)
        issue.author_id, issue.helper_id = None, None
        issue.author_hat = held.hat_to_show(session, viewer, tuple(_placed(session, issue)))
        issue.moved_at = midnight(issue.moved_at)
        if issue.author_hat is None and said.said_as is SaidAs.FAMILY_VIEW:
            issue.said_as = SaidAs.OWN_WORDS  # it would say the hat
    else:
        if known:
            held.let_go(session, issue.id)
        issue.author_id = viewer.id
        issue.author_hat = viewer.hat_in(issue.area_id, issue.place_id)
        issue.helper_id = _helper(session, viewer, said)
    issue.name_held = said.name_held
    for follow in held.ON_NAMES:
        follow(session, viewer, issue)


def _placed(session: Session, issue: Issue) -> list[int]:
    session.flush()
    places = select(IssuePlace.place_id).where(IssuePlace.issue_id == issue.id)
    return list(session.scalars(places.order_by(IssuePlace.id)))


def _helper(session: Session, viewer: Viewer, said: Say) -> int | None:
    if said.said_as not in HELPED:
        return None
    return next((row.id for row in helpers(session, viewer) if row.id == said.helper_id), None)


def _files(session: Session, viewer: Viewer, issue: Issue, said: Say) -> None:
    photo = photos.put_on(session, viewer, issue, said.photo_id, said.name_held)
    if photo is not None:
        photo.shows = said.shows
    sound = sounds.put_on(session, viewer, issue, said.sound_id, said.name_held)
    if sound is not None and said.name_held:
        sound.written_by_id = None


def _places(session: Session, said: Say) -> tuple[int, ...]:
    here = select(Place.id).where(Place.id.in_(said.place_ids), Place.area_id == said.area_id)
    if set(session.scalars(here)) != set(said.place_ids):
        raise Invalid({"place": "That place is not here any more. Please choose again."})
    return tuple(dict.fromkeys(said.place_ids))


def _statements(session: Session, issue: Issue, said: Say) -> dict[int, int]:
    """Each statement with its version: that of then for those chosen before, else that of now."""
    chosen = select(IssueStatement.statement_id, IssueStatement.version).where(
        IssueStatement.issue_id == issue.id
    )
    known = {row.statement_id: row.version for row in session.execute(chosen)}
    now_shown = vision.choices(session, said.area_id) if said.statement_ids else []
    known = {row.statement_id: row.version for row in now_shown} | known
    if not set(said.statement_ids) <= set(known):
        raise Invalid({"statement": "That page is not here any more. Please choose again."})
    return {statement_id: known[statement_id] for statement_id in said.statement_ids}


def _without_small_places(session: Session, statements: dict[int, int]) -> dict[int, int]:
    """A statement of one small place would say which place it was."""
    places = select(Statement.id, Statement.place_id).where(Statement.id.in_(statements))
    where = {row.id: row.place_id for row in session.execute(places)}
    big = held.places_to_show(session, tuple(filter(None, where.values())))
    return {one: n for one, n in statements.items() if where[one] is None or where[one] in big}
