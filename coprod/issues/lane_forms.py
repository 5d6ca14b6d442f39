"""What is sent about lanes: the author's answer, and the advocate's move."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs

from coprod.forms import EditForm, Form, needed, story
from coprod.issues.labels import LANE
from coprod.issues.lane_labels import ASKED, NOT_SURE
from coprod.issues.words import Lane

WHY_MOST = 1000


def _one(label: Any, choices: Collection[tuple[str, Any]], ask: Any) -> RadioField:
    return RadioField(  # type: ignore[call-arg]  # newer than its stubs
        label,
        choices=[SelectChoice(value, words) for value, words in choices],
        validators=[needed(ask)],
        invalid_choice_message=ask,
    )


class LaneForm(Form):
    """The one plain question to whoever said it."""

    lane = _one(
        _("Which is it most like?"),
        [*((lane.value, words) for lane, words in ASKED.items()), (NOT_SURE, _("I am not sure"))],
        _("Choose one. You can also skip this."),
    )

    def value(self) -> Lane | None:
        return None if self.lane.data == NOT_SURE else Lane(self.lane.data)


class MoveForm(EditForm):
    """Where the advocate moves it, and why."""

    lane = _one(
        _("Where does it go?"),
        [(lane.value, LANE[lane]) for lane in Lane],
        _("Choose where it goes."),
    )
    why = story(_("Why?"), _("Write why. Everyone can read it."), most=WHY_MOST)

    def value(self) -> tuple[Lane, str]:
        return Lane(self.lane.data), self.why.data or ""
