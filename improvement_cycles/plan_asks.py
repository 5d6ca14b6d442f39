"""The questions of a plan, each with its form."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs

from coprod.forms import line, needed, story
from improvement_cycles.asks import Ask, Lists, choices
from improvement_cycles.labels import KIND
from improvement_cycles.pages import MOST_QUESTIONS


class Called(Ask):
    ask = _("What shall we call this try?")
    title = line(ask, _("Give it a name. A few words will do."))


class Kind(Ask):
    ask = _("What sort of try is it?")
    kind = RadioField(
        ask,
        choices=[SelectChoice(str(kind), words) for kind, (words, _p, _h) in KIND.items()],
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
        self.statements.choices = choices(lists.statements)


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


class Touches(Ask):
    ask = _("Who does this touch?")
    hint = _("Choose everybody whose days it changes. We ask each of them first.")
    people = SelectMultipleField(ask, validate_choice=False)

    def offer(self, lists: Lists) -> None:
        self.people.choices = choices(lists.touched)


class OffSite(Ask):
    ask = _("How many more does it touch?")
    hint = _(
        "People who use services, and are not on the site. The advocate asks them. "
        "Leave it empty if there are none."
    )
    off_site = StringField(ask, render_kw={"inputmode": "numeric"})  # a number has no letters


class Count(Ask):
    ask = _("What will you count?")
    hint = _("“How many nights out each week.” You can set up a picture for it later.")
    what_we_count = story(ask, most=1000)


def guess() -> type[Ask]:
    """A form for a few questions, each with a guess. How many are shown: see `shown`."""
    fields: dict[str, Any] = {
        "ask": _("What is your guess?"),
        "hint": _("Write what you think will happen. It is fine to be wrong."),
    }
    for n in range(1, MOST_QUESTIONS + 1):
        first = n == 1
        asked = _("Your question") if first else _("Question %(n)d", n=n)
        guessed = _("Your guess") if first else _("Your guess for question %(n)d", n=n)
        fields[f"question_{n}"] = story(asked, _("Write a question.") if first else "", most=1000)
        fields[f"guess_{n}"] = story(guessed, _("Write your guess.") if first else "", most=2000)
    return type("Guess", (Ask,), fields)


def shown(form: Ask, *, more: bool = False) -> int:
    """How many questions a form of guesses shows: those with words, and one more if asked."""
    used = [
        n
        for n in range(1, MOST_QUESTIONS + 1)
        for field in _pair(form, n)
        if field.data or field.errors
    ]
    return min(MOST_QUESTIONS, max([1, *used]) + more)


def take_away(form: Ask, which: int) -> None:
    """Take one question and its guess out of a form that was sent. Those after it move up."""
    for n in range(which, MOST_QUESTIONS + 1):
        after = _pair(form, n + 1) if n < MOST_QUESTIONS else (None, None)
        for field, then in zip(_pair(form, n), after, strict=True):
            field.data = then.data if then else ""


def _pair(form: Ask, n: int) -> tuple[Any, Any]:
    return form[f"question_{n}"], form[f"guess_{n}"]


def who(team: Iterable[tuple[str, str]]) -> type[Ask]:
    """A form with a line for each person of the team: pairs of an id and a name."""
    lines = {f"does_{person_id}": line(name, most=400) for person_id, name in team}
    return type("WhoDoes", (Who,), lines)


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
    "touches": Touches,
    "off_site": OffSite,
    "count": Count,
}
