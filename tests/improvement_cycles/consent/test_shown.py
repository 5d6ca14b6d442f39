"""What a page showed is what counts: the plan that was read, and what a STOP was said to be."""

from datetime import timedelta

from sqlalchemy import select

from coprod.people.hats import HatKind
from coprod.sign_in.carrying import Carried
from coprod.sign_in.models import SignIn
from improvement_cycles.consent.models import Affected
from tests.improvement_cycles.consent.test_one_question_a_page import said_to
from tests.improvement_cycles.consent.test_pages import ask_of, page_of
from tests.journeys.pages import fields, press, words

LATE = "I go to bed at 9."


def change_the_plan(tries, cycle):
    tries.answer(cycle, "plan", "when", {"when": "Every night", "where": "Mill Lane"})
    tries.ready(cycle)


def add(session, cycle, person):
    """Put somebody on the list of whom a go touches."""
    session.add(Affected(cycle_id=cycle.id, person_id=person.id, hat=HatKind.FAMILY))
    session.flush()


def test_a_page_fetched_after_the_plan_changed_says_so_and_shows_it(
    session, sign_in, tries, people, asked
):
    """They pressed below the old plan; the phone fetches the next page only now."""
    kath, tommy = sign_in(people["Kath"]), sign_in(people["Tommy"])
    ways = [press(kath, ask_of(asked), says=says).location for says in ("worry", "stop")]
    stop = press(tommy, ask_of(asked), says="stop").location
    change_the_plan(tries, asked)
    mine = tommy.get(stop).text.split('href="')
    ways = [(kath, one) for one in ways]
    ways += [(tommy, one.split('"')[0]) for one in mine if "mine?" in one.split('"')[0]]
    assert len(ways) == 4
    for client, way in ways:
        fetched = client.get(way).text
        before_words = words(fetched.split("<textarea")[0])
        assert "The plan changed. So we ask you again." in before_words, way
        assert "Every night" in before_words and "still here" not in before_words
    press(kath, ways[1][1], ways[1][1].split("?")[0], words=LATE)
    assert [one.mark for one in said_to(session, asked)] == [tries.asked(asked).standing.mark]
    assert "The plan changed" not in kath.get(ways[1][1].split("?")[0]).text


def test_an_advocate_is_told_too_before_a_press_counts(sign_in, tries):
    cycle = tries.draft()
    tries.touches(cycle, tries.danny, off_site="2")
    tries.ready(cycle)
    hannah, here = sign_in(tries.hannah), f"{page_of(cycle)}/in-person"
    how = press(hannah, here, says="yes").location
    why = press(hannah, press(hannah, here, says="stop").location, how="paper").location
    assert "Please ask them again." not in hannah.get(how).text + hannah.get(why).text
    change_the_plan(tries, cycle)
    for way in (how, why):
        fetched = words(hannah.get(way).text.split("<form method")[0])
        assert "Please ask them again." in fetched and "Every night" in fetched
    for way in (how, why):  # no plan was shown before it
        assert hannah.get(way.split("?")[0]).location == here
    press(hannah, how, how.split("?")[0], how="talking")
    (said,) = tries.asked(cycle).standing.in_person
    assert said.mark == tries.asked(cycle).standing.mark


def test_a_stop_that_counts_otherwise_than_the_page_said_is_asked_again(
    session, sign_in, tries, people, asked
):
    """The team puts them on the list while they write. The words are there still."""
    for person, end in ((people["Tommy"], "say-why/not-mine"), (tries.angela, "say-why")):
        client, here = sign_in(person), f"{ask_of(asked)}/{end}"
        told = client.get(here).text
        assert "we keep it as a worry" in told
        add(session, asked, person)
        late = client.post(here, data=fields(told, here) | {"words": LATE})
        again = words(late.text)
        assert late.status_code == 409 and LATE in late.text
        assert "It touches you now. So your STOP counts." in again
        assert "Send it, and the try cannot start." in again
        assert tries.asked(asked).standing.of(person.id) is None
        assert client.post(here, data=fields(late.text, here) | {"words": LATE}).status_code == 303
        assert tries.asked(asked).standing.of(person.id).stops


def test_words_of_a_stop_are_kept_while_it_is_asked_if_it_touches_them(
    sign_in, tries, people, asked
):
    tommy, why = sign_in(people["Tommy"]), f"{ask_of(asked)}/say-why"
    sent = {"words": LATE, "alone": "y", "seen": tries.asked(asked).standing.mark}
    assert tommy.post(why, data=sent).location.partition("?")[0] == why
    for end in ("mine", "not-mine"):
        assert LATE in tommy.get(f"{why}/{end}").text
    press(tommy, f"{why}/mine", words=LATE)
    assert tries.asked(asked).standing.of(people["Tommy"].id).stops
    assert LATE not in tommy.get(why).text


def test_a_stop_without_words_is_not_kept_when_a_sign_in_ran_out(
    session, sign_in, tries, people, asked
):
    """It leads back to its page. With words it is kept by them, and by no mark."""
    kath, why = sign_in(people["Kath"]), f"{ask_of(asked)}/say-why"
    late = fields(kath.get(why).text, why)
    assert "y" in late.values()  # it says that it counts
    for row in session.scalars(select(SignIn)):
        row.seen_at -= timedelta(days=31)
    assert kath.post(why, data=late | {"words": ""}).location == f"/sign-in?next={why}"
    kept = Carried(why, tuple((late | {"words": "?"}).items()))
    assert kept.starts == "?"
