"""What is sent about consent. No answer is ticked before somebody ticks it."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs

from coprod.forms import Form, needed, story
from coprod.text import whole_number
from improvement_cycles.consent import labels
from improvement_cycles.consent.advocate import InPerson
from improvement_cycles.consent.services import NewAnswer
from improvement_cycles.consent.words import How, Says

_SAYS = [SelectChoice(str(one), words) for one, (words, _p, _h) in labels.SAYS.items()]
_HOW = [SelectChoice(str(one), words) for one, (words, _p) in labels.HOW.items()]


class AnswerForm(Form):
    """*Can we try this?*, and one answer to it."""

    seen = HiddenField()  # a mark of the plan that was shown
    says = RadioField(
        _("Can we try this?"), choices=_SAYS, validators=[needed(_("Choose your answer."))]
    )
    words = story(_("What is your worry, or why STOP?"), most=2000)
    alone = BooleanField(_("Only the advocate may read my words"))
    touches_me = BooleanField(_("It touches me too"))

    def value(self) -> NewAnswer:
        return NewAnswer(
            Says(self.says.data),
            self.words.data or "",
            alone="alone" in self and self.alone.data,
            touches_me="touches_me" in self and self.touches_me.data,
            seen=self.seen.data or "",
        )


class InPersonForm(Form):
    """What somebody said who is not on the site, and how they were asked."""

    seen = HiddenField()
    replaces = HiddenField()
    says = RadioField(
        _("What did they say?"), choices=_SAYS, validators=[needed(_("Choose their answer."))]
    )
    words = story(_("What is their worry, or why STOP?"), most=2000)
    how = RadioField(
        _("How did you ask them?"), choices=_HOW, validators=[needed(_("Choose how you asked."))]
    )

    def value(self) -> InPerson:
        return InPerson(
            Says(self.says.data),
            How(self.how.data),
            self.words.data or "",
            seen=self.seen.data or "",
            replaces=whole_number(self.replaces.data),
        )


class ReplyForm(Form):
    """A written answer to a worry."""

    words = story(_("What is our answer?"), _("Write your answer. A few words will do."), most=2000)


class MetForm(Form):
    """How a STOP was met."""

    words = story(
        _("How was it put right?"), _("Write how it was put right. A few words will do."), most=2000
    )


class DropForm(Form):
    """Why a try does not start."""

    why = story(_("Why do you drop it?"), _("Say why. A few words will do."), most=2000)
