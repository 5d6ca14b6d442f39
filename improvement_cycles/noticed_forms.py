"""What is sent about what somebody sees."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField

from coprod.forms import Form, line, story

MOST_WORDS = 2_000


class NoticedForm(Form):
    """What somebody saw: words, a photo or a voice. One of them is enough."""

    words = story(_("What do you see?"), most=MOST_WORDS)
    photo = FileField(_("You can add a photo"))
    shows = line(_("What does the photo show?"), most=300)
    voice = FileField(_("You can record your voice"))


class WrittenDownForm(Form):
    """What a recording says."""

    words = story(_("What does the recording say?"), _("Write what you hear."), most=MOST_WORDS)
