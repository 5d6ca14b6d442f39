"""What is sent about passing on: by whoever passes on, by the author, and from outside."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs

from coprod.db import today
from coprod.forms import DayField, Form, a_day, line, needed, story
from coprod.issues.words import AnswerSays
from coprod.pass_on.models import AuthorSays
from coprod.pass_on.outside import Given
from coprod.pass_on.services import ToPass
from coprod.promises.days import day_trouble
from coprod.shown import shown_mark

Words = dict[str, list[str]]
STEPS = ("answer", "promise", "who", "check")  # of an answer from outside
OF_STEP: dict[str, tuple[str, ...]] = {
    "answer": ("says", "why"),
    "promise": ("promise", "promise_by"),
    "who": ("name", "role"),
    "check": (),
}


class WhomForm(Form):
    """To whom: a body, and who reads it there."""

    body = line(_("Which group or company?"), ask=_("Say who it goes to."))
    reader = line(_("Who reads it there?"), ask=_("Say which team or person reads it."))


class NoteForm(Form):
    """What is written to them, and what goes along."""

    note = story(_("What do you write to them?"), ask=_("Write what you ask them."), most=2000)
    tells_place = BooleanField(_("The name of the place"))
    tells_me_too = BooleanField(_("How many said me too"))


class CheckForm(Form):
    """Everything once more. `seen` marks the letter that the page showed."""

    seen = HiddenField()


class GoForm(Form):
    """One button: nothing is asked."""


class MayGoForm(Form):
    """Whether the words can go."""

    says = RadioField(  # type: ignore[call-arg]  # newer than its stubs
        _("Can your words go to them?"),
        choices=[SelectChoice(AuthorSays.YES, _("Yes")), SelectChoice(AuthorSays.NO, _("No"))],
        validators=[needed(_("Choose yes or no."))],
        invalid_choice_message=_("Choose yes or no."),
    )


class OffPageForm(Form):
    """Why an answer is taken off the page, or put back."""

    why = line(_("Why?"), ask=_("Say why. People want to know."), most=1000)


def to_pass(words: Words) -> ToPass | None:
    """The letter that was put together page by page. None while it is not whole."""
    first = {name: texts[0] for name, texts in words.items() if texts}
    if not all(first.get(name) for name in ("body", "reader", "note")):
        return None
    return ToPass(
        body=first["body"][:200],
        reader=first["reader"][:200],
        note=first["note"][:2000],
        tells_place=bool(first.get("tells_place")),
        tells_me_too=bool(first.get("tells_me_too")),
    )


def seen(wanted: ToPass | None) -> str:
    """A mark of the letter, to know whether it is the one that was checked."""
    return shown_mark(str(wanted)) if wanted else ""


class OutsideForm(Form):
    """An answer from outside. The page carries all of it from step to step: nothing is kept."""

    step = HiddenField()
    says = StringField(_("What is your answer?"))
    why = story(_("Why?"))
    promise = line(_("What do you promise?"), most=400)
    promise_by = DayField(_("By when?"))
    name = line(_("Your name"))
    role = line(_("Your job there"))

    @property
    def at(self) -> str:
        """The step that was sent; the first for anything else."""
        return self.step.data if self.step.data in STEPS else STEPS[0]

    def first_wrong(self) -> str:
        """The first step up to this one that needs another look. Says so at its fields."""
        errors = _missing(self)
        for step in STEPS[: STEPS.index(self.at) + 1]:
            self.refuse({name: errors[name] for name in OF_STEP[step] if name in errors})
            if any(self.trouble(name) for name in OF_STEP[step]):
                return step
        return ""

    def value(self) -> Given:
        return Given(
            says=AnswerSays(self.says.data or ""),
            why=self.why.data or "",
            promise=self.promise.data or "",
            promise_by=self.promise_by.day,
            name=self.name.data or "",
            role=self.role.data or "",
        )


def _missing(form: OutsideForm) -> dict[str, Any]:
    asked = {
        "says": (form.says.data in set(AnswerSays), _("Choose an answer.")),
        "why": (form.why.data, _("Say why. People want to know.")),
        "name": (form.name.data, _("Say your name.")),
        "role": (form.role.data, _("Say what your job is.")),
    }
    errors: dict[str, Any] = {name: say for name, (there, say) in asked.items() if not there}
    day = (form.promise_by.data or "").strip()
    if day and not form.promise.data:
        errors["promise"] = _("Say what you promise, or take the day away.")
    if day and a_day(day) is None:
        errors["promise_by"] = _("Write the day like this: 3/11/2026.")
    elif day or form.promise.data:
        errors["promise_by"] = day_trouble(
            a_day(day), today(), str(_("Choose the day you promise it by."))
        )
    return {name: sentence for name, sentence in errors.items() if sentence}
