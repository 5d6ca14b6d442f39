"""*Can we try this?* One press says yes or OK; a worry and a STOP have a page for their words."""

import re

import pytest
from sqlalchemy import select

from coprod.drafts.models import Draft
from improvement_cycles.consent.models import Answer, Reply
from tests.improvement_cycles.consent.test_pages import ask_of, page_of
from tests.journeys.pages import part, press, words


def said_to(session, cycle):
    """What everybody said to a go, in order."""
    return session.scalars(
        select(Answer).where(Answer.cycle_id == cycle.id).order_by(Answer.id)
    ).all()


def test_the_question_has_the_plan_and_four_buttons_and_nothing_to_write(sign_in, people, asked):
    html = sign_in(people["Kath"]).get(ask_of(asked)).text
    said = words(html)
    for part_of_plan in ("One worker starts late.", "Yes, twice a week.", "Tuesdays"):
        assert part_of_plan in said
    assert "How much say you have: You decide." in said
    assert html.count('name="says"') == html.count('class="one-press"') == 4
    for later in ("<textarea", 'name="alone"', 'name="touches_me"', "checked"):
        assert later not in html
    other = words(sign_in(people["Tommy"]).get(ask_of(asked)).text)
    assert "We ask you. Somebody else decides" in other


@pytest.mark.parametrize("says", ["yes", "ok"])
def test_one_press_is_an_answer(session, sign_in, people, asked, says):
    kath = sign_in(people["Kath"])
    assert press(kath, ask_of(asked), says=says).location == ask_of(asked)
    (mine,) = said_to(session, asked)
    assert (mine.person_id, mine.says, mine.words) == (people["Kath"].id, says, "")


def test_yes_then_back_then_something_else_from_the_same_page(
    session, sign_in, tries, people, asked
):
    """A browser may show the old page again, with the secret it had."""
    kath = sign_in(people["Kath"])
    sent = {"seen": tries.asked(asked).standing.mark, "once": "one-page"}
    for says in ("yes", "yes", "ok", "ok", "yes", "yes"):
        assert kath.post(ask_of(asked), data=sent | {"says": says}).location == ask_of(asked)
    assert [one.says for one in said_to(session, asked)] == ["yes", "ok", "yes"]
    stop = kath.post(ask_of(asked), data=sent | {"says": "stop"})
    assert stop.location == f"{ask_of(asked)}/say-why?seen={sent['seen']}"


@pytest.mark.parametrize(
    ("says", "end", "question", "button"),
    [
        ("worry", "say-more", "What worries you?", "Send my worry"),
        ("stop", "say-why", "Why do you say STOP?", "Send my STOP"),
    ],
)
def test_a_worry_and_a_stop_are_two_presses(
    session, sign_in, people, asked, says, end, question, button
):
    kath = sign_in(people["Kath"])
    to = press(kath, ask_of(asked), says=says, words="My only night.").location
    assert to.partition("?")[0] == f"{ask_of(asked)}/{end}" and not said_to(session, asked)
    page = kath.get(to).text
    assert "<title>Your words" in page  # with its address, it stays in a tablet's history
    shown = words(page)
    assert question in shown and button in shown and "It is not sent yet." in shown
    assert "Send to the team" in shown and "Send to the advocate only" in shown
    assert page.count("<textarea") == 1 and page.count('class="one-press"') == 2
    main = words(page.partition("<main")[2].partition("</form>")[0])
    assert main.count("?") == 1 and 'type="checkbox"' not in page  # one question
    assert press(kath, to, words="My only night.", alone="y").location == ask_of(asked)
    (mine,) = said_to(session, asked)
    assert (mine.says, mine.words, mine.alone) == (says, "My only night.", True)


def test_who_comes_straight_to_their_words_reads_the_plan_first(sign_in, people, asked):
    """From the first page: they have seen no question before this one."""
    kath, tommy = sign_in(people["Kath"]), sign_in(people["Tommy"])
    worry, stop = f"{ask_of(asked)}/say-more", f"{ask_of(asked)}/say-why"
    assert f'href="{worry}"' in kath.get("/").text
    (mine,) = re.findall(r'href="(\S+/mine[^"]*)"', tommy.get(stop).text)
    assert "Question 2" not in words(tommy.get(stop).text)
    for client, way, say in (
        (kath, worry, "You decide."),
        (tommy, worry, "We ask you."),
        (tommy, f"{stop}/not-mine", "We ask you."),
        (tommy, mine, "You decide."),
    ):
        straight = client.get(way).text.partition("<form method")[0]
        assert (
            "The plan" in words(straight) and "Tuesdays" in straight and "Question" not in straight
        )
        assert "It is not sent yet." in straight and f"How much say you have: {say}" in words(
            straight
        )
        assert client.get(way).text.count("Tuesdays") == 1
    after = kath.get(press(kath, ask_of(asked), says="worry").location).text
    assert "Question 2 of 2. It is not sent yet." in words(after)
    assert "Tuesdays" in after.partition("<details")[2] and after.count("Tuesdays") == 1


def test_an_answer_needs_a_choice_and_a_worry_needs_words(session, sign_in, people, asked):
    kath = sign_in(people["Kath"])
    assert "Choose your answer." in kath.post(ask_of(asked), data={}).text
    assert kath.post(ask_of(asked), data={"says": "maybe"}).status_code == 422
    worry = f"{ask_of(asked)}/say-more"
    empty = press(kath, worry, words="", alone="y")
    assert empty.status_code == 422 and "Write what worries you" in empty.text
    unsaid = press(kath, worry, words="The bus?", alone="")
    assert unsaid.status_code == 422 and "The bus?" in unsaid.text
    assert "Choose who gets your words." in unsaid.text  # no team reads what nobody sent it
    long = press(kath, worry, words="x" * 2001)
    assert long.status_code == 422 and "x" * 2001 in long.text
    assert not said_to(session, asked)
    assert press(kath, f"{ask_of(asked)}/say-why", words="").status_code == 303  # it needs no words


def test_a_plan_that_changed_meanwhile_is_shown_again_with_the_words(sign_in, tries, people, asked):
    kath = sign_in(people["Kath"])
    seen = tries.asked(asked).standing.mark
    tries.answer(asked, "plan", "when", {"when": "Every night", "where": "Mill Lane"})
    tries.ready(asked)
    for address, sent in (
        (ask_of(asked), {"says": "yes"}),
        (ask_of(asked), {"says": "stop"}),
        (f"{ask_of(asked)}/say-more", {"words": "I go to bed at 9.", "alone": "y"}),
        (f"{ask_of(asked)}/say-why", {"words": "I go to bed at 9.", "alone": "n"}),
    ):
        late = kath.post(address, data={"seen": seen} | sent)
        assert late.status_code == 409, address
        assert "The plan changed. So we ask you again." in words(late.text)
        assert "Every night" in late.text and sent.get("words", "") in late.text
    assert press(kath, f"{ask_of(asked)}/say-more", words="I go to bed at 9.").status_code == 303


def test_pressing_five_times_is_one_answer_and_one_reply(session, sign_in, tries, people, asked):
    kath, marek = sign_in(people["Kath"]), sign_in(tries.marek)
    sent = {"words": "The bus?", "seen": tries.asked(asked).standing.mark, "once": "one-press"}
    sent["alone"] = "n"
    for _ in range(5):
        assert kath.post(f"{ask_of(asked)}/say-more", data=sent).location == ask_of(asked)
    (worry,) = said_to(session, asked)
    here = f"{page_of(asked)}/{worry.id}/answer"
    for _ in range(5):
        pressed = marek.post(here, data={"words": "A card.", "once": "another-press"})
        assert (pressed.status_code, pressed.location) == (303, page_of(asked))
    assert session.scalars(select(Reply.words)).all() == ["A card."]


def test_after_back_other_words_or_the_other_button_are_another_press(
    session, sign_in, tries, people, asked
):
    """A browser may show the old page again, with the secret it had."""
    kath, marek, more = sign_in(people["Kath"]), sign_in(tries.marek), f"{ask_of(asked)}/say-more"
    sent = {"seen": tries.asked(asked).standing.mark, "once": "one-page"}
    for said, alone in (("He shouts.", "n"), ("He shouts.", "y"), ("He shouts a lot.", "y")):
        for _ in range(2):
            kath.post(more, data=sent | {"words": said, "alone": alone})
        assert (said in marek.get(page_of(asked)).text) == (alone == "n")
    assert [(one.words, one.alone) for one in said_to(session, asked)] == [
        ("He shouts.", False),
        ("He shouts.", True),
        ("He shouts a lot.", True),
    ]


@pytest.mark.parametrize(("end", "says"), [("say-more", "worry"), ("say-why", "stop")])
def test_words_that_are_sent_again_after_a_yes_are_what_one_says(
    session, sign_in, tries, people, asked, end, says
):
    """By Back, twice: the old page is there with its words, its button and its secret."""
    kath, here = sign_in(people["Kath"]), f"{ask_of(asked)}/{end}"
    sent = {"words": "The bus?", "alone": "n", "once": "one-page"}
    sent["seen"] = tries.asked(asked).standing.mark
    kath.post(here, data=sent)
    press(kath, ask_of(asked), says="yes")
    for more in ("", "", " And my tea?", " And my tea?"):
        again = kath.post(here, data=sent | {"words": f"The bus?{more}"})
        assert (again.status_code, again.location) == (303, ask_of(asked))
    assert [(one.says, one.words) for one in said_to(session, asked)] == [
        (says, "The bus?"),
        ("yes", ""),
        (says, "The bus?"),
        (says, "The bus? And my tea?"),
    ]
    assert "And my tea?" in part(kath.get(ask_of(asked)).text, "mine")


def test_who_was_left_off_the_list_says_first_if_their_stop_counts(
    session, sign_in, tries, people, asked
):
    tommy, leon = sign_in(people["Tommy"]), sign_in(people["Leon"])
    stop = press(tommy, ask_of(asked), says="stop").location.partition("?")[0]
    question = words(tommy.get(stop).text)
    assert "Does it touch you?" in question and "It is not sent yet." in question
    assert "Yes, it touches me Then your STOP counts." in question
    assert "No, it does not We keep your STOP as a worry." in question
    assert "They see your name." in words(tommy.get(f"{stop}/not-mine").text)
    assert "They do not see your name." in words(tommy.get(f"{stop}/mine").text)
    assert press(tommy, f"{stop}/not-mine", words="Too loud.").location == ask_of(asked)
    assert not tries.asked(asked).standing.stop and tries.asked(asked).standing.worry
    assert press(tommy, f"{stop}/mine", words="Too loud.").location == ask_of(asked)
    assert tries.asked(asked).standing.stop and not tries.asked(asked).standing.worry
    for client in (leon, tommy, sign_in(tries.angela)):  # they are on the list, or cannot say so
        assert "Why do you say STOP?" in words(client.get(stop).text)
        for end in ("mine", "not-mine"):
            assert client.get(f"{stop}/{end}").location == stop
    press(sign_in(tries.angela), f"{ask_of(asked)}/say-why", f"{stop}/mine", words="No.")
    assert tries.angela.id not in tries.asked(asked).standing.touched


@pytest.mark.parametrize("says", ["yes", "worry", "stop"])
def test_who_was_left_off_can_say_after_any_answer_that_it_touches_them(
    session, sign_in, tries, people, asked, start, says
):
    tommy, here = sign_in(people["Tommy"]), f"{ask_of(asked)}/touches-me"
    assert tommy.post(here).status_code == 404  # said nothing yet
    tries.says(asked, people["Tommy"], says, "Too loud.", alone=says == "worry")
    told = part(tommy.get(ask_of(asked)).text, "touches")
    counts = "Then your STOP counts." if says == "stop" else "Then your answer counts."
    assert "The team did not think so." in told and counts in told
    for _ in range(2):
        press(tommy, ask_of(asked), here)
    how = tries.asked(asked).standing
    assert people["Tommy"].id in how.touched and how.counts(how.of(people["Tommy"].id))
    assert how.stop is (says == "stop") and len(said_to(session, asked)) == 1
    assert 'aria-labelledby="touches"' not in tommy.get(ask_of(asked)).text
    tries.says(asked, tries.angela, "yes")
    angela = sign_in(tries.angela)
    assert 'aria-labelledby="touches"' not in angela.get(ask_of(asked)).text
    assert angela.post(here).status_code == 403


def test_one_press_that_comes_after_signing_out_is_nobody_elses(
    session, visitor, tries, people, asked
):
    """It is in no row and in no page: the next person on a tablet could send it as theirs."""
    there = page_of(asked) + "/in-person"
    for address, back, sent in (
        (ask_of(asked), ask_of(asked), {"says": "yes"}),
        (there, page_of(asked), {"says": "yes"}),
        (f"{there}/a", there, {"how": "talking"}),
    ):
        late = visitor.post(address, data=sent | {"seen": tries.asked(asked).standing.mark})
        assert (late.status_code, late.location) == (302, f"/sign-in?next={back}&late=y")
    assert not said_to(session, asked) and not session.scalars(select(Draft)).all()


def test_a_begun_worry_is_there_again_until_any_answer_is_sent(session, sign_in, people, asked):
    kath, worry = sign_in(people["Kath"]), f"{ask_of(asked)}/say-more"
    kath.post("/drafts/save", data={"form": worry, "words": "The bus is", "alone": "y"})
    again = kath.get(worry).text
    assert "The bus is" in again
    assert "The bus is" not in kath.get(f"{ask_of(asked)}/say-why").text
    press(kath, ask_of(asked), says="yes")
    assert "The bus is" not in kath.get(worry).text
    assert not session.scalars(select(Draft)).all()
