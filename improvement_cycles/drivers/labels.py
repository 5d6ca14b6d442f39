"""How the words of a driver diagram read on screen: one place, so no third word."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from improvement_cycles import labels
from improvement_cycles.drivers.tree import Diagram, Key
from improvement_cycles.drivers.words import Kind, Level, Step

LEVEL: dict[str, Any] = {
    Level.AIM: _l("What we want"),
    Level.PRIMARY: _l("What helps"),
    Level.SECONDARY: _l("What helps that"),
    Level.IDEA: _l("Ideas to try"),
}
SYMBOL: dict[str, str] = {Level.PRIMARY: "friends", Level.SECONDARY: "link", Level.IDEA: "idea"}
NOT_HERE = _l("Something that people said. You cannot see its words here.")
NOT_TRIED = _l("Not tried yet")
NO_AIM = _l("Not written yet.")


def how_it_went(go: Any) -> str:
    """One go that tested an idea, and how it ended or how far it has got."""
    words = labels.OUTCOME[go.decision][0] if go.decision else labels.STATE[go.state][1]
    return str(_("Go %(number)s: %(how)s", number=go.number, how=words))


def what_changed(step: Step, about: Key | None, now: Diagram, before: Diagram) -> str:
    """What somebody changed, in words. Both diagrams have words in every part."""
    if about is None:
        return str(_("What we want is now: “%(words)s”", words=now.aim))
    words, was = _words(now, about) or _words(before, about), _words(before, about)
    helps = ", ".join(f"“{one.words}”" for one in now.above(about))
    told = _CHANGED[step]
    if step is Step.ADDED and about[0] is Kind.IDEA:
        told = _NEW_IDEA
    if step is Step.MOVED and not helps:
        told = _BY_ITSELF
    return str(told) % {"words": words, "was": was, "helps": helps}


_NEW_IDEA = _l("New idea: “%(words)s”")
_BY_ITSELF = _l("“%(words)s” stands by itself now")
_CHANGED = {
    Step.ADDED: _l("New: “%(words)s”"),
    Step.REWORDED: _l("“%(was)s” is now: “%(words)s”"),
    Step.MOVED: _l("“%(words)s” now helps: %(helps)s"),
    Step.TAKEN_AWAY: _l("Taken away: “%(words)s”"),
    Step.PUT_BACK: _l("Put back: “%(words)s”"),
}


def _words(diagram: Diagram, key: Key) -> str:
    part = diagram.find(key)
    return part.words if part else ""
