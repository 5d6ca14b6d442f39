"""What is sent about issues that are there: what to see of the list, and who does what."""

from collections.abc import Mapping
from typing import TypeVar

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than stubs

from coprod.forms import Form, needed
from coprod.issues.labels import JOB
from coprod.issues.listing import Order, Wanted
from coprod.issues.words import IssueKind, Job, Lane, Status
from coprod.text import TITLE, clean_text, whole_number

Kind = TypeVar("Kind", Order, IssueKind, Status, Lane)


def wanted(sent: Mapping[str, str]) -> Wanted:
    """What an address asks of the list. What cannot be understood is left out, never refused."""
    return Wanted(
        order=_one_of(Order, sent.get("order")) or Order.NEWEST,
        place=whole_number(sent.get("place")),
        statement=whole_number(sent.get("statement")),
        kind=_one_of(IssueKind, sent.get("kind")),
        status=_one_of(Status, sent.get("status")),
        lane=_one_of(Lane, sent.get("lane")),
        words=clean_text(sent.get("words", ""))[:TITLE],
        after=sent.get("after", ""),
    )


def _one_of(kinds: type[Kind], value: str | None) -> Kind | None:
    return next((kind for kind in kinds if kind.value == value), None)


class JobForm(Form):
    """Which job, and who does it."""

    job = RadioField(  # type: ignore[call-arg]  # newer than its stubs
        _("What is the job?"),
        choices=[SelectChoice(job.value, JOB[job]) for job in Job],
        validators=[needed(_("Choose a job."))],
        invalid_choice_message=_("Choose a job."),
    )
    who = StringField(_("Who does it?"))

    def value(self) -> tuple[Job, int]:
        """The job and whose it is: 0 for the one who asks, -1 for nobody there is."""
        return Job(self.job.data), (whole_number(self.who.data) or -1) if self.who.data else 0
