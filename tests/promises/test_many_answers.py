"""Many answers to *Is it really better?*: pages stay short, and everything can be read."""

import pytest
from sqlalchemy import select

from coprod.issues.models import Support
from coprod.issues.words import BetterSays
from coprod.people.hats import HatKind
from coprod.people.models import Person
from coprod.people.viewer import NOBODY
from coprod.promises import asking
from coprod.promises.asked import asks_for
from coprod.promises.models import Ask

BACKERS = 63  # told 3 at a time


@pytest.fixture
def answered(session, make, place, issue):
    """The raiser answered first, then 63 people, each a day later, and one who said nothing."""
    other = make.issue(place)
    people = [make.person(place) for _ in range(BACKERS + 1)]
    for about in (issue, other):
        for one in people:
            session.add(Support(issue_id=about.id, person_id=one.id, hat=HatKind.USES_SERVICES))
        session.flush()
        asking.claim(session, None, about, "It is done.", on=make.days_ago(200))
    asks = session.query(Ask).filter_by(time=1, issue_id=issue.id).order_by(Ask.id).all()
    for n, ask in enumerate(asks[:-1]):
        says = BetterSays.A_BIT
        asking.answer(session, NOBODY, ask, says, f"Word {n}.", on=make.days_ago(150 - n))
    elsewhere = session.query(Ask).filter_by(time=1, issue_id=other.id).first()
    asking.answer(session, NOBODY, elsewhere, BetterSays.SAME, "Of another.")
    return issue


def words(text):
    return [n for n in range(BACKERS + 1) if f"Word {n}." in text]


def test_an_issue_shows_the_raisers_answer_and_the_newest(visitor, answered):
    text = visitor.get(f"/issues/{answered.id}").text
    assert words(text) == [0, *range(BACKERS - 8, BACKERS + 1)]
    assert text.index("Word 0.") < text.index(f"Word {BACKERS}.") < text.index("Word 60.")
    assert "Read all that people said" in text and "Of another." not in text
    assert "64 answers" not in text


def test_all_of_them_can_be_read_page_by_page(visitor, sign_in, everyone, answered, session):
    url, seen = f"/issues/{answered.id}/better/answers", []
    while url:
        text = visitor.get(url).text
        assert "Of another." not in text and "The Raiser" not in text
        seen += reversed(words(text))
        url = text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert seen == list(reversed(range(BACKERS + 1)))
    raisers = select(Ask.id).where(Ask.issue_id == answered.id).order_by(Ask.id).offset(2)
    last = f"/issues/{answered.id}/better/answers?after={session.scalars(raisers).first()}"
    assert "The Raiser" in sign_in(everyone.family).get(last).text


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 30, "999999"])
def test_a_page_that_is_none_is_no_error(after, visitor, answered):
    assert visitor.get(f"/issues/{answered.id}/better/answers?after={after}").status_code == 200


def test_who_may_not_read_the_issue_reads_no_answers(visitor, sign_in, everyone, answered):
    answered.published = False
    path = f"/issues/{answered.id}/better/answers"
    assert visitor.get(path).status_code == 404
    assert sign_in(everyone.stranger).get(path).status_code == 404
    assert sign_in(everyone.staff).get(path).status_code == 200


@pytest.fixture
def busy(session, make, place):
    """Somebody who raised 24 things that are said to be done, and answered two of them."""
    person = make.person(place)
    for n in range(24):
        one = make.issue(place, person, title=f"Thing {n:02}")
        asking.claim(session, None, make.issue(place, title="Of somebody else"), "Done.")
        asking.claim(session, None, one, "Done.", on=make.days_ago(24 - n))
    first = session.query(Ask).filter_by(time=1, person_id=person.id).order_by(Ask.id).limit(2)
    for ask in first:
        asking.answer(session, NOBODY, ask, BetterSays.A_BIT, "")
    return person


def test_my_things_show_the_newest_questions_and_lead_to_the_others(busy, sign_in):
    client = sign_in(busy)
    text = client.get("/my-things").text
    shown = text.partition('id="said"')[0]
    assert [n for n in range(24) if f"Thing {n:02}" in shown] == list(range(14, 24))
    url, seen = "/better", []
    assert f'href="{url}"' in text
    while url:
        text = client.get(url).text
        found = [n for n in range(24) if f"Thing {n:02}" in text]
        found.sort(key=lambda n: text.index(f"Thing {n:02}"))
        seen += found
        url = text.partition('rel="next" href="')[2].partition('"')[0]
    assert seen == [*range(23, 1, -1), 1, 0]


def test_a_few_questions_need_no_second_page(session, make, place, sign_in, issue):
    asking.claim(session, None, issue, "Done.")
    client = sign_in(session.get(Person, issue.author_id))
    assert 'href="/better"' not in client.get("/my-things").text
    assert "A late bus" in client.get("/better").text
    assert "Nobody asks you now." in sign_in(make.person(place)).get("/better").text


def test_a_question_of_somebody_else_is_no_place_to_start_from(session, busy, as_viewer, make):
    viewer = as_viewer(busy)
    every = asks_for(session, viewer, n=50)
    theirs = session.query(Ask).filter(Ask.person_id != busy.id).first()
    assert len(every) == 24
    assert asks_for(session, viewer, after=theirs.id, n=50) == every
