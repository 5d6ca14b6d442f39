"""*How this was decided*, for two that were joined, left apart, or taken apart again.

A card tells no more than the log: whose no it was stays unsaid, and who an author is, the issue
says, for as long as it says so.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from coprod.decided import HowDecided, Say
from coprod.joining import log
from coprod.joining.models import Happened, Side


def card(
    rows: Sequence[Any],
    lines: Sequence[log.Line],
    authors: Mapping[Side, log.Author],
    *,
    sees: bool,
) -> HowDecided | None:
    """How the last thing in a log was decided. None while nothing is."""
    last = Happened(rows[-1].happened) if rows else None
    gone = {Side(row.side): row.why for row in rows if row.happened == Happened.DECIDED_FOR}
    match last:
        case Happened.JOINED:
            return _joined(lines, gone, authors, sees=sees)
        case Happened.APART if lines[-1].who:
            asked = any(row.happened == Happened.ASKED for row in rows)
            return _by_one(lines[-1], was_asked=asked)
        case Happened.APART:
            return _apart(lines[-1], gone)
        case Happened.UNDONE:
            return _undone(lines[-1])
    return None


def _joined(
    lines: Sequence[log.Line],
    gone: Mapping[Side, str],
    authors: Mapping[Side, log.Author],
    *,
    sees: bool,
) -> HowDecided:
    both_left = len(gone) > 1
    said = [lines[-1].words]
    decided = _("Both of them. One no is enough to leave two apart.")
    if len(gone) == 1:
        (here,) = set(Side) - set(gone)
        said = [_("%(who)s said yes.", who=log.who_said(authors[here], sees=sees))]
        decided = _("One of them. And the advocate, for somebody who has left.")
    elif gone:
        decided = _("The advocate. The people who said the two have left.")
    return HowDecided(
        asked=_("Nobody could be asked.") if both_left else _asked(),
        said=said,
        decided=decided,
        why=next((why for why in (*gone.values(), *(line.why for line in lines)) if why), ""),
        on=lines[-1].on,
        say=Say.INFORMATION if both_left else Say.NEGOTIATION,
        had=_told() if both_left else "",
    )


def _apart(line: log.Line, gone: Mapping[Side, str]) -> HowDecided:
    """Apart by a no, and nothing says whose; or by a rule, which says why."""
    both_left = len(gone) > 1
    decided, had = _("One no is enough to leave two apart."), _("Both could say no.")
    if line.why:
        decided, had = _("Nobody. A rule keeps them apart."), _told()
    elif both_left:
        decided, had = _("The advocate. The people who said the two have left."), _told()
    elif gone:
        decided = f"{decided} {_('The advocate spoke for somebody who has left.')}"
    return HowDecided(
        asked=_("Nobody could be asked.") if both_left else _asked(),
        said=[] if both_left else [line.words],
        decided=decided,
        why=line.why or next(iter(gone.values()), ""),
        on=line.on,
        say=Say.INFORMATION if line.why or both_left else Say.NEGOTIATION,
        had=had,
        note="" if line.why or gone else _("Nobody has to say why they say no."),
    )


def _by_one(line: log.Line, *, was_asked: bool) -> HowDecided:
    """An author or the advocate said that they are not the same, or stopped asking."""
    return HowDecided(
        asked=_asked() if was_asked else _("Nobody was asked yet."),
        said=[line.words],
        decided=f"{line.who}.",
        why=line.why,
        on=line.on,
        say=Say.CONSULTATION if was_asked else Say.INFORMATION,
        had="" if was_asked else _("People were told. Anybody can say it is the same again."),
    )


def _undone(line: log.Line) -> HowDecided:
    return HowDecided(
        asked=_("Nobody was asked. It takes one of them, or the advocate."),
        said=[line.words],
        decided=f"{line.who}.",
        why=line.why,
        on=line.on,
        say=Say.INFORMATION,
        had=_("People were told why. The two can be joined again."),
    )


def _asked() -> str:
    return str(_("The people who said the two."))


def _told() -> str:
    return str(_("People were told, with the reason."))
