"""Pages of tries: who sees what, private tries, borrowing, and what a list costs."""

import pytest
from sqlalchemy import select

from coprod.errors import NotAllowed, NotFound
from coprod.people.few import TOLD_FROM
from coprod.people.hats import HatKind
from coprod.people.models import Area
from improvement_cycles import found, goes, queries, services, team
from improvement_cycles.go_models import Cycle, CycleDoer, Question
from improvement_cycles.models import ImprovementProject, ProjectStatement, TeamMember
from improvement_cycles.team import NewMember
from improvement_cycles.words import TeamJob, TryKind, TryStatus
from tests.journeys.pages import words as plain

NOTHING_WRONG = {"title": "Wheels, fast", "once": "one-press"}
BAD = [
    ("empty", "", 422),
    ("long", "a" * 5001, 422),
    ("only NUL", "\x00", 422),
    ("NUL inside", "Whe\x00els", 303),
    ("lone surrogate", "Wheels \ud800", 303),
    ("emoji", "🚲", 303),
    ("right to left", "عجلات سريعة", 303),
    ("all capitals", "WHEELS FAST", 303),
]


def private(session, tries):
    cycle = tries.draft()
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    danny = tries.as_(tries.danny)
    tries.agree(cycle)
    goes.start(session, danny, tries.go(cycle))
    session.commit()
    return session.get(ImprovementProject, cycle.project_id)


def test_anybody_can_read_a_try_that_started(visitor, tries):
    cycle = tries.decided("changed")
    page = visitor.get(f"/tries/{cycle.project_id}")
    assert page.status_code == 200
    for words in ("Home when I like", "Yes, twice a week.", "Change it", "family or friend"):
        assert words in page.text
    assert "Angela" not in page.text and "Marek" not in page.text
    go = visitor.get(f"/tries/goes/{cycle.id}")
    assert "Nobody can change them" in go.text and "What to do now" not in go.text


def test_people_outside_read_whether_all_agreed_only_of_3_or_more_as_of_any_answers(
    session, visitor, sign_in, tries
):
    """A place has one manager: what is told of 1, or of 2 who know each other, is of a person."""
    cycle = tries.doing()
    url, kath = f"/tries/{cycle.project_id}", sign_in(tries.make.person(tries.place))
    outside = (visitor, sign_in(tries.elsewhere.danny))
    nurse = tries.make.person(tries.place, HatKind.STAFF, name="Joan")
    for n, who in enumerate((tries.colette, tries.hannah, nurse), 1):
        new = NewMember(who.id, TeamJob.HAS_TO_AGREE)
        team.put(session, tries.as_(tries.danny), tries.go(cycle), new)
        for all_did in (False, True):
            if all_did:
                team.agree(session, tries.as_(who), tries.go(cycle, who))
                session.flush()
            is_told = n >= TOLD_FROM
            for browser in outside:
                page = browser.get(url).text
                assert ("Everyone who has to agree has agreed." in page) is (is_told and all_did)
                not_all = "Not everyone who has to agree has said so yet." in page
                assert not_all is (is_told and not all_did)
                assert "Has not said yet" not in page and ">Agreed" not in page
            told = plain(kath.get(url).text)
            assert ("Colette has to agree. manager Agreed" in told) is (n > 1 or all_did)
            assert ("Has not said yet" in told) is not all_did
            assert "veryone who has to agree" not in told


def test_the_page_of_a_try_leads_its_team_to_what_there_is_to_do(visitor, sign_in, tries):
    going, ended = tries.doing(), tries.decided("stopped")
    for browser, shown in ((sign_in(tries.danny), True), (sign_in(tries.colette), False)):
        assert ("See what to do now" in browser.get(f"/tries/{going.project_id}").text) is shown
        assert "See what to do now" not in browser.get(f"/tries/{ended.project_id}").text
    assert "See what to do now" not in visitor.get(f"/tries/{going.project_id}").text


def test_a_plan_is_for_the_people_of_the_area(visitor, sign_in, make, tries):
    cycle = tries.draft()
    for url in (f"/tries/{cycle.project_id}", f"/tries/goes/{cycle.id}"):
        assert visitor.get(url).status_code == 404
        assert sign_in(tries.elsewhere.danny).get(url).status_code == 404
        assert sign_in(tries.imran).get(url).status_code == 200
    assert "Home when I like" not in visitor.get("/tries").text


def test_one_persons_try_does_not_exist_for_others(session, visitor, sign_in, make, tries):
    project = private(session, tries)
    cycle = session.scalars(select(Cycle).where(Cycle.project_id == project.id)).one()
    urls = [f"/tries/{project.id}", f"/tries/goes/{cycle.id}", f"/tries/{project.id}/borrow"]
    outside = [visitor, sign_in(tries.hannah), sign_in(make.person(tries.place))]
    for browser in outside:
        for url in urls[:2]:
            assert browser.get(url).status_code == 404
        assert "Home when I like" not in browser.get("/tries").text
    assert sign_in(tries.hannah).get(urls[2]).status_code == 404
    for inside in (tries.danny, tries.marek):
        assert sign_in(inside).get(urls[0]).status_code == 200
    with pytest.raises(NotFound):
        queries.subject(session, tries.as_(tries.hannah), project.id)


def test_the_owner_hides_it_from_the_team_too(session, sign_in, tries):
    project = private(session, tries)
    danny, marek = sign_in(tries.danny), sign_in(tries.marek)
    assert marek.post(f"/tries/{project.id}/hide", data={"hidden": "yes"}).status_code == 403
    assert danny.post(f"/tries/{project.id}/hide", data={"hidden": "yes"}).status_code == 303
    assert marek.get(f"/tries/{project.id}").status_code == 404
    assert "Home when I like" not in marek.get("/tries").text
    assert danny.get(f"/tries/{project.id}").status_code == 200
    danny.post(f"/tries/{project.id}/hide", data={"hidden": "no"})
    assert marek.get(f"/tries/{project.id}").status_code == 200


def test_the_rule_and_the_list_agree_on_who_sees_what(session, make, tries):
    private(session, tries)
    for state in ("draft", "doing", "decided"):
        getattr(tries, state)()
    session.flush()
    people = [tries.danny, tries.marek, tries.hannah, tries.imran, make.person(tries.place)]
    for person in [*people, tries.elsewhere.danny]:
        viewer = tries.as_(person)
        listed = {
            line.id
            for place in (tries.place, tries.elsewhere.place)
            for line in queries.page(session, viewer, place.area_id, list(TryStatus))[0]
        }
        for project_id in session.scalars(select(ImprovementProject.id)):
            try:
                found.a_try(session, viewer, project_id)
                seen = True
            except NotFound:
                seen = False
            assert seen == (project_id in listed), (person.name, project_id)


def test_a_list_costs_the_same_however_long_it_is(session, visitor, sign_in, make, tries):
    for _ in range(3):
        make.session.add(_project(tries))
    session.commit()
    inside = sign_in(tries.danny)
    visitor.get("/tries"), inside.get("/tries")
    few = visitor.statements, inside.statements
    for _ in range(40):
        make.session.add(_project(tries))
    session.commit()
    assert visitor.get("/tries").text.count("card__title") == 25
    inside.get("/tries")
    assert (visitor.statements, inside.statements) == few
    assert few[0] <= 2 and few[1] <= 5


def test_pages_lead_on_and_end(session, visitor, tries):
    made = [_project(tries) for _ in range(30)]
    session.add_all(made)
    session.commit()
    first = visitor.get("/tries?show=now")
    second = visitor.get(f"/tries?show=now&before={made[5].id}")
    assert 'rel="next"' in first.text and f"before={made[5].id}" in first.text
    assert second.text.count("card__title") == 5 and 'rel="next"' not in second.text
    for nonsense in ("?before=x", "?before=-1", f"?before={10**20}", "?show=best"):
        assert visitor.get(f"/tries{nonsense}").status_code == 200


@pytest.mark.parametrize("rows", [1, 12])
def test_a_try_and_a_go_cost_at_most_eight_statements(session, visitor, sign_in, make, tries, rows):
    cycle = tries.decided("changed")
    for _ in range(rows):
        person = make.person(tries.place)
        session.add(
            TeamMember(
                project_id=cycle.project_id, person_id=person.id, hat=HatKind.STAFF, job="helps"
            )
        )
    session.commit()
    for browser in (visitor, sign_in(tries.danny)):
        for url in (f"/tries/{cycle.project_id}", f"/tries/goes/{cycle.id}"):
            browser.get(url)
            assert browser.statements <= 8, (url, browser.asked)


def test_an_id_that_no_table_holds_is_nowhere(visitor, sign_in, tries):
    for url in (f"/tries/{10**20}", f"/tries/goes/{10**20}", "/tries/999999", "/tries/goes/99999"):
        assert visitor.get(url).status_code == 404
    browser = sign_in(tries.danny)
    assert browser.get(f"/tries/new?issue={10**20}").status_code == 200
    assert browser.get("/tries/new?issue=999999").status_code == 404


@pytest.mark.parametrize(("kind", "title", "status"), BAD, ids=[name for name, *_ in BAD])
def test_a_name_however_it_is_sent(sign_in, tries, kind, title, status):
    browser = sign_in(tries.danny)
    sent = title.encode("utf-8", "surrogatepass")
    answer = browser.post("/tries/new", data={"title": sent})
    assert answer.status_code == status
    if status == 422:
        assert "There is a problem" in answer.text


@pytest.mark.parametrize("who", ["colette", "imran", "hannah"])
def test_managers_commissioners_and_the_advocate_start_no_try(session, sign_in, tries, who):
    browser = sign_in(getattr(tries, who))
    assert browser.get("/tries/new").status_code == 403
    refused = browser.post("/tries/new", data={"title": "Mine", "place": str(tries.place.id)})
    assert refused.status_code in {403, 422}
    with pytest.raises(NotAllowed):
        services.begin(
            session, tries.as_(getattr(tries, who)), services.NewTry("Mine", tries.place.id)
        )


def test_pressing_twice_begins_one_try(session, sign_in, tries):
    browser = sign_in(tries.danny)
    gone = {browser.post("/tries/new", data=NOTHING_WRONG).location for _ in "12345"}
    wanted = select(ImprovementProject).where(ImprovementProject.title == "Wheels, fast")
    assert len(gone) == 1 and len(session.scalars(wanted).all()) == 1


def test_a_try_begins_from_an_issue(session, make, sign_in, tries):
    issue = make.issue(tries.place, title="Home by ten")
    browser = sign_in(tries.danny)
    assert "Home by ten" in browser.get(f"/tries/new?issue={issue.id}").text
    browser.post("/tries/new", data=NOTHING_WRONG | {"issue": str(issue.id)})
    (line,) = queries.of_issue(session, tries.as_(tries.danny), issue.id)
    assert line.title == "Wheels, fast"


def test_borrowing_copies_the_plan_and_nothing_that_happened(session, make, sign_in, tries):
    lent = tries.decided("changed")
    leon = make.person(make.place(session.get(Area, tries.place.area_id)), name="Leon")
    browser = sign_in(leon)
    place_id = leon_place(session, leon)
    gone = browser.post(f"/tries/{lent.project_id}/borrow", data={"place": str(place_id)})
    cycle = session.get(Cycle, int(gone.location.rsplit("/", 1)[1]))
    project = session.get(ImprovementProject, cycle.project_id)
    assert (project.borrowed_from_id, project.place_id) == (lent.project_id, place_id)
    assert (project.status, project.in_short, project.started_on) == (TryStatus.DRAFT, "", None)
    assert project.what_will_be_different == "People come home when they like."
    assert (cycle.what_we_will_try, cycle.what_happened) == ("One worker starts late.", "")
    assert not cycle.locked
    asked = session.scalars(select(Question).where(Question.cycle_id == cycle.id)).one()
    assert (asked.question, asked.guess, asked.result) == ("Will it work?", "", "")
    assert not session.scalars(select(CycleDoer).where(CycleDoer.cycle_id == cycle.id)).all()
    team = select(TeamMember.person_id).where(TeamMember.project_id == project.id)
    assert session.scalars(team).all() == [leon.id]
    links = select(ProjectStatement.statement_id).where(ProjectStatement.project_id == project.id)
    assert session.scalars(links).all() == [tries.statement.id]
    page = browser.get(f"/tries/{project.id}")
    assert "The plan was borrowed from" in page.text and tries.place.name in page.text
    assert "Three times." not in page.text


def leon_place(session, person):
    from coprod.people.models import Hat

    return session.scalars(select(Hat.place_id).where(Hat.person_id == person.id)).one()


def test_a_private_try_is_not_lent(session, sign_in, tries):
    project = private(session, tries)
    assert sign_in(tries.marek).get(f"/tries/{project.id}/borrow").status_code == 403


def test_a_statement_shows_its_tries_and_never_a_private_one(session, tries):
    private(session, tries)
    going, ended = tries.doing(), tries.decided("stopped")
    viewer = tries.as_(tries.danny)

    def ids(*statuses):
        found_here = queries.of_statement(session, viewer, tries.statement.id, list(statuses))
        return [line.id for line in found_here]

    assert ids(TryStatus.HAPPENING) == [going.project_id]
    assert ids(TryStatus.STOPPED) == [ended.project_id]


def _project(tries):
    return ImprovementProject(
        area_id=tries.place.area_id,
        place_id=tries.place.id,
        title="Another",
        kind=TryKind.START_DOING,
        status=TryStatus.HAPPENING,
        made_on=tries.make.days_ago(3),
    )
