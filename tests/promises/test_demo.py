"""The made-up area: its promises are kept, late and to come as the scenes need them."""

from sqlalchemy import select

from coprod.db import today
from coprod.issues.models import Issue
from coprod.issues.words import Status
from coprod.people.hats import HatKind
from coprod.people.viewer import NOBODY, Viewer, Wears
from coprod.promises import panels, queries
from coprod.promises.asked import asks_for
from coprod.promises.models import Answer, Ask, Promise


def test_the_demo_area(demo, session):
    told = [one for one in demo.data["issues"] if one["answer"]]
    assert len(session.scalars(select(Answer)).all()) == len(told)
    given = session.scalars(select(Answer).where(Answer.money_is_the_reason)).all()
    assert given == [], "no answer in the data says so: i24 speaks of what it costs families"
    (late,) = queries.late(session, [demo.area.id], today())
    assert (late.issue_id, late.days_late) == (demo.found["issues"]["i27"].id, 8)
    assert (late.who, late.title) == ("Colette Ward", "The hourly check wakes people up")
    better = session.scalars(select(Issue).where(Issue.status == Status.RESOLVED)).all()
    for issue in better:
        said = select(Ask.time).where(Ask.issue_id == issue.id, Ask.says == "better")
        times = [1, 2] if issue is demo.found["issues"]["i37"] else [1]
        assert session.scalars(said.order_by(Ask.time)).all() == times, issue.title
    ours = select(Promise).where(Promise.outside.is_(None))
    assert len(session.scalars(ours).all()) == sum(1 for one in told if one["answer"]["promise"])
    wears = (Wears(HatKind.USES_SERVICES, demo.area.id),)
    viewer = Viewer(id=demo.people["danny"].id, wears=wears)
    assert asks_for(session, viewer)
    home = demo.found["statements"]["v1"]
    assert panels.got_better(session, NOBODY, home.id) or panels.got_better(
        session, viewer, home.id
    )
