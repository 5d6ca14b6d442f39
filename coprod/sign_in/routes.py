"""Pages for coming in and going out."""

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import NotFound
from coprod.sign_in import carrying, demo_queries, entering, passphrases, queries
from coprod.sign_in.door import count_guess, public, viewer
from coprod.sign_in.forms import DemoDoorForm, SignInForm
from coprod.sign_in.names import sign_in_name
from coprod.ways import local
from coprod.web import go, reading, session, show

bp = Blueprint("sign_in", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def page() -> Response:
    """Come in with a name and a passphrase."""
    form, carried = SignInForm(), carrying.brought()
    if form.validate_on_submit():
        name = sign_in_name(form.name.data or "")
        count_guess(name)
        person_id, stored = queries.passphrase_of(reading(), name)
        if passphrases.matches(stored, form.passphrase.data or ""):
            entering.come_in(person_id, shared=form.shared.data)
            entering.was_no_guess(name)
            session().commit()
            return _in(person_id, carried)
        form.refuse({"passphrase": _("That name and passphrase do not go together. Try again.")})
    elif viewer() and request.method == "GET":
        return go(_onward())
    return carrying.door(form, carried, status=422 if form.is_submitted() else 200)


@bp.post("/sign-out")
@public
def out() -> Response:
    """End the sign-in, here and for every copy of its cookie. Words not yet sent stay kept."""
    entering.go_out()
    session().commit()
    return entering.forget(go(url_for("front.page")))


@bp.route("/demo-door", methods=["GET", "POST"])
@public
def demo_door() -> Response:
    """Come in as one of the made-up people, where there is a made-up area. One tap."""
    groups = demo_queries.made_up(reading())
    if not groups:
        raise NotFound("There is no demo here.")
    form, carried = DemoDoorForm(), carrying.brought()
    if form.validate_on_submit() and (form.person.data or not carried):
        ids = {one.slug: one.id for _hat, people in groups for one in people}
        if form.person.data not in ids:
            raise NotFound("There is no such person in the demo.")
        person_id = ids[form.person.data]
        entering.come_in(person_id, shared=False)
        session().commit()
        return _in(person_id, carried)
    onward = local(request.values.get("next"))
    return show("sign_in/demo_door.html", groups=groups, form=form, carried=carried, onward=onward)


def _in(person_id: int, carried: carrying.Carried | None) -> Response:
    """The page after coming in: what they sent themselves, or where they were going."""
    theirs = carrying.of(carried, person_id)
    return carrying.give_back(theirs) if theirs else go(_onward())


def _onward() -> str:
    return local(request.values.get("next")) or url_for("front.page")
