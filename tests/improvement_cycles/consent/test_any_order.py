"""Whatever is done, in whatever order: nothing goes on with an open STOP or an unanswered worry."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.errors import Refused
from improvement_cycles import goes
from improvement_cycles.consent import aside
from improvement_cycles.go_models import Cycle
from improvement_cycles.words import GoState
from tests.improvement_cycles.consent.saying import meet, open_again, reply
from tests.improvement_cycles.tries import NO_GUESS

GOING_ON = {GoState.DOING, GoState.STUDYING, GoState.DECIDING}


def steps(tries, people, chance, cycle):
    """Something that somebody may do or try next."""
    danny, kath, leon = tries.danny, people["Kath"], people["Leon"]
    somebody = chance.choice([danny, kath, leon, people["Tommy"], tries.marek])
    viewer = tries.as_(danny)
    said = chance.choice(["yes", "ok", "worry", "stop"])
    size = {"how_small": chance.choice(["One", "Two", "Three"])}

    def settle():
        """Ask, and get everybody to agree and every worry answered, as far as that may be done."""
        if cycle.state is GoState.DRAFT:
            tries.ready(cycle)
        for person in (danny, kath, leon, people["Tommy"], tries.marek):
            if not cycle.locked or tries.asked(cycle, person).standing.stop:
                tries.says(cycle, person, "yes")
        start()

    def start():
        goes.start(tries.session, viewer, tries.go(cycle))

    def old():
        tries.asked(cycle).standing.asking.asked_on = today() - timedelta(days=21)
        tries.session.flush()

    return [
        lambda: tries.says(cycle, somebody, said, "Words"),
        lambda: tries.says(cycle, somebody, "yes"),
        lambda: tries.says(cycle, kath, "stop"),
        lambda: tries.says(cycle, chance.choice([danny, leon]), "stop"),
        lambda: tries.says(cycle, people["Tommy"], "stop", touches_me=True),
        lambda: reply(tries, cycle, somebody, chance.choice([danny, tries.hannah])),
        lambda: meet(tries, cycle, somebody),
        lambda: open_again(tries, cycle, somebody),
        lambda: tries.answer(cycle, "plan", "small", size),
        lambda: tries.touches(cycle, danny, *chance.sample([kath, leon], chance.randint(0, 2))),
        lambda: tries.ready(cycle),
        start,
        start,
        settle,
        settle,
        lambda: goes.go_on(tries.session, viewer, tries.go(cycle)),
        lambda: goes.look(viewer, tries.go(cycle)),
        lambda: goes.stop_early(tries.session, viewer, tries.go(cycle), "Enough."),
        lambda: goes.plan_next(tries.session, viewer, tries.go(cycle)),
        old,
        lambda: aside.smaller(tries.session, viewer, tries.asked(cycle)),
    ]


@pytest.mark.parametrize("seed", range(8))
def test_nothing_goes_on_with_an_open_stop(session, tries, people, asked, seed):
    chance = random.Random(seed)
    stopped, started = set(), 0
    for _ in range(50):
        latest = select(Cycle).where(Cycle.project_id == asked.project_id)
        cycle = session.scalars(latest.order_by(Cycle.number.desc()).limit(1)).one()
        was = cycle.state
        try:
            with session.begin_nested():
                chance.choice(steps(tries, people, chance, cycle))()
                session.flush()
        except (Refused, AttributeError):  # refused, or nothing was said that could be answered
            session.expire_all()
        how = tries.asked(cycle).standing
        if cycle.state in GOING_ON:
            assert not how.stop
            if was not in GOING_ON:
                started += 1
                assert was is GoState.PAUSED or not how.missing
        stopped |= {one.person_id for one in how.said if one.stops}
        _fill(tries, cycle)
    assert stopped and started


def _fill(tries, cycle):
    """A guess, where a next go has none."""
    if cycle.state is GoState.DRAFT:
        tries.answer(cycle, "plan", "guess", {"question_1": "Now?", "guess_1": "Yes."} | NO_GUESS)
