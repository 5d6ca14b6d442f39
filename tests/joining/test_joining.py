"""Joining: both people are asked, both stay readable, and one no is enough."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now
from coprod.errors import Conflict
from coprod.issues.models import Issue, StatusChange
from coprod.issues.words import Lane, Status
from coprod.joining import queries, services
from coprod.joining.models import Joining, JoinState, JoinStep, Side
from coprod.people.models import Hat
from coprod.rounds import closing
from coprod.rounds.models import Round, RoundOption
from coprod.rounds.words import RoundState
from coprod.sign_in import queries as coming
from coprod.sign_in import services as coming_in
from coprod.web import open_session
from tests.joining.steps import log
from tests.journeys.pages import press, words


def test_both_say_yes_and_both_stay_readable(
    session, everyone, suggest, say, anna, ben, issue, into, sign_in
):
    issue.status = Status.DISCUSSION
    joining = suggest(everyone.advocate)
    say(anna, joining)
    assert (joining.state, issue.status) == (JoinState.ASKED, Status.DISCUSSION)
    say(ben, joining)
    session.refresh(issue)
    assert (joining.state, issue.status) == (JoinState.JOINED, Status.MERGED)
    assert issue.joined_to_id == into.id
    assert log(session, joining) == ["asked", "joined"]
    client = sign_in(everyone.family)
    for one, other in ((issue, into), (into, issue)):
        page = client.get(f"/issues/{one.id}").text
        assert one.words in page and f"/issues/{other.id}" in page
        assert "Anna Ash and Ben Birch said yes." in page and "How this was decided" in page
    step = session.scalars(select(StatusChange).order_by(StatusChange.id)).all()[-1]
    assert (step.was, step.became, step.by_id) == (Status.DISCUSSION, Status.MERGED, None)


def test_one_no_leaves_them_apart_and_nobody_learns_whose(
    session, everyone, suggest, say, anna, ben, issue, sign_in
):
    joining = suggest(everyone.advocate)
    say(anna, joining)
    say(ben, joining, "no")
    say(ben, joining, "no")
    session.refresh(issue)
    assert (joining.state, issue.status) == (JoinState.APART, Status.TRIAGE)
    assert (joining.issue_says, joining.into_says) == (None, None)
    page = sign_in(everyone.family).get(f"/issues/{issue.id}").text
    assert "They stay apart, and that is fine." in page and "Ben Birch" not in page
    assert "One no is enough to leave two apart." in page and "Both could say no." in page
    with pytest.raises(Conflict):
        say(anna, joining, "yes")


@pytest.mark.parametrize("who", ["anna", "ben", "advocate"])
def test_who_asked_stays_unsaid_until_they_are_joined(
    who, everyone, suggest, say, visitor, sign_in, anna, ben, issue, into
):
    """An author who asks says yes by it, so the no is the other's: no asker is told, whoever."""
    issue.published = into.published = True
    asker, other = {
        "anna": (anna, ben),
        "ben": (ben, anna),
        "advocate": (everyone.advocate, ben),
    }[who]
    joining = suggest(asker)
    here, pages = f"/joins/{joining.id}", (f"/issues/{issue.id}", f"/issues/{into.id}")
    before = words(sign_in(other).get(here).text)
    assert "We do not say who said no. The other person can work it out." in before
    assert "Nobody sees" not in before
    readers = [sign_in(everyone.family), sign_in(everyone.advocate), sign_in(other), visitor]
    for ends in ("", "We asked. They stay apart, and that is fine."):
        if ends:
            say(other, joining, "no")
        for client in readers:
            for path in pages if client is visitor else (here, *pages):
                page = words(client.get(path).text)
                assert f"{asker.name} asked" not in page and "who said it asked" not in page
                assert page.count("Somebody asked to join them.") == 1 and ends in page, path
    again = suggest(asker)
    for one in {anna, ben} - {asker}:
        say(one, again)
    page = words(sign_in(everyone.family).get(pages[0]).text)
    assert (page.count("asked to join them."), page.count("Somebody asked")) == (2, 1)
    assert asker.name in page


def test_not_sure_waits_and_can_change(session, everyone, suggest, say, anna, ben, issue):
    joining = suggest(everyone.advocate)
    say(anna, joining, "not_sure")
    say(ben, joining)
    assert joining.state is JoinState.ASKED
    say(anna, joining)
    assert joining.state is JoinState.JOINED


def test_an_author_who_asks_has_said_yes(session, suggest, say, anna, ben):
    joining = suggest(anna)
    assert (joining.state, joining.issue_says) == (JoinState.ASKED, "yes")
    step = session.scalars(select(JoinStep)).one()
    assert (step.side, step.by_id) == (Side.ISSUE, None)
    say(ben, joining)
    assert joining.state is JoinState.JOINED


def test_who_said_both_answers_once(make, place, suggest, say, issue, anna, everyone):
    other = make.issue(place, anna, title="Tea again")
    joining = suggest(everyone.advocate, (issue, other))
    say(anna, joining)
    assert joining.state is JoinState.JOINED


def test_the_advocate_stops_asking_and_an_author_does_not(
    session, everyone, suggest, say, anna, sign_in
):
    joining = suggest(everyone.advocate)
    say(anna, joining)
    here = f"/joins/{joining.id}/apart"
    sign_in(anna).post(here, data={"why": "I stop it."})
    session.expire_all()
    assert joining.state is JoinState.ASKED
    advocate = sign_in(everyone.advocate)
    assert "Stop asking" in advocate.get(f"/joins/{joining.id}").text
    assert press(advocate, here, why="Nobody answers.").status_code == 303
    session.expire_all()
    assert (joining.state, joining.issue_says) == (JoinState.APART, None)
    page = words(sign_in(anna).get(f"/issues/{joining.issue_id}").text)
    decided = "Who decided Our advocate (advocate). Why Nobody answers."
    assert "Who was asked The people who said the two. Who said what" in page
    assert decided in page and "Somebody else decided, and said why." in page


def test_the_question_is_on_the_authors_first_page(everyone, suggest, sign_in, anna, ben, session):
    joining = suggest(everyone.advocate)
    for author in (anna, ben):
        client, here = sign_in(author), f"/joins/{joining.id}"
        assert "Shall we join them?" in client.get("/").text
        page = client.get(here).text
        assert "The tea is cold at four." in page and "Cold tea every day." in page
        assert press(client, here).status_code == 422
        assert press(client, here, says="maybe").status_code == 422
        for _ in range(5):
            assert press(client, here, says="yes").status_code == 303
        assert "Shall we join them?" not in client.get("/").text
    session.expire_all()
    assert joining.state is JoinState.JOINED
    assert log(session, joining) == ["asked", "joined"]


def test_what_changed_while_they_were_asked_leaves_them_apart(
    session, everyone, suggest, say, anna, ben, issue, into, sign_in
):
    joining = suggest(everyone.advocate)
    say(anna, joining)
    into.lane = Lane.RIGHTS
    session.flush()
    say(ben, joining)
    assert joining.state is JoinState.APART
    assert issue.joined_to_id is None
    page = words(sign_in(anna).get(f"/issues/{issue.id}").text)
    assert "Nobody. A rule keeps them apart. Why They could not be joined any more." in page


def test_what_people_choose_now_stays_apart_until_the_round_has_closed(
    session, everyone, suggest, say, anna, ben, issue
):
    joining = suggest(everyone.advocate)
    round_ = Round(
        area_id=issue.area_id,
        title="Winter",
        opens_at=now(),
        closes_at=now() + timedelta(days=9),
        could_people=9,
        could_families=0,
        could_staff=0,
    )
    session.add(round_)
    session.flush()
    session.add(RoundOption(round_id=round_.id, issue_id=issue.id))
    closing.open_(session, round_, now())
    session.flush()
    say(anna, joining)
    say(ben, joining)
    assert joining.state is JoinState.APART
    with pytest.raises(Conflict, match="People are choosing about this now"):
        suggest(everyone.advocate)
    closing.close(session, round_, round_.closes_at)
    assert round_.state is RoundState.OPEN  # nobody has chosen, so it goes on
    round_.state, round_.secret = RoundState.CLOSED, None
    session.flush()
    assert suggest(everyone.advocate).state is JoinState.ASKED


def test_an_advocate_decides_for_somebody_who_has_left(
    session, everyone, suggest, say, sign_in, anna, ben, issue
):
    joining = suggest(everyone.advocate)
    say(ben, joining)
    here, advocate = f"/joins/{joining.id}/decide", sign_in(everyone.advocate)
    assert advocate.get(here).status_code == 403  # Anna is here
    session.query(Hat).filter_by(person_id=anna.id).delete()
    session.flush()
    assert "Decide for somebody who has left" in advocate.get(f"/joins/{joining.id}").text
    assert press(advocate, here, says="yes", why="").status_code == 422
    assert press(advocate, here, says="yes", why="It helps.").status_code == 303
    session.expire_all()
    assert joining.state is JoinState.JOINED
    assert log(session, joining) == ["asked", "decided_for", "joined"]
    page = words(advocate.get(f"/issues/{issue.id}").text)
    assert "Anna Ash and" not in page and "Nobody decided alone." in page
    assert "Ben Birch said yes. Who decided One of them. And the advocate" in page
    assert "Why It helps." in page


@pytest.mark.parametrize(("says", "state"), [("yes", JoinState.JOINED), ("no", JoinState.APART)])
def test_an_advocate_who_decides_for_both_is_not_told_as_all_together(
    says, state, session, everyone, suggest, sign_in, anna, ben, issue
):
    joining = suggest(everyone.advocate)
    session.query(Hat).filter(Hat.person_id.in_([anna.id, ben.id])).delete()
    session.flush()
    advocate = sign_in(everyone.advocate)
    sent = press(advocate, f"/joins/{joining.id}/decide", says=says, why="It helps.")
    assert sent.status_code == 303
    session.expire_all()
    assert joining.state is state
    page = words(advocate.get(f"/issues/{issue.id}").text)
    assert "Who decided The advocate. The people who said the two have left. Why It helps." in page
    assert "Who was asked Nobody could be asked." in page
    assert "Nobody decided alone." not in page


def test_nobody_decides_for_an_author_without_a_name(session, suggest, everyone, issue, as_viewer):
    issue.author_id, issue.author_hat, issue.name_held = None, None, True
    joining = suggest(everyone.advocate)
    pair = queries.one(session, as_viewer(everyone.advocate), joining.id)
    assert queries.left(session, pair) == []


def test_what_is_closed_to_outsiders_stays_so(visitor, joined, issue, into):
    issue.published = True
    page = visitor.get(f"/issues/{issue.id}").text
    assert "joined with another" in page
    assert into.title not in page and f"/issues/{into.id}" not in page
    assert "Anna Ash" in page  # she chose to show her name to all
    assert "Ben Birch" not in page
    into.published = True
    assert f"/issues/{into.id}" in visitor.get(f"/issues/{issue.id}").text


def test_two_yes_at_once_are_one_joining(app, session, everyone, suggest, anna, ben, issue):
    joining = suggest(everyone.advocate)
    tokens = [coming_in.start(session, one.id) for one in (anna, ben)]
    session.commit()

    def yes(token) -> None:
        with app.app_context(), open_session() as own:
            viewer = coming.by_token(own, token).viewer
            pair = queries.one(own, viewer, joining.id)
            part = queries.part_of(own, viewer, pair.issue, pair.into)
            services.say(own, viewer, pair.joining, part, services.AuthorSays.YES)
            own.commit()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(yes, tokens))
    session.expire_all()
    assert session.get(Joining, joining.id).state is JoinState.JOINED
    assert log(session, joining).count("joined") == 1
    assert session.get(Issue, issue.id).status is Status.MERGED
