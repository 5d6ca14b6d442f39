"""What a form sent, for the page that cannot use it: to send once more, and to read and copy.

Nothing is given back of what another site made a browser send, and never a passphrase.
"""

import sys
from collections.abc import Iterator
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from wtforms import HiddenField, PasswordField, StringField
from wtforms.fields.core import UnboundField

from coprod.forms import Form
from coprod.hidden import is_marked
from coprod.web import is_safe, sent_from_here

Pairs = list[tuple[str, str]]
_CHOSEN = frozenset({"who"})  # text to its form, but a person's number, chosen from a list
_OF_PEOPLE = frozenset({"photo", "voice"})


def again() -> Pairs:
    """Every field and its value, so that one button can send them all again."""
    return [(name, value) for name, value in _sent() if name != "csrf_token"]


def words() -> Pairs:
    """What somebody typed, with the question it answers."""
    forms = list(_forms_here())
    return [(label, text) for name, text in _sent() if (label := _asked(forms, name, text))]


def lost_files() -> str:
    """One sentence where photos, voices or files came too: those are not kept."""
    fields = {name for name, file in _came("files") if file.filename}
    if fields & _OF_PEOPLE:
        return str(_("Please add your photo or your voice again."))
    return str(_("Please add your file again.")) if fields else ""


def _came(part: str) -> list[tuple[str, Any]]:
    if is_safe(request) or not sent_from_here(request):
        return []
    try:
        return list(getattr(request, part).items(multi=True))
    except HTTPException:  # too much to read
        return []


def _sent() -> Pairs:
    pairs = _came("form")
    return [(name, value) for name, value in pairs if "passphrase" not in name.lower()]


def _asked(forms: list[type[Form]], name: str, text: str) -> str:
    """The question that these words answer. Nothing if nobody typed them, or they are blank."""
    fields = [
        field for form in forms if isinstance(field := getattr(form, name, None), UnboundField)
    ]
    typed = [field for field in fields if _is_text(field)]
    # A field that no form has while nothing is asked, such as a line for each person of a team.
    guessed = not fields and " " in text.strip()
    if not text.strip() or name in _CHOSEN or not (typed or guessed):
        return ""
    labels = {_label(field) for field in typed}
    return labels.pop() if len(labels) == 1 else _("Your words")


def _forms_here() -> Iterator[type[Form]]:
    """The forms of the package whose page was sent to; all of them if it was nobody's page."""
    view = current_app.view_functions.get(request.endpoint or "")
    hidden = is_marked(request.endpoint)  # its questions would say that it is there
    package = view.__module__.rpartition(".")[0] if view and not hidden else ""
    here = (
        form
        for form in _below(Form)
        if form.__module__.rpartition(".")[0] == package or not package
    )
    return (form for form in here if not _is_of_one_page(form))


def _below(form: type[Form]) -> Iterator[type[Form]]:
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


def _is_of_one_page(form: type[Form]) -> bool:
    """Whether it was made for a page of somebody's: its labels may be the names of their team."""
    return getattr(sys.modules[form.__module__], form.__name__, None) is not form


def _is_text(field: Any) -> bool:
    kind = field.field_class
    return issubclass(kind, StringField) and not issubclass(kind, HiddenField | PasswordField)


def _label(field: Any) -> str:
    return str(next(iter(field.args), "") or field.kwargs.get("label", "")) or _("Your words")
