"""What looking after the talk offers the site: its pages, its job, and pieces of other pages."""

from flask import current_app
from sqlalchemy.orm import Session

from coprod.feature import Feature
from coprod.people.viewer import Viewer
from coprod.sign_in import services as sign_in
from coprod.subjects import Subject
from forums.moderation import (
    act_routes,
    appeal_routes,
    bulk,
    demo,
    due,
    log_routes,
    panels,
    people_routes,
    posts,
    queue_routes,
    removing,
    told_routes,
    who_routes,
)
from forums.moderation.flag_routes import bp

PAGES = (  # each adds its pages to the one blueprint
    *(act_routes, appeal_routes, log_routes, people_routes),
    *(queue_routes, told_routes, who_routes),
)


def _subject(session: Session, viewer: Viewer, kind: str, key: int) -> Subject:
    found: Subject = current_app.extensions["subjects"].find(session, viewer, kind, key)
    return found


if removing.refusal not in sign_in.REFUSES:
    sign_in.REFUSES.append(removing.refusal)

moderation = Feature(
    name="moderation",
    blueprint=bp,
    writings=(
        ("post", posts.kind_of_posts(_subject)),
        ("thread", posts.THREADS),
        (bulk.MODERATOR, bulk.KIND),
    ),
    panels=panels.PANELS,
    jobs=(due.BRING_BACK,),
    demo=demo.load,
)
