"""Writing down what somebody said out loud, so that it can be read, found and read out."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod.db import today
from coprod.errors import Invalid, NotFound
from coprod.issues import heard, held, lanes, say_policy
from coprod.issues.models import Issue, Sound
from coprod.issues.said import SPOKEN, unwritten
from coprod.issues.words import SaidAs
from coprod.people.viewer import Viewer
from coprod.text import BODY, shorten


def on(session: Session, issue: Issue, *, alone: bool = False) -> Sound:
    """The recording whose words may be written down. Raises NotFound if there is none.

    Where its author typed words beside it, those are the words, and nobody else's. `alone` keeps
    others out until the commit.
    """
    found = select(Sound).where(Sound.issue_id == issue.id).order_by(Sound.id).limit(1)
    sound = session.scalar(found.with_for_update() if alone else found)
    if sound is None or not (sound.written_on or unwritten(issue.words)):
        raise NotFound("There is nothing to write down here.")
    return sound


def write_down(session: Session, viewer: Viewer, issue: Issue, words: str) -> None:
    """Put the words of a recording in the place of the words of its issue.

    Its author, and who wrote it, can put it right afterwards. Raises NotAllowed, and Invalid for
    no words, too many, or when somebody else was there first.
    """
    own = issue.author_id == viewer.id or held.is_mine(session, viewer, issue.id)
    say_policy.may_write_down.require(viewer, issue, own)
    sound = on(session, issue, alone=True)
    session.refresh(issue)  # somebody may have written while we waited for the recording
    if sound.written_on and not (own or sound.written_by_id == viewer.id):
        raise Invalid({"words": "Somebody has written this down already. Please read it first."})
    if not words:
        raise Invalid({"words": "Write what you hear."})
    whole = words + issue.words[len(SPOKEN) :] if unwritten(issue.words) else words
    if len(whole) > BODY:
        raise Invalid({"words": f"Use {BODY:,} letters or fewer."})
    issue.words = whole
    issue.title = shorten(whole) or whole[:80]
    if issue.said_as is SaidAs.OWN_WORDS:
        issue.said_as = SaidAs.SAID_ALOUD
    sound.written_on = today()
    sound.written_by_id = None if own and issue.name_held else viewer.id
    lanes.listen(issue)
    issue.edits += 1
    session.flush()
    heard.tell(session, viewer, issue)
