"""*Is it really better?*: asking those affected when somebody says that it is done.

The one who raised it, everyone who said "me too" and whoever raised what was joined with it are
asked twice: after 4 weeks and after 6 months. What they say, and nothing else, can set "Better"
(coprod/issues/better.py).
"""

from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from coprod.db import midnight, now, today
from coprod.errors import Conflict, NotFound
from coprod.issues import held
from coprod.issues import services as issues
from coprod.issues.better import NO_BETTER, Said, Verdict, verdict
from coprod.issues.models import Issue, Support
from coprod.issues.policy import About, may_move
from coprod.issues.words import BetterSays, Status
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.promises import one_persons, opened_again, owners, policy, unnamed
from coprod.promises.models import Ask
from coprod.promises.one_persons import WHO
from coprod.seal import mark, same

_Affected = tuple[int | None, HatKind | None, bool, int | None]
"""A person, their hat, whether they raised it, and what they raised that was joined with it."""
IS_OVER = "This is over already. Nobody needs to be asked."
FIRST, SECOND = timedelta(weeks=4), timedelta(days=182)
_CANNOT_CLAIM = {
    Status.CLAIMED: "Somebody said before you that this is done. We ask people if it is better.",
    **dict.fromkeys((Status.MERGED, Status.THANKED, Status.RESOLVED), IS_OVER),
}
RAISER_MAY_SAY = frozenset({Status.ACCEPTED, Status.IN_CYCLE, Status.CLAIMED, Status.RESOLVED})
NOTHING_TO_SAY = "You can say if it is better once somebody works on it."
NOT_ASKED_NOW = {
    Status.MERGED: "This was joined with another. You can say how it is there.",
    Status.DECLINED: "Nobody works on this now. The answer was no. You can read why.",
    Status.DEFERRED: "Nobody works on this now. You can read when we look again.",
}
_LETTERS = 43  # of a mark in a link: 172 bits
BETTER = "The person who said this says it is better now."
BETTER_FOR_MANY = "Most people it was about say it is better now."
NOT_YET = (
    "The person who said this says it is not better yet. Thank you for trying. Please look again."
)
NOT_YET_FOR_MANY = (
    "Most people it was about say it is not better yet. Thank you for trying. Please look again."
)
NOT_SURE = "An answer was changed. We do not know yet if it is better."


def claim(
    session: Session, viewer: Viewer | None, issue: Issue, why: str, *, on: date | None = None
) -> None:
    """Say that it is done, and ask everyone affected whether it is really better."""
    may_move.require(viewer, issue)
    if not can_claim(viewer, issue):
        raise Conflict(_CANNOT_CLAIM.get(issue.status, IS_OVER))
    on = on or today()
    issues.move(session, viewer, issue, Status.CLAIMED, why[:1000], on=on)
    session.add_all(asks(session, issue, now(), on))
    session.flush()


def can_claim(viewer: Viewer | None, issue: Issue) -> bool:
    """Whether somebody can still be asked about it, and this person may say that it is done."""
    there = issue.taken_back_on is None and issue.status not in _CANNOT_CLAIM
    return there and may_move(viewer, issue)


def asks(session: Session, issue: Issue, claimed_at: datetime, on: date) -> list[Ask]:
    """The questions of one claim: two for everyone affected."""
    return [
        Ask(
            issue_id=issue.id,
            person_id=person_id,
            raised_it=raised_it,
            joined_id=joined_id,
            hat=hat,
            time=time,
            due_on=on + wait,
            claimed_at=claimed_at,
        )
        for person_id, hat, raised_it, joined_id in _affected(session, issue)
        for time, wait in enumerate((FIRST, SECOND), start=1)
    ]


def link_mark(session: Session, ask_id: int, *, counting: bool = False) -> str:
    """The part of an ask's link that nobody can guess.

    A raiser whose name and hat are held back is shown one that says whether their word counts.
    """
    said = ("counts",) if counting else ()
    return mark(session, "ask", ask_id, *said)[:_LETTERS]


def mark_for(session: Session, viewer: Viewer, ask: Ask, about: About) -> str:
    """The mark for somebody whose own ask this is."""
    unknown = ask.person_id is None and ask.hat is None
    counting = unknown and unnamed.is_counted(viewer, about)
    return link_mark(session, ask.id, counting=counting)


def is_counting(session: Session, ask_id: int, given: str) -> bool:
    """Whether a link says that the raiser's word counts."""
    return same(link_mark(session, ask_id, counting=True), given)


def by_link(session: Session, ask_id: int, given: str, *, on: date | None = None) -> Ask:
    """The ask a link is for: the person's current one, so that old links go on working.

    Raises NotFound, the same for wrong, old and never-made links.
    """
    true = same(link_mark(session, ask_id), given) or is_counting(session, ask_id, given)
    ask = session.get(Ask, ask_id)
    if not true or ask is None or session.get_one(Issue, ask.issue_id).taken_back_on:
        raise NotFound("There is nothing behind this link. Please ask for a new one.")
    return one_persons.current(one_persons.of_same_person(session, ask), on or today())


def answer(  # noqa: PLR0913  whose, to what, how, in which words, by which link, when
    session: Session,
    viewer: Viewer,
    ask: Ask,
    says: BetterSays,
    words: str,
    *,
    counting: bool = False,
    on: date | None = None,
) -> Ask:
    """Take an answer, and draw from all of them what they say about the issue.

    Returns the ask that was answered: an answer may stay, and another is made.
    `counting` is what the link says (`is_counting`). Raises NotAllowed where it is not theirs to
    say, and Conflict once it was joined with another, or the answer was no.
    """
    on = on or today()
    issue = hold(session, ask.issue_id)
    hidden = ask.person_id is None
    said = session.get_one(Issue, ask.joined_id) if ask.joined_id else issue
    is_theirs = ask.person_id == viewer.id or (hidden and held.is_mine(session, viewer, said.id))
    policy.may_use_link.require(viewer, issue, is_theirs)
    owner = owners.of(session, ask)
    if says not in owners.may_say(session, ask, issue):
        policy.may_say_better.require(owner, issue, True, says)
    if sentence := not_asked_now(issue):
        raise Conflict(sentence)
    ask = one_persons.to_answer(session, ask, on)
    if hidden and ask.hat is None:
        unnamed.keep(session, owner or viewer, said, ask, counting)
    owners.speak(session, owner, ask, issue)
    ask.says, ask.words, ask.answered_on = says, words[:2000], on
    weigh(session, issue, on)
    return ask


def hold(session: Session, issue_id: int) -> Issue:
    """The issue, for one answer at a time: so the third of three sees the other two."""
    locked = select(Issue).where(Issue.id == issue_id).with_for_update()
    return session.scalars(locked.execution_options(populate_existing=True)).one()


def weigh(session: Session, issue: Issue, on: date) -> None:
    """Draw from all answers what they say about an issue that is held."""
    session.flush()
    _draw(session, issue, _heard(session, issue), on)


def not_asked_now(issue: Issue) -> str:
    """Why nobody can say now whether it is better: one sentence, or nothing."""
    if issue.status in RAISER_MAY_SAY:
        return ""
    return NOT_ASKED_NOW.get(issue.status, NOTHING_TO_SAY)


def say_better(
    session: Session,
    viewer: Viewer,
    issue: Issue,
    says: BetterSays,
    words: str,
    *,
    on: date | None = None,
) -> Ask:
    """The raiser's own answer, signed in, also when nobody has claimed that it is done.

    Raises NotAllowed and Conflict as `require_may_say` does.
    """
    require_may_say(session, viewer, issue, says)
    on = on or today()
    latest = select(Ask).where(Ask.issue_id == issue.id, Ask.raised_it)
    ask = session.scalar(latest.order_by(Ask.claimed_at.desc(), Ask.time).limit(1))
    if ask is None:
        ask = _unasked(session, issue, on)
    ask = one_persons.current(one_persons.of_same_person(session, ask), on)
    return answer(session, viewer, ask, says, words, on=on)


def require_may_say(
    session: Session, viewer: Viewer, issue: Issue, says: BetterSays = BetterSays.SAME
) -> None:
    """Raise NotAllowed to whoever did not raise the issue, Conflict while nobody works on it."""
    is_mine = issue.author_id == viewer.id or held.is_mine(session, viewer, issue.id)
    policy.may_say_better.require(viewer, issue, is_mine, says)
    if sentence := not_asked_now(issue):
        raise Conflict(sentence)


def _unasked(session: Session, issue: Issue, on: date) -> Ask:
    """The ask of a raiser who speaks before anybody claims that it is done."""
    ask = Ask(
        issue_id=issue.id,
        person_id=issue.author_id,
        raised_it=True,
        hat=issue.author_hat,
        time=1,
        due_on=on,
        claimed_at=midnight(),  # the raiser's own time: it could tell who they are
    )
    session.add(ask)
    session.flush()
    return ask


def _affected(session: Session, issue: Issue) -> list[_Affected]:
    """Whom to ask: also who raised what was joined with it. A held-back name is not among them."""
    affected: list[_Affected] = []
    if issue.author_id or issue.name_held:
        affected.append((issue.author_id, issue.author_hat, True, None))
    backers = select(Support.person_id, Support.hat).where(Support.issue_id == issue.id)
    for backer_id, worn in session.execute(backers.order_by(Support.id)):
        if backer_id != issue.author_id:
            affected.append((backer_id, worn, False, None))
    asked = {person_id for person_id, *_rest in affected} - {None}
    joined = select(Issue.id, Issue.author_id, Issue.author_hat).where(
        Issue.joined_to_id == issue.id,
        Issue.taken_back_on.is_(None),
        or_(Issue.author_id.is_not(None), Issue.name_held),
    )
    for joined_id, person_id, hat in session.execute(joined.order_by(Issue.id)):
        if person_id not in asked:
            affected.append((person_id, hat, False, joined_id))
            asked |= {person_id} - {None}
    return affected


def _heard(session: Session, issue: Issue) -> list[Said]:
    """The latest answer of each person to the latest claim; a raiser's own word before any other.

    Who answered by their account and without their name has one voice all the same.
    """
    latest = select(func.max(Ask.claimed_at)).where(Ask.issue_id == issue.id).scalar_subquery()
    rows = session.execute(
        select(
            *(Ask.id, Ask.says, Ask.hat, Ask.raised_it, WHO.label("who")),
            *(Ask.joined_id, Ask.sealed, Ask.sheet_id),
        )
        .where(Ask.issue_id == issue.id, Ask.claimed_at == latest, Ask.says.is_not(None))
        .order_by(Ask.raised_it, Ask.answered_on, Ask.time, Ask.id)
    ).all()
    hidden = {row.joined_id or issue.id for row in rows if not (row.who or row.sheet_id)}
    people = {row.who for row in rows if row.who is not None}
    raised = unnamed.who_raised(session, hidden, people)
    heard: dict[tuple[str, int], Said] = {}
    for row in rows:
        about, on_paper = row.joined_id or issue.id, row.sheet_id is not None
        who = row.who or raised.get(about)
        voice = ("person", who) if who else ("unnamed", about)
        worn = row.hat or unnamed.hat_of(session, about, row.sealed)
        said = Said(BetterSays(row.says), worn, row.raised_it, on_paper)
        heard[("sheet", row.id) if on_paper else voice] = said
    return list(heard.values())


def _draw(session: Session, issue: Issue, heard: list[Said], on: date) -> None:
    """Move the issue where the answers say it is. The site moves it: that names nobody."""
    came_to = verdict(heard)
    raiser = next((said for said in heard if said.raised_it), None)
    if came_to is Verdict.BETTER:
        alone = raiser is not None and raiser.says is BetterSays.BETTER
        if alone or issue.status is Status.CLAIMED:
            why = BETTER if alone else BETTER_FOR_MANY
            issues.move(session, None, issue, Status.RESOLVED, why, on=on, heard=heard)
    elif came_to is Verdict.NOT_BETTER and issue.status in {Status.CLAIMED, Status.RESOLVED}:
        why = NOT_YET if raiser and raiser.says in NO_BETTER else NOT_YET_FOR_MANY
        issues.move(session, None, issue, Status.ACCEPTED, why, on=on)
        opened_again.ask_for_answers(session, issue, on)
    elif came_to is Verdict.NOBODY_KNOWS and issue.status is Status.RESOLVED:
        issues.move(session, None, issue, Status.CLAIMED, NOT_SURE, on=on)
