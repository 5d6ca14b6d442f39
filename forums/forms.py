"""What people fill in where they talk."""

from flask_babel import lazy_gettext as _

from coprod.forms import Form, story


class PostForm(Form):
    """One thing to say."""

    words = story(_("What do you want to say?"), _("Write what you want to say."))


class BackForm(Form):
    """A button with nothing to fill in."""
