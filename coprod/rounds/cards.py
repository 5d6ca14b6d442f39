"""What is told of a pick or a step, in words: who decided it, who said what, and why.

Groups stand side by side and are never added up, and few people are never a number. Where a group
is small, what it picked may be what 1 or 2 chose: then it is not told which group picked what.
"""

from flask_babel import gettext as _

from coprod.decided import HowDecided, Say
from coprod.issues.labels import GROUP
from coprod.people.few import HIDDEN_BELOW, stepped
from coprod.people.hats import Group
from coprod.rounds.labels import WHO
from coprod.rounds.models import Round, RoundOption, RoundPick, RoundStep
from coprod.rounds.turns import quorum
from coprod.rounds.words import Step


def who(round_: Round, pick: RoundPick) -> str:
    """Who picked it, for the beginning of a sentence."""
    assert pick.by is not None  # noqa: S101  only the small voice has none
    return str(_("The groups") if round_.hides_whose else WHO[pick.by])


def notes(round_: Round, pick: RoundPick) -> tuple[str, ...]:
    """What was odd about the turn, each thing a sentence."""
    assert pick.turn_of is not None  # noqa: S101
    if round_.hides_whose:
        return ()
    found = []
    if pick.by is not pick.turn_of and round_.did(pick.turn_of) >= HIDDEN_BELOW:
        found.append(_("It was the turn of %(who)s.", who=GROUP[pick.turn_of]))
        found.append(_("They starred nothing that was left. So people picked again."))
    if pick.tied:
        found.append(_("Another had as many stars. This one has waited longer."))
    return tuple(found)


def card(round_: Round, pick: RoundPick, option: RoundOption | None) -> HowDecided:
    """How this was decided."""
    if round_.hides_whose:
        return HowDecided(
            asked=_asked(round_),
            said=[_("A group here is small. So we do not say who gave which stars.")],
            decided=_("The groups, in turns."),
            why=_("It had the most stars of the group whose turn it was."),
            on=pick.on,
            say=Say.DECIDING,
        )
    return HowDecided(
        asked=_asked(round_),
        said=[_said(round_, option, group) for group in _groups(round_)],
        decided=_("%(who)s, on turn %(turn)s.", who=who(round_, pick), turn=pick.turn),
        why=_("Of what was left, it had the most of their stars."),
        on=pick.on,
        say=Say.DECIDING,
    )


def of_step(step: RoundStep, who: str) -> HowDecided | None:
    """How the advocate planned it, moved the last day or called it off; or that it was not ready.

    None for other steps.
    """
    if step.step is Step.NOT_READY:
        return HowDecided(
            asked=_("Everybody who could choose here."),
            said=[_("Too few people who use services had chosen.")],
            decided=_("Nobody. A rule keeps it open for a week more."),
            why=_("There is no result without enough people who use services."),
            on=step.on,
            say=Say.INFORMATION,
            had=_("People were told. The rule is the same every time."),
        )
    if step.step is Step.PLANNED:
        return HowDecided.told(
            asked=_("Nobody was asked. The advocate looks after this."),
            decided=f"{who}.",
            why=_("Somebody has to choose what is put to people, and for how long."),
            on=step.on,
            had=_("People were told. They choose from these."),
        )
    if step.step not in {Step.MOVED, Step.CALLED_OFF}:
        return None
    return HowDecided.told(
        asked=_("Nobody was asked. The advocate looks after this."),
        decided=f"{who}.",
        why=step.why,
        on=step.on,
    )


def _groups(round_: Round) -> list[Group]:
    """Those there are where the round is."""
    return [group for group in Group if round_.could(group)]


def _asked(round_: Round) -> str:
    groups = _groups(round_)
    if any(round_.could(group) < HIDDEN_BELOW for group in groups):
        return " ".join((*(f"{WHO[group]}." for group in groups), _("They are few.")))
    numbers = [f"{WHO[group]}: {round_.could(group)}." for group in groups]
    enough = _("%(n)s people who use services had to choose.", n=quorum(round_.could_people))
    return " ".join((*numbers, enough))


def _said(round_: Round, option: RoundOption | None, group: Group) -> str:
    """What one group said, in steps: under 8 there is no number."""
    whose, did = str(WHO[group]), round_.did(group)
    if did < HIDDEN_BELOW:
        return str(_("%(who)s: fewer than 8 chose. We do not show their stars.", who=whose))
    chose = _("%(who)s: %(n)s or more chose.", who=whose, n=stepped(did))
    stars = stepped(option.stars(group)) if option else 0
    if not stars:
        gave = _("They gave it fewer than 8 stars.")
    else:
        gave = _("They gave it %(n)s stars or more.", n=stars)
    return f"{chose} {gave}"
