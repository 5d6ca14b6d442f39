"""The questions after a plan: what happened, looking together, deciding; each with its form."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs
from wtforms.validators import Optional

from coprod.forms import DayField, is_day, line, needed, story
from improvement_cycles.asks import Ask, Lists, choices
from improvement_cycles.labels import BOX, OUTCOME


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
        choices=[SelectChoice(str(group), words) for group, (words, _p) in BOX.items()],
        validators=[Optional()],
        validate_choice=False,
    )
    words = story(_("What you learned"), most=2000)


class KnockOn(Ask):
    ask = _("Did this land on somebody else?")
    hint = _("Sometimes a good change makes more work for others. “No” is an answer.")
    landed = RadioField(
        _("Did it?"),
        choices=[SelectChoice("no", _("No")), SelectChoice("yes", _("Yes"))],
        validators=[needed(_("Choose yes or no."))],
    )
    knock_on = story(_("If yes: who, and how?"), most=2000)
    place = SelectField(
        _("If yes: which place shall we tell?"), validators=[Optional()], validate_choice=False
    )

    def offer(self, lists: Lists) -> None:
        self.place.choices = choices([("", _("No place")), *lists.places])


class Learned(Ask):
    ask = _("What did we learn together?")
    what_we_learned = story(ask, _("Say what you learned. A few words will do."))


class TheOutcome(Ask):
    ask = _("What happens now?")
    outcome = RadioField(
        ask,
        choices=[SelectChoice(str(one), words) for one, (words, _p, _h) in OUTCOME.items()],
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
        self.agreed.choices = choices(lists.team)


class Upkeep(Ask):
    ask = _("Who will keep it going?")
    upkeep = RadioField(ask, validators=[needed(_("Choose a person."))])

    def offer(self, lists: Lists) -> None:
        self.upkeep.choices = choices(lists.team)


class CheckOn(Ask):
    ask = _("When will you check on it?")
    hint = _("In 1 month is good. Later we ask again, after 3 months, 6, then every year.")
    check_on = DayField(
        ask, [needed(_("Choose a day to check on it.")), is_day], render_kw={"type": "date"}
    )

    def value(self) -> dict[str, Any]:
        return {"check_on": self.check_on.day.isoformat() if self.check_on.day else ""}


class Worse(Ask):
    ask = _("Did it make anything worse?")
    hint = _("Think of everyone. “No” is an answer.")
    looked = BooleanField(_("We looked at it together"))
    worse = story(_("What got worse, if anything?"), most=2000)


def result(number: int) -> type[Ask]:
    """A form for what happened to one guess, and what it teaches."""
    fields: dict[str, Any] = {
        "ask": _("How did it go, next to your guess?"),
        "hint": _("A wrong guess is worth a lot. It teaches you something."),
        f"result_{number}": story(_("What happened?"), _("Say what happened."), most=2000),
        f"lesson_{number}": story(
            _("What did it teach you?"), _("Say what you learned."), most=2000
        ),
    }
    return type("Result", (Ask,), fields)


FIXED: dict[str, type[Ask]] = {
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
