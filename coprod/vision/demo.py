"""The demo area's principles and statements, and how its principles came to be (more.json)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from coprod.people.hats import HatKind
from coprod.vision.decisions import note_agreed
from coprod.vision.models import (
    Came,
    LineKind,
    Principle,
    PrincipleWords,
    SignUp,
    SignUpSays,
    Statement,
    StatementLine,
    StatementStatus,
    StatementVersion,
    Writer,
)

_STATUS = {
    "agreed": StatementStatus.AGREED,
    "time to look again": StatementStatus.LOOK_AGAIN,
}
_SAYS = {
    "yes": SignUpSays.YES,
    "yes, but": SignUpSays.YES_BUT,
    "not this": SignUpSays.NOT_THIS,
    "heard another way": SignUpSays.YES,  # the why says how
}
_OURS = frozenset({"Families who let people answer.", "One page the family keeps."})
"""The lines about what it takes that are for us and our neighbours. The rest are for services."""


def load(session: Session, demo: Any) -> None:
    """Load every principle and statement; `demo.found` holds both by their id."""
    principles: dict[str, Principle] = {}
    for position, told in enumerate(demo.data["principles"]):
        principles[told["id"]] = Principle(
            area_id=demo.area.id,
            slug=told["id"],
            name=told["name"],
            core=told["core"],
            symbol=told["id"],
            position=position,
        )
    session.add_all(principles.values())
    session.flush()
    demo.found["principles"] = principles
    _came(session, demo, principles)
    demo.found["statements"] = {
        told["id"]: _statement(session, demo, told, principles[told["principle"]])
        for told in demo.data["vision_statements"]
    }


def _came(session: Session, demo: Any, principles: Mapping[str, Principle]) -> None:
    """How each principle was added, and one said in other words, which are those of today."""
    added: set[str] = set()
    for told in demo.data["principle_words"]:
        one = principles[told["principle"]]
        words = PrincipleWords(
            principle_id=one.id,
            came=Came.REWORDED if one.slug in added else Came.ADDED,
            name=one.name,
            core=told.get("core", one.core),
            symbol=one.symbol,
            by_id=demo.people[told["who"]].id,
            why=told["why"],
            on=demo.day(told["days_ago"]),
        )
        session.add(words)
        added.add(one.slug)
    session.flush()


def _statement(
    session: Session, demo: Any, told: dict[str, Any], principle: Principle
) -> Statement:
    agreed = demo.day(told["agreed_days_ago"])
    statement = Statement(
        area_id=demo.area.id,
        principle_id=principle.id,
        status=_STATUS[told["status"]],
        version=told["version"],
        agreed_on=agreed,
        look_again_on=demo.day(told["look_again_days_ago"]),
    )
    session.add(statement)
    session.flush()
    version = StatementVersion(
        statement_id=statement.id,
        number=told["version"],
        wording=told["wording"],
        short=told["say_it_short"],
        symbol=principle.symbol,
        made_at=demo.at(told["agreed_days_ago"] + 14),
        agreed_on=agreed,
    )
    session.add(version)
    session.flush()
    _lines(session, told, version.id)
    _people(session, demo, told, version.id)
    session.flush()
    note_agreed(session, None, statement, version)
    return statement


def _lines(session: Session, told: dict[str, Any], version_id: int) -> None:
    kinds = [(LineKind.LOOKS_LIKE, words) for words in told["looks_like"]]
    kinds += [(LineKind.NOT_LIKE, words) for words in told["does_not_look_like"]]
    kinds += [
        (LineKind.TAKES_US if words in _OURS else LineKind.TAKES_SERVICES, words)
        for words in told["what_it_takes"]
    ]
    for position, (kind, words) in enumerate(kinds):
        session.add(StatementLine(version_id=version_id, kind=kind, words=words, position=position))


def _people(session: Session, demo: Any, told: dict[str, Any], version_id: int) -> None:
    """Who signed up, as told; and, since no writers are told, those of them who use services."""
    at = demo.at(told["agreed_days_ago"])
    for one in told["signed_up"]:
        person, hat = demo.people[one["who"]], demo.hat(one["who"])
        says, why = _SAYS[one["says"]], one.get("why", "")
        session.add(
            SignUp(version_id=version_id, person_id=person.id, hat=hat, says=says, why=why, at=at)
        )
        if hat is HatKind.USES_SERVICES and one["says"] == "yes":
            session.add(Writer(version_id=version_id, person_id=person.id, hat=hat))
