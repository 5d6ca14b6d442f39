"""The forms of the questions of a go: what each page asks, and the fields that answer it.

`ask` is the page's heading, `hint` helps; a page with one field has its label for a heading.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import Optional

from coprod.forms import Form, line, needed, story
from improvement_cycles.labels import BOX, KIND, OUTCOME
from improvement_cycles.rows import MOST_QUESTIONS

NOT_FIELDS = frozenset({"csrf_token", "once", "seen", "then"})


@dataclass(frozen=True, slots=True)
class Lists:
    """What a page offers to choose from: pairs of an id and words."""

    statements: Iterable[tuple[str, str]] = ()
    team: Iterable[tuple[str, str]] = ()
    places: Iterable[tuple[str, str]] = ()


class Ask(Form):
    """The parent of the questions. `seen` marks the answer that was shown; see `answers`."""

    ask: ClassVar[Any] = ""
    hint: ClassVar[Any] = ""
    seen = HiddenField()
    then = HiddenField()  # "check": go back to checking the answers

    def value(self) -> dict[str, Any]:
        return {f.name: _clean(f) for f in self if f.name not in NOT_FIELDS}

    @property
    def fields(self) -> list[Any]:
        return [f for f in self if f.name not in NOT_FIELDS]

    def offer(self, lists: Lists) -> None:
        """Fill in what can be chosen."""


class Called(Ask):
    ask = _("What shall we call this try?")
    title = line(ask, _("Give it a name. A few words will do."))


class Kind(Ask):
    ask = _("What sort of try is it?")
    kind = RadioField(
        ask,
        choices=[(str(kind), words) for kind, (words, _p, _h) in KIND.items()],
        validators=[needed(_("Choose one."))],
    )


class TheQuestion(Ask):
    ask = _("What do you want to find out?")
    hint = _("Ask it as a question. “If one worker starts late, can people stay out?”")
    question = story(ask, _("Say what you want to find out."), most=1000)


class Different(Ask):
    ask = _("What will be different in somebody's life?")
    hint = _("“Danny can stay out as late as he wants.”")
    what_will_be_different = story(
        ask, _("Say what will be different in somebody's life."), most=2000
    )


class Notice(Ask):
    ask = _("Who would notice, and how would they know?")
    hint = _("“Danny would. He sees the end of the match.”")
    who_would_notice = story(ask, _("Say who would notice, and how they would know."), most=2000)


class Statements(Ask):
    ask = _("Which part of our good life is this for?")
    statements = SelectMultipleField(
        ask, validators=[needed(_("Choose at least one."))], validate_choice=False
    )

    def offer(self, lists: Lists) -> None:
        self.statements.choices = list(lists.statements)


class What(Ask):
    ask = _("What will you try?")
    hint = _("Say what happens, and in what order.")
    title = line(_("A short name for this go"), description=_("Such as “Two people, four weeks”."))
    what_we_will_try = story(_("What you will try"), _("Say what you will try."), most=2000)


class Who(Ask):
    ask = _("Who does what?")
    hint = _("Write what each person does in this go. You can leave some empty.")


class When(Ask):
    ask = _("When and where?")
    when = line(_("When?"), most=400)
    where = line(_("Where?"), most=400)


class Whom(Ask):
    ask = _("Who is it for?")
    for_whom = line(_("Who is it for, in this go?"), most=400)
    for_whom_not_yet = line(_("Who is it not for yet?"), most=400)


class Small(Ask):
    ask = _("How small can you start?")
    hint = _("Start small. Then a wrong guess does no harm.")
    how_small = line(ask, _("Say how small you will start."), most=400)


class Count(Ask):
    ask = _("What will you count?")
    hint = _("“How many nights out each week.” You can set up a picture for it later.")
    what_we_count = story(ask, most=1000)


class Happened(Ask):
    ask = _("What happened?")
    what_happened = story(ask, _("Say what happened. A few words will do."))


class Surprise(Ask):
    ask = _("What surprised you?")
    surprise = story(ask, most=2000)


class Gave(Ask):
    ask = _("Who gave time or money?")
    hint = _("A few words will do. “About 6 hours.”")
    time_people = line(_("Time from people who use services"))
    time_families = line(_("Time from families and friends"))
    time_staff = line(_("Time from staff"))
    money = line(_("Money, and who gave it"), most=400)


class Box(Ask):
    ask = _("What did you learn?")
    hint = _("Say it your way. Others may see it another way. Both are kept.")
    group = RadioField(
        _("Whose words are these?"),
        choices=[(str(group), words) for group, (words, _p) in BOX.items()],
        validators=[Optional()],
        validate_choice=False,
    )
    words = story(_("What you learned"), most=2000)


class KnockOn(Ask):
    ask = _("Did this land on somebody else?")
    hint = _("Sometimes a good change makes more work for others. “No” is an answer.")
    landed = RadioField(
        _("Did it?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        validators=[needed(_("Choose yes or no."))],
    )
    knock_on = story(_("If yes: who, and how?"), most=2000)
    place = SelectField(
        _("If yes: which place shall we tell?"), validators=[Optional()], validate_choice=False
    )

    def offer(self, lists: Lists) -> None:
        self.place.choices = [("", _("No place")), *lists.places]


class Learned(Ask):
    ask = _("What did we learn together?")
    what_we_learned = story(ask, _("Say what you learned. A few words will do."))


class TheOutcome(Ask):
    ask = _("What happens now?")
    outcome = RadioField(
        ask,
        choices=[(str(one), words) for one, (words, _p, _h) in OUTCOME.items()],
        validators=[needed(_("Choose one."))],
    )


class Why(Ask):
    ask = _("Why?")
    why = story(ask, _("Say why. A few words will do."), most=2000)


class Agreed(Ask):
    ask = _("Who agrees?")
    hint = _("It needs a person who uses services. And it needs staff or family who do the work.")
    agreed = SelectMultipleField(
        ask, validators=[needed(_("Choose who agrees."))], validate_choice=False
    )

    def offer(self, lists: Lists) -> None:
        self.agreed.choices = list(lists.team)


class Upkeep(Ask):
    ask = _("Who will keep it going?")
    upkeep = RadioField(ask, validators=[needed(_("Choose a person."))])

    def offer(self, lists: Lists) -> None:
        self.upkeep.choices = list(lists.team)


class CheckOn(Ask):
    ask = _("When will you check on it?")
    hint = _("In about 6 months is good.")
    check_on = line(ask, _("Choose a day to check on it."), render_kw={"type": "date"})


class Worse(Ask):
    ask = _("Did it make anything worse?")
    hint = _("Think of everyone. “No” is an answer.")
    looked = BooleanField(_("We looked at its picture"))
    worse = story(_("What got worse, if anything?"), most=2000)


def guess() -> type[Ask]:
    """A form for up to three questions, each with a guess."""
    fields: dict[str, Any] = {
        "ask": _("What is your guess?"),
        "hint": _("Write what you think will happen. It is fine to be wrong."),
    }
    for n in range(1, MOST_QUESTIONS + 1):
        first = n == 1
        asked = _("Question %(n)d", n=n)
        guessed = _("Our guess %(n)d", n=n)
        fields[f"question_{n}"] = story(asked, _("Write a question.") if first else "", most=1000)
        fields[f"guess_{n}"] = story(guessed, _("Write your guess.") if first else "", most=2000)
    return type("Guess", (Ask,), fields)


def who(team: Iterable[tuple[str, str]]) -> type[Ask]:
    """A form with a line for each person of the team: pairs of an id and a name."""
    lines = {f"does_{person_id}": line(name, most=400) for person_id, name in team}
    return type("WhoDoes", (Who,), lines)


def result(positions: Iterable[int]) -> type[Ask]:
    """A form for what happened to each guess, and what it teaches."""
    fields: dict[str, Any] = {
        "ask": _("How did it go, next to your guess?"),
        "hint": _("A wrong guess is worth a lot. It teaches you something."),
    }
    for n in positions:
        fields[f"result_{n}"] = story(_("What happened?"), _("Say what happened."), most=2000)
        fields[f"lesson_{n}"] = story(
            _("What did it teach you?"), _("Say what you learned."), most=2000
        )
    return type("Result", (Ask,), fields)


FIXED: dict[str, type[Ask]] = {
    "called": Called,
    "kind": Kind,
    "question": TheQuestion,
    "different": Different,
    "notice": Notice,
    "statements": Statements,
    "what": What,
    "when": When,
    "whom": Whom,
    "small": Small,
    "count": Count,
    "happened": Happened,
    "surprise": Surprise,
    "gave": Gave,
    "box": Box,
    "knock_on": KnockOn,
    "learned": Learned,
    "outcome": TheOutcome,
    "why": Why,
    "agreed": Agreed,
    "upkeep": Upkeep,
    "check_on": CheckOn,
    "worse": Worse,
}


def _clean(field: Any) -> Any:
    return field.data if isinstance(field.data, list | bool) else field.data or ""
