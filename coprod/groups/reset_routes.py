"""The page where somebody who forgot their passphrase sets a new one, by a link they were given."""

from flask import Response, url_for

from coprod.errors import NotFound
from coprod.groups import resetting
from coprod.groups.forms import NewPassphraseForm
from coprod.groups.join_routes import will_do
from coprod.groups.routes import bp
from coprod.sign_in import entering, passphrases
from coprod.sign_in.door import public
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, reading, session, show


@bp.route("/new-passphrase/<string:token>", methods=["GET", "POST"])
@public
def new_passphrase(token: str) -> Response:
    """Looking changes nothing; the new passphrase uses the link up."""
    form = NewPassphraseForm()
    try:
        person = resetting.owner(reading(), token)
    except NotFound:
        again = pressed_before(form) if form.validate_on_submit() else None
        if again is None:
            raise
        return again  # the second press of a button that had worked
    if form.validate_on_submit() and will_do(form, person.name):
        # Slow, so done before anything is written: nobody waits for it.
        stored = passphrases.hashed(form.passphrase.data or "")
        if again := pressed_before(form):
            return again
        person_id = resetting.set_new(session(), token, stored)
        answer_is_at(form, url_for("front.page"))
        entering.come_in(person_id, shared=form.shared.data)
        session().commit()
        return go(url_for("front.page"))
    return show(
        "groups/new_passphrase.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        person=person,
        token=token,
    )
