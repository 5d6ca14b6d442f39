"""What people send to tell what they are worried about, and what contacts write down."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import AnyOf, ValidationError

from coprod.concerns import hours
from coprod.concerns.models import Employer
from coprod.concerns.words import About
from coprod.errors import Invalid, TooLarge, TooMany
from coprod.forms import DayField, Form, is_day, line, story
from coprod.issues import photos, sounds
from coprod.issues.shelf import read
from coprod.text import BODY, whole_number

US = "us"  # the people who run the site
AGREED = [("yes", _("Yes")), ("no", _("No")), ("not_asked", _("I could not ask them"))]
EMPLOYERS = [
    (Employer.ADVOCACY.value, _("The advocates")),
    (Employer.COUNCIL.value, _("The council")),
    (Employer.OTHER.value, _("Somebody else")),
]
TURNS = [("1", _("First")), ("2", _("Second")), ("3", _("Third")), ("4", _("After that"))]


class TellingForm(Form):
    """Words, a voice or a photo: any one of them is enough."""

    words = story(_("Tell us what is wrong"), most=BODY)
    voice = FileField(_("You can say it out loud"))
    photo = FileField(_("Add a photo"))

    def files(self) -> list[tuple[str, bytes]]:
        """The voice and the photo, made clean. Raises Invalid and TooLarge."""
        found = []
        voice, photo = self.voice.data, self.photo.data
        if isinstance(voice, FileStorage) and voice.filename:
            found.append(sounds.made_clean(read(voice.stream, sounds.TOO_BIG)))
        if isinstance(photo, FileStorage) and photo.filename:
            found.append(("jpg", photos.made_anew(read(photo.stream, photos.TOO_BIG))[0]))
        return found

    def refuse_with(self, refusal: Invalid | TooLarge | TooMany) -> int:
        """Say at the right field why it was not kept, and return the status of the page."""
        if isinstance(refusal, Invalid):
            self.refuse({name: gettext(says) for name, says in refusal.errors.items()})
        else:
            of_photo = str(refusal) == photos.TOO_BIG or not self.voice.data
            self.refuse({"photo" if of_photo else "voice": gettext(str(refusal))})
        return refusal.status


class WorriedForm(TellingForm):
    """What is wrong. Nothing else is needed."""

    about = SelectField(
        _("Where does it happen, or who is it about?"), default="", validate_choice=False
    )
    area = RadioField(_("Which area are you in?"), default="", validate_choice=False)
    name_off = BooleanField(_("Keep my name off"))

    def value(self) -> About:
        """What it is about. What cannot be read as that says nothing, and the words still count."""
        among = {str(choice[0]) for choice in self.about.choices or ()}
        chosen = self.about.data if self.about.data in among else ""
        kind, _dash, number = str(chosen or "").partition("-")
        row = whole_number(number) or 0
        if kind == US:
            return About(us=True, told_place=True)
        if kind == "person":
            return About(person_id=row)
        return About(place_ids=(row,), told_place=True) if kind == "place" and row else About()


class CodeForm(Form):
    """The code on the page that was shown after telling."""

    code = line(_("Type your code"), _("Type your code."))


class MoreForm(TellingForm):
    """More of it, by code or signed in. `code` and `which` say to what."""

    code = HiddenField()
    which = HiddenField()
    words = story(_("Do you want to say more?"), most=BODY)


class OpenForm(Form):
    """I am by myself: show me."""


class ReadForm(Form):
    """I have read it. `up_to` is the last of the words that the page showed."""

    up_to = HiddenField()


class PassedForm(Form):
    """Whom it was passed on to, and what the person wants."""

    to = line(_("Who did you pass it on to?"), _("Write who you passed it on to."))
    wants = story(_("What does the person want?"), _("Write what the person wants."), most=1_000)
    agreed = RadioField(
        _("Did the person say yes to that?"),
        [AnyOf([value for value, _label in AGREED], _("Choose one."))],
        validate_choice=False,
    )
    why = story(_("If they did not: why did you pass it on?"), most=1_000)

    def validate_why(self, field: Any) -> None:
        if self.agreed.data in {"no", "not_asked"} and not field.data:
            raise ValidationError(_("Write why you passed it on."))

    def value(self) -> dict[str, str]:
        return {name: str(self[name].data or "") for name in ("to", "wants", "agreed", "why")}


class WordsForm(Form):
    """One box."""

    words = story(_("Your words"), _("Write some words."), most=BODY)


class WrongForm(WordsForm):
    """Which step was wrong, and what is right."""

    step = HiddenField()


class ContactForm(Form):
    """Where a contact works, and when in turn they are told."""

    works_for = line(_("Who do they work for?"), _("Write who they work for."))
    employer = RadioField(
        _("Which of these is that?"),
        [AnyOf([one.value for one in Employer], _("Choose one."))],
        validate_choice=False,
    )
    turn = SelectField(
        _("When are they told?"),
        [AnyOf([value for value, _label in TURNS], _("Choose one."))],
        validate_choice=False,
    )


def _is_hours(_form: Form, field: StringField) -> None:
    if hours.typed(field.data or "") is None:
        raise ValidationError(_("Write the hours like this: 9:00 to 17:00."))


def _hours(label: str) -> StringField:
    return StringField(label, [_is_hours])


class HoursForm(Form):
    """When a contact reads. An empty line is a day off."""

    monday = _hours(_("Monday"))
    tuesday = _hours(_("Tuesday"))
    wednesday = _hours(_("Wednesday"))
    thursday = _hours(_("Thursday"))
    friday = _hours(_("Friday"))
    saturday = _hours(_("Saturday"))
    sunday = _hours(_("Sunday"))

    DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

    def value(self) -> str:
        return ",".join(hours.typed(self[name].data or "") or "" for name in self.DAYS)


class AwayForm(Form):
    """From when to when a contact is away, and who reads then. Empty: not away."""

    away_from = DayField(_("First day away"), [is_day])
    away_to = DayField(_("Last day away"), [is_day])
    cover = SelectField(_("Who reads then?"), default="", validate_choice=False)

    def validate_away_to(self, field: DayField) -> None:
        if field.day and (self.away_from.day is None or field.day < self.away_from.day):
            raise ValidationError(_("The last day comes after the first day."))


class SureForm(Form):
    """Yes, do it."""
