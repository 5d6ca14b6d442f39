"""What is sent about promises: one question at a time."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs

from coprod.forms import DayField, EditForm, Form, a_day, is_day, line, needed, story
from coprod.issues.labels import GROUP
from coprod.issues.words import AnswerSays, BetterSays
from coprod.people.hats import GROUPS, HatKind
from coprod.promises.answering import Given
from coprod.promises.keeping import SAY_WHAT, Changed
from coprod.promises.sheets import FOR, typed
from coprod.promises.words import ANSWERS, BETTER
from coprod.text import number


class SaysForm(Form):
    """What the answer comes down to."""

    says = RadioField(  # type: ignore[call-arg]  # newer than its stubs
        _("What is your answer?"),
        choices=[SelectChoice(value, label) for value, label, *_rest in ANSWERS],
        validators=[needed(_("Choose an answer."))],
        invalid_choice_message=_("Choose an answer."),
    )


class WhyForm(Form):
    """Why: always asked."""

    why = story(_("Why?"), ask=_("Say why. People want to know."))
    money_is_the_reason = BooleanField(_("Money is the reason"))


class LookAgainForm(Form):
    """When "not now" is looked at again."""

    look_again_on = DayField(
        _("When will you look again?"), [needed(_("Choose the day to look again.")), is_day]
    )


class WhatForm(Form):
    """What is promised; nothing is a good answer too."""

    what = line(_("What do you promise?"), most=400)


class WhoForm(Form):
    """Who will do it."""

    who = StringField(_("Who will do it?"))


class ByForm(Form):
    """By when."""

    by_when = DayField(_("By when?"), [needed(_("Choose the day you promise it by.")), is_day])


class CheckForm(Form):
    """Everything once more, before it is sent. `seen` marks the answer that the page showed."""

    seen = HiddenField()


def given(words: dict[str, list[str]]) -> Given | None:
    """The answer that was put together page by page. None while it is not whole."""
    first = {name: texts[0] for name, texts in words.items() if texts}
    says, why = first.get("says", ""), first.get("why", "")
    if says not in set(AnswerSays) or not why:
        return None
    return Given(
        says=AnswerSays(says),
        why=why,
        money_is_the_reason=bool(first.get("money_is_the_reason")),
        look_again_on=a_day(first.get("look_again_on", "")),
        what=first.get("what", "")[:400],
        who_id=number(first["who"]) if first.get("who") else 0,
        by_when=a_day(first.get("by_when", "")),
    )


class KeptForm(EditForm):
    """It is kept: is there more to do?"""

    all_done = RadioField(  # type: ignore[call-arg]  # newer than its stubs
        _("Is it all done now?"),
        choices=[
            SelectChoice("yes", _("Yes, it is done")),
            SelectChoice("no", _("No, there is more to do")),
        ],
        validators=[needed(_("Choose yes or no."))],
        invalid_choice_message=_("Choose yes or no."),
    )
    words = line(_("What did you do?"), most=1000)


class TheyKeptForm(KeptForm):
    """Somebody else kept it, who is not here to say so: what did they do?"""

    words = line(_("What was done?"), ask=_(SAY_WHAT), most=1000)


class NotKeptForm(EditForm):
    """It was not kept: why?"""

    why = line(_("Why was it not kept?"), ask=_("Say why. People want to know."), most=1000)


class ChangeForm(EditForm):
    """Other words, or another day, and why."""

    what = line(_("What do you promise now?"), ask=_("Say what you promise."), most=400)
    by_when = DayField(_("By when?"), [needed(_("Choose the new day.")), is_day])
    why = line(_("Why does it change?"), ask=_("Say why. People want to know."), most=1000)

    def value(self) -> Changed:
        return Changed(
            what=self.what.data or "",
            by_when=self.by_when.day,
            why=self.why.data or "",
            edits=self.seen,
        )


class SheetsForm(Form):
    """For whom to print sheets that ask it, and how many."""

    hat = RadioField(  # type: ignore[call-arg]  # newer than its stubs
        _("Who are the sheets for?"),
        choices=[SelectChoice(hat, GROUP[GROUPS[hat]]) for hat in FOR],
        validators=[needed(_("Choose who they are for."))],
        invalid_choice_message=_("Choose who they are for."),
    )
    many = StringField(_("How many sheets?"))

    def value(self) -> tuple[HatKind, int]:
        return HatKind(self.hat.data), number(self.many.data)


class CodeForm(Form):
    """The code on a sheet, typed by hand."""

    code = line(_("The code on your sheet"), ask=_("Type the code on your sheet."), most=40)

    def validate_code(self, field: Any) -> None:
        """A code has 10 letters and numbers, and never those that look like others."""
        if not typed(field.data):
            raise ValidationError(_("A code has 10 letters and numbers. Please look at it again."))


class SheetForm(Form):
    """An answer on a sheet: chosen, looked at once more, and sent."""

    says = RadioField(  # type: ignore[call-arg]  # newer than its stubs
        _("How is it now?"),
        choices=[SelectChoice(value, label) for value, label, _picture in BETTER],
        validators=[needed(_("Choose one of the 4."))],
        invalid_choice_message=_("Choose one of the 4."),
    )


class BetterForm(Form):
    """Is it really better?"""

    says = RadioField(  # type: ignore[call-arg]  # newer than its stubs
        _("Is it really better?"),
        choices=[SelectChoice(value, label) for value, label, _picture in BETTER],
        validators=[needed(_("Choose one of the 4."))],
        invalid_choice_message=_("Choose one of the 4."),
    )
    words = story(_("Do you want to say more?"), most=2000)

    def value(self) -> tuple[BetterSays, str]:
        return BetterSays(self.says.data), self.words.data or ""
