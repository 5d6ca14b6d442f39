"""What is sent about rounds: a plan of one, a reason, how somebody chose, what is on a paper."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField

from coprod.forms import DayField, EditForm, Form, is_day, line, story
from coprod.people.hats import Group
from coprod.rounds.paper_checks import Paper
from coprod.rounds.planning import Plan
from coprod.rounds.words import How
from coprod.text import number, whole_number


def _choices(label: Any) -> RadioField:
    return RadioField(label, validate_choice=False)


class Press(Form):
    """Only a button."""


class PlanForm(EditForm):
    """What a round is to be. The services say what is wrong with it."""

    title = line(_("What is it called?"))
    place = _choices(_("Who chooses?"))
    opens_on = DayField(_("Its first day"), [is_day])
    closes_on = DayField(_("Its last day"), [is_day])
    options = SelectMultipleField(_("What can people choose?"), validate_choice=False)
    picks = StringField(_("How many are picked?"))
    could_people = StringField(_("How many people who use services could choose?"))
    could_families = StringField(_("How many families and friends could choose?"))
    could_staff = StringField(_("How many staff could choose?"))

    def value(self) -> Plan:
        return Plan(
            title=self.title.data or "",
            place_id=whole_number(self.place.data),
            opens_on=self.opens_on.day,
            closes_on=self.closes_on.day,
            picks=number(self.picks.data),
            could={group: number(self[f"could_{group.value}"].data) for group in Group},
            options=tuple(dict.fromkeys(map(number, self.options.data or ()))),
        )


class LastDayForm(Form):
    """Another last day, and why."""

    closes_on = DayField(_("The new last day"), [is_day])
    why = line(_("Why?"), most=1000)


class WhyForm(Form):
    """Why."""

    why = line(_("Why?"), most=1000)


class SmallVoiceForm(Form):
    """One thing for few people, and why."""

    issue = _choices(_("Which one?"))
    why = story(_("Why this one?"), most=1000)


class HeardForm(Form):
    """What a moderator heard when asking."""

    heard = story(_("What did you hear?"), _("Write what you heard."), most=1000)


class HowForm(Form):
    """How somebody chose, and who helped."""

    how = _choices(_("How did you choose?"))
    helper = StringField(_("Who helped you?"))

    def value(self) -> tuple[How | None, int | None]:
        how = self.how.data
        return (How(how) if how in set(How) else None), whole_number(self.helper.data)


class PapersForm(Form):
    """How many papers to print."""

    many = StringField(_("How many papers?"))


class CodeForm(Form):
    """Which paper ballot it is: the first of two steps."""

    step = HiddenField(default="code")
    code = line(_("The code on the paper"))

    @property
    def typed(self) -> str:
        return "".join((self.code.data or "").split())


class PaperForm(CodeForm):
    """What is on a paper ballot: the second step."""

    step = HiddenField(default="stars")
    code = HiddenField()
    chosen = SelectMultipleField(_("What has a star?"), validate_choice=False)
    group = _choices(_("Who are they here?"))
    person = StringField(_("Do they have an account?"))
    how = _choices(_("How did they choose?"))
    helper = StringField(_("Who helped them?"))
    place = StringField(_("Where?"))

    def value(self) -> Paper:
        how, group = self.how.data, self.group.data
        return Paper(
            code=self.typed,
            group=Group(group) if group in set(Group) else None,
            stars=tuple(dict.fromkeys(map(number, self.chosen.data or ()))),
            how=How(how) if how in set(How) - {How.BY_HAND} else None,
            person_id=whole_number(self.person.data),
            helper_id=whole_number(self.helper.data),
            place_id=whole_number(self.place.data),
        )
