"""Coming in by an invitation, and the first page after it."""

from datetime import timedelta

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Invalid, NotFound
from coprod.groups import joining, queries
from coprod.groups.forms import JoinForm, JoinTooForm, NewPassphraseForm
from coprod.groups.queries import Invited
from coprod.groups.routes import bp
from coprod.sign_in import entering, passphrases, services
from coprod.sign_in import queries as sign_in
from coprod.sign_in.browsers import neighbourhood
from coprod.sign_in.door import public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, reading, session, show

# From one address: a hall where a whole group comes in together is real, and all of it has one
# address. So far more than the 3 that a home would need, and far fewer than a robot would like.
_JOIN_IN_A_DAY = 30


@bp.route("/invited/<string:token>", methods=["GET", "POST"])
@public
def invited(token: str) -> Response:
    """Come in by a link. Looking changes nothing; pressing the button uses the link up."""
    try:
        found = queries.invitation(reading(), token)
    except NotFound:
        press = JoinTooForm()
        again = pressed_before(press, anybody=True) if press.validate_on_submit() else None
        if again is None:
            raise
        return again  # the second press of a button that had worked
    return _take_hat(found, token) if viewer() else _join(found, token)


def _join(found: Invited, token: str) -> Response:
    form = JoinForm()
    if form.validate_on_submit() and will_do(form, form.name.data or ""):
        # Slow, so done before anything is written: nobody waits for it.
        stored = passphrases.hashed(form.passphrase.data or "")
        if again := pressed_before(form):
            return again
        services.limit(
            session(),
            "join",
            neighbourhood(request.remote_addr),
            most=_JOIN_IN_A_DAY,
            within=timedelta(days=1),
            says=_("Many people joined from here today. Please try again tomorrow."),
        )
        try:
            person_id = joining.join(session(), found, form.name.data or "", stored)
        except Invalid as wrong:
            session().rollback()
            form.refuse({field: _(sentence) for field, sentence in wrong.errors.items()})
            return _asked(form, found, token)
        answer_is_at(form, url_for(".welcome"))
        entering.come_in(person_id, shared=form.shared.data)
        session().commit()
        return go(url_for(".welcome"))
    if not form.is_submitted():
        form.name.data = found.for_whom
    return _asked(form, found, token)


def _asked(form: JoinForm, found: Invited, token: str) -> Response:
    status = Invalid.status if form.is_submitted() else 200
    return show("groups/invited.html", status=status, form=form, found=found, token=token)


def _take_hat(found: Invited, token: str) -> Response:
    form = JoinTooForm()
    if form.validate_on_submit():
        if again := pressed_before(form, anybody=True):
            return again
        who = viewer()
        joining.join_too(session(), who, found)
        answer_is_at(form, url_for(".index"), anybody=True)
        entering.come_in(who.id, shared=who.shared_device)
        session().commit()
        return go(url_for(".index"))
    return show("groups/invited_too.html", form=form, found=found, token=token)


def will_do(form: JoinForm | NewPassphraseForm, name: str) -> bool:
    """Whether the passphrase will do for somebody of this name. Says so at the fields."""
    wanted = form.passphrase.data or ""
    if why := passphrases.trouble(wanted, name):
        form.refuse({"passphrase": why})
    elif wanted != form.passphrase_again.data:
        form.refuse({"passphrase_again": _("The two passphrases are not the same.")})
    return not form.troubles


@bp.get("/group/welcome")
def welcome() -> Response:
    """The first page of somebody new: how to come in again, and whether the hat counts yet."""
    return show(
        "groups/welcome.html",
        sign_in_name=sign_in.own_name(reading(), viewer()),
        first_name=viewer().name.split()[0],
        waits=not viewer().hats,
    )
