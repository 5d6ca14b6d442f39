"""Words carried through the door in the page itself, where no row can or may keep them.

Somebody signed out in another window before they sent; or the form's address alone would tell who
said something unnamed. The page that asks them to sign in holds what they sent, and the page
after it gives it back with one button. Nothing is stored on the way. Whoever signs in as somebody
else, on a device that is shared, is never given it.
"""

import json
from dataclasses import dataclass, replace

from flask import Response, request

from coprod.seal import mark, new_token, same
from coprod.shown import readable
from coprod.sign_in import demo_queries
from coprod.sign_in.forms import SignInForm
from coprod.text import shorten
from coprod.ways import local
from coprod.web import reading, sent_from_here, show, wants_partial

_NOT_WORDS = frozenset({"csrf_token", "once"})


@dataclass(frozen=True, slots=True)
class Carried:
    """A form that could not be sent: where to, every field, and the mark of who sent it."""

    to: str
    fields: tuple[tuple[str, str], ...]
    sender: str = ""  # nothing, once a sign-out has left no row that says who it was

    @property
    def packed(self) -> str:
        """All of it in one hidden field, so that no name in it is mistaken for the door's own."""
        return json.dumps([self.to, self.fields, self.sender])

    @property
    def starts(self) -> str:
        """How the longest answer begins, to know it by."""
        return shorten(max(readable(self.fields), key=len))


def sent(person_id: int | None) -> Carried | None:
    """What this request sent, if there are words in it and a page of this site sent it.

    `person_id` is whose sign-in it was that ended, as far as it can be known.
    """
    if not request.form or not sent_from_here(request) or wants_partial():
        return None
    pairs = request.form.items(multi=True)
    found = _worth_it(
        request.path,
        [pair for pair in pairs if pair[0] not in _NOT_WORDS and "passphrase" not in pair[0]],
    )
    return replace(found, sender=_mark(found, person_id)) if found and person_id else found


def brought() -> Carried | None:
    """What the door's own form brings along from the page before it."""
    try:
        to, fields, sender = json.loads(request.form.get("carried", ""))
        pairs = [(str(name), str(text)) for name, text in fields]
        return _worth_it(local(str(to)), pairs, str(sender))
    except (ValueError, TypeError, RecursionError):
        return None


def of(carried: Carried | None, person_id: int) -> Carried | None:
    """What is given back to this person: nothing that somebody else sent."""
    if carried and carried.sender and not same(carried.sender, _mark(carried, person_id)):
        return None
    return carried


def door(form: SignInForm, carried: Carried | None, status: int = 200) -> Response:
    """The page to sign in on."""
    return show(
        "sign_in/page.html",
        status=status,
        form=form,
        onward=local(request.values.get("next")),
        demo=demo_queries.there_is_a_demo(reading()),
        carried=carried,
        late="late" in request.args,
    )


def give_back(carried: Carried) -> Response:
    """The page after signing in: the words, and one button to send them now."""
    return show("sign_in/given_back.html", carried=carried, once=new_token())


def _worth_it(to: str, fields: list[tuple[str, str]], sender: str = "") -> Carried | None:
    return Carried(to, tuple(fields), sender) if to and readable(fields) else None


def _mark(carried: Carried, person_id: int) -> str:
    """Of the words too, so that no page shows twice the same mark of one person."""
    return mark(reading(), "carried", person_id, carried.to, json.dumps(carried.fields))
