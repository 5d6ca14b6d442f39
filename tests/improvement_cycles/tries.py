"""Makes tries that are whole without being told anything, by the services that people use."""

from datetime import timedelta

from coprod.db import today
from coprod.people.hats import HatKind
from coprod.people.models import Person
from improvement_cycles import answers, found, goes, pages, services, team
from improvement_cycles.consent import found as consents
from improvement_cycles.consent import services as consent
from improvement_cycles.consent.services import NewAnswer
from improvement_cycles.consent.words import Says
from improvement_cycles.go_models import Cycle
from improvement_cycles.measure_words import Role
from improvement_cycles.models import ImprovementProject
from improvement_cycles.services import NewTry
from improvement_cycles.team import NewMember
from improvement_cycles.words import GoState, TeamJob
from tests.improvement_cycles.counting import fill, new_measure

PLAN = {
    "question": {"question": "Can people stay out?"},
    "different": {"what_will_be_different": "People come home when they like."},
    "notice": {"who_would_notice": "Danny. He sees the end of the match."},
    "what": {"title": "Two people", "what_we_will_try": "One worker starts late."},
    "guess": {"question_1": "Will it work?", "guess_1": "Yes, twice a week."},
    "when": {"when": "Tuesdays", "where": "Mill Lane"},
    "count": {"what_we_count": "Nights out"},
}
NO_GUESS = {f"{word}_{n}": "" for word in ("question", "guess") for n in (2, 3)}
LOOK = {
    "result": {"result_1": "Three times.", "lesson_1": "It works."},
    "knock_on": {"landed": "no", "knock_on": "", "place": ""},
}


class Tries:
    """A place with a person, a family member, a worker and a manager, and tries of theirs."""

    def __init__(self, session, make, as_viewer) -> None:
        self.session, self.make, self.as_viewer = session, make, as_viewer
        self.place = make.place()
        self.statement = make.statement(make.session.get(_area(), self.place.area_id))
        self.danny = make.person(self.place, name="Danny")
        self.angela = make.person(self.place, HatKind.FAMILY, name="Angela")
        self.marek = make.person(self.place, HatKind.STAFF, name="Marek")
        self.colette = make.person(self.place, HatKind.MANAGER, name="Colette")
        area = make.session.get(_area(), self.place.area_id)
        self.hannah = make.person(area, HatKind.ADVOCATE, name="Hannah")
        self.imran = make.person(area, HatKind.COMMISSIONER, name="Imran")
        self.view = {}

    def as_(self, person):
        if person.id not in self.view:
            self.view[person.id] = self.as_viewer(person)
        return self.view[person.id]

    def go(self, cycle, person=None):
        return found.a_go(self.session, self.as_(person or self.danny), cycle.id)

    def go_of(self, row) -> Cycle:
        """The go that a row belongs to."""
        return self.session.get(Cycle, row.cycle_id)

    def answer(self, cycle, step, name, values, person=None):
        """Answer a question as its page would."""
        viewer = self.as_(person or self.danny)
        go, page = self.go(cycle, person), pages.find(step, name)
        seen = answers.mark(answers.read(self.session, viewer, go, page))
        answers.write(self.session, viewer, go, page, values, seen)

    def begun(self, **new) -> Cycle:
        new = {"title": "Home when I like", "place_id": self.place.id} | new
        return services.begin(self.session, self.as_(self.danny), NewTry(**new))

    def draft(self, **new) -> Cycle:
        """A whole plan that nobody has checked."""
        cycle = self.begun(**new)
        for person, job in (
            (self.marek, TeamJob.HELPS),
            (self.angela, TeamJob.COUNTS),
            (self.colette, TeamJob.HAS_TO_AGREE),
        ):
            whole = self.go(cycle)
            team.put(self.session, self.as_(self.danny), whole, NewMember(person.id, job))
        for name, values in PLAN.items():
            self.answer(cycle, "plan", name, values | (NO_GUESS if name == "guess" else {}))
        self.answer(cycle, "plan", "statements", {"statements": [str(self.statement.id)]})
        self.answer(cycle, "plan", "who", {f"does_{self.danny.id}": "picks his nights"})
        self.touches(cycle, self.danny)
        return cycle

    def touches(self, cycle, *people, off_site=""):
        """Choose whom the go touches."""
        people = [str(one.id) for one in people]
        self.answer(cycle, "plan", "touches", {"people": people})
        if off_site:
            self.answer(cycle, "plan", "off_site", {"off_site": off_site})

    def asked(self, cycle, person=None):
        return consents.asked(self.session, self.as_(person or self.danny), cycle.id)

    def says(self, cycle, person, says, words="", **more):
        """Answer *Can we try this?* as the page would."""
        asked = self.asked(cycle, person)
        new = NewAnswer(Says(says), words, seen=asked.standing.mark, **more)
        consent.answer(self.session, self.as_(person), asked, new)

    def ready(self, cycle):
        """Call the plan ready, so that people are asked."""
        goes.check(self.session, self.as_(self.danny), self.go(cycle))

    def agree(self, cycle):
        """Ask, and get a yes from everybody whom it touches."""
        if self.go(cycle).cycle.state is GoState.DRAFT:
            self.ready(cycle)
        for person_id in self.asked(cycle).standing.still_to_ask:
            self.says(cycle, self.session.get(Person, person_id), "yes")

    def planned(self, **new) -> Cycle:
        cycle = self.draft(**new)
        self.agree(cycle)
        return cycle

    def pause(self, go, days=30):
        """Have a pause, and look again so many days later."""
        day = today() + timedelta(days)
        goes.pause(self.session, self.as_(self.danny), go, "Jo is ill.", day)

    def doing(self, **new) -> Cycle:
        cycle = self.planned(**new)
        goes.start(self.session, self.as_(self.danny), self.go(cycle))
        self.session.flush()
        return cycle

    def studying(self, **new) -> Cycle:
        cycle = self.doing(**new)
        goes.look(self.as_(self.danny), self.go(cycle))
        self.session.flush()
        return cycle

    def deciding(self, **new) -> Cycle:
        cycle = self.studying(**new)
        for name, values in LOOK.items():
            self.answer(cycle, "look", name, values)
        goes.to_decide(self.session, self.as_(self.danny), self.go(cycle))
        self.session.flush()
        return cycle

    def decided(self, outcome="changed") -> Cycle:
        """A go that ended. Gives the go itself; the next one is its `next_of`."""
        cycle = self.deciding()
        self.say_what_was_decided(cycle, outcome)
        goes.decide(self.session, self.as_(self.danny), self.go(cycle))
        self.session.flush()
        return cycle

    def counts_what_gets_worse(self, cycle, dots=(0,)):
        """Something counted to see whether the try makes anything worse."""
        project = self.session.get(ImprovementProject, cycle.project_id)
        late = {"name": "Late finishes", "role": Role.BALANCING, "main": False}
        measure = new_measure(self.session, project, **late)
        fill(self.session, measure, dots)
        return measure

    def say_what_was_decided(self, cycle, outcome="changed"):
        self.answer(cycle, "decide", "outcome", {"outcome": outcome})
        self.answer(cycle, "decide", "why", {"why": "People want more."})
        agreed = [str(self.danny.id), str(self.marek.id)]
        self.answer(cycle, "decide", "agreed", {"agreed": agreed})


def _area():
    from coprod.people.models import Area

    return Area
