"""Words carried through the door in the page itself, where no row can or may keep them.

Somebody signed out in another window before they sent; or the form's address alone would tell who
said something unnamed. The page that asks them to sign in holds what they sent, and the page
after it gives it back with one button. Nothing is stored on the way.
"""

import json
from dataclasses import dataclass

from flask import Response, request

from coprod.seal import new_token
from coprod.sign_in import demo_queries
from coprod.sign_in.browsers import local
from coprod.sign_in.forms import SignInForm
from coprod.text import shorten
from coprod.web import reading, sent_from_here, show, wants_partial

_NOT_WORDS = frozenset({"csrf_token", "once"})


@dataclass(frozen=True, slots=True)
class Carried:
    """A form that could not be sent: where to, and every field."""

    to: str
    fields: tuple[tuple[str, str], ...]

    @property
    def packed(self) -> str:
        """All of it in one hidden field, so that no name in it is mistaken for the door's own."""
        return json.dumps([self.to, self.fields])

    @property
    def starts(self) -> str:
        """How the longest answer begins, to know it by."""
        return shorten(max((text for _name, text in self.fields), key=len))


def sent() -> Carried | None:
    """What this request sent, if there are words in it and a page of this site sent it."""
    if not request.form or not sent_from_here(request) or wants_partial():
        return None
    pairs = request.form.items(multi=True)
    return _worth_it(
        request.path,
        [pair for pair in pairs if pair[0] not in _NOT_WORDS and "passphrase" not in pair[0]],
    )


def brought() -> Carried | None:
    """What the door's own form brings along from the page before it."""
    try:
        to, fields = json.loads(request.form.get("carried", ""))
        return _worth_it(local(str(to)), [(str(name), str(text)) for name, text in fields])
    except (ValueError, TypeError, RecursionError):
        return None


def door(form: SignInForm, carried: Carried | None, status: int = 200) -> Response:
    """The page to sign in on."""
    return show(
        "sign_in/page.html",
        status=status,
        form=form,
        onward=local(request.values.get("next")),
        demo=demo_queries.there_is_a_demo(reading()),
        carried=carried,
    )


def give_back(carried: Carried) -> Response:
    """The page after signing in: the words, and one button to send them now."""
    return show("sign_in/given_back.html", carried=carried, once=new_token())


def _worth_it(to: str, fields: list[tuple[str, str]]) -> Carried | None:
    words = any(text.strip() for _name, text in fields)
    return Carried(to, tuple(fields)) if to and words else None
