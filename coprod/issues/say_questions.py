"""What each question of *Say something* offers, and how what was said reads on the check page."""

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from coprod.decided import Say as HowMuch
from coprod.issues import held, say_forms, say_policy, say_queries
from coprod.issues.labels import KIND
from coprod.issues.lane_words import is_thanks, sounds_like_a_right
from coprod.issues.said import SPOKEN_SYMBOL, Say
from coprod.issues.say_drafts import fields
from coprod.issues.words import IssueKind, SaidAs
from coprod.people import queries as people
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.vision import queries as vision

FORMS: dict[str, type[say_forms.Question]] = {
    "place": say_forms.Place,
    "kind": say_forms.Kind,
    "how": say_forms.How,
    "helper": say_forms.Helper,
    "seen": say_forms.Seen,
    "statement": say_forms.Statement,
    "picture": say_forms.Picture,
    "photo": say_forms.Photo,
    "voice": say_forms.Voice,
    "name": say_forms.Name,
    "readers": say_forms.Readers,
    "much": say_forms.Much,
}
AFTERWARDS = ("place", "kind", "how", "statement", "picture")
"""Asked one by one when it is sent. Who sees what is settled before: it cannot be unseen."""
LANE = "lane"  # on a page of its own: lane_routes.py

Items = list[tuple[Any, ...]]  # value, label, picture, and a hint

HOW: Items = [
    (SaidAs.OWN_WORDS, _("My own words"), "write"),
    (SaidAs.HELP_TO_TYPE, _("With help to type"), "help"),
    (SaidAs.SAID_ALOUD, _("I said it out loud. Somebody wrote it."), "microphone"),
    (SaidAs.WHAT_WE_SEE, _("It is what we see"), "eye", _("For a person who uses few words.")),
    (SaidAs.FAMILY_VIEW, _("It is my view as family"), "family"),
]
_KINDS: Items = [
    (IssueKind.PROBLEM, KIND[IssueKind.PROBLEM], "problem"),
    (IssueKind.IDEA, KIND[IssueKind.IDEA], "idea"),
    (IssueKind.THANKS, KIND[IssueKind.THANKS], "thanks"),
    (IssueKind.WHAT_WE_SEE, KIND[IssueKind.WHAT_WE_SEE], "eye"),
]
PICTURES: dict[str, Any] = {
    "house": _("Home"),
    "door": _("Door"),
    "food": _("Food"),
    "mug": _("Tea and cafe"),
    "out-and-about": _("Getting about"),
    "money": _("Money"),
    "medicine": _("Medicine"),
    "phone": _("Phone"),
    "friends": _("Friends"),
    "staff": _("Staff"),
    "key": _("Key"),
    "fix": _("Something to mend"),
}
_PICTURED: dict[str, Any] = PICTURES | {SPOKEN_SYMBOL: _("Microphone")}
_NAMES: Items = [
    ("shown", _("Show my name"), "person"),
    ("held", _("Hold my name back"), "lock", _("Nobody sees your name. They may still guess.")),
]
_PROMISES = _("If somebody promises something about it, anyone can read the promise.")
_READERS: Items = [
    ("here", _("People in the groups here"), "people", _PROMISES),
    ("anyone", _("Anyone"), "news", _("Also people who are not signed in.")),
]
_MUCH: Items = [
    (say_forms.ASKS_NOTHING, _("I do not ask people anything"), "no"),
    (HowMuch.INFORMATION, _("I tell them. It is decided already."), "news"),
    (HowMuch.CONSULTATION, _("I ask them. Somebody else decides, and tells them why."), "talk"),
    (HowMuch.NEGOTIATION, _("We work it out together. Nobody decides alone."), "people"),
    (HowMuch.DECIDING, _("They decide. It happens as they say."), "vote"),
]


def ask(session: Session, viewer: Viewer, said: Say, name: str) -> tuple[say_forms.Question, Items]:
    """The form of a question, filled in as things are, and what can be chosen."""
    filled: dict[str, Any] = {
        key: texts if key in {"place", "statement"} else next(iter(texts), "")
        for key, texts in fields(said).items()
    }
    filled["picture"] = said.symbol or say_forms.NO_PICTURE
    items = _items(session, viewer, said, name)
    for file in ("photo", "voice"):
        filled.pop(file)
    form = FORMS[name](data=filled)
    form.offer([(item[0], item[1]) for item in items])
    return form, items


def _items(session: Session, viewer: Viewer, said: Say, name: str) -> Items:
    match name:
        case "place":
            rows = people.places_in(session, said.area_id)
            return [(str(row.id), row.name, row.picture, row.kind) for row in rows]
        case "statement":
            shorts = vision.choices(session, said.area_id)
            return [(str(row.statement_id), row.short, row.symbol, row.principle) for row in shorts]
        case "helper":
            return [(str(row.id), row.name) for row in say_queries.helpers(session, viewer)]
        case "how":
            is_family = viewer.wears_in(said.area_id, HatKind.FAMILY)
            return [item for item in HOW if is_family or item[0] != SaidAs.FAMILY_VIEW]
        case "picture":
            nothing = (say_forms.NO_PICTURE, _("No picture"))
            return [nothing, *((key, label, key) for key, label in PICTURES.items())]
    items = {"kind": _KINDS, "name": _NAMES, "readers": _READERS, "much": _MUCH}
    return items.get(name, [])


def summary(session: Session, viewer: Viewer, said: Say) -> list[tuple[str, Any, Any]]:
    """What was said besides the words: (question, what it is called, the answer in words)."""
    places = {row.id: row.name for row in people.places_in(session, said.area_id)}
    shorts = {row.statement_id: row.short for row in vision.choices(session, said.area_id)}
    named = [places[one] for one in said.place_ids if one in places]
    parts = [shorts[one] for one in said.statement_ids if one in shorts]
    kinds = {item[0]: item[1] for item in _KINDS}
    ways = {item[0]: item[1] for item in HOW}
    much = {item[0]: item[1] for item in _MUCH}[said.how_much or say_forms.ASKS_NOTHING]
    rows = [
        ("place", _("Place"), ", ".join(named) or _("No place")),
        ("kind", _("Sort"), kinds[said.kind]),
        ("how", _("How it was said"), ways[said.said_as]),
        ("statement", _("Part of our good life"), " ".join(parts) or _("Not chosen")),
        ("picture", _("Picture"), _PICTURED.get(said.symbol, _("No picture"))),
        ("photo", _("Photo"), said.shows or (_("1 photo") if said.photo_id else _("No photo"))),
        ("voice", _("Recording"), _("1 recording") if said.sound_id else _("No recording")),
        ("name", _("Your name"), _("Held back") if said.name_held else viewer.name),
        ("readers", _("Who may read it"), _READERS[1 if said.published else 0][1]),
        ("much", _("How much say people have"), much),
    ]
    asks = say_policy.may_ask_people(viewer, said.area_id, said.name_held)
    return rows if asks else rows[:-1]


def afterwards(viewer: Viewer, said: Say, *, lane: bool = True) -> tuple[str, ...]:
    """What is asked about these words, in order: a right first, and of a thank you no lane."""
    asks = say_policy.may_ask_people(viewer, said.area_id, said.name_held)
    last = (*AFTERWARDS[2:], "much") if asks else AFTERWARDS[2:]
    if not lane or said.kind is IssueKind.THANKS or is_thanks(said.words):
        return (*AFTERWARDS[:2], *last)
    if sounds_like_a_right(said.words):
        return (LANE, *AFTERWARDS[:2], *last)
    return (*AFTERWARDS[:2], LANE, *last)


def left_out(session: Session, said: Say) -> list[str]:
    """The places that are too small to be named beside a name held back."""
    if not said.name_held:
        return []
    big = held.places_to_show(session, said.place_ids)
    rows = people.places_in(session, said.area_id)
    return [row.name for row in rows if row.id in said.place_ids and row.id not in big]
