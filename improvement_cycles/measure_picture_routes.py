"""One picture, in other ways: other lines, the words of analysts, and as a file."""

from dataclasses import replace

from flask import Response, request
from flask_babel import gettext

from coprod import web
from coprod.errors import Conflict, NotAllowed, NotFound
from coprod.sign_in.door import public, viewer
from coprod.web import show
from improvement_cycles import measure_labels, measure_policy, queries
from improvement_cycles.charts import markup
from improvement_cycles.charts.analyst import analyst_words, flag_words, plot_dots
from improvement_cycles.charts.png import png
from improvement_cycles.every_dot import every_dot, has_more_than, is_of_few
from improvement_cycles.measure_csv import MOST_IN_SHEET, TOO_LONG, as_csv, as_xlsx
from improvement_cycles.measure_found import NO_SUCH
from improvement_cycles.measure_page import measure_page
from improvement_cycles.measure_pictures import as_drawn, picture_of, ways_to_draw
from improvement_cycles.measure_queries import Seen, of_try, one
from improvement_cycles.measure_routes import bp
from improvement_cycles.stats.kinds import ChartKind

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/measures/<int:measure_id>/picture")
@public
def picture(measure_id: int) -> Response:
    """The picture of a measure, with the lines and in the words that somebody wants."""
    seen, kind = _asked(measure_id)
    drawn = picture_of(seen, kind=kind)
    analyst = request.args.get("words") == "analyst"
    said, flags = _analyst(seen, kind) if analyst and drawn.drawing else ([], [])
    return show(
        "improvement_cycles/measures/picture.html",
        head=seen.head,
        picture=drawn,
        kind=kind,
        kinds=ways_to_draw(seen),
        labels=measure_labels,
        analyst=analyst,
        said=said,
        flags=flags,
    )


@bp.get("/tries/<int:project_id>/pictures")
@public
def side_by_side(project_id: int) -> Response:
    """Every picture of one try, small: never of two places."""
    seen = of_try(web.reading(), viewer(), project_id)
    if not seen:
        raise NotFound(queries.NO_SUCH)
    counted = [one for one in seen if one.head.measure_id and not one.head.stopped_on]
    return show(
        "improvement_cycles/measures/side_by_side.html",
        head=seen[0].head,
        shown=[(one, picture_of(replace(one, notes=[]))) for one in counted],
        labels=measure_labels,
    )


@bp.get("/measures/<int:measure_id>/picture.svg")
@public
def svg(measure_id: int) -> Response:
    """The drawing as a file, sharp at any size, for whoever may see it."""
    return _file(_drawn(measure_id), "image/svg+xml", f"picture-{measure_id}.svg")


@bp.get("/measures/<int:measure_id>/picture.png")
@public
def as_png(measure_id: int) -> Response:
    """The drawing as a file for a slide, for whoever may see it."""
    return _file(png(_drawn(measure_id)), "image/png", f"picture-{measure_id}.png")


@bp.get("/measures/<int:measure_id>/dots.csv")
@public
def csv(measure_id: int) -> Response:
    """The dots as a file, for whoever may see them."""
    kind = _may_take(measure_id).head.kind
    return _file(
        as_csv(kind, every_dot(web.reading(), measure_id)), "text/csv", f"dots-{measure_id}.csv"
    )


@bp.get("/measures/<int:measure_id>/dots.xlsx")
@public
def xlsx(measure_id: int) -> Response:
    """The dots as a spreadsheet, for whoever may see them."""
    kind = _may_take(measure_id).head.kind
    if has_more_than(web.reading(), measure_id, MOST_IN_SHEET):
        raise Conflict(TOO_LONG)
    return _file(
        as_xlsx(kind, every_dot(web.reading(), measure_id)), _XLSX, f"dots-{measure_id}.xlsx"
    )


def _may_take(measure_id: int) -> Seen:
    """The measure whose every dot somebody may take away."""
    this = measure_page(web.reading(), viewer(), measure_id)
    seen = this.seen
    if this.kept_in_group or (seen.for_outsiders and is_of_few(web.reading(), seen)):
        raise NotAllowed(measure_policy.may_see_few.says)
    return seen


def _drawn(measure_id: int) -> str:
    seen, kind = _asked(measure_id)
    drawn = picture_of(replace(seen, notes=[]), kind=kind)  # a file has no list of what they mean
    if drawn.drawing is None:
        raise NotAllowed(measure_policy.may_see_few.says) if seen.counted else NotFound(NO_SUCH)
    return markup.svg(replace(drawn, unit=f"{drawn.name}: {drawn.unit}"))


def _file(content: str | bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _asked(measure_id: int) -> tuple[Seen, ChartKind]:
    """The measure, and the kind of chart: one that does not suit it is nowhere."""
    seen = one(web.reading(), viewer(), measure_id)
    if seen is None:
        raise NotFound(NO_SUCH)
    said = request.args.get("kind", ChartKind.RUN)
    for kind in ways_to_draw(seen):
        if kind == said:
            return seen, kind
    raise NotFound("This measure cannot be drawn that way.")


def _analyst(seen: Seen, kind: ChartKind) -> tuple[list[str], list[str]]:
    """The reading in the words of analysts, and the flags of those who report to the NHS."""
    measured = as_drawn(seen, kind)
    flags = flag_words(measured, plot_dots(measured), gettext) if kind is ChartKind.I else []
    return analyst_words(measured, gettext), flags
