"""*My things*: everything I said, asked for, was promised and do, and nothing of anybody else."""

from datetime import timedelta

import pytest

from coprod.db import now, today
from coprod.front import mine
from coprod.groups import hats
from coprod.issues import held
from coprod.issues import jobs as doing
from coprod.issues import services as issues
from coprod.issues.models import Issue
from coprod.issues.words import AnswerSays, Job, Status
from coprod.people.models import Hat
from coprod.subjects import Subject
from coprod.vision.models import SignUp, SignUpSays, StatementVersion
from forums import services as talk
from tests.journeys.pages import part


@pytest.fixture
def things(sign_in):
    """A section of somebody's page; nothing if it is not there."""

    def read(person, section, path="/my-things"):
        html = sign_in(person).get(path).text
        return part(html, section) if f'aria-labelledby="{section}"' in html else ""

    return read


def test_what_i_said_shows_how_far_it_got(session, people, issue, things):
    issue.status = Status.IN_CYCLE
    assert "A loud door We are trying something" in things(people.person, "said")
    assert "A loud door" not in things(people.family, "said")


def test_what_i_took_back_can_be_found_and_put_back(session, people, issue, things, sign_in):
    issue.taken_back_on = today() - timedelta(days=14)
    client = sign_in(people.person)
    page = client.get("/my-things").text
    assert "A loud door You can put it back until" in part(page, "taken")
    assert f'href="/say/{issue.id}"' in page
    assert "A loud door" not in part(page, "said")
    assert client.get(f"/say/{issue.id}").text.count("Put it back") == 1
    assert things(people.family, "taken") == ""
    issue.taken_back_on = today() - timedelta(days=15)
    session.flush()
    assert things(people.person, "taken") == ""


def test_what_i_took_back_unnamed_is_found_by_me_alone(session, people, issue, things):
    held.hold(session, people.person.id, issue.id)
    issue.author_id, issue.name_held = None, True
    assert "Your name is held back." in things(people.person, "said")
    issue.taken_back_on = today()
    session.flush()
    assert "A loud door" in things(people.person, "taken")
    assert things(people.family, "taken") == ""


def test_what_i_follow_is_listed_with_what_changed_last_first(
    make, session, place, people, as_viewer, things, issue
):
    older = make.issue(place, people.person, title="A cold bus")
    strange = make.issue(make.place(), people.person, title="Of elsewhere")
    viewer = as_viewer(people.family)
    for one in (older, issue):
        issues.follow(session, viewer, one)
    session.add(issues.Follow(issue_id=strange.id, person_id=people.family.id))
    issue.moved_at = now() - timedelta(days=3)
    older.moved_at = now()
    older.status = Status.ACCEPTED
    session.flush()
    found = things(people.family, "follow")
    assert found.index("A cold bus We are looking at it") < found.index("A loud door New")
    assert "It last changed on" in found
    assert "Of elsewhere" not in found
    assert things(people.person, "follow") == ""


def test_promises_made_to_me_say_what_for_and_lead_there(people, issue, answer, sign_in):
    answer(people.manager, issue, AnswerSays.YES, what="Mend it", by_when=today())
    page = sign_in(people.person).get("/my-things").text
    assert "It is about: A loud door" in part(page, "tome")
    assert f'href="/issues/{issue.id}#promises"' in page
    assert "It is about: A loud door" in part(
        sign_in(people.manager).get("/my-things").text, "mine"
    )


@pytest.fixture
def leaves(session):
    """Somebody's hats are ended: they know no more of the area than anybody."""

    def end(person):
        for hat in session.query(Hat).filter_by(person_id=person.id).all():
            hats.end_now(session, hat.id)

    return end


@pytest.mark.parametrize("published", [False, True])
def test_who_left_is_shown_promises_only_where_everybody_may_read(
    published, session, people, issue, answer, as_viewer, leaves, things, sign_in
):
    issues.me_too(session, as_viewer(people.family), issue)
    answer(people.manager, issue, AnswerSays.YES, what="Mend it", by_when=today())
    issue.published = published
    for one, section in ((people.family, "tome"), (people.manager, "mine")):
        assert "Mend it" in things(one, section)
        leaves(one)
        assert ("Mend it" in things(one, section)) == published
        assert ("Mend it" in sign_in(one).get(f"/my-things/{section}").text) == published


def test_who_left_keeps_what_was_promised_for_their_own_words_without_names(
    people, issue, answer, leaves, things
):
    answer(people.staff, issue, AnswerSays.YES, what="Mend it", by_when=today())
    answer(people.family, issue, AnswerSays.YES, what="Paint it", by_when=today())
    assert "Bev promised this" in things(people.person, "tome")
    leaves(people.person)
    found = things(people.person, "tome")
    assert "Jo promised this" in found, "in their job"
    assert "Family or a friend promised this" in found
    assert "Bev" not in found


def test_what_i_answered_and_the_jobs_i_took_are_there(
    session, people, issue, answer, as_viewer, things
):
    answer(people.manager, issue, AnswerSays.YES)
    doing.take(session, as_viewer(people.staff), issue, Job.LEADS)
    assert "Yes." in things(people.manager, "answers")
    assert "Your job: Leads." in things(people.staff, "jobs")
    assert things(people.manager, "jobs") == things(people.staff, "answers") == ""


def test_what_i_said_in_a_talk_is_there_and_leads_there(session, people, issue, as_viewer, sign_in):
    about = Subject("issue", issue.id, issue.title, issue.area_id, issue.place_id)
    post = talk.say(session, as_viewer(people.family), about, "They did it to me as well.")
    gone = talk.say(session, as_viewer(people.family), about, "I am not sure of this.")
    talk.take_back(session, as_viewer(people.family), gone)
    client = sign_in(people.family)
    page = client.get("/my-things").text
    found = part(page, "my-talk")
    assert "They did it to me as well" in found
    assert f'href="/talk/posts/{post.id}"' in page
    there = client.get(f"/talk/posts/{post.id}").location
    assert f'id="post-{post.id}"' in client.get(there).text
    assert "You took this back. You can put it back." in found
    assert f'href="/talk/posts/{gone.id}/taken-back"' in page
    assert 'id="my-talk"' not in sign_in(people.person).get("/my-things").text


def test_what_i_said_to_our_good_life_is_there(make, session, place, people, things):
    area = session.get(type(make.area()), place.area_id)
    statement = make.statement(area)
    version = session.query(StatementVersion).filter_by(statement_id=statement.id).one()
    session.add(
        SignUp(
            version_id=version.id,
            person_id=people.family.id,
            hat="family",
            says=SignUpSays.YES_BUT,
            at=now(),
        )
    )
    session.flush()
    found = things(people.family, "my-sign-ups")
    assert f"{version.short} Yes, but" in found
    assert things(people.person, "my-sign-ups") == ""


def many(make, place, person, n):
    return [make.issue(place, person, title=f"Thing {at}.") for at in range(n)]


def test_a_long_list_says_that_there_is_more_and_goes_on(make, place, people, sign_in, monkeypatch):
    monkeypatch.setattr(mine, "PER_PAGE", 4)
    mine._page.cache_clear()
    said = many(make, place, people.person, 10)
    many(make, place, people.family, 2)
    client = sign_in(people.person)
    page = client.get("/my-things").text
    assert page.count("Thing ") == mine.SHOWN
    assert 'href="/my-things/said"' in page
    seen, address = [], "/my-things/said"
    while address:
        html = client.get(address).text
        seen += [int(one.split('"')[0]) for one in html.split('href="/issues/')[1:]]
        address = html.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in html else ""
    mine._page.cache_clear()
    assert seen == [one.id for one in reversed(said)]


def test_what_i_follow_goes_on_where_several_changed_at_once(
    make, session, place, people, as_viewer, sign_in, monkeypatch
):
    monkeypatch.setattr(mine, "PER_PAGE", 2)
    mine._page.cache_clear()
    at, viewer = now(), as_viewer(people.family)
    for one in many(make, place, people.person, 7):
        issues.follow(session, viewer, one)
        one.moved_at = at - timedelta(days=one.id // 4)
    session.flush()
    order = session.query(Issue.id).order_by(Issue.moved_at.desc(), Issue.id.desc())
    client, seen, address = sign_in(people.family), [], "/my-things/follow"
    while address:
        html = client.get(address).text
        seen += [int(one.split('"')[0]) for one in html.split('href="/issues/')[1:]]
        address = html.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in html else ""
    mine._page.cache_clear()
    assert seen == [one for (one,) in order]


@pytest.mark.parametrize("name", ["tome", "mine"])
def test_promises_go_on_page_by_page_unmet_first(
    name, make, session, place, people, answer, sign_in, monkeypatch
):
    monkeypatch.setattr(mine, "PER_PAGE", 3)
    for at, one in enumerate(many(make, place, people.person, 8)):
        day = today() + timedelta(days=at % 3)
        answer(people.manager, one, AnswerSays.YES, what=f"Mend {at}.", by_when=day)
    from coprod.promises.models import Promise

    for promise in session.query(Promise).filter(Promise.id % 2 == 0):
        promise.kept_on = today()
    session.flush()
    in_order = sorted(
        session.query(Promise), key=lambda one: (one.kept_on is not None, one.by_when, one.id)
    )
    client = sign_in(people.person if name == "tome" else people.manager)
    assert f'href="/my-things/{name}"' in client.get("/my-things").text
    seen, address = [], f"/my-things/{name}"
    while address:
        html = client.get(address).text
        seen += [one.split("<")[0] for one in html.split('#promises">')[1:]]
        address = html.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in html else ""
    assert seen == [one.what for one in in_order]


def test_my_things_cost_as_few_statements_however_many_there_are(
    make, place, people, answer, sign_in
):
    client = sign_in(people.person)
    client.get("/my-things")
    client.get("/my-things")
    few = client.statements
    for one in many(make, place, people.person, 12):
        answer(people.manager, one, AnswerSays.YES, what="Mend it", by_when=today())
    client.get("/my-things")
    assert client.statements == few <= 21  # three ask what happens with words of mine
