"""What this noun puts on other pages: what was passed on, what was answered, and whose turn it is.

Its rows come with the issue's own statement, so that they cost the page nothing more.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import String, case, cast, func, literal_column
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.decided import HowDecided, Say
from coprod.first_page import FirstPage
from coprod.issues.labels import HAT
from coprod.issues.page import IssuePage
from coprod.issues.parts import ISSUE_ID, OF_OTHERS, part
from coprod.issues.words import AnswerSays
from coprod.pass_on import policy
from coprod.pass_on.models import AuthorSays, OutsideAnswer, OutsideNote, PassedOn
from coprod.pass_on.words import SAYS, TAG
from coprod.people import names
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.promises.answering import OVER

_BAR = literal_column("'|'", String)
OF_OTHERS.extend(
    (
        part(
            "passed_on",
            part_id=PassedOn.id,
            parent=PassedOn.by_id,
            one=PassedOn.body,
            two=PassedOn.reader,
            three=Person.name + _BAR + func.coalesce(cast(PassedOn.by_hat, String), ""),
            four=PassedOn.author_says,
            day=func.coalesce(PassedOn.sent_on, PassedOn.asked_on),
            other_day=PassedOn.ends_on,
            third_day=PassedOn.stopped_on,
            n=case((PassedOn.sent_on.is_not(None), 1), else_=0),
            m=PassedOn.promise_id,
        )
        .join_from(PassedOn, Person, Person.id == PassedOn.by_id)
        .where(PassedOn.issue_id == ISSUE_ID),
        part(
            "outside_answer",
            part_id=OutsideAnswer.id,
            parent=OutsideAnswer.passed_on_id,
            one=OutsideAnswer.says,
            two=OutsideAnswer.why,
            four=OutsideAnswer.name + literal_column("', '", String) + OutsideAnswer.role,
            day=OutsideAnswer.given_on,
        )
        .join_from(OutsideAnswer, PassedOn, PassedOn.id == OutsideAnswer.passed_on_id)
        .where(PassedOn.issue_id == ISSUE_ID),
        part(
            "outside_note",
            part_id=OutsideNote.id,
            parent=OutsideNote.passed_on_id,
            one=OutsideNote.why,
            three=Person.name + _BAR + func.coalesce(cast(OutsideNote.by_hat, String), ""),
            day=OutsideNote.on,
            n=case((OutsideNote.off, 1), else_=0),
        )
        .join_from(OutsideNote, PassedOn, PassedOn.id == OutsideNote.passed_on_id)
        .join(Person, Person.id == OutsideNote.by_id)
        .where(PassedOn.issue_id == ISSUE_ID),
    )
)


@dataclass(frozen=True, slots=True)
class FromOutside:
    """An answer from outside as the page shows it."""

    says: AnswerSays
    why: str
    who: str
    given_on: date
    card: HowDecided


@dataclass(frozen=True, slots=True)
class Taken:
    """Who took an answer off the page, or put it back, when, and how that was decided."""

    who: str
    on: date
    card: HowDecided


@dataclass(slots=True)
class Passed:
    """Something that was passed on, as the issue's page shows it."""

    id: int
    body: str
    reader: str
    who: str
    sent: bool
    on: date
    waits_for_author: bool
    refused: bool
    live: bool
    stopped: bool
    may_look_after: bool
    may_say: bool  # it is the viewer's own words
    promise_id: int | None
    card: HowDecided | None  # once it went
    answer: FromOutside | None = None
    off: Taken | None = None
    back: Taken | None = None

    @property
    def days(self) -> int:
        """How long there has been no answer."""
        return (today() - self.on).days


def passed_on(_session: Session, viewer: Viewer, page: IssuePage) -> dict[str, Any] | None:
    """What was passed on about an issue, and what came back."""
    sees = names.sees_names(viewer, page.area_id)
    found: dict[int, Passed] = {}
    for row in sorted(page.others, key=lambda row: (_ORDER.get(row.part, 9), row.part_id)):
        match row.part:
            case "passed_on":
                found[row.part_id] = _passed(row, page, viewer, sees)
            case "outside_answer":
                one = found[row.parent]
                one.answer = _answer(row, one)
            case "outside_note":
                one, taken = found[row.parent], _taken(row, _name(row.three, sees))
                one.off, one.back = (taken, None) if row.n else (None, taken)
    may_pass_on = page.status not in OVER and policy.may_pass_on(viewer, page, page.standing)
    if not found and not may_pass_on:
        return None
    return {
        "issue": page,
        "passed": [*found.values()],
        "says": SAYS,
        "tags": TAG,
        "may_pass_on": may_pass_on,
        "may_take_off": policy.moderates(viewer, page.area_id, page.standing),
    }


_ORDER = {"passed_on": 0, "outside_answer": 1, "outside_note": 2}


def _passed(row: Any, page: IssuePage, viewer: Viewer, sees: bool) -> Passed:
    says = AuthorSays(row.four) if row.four else None
    who = _name(row.three, sees)
    after = row.parent == viewer.id and viewer.belongs_to(page.area_id)
    return Passed(
        id=row.part_id,
        body=row.one,
        reader=row.two,
        who=who,
        sent=bool(row.n),
        on=row.day,
        waits_for_author=says is None and not page.published,
        refused=says is AuthorSays.NO,
        live=bool(row.other_day and row.other_day >= today()),
        stopped=row.third_day is not None,
        may_look_after=after or policy.moderates(viewer, page.area_id, page.standing),
        may_say=page.is_mine,
        promise_id=row.m,
        card=_went(page, who, row.day) if row.n else None,
    )


def _went(page: IssuePage, who: str, on: date) -> HowDecided:
    """The card of what was passed on. It tells neither what was written nor what the author says.

    Nobody learns that whoever said this said yes: it tells only when a yes is needed.
    """
    if page.published:
        asked = _("Everyone can read these words. So nobody has to be asked.")
    else:
        asked = _("The person who said this is asked. Their words go only with their yes.")
    return HowDecided.told(
        asked=asked,
        decided=f"{who}.",
        why=_("Some things only others can change. So we ask them."),
        on=on,
        had=_("People were told. The person who said this can say no, until an answer comes."),
    )


def _answer(row: Any, passed: Passed) -> FromOutside:
    card = HowDecided(
        asked=f"{passed.body}, {passed.reader}.",
        said=[f"{row.four}: {SAYS[row.one]}."],
        decided=_("They decided for themselves. What we do is still our own answer."),
        why=row.two,
        on=row.day,
        say=Say.INFORMATION,
        had=_("We asked somebody outside. They alone say what they do."),
    )
    return FromOutside(AnswerSays(row.one), row.two, row.four, row.day, card)


def _taken(row: Any, who: str) -> Taken:
    card = HowDecided.told(
        asked=_("Nobody was asked. The advocate looks after this page."),
        decided=f"{who}.",
        why=row.one,
        on=row.day,
        had=_("People were told why. The answer can be put back.")
        if row.n
        else _("People were told why. The answer can be read again."),
    )
    return Taken(who, row.day, card)


def _name(told: str, sees: bool) -> str:
    """A name with its hat, as far as this viewer sees it."""
    name, _bar, hat = told.rpartition("|")
    kind = HatKind(hat) if hat else None
    who = names.shown(sees, name, kind, in_their_job=True)
    return f"{name}, {HAT[kind]}" if kind and who == name else who


def see_all(_session: Session, _viewer: Viewer, _about: Any) -> dict[str, Any]:
    """The way to the list, from the list of all that is going on."""
    return {}


def your_turn(_session: Session, _viewer: Viewer, first: FirstPage) -> dict[str, Any] | None:
    """Words of this person's that are asked for, and letters of theirs that can go now."""
    rows = first.take(first.rows["letter"])
    return {"rows": rows} if rows else None
