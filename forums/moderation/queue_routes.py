"""What waits for whoever looks after the talk, one thing of it, and whose turn it is."""

from typing import Any

from flask import Response, request, url_for

from coprod import written
from coprod.errors import NotFound
from coprod.issues import sounds
from coprod.issues.models import Photo, Sound
from coprod.issues.serving import served
from coprod.sign_in.door import let_go, viewer
from coprod.text import whole_number
from coprod.web import go, reading, session, show
from coprod.written import NO_SUCH, Written
from forums.moderation import appeals, hooks, policy, queue, removing, undoing, unmasking
from forums.moderation.act_routes import way_to
from forums.moderation.acts_offered import offered
from forums.moderation.doing import as_it_stands
from forums.moderation.flag_routes import bp
from forums.moderation.forms import GoForm
from forums.moderation.labels import DONE, REASON, ROLE, RULE, THING, WHY, by_when
from forums.moderation.people import hats_of
from forums.routes import find, home


@bp.get("")
def index() -> Response:
    """What waits: first where someone may be unsafe, then worry, then what waits longest."""
    areas = queue.areas(viewer())
    found = queue.page(reading(), viewer(), whole_number(request.args.get("after")) or 0)
    lines = found[: queue.PER_PAGE]
    more = len(found) > queue.PER_PAGE
    return show(
        "forums/moderation/queue.html",
        lines=lines,
        next_url=url_for(".index", after=lines[-1].waits.id) if more else "",
        asked_again=appeals.open_ones(reading(), viewer(), areas),
        removals=removing.asked(reading(), viewer(), areas),
        unmaskings=unmasking.asked(reading(), viewer()),
        why=WHY,
        things=THING,
        done=DONE,
        by_when=by_when,
        may_make_peers=any(policy.may_make_peers(viewer(), one) for one in areas),
    )


@bp.get("/look/<kind>/<int:key>")
def look(kind: str, key: int) -> Response:
    """One thing: its words, why somebody should look, and what can be done."""
    about = as_it_stands(reading(), queue.one(reading(), viewer(), kind, key))
    line = queue.line_of(reading(), viewer(), about)
    beside = with_all_beside(about)
    can = offered(about, waits=line is not None, passes=bool(hooks.MOVED_IN))
    return show(
        "forums/moderation/look.html",
        **beside,
        whole=_whole(beside["beside"]),
        author_hat=_hat_of(about),
        line=line,
        flags=queue.flags_of(reading(), about),
        acts=undoing.of(reading(), viewer(), about),
        offered=[way_to(one) for one in can],
        form=GoForm(formdata=None),
        labels={"why": WHY, "reason": REASON, "done": DONE, "role": ROLE, "rule": RULE},
        things=THING,
        by_when=by_when,
    )


def with_all_beside(about: Written | None) -> dict[str, Any]:
    """What _beside.html needs. Its caller asked who may look."""
    beside = written.attached(reading(), about) if about else written.Attached()
    return {"about": about, "beside": beside, "where": _where(beside)}


def _where(beside: written.Attached) -> tuple[str, str] | None:
    """The title and address of what it is said about, if the viewer may read that."""
    if beside.about is None:
        return None
    try:
        subject = find(*beside.about)
    except NotFound:
        return None
    return subject.title, home(subject)


def _whole(beside: written.Attached) -> Written | None:
    """What it is a part of, if the viewer may look after that: it may be their own."""
    found = written.look(reading(), *beside.whole) if beside.whole else None
    if found is None or written.is_mine(reading(), viewer(), found):
        return None
    return found


def _hat_of(about: Written) -> int | None:
    author = about.author_id
    return hats_of(reading(), about.area_id, [author]).get(author) if author else None


@bp.get("/look/<kind>/<int:key>/photo/<int:photo_id>")
def photo(kind: str, key: int, photo_id: int) -> Response:
    """A photo of what is looked at, also while nobody else sees it."""
    about = queue.one(reading(), viewer(), kind, key)
    if photo_id not in [one.id for one in written.attached(reading(), about).photos]:
        raise NotFound(NO_SUCH)
    return served(reading().get_one(Photo, photo_id), "image/jpeg", "photo")


@bp.get("/look/<kind>/<int:key>/recording")
def recording(kind: str, key: int) -> Response:
    """The voice of what is looked at, also while nobody else hears it."""
    about = queue.one(reading(), viewer(), kind, key)
    sound_id = written.attached(reading(), about).sound_id
    if sound_id is None:
        raise NotFound(NO_SUCH)
    sound = reading().get_one(Sound, sound_id)
    return served(sound, sounds.mime(sound), "recording")


@bp.post("/look/<kind>/<int:key>/claim")
@let_go
def claim(kind: str, key: int) -> Response:
    """Say that I look at it, so that nobody else does at the same time."""
    about = queue.one(session(), viewer(), kind, key)
    queue.claim(session(), viewer(), about)
    session().commit()
    return go(url_for(".look", kind=kind, key=key))


@bp.post("/look/<kind>/<int:key>/release")
@let_go
def release(kind: str, key: int) -> Response:
    """Let somebody else look."""
    about = queue.one(session(), viewer(), kind, key)
    queue.release(session(), viewer(), about)
    session().commit()
    return go(url_for(".index"))
