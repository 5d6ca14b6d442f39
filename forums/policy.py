"""Who may say what about a subject."""

from coprod.people.viewer import Viewer
from coprod.policy import rule
from coprod.subjects import Subject
from forums.models import Post


@rule("You can join in when the advocate has confirmed your hat.")
def may_post(viewer: Viewer, subject: Subject) -> bool:
    return viewer.belongs_to(subject.area_id)


@rule("Only the person who said it can take it back.")
def may_take_back(viewer: Viewer, post: Post) -> bool:
    return post.author_id == viewer.id
