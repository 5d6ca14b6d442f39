"""Pressing a button twice: routes ask here before a change and say here where its answer is."""

from flask import Response

from coprod import once
from coprod.forms import Form
from coprod.sign_in.door import viewer
from coprod.web import go, session


def pressed_before(form: Form) -> Response | None:
    """The answer to the first press of this form, if this is not the first."""
    went_to = once.first_press(session(), viewer().id, form.secret)
    return None if went_to is None else go(went_to)


def answer_is_at(form: Form, url: str) -> None:
    """Say where the answer to this press is, before the commit."""
    once.answered(session(), viewer().id, form.secret, url)
