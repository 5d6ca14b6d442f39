"""Pressing a button twice: routes ask here before a change and say here where its answer is."""

from flask import Response

from coprod import once
from coprod.forms import Form
from coprod.sign_in.door import viewer
from coprod.web import go, session


def pressed_before(form: Form, *, anybody: bool = False) -> Response | None:
    """The answer to the first press of this form, if this is not the first.

    `anybody`: the first press starts a new sign-in, so a second one on its heels comes with the
    old one and is nobody's. The form's secret alone knows it again.
    """
    went_to = once.first_press(session(), _whose(anybody), form.secret)
    return None if went_to is None else go(went_to)


def answer_is_at(form: Form, url: str, *, anybody: bool = False) -> None:
    """Say where the answer to this press is, before the commit."""
    once.answered(session(), _whose(anybody), form.secret, url)


def _whose(anybody: bool) -> int:
    return 0 if anybody else viewer().id
