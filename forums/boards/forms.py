"""What people fill in to begin a talk. Only the words are needed."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectMultipleField

from coprod.forms import Form, line, story
from coprod.text import TITLE
from forums.boards.board import Begun
from forums.forms import AS_MODERATOR
from forums.titles import made_of
from forums.words import Template

_PART = 1_500  # letters of one part of a message of several
_ABOUT = _("Which part of our good life is it about?")


class TalkForm(Form):
    """A talk about anything."""

    title = line(_("What is it about?"))
    words = story(_("What do you want to say?"), _("Write what you want to say."))
    statements = SelectMultipleField(_ABOUT, coerce=int, validate_choice=False)
    published = BooleanField(_("Anyone may read this, also people who do not sign in"))
    as_moderator = BooleanField(AS_MODERATOR)
    template: Template | None = None

    def value(self) -> Begun:
        words = self.in_words()
        return Begun(
            self.title_words() or made_of(words),
            words,
            bool(self.published.data),
            tuple(self.statements.data or ()),
            self.template,
            bool(self.as_moderator.data),
        )

    def typed(self) -> list[str]:
        """The words as they were typed, in order."""
        return [self.title.data or "", self.words.data or ""]

    def title_words(self) -> str:
        return str(self.title.data or "")

    def in_words(self) -> str:
        return str(self.words.data or "")


class ThanksForm(TalkForm):
    """A thank you. A first name in thanks is fine."""

    title = line(_("Who or what do you want to thank?"))
    words = story(_("What happened?"), _("Write what happened."))
    template = Template.THANKS

    def title_words(self) -> str:
        thanked = str(self.title.data or "")
        said = gettext("Thank you: %(who)s", who=thanked) if thanked else gettext("Thank you")
        return str(said)[:TITLE]


class TellMeForm(TalkForm):
    """Something to hear from everybody."""

    title = line(_("Tell me about your …"), _("Write what you want to hear about."), most=100)
    words = story(_("You could begin. What is yours like?"), _("Write what you want to say."))
    template = Template.TELL_ME

    def title_words(self) -> str:
        thing = str(self.title.data or "").rstrip(".?!")
        return str(gettext("Tell me about your %(thing)s", thing=thing))


class FromAboveForm(TalkForm):
    """Something new from above, in plain words, and what it means here."""

    title = line(_("What is new?"), _("Write what is new, in a few words."))
    words = story(_("What does it say, in plain words?"), _("Write it in plain words."), most=_PART)
    what_we_do = story(_("What will we do?"), _("Write what we will do."), most=_PART)
    template = Template.FROM_ABOVE

    def typed(self) -> list[str]:
        return [*super().typed(), self.what_we_do.data or ""]

    def in_words(self) -> str:
        parts = (
            (gettext("In plain words"), self.words.data or ""),
            (gettext("What we will do"), self.what_we_do.data or ""),
        )
        return "\n\n".join(f"**{heading}**\n\n{words}" for heading, words in parts)


# By the last word of their address.
FORMS: dict[str, type[TalkForm]] = {
    "talk": TalkForm,
    "thanks": ThanksForm,
    "ask": TellMeForm,
    "news": FromAboveForm,
}
