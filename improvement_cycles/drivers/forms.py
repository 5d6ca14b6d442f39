"""What is sent about a driver diagram: one question a form. `seen` marks what it was shown."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectMultipleField

from coprod.forms import Form, line, needed, story
from coprod.text import number, whole_number


class AimForm(Form):
    """What we want, in the group's own words."""

    seen = HiddenField()
    words = story(
        _("What will be different in somebody's life?"),
        _("Say what will be different in somebody's life."),
        most=2000,
    )


class WordsForm(Form):
    """The words of one part. Its page says which question they answer."""

    seen = HiddenField()
    words = line("", _("Write a few words first."))

    def asks(self, question: Any) -> "WordsForm":
        self.words.label.text = question
        return self


class HelpsForm(Form):
    """What a part helps: any of what stands above it, or nothing yet."""

    seen = HiddenField()
    uppers = SelectMultipleField(_("What does it help?"), validate_choice=False)

    @property
    def ids(self) -> list[int]:
        return [number(one) for one in self.uppers.data or []]


class AwayForm(Form):
    """Only a button, and what was seen of what it takes away."""

    seen = HiddenField()


class UseForm(Form):
    """Something that people said, to use as an idea."""

    issue = HiddenField()

    @property
    def issue_id(self) -> int:
        return whole_number(self.issue.data) or 0


class WhichForm(Form):
    """Which idea a go tests. "none" is an answer."""

    seen = HiddenField()
    idea = RadioField(_("Which idea does this go try?"), validators=[needed(_("Choose one."))])

    @property
    def idea_id(self) -> int | None:
        return whole_number(self.idea.data)
