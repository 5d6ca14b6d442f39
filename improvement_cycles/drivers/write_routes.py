"""Changing a driver diagram, one question a page: add, reword, move, take away, put back."""

from collections.abc import Callable
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from coprod import web
from coprod.drafts import typed
from coprod.errors import Invalid, NotFound
from coprod.forms import Form
from coprod.sign_in.door import viewer
from coprod.sign_in.press import answer_is_at, pressed_before
from coprod.web import go, show
from improvement_cycles.answers import Changed
from improvement_cycles.asks import choices
from improvement_cycles.drivers import labels, policy, queries, rules, services
from improvement_cycles.drivers.forms import AimForm, AwayForm, HelpsForm, WordsForm
from improvement_cycles.drivers.queries import Drawn
from improvement_cycles.drivers.routes import bp
from improvement_cycles.drivers.tree import Diagram, Key, Part
from improvement_cycles.drivers.words import Kind, Level
from improvement_cycles.forms import Press

_PART = "/<int:project_id>/drivers/<any(driver,idea):kind>/<int:part_id>"


@bp.route("/<int:project_id>/drivers/aim", methods=["GET", "POST"])
def aim(project_id: int) -> Response:
    """Say what we want, in other words."""
    this = to_draw(project_id)
    form = AimForm(data={"words": this.diagram.aim, "seen": services.mark(words=this.diagram.aim)})
    return one_question(
        this,
        form,
        "words",
        lambda: services.say_aim(
            web.session(), viewer(), this, form.words.data or "", form.seen.data or ""
        ),
        upper=None,
        level=Level.AIM,
        issue=False,
    )


@bp.route("/<int:project_id>/drivers/new/<any(driver,idea):kind>", methods=["GET", "POST"])
@bp.route(
    "/<int:project_id>/drivers/<int:upper_id>/new/<any(driver,idea):kind>",
    methods=["GET", "POST"],
)
def new(project_id: int, kind: str, upper_id: int = 0) -> Response:
    """Add something that helps, or an idea; under something, or by itself."""
    this = to_draw(project_id)
    upper = this.diagram.find((Kind.DRIVER, upper_id))
    level = Level.PRIMARY if not upper_id else Level.SECONDARY
    level = Level.IDEA if kind == Kind.IDEA else level
    form = WordsForm().asks(_ASKS[level])
    return one_question(
        this,
        form,
        "words",
        lambda: services.add(
            web.session(),
            viewer(),
            this,
            Part(Kind(kind), 0, level, form.words.data or ""),
            upper.key if upper else None,
        ),
        upper=upper,
        level=level,
        issue=False,
    )


@bp.route(f"{_PART}/words", methods=["GET", "POST"])
def words(project_id: int, kind: str, part_id: int) -> Response:
    """Say a part in other words. One that was taken away comes back with them."""
    this, key = to_draw(project_id), (Kind(kind), part_id)
    row = services.a_row(web.session(), this, key)
    now = _said(queries.as_part(row), otherwise="")
    shown = {"words": now.words, "seen": services.mark(**services.as_shown(row))}
    form = WordsForm(data=shown).asks(_("Say it in other words"))
    return one_question(
        this,
        form,
        "words",
        lambda: services.reword(
            web.session(), viewer(), this, key, form.words.data or "", form.seen.data or ""
        ),
        key,
        upper=None,
        level=now.level,
        issue=not row.words,
    )


@bp.route(f"{_PART}/helps", methods=["GET", "POST"])
def helps(project_id: int, kind: str, part_id: int) -> Response:
    """Say what a part helps: everything that is ticked, and nothing else."""
    this, key = to_draw(project_id), (Kind(kind), part_id)
    part = _said(services.require_on_page(web.session(), this, key))
    if part.level is Level.PRIMARY:
        raise NotFound(queries.NO_PART)  # it helps what we want, and cannot help anything else
    now = sorted(one.id for one in this.diagram.above(key))
    form = HelpsForm(data={"uppers": [str(one) for one in now], "seen": services.mark(uppers=now)})
    may = rules.may_stand_under(this.diagram, part)
    form.uppers.choices = choices((str(one.id), one.words) for one in may)
    return one_question(
        this,
        form,
        "helps",
        lambda: services.move(web.session(), viewer(), this, key, form.ids, form.seen.data or ""),
        key,
        part=part,
        may=may,
        labels=labels,
    )


@bp.route(f"{_PART}/take-away", methods=["GET", "POST"])
def take_away(project_id: int, kind: str, part_id: int) -> Response:
    """Take a part off the page. What stood under it stays."""
    this, key = to_draw(project_id), (Kind(kind), part_id)
    row = services.a_row(web.session(), this, key)
    form = AwayForm(data={"seen": services.mark(**services.as_shown(row))})
    return one_question(
        this,
        form,
        "take_away",
        lambda: services.take_away(web.session(), viewer(), this, key, form.seen.data or ""),
        part=_said(queries.as_part(row)),
        below=this.diagram.below(key),
    )


@bp.post(f"{_PART}/put-back")
def put_back(project_id: int, kind: str, part_id: int) -> Response:
    """Put back what was taken away."""
    this, form = to_draw(project_id), Press()
    if form.validate_on_submit():
        services.put_back(web.session(), viewer(), this, (Kind(kind), part_id))
        web.session().commit()
    return go(part_url(project_id, (Kind(kind), part_id)))


def to_draw(project_id: int) -> Drawn:
    """The diagram of this page, for its team; held if the request is to change it."""
    held = request.method == "POST"
    this = queries.a_diagram(web.session(), viewer(), project_id, hold=held)
    policy.may_draw.require(viewer(), this.project, this.team)
    return this


def part_url(project_id: int, key: Key | None = None) -> str:
    """Where a part stands on the page of its diagram."""
    anchor = f"{key[0].value}-{key[1]}" if key else None
    return url_for("drivers.page", project_id=project_id, _anchor=anchor)


def one_question(
    this: Drawn,
    form: Form,
    template: str,
    do: Callable[[], Key | None],
    key: Key | None = None,
    **context: Any,
) -> Response:
    """Ask, and keep the answer. If somebody else was there first, both are shown.

    `do` keeps it, and gives the part that it made, if it did.
    """
    typed.fill(form)
    theirs, status = None, 200
    if form.validate_on_submit():
        before = pressed_before(form)
        if before:
            return before
        try:
            made = do()
        except Invalid as refused:
            form.refuse(refused.errors)
        except Changed as changed:
            theirs, status = changed.now, changed.status
            form.seen.data = services.mark(**changed.now)
        else:
            url = part_url(this.project.id, made or key)
            answer_is_at(form, url)
            typed.sent()
            web.session().commit()
            return go(url)
    if form.troubles:
        status = 422
    template = f"improvement_cycles/drivers/{template}.html"
    about: dict[str, Any] = {"project": this.project, "form": form, "theirs": theirs}
    return show(template, status=status, **about, **context)


def _said(part: Part, otherwise: Any = labels.NOT_HERE) -> Part:
    """A part with words in it: its own, or those of its issue as far as the viewer may read it."""
    one = Diagram(parts=(part,))
    titles = queries.titles(web.session(), viewer(), [one])
    return one.said(titles, str(otherwise)).parts[0]


_ASKS = {
    Level.PRIMARY: _l("What would help?"),
    Level.SECONDARY: _l("What would help that?"),
    Level.IDEA: _l("What could you try?"),
}
