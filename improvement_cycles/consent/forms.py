"""What is sent about consent. No answer is ticked before somebody ticks it."""

from dataclasses import replace

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs

from coprod.forms import Form, needed, story
from coprod.seal import new_token
from coprod.text import whole_number
from improvement_cycles.consent import labels
from improvement_cycles.consent.advocate import InPerson
from improvement_cycles.consent.services import NewAnswer
from improvement_cycles.consent.words import WITH_WORDS, How, Says

_SAYS = [SelectChoice(str(one), words) for one, (words, _p, _h) in labels.SAYS.items()]
_READERS = [SelectChoice(value, words) for value, words in labels.READERS.items()]
_HOW = [SelectChoice(str(one), words) for one, (words, _p) in labels.HOW.items()]


class AnswerForm(Form):
    """*Can we try this?*, and one press to answer it."""

    seen = HiddenField()  # a mark of the plan that was shown
    says = RadioField(choices=_SAYS, validators=[needed(_("Choose your answer."))])

    @property
    def secret(self) -> str:
        """Each press is one of its own: yes, Back, OK, Back, yes is a yes. Twice yes is one."""
        return new_token()

    @property
    def has_words(self) -> bool:
        """Whether its words have a page of their own."""
        return self.says.data in WITH_WORDS

    def value(self) -> NewAnswer:
        return NewAnswer(Says(self.says.data), seen=self.seen.data or "")


class WorryForm(Form):
    """What worries somebody. The button that sends it says who may read it.

    Without one it is not taken: no team reads what nobody sent to it.
    """

    SAYS = Says.WORRY
    seen = HiddenField()
    words = story(_("What worries you?"), most=2000)
    alone = RadioField(choices=_READERS, validators=[needed(_("Choose who gets your words."))])

    def value(self, *, touches_me: bool = False) -> NewAnswer:
        return NewAnswer(
            self.SAYS,
            self.words.data or "",
            alone="alone" in self and self.alone.data == "y",
            touches_me=touches_me,
            seen=self.seen.data or "",
        )


class StopForm(WorryForm):
    """Why somebody says STOP, if they want to say why."""

    SAYS = Says.STOP
    stop_counts = HiddenField()  # whether the page said that it counts: "y" or "n"
    words = story(_("Why do you say STOP?"), most=2000)

    def value(self, *, touches_me: bool = False) -> NewAnswer:
        counts = {"y": True, "n": False}.get(self.stop_counts.data or "")
        return replace(super().value(touches_me=touches_me), counts=counts)


class _OfOneForm(Form):
    """About one of those who are not on the site: new here, or somebody who was asked before."""

    seen = HiddenField()
    replaces = HiddenField()

    def said(self, says: Says, how: How, words: str = "") -> InPerson:
        replaces = whole_number(self.replaces.data)
        return InPerson(says, how, words, self.seen.data or "", replaces)


class SaidForm(_OfOneForm):
    """What they said."""

    says = RadioField(choices=_SAYS, validators=[needed(_("Choose their answer."))])


class HowForm(_OfOneForm):
    """How they were asked."""

    how = RadioField(choices=_HOW, validators=[needed(_("Choose how you asked."))])


class TheirWordsForm(_OfOneForm):
    """Their worry, or why they said STOP."""

    words = story(_("What are their words?"), most=2000)


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
