"""The hats: what part somebody takes in a place. Shared words, so that nobody invents a third."""

from enum import StrEnum


class HatKind(StrEnum):
    """The part a person takes. Values are what the database and open data say."""

    USES_SERVICES = "uses_services"
    FAMILY = "family"
    STAFF = "staff"
    MANAGER = "manager"
    COMMISSIONER = "commissioner"
    ADVOCATE = "advocate"
    PEER_MODERATOR = "peer_moderator"  # uses services, and looks after the talk as an equal
    SAFEGUARDING = "safeguarding"
    SITE_ADMIN = "site_admin"


class Group(StrEnum):
    """Whose voice it is, where voices are shown side by side."""

    PEOPLE = "people"
    FAMILIES = "families"
    STAFF = "staff"


TALK = frozenset({HatKind.ADVOCATE, HatKind.PEER_MODERATOR})
"""Hats that look after the talk."""
BESIDE = frozenset({HatKind.PEER_MODERATOR, HatKind.SAFEGUARDING})
"""Hats worn beside the one that says what somebody is there."""
EMPLOYED = frozenset({HatKind.STAFF, HatKind.MANAGER})
GROUPS = {
    HatKind.USES_SERVICES: Group.PEOPLE,
    HatKind.FAMILY: Group.FAMILIES,
    HatKind.STAFF: Group.STAFF,
    HatKind.MANAGER: Group.STAFF,  # a manager's voice counts as staff
}
"""Hats that have a voice of their own. The others have none."""
SAYS = (*GROUPS, HatKind.ADVOCATE)
"""Hats to say something with. Here, because pages below that of the issue offer it too."""
