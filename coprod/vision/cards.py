"""*How this was decided*, of the words of our good life: agreed, kept, put away, brought back.

Groups stand side by side and are never added up. From how many a group is told of, and in which
steps, is as everywhere: of 1 or 2 nothing is told of what they said, and under 8 is "a few".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from coprod.decided import HowDecided, Say
from coprod.people import names
from coprod.people.few import TOLD_FROM, many
from coprod.people.hats import Group, HatKind
from coprod.people.models import Person
from coprod.people.viewer import Viewer
from coprod.vision.labels import GROUPS, SAYS
from coprod.vision.models import Decision, SignUpSays, Statement, StatementDecision

_DECISIONS = (
    select(
        StatementDecision.decision,
        StatementDecision.why,
        StatementDecision.said,
        StatementDecision.on,
        names.name_in(Statement.area_id).label("by"),
    )
    .join(Statement, Statement.id == StatementDecision.statement_id)
    .outerjoin(Person, Person.id == StatementDecision.by_id)
    .where(
        StatementDecision.statement_id == bindparam("statement_id"),
        StatementDecision.number == bindparam("number"),
    )
    .order_by(StatementDecision.id)
)


@dataclass(frozen=True, slots=True)
class Decided:
    """All that was decided about one version, the oldest first: what, and its card."""

    all: Sequence[tuple[Decision, HowDecided]]

    @property
    def agreed(self) -> HowDecided | None:
        """How its words were agreed."""
        return next((card for what, card in reversed(self.all) if what is Decision.AGREED), None)

    def newest(self, *kinds: Decision) -> HowDecided | None:
        """The card of what was decided last, if it is of one of these kinds."""
        return next((card for what, card in self.all[-1:] if what in kinds), None)

    @property
    def has_more(self) -> bool:
        """Whether there is more than how it was agreed and what was decided last."""
        shown = (self.agreed, *(card for _what, card in self.all[-1:]))
        return any(card not in shown for _what, card in self.all)


def of(session: Session, viewer: Viewer, head: Any) -> Decided:
    """What was decided about a version; `head` is that of its `StatementView`."""
    asked = {"statement_id": head.id, "number": head.number, "areas": names.areas_of(viewer)}
    rows = session.execute(_DECISIONS, asked)
    return Decided([(row.decision, _CARD[row.decision](head, row)) for row in rows])


def _agreed(head: Any, row: Any) -> HowDecided:
    if head.place:
        asked = _("Everybody at %(place)s could sign up.", place=head.place)
    else:
        asked = _("Everybody who takes part in this area could sign up.")
    return HowDecided(
        asked=asked,
        said=_said(row.said),
        decided=_written_down(_("Those who signed up. No group can be left out."), row),
        why=_("Each of the 3 groups has to say “Yes”, or “Yes, but”."),
        note=_("At least half of the writers have to use services."),
        on=row.on,
    )


def _kept(_head: Any, row: Any) -> HowDecided:
    return HowDecided(
        asked=_("We asked people who use services, families, and staff."),
        said=[_("Each group wrote its own answer.")],
        decided=_written_down(_("The groups, together. The words stay as they are."), row),
        why=_("Each of the 3 groups has to answer first."),
        on=row.on,
        say=Say.NEGOTIATION,
    )


def _put_away(_head: Any, row: Any) -> HowDecided:
    return by_advocate(row, row.why)


def _brought_back(_head: Any, row: Any) -> HowDecided:
    return by_advocate(row, _("So that we look at these words again, together."))


def by_advocate(row: Any, why: str, asked: str = "") -> HowDecided:
    """The card of what the advocacy organisation decided; `by` is a name, where one may be seen."""
    who = names.shown(True, row.by, HatKind.ADVOCATE)
    return HowDecided.told(
        asked=asked or _("Nobody was asked. The advocate looks after this."),
        decided=_("%(who)s, for the advocacy organisation.", who=who),
        why=why,
        on=row.on,
    )


_CARD = {
    Decision.AGREED: _agreed,
    Decision.STILL_RIGHT: _kept,
    Decision.PUT_AWAY: _put_away,
    Decision.BROUGHT_BACK: _brought_back,
}


def _written_down(decided: str, row: Any) -> str:
    return decided + (" " + _("%(name)s wrote it down.", name=row.by) if row.by else "")


def _said(said: Mapping[str, Mapping[str, int]] | None) -> list[str]:
    """What each group said when the words were agreed, one line each."""
    if said is None:
        return [_("We did not keep what each group said that day.")]
    return [f"{GROUPS[group][0]}: {_of_group(said[group])}" for group in Group if said.get(group)]


def _of_group(said: Mapping[str, int]) -> str:
    if sum(said.values()) < TOLD_FROM:
        return str(_("a few signed up."))
    told = [
        _("%(many)s said “%(says)s”", many=many(said[says], _("a few")), says=SAYS[says][0])
        for says in SignUpSays
        if said.get(says)
    ]
    return f"{', '.join(told)}."
