"""What is sent about a try as a whole, its team, and a go's moves."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs
from wtforms.validators import AnyOf

from coprod.forms import Form, line, needed, story
from coprod.text import whole_number
from improvement_cycles.labels import JOB
from improvement_cycles.services import NewTry
from improvement_cycles.team import NewMember
from improvement_cycles.words import CameBy, GoState, TeamJob

MOVES = (
    GoState.PLANNED,
    GoState.DOING,
    GoState.STUDYING,
    GoState.DECIDING,
    GoState.CLOSED,
    "go_on",  # after a pause
    "next",  # plan the next go
    CameBy.ELSE_TOO,  # plan another beside it
    CameBy.ELSEWHERE,
)


class Press(Form):
    """Only a button."""


class NewTryForm(Form):
    """What a try is called, and where it happens."""

    title = line(_("What shall we call this try?"), _("Give it a name. A few words will do."))
    place = RadioField(_("Where is it?"), validators=[needed(_("Choose a place."))])
    issue = HiddenField()

    @property
    def issue_id(self) -> int | None:
        return whole_number(self.issue.data)

    def value(self) -> NewTry:
        return NewTry(self.title.data or "", int(self.place.data), self.issue_id)


class BorrowForm(Form):
    """Where a borrowed try will happen."""

    place = RadioField(_("Where will you try it?"), validators=[needed(_("Choose a place."))])


class MemberForm(Form):
    """Who joins the team, and what they do."""

    person = SelectField(_("Who?"), validators=[needed(_("Choose a person."))])
    job = RadioField(
        _("What is their job?"),
        choices=[SelectChoice(str(job), words) for job, (_short, words, _p) in JOB.items()],
        validators=[needed(_("Choose a job."))],
    )
    job_words = line(
        _("What do they do, in your own words?"),
        description=_("Such as “chooses the photos”. You can leave it empty."),
    )

    def value(self) -> NewMember:
        return NewMember(int(self.person.data), TeamJob(self.job.data), self.job_words.data or "")


class WhoForm(Form):
    """One person of a team."""

    person = HiddenField()

    @property
    def person_id(self) -> int:
        return whole_number(self.person.data) or 0


class JobForm(Form):
    """A job that somebody takes, or gives back."""

    job = HiddenField(validators=[AnyOf([str(one) for one in TeamJob])])


class MoveForm(Form):
    """Where a go moves to."""

    to = HiddenField(validators=[AnyOf(MOVES)])


class LearnedForm(Form):
    """What a go that stops early taught. `was` marks what stood there when it was opened."""

    was = HiddenField()
    learned = story(_("What did you learn?"), _("Say what you learned. A few words will do."))


class PutAwayForm(Form):
    """Why a plan is put away."""

    why = story(_("Why do you put it away?"), _("Say why. A few words will do."), most=2000)


class NoteForm(Form):
    """A note beside a locked plan."""

    words = story(_("What do you want to note?"), _("Write something first."), most=2000)
