"""What is sent about a pause, and about what was kept."""

from flask_babel import lazy_gettext as _

from coprod.forms import DayField, Form, is_day, needed, story


class PauseForm(Form):
    """Why a go has a pause, and when to look again."""

    why = story(_("Why do you have a pause?"), _("Say why. A few words will do."), most=1000)
    look_again_on = DayField(
        _("When will you look again?"), [needed(_("Choose a day to look again.")), is_day]
    )


class StillThereForm(Form):
    """When to check again on what was kept."""

    check_on = DayField(
        _("When will you check again?"), [needed(_("Choose a day to check on it.")), is_day]
    )


class NotThereForm(Form):
    """What became of what was kept."""

    words = story(_("What is different?"), most=2000)
