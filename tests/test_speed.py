"""What a page costs and weighs. Rates and memory are measured in bench/, never in a timed test."""

import pytest
from sqlalchemy import func, select

from bench import inside, seed, starting
from bench.client import Ask, load
from bench.servers import Server
from bench.site import must_show
from bench.visitors import STRANGER, environment
from bench.visitors import sign_in as browsers
from bench.weighing import FRAGMENTS, KB
from coprod.issues import counts
from coprod.issues.models import Issue, Support
from coprod.issues.policy import CLOSED_TO_ME_TOO
from coprod.issues.words import TAKES_ME_TOO
from coprod.people.models import Person
from coprod.vision.models import Statement
from improvement_cycles.models import ImprovementProject

MOST = {
    "/issues": (2, 5),
    "/issues?order=waiting": (2, 5),
    "/issues?order=changed": (2, 5),
    "/issues?after=4": (2, 5),
    "/issues/1": (3, 5),
    "/talk/issue/1": (3, 6),
    "/": (8, 8),
    "/tries": (8, 8),
}
"""Statements that a page may cost, signed out and signed in."""
WHOLE = 12  # a statement of a good life: all that hangs on it, and how it was agreed, is one page
WITH_MORE = 2  # what an issue's page asks besides when it has tries, picks and talk in meetings
SIZES = [5, 25, 100, 1_000]


def _cost(app, paths, visitor):
    """What each page costs. Every one must be there: a page of errors costs little."""
    client = inside.browser(app, visitor)
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    return {path: inside.statements(app, path, visitor) for path in paths}


def _over(cost, most):
    return {path: n for path, n in cost.items() if n > most[path]}


@pytest.fixture
def fill(app):
    """Fills the database as the bench does, and signs somebody in."""

    def filled(size):
        seed.fill(app.extensions["engine"], size)
        (member,) = browsers(app, [1])
        return member

    return filled


@pytest.mark.parametrize("size", SIZES)
def test_pages_cost_as_few_statements_however_much_there_is(app, fill, size):
    member = fill(size)
    assert not _over(_cost(app, MOST, STRANGER), {path: most for path, (most, _) in MOST.items()})
    assert not _over(_cost(app, MOST, member), {path: most for path, (_, most) in MOST.items()})


@pytest.fixture
def somebody(demo, app, session):
    """A member of the demo area, whose tries have all that a try can have."""
    people = session.scalars(select(Issue.author_id).where(Issue.author_id.is_not(None)))
    first = people.first()
    session.commit()
    return browsers(app, [first])[0]


def test_the_first_page_costs_and_weighs_little_for_everybody(app, session, demo):
    people = session.scalars(select(Person.id).order_by(Person.id)).all()
    session.commit()
    everybody = browsers(app, people)
    assert len(everybody) > 20
    assert max(inside.statements(app, "/", one) for one in everybody) <= MOST["/"][1]
    loads = [inside.first_load(inside.browser(app, one), "/") for one in everybody]
    assert max(load.size for load in loads) <= 70 * KB
    assert max(load.requests for load in loads) <= 16


def test_tries_statements_and_whole_issues_cost_few_statements(app, session, somebody):
    projects = select(ImprovementProject.id).where(ImprovementProject.started_on.is_not(None))
    most = {f"/tries/{project}": 8 for project in session.scalars(projects)}
    most |= {f"/good-life/{row}": WHOLE for row in session.scalars(select(Statement.id))}
    inside_most = most | {
        f"/issues/{issue}": 6 + WITH_MORE for issue in session.scalars(select(Issue.id))
    }
    session.commit()
    assert len(inside_most) > 30
    assert not _over(_cost(app, inside_most, somebody), inside_most)
    assert not _over(_cost(app, most, STRANGER), most)


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_first_load_is_small(app, fill, signed_in):
    member = fill(100)
    client = inside.browser(app, member if signed_in else STRANGER)
    weight = inside.first_load(client, "/")
    assert weight.size <= 70 * KB
    assert weight.requests <= 16
    assert inside.scripts(client, "/") <= 30 * KB


@pytest.mark.parametrize("path", ["/issues", "/issues/1", "/talk/issue/2", "/tries", "/"])
def test_later_pages_are_smaller(app, fill, path):
    assert inside.page_size(inside.browser(app, fill(100)), path) <= 8 * KB


def test_a_piece_of_a_page_is_smaller_still(app, fill):
    member = fill(100)
    client = inside.browser(app, member)
    sizes = [inside.fragment_size(client, f"/issues/1/{name}", member) for name in FRAGMENTS]
    assert max(sizes) <= 1.5 * KB


def test_a_web_worker_loads_nothing_that_pages_do_not_need(app):
    assert starting.loaded_in_vain(_environment(app)) == []


def test_what_pages_are_measured_against_is_the_list_from_memory(app, fill):
    fill(50)
    with Server("bench.reference:app", _environment(app), ready="/hello") as references:
        must_show(references, "/mem", STRANGER, 'class="card ', 25)


def test_presses_at_the_same_time_are_all_kept_and_all_counted(app, session, fill):
    """Through a real server with two workers; everybody presses the same few issues."""
    fill(25)
    people = [person for person in range(1, 21) if seed.voices().get(person)][:8]
    visitors = browsers(app, people)
    open_to_all = [issue.id for issue in session.scalars(select(Issue)) if _takes(issue, people)]
    before = _supports(session)
    already = session.scalar(
        select(func.count(Support.id)).where(
            Support.person_id.in_(people), Support.issue_id.in_(open_to_all)
        )
    )
    session.rollback()
    work = [
        (visitor.cookie, [Ask(f"/issues/{issue}/me-too", visitor.form) for issue in open_to_all])
        for visitor in visitors
    ]
    with Server("wsgi:app", _environment(app)) as server:
        tally = load(server.port, work, ok=frozenset({303}))
    assert not tally.wrong
    assert _supports(session) == before + len(people) * len(open_to_all) - already
    assert counts.recount(session) == []


def _takes(issue, people):
    """Whether all of them may press on it: nobody backs their own."""
    open_ = issue.lane in TAKES_ME_TOO and issue.status not in CLOSED_TO_ME_TOO
    return open_ and issue.author_id not in people


def _supports(session):
    return session.scalar(select(func.count(Support.id)))


def _environment(app):
    names = ("SECRET_KEY", "DATABASE_URL", "UPLOADS")
    return environment({name: app.config[name] for name in names})
