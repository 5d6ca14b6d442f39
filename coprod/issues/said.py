"""What somebody says, whole: before it is sent, and again when they change it afterwards."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.decided import Say as HowMuch
from coprod.issues.models import Issue, IssuePlace, IssueStatement, Photo, Sound
from coprod.issues.words import IssueKind, SaidAs

SPOKEN = "Spoken words"  # the words of somebody whose voice nobody has written down yet
SPOKEN_SYMBOL = "microphone"  # so that lists show what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """The one thing that is needed, `words`, and everything that may be said besides."""

    area_id: int
    words: str
    place_ids: tuple[int, ...] = ()
    kind: IssueKind = IssueKind.PROBLEM
    said_as: SaidAs = SaidAs.OWN_WORDS
    helper_id: int | None = None
    means: str = ""  # with "what we see": what we think it means,
    agrees: str = ""  # and who agrees
    statement_ids: tuple[int, ...] = ()
    symbol: str = ""
    photo_id: int | None = None
    shows: str = ""  # what the photo shows, for those who cannot see it
    sound_id: int | None = None
    name_held: bool = False
    published: bool = False
    how_much: HowMuch | None = None  # say people have, if they are asked something
    page_secret: str = ""  # of the page the words were typed on, until they are sent


_MEANS, _AGREES = "\n\nWhat we think it means: ", "\n\nWho agrees: "
_ADDED = re.compile(
    rf"(?:{_MEANS}(?P<means>.+?))?(?:{_AGREES}(?P<agrees>[^\n]+))?\Z", flags=re.DOTALL
)


def together(words: str, means: str, agrees: str) -> str:
    """The words as they are kept: as typed, with what the watchers think below."""
    return words + (means and _MEANS + means) + (agrees and _AGREES + agrees)


def apart(words: str) -> tuple[str, str, str]:
    """The words as typed, what the watchers think, and who agrees. Put `together` it is all."""
    added = _ADDED.search(words)
    assert added is not None  # noqa: S101  nothing at all is added at the end
    return words[: added.start()], added["means"] or "", added["agrees"] or ""


def of(session: Session, issue: Issue) -> Say:
    """What was said, as its author may change it."""
    places = select(IssuePlace.place_id).where(IssuePlace.issue_id == issue.id)
    statements = select(IssueStatement.statement_id).where(IssueStatement.issue_id == issue.id)
    photo = select(Photo.id, Photo.shows).where(Photo.issue_id == issue.id).order_by(Photo.id)
    first = session.execute(photo.limit(1)).first()
    sound = select(Sound.id).where(Sound.issue_id == issue.id).order_by(Sound.id)
    words, means, agrees = apart(issue.words)
    return Say(
        area_id=issue.area_id,
        words=words,
        place_ids=tuple(session.scalars(places.order_by(IssuePlace.id))),
        kind=issue.kind,
        said_as=issue.said_as,
        helper_id=issue.helper_id,
        means=means,
        agrees=agrees,
        statement_ids=tuple(session.scalars(statements.order_by(IssueStatement.id))),
        symbol=issue.symbol,
        photo_id=first.id if first else None,
        shows=first.shows if first else "",
        sound_id=session.scalar(sound.limit(1)),
        name_held=issue.name_held,
        published=issue.published,
        how_much=issue.say,
    )


def unwritten(words: str) -> bool:
    """Whether these are no words yet, but stand for a voice. What it means may be added below."""
    return words == SPOKEN or words.startswith(f"{SPOKEN}\n\n")
