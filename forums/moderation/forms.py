"""What people send about what others wrote, and what is done with it."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.validators import AnyOf

from coprod.forms import Form, story
from coprod.issues.labels import LANE
from coprod.text import BODY, whole_number
from forums.moderation.labels import BOARD, REASON, RULE
from forums.words import FlagReason

SHORT = 1000  # letters of a note


class OneOf(RadioField):
    """One of a few answers. `items` are what the page offers: pairs of value and words."""

    def __init__(self, label: Any, answers: dict[Any, Any], **kwargs: Any) -> None:
        values = [str(getattr(one, "value", one)) for one in answers]
        among = [AnyOf(values, _("Choose one."))]
        super().__init__(label, among, default="", validate_choice=False, **kwargs)
        self.items = list(zip(values, answers.values(), strict=True))


class OneOfMany(SelectField):
    """One of a list that the page fills in as `items`."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, default="", validate_choice=False, **kwargs)
        self.items: list[tuple[str, str]] = []


class GoForm(Form):
    """A button."""


class FlagForm(Form):
    """What is wrong, and more words if they help."""

    reason = OneOf(_("What is wrong?"), REASON)
    words = story(_("Do you want to say more?"), most=SHORT)

    def value(self) -> FlagReason:
        return FlagReason(self.reason.data)


class NoteForm(Form):
    """A note to the author."""

    note = story(_("What do you say to the person?"), _("Write a few kind words."), most=SHORT)


class TakeDownForm(Form):
    """Under which rule, and a note."""

    rule = OneOf(_("Which rule does it break?"), RULE)
    note = story(_("What do you say to the person?"), most=SHORT)


class EditForm(Form):
    """The words as they would be, and why."""

    words = story(_("What could it say instead?"), _("Write the words as they would be."))
    note = story(_("Why do you ask?"), _("Write why you ask."), most=SHORT)


class LaneForm(Form):
    """Where it belongs, and why."""

    lane = OneOf(_("Where does it belong?"), LANE)
    note = story(_("Why? Everyone can read it."), _("Write why. Everyone can read it."), most=SHORT)


class DaysForm(Form):
    """For how long, and a note."""

    days = OneOf(_("For how long?"), {1: _("1 day"), 7: _("1 week"), 28: _("4 weeks")})
    note = story(_("What do you say to the person?"), _("Write a few kind words."), most=SHORT)


class SlowForm(Form):
    """For how long."""

    days = OneOf(_("For how long?"), {1: _("1 day"), 3: _("3 days"), 7: _("1 week")})


class BoardForm(Form):
    """To which board; of a place, which."""

    board = OneOf(_("Which board is right?"), BOARD)
    place = OneOfMany(_("Which place?"))

    @property
    def place_id(self) -> int | None:
        return whole_number(str(self.place.data or ""))


class AgainForm(Form):
    """What somebody who asks again wants to say."""

    words = story(_("Do you want to say why?"), most=SHORT)


class SayAgainForm(Form):
    """Other words for what came back."""

    words = story(_("How do you want to say it?"), _("Write what you want to say."), most=BODY)


class AnswerForm(Form):
    """Yes or no, by one of two buttons."""

    answer = OneOf(_("Your answer"), {"yes": _("Yes"), "no": _("No")})


class DecideForm(Form):
    """Whether what was done stays, and why."""

    stays = OneOf(
        _("Does it stay as it is?"), {"yes": _("Yes, it stays"), "no": _("No, take it back")}
    )
    note = story(_("What do you say to the person?"), _("Write a few kind words."), most=SHORT)


class RemoveForm(Form):
    """Under which rule, why, and what the person can do instead."""

    rule = OneOf(_("Which rule did the person break?"), RULE)
    note = story(_("Why? The person reads it."), _("Write why."), most=SHORT)
    other_way = story(
        _("How can the person take part in another way?"),
        _("Write how the person can take part in another way."),
        most=SHORT,
    )


class WhyForm(Form):
    """Why somebody has to know who said it."""

    why = story(_("Why do you have to know?"), _("Write why. The author can read it."), most=SHORT)


class PeerForm(Form):
    """Whom to ask."""

    who = OneOfMany(_("Who do you want to ask?"))

    @property
    def person_id(self) -> int:
        return whole_number(str(self.who.data or "")) or 0
