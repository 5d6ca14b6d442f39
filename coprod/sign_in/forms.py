"""What people send about coming in and about how the site looks."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, PasswordField, RadioField
from wtforms.validators import InputRequired

from coprod.forms import Form, line, needed
from coprod.people.viewer import Look


class SignInForm(Form):
    """Who, and the words only they know."""

    name = line(_("Your name"), _("Write your name."))
    passphrase = PasswordField(_("Your passphrase"), [needed(_("Write your passphrase."))])
    shared = BooleanField(_("Other people use this phone, tablet or computer"))


class PlainForm(Form):
    """A button and nothing else."""


class DemoDoorForm(Form):
    """Which of the made-up people to be."""

    person = HiddenField()


class NewPassphraseForm(Form):
    """The passphrase now, and the new one twice."""

    passphrase_now = PasswordField(
        _("Your passphrase now"), [needed(_("Write the passphrase you use now."))]
    )
    passphrase = PasswordField(_("Your new passphrase"), [needed(_("Write a new passphrase."))])
    passphrase_again = PasswordField(
        _("Your new passphrase again"), [needed(_("Write the new passphrase again."))]
    )


THEMES = (
    ("auto", _("Like my device")),
    ("light", _("Light")),
    ("dark", _("Dark")),
    ("cream", _("Cream")),
)
SIZES = (("s", _("Normal")), ("m", _("Big")), ("l", _("Bigger")), ("xl", _("Biggest")))
PICTURES = (("yes", _("Pictures and words")), ("no", _("Words only")))
SPEEDS = (("0.7", _("Slow")), ("0.9", _("Normal")), ("1.1", _("Fast")))
_CHOOSE = _("Choose one.")


def _values(cards: tuple[tuple[str, Any], ...]) -> list[Any]:
    return [value for value, _words in cards]


class LookForm(Form):
    """How the site looks and sounds."""

    theme = RadioField(_("Colours"), [InputRequired(_CHOOSE)], choices=_values(THEMES))
    size = RadioField(_("Size of the words"), [InputRequired(_CHOOSE)], choices=_values(SIZES))
    pictures = RadioField(_("Pictures"), [InputRequired(_CHOOSE)], choices=_values(PICTURES))
    speed = RadioField(
        _("Speed of reading out loud"), [InputRequired(_CHOOSE)], choices=_values(SPEEDS)
    )
    cards = {"theme": THEMES, "size": SIZES, "pictures": PICTURES, "speed": SPEEDS}

    @classmethod
    def of(cls, look: Look) -> "LookForm":
        """The form, filled in with how it is now."""
        pictures = "yes" if look.pictures else "no"
        return cls(theme=look.theme, size=look.size, pictures=pictures, speed=look.speed)

    def value(self) -> Look:
        return Look(self.theme.data, self.size.data, self.pictures.data == "yes", self.speed.data)
