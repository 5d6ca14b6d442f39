"""The pages of rounds, by plain forms and by htmx, through a real sign-in."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now, today
from coprod.people.hats import Group, HatKind
from coprod.people.models import Area
from coprod.rounds import closing, queries
from coprod.rounds.models import Ballot, Round, RoundPick, RoundSign
from coprod.rounds.words import How, RoundState, Sign

HTMX = {"HX-Request": "true"}


@pytest.fixture
def area(session, running):
    return session.get_one(Area, running.round.area_id)


@pytest.fixture
def hannah(sign_in, make, area):
    return sign_in(make.person(area, HatKind.ADVOCATE))


@pytest.fixture
def danny(sign_in, make, running):
    return sign_in(make.person(running.place, name="Danny"))


def at(running, *parts):
    return "/".join(("/rounds", str(running.round.id), *map(str, parts)))


def stars(session, running):
    found = select(Ballot.stars).where(Ballot.round_id == running.round.id)
    return session.scalars(found.execution_options(populate_existing=True)).all()


def test_a_plain_form_gives_a_star_and_comes_back(session, running, danny):
    option = running.options[2]
    answer = danny.post(at(running, "stars"), data={"option": option})
    assert (answer.status_code, answer.location) == (303, at(running))
    assert stars(session, running) == [(option,)]
    shown = danny.get(at(running)).text
    assert "You have 2 stars left." in shown
    assert 'aria-label="Your star: Thing 2"' in shown
    assert (
        danny.post(at(running, "stars"), data={"option": option, "give": "no"}).status_code == 303
    )
    assert stars(session, running) == []


def test_htmx_redraws_only_the_ballot_and_says_so(session, running, danny):
    answer = danny.post(at(running, "stars"), data={"option": running.options[0]}, headers=HTMX)
    assert "<html" not in answer.text
    assert answer.text.lstrip().startswith('<section id="ballot"')
    assert "You gave a star." in answer.headers["HX-Trigger"]


def test_a_fourth_star_is_a_kind_409_and_changes_nothing(session, running, danny):
    for option in running.options[:3]:
        danny.post(at(running, "stars"), data={"option": option})
    assert "Give a star" not in danny.get(at(running)).text
    answer = danny.post(at(running, "stars"), data={"option": running.options[3]})
    assert answer.status_code == 409
    assert "Take one back first." in answer.text
    assert stars(session, running) == [tuple(running.options[:3])]


@pytest.mark.parametrize("sent", ["", "x", "-1", "9" * 20, "0"])
def test_a_star_for_nothing_is_a_404(session, running, danny, sent):
    assert danny.post(at(running, "stars"), data={"option": sent}).status_code == 404
    assert stars(session, running) == []


def test_none_of_it_and_taking_it_back(session, running, danny):
    danny.post(at(running, "none"))
    assert "You said: none of these." in danny.get(at(running)).text
    danny.post(at(running, "take-back"))
    assert stars(session, running) == []


def test_what_somebody_chose_is_in_no_address_and_in_no_unsent_form(app, session, running, make):
    """Somebody who is signed out by then gets their press back in the page, kept in no row."""
    from coprod.drafts.models import Draft

    out = app.test_client()
    out.session_to_commit = session
    answer = out.post(at(running, "stars"), data={"option": running.options[0]})
    assert answer.status_code in {200, 303, 401}
    assert session.scalars(select(Draft)).all() == []


def test_how_somebody_chose(session, running, danny, make):
    assert danny.get(at(running, "how")).status_code == 409
    danny.post(at(running, "stars"), data={"option": running.options[0]})
    jo = make.person(running.place, HatKind.STAFF, name="Jo")
    assert "Jo" in danny.get(at(running, "how")).text
    assert danny.post(at(running, "how"), data={"how": "on_paper"}).status_code == 422
    sent = {"how": "by_pointing", "helper": str(jo.id)}
    assert danny.post(at(running, "how"), data=sent).status_code == 303
    session.expire_all()
    found = session.scalars(select(Ballot).where(Ballot.round_id == running.round.id)).one()
    assert (found.how, found.helper_id) == (How.BY_POINTING, jo.id)


def test_people_of_another_area_cannot_tell_that_it_exists(sign_in, make, running):
    stranger = sign_in(make.person(make.place()))
    assert stranger.get(at(running)).status_code == 404
    for part in ("stars", "none", "take-back"):
        assert stranger.post(at(running, part), data={"option": "1"}).status_code == 404


def test_somebody_signed_out_is_asked_to_come_in(visitor, running):
    assert visitor.get(at(running)).status_code == 302


RUNS = ("go-and-ask", "odd", "papers", "last-day", "call-off", "papers/print?first=1&last=1")


@pytest.mark.parametrize(
    "hat",
    [kind for kind in HatKind if kind is not HatKind.ADVOCATE],
)
def test_only_the_advocate_runs_a_round(sign_in, make, running, area, hat):
    where = running.place if hat in {*HatKind} - {HatKind.COMMISSIONER} else area
    client = sign_in(make.person(where, hat))
    for part in RUNS:
        assert client.get(at(running, part)).status_code == 403, part
    assert client.get("/rounds/new").status_code == 403
    sent = {"closes_on": today().isoformat(), "why": "Because."}
    assert client.post(at(running, "last-day"), data=sent).status_code == 403
    assert client.post(at(running, "call-off"), data=sent).status_code == 403
    assert "Looking after this round" not in client.get(at(running)).text


def test_an_advocate_who_works_at_the_place_does_not_run_its_round(
    session, sign_in, make, running, area
):
    both = make.person(area, HatKind.ADVOCATE)
    make.hat(both, running.place, HatKind.STAFF)
    client = sign_in(both)
    assert client.get(at(running, "odd")).status_code == 403
    assert client.get("/rounds/new").status_code == 403


def plan(running, **fields):
    issues = [str(one) for one in running.issues.values()]
    return {
        "title": "Spring",
        "place": "",
        "opens_on": (today() + timedelta(days=1)).isoformat(),
        "closes_on": (today() + timedelta(days=20)).isoformat(),
        "picks": "4",
        "options": issues[:4],
        "could_people": "40",
        "could_families": "22",
        "could_staff": "34",
    } | fields


def test_a_round_is_planned_once_however_often_it_is_sent(session, running, hannah):
    shown = hannah.get("/rounds/new").text
    secret = re.search(r'name="once" value="([^"]+)"', shown).group(1)
    for _ in range(5):
        answer = hannah.post("/rounds/new", data=plan(running, once=secret))
        assert answer.status_code == 303
    found = session.scalars(select(Round).where(Round.title == "Spring")).all()
    assert [one.state for one in found] == [RoundState.PLANNED]
    shown = hannah.get(f"/rounds/{found[0].id}").text
    assert "It opens on" in shown
    assert "Give a star" not in shown
    assert answer.location == f"/rounds/{found[0].id}/pictures"
    option = queries.options(session, found[0].id)[0]
    for sent, shows in (("phone", "phone"), ("nonsense", "phone"), ("door", "door")):
        hannah.post(answer.location, data={f"picture-{option.id}": sent})
        session.expire_all()
        assert queries.options(session, found[0].id)[0].picture == shows


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": " "}, "Give it a name."),
        ({"opens_on": ""}, "Choose a day."),
        ({"opens_on": "31/31/2026"}, "Write the day like this"),
        ({"opens_on": "2020-01-01"}, "Choose a later day."),
        ({"closes_on": "2020-01-01"}, "Choose a later day."),
        ({"closes_on": "2999-01-01"}, "Choose a day in the next 12 months."),
        ({"picks": "0"}, "Choose from 1 to 8."),
        ({"picks": "many"}, "Choose from 1 to 8."),
        ({"options": []}, "Choose from 2 to 12 things."),
        ({"options": ["1", "999999"]}, "Something here cannot be chosen any more."),
        ({"could_people": "0"}, "Write a number from"),
        ({"could_staff": "-1"}, "Write a number from"),
        ({"could_staff": "9" * 30}, "Write a number from"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_and_nothing_typed_is_lost(
    session, running, hannah, fields, says
):
    answer = hannah.post("/rounds/new", data=plan(running, **fields))
    assert answer.status_code == 422
    assert says in answer.text
    assert "Spring" in answer.text or "title" in fields
    assert session.scalars(select(Round).where(Round.title == "Spring")).all() == []


def test_a_plan_that_somebody_else_changed_shows_what_was_written(session, running, hannah):
    address = hannah.post("/rounds/new", data=plan(running)).location.removesuffix("/pictures")
    sent = plan(running, title="Summer", edits="0")
    assert hannah.post(f"{address}/change", data=sent).status_code == 303
    late = hannah.post(f"{address}/change", data=plan(running, title="Easter", edits="0"))
    assert late.status_code == 409
    assert "Easter" in late.text
    edits = re.search(r'name="edits" value="(\d+)"', late.text).group(1)
    again = plan(running, title="Easter", edits=edits)
    assert hannah.post(f"{address}/change", data=again).status_code == 303
    assert "Easter" in hannah.get(address).text


def test_an_open_round_has_its_last_day_moved_with_a_reason(session, running, hannah, danny):
    day = (today() + timedelta(days=9)).isoformat()
    assert hannah.post(at(running, "last-day"), data={"closes_on": day}).status_code == 422
    sent = {"closes_on": day, "why": "Two houses were ill."}
    assert hannah.post(at(running, "last-day"), data=sent).status_code == 303
    assert "Two houses were ill." in danny.get(at(running)).text
    assert hannah.get(at(running, "change")).status_code == 409


def test_a_round_that_is_called_off_says_why_and_keeps_no_ballot(session, running, hannah, danny):
    danny.post(at(running, "stars"), data={"option": running.options[0]})
    assert hannah.post(at(running, "call-off"), data={"why": ""}).status_code == 422
    assert hannah.post(at(running, "call-off"), data={"why": "It snowed."}).status_code == 303
    assert stars(session, running) == []
    shown = danny.get(at(running)).text
    assert "It snowed." in shown
    assert "Called off" in shown


def test_go_and_ask_names_who_has_not_chosen_to_the_advocate_alone(
    session, make, running, hannah, danny
):
    kath = make.person(running.place, name="Kath Brennan")
    make.person(make.place(), name="Somebody Elsewhere")
    danny.post(at(running, "stars"), data={"option": running.options[0]})
    shown = hannah.get(at(running, "go-and-ask")).text
    assert kath.name in shown
    assert "Danny" not in shown
    assert "Somebody Elsewhere" not in shown


def test_papers_are_printed_and_put_in_by_two(session, make, sign_in, running, hannah):
    maureen = sign_in(make.person(running.place))
    printed = hannah.post(at(running, "papers"), data={"many": "2"})
    shown = hannah.get(printed.location).text
    codes = [a + b for a, b in re.findall(r"Code: (\d{4}) (\d{4})", shown)]
    assert len(codes) == 2
    sent = {
        "code": f" {codes[0][:4]} {codes[0][4:]} ",
        "stars": [str(one) for one in running.options[:2]],
        "group": "people",
        "how": "by_pointing",
    }
    assert maureen.post(at(running, "put-in"), data=sent).location.endswith("done=waits")
    assert f"{codes[0][:4]} {codes[0][4:]}" in hannah.get(at(running, "papers")).text
    differs = hannah.post(at(running, "put-in"), data=sent | {"stars": str(running.options[4])})
    assert differs.status_code == 409
    assert "The other person put in this:" in differs.text
    assert "Thing 1" in differs.text
    assert stars(session, running) == []
    right = hannah.post(at(running, "put-in"), data=sent)
    assert right.location.endswith("done=counts")
    assert stars(session, running) == [tuple(running.options[:2])]
    assert hannah.post(at(running, "papers/take-out"), data={"code": codes[0]}).status_code == 303
    assert stars(session, running) == []
    wrong = maureen.post(at(running, "put-in"), data=sent | {"code": "AAAA", "how": ""})
    assert wrong.status_code == 422
    assert "This one is not in this round." in wrong.text


def test_what_looks_odd_is_seen_by_the_moderator_who_writes_what_she_heard(
    session, make, running, hannah, choose, close
):
    jo = make.person(running.place, HatKind.STAFF, name="Jo Pickering")
    for _ in range(3):
        person = choose(running, Group.PEOPLE, 0, 1)
        ballot = session.scalars(select(Ballot).order_by(Ballot.id.desc())).first()
        ballot.helper_id = jo.id
        assert person.id
    assert "Jo Pickering helped with 3 or more" in hannah.get(at(running, "odd")).text
    assert close(running)
    session.commit()
    sign = session.scalars(select(RoundSign).where(RoundSign.sign == Sign.ONE_HELPER)).one()
    address = at(running, "odd", sign.id)
    assert hannah.post(address, data={"heard": ""}).status_code == 422
    assert hannah.post(address, data={"heard": "All three want the bus."}).status_code == 303
    assert "All three want the bus." in hannah.get(at(running, "odd")).text
    assert hannah.get(at(running, "odd", sign.id + 99)).status_code == 404


def test_the_result_says_who_picked_what_and_why_and_no_small_number(
    session, make, running, hannah, danny, choose, close
):
    for _ in range(11):
        choose(running, Group.PEOPLE, 0)
    for _ in range(3):
        choose(running, Group.PEOPLE, 1)
        choose(running, Group.FAMILIES, 2)
    for _ in range(9):
        choose(running, Group.STAFF, 3)
    assert close(running)
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", danny.get(at(running)).text))
    assert "People who use services picked this. It was turn 1." in shown
    assert "People who use services: 10 or more chose. They gave it 10 stars or more." in shown
    assert "Families and friends: fewer than 8 chose. We do not show their stars." in shown
    assert "Staff: 5 or more chose. They gave it fewer than 8 stars." in shown
    assert "What if we just add up" not in shown  # too few families to say so
    assert "The advocate has not chosen it yet." in shown


def test_the_small_voice_is_added_once_with_a_why(
    session, make, running, hannah, danny, choose, close
):
    from coprod.issues.words import Lane

    few = make.issue(running.place, title="A quiet place to pray", lane=Lane.FEW)
    assert hannah.get(at(running, "small-voice")).status_code == 409
    for _ in range(3):
        choose(running, Group.PEOPLE, 0)
    close(running)
    session.commit()
    sent = {"issue": str(few.id), "why": "He prays five times a day."}
    assert danny.post(at(running, "small-voice"), data=sent).status_code == 403
    assert hannah.post(at(running, "small-voice"), data=sent | {"why": ""}).status_code == 422
    talk = str(running.issues[running.options[4]])
    assert hannah.post(at(running, "small-voice"), data=sent | {"issue": talk}).status_code == 422
    assert hannah.post(at(running, "small-voice"), data=sent).status_code == 303
    assert hannah.post(at(running, "small-voice"), data=sent).status_code == 409
    assert "He prays five times a day." in danny.get(at(running)).text
    assert len(session.scalars(select(RoundPick).where(RoundPick.turn == 0)).all()) == 1
    page = danny.get(f"/issues/{few.id}").text
    assert "added this as the small voice" in page


def test_an_issue_says_that_it_can_be_chosen_and_that_it_was_picked(
    session, running, danny, visitor, choose, close
):
    from coprod.issues.models import Issue

    issue = session.get_one(Issue, running.issues[running.options[0]])
    issue.published = True
    session.commit()
    address = f"/issues/{issue.id}"
    assert "You can choose this now." in danny.get(address).text
    assert "You can choose this now." not in visitor.get(address).text
    for _ in range(3):
        choose(running, Group.PEOPLE, 0)
    close(running)
    session.commit()
    assert "How this was decided: Winter" in visitor.get(address).text


def test_the_first_page_says_that_there_is_something_to_choose_until_one_has(running, danny):
    assert "You have 3 stars" in danny.get("/").text
    for round_id in (running.round.id, running.round.id - 1):
        danny.post(f"/rounds/{round_id}/none")
    assert "You have 3 stars" not in danny.get("/").text


def test_the_advocates_first_page_says_whom_the_rounds_wait_for(
    session, make, running, hannah, danny, choose, close
):
    assert "Go and ask: Winter" in hannah.get("/").text
    assert "Go and ask" not in danny.get("/").text
    for _ in range(3):
        choose(running, Group.PEOPLE, 0)
    close(running)
    session.commit()
    shown = hannah.get("/").text
    assert f'/rounds/{running.round.id}/small-voice"' in shown
    assert f'/rounds/{running.round.id}/go-and-ask"' not in shown
    assert "Add the small voice" not in danny.get("/").text


def test_the_list_costs_the_same_however_many_rounds_there_are(session, running, danny, area):
    danny.get("/rounds")
    few = danny.statements
    for n in range(30):
        session.add(
            Round(
                area_id=area.id,
                title=f"Round {n}",
                opens_at=now() + timedelta(days=1),
                closes_at=now() + timedelta(days=2),
                could_people=1,
                could_families=0,
                could_staff=0,
            )
        )
    session.commit()
    first = danny.get("/rounds")
    assert danny.statements == few
    older = re.search(r'href="(/rounds\?after=\d+)"', first.text).group(1)
    assert "Winter" in danny.get(older).text


def test_closing_in_the_middle_of_choosing_is_said_kindly(session, running, danny, choose):
    for _ in range(3):
        choose(running, Group.PEOPLE, 0)
    session.commit()
    danny.get(at(running))
    closing.close(session, running.round, running.round.closes_at)
    session.commit()
    answer = danny.post(at(running, "stars"), data={"option": running.options[0]})
    assert answer.status_code == 409
    assert "This has closed. You can see what was picked." in answer.text
