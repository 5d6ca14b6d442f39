"""Forms that save themselves while somebody types: what was typed is there when they come back.

Their template says `ui.saves_itself(address)` inside the form; `address` is where the form is sent.
"""

from flask import request
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField

from coprod.drafts import services
from coprod.forms import Form
from coprod.sign_in.door import viewer
from coprod.web import reading, session

_TYPED = (SelectField, StringField)
_OF_THIS_VISIT = frozenset({"then"})  # where to go next is asked for by the link that led here


def fill(form: Form, address: str = "") -> None:
    """Put back what the viewer typed into this form and did not send. A form that is sent has it.

    Ticks come back too, on or off: one may say who reads the words. What marks the version they
    saw comes back with them, so that nobody else's change is lost.
    """
    if request.method != "GET" or not viewer():
        return
    kept = services.kept(reading(), viewer().id, address or request.path)
    for field in form if kept else ():
        texts = kept.get(field.name, [])
        if isinstance(field, BooleanField):
            field.data = any(texts)  # a browser sends nothing of a tick that was taken away
        elif isinstance(field, SelectMultipleField):
            field.data = texts
        elif texts and isinstance(field, _TYPED) and field.name not in _OF_THIS_VISIT:
            field.data = texts[0]


def sent() -> None:
    """Let go of what was typed into the form that came just now. The caller commits."""
    services.let_go(session(), viewer().id, request.path)
