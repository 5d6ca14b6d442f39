"""Writing a statement together: a draft, changed one part at a time, until it is agreed or dropped.

Every part of a draft is checked here, whoever sends it. A draft carries a number of edits; a change
made against an older number is refused, so that two writers never undo each other unseen.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from coprod.db import now
from coprod.errors import Conflict, Invalid
from coprod.people.viewer import Viewer
from coprod.symbols import MEANINGS
from coprod.vision import policy
from coprod.vision.found import Found, can_write
from coprod.vision.models import (
    LINES_AT_MOST,
    WORDS_AT_MOST,
    LineKind,
    Principle,
    SignUp,
    Statement,
    StatementLine,
    StatementStatus,
    StatementVersion,
    Writer,
)

_NEEDED = frozenset({LineKind.LOOKS_LIKE, LineKind.NOT_LIKE})
_MOST = {"wording": 400, "short": 120, "when_wrong": 1000}  # letters
_LINE_MOST = 400


class Stale(Conflict):
    """Somebody else changed the draft after this writer opened it."""


def start(
    session: Session, viewer: Viewer, principle: Principle, wording: str
) -> tuple[Statement, StatementVersion]:
    """Start a new statement of a principle, as a draft for the whole area."""
    policy.may_write.require(viewer, principle.area_id)
    statement = Statement(area_id=principle.area_id, principle_id=principle.id)
    session.add(statement)
    session.flush()
    version = StatementVersion(
        statement_id=statement.id,
        number=1,
        wording=_checked("wording", wording),
        short="",
        symbol=principle.symbol,
        made_by_id=viewer.id,
    )
    session.add(version)
    session.flush()
    _write_down(session, viewer, statement, version)
    return statement, version


def new_version(session: Session, viewer: Viewer, found: Found) -> int:
    """Start new words for an agreed statement from the words it has. The number of the draft.

    There is one draft at a time: if somebody started one already, it is that one. Raises Conflict
    for words that the advocate put away.
    """
    statement, old = found.statement, found.version
    policy.may_write.require(viewer, statement.area_id, statement.place_id)
    if statement.status is StatementStatus.RETIRED:
        raise Conflict("These words are put away. Ask the advocate to bring them back.")
    newest = session.scalar(_newest(statement.id))
    if newest is not None and newest.agreed_on is None:
        return newest.number
    version = StatementVersion(
        statement_id=statement.id,
        number=(newest or old).number + 1,
        wording=old.wording,
        short=old.short,
        symbol=old.symbol,
        when_wrong=old.when_wrong,
        made_by_id=viewer.id,
    )
    session.add(version)
    session.flush()
    for line in session.scalars(_lines(old.id)):
        session.add(
            StatementLine(
                version_id=version.id, kind=line.kind, words=line.words, position=line.position
            )
        )
    _write_down(session, viewer, statement, version)
    return version.number


def set_words(session: Session, viewer: Viewer, found: Found, edits: int, **words: str) -> None:
    """Change the wording, the short form or "when things go wrong" of a draft."""
    checked = {name: _checked(name, value) for name, value in words.items()}
    changed = any(getattr(found.version, name) != value for name, value in checked.items())
    _claim(session, viewer, found, edits)
    for name, value in checked.items():
        setattr(found.version, name, value)
    if changed:
        _forget_sign_ups(session, found.version)


def set_picture(session: Session, viewer: Viewer, found: Found, edits: int, symbol: str) -> None:
    """Change the picture of a draft. `symbol` is a meaning."""
    if symbol not in MEANINGS:
        raise Invalid({"answer": "Choose a picture."})
    _claim(session, viewer, found, edits)
    found.version.symbol = symbol


def set_place(
    session: Session, viewer: Viewer, found: Found, edits: int, place_id: int | None
) -> None:
    """Say whose words a first draft is: the whole area's, or one place's of the writer."""
    if found.statement.status is not StatementStatus.DRAFT:
        raise Conflict("These words belong to the same people as before.")
    area_id = found.statement.area_id
    mine = {hat.place_id for hat in viewer.hats if hat.area_id == area_id}
    if place_id is not None and place_id not in mine:
        raise Invalid({"answer": "Choose a place that you are part of."})
    policy.may_write.require(viewer, area_id, place_id)
    _claim(session, viewer, found, edits)
    if found.statement.place_id != place_id:
        _forget_sign_ups(session, found.version)  # they spoke for others than these
    found.statement.place_id = place_id


def set_lines(
    session: Session, viewer: Viewer, found: Found, edits: int, kind: LineKind, words: Sequence[str]
) -> None:
    """Change the lines of one kind. A line that stays keeps its row, and so what points at it."""
    wanted = list(dict.fromkeys(line for line in words if line))
    if kind in _NEEDED and not wanted:
        raise Invalid({"answer": "Write one line or more."})
    if len(wanted) > LINES_AT_MOST:
        raise Invalid({"answer": f"Write {LINES_AT_MOST} lines or fewer."})
    if any(len(line) > _LINE_MOST for line in wanted):
        raise Invalid({"answer": f"Use {_LINE_MOST} letters or fewer in each line."})
    _claim(session, viewer, found, edits)
    there = {line.words: line for line in session.scalars(_lines(found.version.id, kind))}
    for old in there.keys() - set(wanted):
        session.delete(there[old])
    for position, line in enumerate(wanted):
        if line in there:
            there[line].position = position
        else:
            row = StatementLine(
                version_id=found.version.id, kind=kind, words=line, position=position
            )
            session.add(row)
    if list(there) != wanted:
        _forget_sign_ups(session, found.version)


def set_writers(
    session: Session, viewer: Viewer, found: Found, edits: int, person_ids: Collection[int]
) -> None:
    """Say who wrote a draft: it asks them. Only people who use services, families, staff write."""
    able = can_write(session, viewer, found.statement, found.writers)
    if not person_ids:
        raise Invalid({"answer": "Choose one person or more."})
    if not set(person_ids) <= able.keys():
        raise Invalid({"answer": "Choose people from this list."})
    _claim(session, viewer, found, edits)
    session.execute(delete(Writer).where(Writer.version_id == found.version.id))
    for person_id in sorted(set(person_ids)):
        hat = able[person_id].kind
        session.add(Writer(version_id=found.version.id, person_id=person_id, hat=hat))


def take_my_name_off(session: Session, viewer: Viewer, found: Found) -> None:
    """Somebody named as a writer says that they are not. Theirs to say, also once it is agreed."""
    session.execute(
        delete(Writer).where(Writer.version_id == found.version.id, Writer.person_id == viewer.id)
    )


def drop(session: Session, viewer: Viewer, found: Found) -> None:
    """Throw a draft away. If it was the first, its statement goes with it."""
    policy.may_edit.require(viewer, found.statement, found.version, found.writers)
    for kind in (StatementLine, Writer, SignUp):
        session.execute(delete(kind).where(kind.version_id == found.version.id))
    session.delete(found.version)
    session.flush()
    if found.statement.status is StatementStatus.DRAFT:
        session.delete(found.statement)


def _claim(session: Session, viewer: Viewer, found: Found, edits: int) -> None:
    """Ask the rule, then take the draft as this writer saw it. Raises Stale, NotAllowed."""
    policy.may_edit.require(viewer, found.statement, found.version, found.writers)
    taken = session.execute(
        update(StatementVersion)
        .where(
            StatementVersion.id == found.version.id,
            StatementVersion.edits == edits,
            StatementVersion.agreed_on.is_(None),
        )
        .values(edits=StatementVersion.edits + 1)
        .returning(StatementVersion.id)
    ).first()
    if taken is None:
        raise Stale("Somebody else changed these words while you wrote. Nothing is lost.")


def _forget_sign_ups(session: Session, version: StatementVersion) -> None:
    """Nobody stands behind words that they have not read."""
    session.execute(delete(SignUp).where(SignUp.version_id == version.id))


def _write_down(
    session: Session, viewer: Viewer, statement: Statement, version: StatementVersion
) -> None:
    """Name whoever starts a draft as its writer, unless they only write down what others say."""
    person = can_write(session, viewer, statement).get(viewer.id)
    if person is not None:
        session.add(Writer(version_id=version.id, person_id=viewer.id, hat=person.kind))
    version.made_at = now()
    session.flush()


def _checked(name: str, value: str) -> str:
    if not value and name != "when_wrong":
        raise Invalid({"answer": "Write a few words."})
    if len(value) > _MOST[name]:
        raise Invalid({"answer": f"Use {_MOST[name]:,} letters or fewer."})
    count = len(value.split())
    if name == "wording" and count > WORDS_AT_MOST:
        raise Invalid({"answer": f"Use {WORDS_AT_MOST} words or fewer. Now it is {count}."})
    return value


def _newest(statement_id: int) -> Select[StatementVersion]:
    highest = select(func.max(StatementVersion.number)).where(
        StatementVersion.statement_id == statement_id
    )
    return select(StatementVersion).where(
        StatementVersion.statement_id == statement_id,
        StatementVersion.number == highest.scalar_subquery(),
    )


def _lines(version_id: int, *kinds: LineKind) -> Select[StatementLine]:
    lines = select(StatementLine).where(StatementLine.version_id == version_id)
    if kinds:
        lines = lines.where(StatementLine.kind.in_(kinds))
    return lines.order_by(StatementLine.position, StatementLine.id)
