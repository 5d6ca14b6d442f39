"""What people send to invite somebody, to come in by invitation, and to say who they are."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, PasswordField, RadioField
from wtforms.validators import AnyOf, InputRequired, Optional, ValidationError

from coprod.forms import Form, line, needed
from coprod.groups.policy import AT_A_PLACE, OF_AN_AREA
from coprod.people.hats import HatKind
from coprod.people.look_alike import passes_for_a_role
from coprod.people.queries import NUMBERS
from coprod.people.working_days import Nation

NATION: dict[str, Any] = {
    Nation.ENGLAND: _("England"),
    Nation.WALES: _("Wales"),
    Nation.SCOTLAND: _("Scotland"),
    Nation.NORTHERN_IRELAND: _("Northern Ireland"),
}
ALL_AREA = "area"  # instead of a place's id
_AT_A_PLACE = [kind.value for kind in AT_A_PLACE]
_ALL = [kind.value for kind in (*AT_A_PLACE, *OF_AN_AREA)]


class InviteForm(Form):
    """Whom to let in, where, and as what."""

    where = RadioField(_("Which place?"), validate_choice=False)
    kind = RadioField(
        _("Who are they?"), [AnyOf(_ALL, _("Choose who they are."))], validate_choice=False
    )
    for_whom = line(_("What is their name?"))

    def validate_where(self, field: RadioField) -> None:
        if field.data not in (field.choices or ()):
            raise ValidationError(_("Choose a place."))

    def value(self) -> tuple[int | None, HatKind, str]:
        where = None if self.where.data == ALL_AREA else int(str(self.where.data))
        return where, HatKind(str(self.kind.data)), self.for_whom.data or ""


class JoinForm(Form):
    """Somebody new: their name, and words that only they know."""

    name = line(_("Your name"), _("Write your name."))

    def validate_name(self, field: Any) -> None:
        """Nobody is called what would make others take them for who looks after the site."""
        if passes_for_a_role(field.data or ""):
            raise ValidationError(_("This is the name of a job here. Please write your own name."))

    passphrase = PasswordField(_("Your passphrase"), [needed(_("Write a passphrase."))])
    passphrase_again = PasswordField(
        _("Your passphrase again"), [needed(_("Write the passphrase again."))]
    )
    grown_up = BooleanField(validators=[InputRequired(_("Tick this if you are 18 or older."))])
    shared = BooleanField()


class NewPassphraseForm(Form):
    """Words that only they know, in place of those they forgot."""

    passphrase = PasswordField(_("Your new passphrase"), [needed(_("Write a passphrase."))])
    passphrase_again = PasswordField(
        _("Your new passphrase again"), [needed(_("Write the passphrase again."))]
    )
    shared = BooleanField()


class LeftForm(Form):
    """Somebody has left."""


class JoinTooForm(Form):
    """Somebody with an account takes one more hat."""


class HatForm(Form):
    """Who somebody is at a place."""

    kind = RadioField(
        _("Who am I here?"),
        [AnyOf(_AT_A_PLACE, _("Choose who you are."))],
        validate_choice=False,
    )

    def value(self) -> HatKind:
        return HatKind(str(self.kind.data))


class ConfirmForm(Form):
    """The advocate's word on a hat. `kind` is the hat they saw when they said it."""

    what = HiddenField()
    row = HiddenField()
    kind = HiddenField()
    answer = RadioField(
        validators=[AnyOf(["yes", "no"], _("Please say yes or no."))], validate_choice=False
    )


class WhoToRingForm(Form):
    """Who people of the area can ring, and when. How a number looks is the service's to say."""

    run_by = line(_("Who looks after this site?"), _("Write who looks after this site."))
    help_name = line(_("Who can people ring?"), _("Write the name of a person."))
    help_phone = line(_("Their phone number"), _("Write their phone number."))
    help_when = line(_("When do they answer?"), _("Write when they answer."))
    worried_phone = line(_("The local phone number"), _("Write the local phone number."))
    worried_when = line(_("When does somebody answer it?"), _("Write when somebody answers it."))
    nation = RadioField(
        _("Which bank holidays are kept here?"),
        validators=[Optional(), AnyOf(list(Nation), _("Choose a nation."))],
        validate_choice=False,
    )

    def value(self) -> dict[str, str]:
        """What was said. A nation that nobody chose stays as it is."""
        told = {name: self[name].data or "" for name in ("run_by", *NUMBERS)}
        return told | ({"nation": self.nation.data} if self.nation.data else {})
