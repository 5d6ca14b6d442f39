"""People whom somebody knows, or who may not take part: always two for that. And peers."""

from flask import Response, request, url_for
from flask_babel import gettext as _

from coprod.errors import Invalid, NotFound
from coprod.people.queries import wearing
from coprod.sign_in import entering
from coprod.sign_in.door import area, let_go, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.text import whole_number
from coprod.web import go, reading, session, show
from forums.moderation import peers, policy, removing
from forums.moderation import people as looked_after
from forums.moderation.flag_routes import bp
from forums.moderation.forms import AnswerForm, GoForm, PeerForm, RemoveForm
from forums.moderation.labels import RULE
from forums.moderation.queue import NOTHING
from forums.words import TalkRule


def _here() -> int:
    """The area this is about, if the viewer looks after its talk."""
    found = area()
    if found is None or not viewer().looks_after_talk(found.id):
        raise NotFound(NOTHING)
    return found.id


@bp.get("/people")
def people() -> Response:
    """People who are new: whose first messages are read first until somebody knows them."""
    here = _here()
    after = whole_number(request.args.get("after")) or 0
    found = looked_after.newcomers(reading(), viewer(), here, after)
    return show(
        "forums/moderation/people.html",
        found=found,
        hats=looked_after.hats_of(reading(), here, [row[0] for row in found]),
        acts=looked_after.acts_on(reading(), here),
        form=GoForm(formdata=None),
        next_url=url_for(".people", after=found[-1][0]) if len(found) >= looked_after.MANY else "",
    )


@bp.post("/people/<int:hat_id>/vouch")
@let_go
def vouch(hat_id: int) -> Response:
    """Say that I know somebody: what they write shows at once."""
    here = _here()
    person_id = looked_after.wearer(session(), here, hat_id)
    looked_after.vouch(session(), viewer(), here, person_id)
    session().commit()
    return go(url_for(".people"))


@bp.route("/people/<int:hat_id>/remove", methods=["GET", "POST"])
def remove(hat_id: int) -> Response:
    """Ask that somebody may not take part any more. Another person decides."""
    here, form = _here(), RemoveForm()
    person_id = looked_after.wearer(session(), here, hat_id)
    looked_after.may_look_after(session(), viewer(), here, person_id)
    name = looked_after.name_of(session(), person_id)
    if form.validate_on_submit():
        if (earlier := pressed_before(form)) is not None:
            return earlier
        rule = TalkRule(form.rule.data)
        says = removing.Asking(rule, form.note.data or "", form.other_way.data or "")
        removing.ask(session(), viewer(), here, person_id, says)
        answer_is_at(form, url_for(".index"))
        session().commit()
        return go(url_for(".index"))
    rules = [(one.value, words) for one, words in RULE.items()]
    status = 422 if form.is_submitted() else 200
    page = "forums/moderation/remove.html"
    return show(page, status=status, form=form, name=name, rules=rules)


@bp.route("/removals/<int:removal_id>", methods=["GET", "POST"])
def removal(removal_id: int) -> Response:
    """The second person agrees or not; who asked can take it back."""
    form, found = AnswerForm(), removing.one(session(), viewer(), removal_id)
    policy.may_look_after_person.require(
        viewer(), found.area_id, wearing(session(), found.person_id)
    )
    if form.validate_on_submit():
        if form.answer.data == "yes":
            removing.agree(session(), viewer(), found)
        else:
            removing.refuse(session(), viewer(), found)
        session().commit()
        return go(url_for(".index"))
    return show(
        "forums/moderation/removal.html",
        status=422 if form.is_submitted() else 200,
        form=form,
        found=found,
        name=looked_after.name_of(session(), found.person_id),
        asked_by=looked_after.name_of(session(), found.asked_by_id),
        mine=found.asked_by_id == viewer().id,
        rule=RULE,
    )


@bp.route("/peers", methods=["GET", "POST"])
def peer_moderators() -> Response:
    """Who looks after the talk as a peer; ask one more."""
    here = _here()
    form = PeerForm()
    rows = peers.choices(session(), here)
    form.who.items = [
        ("", _("Choose a person")),
        *((str(one), f"{name}, {place}") for one, name, place in rows),
    ]
    if form.validate_on_submit():
        if form.person_id:
            peers.ask(session(), viewer(), here, form.person_id)
            session().commit()
            return go(url_for(".peer_moderators"))
        form.refuse({"who": _("Choose a person.")})
    found = peers.of(session(), here)
    return show(
        "forums/moderation/peers.html",
        status=Invalid.status if form.is_submitted() else 200,
        form=form,
        found=found,
        hats=looked_after.hats_of(session(), here, [one.person_id for one in found]),
        button=GoForm(formdata=None),
        may=policy.may_make_peers(viewer(), here),
    )


@bp.post("/peers/<int:hat_id>/end")
@let_go
def end_peer(hat_id: int) -> Response:
    """Somebody looks after the talk no more."""
    here = _here()
    person_id = looked_after.wearer(session(), here, hat_id)
    peers.end(session(), viewer(), here, person_id)
    session().commit()
    return go(url_for(".peer_moderators") if person_id != viewer().id else url_for("front.page"))


@bp.route("/peer", methods=["GET", "POST"])
def be_peer() -> Response:
    """Say yes or no to looking after the talk. Nobody says it for me."""
    form, asked = AnswerForm(), peers.asked(session(), viewer())
    if asked is None:
        raise NotFound(peers.NOBODY_ASKED)
    if form.validate_on_submit():
        who, yes = viewer(), form.answer.data == "yes"
        peers.answer(session(), who, yes=yes)
        if yes:
            entering.come_in(who.id, shared=who.shared_device)
        session().commit()
        return go(url_for(".index") if yes else url_for("front.my_things"))
    return show(
        "forums/moderation/be_peer.html", status=422 if form.is_submitted() else 200, form=form
    )
