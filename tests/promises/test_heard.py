"""What each group answered: told by itself, in steps, and never so that somebody is found out."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coprod.issues.models import Support
from coprod.issues.words import BetterSays
from coprod.people.hats import Group, HatKind
from coprod.people.viewer import NOBODY
from coprod.promises import asking, heard
from coprod.promises.models import Ask
from tests.journeys.pages import words

counts = st.dictionaries(
    st.sampled_from(Group),
    st.dictionaries(st.sampled_from(BetterSays), st.integers(1, 40), min_size=1),
    min_size=1,
)


@pytest.fixture
def told(app):
    """What is told of these counts, in the words of a page."""

    def tell(said):
        with app.test_request_context():
            return heard.told(said)

    return tell


@pytest.mark.parametrize(
    ("n", "says"),
    [
        (1, f"A few families and friends answered. {heard.TOO_FEW}"),
        (2, f"A few families and friends answered. {heard.TOO_FEW}"),
        (3, "A few families and friends say it is better."),
        (7, "A few families and friends say it is better."),
        (8, "5 or more families and friends say it is better."),
        (12, "10 or more families and friends say it is better."),
        (15, "15 or more families and friends say it is better."),
    ],
)
def test_a_group_is_told_in_steps(n, says, told):
    assert told({Group.FAMILIES: {BetterSays.BETTER: n}}) == [says]


def test_each_answer_of_a_group_has_a_sentence_of_its_own(told):
    said = {
        Group.STAFF: {BetterSays.BETTER: 9},
        Group.PEOPLE: {BetterSays.WORSE: 1, BetterSays.SAME: 1, BetterSays.A_BIT: 8},
    }
    assert told(said) == [
        "5 or more people who use services say it is a bit better. "
        "A few of them say it is the same. A few of them say it is worse.",
        "5 or more staff say it is better.",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(said=counts)
def test_no_number_is_told_but_in_steps_and_none_for_all_together(told, said):
    texts = told(said)
    assert len(texts) == len(said)  # no group is left out, and none is added to another
    for sentence in " ".join(texts).rstrip(".").split(". "):
        number = sentence.split()[0]
        assert number in {"A", "We", "Somebody"} or (int(number) % 5 == 0 and int(number) >= 5)
        assert "%" not in sentence


@pytest.fixture
def backed(session, make, place, issue):
    """Backed by 4 people who use services, one relative and 3 of staff; it is said to be done."""
    kinds = [HatKind.USES_SERVICES] * 4 + [HatKind.FAMILY] + [HatKind.STAFF, HatKind.MANAGER] * 2
    other = make.issue(place, published=True)
    for kind in kinds:
        person = make.person(place, kind)
        for about in (issue, other):
            session.add(Support(issue_id=about.id, person_id=person.id, hat=kind))
    session.flush()
    for about in (issue, other):
        asking.claim(session, None, about, "It is done.", on=make.days_ago(40))
    for ask in session.query(Ask).filter_by(issue_id=other.id, time=1):
        asking.answer(session, NOBODY, ask, BetterSays.WORSE, "Of another.", on=make.days_ago(2))
    return issue


@pytest.fixture
def say(session, make, backed):
    """The n-th of those who said me too answers, in days gone by."""
    theirs = session.query(Ask).filter_by(issue_id=backed.id, raised_it=False, time=1)
    asks = theirs.order_by(Ask.id).all()

    def one(n, says, text="", days=2):
        asking.answer(session, NOBODY, asks[n], BetterSays(says), text, on=make.days_ago(days))

    return one


def both_pages(visitor, issue):
    return [
        words(visitor.get(f"/issues/{issue.id}{more}").text) for more in ("", "/better/answers")
    ]


def test_the_pages_say_what_each_group_answered(visitor, backed, say):
    for n, says in enumerate(("better", "better", "worse", "worse", "worse", "same", "same")):
        say(n, says)
    say(7, "better")
    for page in both_pages(visitor, backed):
        assert "A few people who use services say it is better." in page
        assert "A few of them say it is worse." in page
        assert f"A few families and friends answered. {heard.TOO_FEW}" in page
        assert "A few staff say it is better. A few of them say it is the same." in page
        assert "People who use services and families decide if it is better. Staff do not." in page


def test_the_only_one_of_a_group_is_not_found_out(visitor, sign_in, everyone, backed, say):
    """Their words were written for everyone; what they chose, and who they are, was not."""
    say(4, "worse", "My own words.")
    pages = both_pages(visitor, backed) + both_pages(sign_in(everyone.advocate), backed)
    for page in pages:
        assert "My own words." in page
        assert "Somebody" in page and "Family or a friend" not in page
        assert "say it is worse" not in page and "Worse" not in page


def test_what_is_answered_today_is_told_tomorrow(visitor, backed, say):
    for n in range(3):
        say(n, "worse", days=0)
    for page in both_pages(visitor, backed):
        assert "people who use services say" not in page


def test_one_new_answer_and_its_words_wait_for_two_more(visitor, backed, say):
    """Else words that are new and a count that moved would say together who chose what."""
    for n in range(3):
        say(n, "better", f"Early {n}.", days=9)
    told = "A few people who use services say it is better."
    say(3, "worse", "I still wait.", days=2)
    for page in both_pages(visitor, backed):
        assert told in page and "say it is worse" not in page and "I still wait." not in page
    say(0, "same", "I think again.", days=1)
    for page in both_pages(visitor, backed):
        assert "say it is worse" not in page and "I still wait." not in page
    say(1, "better", days=1)
    for page in both_pages(visitor, backed):
        assert "A few of them say it is worse." in page and "I still wait." in page
        assert (
            "I think again." in page and "Early 0." not in page
        )  # who changes words, changes them


days = st.lists(st.tuples(st.integers(1, 12), st.sampled_from(BetterSays)), min_size=1, max_size=30)


@given(answers=days, says=st.sampled_from(BetterSays))
def test_what_is_told_moves_by_three_answers_or_more(answers, says):
    hat = HatKind.FAMILY

    def told_of(all_days):
        return heard.by_group((hat, 0, None, said, date(2026, 1, day), 1) for day, said in all_days)

    told = told_of(answers)
    until = told.until.get(Group.FAMILIES, date.min)
    waiting = [day for day, _says in answers if date(2026, 1, day) > until]
    assert len(waiting) < 3
    n = sum(told.counts[Group.FAMILIES].values())
    assert n == len(answers) - (len(waiting) if told.until else 0)
    later = told_of([*answers, (13, says)])  # one answer more, the day after
    if len(waiting) < 2 and told.until:
        assert later == told


def test_of_everybody_the_latest_answer_is_counted(visitor, session, make, backed, say):
    for n in range(4):
        say(n, "same", days=30)
    second = session.query(Ask).filter_by(issue_id=backed.id, raised_it=False, time=2)
    for ask in second.order_by(Ask.id).limit(4):
        asking.answer(session, NOBODY, ask, BetterSays.A_BIT, "", on=make.days_ago(1))
    for page in both_pages(visitor, backed):
        assert "A few people who use services say it is a bit better." in page
        assert "people who use services say it is the same" not in page


def test_words_are_told_apart_by_group_only_where_the_group_is_large_enough(visitor, backed, say):
    for n in range(3):
        say(n, "better", f"Word {n}.")
    for page in both_pages(visitor, backed):
        assert page.count("A person who uses services") == 3


def test_the_pages_cost_the_same_whatever_was_answered(visitor, backed, say):
    before = []
    for path in (f"/issues/{backed.id}", f"/issues/{backed.id}/better/answers"):
        visitor.get(path)
        before.append(visitor.statements)
    for n in range(8):
        say(n, "better", f"Word {n}.")
    after = []
    for path in (f"/issues/{backed.id}", f"/issues/{backed.id}/better/answers"):
        visitor.get(path)
        after.append(visitor.statements)
    assert after == before
