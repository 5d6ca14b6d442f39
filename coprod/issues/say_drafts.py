"""What somebody is about to say, kept on the server until it is sent.

The words are kept under the address of the first page, where they also save themselves while
they are typed; everything chosen besides is kept under the address of the second.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from coprod import once
from coprod.decided import Say as HowMuch
from coprod.drafts import services as drafts
from coprod.issues import say_services
from coprod.issues.said import Say
from coprod.issues.words import IssueKind, SaidAs
from coprod.people.viewer import Viewer
from coprod.seal import new_token
from coprod.shown import shown_mark
from coprod.text import whole_number

WORDS = "/say"
CHOICES = "/say/check"


def kept(session: Session, viewer: Viewer, area_id: int) -> Say:
    """What is kept so far, on top of what is filled in for everybody."""
    words = drafts.kept(session, viewer.id, WORDS)
    said = replace(
        say_services.start(viewer, area_id),
        words="".join(words.get("words", [])),
        page_secret="".join(words.get(drafts.TYPED_ON, [])),
    )
    chosen = drafts.kept(session, viewer.id, CHOICES)
    return _chosen(said, chosen) if chosen else said


def keep(session: Session, viewer: Viewer, said: Say) -> None:
    """Keep everything, in place of what was kept before."""
    words = {"words": [said.words], drafts.TYPED_ON: [said.page_secret]}
    drafts.keep(session, viewer.id, WORDS, _Fields(words))
    drafts.keep(session, viewer.id, CHOICES, _Fields(fields(said)))


def typed_on(session: Session, viewer: Viewer, secret: str) -> str:
    """The secret of the page that the words came from. A new one if that page was sent before."""
    return new_token() if once.was_pressed(session, viewer.id, secret) else secret


def let_go(session: Session, viewer: Viewer, said: Say) -> None:
    """It was sent: no row is left that ties the words to the person.

    Nor does a page make one that still has the words, wherever it is open.
    """
    drafts.let_go_under(session, viewer.id, WORDS)
    if said.page_secret:
        once.first_press(session, viewer.id, said.page_secret)


def seen(said: Say) -> str:
    """A mark of everything that is about to be sent."""
    return shown_mark([said.words, fields(said)])


def fields(said: Say) -> dict[str, list[str]]:
    """Every choice as a form sends it."""
    return {
        "place": [*map(str, said.place_ids)],
        "kind": [said.kind],
        "how": [said.said_as],
        "helper": [str(said.helper_id or "")],
        "means": [said.means],
        "agrees": [said.agrees],
        "statement": [*map(str, said.statement_ids)],
        "picture": [said.symbol],
        "photo": [str(said.photo_id or "")],
        "shows": [said.shows],
        "voice": [str(said.sound_id or "")],
        "name": ["held" if said.name_held else "shown"],
        "readers": ["anyone" if said.published else "here"],
        "much": [said.how_much or ""],
    }


class _Fields(dict[str, list[str]]):
    """Kept as a form sends it."""

    def lists(self) -> Any:
        return self.items()


def _chosen(said: Say, fields: dict[str, list[str]]) -> Say:
    one = {name: texts[0] if texts else "" for name, texts in fields.items()}
    return replace(
        said,
        place_ids=_ids(fields.get("place", [])),
        kind=next((kind for kind in IssueKind if kind == one.get("kind")), said.kind),
        said_as=next((how for how in SaidAs if how == one.get("how")), said.said_as),
        helper_id=next(iter(_ids([one.get("helper", "")])), None),
        means=one.get("means", ""),
        agrees=one.get("agrees", ""),
        statement_ids=_ids(fields.get("statement", [])),
        symbol=one.get("picture", ""),
        photo_id=next(iter(_ids([one.get("photo", "")])), None),
        shows=one.get("shows", ""),
        sound_id=next(iter(_ids([one.get("voice", "")])), None),
        name_held=one.get("name") == "held",
        published=one.get("readers") == "anyone",
        how_much=next((much for much in HowMuch if much == one.get("much")), None),
    )


def _ids(texts: list[str]) -> tuple[int, ...]:
    return tuple(found for found in map(whole_number, texts) if found is not None)
