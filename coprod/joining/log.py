"""How the log of a joining reads. Who an author is, the issue says, for as long as it says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from coprod.issues.labels import HAT
from coprod.joining.models import Happened, Side
from coprod.people import names
from coprod.people.hats import HatKind

Author = tuple[str | None, HatKind | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what happened, by whom, why, and when."""

    words: str
    why: str
    on: date
    who: str = ""  # empty where both did it, or where it stays unsaid


def who_said(author: Author, *, sees: bool) -> str:
    """Whose words they are, as the page may show it."""
    name, hat = author
    if name is None:
        return str(_("The person who said it"))
    return names.shown(sees, name, hat)


def told(rows: Iterable[Any], authors: Mapping[Side, Author], *, sees: bool) -> list[Line]:
    """The lines of a log. Rows have happened, side, why, on, by_hat and name.

    Who asked is told once they are joined, whoever it was. An author who asks says yes by it: if
    the page named them, or hid nobody but authors, it would tell whose no it was.
    """
    rows = list(rows)
    decided = any(row.happened == Happened.DECIDED_FOR for row in rows)
    joined = any(row.happened == Happened.JOINED for row in rows)
    found = []
    for row in rows:
        unsaid = row.happened == Happened.ASKED and not joined
        who = str(_("Somebody")) if unsaid else _who(row, authors, sees=sees)
        both = row.happened == Happened.JOINED
        words = _joined(authors, decided, sees=sees) if both else _words(row, who)
        found.append(Line(words, row.why, row.on, who))
    return found


_BY: dict[Happened, Any] = {
    Happened.SUGGESTED: lazy_gettext("%(who)s said that they are the same."),
    Happened.ASKED: lazy_gettext("%(who)s asked to join them."),
    Happened.DECIDED_FOR: lazy_gettext("%(who)s decided for somebody who has left."),
    Happened.APART: lazy_gettext("%(who)s said that they are not the same."),
    Happened.UNDONE: lazy_gettext("%(who)s undid it. They stand alone again."),
}


def _words(row: Any, who: str) -> str:
    if not who:  # whose no it was stays unsaid
        return str(_("We asked. They stay apart, and that is fine."))
    return str(_BY[Happened(row.happened)]) % {"who": who}


def _joined(authors: Mapping[Side, Author], decided: bool, *, sees: bool) -> str:
    both = {who_said(author, sees=sees) for author in authors.values()}
    if decided:
        return str(_("They are joined now."))
    if len(both) == 1 or not all(name for name, _hat in authors.values()):
        return str(_("The people who said them both said yes."))
    one, two = sorted(both)
    return str(_("%(one)s and %(two)s said yes.", one=one, two=two))


def _who(row: Any, authors: Mapping[Side, Author], *, sees: bool) -> str:
    if row.name:
        hat = HatKind(row.by_hat) if row.by_hat else None
        who = names.shown(sees, row.name, hat, in_their_job=True)
        return f"{who} ({HAT[hat]})" if hat and who == row.name else who
    return who_said(authors[Side(row.side)], sees=sees) if row.side else ""
