"""What is sent about meetings: when they are, who is in the room, and what somebody said."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from coprod.forms import DayField, EditForm, Form, is_day, line, needed, story
from coprod.meetings.room import Added, Spoken
from coprod.meetings.services import Plan
from coprod.meetings.words import MORE, ON_CARDS, WAYS, Way
from coprod.text import number, whole_number

MOST_MORE = 99  # people without a name, of one kind
ME, SOMEBODY = "me", "0"


class PlanForm(EditForm):
    """When a meeting is, and what it is called."""

    title = line(_("What do you call the meeting?"), _("Give the meeting a name."))
    on = DayField(_("Which day?"), [needed(_("Choose the day.")), is_day])
    where_and_when = line(_("Where is it, and what time?"))

    def value(self) -> Plan:
        return Plan(
            title=self.title.data or "",
            on=self.on.day,
            where_and_when=self.where_and_when.data or "",
            edits=self.seen,
        )


class PressForm(Form):
    """A button and nothing else."""


class EndForm(Form):
    """The meeting is over. The next one may be known already."""

    next_on = DayField(_("When is the next meeting?"), [is_day])

    def value(self) -> date | None:
        return self.next_on.day


class HereForm(Form):
    """Who is in the room, besides those on the list already."""

    people = SelectMultipleField(_("Who is here?"), validate_choice=False)
    first_name = line(_("First name of somebody with no account"), most=60)
    more_people = StringField(_("More people who use services"))
    more_families = StringField(_("More families and friends"))
    more_staff = StringField(_("More staff"))

    def validate_first_name(self, field: StringField) -> None:
        if any(letter.isdigit() for letter in field.data or ""):
            raise ValidationError(_("Write a first name, without numbers."))

    def validate_more_people(self, field: StringField) -> None:
        if field.data and not 0 <= number(field.data) <= MOST_MORE:
            raise ValidationError(_("Write a number from 0 to 99."))

    validate_more_families = validate_more_staff = validate_more_people

    def value(self) -> Added:
        more = {hat: self[name].data for hat, (name, _label) in MORE.items()}
        return Added(
            people=frozenset(filter(None, map(whole_number, self.people.data or []))),
            first_name=self.first_name.data or "",
            more={hat: int(sent) for hat, sent in more.items() if sent},
        )


class SaidForm(Form):
    """What somebody said: how, who it was, and the words. A card needs no words."""

    words = story(_("What did they say?"), most=2000)
    who = RadioField(_("Who said it?"), validate_choice=False)
    way = RadioField(
        _("How did they say it?"), [needed(_("Choose how they said it."))], validate_choice=False
    )

    def validate_way(self, field: RadioField) -> None:
        if field.data not in {way for way, *_rest in WAYS}:
            raise ValidationError(_("Choose how they said it."))

    def validate_who(self, field: RadioField) -> None:
        if field.data not in [choice[0] for choice in field.choices or ()]:
            raise ValidationError(_("Choose who said it."))

    def validate_words(self, field: StringField) -> None:
        if not field.data and self.way.data not in ON_CARDS:
            raise ValidationError(_("Write what they said."))

    def value(self, names: dict[str, tuple[int | None, str]]) -> Spoken:
        person_id, first_name = names[str(self.who.data)]
        return Spoken(Way(str(self.way.data)), self.words.data or "", person_id, first_name)


class NotSoForm(Form):
    """What somebody did say, in place of what was written down."""

    words = story(_("What did you say?"), most=2000)


class AddForm(Form):
    """Something to add, when the meeting is over."""

    words = story(_("What do you want to add?"), _("Write what you want to add."), most=2000)
