"""Answers that are rows of their own: which statements, which guesses, who does what, who agreed.

Each has a reader, giving what its form shows, and a writer, taking what its form sends.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coprod.errors import Invalid, NotFound
from coprod.people.viewer import Viewer
from coprod.text import number
from coprod.vision import queries as vision
from improvement_cycles.found import NO_SUCH, Go
from improvement_cycles.go_models import Agreed, CycleDoer, Question
from improvement_cycles.models import ProjectStatement
from improvement_cycles.pages import MOST_QUESTIONS

Values = dict[str, Any]  # what a form shows, by field
Sent = Mapping[str, Any]  # what it sends
NOT_IN_TEAM = "Choose people who are in the team."


def read_statements(session: Session, _viewer: Viewer, go: Go) -> Values:
    mine = select(ProjectStatement.statement_id).where(ProjectStatement.project_id == go.project.id)
    return {"statements": [str(one) for one in session.scalars(mine.order_by("statement_id"))]}


def write_statements(session: Session, viewer: Viewer, go: Go, values: Sent) -> None:
    """Keep the chosen statements, each in the version that stands now."""
    versions = {
        str(row.statement_id): row.version for row in vision.choices(session, go.project.area_id)
    }
    chosen: Sequence[str] = values["statements"]
    if not set(chosen) <= set(versions):
        raise Invalid({"statements": "Choose from the list."})
    before = set(read_statements(session, viewer, go)["statements"])
    session.execute(
        delete(ProjectStatement).where(
            ProjectStatement.project_id == go.project.id,
            ProjectStatement.statement_id.in_([int(one) for one in before - set(chosen)]),
        )
    )
    for one in sorted(set(chosen) - before, key=int):
        session.add(
            ProjectStatement(project_id=go.project.id, statement_id=int(one), version=versions[one])
        )


def questions(session: Session, cycle_id: int) -> list[Question]:
    """The questions of a go in order."""
    wanted = select(Question).where(Question.cycle_id == cycle_id)
    return list(session.scalars(wanted.order_by(Question.position)))


def read_guess(session: Session, _viewer: Viewer, go: Go) -> Values:
    values: Values = {}
    asked = questions(session, go.cycle.id)
    for n in range(1, MOST_QUESTIONS + 1):
        one = asked[n - 1] if n <= len(asked) else None
        values[f"question_{n}"] = one.question if one else ""
        values[f"guess_{n}"] = one.guess if one else ""
    return values


def write_guess(session: Session, _viewer: Viewer, go: Go, values: Sent) -> None:
    """Keep the questions with their guesses, in order. A guess needs its question."""
    pairs = [
        (n, values.get(f"question_{n}", ""), values.get(f"guess_{n}", ""))
        for n in range(1, MOST_QUESTIONS + 1)
    ]
    errors = {
        f"question_{n}": "Write the question that this guess is for."
        for n, question, guess in pairs
        if guess and not question
    }
    if errors:
        raise Invalid(errors)
    session.execute(delete(Question).where(Question.cycle_id == go.cycle.id))
    asked = [(question, guess) for _, question, guess in pairs if question]
    for position, (question, guess) in enumerate(asked, start=1):
        session.add(
            Question(cycle_id=go.cycle.id, position=position, question=question, guess=guess)
        )


def read_who(session: Session, _viewer: Viewer, go: Go) -> Values:
    wanted = select(CycleDoer.person_id, CycleDoer.does).where(CycleDoer.cycle_id == go.cycle.id)
    does = {row.person_id: row.does for row in session.execute(wanted)}
    return {f"does_{person_id}": does.get(person_id, "") for person_id in sorted(go.team)}


def write_who(session: Session, _viewer: Viewer, go: Go, values: Sent) -> None:
    session.execute(delete(CycleDoer).where(CycleDoer.cycle_id == go.cycle.id))
    for person_id in sorted(go.team):
        if does := values.get(f"does_{person_id}"):
            session.add(CycleDoer(cycle_id=go.cycle.id, person_id=person_id, does=does))


def question(session: Session, cycle_id: int, number: int) -> Question:
    """One question of a go, counted from 1. Raises NotFound if it asks fewer."""
    asked = questions(session, cycle_id)[number - 1 : number]
    if not asked:
        raise NotFound(NO_SUCH)
    return asked[0]


def read_result(session: Session, go: Go, number: int) -> Values:
    one = question(session, go.cycle.id, number)
    return {f"result_{number}": one.result, f"lesson_{number}": one.lesson}


def write_result(session: Session, go: Go, number: int, values: Sent) -> None:
    """Keep what happened to a guess, and what it teaches. The guess itself is locked."""
    one = question(session, go.cycle.id, number)
    one.result, one.lesson = values[f"result_{number}"], values[f"lesson_{number}"]


def read_agreed(session: Session, _viewer: Viewer, go: Go) -> Values:
    wanted = select(Agreed.person_id).where(Agreed.cycle_id == go.cycle.id)
    return {"agreed": [str(one) for one in session.scalars(wanted.order_by(Agreed.person_id))]}


def write_agreed(session: Session, _viewer: Viewer, go: Go, values: Sent) -> None:
    chosen = {number(one) for one in values["agreed"]}
    if not chosen <= set(go.team):
        raise Invalid({"agreed": NOT_IN_TEAM})
    session.execute(delete(Agreed).where(Agreed.cycle_id == go.cycle.id))
    for person_id in sorted(chosen):
        session.add(Agreed(cycle_id=go.cycle.id, person_id=person_id, hat=go.team[person_id]))
