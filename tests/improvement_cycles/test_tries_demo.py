"""The made-up area's given tries: eight, with fifteen goes, as the data tells them."""

from sqlalchemy import func, select

from improvement_cycles import queries
from improvement_cycles.go_models import Cycle, Question
from improvement_cycles.lock import fingerprint
from improvement_cycles.models import ImprovementProject, ProjectIssue, TeamMember
from improvement_cycles.words import GoState, Outcome, TryStatus


def test_the_tries_are_there_whole(session, demo, visitor):
    assert list(demo.found["projects"]) == [f"c{n}" for n in range(1, 9)]
    given = [one.id for one in demo.found["projects"].values()]
    told = demo.data["cycles"]

    def counted(kind, *joined):
        rows = select(func.count()).select_from(kind)
        for one in joined:
            rows = rows.join(one)
        whose = Cycle if joined else kind
        return session.scalar(rows.where(whose.project_id.in_(given)))

    assert counted(Cycle) == counted(Question, Cycle) == 15
    assert counted(TeamMember) == sum(len(one["team"]) for one in told)
    assert counted(ProjectIssue) == sum(len(one["issues"]) for one in told)
    page = visitor.get("/tries").text
    assert all(one["title"].replace("'", "&#39;") in page for one in told)


def test_every_guess_was_locked_on_its_day_and_is_still_the_same(session, demo):
    for slug, goes in demo.found["cycles"].items():
        for cycle in goes:
            assert cycle.guess_hash == fingerprint(session, demo.found["projects"][slug], cycle)
            assert cycle.guess_locked_at.date() == cycle.started_on


def test_where_each_try_has_got_to(session, demo):
    projects = demo.found["projects"]
    by_status = {
        status: [slug for slug, one in projects.items() if one.status is status]
        for status in TryStatus
    }
    assert by_status == {
        TryStatus.DRAFT: [],
        TryStatus.HAPPENING: ["c2", "c3", "c5", "c7", "c8"],
        TryStatus.KEPT: ["c1", "c6"],
        TryStatus.STOPPED: ["c4"],
        TryStatus.DROPPED: [],
    }
    last = {slug: goes[-1] for slug, goes in demo.found["cycles"].items()}
    assert last["c2"].state is GoState.DOING
    assert all(last[slug].state is GoState.STUDYING for slug in ("c3", "c5", "c7", "c8"))
    assert last["c1"].decision is Outcome.KEPT and last["c1"].check_on > last["c1"].ended_on
    assert demo.found["cycles"]["c1"][1].next_of_id == demo.found["cycles"]["c1"][0].id


def test_every_page_of_a_made_up_try_can_be_read(session, demo, visitor, sign_in):
    kath = sign_in(demo.people["kath"])
    for project in session.scalars(
        select(ImprovementProject).where(ImprovementProject.owner_id.is_(None))
    ):
        begun = project.status is not TryStatus.DRAFT  # else it is for its area only
        for browser, status in ((visitor, 200 if begun else 404), (kath, 200)):
            assert browser.get(f"/tries/{project.id}").status_code == status
    for cycle in session.scalars(select(Cycle).where(Cycle.started_on.is_not(None))):
        assert kath.get(f"/tries/goes/{cycle.id}").status_code == 200
    mine = queries.mine(session, _viewer(session, demo))
    assert [one.title for one in mine] == ["My tea, my choice", "Who is coming?", "Tablets on time"]


def _viewer(session, demo):
    from coprod.sign_in import queries as sign_ins
    from coprod.sign_in import services

    token = services.start(session, demo.people["kath"].id)
    session.flush()
    return sign_ins.by_token(session, token).viewer
