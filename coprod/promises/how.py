"""*How this was decided*: an answer, "better", and what became of a promise."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext

from coprod.decided import HowDecided, Say
from coprod.issues.better import NO_BETTER
from coprod.issues.labels import GROUP
from coprod.issues.page import IssuePage
from coprod.issues.policy import NO_VOTES
from coprod.issues.words import TAKES_ME_TOO, AnswerSays, BetterSays, Job, Status
from coprod.people.hats import Group
from coprod.promises.asking import BETTER_FOR_MANY, NOT_YET_FOR_MANY, RAISER_MAY_SAY
from coprod.promises.history import Line
from coprod.promises.models import Happened


def _(sentence: str, **values: Any) -> str:
    return str(gettext(sentence, **values))


_CLOSES = frozenset({Status.DECLINED, Status.DEFERRED})
_DRAWN = frozenset({Status.CLAIMED, Status.RESOLVED, Status.ACCEPTED})
_REFUSES = frozenset({AnswerSays.NO, AnswerSays.NOT_NOW})
_SAID_OPENLY = frozenset({Happened.CHANGED, Happened.NOT_KEPT})
_RAISERS: dict[BetterSays, Any] = {
    BetterSays.BETTER: lazy_gettext("The person who said this says it is better."),
    BetterSays.A_BIT: lazy_gettext("The person who said this says it is a bit better."),
    BetterSays.SAME: lazy_gettext("The person who said this says it is the same."),
    BetterSays.WORSE: lazy_gettext("The person who said this says it is worse."),
}


def answered(
    page: IssuePage, says: AnswerSays, why: str, who: str, on: date, *, money: bool
) -> HowDecided:
    """The card of an answer. `who` is the answerer as this page may name them, with their hat."""
    return HowDecided(
        asked=_asked(page),
        said=_me_toos(page),
        decided=who if settled(page, says, on) else _("Nobody yet. %(who)s says this.", who=who),
        why=why,
        on=on,
        say=page.say or Say.CONSULTATION,
        note=_("Money is the reason.") if money else "",
    )


def settled(page: IssuePage, says: AnswerSays, on: date) -> bool:
    """Whether an answer decided something: "no" of one place alone, or of a relative, does not."""
    if says not in _REFUSES:
        return True
    return any(step.became in _CLOSES and step.on >= on for step in page.history)


def better(
    page: IssuePage, raiser: BetterSays | None, told: Sequence[str], *, sheets: bool = False
) -> HowDecided | None:
    """The card of "better", of what was opened again, and of what nobody knows yet.

    `raiser` is what the one who said it answered last, `told` what each group did. `sheets` of
    paper were handed out too.
    """
    if page.status not in RAISER_MAY_SAY or not (raiser or told):
        return None
    last = next((step for step in reversed(page.history) if step.became in _DRAWN), None)
    lines = [str(_RAISERS[raiser]), *told] if raiser else [*told]
    asked = _("We asked the person who said this, and everybody who said me too.")
    paper = _("An advocate handed out sheets of paper too. Sheets alone never make it better.")
    return HowDecided(
        asked=f"{asked} {paper}" if sheets else asked,
        said=lines,
        decided=_decided(page, raiser, last.why if last else ""),
        why=_("Only people it is about can say it is better. Staff cannot."),
        on=last.on if last else page.raised_on,
        say=Say.DECIDING,
    )


def became(line: Line, who: str) -> HowDecided | None:
    """The card of a promise that changed, or is said not to be kept.

    `who` promised it, as this page may name them.
    """
    if line.happened not in _SAID_OPENLY:
        return None
    if line.by:
        asked = _("Nobody was asked. Whoever promised is not here to say it.")
    elif line.happened == Happened.CHANGED:
        asked = _("Nobody was asked. Whoever promised decides, and has to say why.")
    else:
        asked = _("Nobody was asked. Whoever promised has to say it, and why.")
    stands = _("People were told. The promise still stands.")
    return HowDecided.told(
        asked=asked,
        decided=_("%(by)s, for %(who)s.", by=line.by, who=who) if line.by else f"{who}.",
        why=line.words,
        on=line.on,
        had=stands if line.happened == Happened.NOT_KEPT else "",
    )


def _decided(page: IssuePage, raiser: BetterSays | None, why: str) -> str:
    if page.status is Status.ACCEPTED and raiser not in NO_BETTER and why == NOT_YET_FOR_MANY:
        few = _("At least 3 people must answer. 6 in 10 of them must say the same, or worse.")
        return _("The people it is about.") + " " + few
    many = _("At least 3 people must answer. 6 in 10 of them must say better, or a bit better.")
    if page.status is Status.RESOLVED and why == BETTER_FOR_MANY:
        return _("The people it is about.") + " " + many
    if page.status is Status.RESOLVED:
        return _("The person who said this. Their own word is enough.")
    if raiser in NO_BETTER:
        return _("The person who said this. Their own “no” opens it again.")
    return _("Nobody yet. The person who said this can say it is better.") + " " + many


def _asked(page: IssuePage) -> str:
    places = _(" and ").join(name for _id, name in page.places)
    if page.say and places:
        return _("We asked everybody at %(places)s.", places=places)
    if agree := page.who(Job.HAS_TO_AGREE):
        names = ", ".join(doer.name for doer in agree)
        return _("We asked who has to agree: %(names)s.", names=names)
    if places:
        return _("We asked the people who work at %(places)s.", places=places)
    return _("We asked the people who work in this area.")


def _me_toos(page: IssuePage) -> list[str]:
    """Who said me too, each group by itself and in steps."""
    if page.lane not in TAKES_ME_TOO:
        return [str(NO_VOTES[page.lane])]
    shown = {
        Group.PEOPLE: page.shown_people,
        Group.FAMILIES: page.shown_families,
        Group.STAFF: page.shown_staff,
    }
    lines = [
        _("%(n)s or more %(who)s said me too.", n=n, who=GROUP[group])
        for group, n in shown.items()
        if n
    ]
    return lines or [_("We show how many said me too from 8 on.")]
