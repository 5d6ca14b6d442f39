"""What somebody said who is not on the site: an advocate writes it down, one question a page.

An address has a letter for what they said, and never the word: it stays in a shared tablet.
"""

from typing import Any

from flask import Response, request, url_for

from coprod import web
from coprod.sign_in.door import let_go, viewer
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
@let_go
def in_person(cycle_id: int) -> Response:
    """The plan to show them, and what they said."""
    asked = asked_about(cycle_id)
    form = SaidForm(data={"seen": asked.standing.mark, "replaces": request.args.get("again", "")})
    replaces = whole_number(form.replaces.data)
    before = advocate.said_before(viewer(), asked, replaces)
    if reads_on(form, asked):
        says = Says(form.says.data)
        advocate.require_said(viewer(), asked, says, replaces)
        return go(_next(".in_person_how", asked, form, letter=_LETTER[says]))
    return one_question(
        asked,
        form,
        "improvement_cycles/consent/in_person.html",
        lambda form: services.seen_now(asked, form.seen.data),
        left=advocate.left_to_say(asked, before),
    )


@bp.route("/<int:cycle_id>/consent/in-person/<any(a,b,c,d):letter>", methods=["GET", "POST"])
@let_go
def in_person_how(cycle_id: int, letter: str) -> Response:
    """How they were asked. A yes and an OK are kept with it; words have a page more."""
    asked, form, says = asked_about(cycle_id), HowForm(data=_begin()), _SAYS[letter]
    advocate.require_in_person(viewer(), asked)
    if says in WITH_WORDS and reads_on(form, asked):
        return go(_next(".in_person_words", asked, form, letter=letter, how=form.how.data))
    return _ask(asked, form, "how", says, form.how.data)


@bp.route(
    "/<int:cycle_id>/consent/in-person/<any(c,d):letter>"
    "/<any(talking,pictures,pointing,paper):how>",
    methods=["GET", "POST"],
)
def in_person_words(cycle_id: int, letter: str, how: str) -> Response:
    """Their worry, or why they said STOP."""
    asked, form = asked_about(cycle_id), TheirWordsForm(data=_begin())
    advocate.require_in_person(viewer(), asked)
    return _ask(asked, form, "words", _SAYS[letter], how)


def _begin() -> dict[str, str]:
    """The mark of the plan that was shown, and who says something else now, if it is one of them.

    They come along in the address: a page of one person never fills itself from another's.
    """
    return {"seen": request.args.get("seen", ""), "replaces": request.args.get("again", "")}


def _ask(
    asked: Asked, form: HowForm | TheirWordsForm, question: str, says: Says, how: str | None
) -> Response:
    """A page after the first. It leads back there where no plan was shown to them."""
    if request.method == "GET":
        advocate.require_said(viewer(), asked, says, whole_number(form.replaces.data))
        if not form.seen.data:
            return go(_next(".in_person", asked, form))
    return one_question(
        asked,
        form,
        f"improvement_cycles/consent/in_person_{question}.html",
        lambda form: _keep(asked, form, says, how or ""),
        says=says,
        letter=_LETTER[says],
    )


def _next(page: str, asked: Asked, form: Any, **about: Any) -> str:
    again, seen = form.replaces.data or None, form.seen.data or None
    return url_for(page, cycle_id=asked.cycle.id, **about, again=again, seen=seen)


def _keep(asked: Asked, form: HowForm | TheirWordsForm, says: Says, how: str) -> None:
    words = form.words.data or "" if isinstance(form, TheirWordsForm) else ""
    advocate.ask_in_person(web.session(), viewer(), asked, form.said(says, How(how), words))
