"""What people do with a statement: sign up, agree it, look at it again together, put it away.

Writing the words is in `writing`. Each asks its rule first, and leaves the commit to its caller.
"""

from datetime import date

from sqlalchemy import ColumnElement, delete, exists, func, select, true, update
from sqlalchemy.orm import Session

from coprod.db import insert_new, now, today
from coprod.errors import Conflict, Invalid
from coprod.people.hats import GROUPS, Group, HatKind
from coprod.people.models import Hat
from coprod.people.viewer import Viewer
from coprod.vision import decisions, policy
from coprod.vision.found import Found
from coprod.vision.models import (
    LOOK_AGAIN_NOTICE,
    LOOK_AGAIN_WITHIN_MONTHS,
    SHOWN,
    Decision,
    LineKind,
    LookedAgain,
    SignUp,
    SignUpSays,
    Statement,
    StatementLine,
    StatementStatus,
    StatementVersion,
    Writer,
)
from coprod.vision.months import months_on
from coprod.vision.writers import BEHIND_IT, said_yes
from coprod.vision.writing import Stale

WHY_AT_MOST = 1000  # letters
SAY_WHY = "Say why. A few words are enough."
_A_YES_FROM = {
    Group.PEOPLE: "a yes from a person who uses services",
    Group.FAMILIES: "a yes from a family",
    Group.STAFF: "a yes from staff",
}
_AN_ANSWER_FROM = {
    Group.PEOPLE: "people who use services",
    Group.FAMILIES: "families",
    Group.STAFF: "staff",
}


def sign_up(
    session: Session,
    viewer: Viewer,
    found: Found,
    says: SignUpSays,
    why: str,
    *,
    seen: int | None = None,
) -> None:
    """Say yes, yes but, or not this to a version. Saying it again changes what was said.

    `seen` is the edits of the draft that they read. Raises Stale if it has others by now.
    """
    policy.may_sign_up.require(viewer, found.statement.area_id, found.statement.place_id)
    _require_open(found)
    if says is not SignUpSays.YES and not why:
        raise Invalid({"why": SAY_WHY})
    if len(why) > WHY_AT_MOST:
        raise Invalid({"why": f"Use {WHY_AT_MOST:,} letters or fewer."})
    if seen not in (None, found.version.edits) and found.version.agreed_on is None:
        raise Stale("These words changed while you read them. Please read them again.")
    hat = policy.hat_for(viewer, found.statement.area_id, found.statement.place_id)
    mine = {"version_id": found.version.id, "person_id": viewer.id}
    said = {"hat": hat, "says": says, "why": why, "at": now()}
    if not insert_new(session, SignUp, **mine, **said):
        session.execute(update(SignUp).filter_by(**mine).values(**said))


def take_back(session: Session, viewer: Viewer, found: Found) -> None:
    """Take one's own sign-up back. There is nothing to ask: it is theirs."""
    _require_open(found)
    session.execute(delete(SignUp).filter_by(version_id=found.version.id, person_id=viewer.id))


def needs(session: Session, found: Found) -> list[str]:
    """What a draft still needs before it can be agreed, each in a few words."""
    put_away = ["the advocate's yes to use these words again"]
    return [
        *_words_missing(session, found.version),
        *_people_missing(session, found.statement, found.version),
        *(put_away if found.statement.status is StatementStatus.RETIRED else []),
    ]


def missing(session: Session, found: Found) -> str:
    """The same in one sentence. Empty if nothing is missing."""
    lacks = needs(session, found)
    return f"Still missing: {_listed(lacks)}." if lacks else ""


def publish(session: Session, viewer: Viewer, found: Found, look_again_in: int) -> None:
    """Agree a draft: from now on these are the words, to be looked at again in so many months.

    Who is named as a writer and never said yes is no writer of it. Raises Conflict, naming what
    is missing.
    """
    statement, version = found.statement, found.version
    policy.may_edit.require(viewer, statement, version, found.writers)
    again_on = _look_again_on(look_again_in)
    lacks = missing(session, found)
    if lacks:
        raise Conflict(lacks)
    if _answered(session, statement):
        _looked(statement)
    writers = select(Writer.id).join(StatementVersion, StatementVersion.id == Writer.version_id)
    unasked = writers.where(Writer.version_id == version.id, ~said_yes())
    session.execute(delete(Writer).where(Writer.id.in_(session.scalars(unasked).all())))
    version.agreed_on = statement.agreed_on = today()
    statement.version = version.number
    statement.status = StatementStatus.AGREED
    statement.look_again_on = again_on
    decisions.note_agreed(session, viewer.id, statement, version)


def look_again(
    session: Session, viewer: Viewer, found: Found, group: Group, edits: int, **words: str
) -> None:
    """Write one group's box: `better`, `same_or_worse` and `next`. Raises Stale.

    `edits` is that of the box as the writer saw it, and 0 for an empty one.
    """
    statement = found.statement
    policy.may_look_again.require(viewer, statement.area_id, group, statement.place_id)
    require_shown(statement.status)
    if not any(words.values()):
        raise Invalid({"better": "Write in one of the boxes."})
    box = {"version_id": found.version.id, "time": statement.looked + 1, "group": group}
    wrote = {**words, "written_by_id": viewer.id, "at": now()}
    if edits == 0 and insert_new(session, LookedAgain, **box, **wrote, edits=1):
        return
    changed = session.execute(
        update(LookedAgain)
        .filter_by(**box, edits=edits)
        .values(**wrote, edits=edits + 1)
        .returning(LookedAgain.id)
    ).first()
    if changed is None:
        raise Stale("Somebody else wrote here while you did. Nothing is lost.")


def still_right(session: Session, viewer: Viewer, found: Found, look_again_in: int) -> None:
    """End a looking with the words unchanged, to be looked at again in so many months.

    Raises Conflict if a group has not answered yet.
    """
    statement = found.statement
    policy.may_write.require(viewer, statement.area_id, statement.place_id)
    require_shown(statement.status)
    again_on = _look_again_on(look_again_in)
    answered = _answered(session, statement)
    waiting = [words for group, words in _AN_ANSWER_FROM.items() if group not in answered]
    if waiting:
        raise Conflict(f"Still waiting for an answer from {_listed(waiting)}.")
    _looked(statement)
    statement.status = StatementStatus.AGREED
    statement.look_again_on = again_on
    decisions.note(session, viewer, statement, Decision.STILL_RIGHT)


def retire(session: Session, viewer: Viewer, found: Found, why: str) -> None:
    """Put a statement away, and say why. It stays readable: issues and tries point at it."""
    policy.may_retire.require(viewer, found.statement)
    require_shown(found.statement.status)
    if not why:
        raise Invalid({"why": SAY_WHY})
    found.statement.status = StatementStatus.RETIRED
    decisions.note(session, viewer, found.statement, Decision.PUT_AWAY, why[:WHY_AT_MOST])


def bring_back(session: Session, viewer: Viewer, found: Found) -> None:
    """Bring back a statement that was put away. It is time to look at it again."""
    policy.may_retire.require(viewer, found.statement)
    if found.statement.status is StatementStatus.RETIRED:
        found.statement.status = StatementStatus.LOOK_AGAIN
        decisions.note(session, viewer, found.statement, Decision.BROUGHT_BACK)


def flip_due(session: Session, on: date) -> int:
    """Turn agreed statements to "time to look again" 30 days before their day. How many."""
    flipped = session.execute(
        update(Statement)
        .where(
            Statement.status == StatementStatus.AGREED,
            Statement.look_again_on <= on + LOOK_AGAIN_NOTICE,
        )
        .values(status=StatementStatus.LOOK_AGAIN)
        .returning(Statement.id)
        .execution_options(synchronize_session="fetch")
    )
    return len(flipped.all())


def _require_open(found: Found) -> None:
    shown = found.version.number == found.statement.version and found.statement.status in SHOWN
    if not shown and found.version.agreed_on:
        raise Conflict("These are old words. You can sign up to the new ones.")


def require_shown(status: StatementStatus) -> None:
    """Only words that stand are looked at again and put away. Raises Conflict."""
    if status not in SHOWN:
        raise Conflict("These words are not in use now.")


def _look_again_on(months: int) -> date:
    if not 1 <= months <= LOOK_AGAIN_WITHIN_MONTHS:
        raise Invalid({"months": f"Choose {LOOK_AGAIN_WITHIN_MONTHS} months or less."})
    return months_on(today(), months)


def _words_missing(session: Session, version: StatementVersion) -> list[str]:
    kinds = set(
        session.scalars(
            select(StatementLine.kind).where(StatementLine.version_id == version.id).distinct()
        )
    )
    return [
        needed
        for needed, there in (
            ("a short way to say it", version.short),
            ("what it looks like", LineKind.LOOKS_LIKE in kinds),
            ("what it does not look like", LineKind.NOT_LIKE in kinds),
        )
        if not there
    ]


def _people_missing(session: Session, statement: Statement, version: StatementVersion) -> list[str]:
    behind = select(SignUp.hat).where(
        SignUp.version_id == version.id, SignUp.says.in_(BEHIND_IT), _from_here(statement, SignUp)
    )
    groups = {GROUPS.get(hat) for hat in session.scalars(behind.distinct())}
    needs = [words for group, words in _A_YES_FROM.items() if group not in groups]
    wrote = (
        select(Writer.hat, func.count())
        .join(StatementVersion, StatementVersion.id == Writer.version_id)
        .where(Writer.version_id == version.id, said_yes(), _from_here(statement, Writer))
    )
    writers = dict(session.execute(wrote.group_by(Writer.hat)).all())
    if not writers or 2 * writers.get(HatKind.USES_SERVICES, 0) < sum(writers.values()):
        needs.append("a yes from more writers who use services")
    return needs


def _from_here(statement: Statement, kind: type[SignUp | Writer]) -> ColumnElement[bool]:
    """Whether a row is of somebody whose words a statement can be: of its place, if it has one."""
    if statement.place_id is None:
        return true()
    return exists().where(
        Hat.person_id == kind.person_id,
        Hat.place_id == statement.place_id,
        Hat.kind == kind.hat,
        Hat.confirmed_at.is_not(None),
    )


def _answered(session: Session, statement: Statement) -> set[Group]:
    """The groups that have answered at the looking that is going on."""
    boxes = (
        select(LookedAgain.group)
        .join(StatementVersion, StatementVersion.id == LookedAgain.version_id)
        .where(
            StatementVersion.statement_id == statement.id,
            LookedAgain.time == statement.looked + 1,
        )
    )
    return set(session.scalars(boxes))


def _looked(statement: Statement) -> None:
    statement.looked += 1
    statement.looked_at_on = today()


def _listed(parts: list[str]) -> str:
    """This, that and the other."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
