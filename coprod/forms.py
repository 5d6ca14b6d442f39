"""Reading what people send. A form asks one question and gives a clean, frozen value.

Every text field passes through `clean_text`; every form carries the token that proves it came from
this site and the secret that makes it safe to press twice.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from coprod.seal import new_token
from coprod.text import BODY, TITLE, clean_text, number


class Form(FlaskForm):  # type: ignore[misc]  # untyped library
    """The parent of every form. Subclasses add fields, and `value()` where one is taken."""

    once = HiddenField(default=new_token)

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        locales = False  # sentences come from the forms themselves, through gettext

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            if issubclass(unbound_field.field_class, StringField | TextAreaField):
                filters = [*unbound_field.kwargs.get("filters", ()), _clean]
                return unbound_field.bind(form=form, **options | {"filters": filters})
            return unbound_field.bind(form=form, **options)

    @property
    def secret(self) -> str:
        """What makes this press known again. A form sent without one is a press of its own."""
        return self.once.data or new_token()

    @property
    def troubles(self) -> list[tuple[str, str]]:
        """What is wrong, for the error summary: (id of the field, one sentence) in order."""
        return [(field.id, str(field.errors[0])) for field in self if field.errors]

    def trouble(self, name: str) -> str:
        """The sentence about one field, or nothing."""
        errors: Sequence[str] = self[name].errors
        return str(errors[0]) if errors else ""

    def refuse(self, errors: dict[str, str]) -> None:
        """Take over sentences that a service found, so that the page shows them at the fields."""
        for name, sentence in errors.items():
            field = self[name] if name in self else self._first_shown()
            field.errors = [*field.errors, sentence]

    def _first_shown(self) -> Field:
        """Where a sentence about something else goes: a hidden field has nowhere to show it."""
        return next((field for field in self if not isinstance(field, HiddenField)), self.once)


class EditForm(Form):
    """A form about what others may change too. `edits` says which state of it the writer saw."""

    edits = HiddenField(default="0")

    @property
    def seen(self) -> int:
        """The edits that the writer saw; -1 for nonsense, so that it is refused."""
        return number(self.edits.data)


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def needed(sentence: str) -> DataRequired:
    """Something must be there after the spaces are gone."""
    return DataRequired(sentence)


def at_most(characters: int) -> Length:
    """No more than so many characters, said with the number."""
    return Length(max=characters, message=f"Use {characters:,} letters or fewer.")


def line(label: str, ask: str = "", most: int = TITLE, **kwargs: Any) -> StringField:
    """A short answer; `ask` is what to say when it is empty and must not be."""
    return StringField(label, [*([needed(ask)] if ask else []), at_most(most)], **kwargs)


def story(label: str, ask: str = "", most: int = BODY, **kwargs: Any) -> TextAreaField:
    """A long answer; `ask` is what to say when it is empty and must not be."""
    return TextAreaField(label, [*([needed(ask)] if ask else []), at_most(most)], **kwargs)


class DayField(StringField):
    """A day, as a browser's own calendar sends it, or typed as day, month and year."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.day = a_day((valuelist[0] if valuelist else "").strip())

    day: date | None = None


def a_day(typed: str) -> date | None:
    """The day that was typed, or None."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        parts = typed.replace(".", "/").replace("-", "/").split("/")
    try:
        day, month, year = (int(part) for part in parts if part.isascii())
        return date(year, month, day)
    except (ValueError, OverflowError):  # a year of 21 digits
        return None


def is_day(_form: Form, field: DayField) -> None:
    """What was typed is a day, if anything was."""
    if field.data and field.day is None:
        raise ValidationError(_("Write the day like this: 3/11/2026."))
