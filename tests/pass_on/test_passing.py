"""Passing on: two steps and a look, the author's yes, what goes along, and what the page shows."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coprod.db import today
from coprod.errors import Conflict
from coprod.issues import held
from coprod.issues.models import StatusChange
from coprod.issues.words import Status
from coprod.pass_on import letter, services
from coprod.pass_on.models import AuthorSays, PassedOn
from coprod.people.models import Person
from tests.journeys.pages import press, words
from tests.pass_on.conftest import TO
from tests.pass_on.test_link import send


def walk(client, issue, **answers):
    """Both steps and the check. Where it leads."""
    here = f"/issues/{issue.id}/pass-on"
    press(client, here, **{name: TO[name] for name in ("body", "reader")} | answers)
    press(client, f"{here}/note", note=answers.get("note", TO["note"]))
    return press(client, f"{here}/check")


def rows(session):
    session.expire_all()
    return session.scalars(select(PassedOn).order_by(PassedOn.id)).all()


def test_two_steps_a_check_and_a_link_shown_once(sign_in, everyone, issue, session):
    client = sign_in(everyone.manager)
    here = f"/issues/{issue.id}/pass-on"
    assert "Pass this on to somebody outside" in client.get(f"/issues/{issue.id}").text
    assert client.get(f"{here}/check").location == here
    done = walk(client, issue)
    (passed,) = rows(session)
    assert done.location == f"/passed-on/{passed.id}"
    made = press(client, done.location, f"{done.location}/link")
    shown = client.get(made.location).text
    assert "/passed-on/answer/" in shown and "We show it only now." in shown
    assert client.get("/passed-on/letter.svg").mimetype == "image/svg+xml"
    assert client.get("/passed-on/letter.svg").status_code == 404
    again = client.get(made.location).text
    assert "/passed-on/answer/" not in again and "shown already" in again
    last = select(StatusChange).where(StatusChange.issue_id == issue.id).order_by(StatusChange.id)
    step = session.scalars(last).all()[-1]
    assert (step.why, step.was) == ("Passed on to The bus company, Ticket team.", step.became)


def test_five_presses_are_one_letter(sign_in, everyone, issue, session):
    client = sign_in(everyone.manager)
    here = f"/issues/{issue.id}/pass-on"
    press(client, here, body=TO["body"], reader=TO["reader"])
    press(client, f"{here}/note", note=TO["note"])
    from coprod.pass_on import forms

    sent = {"once": "one-press", "seen": forms.seen(services.ToPass(**TO))}
    places = [client.post(f"{here}/check", data=sent).location for _ in range(5)]
    assert len(set(places)) == 1 and len(rows(session)) == 1


def test_what_changed_in_another_window_is_looked_at_again(sign_in, everyone, issue, session):
    client = sign_in(everyone.manager)
    here = f"/issues/{issue.id}/pass-on"
    press(client, here, body=TO["body"], reader=TO["reader"])
    press(client, f"{here}/note", note="Other words")
    answer = client.post(f"{here}/check", data={"seen": "what-stood-there-before"})
    assert answer.status_code == 409 and "Other words" in answer.text
    assert not rows(session)


@pytest.mark.parametrize(
    ("step", "sent", "says"),
    [
        ("", {"body": "", "reader": "x"}, "Say who it goes to."),
        ("", {"body": "\u200b", "reader": "x"}, "Say who it goes to."),
        ("", {"body": "x", "reader": ""}, "Say which team or person reads it."),
        ("", {"body": "a" * 201, "reader": "x"}, "Use 200 letters or fewer."),
        ("/note", {"note": ""}, "Write what you ask them."),
        ("/note", {"note": "a" * 2001}, "Use 2,000 letters or fewer."),
    ],
)
def test_bad_input(step, sent, says, sign_in, everyone, issue):
    answer = press(sign_in(everyone.manager), f"/issues/{issue.id}/pass-on{step}", **sent)
    assert answer.status_code == 422 and answer.text.count(says) >= 2


@pytest.mark.parametrize("status", [Status.MERGED, Status.RESOLVED])
def test_what_is_over_is_not_passed_on(status, issue, everyone, pass_on, sign_in):
    issue.status = status
    with pytest.raises(Conflict):
        pass_on(everyone.manager)
    assert sign_in(everyone.manager).get(f"/issues/{issue.id}/pass-on").status_code == 409


def test_a_question_that_is_none_is_nowhere(sign_in, everyone, issue):
    assert sign_in(everyone.manager).get(f"/issues/{issue.id}/pass-on/x").status_code == 404


@pytest.fixture
def private(make, place):
    """Something that only the area may read."""
    return make.issue(place, make.person(place, name="Private Author"), title="For us")


def test_words_that_are_not_open_go_only_with_a_yes(
    private, pass_on, everyone, session, as_viewer, new_link, sign_in, visitor
):
    passed = pass_on(everyone.manager, private)
    with pytest.raises(Conflict, match="not said yes"):
        new_link(everyone.manager, passed, private)
    author = session.get(Person, private.author_id)
    theirs = sign_in(author)
    card = "Can your words go to The bus company?"
    assert card in theirs.get("/").text
    assert card not in sign_in(everyone.manager).get("/").text
    here = f"/passed-on/{passed.id}/may-it-go"
    assert press(theirs, here).status_code == 422
    for _ in range(2):
        assert press(theirs, here, says="yes").status_code == 303
    session.expire_all()
    assert card not in theirs.get("/").text
    assert "Your letter can go: The bus company" in sign_in(everyone.manager).get("/").text
    link = new_link(everyone.manager, passed, private)
    assert visitor.get(link).status_code == 200
    press(theirs, here, says="no")
    assert visitor.get(link).status_code == 404
    session.expire_all()
    page = theirs.get(f"/issues/{private.id}").text
    assert "Passed on to The bus company" in page


def test_a_no_is_said_kindly(private, pass_on, everyone, session, sign_in):
    passed = pass_on(everyone.manager, private)
    passed.author_says = AuthorSays.NO
    page = sign_in(everyone.family).get(f"/issues/{private.id}").text
    assert "wants their words to stay here" in page


def test_closing_what_was_open_closes_the_link(visitor, link, issue):
    issue.published = False
    assert visitor.get(link).status_code == 404


def test_after_an_answer_the_author_cannot_take_it_back(
    visitor, link, sign_in, session, issue, passed
):
    send(visitor, link)
    author = sign_in(session.get(Person, issue.author_id))
    sent = author.post(f"/passed-on/{passed.id}/may-it-go", data={"says": "no"})
    assert sent.status_code == 409


def test_what_goes_along(session, make, place, pass_on, everyone, issue):
    issue.me_too_people, issue.me_too_families, issue.me_too_staff = 12, 7, 0
    told = letter.write(session, pass_on(everyone.manager, tells_place=True, tells_me_too=True))
    assert (told.title, told.words) == (issue.title, issue.words)
    assert (told.who, told.place) == ("The Raiser", place.name)
    assert [(str(group), n) for group, n in told.me_too] == [("people", 10)]
    bare = letter.write(session, pass_on(everyone.manager))
    assert (bare.place, bare.me_too) == ("", [])
    assert bare.sender == "Our manager, manager"


@pytest.mark.parametrize(
    ("people", "held_back", "published", "who", "says_place"),
    [
        (12, False, True, "The Raiser", True),
        (12, False, False, "A person who uses services", True),
        (12, True, True, "A person who uses services", True),
        (9, False, True, "The Raiser", False),
        (9, False, False, "Somebody", False),
        (9, True, False, "Somebody", False),
    ],
)
def test_names_hats_and_small_places(
    people, held_back, published, who, says_place, session, place, issue, pass_on, everyone
):
    place.uses_services, issue.name_held, issue.published = people, held_back, published
    told = letter.write(session, pass_on(everyone.manager, tells_place=True))
    assert (told.who, bool(told.place)) == (who, says_place)


def test_people_who_are_not_there_in_their_job_are_not_named(session, pass_on, everyone):
    assert letter.write(session, pass_on(everyone.family)).sender == "Family or a friend"


@pytest.mark.parametrize("days", [1, 34])
def test_silence_is_shown(days, visitor, passed, link, issue):
    passed.sent_on = today() - timedelta(days=days)
    page = " ".join(visitor.get(f"/issues/{issue.id}").text.split())
    assert "Passed on to The bus company on" in page
    assert f"No answer yet, {days} day" in page
    assert "Our manager, manager passed it on." in page


@pytest.mark.parametrize("says", [None, *AuthorSays])
def test_what_went_says_how_that_was_decided_and_nothing_of_its_author(
    says, visitor, sign_in, issue, everyone, pass_on, new_link
):
    went, here = pass_on(everyone.family), f"/issues/{issue.id}"
    assert "How this was decided" not in visitor.get(here).text  # it has not gone
    new_link(everyone.family, went)
    went.author_says, issue.name_held = says, True
    inside, open_ = sign_in(everyone.staff), "Everyone can read these words. So nobody has to be"
    for client, who in ((visitor, "Family or a friend"), (inside, "Our family, family or friend")):
        page = words(client.get(here).text)
        assert "How this was decided : passing it on to The bus company" in page
        assert f"{open_} asked. Who decided {who}. Why Some things only others can" in page
        assert "The Raiser" not in page and TO["note"] not in page
        assert "said yes" not in page and "says no" not in page
    issue.published = False
    page = words(inside.get(here).text)
    assert "Their words go only with their yes. Who decided Our family" in page


def test_the_answer_is_shown_with_who_and_how(visitor, passed, link, issue):
    send(visitor, link)
    page = visitor.get(f"/issues/{issue.id}").text
    for said in (
        "Pat Reed, head of tickets",
        "We can sell a cheap ticket.",
        "A cheap ticket",
        "The bus company, Ticket team (outside) promised this.",
        "How this was decided",
        "They alone say what they do.",
    ):
        assert said in page
    assert "It was decided before." not in page
    assert "Take the answer" not in page


def test_an_answer_is_taken_off_the_page_with_a_reason_and_put_back(
    visitor, passed, link, issue, sign_in, everyone
):
    advocate = sign_in(everyone.advocate)
    here = f"/passed-on/{passed.id}/off-page"
    assert advocate.get(here).status_code == 404  # nothing has come
    send(visitor, link, why="Go away, all of you.")
    assert sign_in(everyone.manager).get(here).status_code == 403
    assert press(advocate, here, why="").status_code == 422
    assert press(advocate, here, why="It was unkind.").status_code == 303
    page = visitor.get(f"/issues/{issue.id}").text
    assert "Go away" not in page and "It was unkind." in page and "They answered." in page
    assert "How this was decided" in page and "The answer can be put back." in page
    assert press(advocate, here, off="no", why="They said sorry.").status_code == 303
    page = words(visitor.get(f"/issues/{issue.id}").text)
    assert "Go away" in page and "Our advocate, advocate put this answer back on" in page
    assert "Why They said sorry." in page and "It was unkind." not in page


def test_a_link_is_not_stopped_nor_made_after_the_answer(visitor, passed, link, sign_in, everyone):
    send(visitor, link)
    for act in ("stop", "link"):
        assert sign_in(everyone.manager).post(f"/passed-on/{passed.id}/{act}").status_code == 409


def test_a_held_back_author_says_yes_without_a_trace(
    make, place, session, pass_on, everyone, sign_in, as_viewer
):
    author = make.person(place, name="Zebedee Quill")
    unnamed = make.issue(place, author, author_id=None, author_hat=None, name_held=True)
    held.hold(session, author.id, unnamed.id)
    passed = pass_on(everyone.manager, unnamed)
    client = sign_in(author)
    assert "Can your words go to" in client.get("/").text
    assert press(client, f"/passed-on/{passed.id}/may-it-go", says="yes").status_code == 303
    session.expire_all()
    assert passed.author_says is AuthorSays.YES
    from coprod.db import Base

    for table in Base.metadata.sorted_tables:
        if table.name in {"person", "hat", "sign_in", "vouch"}:
            continue
        people = [
            c for c in table.c if any(k.column.table.name == "person" for k in c.foreign_keys)
        ]
        for column in people:
            where = select(func.count()).select_from(table).where(column == author.id)
            assert session.scalar(where) == 0, table.name


def _points_at_people(column) -> bool:
    return any(key.column.table.name == "person" for key in column.foreign_keys)
