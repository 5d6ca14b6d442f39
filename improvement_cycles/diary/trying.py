"""What people of a diary do in a try: plan it, say yes to it, do it, look, decide, look again."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from coprod.db import today
from improvement_cycles import answers, checks, goes, noticed, pages, ramp, services, tasks, team
from improvement_cycles.consent import found as consents
from improvement_cycles.consent import services as consent
from improvement_cycles.consent.words import Says
from improvement_cycles.diary.here import Here
from improvement_cycles.doing_models import Task
from improvement_cycles.models import ImprovementProject
from improvement_cycles.rows import Values
from improvement_cycles.words import CameBy, TeamJob


def begin(here: Here) -> None:
    place = here.demo.places[here.told["place"]]
    new = services.NewTry(here.told["title"], place.id)
    _began(here, services.begin(here.session, here.viewer, new))


def borrow(here: Here) -> None:
    """Borrow a try of the data, or one of the diary."""
    lender = Here(here.session, here.demo, here.told["from"], here.told).whole()
    place = here.demo.places[here.told["place"]]
    _began(here, services.borrow(here.session, here.viewer, lender, place.id))


def _began(here: Here, cycle: Any) -> None:
    here.lived[here.slug] = here.session.get_one(ImprovementProject, cycle.project_id)
    here.keep_go(cycle)


def join(here: Here) -> None:
    """Put people in the team: of each their job, and words of their own."""
    for slug, job, *words in here.told["people"]:
        member = team.NewMember(here.person(slug), TeamJob(job), *words)
        team.put(here.session, here.viewer, here.whole(), member)


def agree(here: Here) -> None:
    team.agree(here.session, here.viewer, here.whole())


def say(here: Here) -> None:
    """Answer questions of a step, each as its page is answered."""
    go = here.go()
    for name, told in here.told["pages"].items():
        page = pages.find(here.told["step"], name)
        shown = answers.read(here.session, here.viewer, go, page)
        said = _read_as_sent(here, page, told)
        seen = answers.mark(shown)
        answers.write(here.session, here.viewer, go, page, shown | said, seen)


def _read_as_sent(here: Here, page: pages.Page, told: Any) -> Values:
    """What the data tells of a page, as its form would send it."""
    if page.name in _SENT:
        return _SENT[page.name](here, told)
    if page.of_question:
        n, (result, lesson) = page.of_question, told
        return {f"result_{n}": result, f"lesson_{n}": lesson}
    if isinstance(told, str):
        return {_FIELDS.get(page.name) or page.columns[0]: told}
    sent: Values = told
    return sent


def _statements(here: Here, told: Any) -> Values:
    return {"statements": [str(here.demo.found["statements"][one].id) for one in told]}


def _who(here: Here, told: Any) -> Values:
    return {f"does_{here.person(slug)}": does for slug, does in told.items()}


def _people(here: Here, told: Any) -> list[str]:
    return [str(here.person(slug)) for slug in told]


def _guesses(_here: Here, told: Any) -> Values:
    """Each question with its guess, by its number."""
    sent: Values = {}
    for n, (question, guess) in enumerate(told, start=1):
        sent |= {f"question_{n}": question, f"guess_{n}": guess}
    return sent


_FIELDS = {"kind": "kind", "outcome": "outcome", "box": "words"}
_SENT: Mapping[str, Callable[[Here, Any], Values]] = {
    "statements": _statements,
    "who": _who,
    "touches": lambda here, told: {"people": _people(here, told)},
    "agreed": lambda here, told: {"agreed": _people(here, told)},
    "guess": _guesses,
    "upkeep": lambda here, told: {"upkeep": str(here.person(told))},
    "check_on": lambda _here, told: {"check_on": (today() + timedelta(told)).isoformat()},
}


def check(here: Here) -> None:
    goes.check(here.session, here.viewer, here.go())


def answer(here: Here) -> None:
    asked = consents.asked(here.session, here.viewer, here.go().cycle.id)
    words = here.told.get("words", "")
    new = consent.NewAnswer(Says(here.told["says"]), words, seen=asked.standing.mark)
    consent.answer(here.session, here.viewer, asked, new)


def reply(here: Here) -> None:
    """Answer the worry of somebody."""
    asked = consents.asked(here.session, here.viewer, here.go().cycle.id)
    worry = asked.standing.of(here.person(here.told["to"]))
    if worry is not None:
        consent.reply(here.session, here.viewer, asked, worry, here.told["words"])


def start(here: Here) -> None:
    goes.start(here.session, here.viewer, here.go())


def beside(here: Here) -> None:
    """Begin to plan another go while this one goes on."""
    came_by = CameBy(here.told["came_by"])
    here.keep_go(ramp.branch(here.session, here.viewer, here.go(), came_by))


def look(here: Here) -> None:
    goes.look(here.viewer, here.go())


def to_decide(here: Here) -> None:
    goes.to_decide(here.session, here.viewer, here.go())


def decide(here: Here) -> None:
    here.keep_go(goes.decide(here.session, here.viewer, here.go()))


def task(here: Here) -> None:
    """Put something on the list, to be done in so many days."""
    by = here.told.get("in")
    new = tasks.NewTask(
        here.told["what"],
        here.person(here.told["for"]) if "for" in here.told else None,
        None if by is None else today() + timedelta(by),
    )
    tasks.add(here.session, here.viewer, here.go(), new)


def tick(here: Here) -> None:
    """Tick something, as planned unless it says why not."""
    go, why = here.go(), here.told.get("why", "")
    wanted = select(Task).where(Task.cycle_id == go.cycle.id, Task.what == here.told["what"])
    done = here.session.scalars(wanted).one()
    tasks.tick(here.session, here.viewer, go, done, tasks.HowItWent(not why, why))


def see(here: Here) -> None:
    noticed.keep(here.session, here.viewer, here.go(), here.told["words"], None, None)


def still_there(here: Here) -> None:
    again = today() + timedelta(here.told["again_in"])
    checks.still_there(here.session, here.viewer, here.go(), again)
