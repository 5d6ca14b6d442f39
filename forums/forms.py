"""What people fill in where they talk."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField

from coprod.forms import EditForm, Form, line, needed, story
from coprod.issues.say_forms import listed
from coprod.issues.words import SaidAs

AS_MODERATOR = _("I say this as somebody who looks after the talk")
NAMES: list[Any] = [
    ("shown", _("Show my name"), "person"),
    ("held", _("Hold my name back"), "lock", _("You get 2 plain words in its place.")),
]


class PostForm(Form):
    """One thing to say."""

    words = story(_("What do you want to say?"), _("Write what you want to say."))
    as_moderator = BooleanField(AS_MODERATOR)


class MoreForm(Form):
    """One thing to say, with all that can be beside it. Words, a photo or a voice are enough."""

    words = story(_("What do you want to say?"))
    name = RadioField(
        _("Do you want to show your name?"),
        choices=[],
        default="shown",
        validators=[listed],
        validate_choice=False,
    )
    photo = FileField(_("You can add a photo"))
    shows = line(_("What does the photo show?"), most=300)
    as_moderator = BooleanField(AS_MODERATOR)
    voice = FileField(_("You can record your voice"))
    # By number, once they came with something that could not be sent, or was looked at once more.
    kept_photo = SelectField(_("The photo that is here"), choices=[], validate_choice=False)
    kept_voice = SelectField(_("The recording that is here"), choices=[], validate_choice=False)
    how = RadioField(
        _("How was it said?"),
        choices=[],
        default=SaidAs.OWN_WORDS.value,
        validators=[listed],
        validate_choice=False,
    )
    helper = SelectField(
        _("Who helped you?"), choices=[], default="", validators=[listed], validate_choice=False
    )

    def offer(self, how: Sequence[tuple[Any, ...]], helpers: Sequence[tuple[str, str]]) -> None:
        """Say what can be chosen."""
        self.name.choices = NAMES
        self.how.choices = list(how)
        self.helper.choices = [("", _("Nobody, or somebody else")), *helpers]


class ChangeForm(EditForm):
    """The words of a message, put otherwise."""

    words = story(_("What do you want to say?"), _("Write what you want to say."))


class WriteDownForm(Form):
    """What a recording says."""

    heard = story(_("What do you hear?"), _("Write what you hear."))


MUTES: list[Any] = [
    ("mute", _("Fold what they write"), "eye", _("You can still open it.")),
    ("block", _("Fold it, and they cannot answer me"), "stop"),
]


class MuteForm(Form):
    """How much of somebody is kept away."""

    how = RadioField(
        _("What do you want?"),
        choices=[],
        validators=[needed(_("Choose one.")), listed],
        validate_choice=False,
    )


class BackForm(Form):
    """A button with nothing to fill in."""
