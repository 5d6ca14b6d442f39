"""What is sent about things to do."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs
from wtforms.validators import Optional

from coprod.forms import DayField, Form, is_day, line, needed, story
from coprod.text import whole_number
from improvement_cycles.tasks import HowItWent, NewTask


class TaskForm(Form):
    """Something to do, by whom, and by when."""

    what = line(_("What is there to do?"), _("Say what there is to do."), most=400)
    person = SelectField(_("Who does it?"), validators=[Optional()])
    by_when = DayField(_("By when?"), [Optional(), is_day])

    def value(self) -> NewTask:
        return NewTask(self.what.data or "", whole_number(self.person.data), self.by_when.day)


class ChangeTaskForm(TaskForm):
    """The same, of something on the list. `seen` marks what stood there when it was opened."""

    seen = HiddenField()


class DoneForm(Form):
    """How something went that is done. `seen` marks what stood there when it was opened."""

    seen = HiddenField()
    went = RadioField(
        _("Did it go as planned?"),
        choices=[
            SelectChoice("yes", _("As planned")),
            SelectChoice("no", _("Not as planned")),
        ],
        validators=[needed(_("Choose one."))],
    )
    why = story(_("If not: why?"), most=1000)

    def value(self) -> HowItWent:
        return HowItWent(self.went.data == "yes", self.why.data or "")
