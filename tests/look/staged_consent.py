"""A try that people are asked about, with every kind of answer, for its pages to be looked at."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from coprod.db import today
from coprod.people.hats import HatKind
from improvement_cycles.consent.models import Affected, Answer, Asking, Reply
from improvement_cycles.consent.standing import plan_mark
from improvement_cycles.consent.words import How, Says
from improvement_cycles.go_models import Cycle
from improvement_cycles.models import ImprovementProject


def stage_consent(session: Session, stage: Any) -> None:
    """People were asked 21 days ago about a try of Danny's: a STOP, worries, somebody in person."""
    cycle = session.get_one(Cycle, stage.names["my_asked"])
    cycle.what_we_will_try, cycle.how_small = "We sing at tea on Fridays.", "Two Fridays"
    mark = plan_mark(session.get_one(ImprovementProject, cycle.project_id), cycle)
    asked_on = today() - timedelta(days=21)
    session.add(Asking(cycle_id=cycle.id, off_site=2, mark=mark, asked_on=asked_on))
    said = {
        "angela": (HatKind.FAMILY, Says.WORRY, "Who helps Danny home?"),
        "jo": (HatKind.STAFF, Says.WORRY, "My shift ends at 6."),
        "tommy": (HatKind.USES_SERVICES, Says.STOP, "It is too loud for me."),
        "danny": (HatKind.USES_SERVICES, Says.YES, ""),
        "leon": (HatKind.USES_SERVICES, None, ""),
    }
    rows = {}
    for slug, (hat, says, words) in said.items():
        who = {"cycle_id": cycle.id, "person_id": stage.people[slug], "hat": hat}
        session.add(Affected(**who))
        if says:
            rows[slug] = Answer(**who, says=says, words=words, mark=mark, on=asked_on)
    asked = {"asked_by_id": stage.people["hannah"], "how": How.PICTURES}
    in_person = {"hat": HatKind.USES_SERVICES, "says": Says.OK, "mark": mark, "on": asked_on}
    session.add_all([*rows.values(), Answer(cycle_id=cycle.id, **asked, **in_person)])
    session.flush()
    by = {"by_id": stage.people["danny"], "on": today()}
    session.add(Reply(answer_id=rows["jo"].id, words="We stop at 5:30.", **by))
    _leave_danny_off(session, stage)
    stage.names |= {"a_worry": rows["angela"].id, "a_stop": rows["tommy"].id, "asked_mark": mark}


def _leave_danny_off(session: Session, stage: Any) -> None:
    """Leon is asked about another. Danny is not, and says yes all the same."""
    cycle = session.get_one(Cycle, stage.names["my_left_off"])
    cycle.what_we_will_try, cycle.how_small = "We sing at tea on Sundays.", "Two Sundays"
    mark = plan_mark(session.get_one(ImprovementProject, cycle.project_id), cycle)
    session.add(Asking(cycle_id=cycle.id, mark=mark, asked_on=today()))
    hat = HatKind.USES_SERVICES
    session.add(Affected(cycle_id=cycle.id, person_id=stage.people["leon"], hat=hat))
    danny = {"cycle_id": cycle.id, "person_id": stage.people["danny"], "hat": hat}
    session.add(Answer(**danny, says=Says.YES, mark=mark, on=today()))
    session.flush()
