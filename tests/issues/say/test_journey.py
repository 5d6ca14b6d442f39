"""Say something, as a person does it without JavaScript: from the front page to sent, and after."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from coprod.drafts.models import Draft
from coprod.issues.models import (
    HeldBack,
    Issue,
    IssuePlace,
    IssueStatement,
    StatusChange,
)
from coprod.issues.words import IssueKind, Lane, SaidAs, Status
from coprod.sign_in.models import SignIn

HTMX = {"HX-Request": "true"}


def once(page) -> str:
    return re.search(r'name="once" value="([^"]+)"', page.text).group(1)


def send(client, words="The bus is late"):
    client.post("/say", data={"words": words})
    page = client.get("/say/check")
    return client.post("/say/check", data={"once": once(page)})


def test_four_steps_from_the_front_page_to_sent(sign_in, session, danny, place):
    client = sign_in(danny)
    assert 'href="/say"' in client.get("/").text  # 1: Say something
    typed = client.post("/say", data={"words": "the bus IS late.  agen"})  # 2: type, 3: carry on
    assert (typed.status_code, typed.location) == (303, "/say/check")
    page = client.get("/say/check")
    assert "Everyone in your groups will see this. You can take it back." in page.text
    sent = client.post("/say/check", data={"once": once(page)})  # 4: send
    issue = session.scalars(select(Issue)).one()
    assert (sent.status_code, sent.location) == (303, f"/say/{issue.id}")
    assert issue.words == "the bus IS late.  agen"
    assert (issue.author_id, issue.place_id, issue.area_id) == (danny.id, place.id, place.area_id)
    assert (issue.kind, issue.lane, issue.said_as) == (
        IssueKind.PROBLEM,
        Lane.TALK,
        SaidAs.OWN_WORDS,
    )
    step = session.scalars(select(StatusChange)).one()
    assert (step.was, step.became, step.by_id) == (None, Status.TRIAGE, None)
    assert session.scalars(select(Draft)).all() == []
    assert "Thank you. It is sent." in client.get(sent.location).text
    assert "the bus IS late" in client.get(f"/issues/{issue.id}").text


def test_what_is_sent_is_what_was_looked_at(sign_in, session, danny):
    """Two windows: in one the name is held back, in the other it is shown, with other words."""
    client = sign_in(danny)
    client.post("/say", data={"words": "Somebody shouts."})
    client.post("/say/ask/name", data={"name": "held"})
    first = dict(re.findall(r'name="(\w+)" value="([^"]*)"', client.get("/say/check").text))
    client.post("/say", data={"words": "The bus is late."})
    client.post("/say/ask/name", data={"name": "shown"})
    refused = client.post("/say/check", data=first)
    assert refused.status_code == 409
    assert "You changed this in another window." in refused.text
    assert "Somebody shouts." in refused.text and "The bus is late." in refused.text
    assert session.scalars(select(Issue.id)).all() == []
    again = dict(re.findall(r'name="(\w+)" value="([^"]*)"', refused.text))
    assert client.post("/say/check", data=again).status_code == 303
    issue = session.scalars(select(Issue)).one()
    assert (issue.words, issue.name_held) == ("The bus is late.", False)


def test_pressing_send_five_times_sends_once(sign_in, session, danny):
    client = sign_in(danny)
    client.post("/say", data={"words": "Late"})
    secret = once(client.get("/say/check"))
    answers = [client.post("/say/check", data={"once": secret}) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {303}
    last = client.get(answers[-1].location)
    assert last.location == answers[0].location
    assert len(session.scalars(select(Issue.id)).all()) == 1


def test_every_question_is_asked_on_the_way_and_kept(sign_in, session, make, place, danny):
    client = sign_in(danny)
    other = make.place(make.session.get(type(make.area()), place.area_id))
    helper = make.person(place)
    statement = make.statement(make.session.get(type(make.area()), place.area_id))
    client.post("/say", data={"words": "Thank you all"})
    answers = {
        "place": {"place": [str(place.id), str(other.id)]},
        "kind": {"kind": "thanks"},
        "how": {"how": "help_to_type"},
        "helper": {"helper": str(helper.id)},
        "statement": {"statement": [str(statement.id)]},
        "picture": {"picture": "mug"},
        "readers": {"readers": "anyone"},
    }
    for name, data in answers.items():
        assert client.get(f"/say/ask/{name}").status_code == 200
        assert client.post(f"/say/ask/{name}", data=data).status_code == 303
    page = client.get("/say/check")
    for shown in (other.name, "A thank you", "With help to type", "Mine", "Tea and cafe", "Anyone"):
        assert shown in page.text
    client.post("/say/check", data={"once": once(page)})
    issue = session.scalars(select(Issue)).one()
    assert (issue.kind, issue.symbol, issue.published) == (IssueKind.THANKS, "mug", True)
    assert (issue.said_as, issue.helper_id) == (SaidAs.HELP_TO_TYPE, helper.id)
    places = session.scalars(select(IssuePlace.place_id)).all()
    assert sorted(places) == sorted([place.id, other.id])
    about = session.scalars(select(IssueStatement)).one()
    assert (about.statement_id, about.version, about.looks_like) == (statement.id, 1, True)


def test_afterwards_six_small_questions_one_at_a_time(sign_in, session, danny, place):
    client = sign_in(danny)
    page = client.get(send(client).location)
    url = re.search(r'href="(/say/\d+/ask/\w+)" ?[^>]*>[^<]*<?[^>]*>? ?Say a bit more', page.text)
    at = url.group(1) if url else re.search(r"/say/\d+/ask/place", page.text).group(0)
    for number in range(1, 7):
        page = client.get(at)
        assert f"Question {number} of 6. You can skip it." in page.text
        at = re.search(r'href="([^"]+)">Skip this question', page.text).group(1)
    assert re.fullmatch(r"/say/\d+", at)


def test_an_answer_afterwards_leads_to_the_next_question(sign_in, session, danny):
    client = sign_in(danny)
    here = send(client).location
    answered = client.post(f"{here}/ask/kind", data={"kind": "idea"})
    assert answered.location == f"{here}/ask/lane"
    answered = client.post(f"{here}/ask/lane", data={"lane": "not_sure"})
    assert answered.location == f"{here}/ask/how"
    seen = client.post(f"{here}/ask/how", data={"how": "what_we_see"})
    assert seen.location == f"{here}/ask/seen"
    told = client.post(f"{here}/ask/seen", data={"means": "Too loud", "agrees": "Ruth, Dev"})
    assert told.location == f"{here}/ask/statement"
    issue = session.scalars(select(Issue)).one()
    assert issue.kind is IssueKind.IDEA
    assert issue.words == (
        "The bus is late\n\nWhat we think it means: Too loud\n\nWho agrees: Ruth, Dev"
    )


def test_what_we_think_it_means_takes_the_place_of_what_we_thought_before(sign_in, session, danny):
    client = sign_in(danny)
    here = f"{send(client).location}/ask/seen"
    kept = "The bus is late\n\nWhat we think it means: {}\n\nWho agrees: {}"
    for means, agrees in (("Too loud", "Ruth"), ("Too loud", "Ruth"), ("It hurts\n\nthem", "Dev")):
        client.post(here, data={"means": means, "agrees": agrees, "once": "a" + means})
        session.expire_all()
        issue = session.scalars(select(Issue)).one()
        assert issue.words == kept.format(means, agrees)
        page = client.get(here).text
        assert means in page and f'value="{agrees}"' in page
    client.post(here.replace("seen", "kind"), data={"kind": "idea"})
    session.expire_all()
    assert session.scalars(select(Issue.words)).one() == kept.format("It hurts\n\nthem", "Dev")
    client.post(here, data={"means": "", "agrees": ""})
    session.expire_all()
    assert session.scalars(select(Issue.words)).one() == "The bus is late"


def test_too_many_words_together_are_said_at_the_field_that_is_shown(sign_in, session, danny):
    client = sign_in(danny)
    words = "x" * 4_900
    here = send(client, words).location
    page = client.post(f"{here}/ask/seen", data={"means": "y" * 200, "agrees": "Ruth"})
    assert page.status_code == 422
    assert 'href="#means"' in page.text and 'id="means-error"' in page.text
    assert "All your words together are too long. Take out 144 letters." in page.text
    assert session.scalars(select(Issue.words)).one() == words


def test_answering_twice_at_once_is_answered_once(app, sign_in, session, danny, place):
    """Two windows, pressed together: each gets its answer, and nothing is there twice."""
    here = send(sign_in(danny)).location
    at_once = Barrier(2)
    clients = [sign_in(danny) for _ in range(2)]
    session.commit()

    def press(client):
        client.session_to_commit = None
        statuses = []
        for name, data in 5 * [("place", {"place": [str(place.id)]}), ("name", {"name": "held"})]:
            at_once.wait(30)
            statuses.append(client.post(f"{here}/ask/{name}", data=data).status_code)
        return statuses

    with ThreadPoolExecutor(2) as pool:
        assert {status for all_of in pool.map(press, clients) for status in all_of} == {303}
    session.expire_all()
    assert session.scalars(select(IssuePlace.place_id)).all() == [place.id]
    assert len(session.scalars(select(HeldBack)).all()) == 1


def test_the_same_press_twice_changes_once(sign_in, session, danny):
    client = sign_in(danny)
    here = send(client).location
    for _ in range(2):
        sent = client.post(f"{here}/ask/kind", data={"kind": "idea", "once": "a"})
        assert (sent.status_code, sent.location) == (303, f"{here}/ask/lane")
    assert session.scalars(select(Issue.edits)).one() == 1


def test_words_are_there_after_going_away_and_back(sign_in, danny):
    client = sign_in(danny)
    client.post("/drafts/save", data={"form": "/say", "words": "half a sent"}, headers=HTMX)
    assert "half a sent" in client.get("/say").text
    again = sign_in(danny)  # another browser, another day
    assert "half a sent" in again.get("/say").text


def test_choices_are_there_after_the_words_change(sign_in, danny):
    client = sign_in(danny)
    client.post("/say", data={"words": "One"})
    client.post("/say/ask/name", data={"name": "held"})
    client.post("/say", data={"words": "Two"})
    page = client.get("/say/check")
    assert "Two" in page.text and "People may still guess" in page.text


def test_a_sign_in_that_ran_out_at_send_keeps_everything(sign_in, session, danny):
    client = sign_in(danny)
    client.post("/say", data={"words": "All of it"})
    client.post("/say/ask/kind", data={"kind": "idea"})
    page = client.get("/say/check")
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    session.query(SignIn).update({"idle_minutes": 0})
    session.commit()
    assert "/sign-in" in client.post("/say/check", data=dict(fields)).location
    page = sign_in(danny).get("/say/check")
    assert "All of it" in page.text and "An idea" in page.text


def test_what_is_sent_is_kept_nowhere_else(sign_in, session, danny):
    client = sign_in(danny)
    for form in ("/say/ask/seen", "/say/similar", "/saying", "/talk/issue/1"):
        client.post("/drafts/save", data={"form": form, "words": "The bus is late"})
    send(client)
    kept = session.scalars(select(Draft.form).order_by(Draft.id)).all()
    assert kept == ["/saying", "/talk/issue/1"]


def test_the_pages_cost_a_steady_number_of_statements(sign_in, make, place, danny):
    client = sign_in(danny)
    client.post("/say", data={"words": "the kitchen is locked"})
    client.get("/say/check")
    before = client.statements
    for _ in range(30):
        make.issue(place, words="The kitchen is locked again.")
        make.place(make.session.get(type(make.area()), place.area_id))
    client.get("/say/check")
    assert client.statements <= max(before + 1, 12)
