"""What somebody said who is not on the site: an advocate writes it down, one question a page.

An address has a letter for what they said, and never the word: it stays in a shared tablet.
"""

from flask import Response, request, url_for

from coprod import web
from coprod.sign_in.door import viewer
from coprod.text import whole_number
from coprod.web import go
from improvement_cycles.consent import advocate, services
from improvement_cycles.consent.forms import HowForm, SaidForm, TheirWordsForm
from improvement_cycles.consent.found import Asked
from improvement_cycles.consent.routes import asked_about, bp, one_question, reads_on
from improvement_cycles.consent.words import WITH_WORDS, How, Says

_SAYS = dict(zip("abcd", Says, strict=True))
_LETTER = {says: letter for letter, says in _SAYS.items()}


@bp.route("/<int:cycle_id>/consent/in-person", methods=["GET", "POST"])
def in_person(cycle_id: int) -> Response:
    """The plan to show them, and what they said."""
    asked = asked_about(cycle_id)
    advocate.require_in_person(viewer(), asked)
    form = SaidForm(data=_begin(asked))
    if reads_on(form, asked):
        says, replaces = Says(form.says.data), form.replaces.data or None
        advocate.require_said(viewer(), asked, says, whole_number(replaces))
        return go(
            url_for(".in_person_how", cycle_id=cycle_id, letter=_LETTER[says], again=replaces)
        )
    return one_question(
        asked,
        form,
        "improvement_cycles/consent/in_person.html",
        lambda form: services.seen_now(asked, form.seen.data),
    )


@bp.route("/<int:cycle_id>/consent/in-person/<any(a,b,c,d):letter>", methods=["GET", "POST"])
def in_person_how(cycle_id: int, letter: str) -> Response:
    """How they were asked. A yes and an OK are kept with it; words have a page more."""
    asked, says = asked_about(cycle_id), _SAYS[letter]
    advocate.require_in_person(viewer(), asked)
    form = HowForm(data=_begin(asked))
    if reads_on(form, asked) and says in WITH_WORDS:
        how, again = form.how.data, form.replaces.data or None
        return go(
            url_for(".in_person_words", cycle_id=cycle_id, letter=letter, how=how, again=again)
        )
    return one_question(
        asked,
        form,
        "improvement_cycles/consent/in_person_how.html",
        lambda form: _keep(asked, form, says, form.how.data),
        says=says,
        again=form.replaces.data or None,
    )


@bp.route(
    "/<int:cycle_id>/consent/in-person/<any(c,d):letter>"
    "/<any(talking,pictures,pointing,paper):how>",
    methods=["GET", "POST"],
)
def in_person_words(cycle_id: int, letter: str, how: str) -> Response:
    """Their worry, or why they said STOP."""
    asked, says = asked_about(cycle_id), _SAYS[letter]
    advocate.require_in_person(viewer(), asked)
    form = TheirWordsForm(data=_begin(asked))
    return one_question(
        asked,
        form,
        "improvement_cycles/consent/in_person_words.html",
        lambda form: _keep(asked, form, says, how),
        says=says,
        letter=letter,
        again=form.replaces.data or None,
    )


def _begin(asked: Asked) -> dict[str, str]:
    return {"seen": asked.standing.mark, "replaces": request.args.get("again", "")}


def _keep(asked: Asked, form: HowForm | TheirWordsForm, says: Says, how: str) -> None:
    words = form.words.data or "" if isinstance(form, TheirWordsForm) else ""
    new = form.said(says, How(how), words)
    advocate.ask_in_person(web.session(), viewer(), asked, new)
