"""My settings: how the site looks and sounds, where I am signed in, my passphrase."""

from dataclasses import asdict

from flask import Response, request, url_for
from flask import session as cookie
from flask_babel import gettext as _

from coprod.sign_in import entering, passphrases, queries, services
from coprod.sign_in.door import count_guess, look, public, viewer
from coprod.sign_in.forms import LookForm, NewPassphraseForm, PlainForm
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.sign_in.routes import bp
from coprod.web import go, reading, session, show


@bp.route("/my-settings", methods=["GET", "POST"])
@public
def my_settings() -> Response:
    """How the site looks and sounds: kept for a person, or for this device until sign-in."""
    form = LookForm.of(look())
    if form.validate_on_submit():
        _keep(form)
        return go(url_for(".my_settings", kept="yes"))
    return show(
        "sign_in/my_settings.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        kept=request.args.get("kept") == "yes",
        devices=queries.devices(reading(), viewer()) if viewer() else [],
        has_passphrase=bool(viewer()) and queries.own_passphrase(reading(), viewer()) is not None,
    )


def _keep(form: LookForm) -> None:
    if viewer():
        services.keep_look(session(), viewer(), form.value())
        session().commit()
    else:
        cookie["look"] = asdict(form.value())
        cookie.permanent = True


@bp.post("/my-settings/sign-out-everywhere")
def out_everywhere() -> Response:
    """End every sign-in of mine, on every device, this one too."""
    if PlainForm().validate_on_submit():
        services.end_everywhere(session(), viewer().id)
        entering.go_out()
        session().commit()
    return entering.forget(go(url_for(".page")))


@bp.route("/my-settings/passphrase", methods=["GET", "POST"])
def passphrase() -> Response:
    """Change my passphrase. Every other device is signed out; this one gets a new id."""
    form = NewPassphraseForm()
    if form.validate_on_submit() and _may_change(form):
        # Slow, so done before anything is written: nobody waits for it.
        stored = passphrases.hashed(form.passphrase.data or "")
        me, shared = viewer().id, viewer().shared_device
        if again := pressed_before(form):
            return again
        services.set_passphrase(session(), me, stored)
        services.end_everywhere(session(), me)
        answer_is_at(form, url_for(".my_settings", kept="yes"))
        entering.come_in(me, shared=shared)
        session().commit()
        return go(url_for(".my_settings", kept="yes"))
    status = 422 if form.is_submitted() else 200
    return show("sign_in/passphrase.html", status=status, form=form)


def _may_change(form: NewPassphraseForm) -> bool:
    """Whether the passphrase now is right and the new one will do. Says so at the fields."""
    count_guess(f"own {viewer().id}")
    stored = queries.own_passphrase(reading(), viewer())
    if not passphrases.matches(stored, form.passphrase_now.data or ""):
        form.refuse({"passphrase_now": _("That is not your passphrase now. Try again.")})
    new = form.passphrase.data or ""
    if why := passphrases.trouble(new, viewer().name):
        form.refuse({"passphrase": why})
    elif new != form.passphrase_again.data:
        form.refuse({"passphrase_again": _("The two new passphrases are not the same.")})
    return not form.troubles
