"""Which acts a page offers for something, as it stands: the rest would be refused."""

from coprod.written import KINDS, Stands, Written
from forums.words import ActKind

_TO_READ = frozenset({Stands.SHOWN, Stands.WAITING, Stands.HIDDEN})
_THREAD = (ActKind.ASK_EDIT, ActKind.SLOW, ActKind.LOCK, ActKind.PIN, ActKind.MOVE)


def offered(about: Written, *, waits: bool, passes: bool) -> list[ActKind]:
    """In the order of the page: the mildest first. `passes`: somebody takes what is passed on."""
    if about.kind == "thread":
        return list(_THREAD)
    kind, reads = KINDS[about.kind], about.stands in _TO_READ
    may = {
        ActKind.LET_BE: reads and (waits or about.stands is not Stands.SHOWN),
        ActKind.ASK_EDIT: reads and kind.edit is not None,
        ActKind.SEND_BACK: reads and kind.put is not None,
        ActKind.TAKE_DOWN: about.stands is not Stands.TAKEN_DOWN and kind.put is not None,
        ActKind.MOVE_LANE: about.kind == "issue" and about.stands is Stands.SHOWN,
        ActKind.PASS_ON: passes and kind.passes and kind.put is not None,
        ActKind.PAUSE: about.author_id is not None or about.alias_id is not None,
    }
    return [what for what, is_offered in may.items() if is_offered]
