"""Pages that tell a try: its story, its slides, an outline for a report, its family, its marks."""

from dataclasses import replace
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext

from coprod import web
from coprod.groups.qr import qr_in_page
from coprod.sign_in.door import public, viewer
from coprod.text import whole_number
from coprod.web import show
from improvement_cycles import labels, policy
from improvement_cycles.charts.picture import Picture
from improvement_cycles.measure_pictures import picture_of, sentence_of
from improvement_cycles.measure_queries import Seen
from improvement_cycles.routes import bp
from improvement_cycles.story import family, squire
from improvement_cycles.story.kept import marks_of
from improvement_cycles.story.labels import MARK
from improvement_cycles.story.slides import slides
from improvement_cycles.story.told import Told, tell


@bp.get("/<int:project_id>/story")
@public
def story(project_id: int) -> Response:
    """A try on one page, for a wall."""
    told = tell(web.reading(), viewer(), project_id)
    pictures = [(one, _unmarked(one)) for one in told.seen]
    address = url_for(".project", project_id=project_id, _external=True)
    return _show(
        "story",
        told,
        main=next((pair for pair in pictures if pair[1].drawing), None),
        pictures=pictures,
        square=None if told.head.owner_id else qr_in_page(address),
        address=address,
    )


@bp.get("/<int:project_id>/slides")
@public
def slide(project_id: int) -> Response:
    """A try in a meeting, one slide at a time. A slide past the last is the last."""
    told = tell(web.reading(), viewer(), project_id)
    deck = slides(told)
    at = min(max(whole_number(request.args.get("at")) or 1, 1), len(deck))
    this = deck[at - 1]
    return _show(
        "slides",
        told,
        slide=this,
        picture=_unmarked(this.seen) if this.seen else None,
        at=at,
        many=len(deck),
        back_url=url_for(".slide", project_id=project_id, at=at - 1) if at > 1 else "",
        next_url=url_for(".slide", project_id=project_id, at=at + 1) if at < len(deck) else "",
    )


@bp.get("/<int:project_id>/report")
@public
def report(project_id: int) -> Response:
    """An outline for a report, under the headings of SQUIRE 2.0."""
    told = tell(web.reading(), viewer(), project_id)
    return _show("report", told, parts=squire.outline(told, sentence_of, gettext))


@bp.get("/<int:project_id>/report.txt")
@public
def report_file(project_id: int) -> Response:
    """The same outline as text, to go on writing elsewhere."""
    told = tell(web.reading(), viewer(), project_id)
    words = squire.as_text(squire.outline(told, sentence_of, gettext))
    answer = Response(words, mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="report-{project_id}.txt"'
    return answer


@bp.get("/<int:project_id>/family")
@public
def relatives(project_id: int) -> Response:
    """What a try was borrowed from, who borrowed it, and what each learned."""
    trees = family.family(web.reading(), viewer(), project_id)
    this = next(one for tree in trees for one in tree.all() if one.id == project_id)
    return show("improvement_cycles/story/family.html", trees=trees, this=this, labels=labels)


@bp.get("/<int:project_id>/good-practice")
def good_practice(project_id: int) -> Response:
    """How this try was done, for its own team alone."""
    told = tell(web.reading(), viewer(), project_id)
    policy.may_see_marks.require(viewer(), told.head, told.whole.hats)
    return _show("good_practice", told, marks=marks_of(told), words=MARK)


def _unmarked(seen: Seen) -> Picture:
    """A picture without the numbers of marks, whose list has no room beside it."""
    return picture_of(replace(seen, notes=[]))


def _show(page: str, told: Told, **context: Any) -> Response:
    return show(
        f"improvement_cycles/story/{page}.html",
        told=told,
        head=told.head,
        labels=labels,
        **context,
    )
