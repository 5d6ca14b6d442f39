"""*Is it really better?* on paper: sheets that an advocate prints and hands out, each good once.

A link that many share could be answered by one person a hundred times, and a sheet on a wall is
such a link. So every copy has a code of its own. It works once, for 60 days, for the claim that it
was printed for. Of a code only a mark is kept, and nothing once it was used: no row says which
copy said what, or who had it.

An answer on a sheet has the hat that the sheet was printed for, people who use services or
families: the advocate gives it from hand to hand, and knows whom. It counts as any other, but it
is better only if those who answered by a link of their own say so too (coprod/issues/better.py):
staff may not say "better", and could pick up a pile of paper. Sheets can open it again: that harms
nobody.

Only an advocate whom the place does not pay makes them, and everybody can read who printed how
many. There are no more answers on paper for each group than people use services at the places of
the issue, and twice as many copies at most, for those that get lost. That number is known to all;
how many said me too is not, and no page tells it by refusing one copy more.

Who is asked by a link of their own and is signed in answers there: one voice each. Who is not
signed in could answer twice. Only asking for names could stop that, and that would cost more.
"""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotFound
from coprod.issues import held, queries
from coprod.issues.models import Issue
from coprod.issues.policy import Standing
from coprod.issues.words import BetterSays
from coprod.people.hats import HatKind
from coprod.people.models import Place
from coprod.people.viewer import Viewer
from coprod.promises import asking, policy, unnamed
from coprod.promises.due import IS_IT_DONE
from coprod.promises.models import Ask, BetterSheet, SheetCopy
from coprod.seal import mark

FOR = (HatKind.USES_SERVICES, HatKind.FAMILY)
LASTS = timedelta(days=60)
AT_ONCE = 50
PRINTINGS = 10  # about one claim: its page shows each of them
NO_MORE = "No more sheets for them can be printed about this."
NO_CODE = "This code does not work. It may have been used. Please ask for a new sheet."
OWN_PAGE = "You have this question in My things. Please answer it there."
ENOUGH = "As many sheets were answered as there are people. No more of them count."
NOT_DONE = "Nobody says that this is done now. So there is nothing to ask."
NOT_YET = "It is too early. People are asked 4 weeks after it was done."
_ABC = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else
_LETTERS = 10  # of a code: 49 bits, and guessing is slowed down
_FEW = 10  # people, where no place shows how many there are


def claim_of(session: Session, issue: Issue) -> Ask | None:
    """The first question of the claim that stands, with its day and its time. None without one."""
    if issue.status not in IS_IT_DONE:
        return None
    first = select(Ask).where(Ask.issue_id == issue.id, Ask.time == 1, Ask.sheet_id.is_(None))
    return session.scalars(first.order_by(Ask.claimed_at.desc(), Ask.due_on).limit(1)).first()


def make(
    session: Session, viewer: Viewer, issue: Issue, standing: Standing, hat: HatKind, many: int
) -> BetterSheet:
    """Make so many sheets for a group. `codes` says what is on them.

    Raises Conflict where nothing is asked, or not yet, and Invalid for more than there may be.
    """
    policy.may_hand_out.require(viewer, issue, standing)
    issue = asking.hold(session, issue.id)
    claim = claim_of(session, issue)
    if claim is None or claim.due_on > today():
        raise Conflict(NOT_YET if claim else NOT_DONE)
    of_claim = BetterSheet.issue_id == issue.id, BetterSheet.claimed_at == claim.claimed_at
    before = session.execute(select(BetterSheet.hat, BetterSheet.many).where(*of_claim)).all()
    printed = sum(row.many for row in before if row.hat is hat)
    left = 2 * _people(session, standing.places) - printed
    if left < 1 or len(before) >= PRINTINGS:
        raise Invalid({"many": NO_MORE})
    most = min(left, AT_ONCE)
    if not 1 <= many <= most:
        raise Invalid({"many": f"Write a number from 1 to {most}."})
    sheet = BetterSheet(
        issue_id=issue.id,
        claimed_at=claim.claimed_at,
        hat=hat,
        many=many,
        by_id=viewer.id,
        by_hat=viewer.hat_in(issue.area_id),
        on=today(),
        ends_on=today() + LASTS,
    )
    session.add(sheet)
    session.flush()
    for code in codes(session, sheet):
        session.add(SheetCopy(sheet_id=sheet.id, mark=_mark(session, code)))
    session.flush()
    return sheet


def codes(session: Session, sheet: BetterSheet) -> list[str]:
    """What is printed on each copy. Only the site, with its key, can say it again."""
    # What it is about is in the mark: after a restore an id may come again, and its codes must not.
    of_sheet = ("sheet code", sheet.id, sheet.issue_id, sheet.on.isoformat())
    return [_code(mark(session, *of_sheet, n)) for n in range(sheet.many)]


def stop(session: Session, viewer: Viewer, issue: Issue, standing: Standing) -> None:
    """End every code that was not used. Again changes nothing."""
    policy.may_hand_out.require(viewer, issue, standing)
    of_issue = select(BetterSheet.id).where(BetterSheet.issue_id == issue.id)
    session.execute(delete(SheetCopy).where(SheetCopy.sheet_id.in_(of_issue)))


def by_code(session: Session, viewer: Viewer, code: str) -> BetterSheet:
    """The sheet that a code is on. Raises NotFound, the same for used, old and never-made codes.

    Raises Conflict to somebody who is asked by a link of their own, and NotAllowed to staff.
    """
    claim = select(func.max(Ask.claimed_at)).where(Ask.issue_id == BetterSheet.issue_id)
    sheet = session.scalar(
        select(BetterSheet)
        .join(SheetCopy, SheetCopy.sheet_id == BetterSheet.id)
        .join(Issue, Issue.id == BetterSheet.issue_id)
        .where(
            SheetCopy.mark == _mark(session, code),
            BetterSheet.ends_on >= today(),
            BetterSheet.claimed_at == claim.correlate(BetterSheet).scalar_subquery(),
            Issue.taken_back_on.is_(None),
        )
    )
    if sheet is None:
        raise NotFound(NO_CODE)
    if viewer:
        issue = session.get_one(Issue, sheet.issue_id)
        policy.may_use_link.require(viewer, issue, is_theirs=False)
        theirs = unnamed.asked(viewer.id, held.issues_of(session, viewer.id), Ask)
        of_claim = Ask.issue_id == issue.id, Ask.claimed_at == sheet.claimed_at
        if session.scalar(select(exists().where(*of_claim, theirs))):
            raise Conflict(OWN_PAGE)
    return sheet


def answer(
    session: Session, viewer: Viewer, code: str, says: BetterSays, *, on: date | None = None
) -> None:
    """Take the answer of a sheet and end its code. Whoever is second, however close, finds none.

    Raises Conflict when it is not asked now, or as many have answered as there are people.
    """
    on = on or today()
    sheet = by_code(session, viewer, code)
    issue = asking.hold(session, sheet.issue_id)
    if sentence := asking.not_asked_now(issue):
        raise Conflict(sentence)
    used = delete(SheetCopy).where(SheetCopy.mark == _mark(session, code)).returning(SheetCopy.id)
    if session.scalar(used, execution_options={"synchronize_session": False}) is None:
        raise NotFound(NO_CODE)
    if _answered(session, sheet) >= _people(session, queries.standing(session, issue.id).places):
        raise Conflict(ENOUGH)
    session.add(
        Ask(
            issue_id=issue.id,
            sheet_id=sheet.id,
            hat=sheet.hat,
            due_on=on,
            says=says,
            answered_on=on,
            claimed_at=sheet.claimed_at,
        )
    )
    asking.weigh(session, issue, on)


def _answered(session: Session, sheet: BetterSheet) -> int:
    """How many of this group answered on paper about this claim."""
    on_paper = Ask.issue_id == sheet.issue_id, Ask.sheet_id.is_not(None), Ask.hat == sheet.hat
    found = select(func.count()).where(*on_paper, Ask.claimed_at == sheet.claimed_at)
    return int(session.scalar(found) or 0)


def _people(session: Session, places: Collection[int]) -> int:
    """How many people use services at these places; a few where nothing says so."""
    many = select(func.sum(Place.uses_services)).where(Place.id.in_(places))
    return int(session.scalar(many) or 0) or _FEW


def _code(sealed: str) -> str:
    """A mark as letters that are easy to read and to type, in two parts."""
    number, letters = int(sealed, 16), ""
    for _ in range(_LETTERS):
        number, at = divmod(number, len(_ABC))
        letters += _ABC[at]
    return typed(letters)


def typed(code: str) -> str:
    """A code as it is printed, however it was typed. Nothing where it cannot be one."""
    letters = _letters(code)
    return f"{letters[:5]}-{letters[5:]}" if len(letters) == _LETTERS else ""


def _letters(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter in _ABC)


def _mark(session: Session, code: str) -> str:
    return mark(session, "sheet", _letters(code))
