"""Whatever is joined and undone in whatever order: never a ring, never three in a row."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coprod.errors import Conflict
from coprod.issues import counts
from coprod.issues.models import Issue, Support
from coprod.issues.words import Status
from coprod.joining.models import Joining, JoinState

MANY = 4
_numbers = st.integers(0, MANY - 1)
ACTS = st.lists(st.tuples(st.sampled_from(["join", "undo"]), _numbers, _numbers), max_size=12)


@pytest.fixture
def crowd(make, place, anna, session, back):
    """Things that one person said, each with a me-too of its own."""
    found = [make.issue(place, anna, title=f"Tea {n}") for n in range(MANY)]
    for issue in found:
        back(make.person(place), issue)
    session.flush()
    return found


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_never_a_ring(acts, session, crowd, suggest, undo, anna, as_viewer):
    with session.begin_nested() as savepoint:
        for act, one, other in acts:
            try:
                if act == "join":
                    suggest(anna, (crowd[one], crowd[other]))
                else:
                    _undo(session, undo, anna, crowd[one])
            except Conflict:
                continue
            session.expire_all()
            _check(session, crowd)
        savepoint.rollback()


def _undo(session, undo, anna, issue):
    here = Joining.issue_id == issue.id, Joining.state == JoinState.JOINED
    joining = session.scalar(select(Joining).where(*here))
    if joining:
        undo(anna, joining)


def _check(session, crowd):
    leads = dict(
        session.execute(
            select(Issue.id, Issue.joined_to_id).where(Issue.joined_to_id.is_not(None))
        ).all()
    )
    assert not leads.keys() & set(leads.values()), "three in a row, or a ring"
    for issue in crowd:
        assert (issue.status is Status.MERGED) == (issue.id in leads)
    supports = session.scalars(select(Support.issue_id)).all()
    assert len(supports) == MANY
    assert counts.recount(session) == []
