"""The made-up area's driver diagrams: two tries whose teams wrote down how they think it works."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod.rounds.models import RoundPick
from improvement_cycles.diary.live import live
from improvement_cycles.drivers import queries
from improvement_cycles.drivers.models import (
    ChangeIdea,
    Driver,
    DriverDiagram,
    DriverLink,
    DriverVersion,
    IdeaLink,
)
from improvement_cycles.drivers.tree import Key, to_json
from improvement_cycles.drivers.words import Kind, Level, Step

_DIAGRAMS: Mapping[str, Mapping[str, Any]] = {  # by try: who wrote it, and what helps what
    "c7": {
        "by": "kath",
        "aim": "",
        "primary": ("There is a real choice each night", "People can shop and cook"),
        "secondary": {
            "We know what each person likes": ("There is a real choice each night",),
            "A worker has time to cook with us": (
                "There is a real choice each night",
                "People can shop and cook",
            ),
        },
        "ideas": {
            "Three choices a night": (("There is a real choice each night",), (1,)),
            "Shop on Sunday, cook in pairs": (
                ("People can shop and cook", "We know what each person likes"),
                (2,),
            ),
            "A photo of each meal on the fridge": (("We know what each person likes",), ()),
        },
        "issues": {"i20": ("We know what each person likes",)},
    },
    "c8": {
        "by": "shelley",
        "aim": "We see our friends on Friday nights.",
        "primary": ("There is a lift home at night", "We have friends to go with"),
        "secondary": {
            "A worker can finish late on Fridays": ("There is a lift home at night",),
            "We know each other's numbers": ("We have friends to go with",),
        },
        "ideas": {
            "Go to the Railway pub in pairs": (("We have friends to go with",), (1,)),
            "Choose the pub or the pictures": (("We have friends to go with",), (2,)),
            "Ask families to share a taxi": (
                ("There is a lift home at night", "We know each other's numbers"),
                (),
            ),
        },
        "issues": {"i21": ("We have friends to go with",)},
    },
}


def load(session: Session, demo: Any) -> None:
    """Each diagram grows in the order in which it is told, a version for each part.

    `demo.found` gets "drivers" and "ideas", the last of each try, to be looked at. Now that all of
    the area's tries are there whole, its people do more in them, and borrow one.
    """
    demo.found |= {"drivers": {}, "ideas": {}}
    for slug, told in _DIAGRAMS.items():
        _diagram(session, demo, slug, told)
    live(session, demo, demo.data["diary_after"])


def _diagram(session: Session, demo: Any, slug: str, told: Mapping[str, Any]) -> None:
    project = demo.found["projects"][slug]
    session.add(DriverDiagram(project_id=project.id, aim=told["aim"]))
    drivers: dict[str, Driver] = {}
    for level, words in [
        *((Level.PRIMARY, one) for one in told["primary"]),
        *((Level.SECONDARY, one) for one in told["secondary"]),
    ]:
        drivers[words] = Driver(project_id=project.id, level=level, words=words)
        session.add(drivers[words])
        session.flush()
        for upper in told["secondary"].get(words, ()):
            ends = {"lower_id": drivers[words].id, "upper_id": drivers[upper].id}
            session.add(DriverLink(project_id=project.id, **ends))
        _keep(session, demo, project, told["by"], (Kind.DRIVER, drivers[words].id))
    demo.found["drivers"][f"{slug}_driver"] = list(drivers.values())[-1]
    goes = {go.number: go for go in demo.found["cycles"][slug]}
    for words, (uppers, tested) in told["ideas"].items():
        idea = ChangeIdea(project_id=project.id, words=words)
        _idea(session, demo, project, told["by"], idea, [drivers[one] for one in uppers])
        for number in tested:
            goes[number].idea_id = idea.id
        demo.found["ideas"][f"{slug}_idea"] = idea
    for name, uppers in told["issues"].items():
        issue_id = demo.found["issues"][name].id
        pick = select(func.max(RoundPick.id)).where(RoundPick.issue_id == issue_id)
        idea = ChangeIdea(project_id=project.id, issue_id=issue_id, pick_id=session.scalar(pick))
        _idea(session, demo, project, told["by"], idea, [drivers[one] for one in uppers])
    session.flush()


def _idea(
    session: Session, demo: Any, project: Any, by: str, idea: ChangeIdea, uppers: list[Driver]
) -> None:
    session.add(idea)
    session.flush()
    for driver in uppers:
        session.add(IdeaLink(project_id=project.id, idea_id=idea.id, driver_id=driver.id))
    _keep(session, demo, project, by, (Kind.IDEA, idea.id))


def _keep(session: Session, demo: Any, project: Any, by: str, about: Key) -> None:
    """A version for one part, on the day when the try was made."""
    session.flush()
    of_it = select(DriverDiagram).where(DriverDiagram.project_id == project.id)
    row = session.scalars(of_it).one()
    row.edits += 1
    version = DriverVersion(
        project_id=project.id,
        number=row.edits,
        step=Step.ADDED,
        kind=about[0],
        part_id=about[1],
        by_id=demo.people[by].id,
        by_hat=demo.hat(by),
        on=project.made_on,
        diagram=to_json(queries.drawn(session, project, {}).diagram),
    )
    session.add(version)
    session.flush()
