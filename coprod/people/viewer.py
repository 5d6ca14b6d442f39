"""Whoever is looking at the page: what the rules need to know of them, and nothing else."""

from dataclasses import dataclass, field

from coprod.people.hats import BESIDE, EMPLOYED, GROUPS, TALK, Group, HatKind


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody likes the site to look and sound."""

    theme: str = "auto"  # auto, light, dark, cream
    size: str = "s"  # s, m, l, xl
    pictures: bool = True
    speed: str = "0.9"  # read-aloud rate, 1 is the voice's own


@dataclass(frozen=True, slots=True)
class Wears:
    """One hat in one place; `place_id` is None for a hat of the whole area."""

    kind: HatKind
    area_id: int
    place_id: int | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person looking, or `NOBODY`. Hats that are not yet confirmed open no doors."""

    id: int = 0
    name: str = ""
    wears: tuple[Wears, ...] = ()
    look: Look = field(default_factory=Look)
    token: str = ""  # the secret of this sign-in; flask-login keeps it in the cookie
    shared_device: bool = False
    picture: str = "people"
    muted: frozenset[int] = frozenset()  # whose words they do not want to see

    # What flask-login asks of a user.
    @property
    def is_authenticated(self) -> bool:
        return self.id > 0

    is_active = is_authenticated

    @property
    def is_anonymous(self) -> bool:
        return self.id == 0

    def get_id(self) -> str:
        return self.token

    def __bool__(self) -> bool:
        return self.id > 0

    # What the rules ask.
    @property
    def hats(self) -> tuple[Wears, ...]:
        """The hats that count: those the advocate has confirmed."""
        return tuple(hat for hat in self.wears if hat.confirmed)

    @property
    def areas(self) -> frozenset[int]:
        return frozenset(hat.area_id for hat in self.hats)

    @property
    def places(self) -> frozenset[int]:
        return frozenset(hat.place_id for hat in self.hats if hat.place_id)

    def belongs_to(self, area_id: int) -> bool:
        return area_id in self.areas

    def hat_in(self, area_id: int, place_id: int | None = None) -> HatKind | None:
        """The hat worn at a place, or else anywhere in the area. None for a stranger."""
        here = [hat for hat in self.hats if hat.area_id == area_id]
        here.sort(key=lambda hat: hat.kind in BESIDE)
        at_place = next((hat.kind for hat in here if place_id and hat.place_id == place_id), None)
        return at_place or next((hat.kind for hat in here), None)

    def wears_in(self, area_id: int, *kinds: HatKind) -> bool:
        """Whether any of these hats is worn anywhere in the area."""
        return any(hat.area_id == area_id and hat.kind in kinds for hat in self.hats)

    def wears_at(self, place_id: int, *kinds: HatKind) -> bool:
        """Whether any of these hats is worn at this very place."""
        return any(hat.place_id == place_id and hat.kind in kinds for hat in self.hats)

    def employed_at(self, place_id: int | None) -> bool:
        """Whether the place pays this person: then it never moderates or confirms about itself."""
        return any(hat.place_id == place_id and hat.kind in EMPLOYED for hat in self.hats)

    def group_in(self, area_id: int, place_id: int | None = None) -> Group | None:
        """Whose voice this person's is, at a place or in its area; None for those without one."""
        kind = self.hat_in(area_id, place_id)
        return GROUPS.get(kind) if kind else None

    def moderates(self, area_id: int, place_id: int | None = None) -> bool:
        """Whether this person looks after the talk there: an advocate not employed by the place."""
        return self.wears_in(area_id, HatKind.ADVOCATE) and not self.employed_at(place_id)

    def looks_after_talk(self, area_id: int, place_id: int | None = None) -> bool:
        """Whether this person moderates the talk there: an advocate or a peer, as equals."""
        return self.wears_in(area_id, *TALK) and not self.employed_at(place_id)


NOBODY = Viewer()
