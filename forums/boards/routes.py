"""Pages of boards and of the talks on them."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext as _

from coprod.drafts import typed
from coprod.errors import Invalid, NotFound
from coprod.people import queries as places
from coprod.people.queries import AreaView
from coprod.people.viewer import NOBODY
from coprod.sign_in.door import area, public, viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.subjects import Subject
from coprod.text import clean_text, whole_number
from coprod.vision import queries as vision
from coprod.web import go, reading, session, show
from forums.boards import policy, queries, search, services
from forums.boards.board import AREA_WIDE, Board
from forums.boards.feed import atom
from forums.boards.forms import FORMS, TalkForm
from forums.noticed_asks import look_once_more, noticed, wants_to_change
from forums.policy import may_say_as_moderator
from forums.routes import talk_box
from forums.words import PostState

bp = Blueprint("boards", __name__)

SHOWN = 5  # talks on the page of all boards
_KINDS = f"/boards/<any({','.join(AREA_WIDE)}):kind>"
_PLACES = "/boards/of/<int:place_id>"
_BEGIN = "/new/<any(talk,thanks,ask,news):template>"
_MOST_WORDS = 200  # letters to look for


@bp.get("/boards")
def index() -> Response:
    """The boards the viewer may read, and what is new on any of them."""
    here = _here()
    near = places.places_in(reading(), here.id)
    return show(
        "forums/boards/index.html",
        boards=queries.boards(viewer(), here.id, near),
        lines=queries.newest(reading(), viewer(), here.id, SHOWN),
    )


@bp.get(_KINDS)
@bp.get(_PLACES)
def board(kind: str = "", place_id: int = 0) -> Response:
    """The talks of one board, the newest word first."""
    this = _board(kind, place_id)
    before = whole_number(request.args.get("before"))
    lines, older = queries.on_board(reading(), viewer(), this, before)
    return show(
        "forums/boards/board.html",
        board=this,
        lines=lines,
        next_url=url_for(".board", **this.address, before=older) if older else "",
        may_write=policy.may_write(viewer(), this),
    )


@bp.get(f"{_KINDS}/new")
@bp.get(f"{_PLACES}/new")
def choose(kind: str = "", place_id: int = 0) -> Response:
    """What a talk begins with: nothing asked, or one of the templates."""
    this = _board(kind, place_id)
    policy.may_write.require(viewer(), this)
    return show("forums/boards/choose.html", board=this)


@bp.route(f"{_KINDS}{_BEGIN}", methods=["GET", "POST"])
@bp.route(f"{_PLACES}{_BEGIN}", methods=["GET", "POST"])
def begin(template: str, kind: str = "", place_id: int = 0) -> Response:
    """Begin a talk. Only the words are needed."""
    this, form = _board(kind, place_id), FORMS[template]()
    policy.may_write.require(viewer(), this)
    ready = form.validate_on_submit() and not wants_to_change()
    begun = form.value() if ready else None
    if begun and (said := noticed(_anew(this), begun.title, begun.words)):
        return look_once_more(said, form.typed())
    if begun and (earlier := pressed_before(form)) is not None:
        return earlier
    typed.fill(form)
    if begun:
        try:
            post = services.begin(session(), viewer(), this, begun)
        except Invalid as wrong:
            session().rollback()
            form.refuse(wrong.errors)
        else:
            back_to = url_for(".thread", thread_id=post.subject_key)
            if post.state is not PostState.SHOWN:
                back_to = f"{back_to}#post-{post.id}"
            answer_is_at(form, back_to)
            typed.sent()
            session().commit()
            return go(back_to)
    return show("forums/boards/begin.html", **_asked(this, form, template))


def _anew(this: Board) -> Subject:
    """A talk that is not there yet, as something to say something in."""
    return Subject(queries.KIND, 0, "", this.area_id, this.place_id)


def _asked(this: Board, form: TalkForm, template: str) -> dict[str, Any]:
    """What begin.html needs."""
    return {
        "board": this,
        "form": form,
        "template": template,
        "statements": [
            (row.statement_id, row.short, row.symbol)
            for row in vision.choices(reading(), this.area_id)
        ],
        "looks_after": may_say_as_moderator(viewer(), _anew(this)),
        "may_publish": policy.may_publish(viewer(), this),
        "status": Invalid.status if form.troubles else 200,
    }


@bp.get("/talks/<int:thread_id>")
@public
def thread(thread_id: int) -> Response:
    """One talk, a page at a time."""
    found = queries.one(reading(), viewer(), thread_id)
    kinds = current_app.extensions["subjects"]
    subject = kinds.find(reading(), viewer(), queries.KIND, thread_id)
    return show(
        "forums/boards/thread.html",
        thread=found,
        board=queries.as_board(reading(), found),
        reads_board=policy.may_read(viewer(), Board(found.area_id, found.board, found.place_id)),
        statements=queries.statements(reading(), thread_id),
        **talk_box(subject),
    )


@bp.get("/talks/feed")
@public
def feed() -> Response:
    """The talks that are open to all, as an Atom feed, the same for everybody."""
    here = area()
    if here is None:
        raise NotFound("There is no area here yet.")
    lines = queries.newest(reading(), NOBODY, here.id, queries.PAGE)
    own = url_for(".feed", area=here.slug, _external=True)
    made = atom(
        _("Talk in %(area)s", area=here.name),
        own,
        url_for("front.page", area=here.slug, _external=True),
        lines,
        lambda thread_id: url_for(".thread", thread_id=thread_id, _external=True),
    )
    answer = Response(made, mimetype="application/atom+xml")
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@bp.get("/boards/find")
def find() -> Response:
    """Look for talks by their words, among those the viewer may read."""
    here, words = _here(), clean_text(request.args.get("words", ""))[:_MOST_WORDS]
    before = whole_number(request.args.get("before"))
    lines, older = search.find(reading(), viewer(), here.id, words, before) if words else ([], None)
    return show(
        "forums/boards/find.html",
        words=words,
        lines=lines,
        next_url=url_for(".find", words=words, before=older) if older else "",
    )


def _here() -> AreaView:
    found = area()
    if found is None or not viewer().belongs_to(found.id):
        raise NotFound("There are no boards for you here yet.")
    return found


def _board(kind: str, place_id: int) -> Board:
    area_id = _here().id if kind else 0
    return queries.a_board(session(), viewer(), area_id, kind, place_id)
