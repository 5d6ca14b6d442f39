"""Who may see what the site does by itself."""

from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer
from coprod.policy import rule


@rule("Whoever looks after the computer can see what the site does by itself.")
def may_see(viewer: Viewer) -> bool:
    return any(hat.kind is HatKind.SITE_ADMIN for hat in viewer.hats)
