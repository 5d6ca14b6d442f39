"""The list of words that mean the same, for those who keep it."""

from flask import Response, url_for
from flask_babel import gettext as _

from coprod.errors import Invalid, NotFound
from coprod.issues import synonyms as words
from coprod.issues.routes import bp
from coprod.issues.say_forms import Pair, Send
from coprod.sign_in.door import area, viewer
from coprod.web import go, session, show


@bp.route("/say/synonyms", methods=["GET", "POST"])
def synonyms() -> Response:
    """Words that mean the same here. They help to find what somebody said before."""
    here = area()
    if here is None:
        raise NotFound("There is no area here yet.")
    listed = words.listed(session(), viewer(), here.id)
    form = Pair()
    if form.validate_on_submit():
        try:
            words.add(session(), viewer(), here.id, *form.value())
        except Invalid as wrong:
            form.refuse({name: _(sentence) for name, sentence in wrong.errors.items()})
        else:
            session().commit()
            return go(url_for(".synonyms"))
    status = 422 if form.troubles else 200
    return show("issues/say/synonyms.html", form=form, listed=listed, remove=Send(), status=status)


@bp.post("/say/synonyms/<int:synonym_id>/remove")
def synonym_remove(synonym_id: int) -> Response:
    """Take a pair off the list."""
    if Send().validate_on_submit():
        words.remove(session(), viewer(), synonym_id)
        session().commit()
    return go(url_for(".synonyms"))
