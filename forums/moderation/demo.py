"""The demo area: its advocate knows everybody there, and what was done in its month of talk."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from coprod.people.hats import HatKind
from coprod.text import cut
from forums.moderation.models import Act, Vouch
from forums.words import ActKind

_DONE = {  # as the data tells it
    "moved to 'Your rights'": (ActKind.MOVE_LANE, "issue"),
}


def load(session: Session, demo: Any) -> None:
    """Vouch for everybody, and write down what was done with things to talk about."""
    by = demo.people["hannah"]
    for person in demo.people.values():
        if person.id != by.id:
            vouch = Vouch(person_id=person.id, area_id=demo.area.id, by_id=by.id, on=demo.day(260))
            session.add(vouch)
    for told in demo.data["moderation_log"]:
        what, kind = _DONE.get(told["what"], (None, ""))
        if what is None:
            continue  # told by those who did it, or private
        issue = demo.found["issues"][told["issue"]]
        session.add(
            Act(
                what=what,
                kind=kind,
                key=issue.id,
                area_id=demo.area.id,
                place_id=issue.place_id,
                by_id=demo.people[told["moderator"]].id,
                by_hat=HatKind.ADVOCATE,
                note=cut(told["why"], 1000),
                was="talk",
                at=demo.at(told["days_ago"]) + timedelta(hours=1),
            )
        )
    session.flush()
