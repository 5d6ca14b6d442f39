"""Who does what in a try: what nobody does yet, who takes it, and when the front page asks."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, NotAllowed
from coprod.first_page import ask
from coprod.people.hats import HatKind
from improvement_cycles import jobs, team
from improvement_cycles.jobs import blank
from improvement_cycles.models import AlsoDoes, ImprovementProject, TeamMember
from improvement_cycles.team import NewMember
from improvement_cycles.words import TeamJob, TryStatus

TELLS = "Tells people what happened"
NOBODY = "Nobody's job yet"


def plain(page):
    return page.text.replace("&#39;", "'")


@pytest.mark.parametrize(
    ("status", "private", "held", "nobodys"),
    [
        ("draft", False, "leads helps has_to_agree tells", ""),
        ("happening", False, "leads counts", "helps has_to_agree tells"),
        ("happening", True, "leads", "helps"),
        ("kept", False, "leads", ""),
        ("stopped", False, "", ""),
    ],
)
def test_which_jobs_are_nobodys(status, private, held, nobodys):
    found = blank(TryStatus(status), private, [TeamJob(one) for one in held.split()])
    assert found == nobodys.split()


def test_somebody_in_the_team_takes_a_job_that_nobody_has(session, tries, sign_in, visitor):
    cycle = tries.doing()
    session.commit()
    url = f"/tries/{cycle.project_id}"
    assert NOBODY in plain(visitor.get(url)) and "I will do this" not in visitor.get(url).text
    browser = sign_in(tries.marek)
    assert browser.get(url).text.count("I will do this") == 1
    sent = {"job": "tells", "once": "one-press"}
    assert {browser.post(f"{url}/jobs", data=sent).location for _ in "123"} == {url}
    assert browser.post(f"{url}/jobs", data={"job": "tells"}).status_code == 303
    [row] = session.scalars(select(AlsoDoes))
    assert row.job is TeamJob.TELLS
    page = plain(browser.get(url))
    assert NOBODY not in page and "helps, tells people what happened." in page
    mine = select(TeamMember.job).where(TeamMember.person_id == tries.marek.id)
    assert session.scalars(mine).all() == [TeamJob.HELPS]


def test_they_step_back_from_it_or_it_becomes_their_first_job(session, tries, sign_in):
    cycle = tries.doing()
    session.commit()
    url, browser = f"/tries/{cycle.project_id}", sign_in(tries.marek)
    browser.post(f"{url}/jobs", data={"job": "tells"})
    assert browser.get(f"{url}/team").text.count("Step back") == 1
    assert "Step back" not in sign_in(tries.danny).get(f"{url}/team").text
    browser.post(f"{url}/jobs", data={"job": "tells", "stop": "yes"})
    assert NOBODY in plain(browser.get(url))
    browser.post(f"{url}/jobs", data={"job": "tells"})
    browser.post(f"{url}/team", data={"person": str(tries.marek.id), "job": "tells"})
    assert session.scalars(select(AlsoDoes)).all() == []


def test_what_somebody_took_goes_when_they_leave(session, tries):
    cycle = tries.doing()
    marek = tries.as_(tries.marek)
    jobs.take(session, marek, tries.go(cycle, tries.marek), TeamJob.TELLS)
    team.take_out(session, marek, tries.go(cycle, tries.marek), tries.marek.id)
    assert session.scalars(select(AlsoDoes)).all() == []


def test_a_job_taken_besides_is_a_real_one_and_a_started_try_keeps_it(session, tries):
    cycle = tries.doing()
    danny, helps = tries.as_(tries.danny), NewMember(tries.danny.id, TeamJob.HELPS)
    jobs.take(session, danny, tries.go(cycle), TeamJob.TELLS)
    team.put(session, danny, tries.go(cycle), helps)  # he still tells people
    with pytest.raises(Conflict, match="must be more than to attend"):
        jobs.step_back(session, danny, tries.go(cycle), TeamJob.TELLS)
    leon = tries.make.person(tries.place)
    team.put(session, danny, tries.go(cycle), NewMember(leon.id, TeamJob.COUNTS))
    jobs.step_back(session, danny, tries.go(cycle), TeamJob.TELLS)


@pytest.mark.parametrize("who", ["hannah", "imran", "neighbour"])
def test_nobody_outside_the_team_takes_a_job(session, tries, sign_in, make, who):
    cycle = tries.doing()
    session.commit()
    person = make.person(tries.place) if who == "neighbour" else getattr(tries, who)
    url = f"/tries/{cycle.project_id}"
    browser = sign_in(person)
    assert "I will do this" not in browser.get(url).text
    assert browser.post(f"{url}/jobs", data={"job": "tells"}).status_code == 403
    assert browser.post(f"{url}/jobs", data={"job": "king"}).status_code == 404


def test_to_agree_is_asked_of_somebody_and_not_taken(session, tries, sign_in):
    cycle = tries.begun()
    with pytest.raises(NotAllowed, match="asked to join"):
        jobs.take(session, tries.as_(tries.danny), tries.go(cycle), TeamJob.HAS_TO_AGREE)
    session.commit()
    page = sign_in(tries.danny).get(f"/tries/{cycle.project_id}").text
    assert page.count("I will do this") == 2 and page.count("Ask somebody<") == 1


def test_a_try_that_ended_has_no_jobs_to_take(session, tries, sign_in):
    cycle = tries.decided("stopped")
    session.commit()
    assert NOBODY not in plain(sign_in(tries.danny).get(f"/tries/{cycle.project_id}"))
    with pytest.raises(Conflict, match="has ended"):
        jobs.take(session, tries.as_(tries.danny), tries.go(cycle), TeamJob.TELLS)


def test_the_front_page_asks_after_seven_days(session, make, tries, sign_in):
    """Those of the area that are open, for everybody, and in few statements."""

    def project(days, **fields):
        given = {
            "area_id": tries.place.area_id,
            "place_id": tries.place.id,
            "made_on": make.days_ago(days),
            "status": TryStatus.HAPPENING,
        }
        made = ImprovementProject(**given | fields)
        session.add(made)
        session.flush()
        return made

    old = project(7, title="Old")
    project(6, title="New")
    project(40, title="Ended", status=TryStatus.KEPT)
    project(40, title="Danny's own", owner_id=tries.danny.id, kind="one_persons")
    whole = project(40, title="Whole")
    elsewhere = tries.elsewhere.place
    project(40, title="Elsewhere", area_id=elsewhere.area_id, place_id=elsewhere.id)
    for person, job in ((tries.danny, "leads"), (tries.colette, "has_to_agree")):
        for one in (old, whole):
            hat = HatKind.STAFF
            row = TeamMember(project_id=one.id, person_id=person.id, hat=hat, job=TeamJob(job))
            session.add(row)
    session.flush()
    first = session.scalars(select(TeamMember).where(TeamMember.project_id == whole.id)).first()
    session.add_all(AlsoDoes(member_id=first.id, job=TeamJob(one)) for one in ("helps", "tells"))
    session.commit()
    [short] = jobs.short_of_people(
        ask(session, tries.as_(tries.danny), tries.place.area_id, [jobs.ASKS])
    )
    assert (short.title, short.jobs) == ("Old", [TeamJob.HELPS, TeamJob.TELLS])
    for person in (tries.danny, tries.imran, tries.hannah):
        page = plain(sign_in(person).get("/"))
        asked = page.split(NOBODY, 1)[1].split("</section>")[0]
        assert f"/tries/{old.id}#team" in asked and "helps, tells people what happened." in asked
        assert not [one for one in ("New", "Ended", "own", "Whole", "Elsewhere") if one in asked]
    away = sign_in(make.person(make.place()))
    assert NOBODY not in plain(away.get("/"))
