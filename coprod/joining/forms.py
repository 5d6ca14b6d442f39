"""What is sent about joining: one question at a time."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs

from coprod.forms import Form, line, needed
from coprod.joining.models import AuthorSays
from coprod.text import number


class SameForm(Form):
    """Which other one it is the same as, and why."""

    into = StringField(_("Which one is it the same as?"), [needed(_("Choose one from the list."))])
    why = line(_("Why are they the same?"), most=1000)

    @property
    def into_id(self) -> int:
        return number(self.into.data)


def _says(*choices: tuple[str, object]) -> RadioField:
    return RadioField(  # type: ignore[call-arg]  # newer than its stubs
        _("Shall we join them?"),
        choices=[SelectChoice(value, label) for value, label in choices],
        validators=[needed(_("Choose an answer."))],
        invalid_choice_message=_("Choose an answer."),
    )


class SayForm(Form):
    """An author's answer."""

    says = _says(
        (AuthorSays.YES, _("Yes")), (AuthorSays.NO, _("No")), (AuthorSays.NOT_SURE, _("Not sure"))
    )


class GoForm(Form):
    """One button: nothing is asked."""


class DecideForm(Form):
    """An advocate's word for somebody who has left."""

    says = _says((AuthorSays.YES, _("Yes")), (AuthorSays.NO, _("No")))
    why = line(_("Why?"), ask=_("Say why. People want to know."), most=1000)


class WhyForm(Form):
    """Why: for undoing, and for leaving them apart."""

    why = line(_("Why?"), ask=_("Say why. People want to know."), most=1000)


class FollowForm(Form):
    """Shall the me-too follow? Nothing is chosen beforehand."""

    follows = RadioField(  # type: ignore[call-arg]  # newer than its stubs
        _("Shall your me too follow?"),
        choices=[SelectChoice("no", _("No")), SelectChoice("yes", _("Yes"))],
        validators=[needed(_("Choose yes or no."))],
        invalid_choice_message=_("Choose yes or no."),
    )
