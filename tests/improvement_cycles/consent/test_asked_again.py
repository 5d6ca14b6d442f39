"""Who is asked again when a plan changes or has a next go, and when nobody is."""

import pytest
from sqlalchemy import select

from improvement_cycles import goes
from improvement_cycles.consent import services
from improvement_cycles.consent.words import Says
from improvement_cycles.go_models import Cycle
from improvement_cycles.words import GoState
from tests.improvement_cycles.consent.saying import everyone_says_yes


def test_another_plan_asks_everybody_again(tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    tries.answer(asked, "plan", "small", {"how_small": "Everybody, all year"})
    tries.ready(asked)
    with pytest.raises(goes.NotReady, match="It is not ready yet"):
        start(asked)
    everyone_says_yes(tries, people, asked)
    start(asked)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("called", {"title": "Home when we like"}),
        ("count", {"what_we_count": "Nights"}),
        ("question", {"question": "Can we?"}),
    ],
)
def test_its_name_and_what_is_counted_ask_nobody_again(tries, people, asked, start, name, values):
    everyone_says_yes(tries, people, asked)
    tries.answer(asked, "plan", name, values)
    tries.ready(asked)
    start(asked)
    assert asked.state is GoState.DOING


def test_an_answer_is_to_the_plan_that_was_read(tries, people, asked):
    around = tries.asked(asked, people["Kath"])
    seen = around.standing.mark
    tries.answer(asked, "plan", "when", {"when": "Every night", "where": "Mill Lane"})
    tries.ready(asked)
    later = tries.asked(asked, people["Kath"])
    with pytest.raises(services.PlanChanged):
        services.answer(
            tries.session,
            tries.as_(people["Kath"]),
            later,
            services.NewAnswer(Says.YES, seen=seen),
        )


def next_go(session, tries):
    first = tries.decided("changed")
    after = session.scalars(select(Cycle).where(Cycle.next_of_id == first.id)).one()
    no_more = {f"{word}_{n}": "" for word in ("question", "guess") for n in (2, 3)}
    tries.answer(after, "plan", "guess", {"question_1": "Now?", "guess_1": "Yes."} | no_more)
    return after


def test_the_next_go_of_the_same_plan_asks_nobody_again(session, tries, start):
    after = next_go(session, tries)
    tries.ready(after)
    start(after)
    assert after.state is GoState.DOING


@pytest.mark.parametrize("change", ["what", "whom it touches"])
def test_the_next_go_asks_again_when_it_changes_or_touches_more(
    session, tries, people, start, change
):
    after = next_go(session, tries)
    if change == "what":
        what = {"title": "Two people", "what_we_will_try": "Two workers start late."}
        tries.answer(after, "plan", "what", what)
    else:
        tries.touches(after, tries.danny, people["Kath"])
    tries.ready(after)
    with pytest.raises(goes.NotReady, match="It is not ready yet"):
        start(after)
    tries.agree(after)
    start(after)


def test_a_stop_said_while_it_goes_on_comes_with_the_next_go(session, tries, start):
    cycle = tries.doing()
    tries.says(cycle, tries.danny, "stop")
    session.flush()
    goes.stop_early(session, tries.as_(tries.marek), tries.go(cycle), "Danny said STOP.")
    after = goes.plan_next(session, tries.as_(tries.marek), tries.go(cycle))
    no_more = {f"{word}_{n}": "" for word in ("question", "guess") for n in (2, 3)}
    tries.answer(after, "plan", "guess", {"question_1": "Now?", "guess_1": "Yes."} | no_more)
    tries.ready(after)
    with pytest.raises(goes.NotReady, match="STOP"):
        start(after)
