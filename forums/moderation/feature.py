"""What looking after the talk offers the site: its pages, its job, and pieces of other pages."""

from collections.abc import Iterator

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from coprod import written
from coprod.concerns import services
from coprod.concerns.worry_words import worries
from coprod.feature import Feature
from coprod.issues import held, shelf
from coprod.issues.models import Photo, Sound
from coprod.issues.serving import uploads
from coprod.people.viewer import Viewer
from coprod.sign_in import services as sign_in
from coprod.subjects import Subject
from forums import unnamed
from forums.heard import KIND
from forums.moderation import (
    act_routes,
    appeal_routes,
    bulk,
    demo,
    due,
    heard,
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
from forums.moderation.hooks import MOVED_IN, SOUNDS_WORRIED, PassedOn
from forums.moderation.worried_issues import listen  # noqa: F401  it hears what is said

PAGES = (  # each adds its pages to the one blueprint
    *(act_routes, appeal_routes, log_routes, people_routes),
    *(queue_routes, told_routes, who_routes),
)


def _subject(session: Session, viewer: Viewer, kind: str, key: int) -> Subject:
    found: Subject = current_app.extensions["subjects"].find(session, viewer, kind, key)
    return found


_POSTS = posts.kind_of_posts(_subject)


def _hand_over(session: Session, _viewer: Viewer, passed: PassedOn) -> None:
    """Give it to the named contacts, with photos, voice and what was written beside them.

    Of a message nothing stays here; something to talk about stays hidden.
    """
    folder, about = uploads(), written.look(session, passed.kind, passed.key)
    beside = written.attached(session, about) if about else written.Attached()
    files: list[Photo | Sound] = [session.get_one(Photo, one.id) for one in beside.photos]
    if beside.sound_id:
        files.append(session.get_one(Sound, beside.sound_id))
    there = [folder / one.name for one in files if (folder / one.name).is_file()]
    given = tuple((path.suffix.lstrip("."), path.read_bytes()) for path in there)
    for one in files if passed.post else ():
        shelf.let_go(session, folder, one)
    services.moved_in(
        session,
        folder,
        services.Moved(
            area_id=passed.area_id,
            words="\n\n".join([passed.words, *_beside(session, passed, beside)]),
            where="A message in a talk" if passed.post else "Something to talk about",
            place_ids=passed.places,
            author_id=passed.author_id or _unnamed(session, passed),
            name_off=not passed.author_id,
            files=given,
        ),
    )


def _beside(session: Session, passed: PassedOn, beside: written.Attached) -> Iterator[str]:
    """What a contact needs besides the exact words, which come first and alone."""
    for said in beside.before:
        yield _("Before it was changed it said:") + "\n" + said
    if beside.quoted:
        yield _("It is an answer to this:") + "\n" + beside.quoted
    if beside.about:
        yield _("It is about:") + " " + _title(session, *beside.about)
    for said in passed.flagged:
        yield _("Somebody who read it said:") + "\n" + said
    for photo in beside.photos:
        if photo.shows:
            yield _("They say that the photo shows: %(words)s", words=photo.shows)
    if beside.heard:
        yield _("Somebody wrote down what the recording says:") + "\n" + beside.heard


def _title(session: Session, kind: str, key: int) -> str:
    """Of what it was said about: those who read this may know it."""
    found = written.look(session, kind, key) if kind in written.KINDS else None
    return found.title if found else kind


def _unnamed(session: Session, passed: PassedOn) -> int:
    """Who said it unnamed: only so that they find the answer. No contact is shown a name."""
    if passed.post:
        return unnamed.author_of(session, passed.post) or 0
    return held.author_of(session, passed.area_id, passed.key) or 0


def _hears(words: str) -> bool:
    return bool(worries(words))


MOVED_IN.append(_hand_over)
SOUNDS_WORRIED.append(_hears)
if removing.refusal not in sign_in.REFUSES:
    sign_in.REFUSES.append(removing.refusal)

moderation = Feature(
    name="moderation",
    blueprint=bp,
    writings=(
        ("post", _POSTS),
        (KIND, heard.kind_of_heard(_POSTS.find)),
        ("thread", posts.THREADS),
        (bulk.MODERATOR, bulk.KIND),
    ),
    panels=panels.PANELS,
    jobs=(due.BRING_BACK,),
    demo=demo.load,
)
