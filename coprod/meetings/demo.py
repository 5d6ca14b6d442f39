"""The demo area's meetings at Mill Lane: two that are over, with what people said, and one to come.

Everybody is made up, as everywhere in Alderbrook.
"""

from typing import Any

from sqlalchemy.orm import Session

from coprod.meetings.models import InRoom, Meeting, Said
from coprod.meetings.words import Way
from coprod.people.hats import HatKind

_PLACE = "mill-lane"
_ROOM = "The kitchen, 2 o'clock"
_MORE = HatKind.USES_SERVICES  # who was there without an account

# When, who was there, how many more; and how, what, who said it, who wrote it, about which issue.
_PAST: tuple[dict[str, Any], ...] = (
    {
        "days_ago": 63,
        "there": ("maureen", "danny", "leon", "kath", "jo", "hannah"),
        "more": 2,
        "said": (
            (Way.ALOUD, "I want to go to the match. Jo can come half way.", "danny", "jo", "i12"),
            (Way.ALOUD, "Ask the club for a friend. They have a fan scheme.", "leon", "jo", "i12"),
            (Way.POINTING, "The photo of the pub, and then the dog.", "Tommy", "jo", "i20"),
            (Way.YELLOW, "", "", "jo", ""),
            (Way.ALOUD, "Say it again in short words, please.", "", "jo", ""),
        ),
    },
    {
        "days_ago": 28,
        "there": ("maureen", "danny", "kath", "shelley", "angela", "marek", "hannah"),
        "more": 3,
        "said": (
            (Way.ALOUD, "Checks wake us up. I was awake at 2 and at 3.", "kath", "hannah", "i27"),
            (Way.ALOUD, "I do not like to open the doors at night.", "marek", "hannah", "i27"),
            (Way.SIGNS, "Phone away. Look at me.", "", "hannah", "i18"),
            (Way.GREEN, "", "", "hannah", ""),
            (Way.ALOUD, "We sing on Friday. Everybody can come.", "shelley", "maureen", ""),
            (Way.AFTERWARDS, "I forgot to say: thank you for the cake.", "maureen", "maureen", ""),
        ),
    },
)
_NEXT_IN = 4  # days


def load(session: Session, demo: Any) -> None:
    """Load the meetings. `demo.found` gets "meetings", by "past-1", "past-2" and "coming"."""
    found = demo.found["meetings"] = {}
    for number, told in enumerate(_PAST, 1):
        found[f"past-{number}"] = _past(session, demo, told)
    found["coming"] = _meeting(demo, demo.day(-_NEXT_IN))
    session.add(found["coming"])
    session.flush()


def _meeting(demo: Any, on: Any, **days: Any) -> Meeting:
    return Meeting(
        area_id=demo.area.id,
        place_id=demo.places[_PLACE].id,
        title="Mill Lane meeting",
        where_and_when=_ROOM,
        on=on,
        set_up_by_id=demo.people["maureen"].id,
        **days,
    )


def _past(session: Session, demo: Any, told: dict[str, Any]) -> Meeting:
    on = demo.day(told["days_ago"])
    meeting = _meeting(demo, on, began_on=on, ended_on=on)
    session.add(meeting)
    session.flush()
    by = demo.people[told["there"][0]].id
    for slug in told["there"]:
        there = InRoom(meeting_id=meeting.id, person_id=demo.people[slug].id, added_by_id=by)
        session.add(there)
    more = {"hat": _MORE, "how_many": told["more"], "added_by_id": by}
    session.add(InRoom(meeting_id=meeting.id, **more))
    for way, words, who, written_by, about in told["said"]:
        has_account = who in demo.people
        issue = demo.found["issues"].get(about)
        session.add(
            Said(
                meeting_id=meeting.id,
                way=way,
                words=words,
                said_by_id=demo.people[who].id if has_account else None,
                first_name="" if has_account else who,
                written_by_id=demo.people[written_by].id,
                written_on=on,
                subject_kind="issue" if issue else "",
                subject_key=issue.id if issue else 0,
            )
        )
        session.flush()
    return meeting
