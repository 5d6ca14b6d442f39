"""What the vision offers other parts: pickers, short forms, what is due, one line; and the demo."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coprod.db import today
from coprod.demo.load import load_demo
from coprod.errors import NotFound
from coprod.people.viewer import NOBODY
from coprod.vision import queries, statement
from coprod.vision.feature import vision
from coprod.vision.models import (
    LineKind,
    SignUp,
    SignUpSays,
    StatementLine,
    StatementStatus,
)


def test_pickers_offer_only_what_stands(session, make):
    area = make.area()
    make.statement(make.area())
    stands = [make.statement(area), make.statement(area, status=StatementStatus.LOOK_AGAIN)]
    for status in (StatementStatus.DRAFT, StatementStatus.RETIRED):
        make.statement(area, status=status)
    rows = queries.choices(session, area.id)
    assert {row.statement_id for row in rows} == {one.id for one in stands}
    assert rows[0].version == 1
    assert rows[0].principle.startswith("Principle")


def test_short_forms_by_id(session, make):
    area = make.area()
    one, away = make.statement(area), make.statement(area, status=StatementStatus.RETIRED)
    draft = make.statement(area, status=StatementStatus.DRAFT)
    found = queries.shorts(session, [one.id, away.id, draft.id, 10**9])
    assert found.keys() == {one.id, away.id}
    assert found[one.id].short.startswith("Mine")
    assert queries.shorts(session, []) == {}


def test_what_is_due_goes_by_the_date(session, make):
    area = make.area()
    due = make.statement(area, look_again_on=today() + timedelta(days=30))
    make.statement(area, look_again_on=today() + timedelta(days=31))
    make.statement(make.area(), look_again_on=today())
    rows = queries.to_look_again(session, area.id, today())
    assert [row.statement_id for row in rows] == [due.id]


def test_one_line_of_agreed_words(session, make, draft):
    make.statement(make.area())
    public = session.scalar(
        select(StatementLine.id).where(StatementLine.version_id != draft.version.id)
    )
    hidden = session.scalar(
        select(StatementLine.id).where(StatementLine.version_id == draft.version.id)
    )
    assert queries.line(session, NOBODY, public).version == 1
    for line_id in (hidden, 10**9):
        with pytest.raises(NotFound):
            queries.line(session, draft.writer, line_id)


def test_a_statement_is_something_to_talk_about(session, make, draft):
    found = make.statement(make.area())
    assert statement.subject(session, NOBODY, found.id).kind == "statement"
    with pytest.raises(NotFound):
        statement.subject(session, NOBODY, draft.id)


def test_the_demo_area_has_its_nine_statements(session):
    demo = load_demo(session, [vision])
    statements = demo.found["statements"]
    assert list(statements) == [f"v{n}" for n in range(1, 10)]
    assert statements["v9"].status is StatementStatus.LOOK_AGAIN
    assert statements["v4"].version == 3
    assert len(queries.principles(session, NOBODY, demo.area.id)) == 9
    due = queries.to_look_again(session, demo.area.id, today())
    assert [row.short for row in due] == ["Nothing about us without us."]
    grace = select(SignUp.why, SignUp.says).where(SignUp.person_id == demo.people["grace"].id)
    why, says = session.execute(grace).one()
    assert says is SignUpSays.YES
    assert why.startswith("Grace is in this one because")
    took = select(func.count()).where(StatementLine.kind == LineKind.TAKES_SERVICES)
    assert session.scalar(took) == 25
