"""When something may be called better: the whole rule as a table."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coprod.issues.better import Said, Verdict, verdict
from coprod.issues.words import BetterSays
from coprod.people.hats import HatKind

_SAYS = {
    "b": BetterSays.BETTER,
    "a": BetterSays.A_BIT,
    "s": BetterSays.SAME,
    "w": BetterSays.WORSE,
}
_HAT = {"p": HatKind.USES_SERVICES, "f": HatKind.FAMILY, "t": HatKind.STAFF, "m": HatKind.MANAGER}


def heard(spelled: str) -> list[Said]:
    """`R` marks the raiser: "Rpb" is a raiser who uses services and says better."""
    return [
        Said(
            _SAYS[one[-1]],
            None if one[-2] == "?" else _HAT[one[-2]],
            raised_it=one.startswith("R"),
        )
        for one in spelled.split()
    ]


@pytest.mark.parametrize(
    ("spelled", "comes_to"),
    [
        ("", Verdict.NOBODY_KNOWS),
        ("Rpb", Verdict.BETTER),
        ("Rfb", Verdict.BETTER),
        ("Rpa", Verdict.NOBODY_KNOWS),
        ("Rps", Verdict.NOT_BETTER),
        ("Rpw", Verdict.NOT_BETTER),
        ("Rtb", Verdict.NOBODY_KNOWS),
        ("Rmb", Verdict.NOBODY_KNOWS),
        ("R?b", Verdict.NOBODY_KNOWS),
        ("Rts", Verdict.NOT_BETTER),
        ("pb pb", Verdict.NOBODY_KNOWS),
        ("pb pb ps", Verdict.BETTER),
        ("pb pa fw", Verdict.BETTER),
        ("pb ps fs", Verdict.NOT_BETTER),
        ("pb pb ps ps", Verdict.NOBODY_KNOWS),
        ("pb pb fa ps ps", Verdict.BETTER),
        ("pb pb ps ps ps", Verdict.NOT_BETTER),
        ("Rpa pb ps", Verdict.BETTER),
        ("tb tb mb", Verdict.NOBODY_KNOWS),
        ("pb pb tb", Verdict.NOBODY_KNOWS),
        ("pb pb ps tb mb tb", Verdict.BETTER),
        ("pb ps ps tb tb tb tb", Verdict.NOT_BETTER),
        ("ps ps", Verdict.NOBODY_KNOWS),
        ("ps fw pw", Verdict.NOT_BETTER),
        ("pa pa pb ps ps pw pw", Verdict.NOBODY_KNOWS),
        ("ts ts mw ps pw", Verdict.NOBODY_KNOWS),
        ("Rpa ps ps", Verdict.NOT_BETTER),
        ("Rtb ps ps ps", Verdict.NOT_BETTER),
        ("R?b ps ps ps", Verdict.NOT_BETTER),
        ("Rps pb pb pb pb", Verdict.NOT_BETTER),
        ("Rpw fb fb fb", Verdict.NOT_BETTER),
        ("Rpb ps ps ps", Verdict.BETTER),
    ],
)
def test_what_the_answers_come_to(spelled, comes_to):
    assert verdict(heard(spelled)) is comes_to


@pytest.mark.parametrize("of", range(3, 31))
def test_sixty_in_a_hundred_is_where_it_turns(of):
    good = next(n for n in range(of + 1) if 10 * n >= 6 * of)
    mixed = [Said(BetterSays.A_BIT, HatKind.USES_SERVICES)] * good
    mixed += [Said(BetterSays.SAME, HatKind.USES_SERVICES)] * (of - good)
    assert verdict(mixed) is Verdict.BETTER
    fewer = [*mixed[1:], Said(BetterSays.SAME, HatKind.FAMILY)]
    open_again = 10 * (of - good + 1) >= 6 * of
    assert verdict(fewer) is (Verdict.NOT_BETTER if open_again else Verdict.NOBODY_KNOWS)
    turned = {BetterSays.A_BIT: BetterSays.WORSE, BetterSays.SAME: BetterSays.BETTER}
    assert verdict([Said(turned[one.says], one.hat) for one in mixed]) is Verdict.NOT_BETTER


def who_said(*, raised_it):
    hats = st.sampled_from([None, *HatKind])
    return st.builds(Said, st.sampled_from(BetterSays), hats, st.just(raised_it))


others = st.lists(who_said(raised_it=False), max_size=30)
raisers = st.lists(who_said(raised_it=True), max_size=1)
COUNT = (HatKind.USES_SERVICES, HatKind.FAMILY)


def by_the_book(everyone):
    """The rule as the design says it, in other words than the code."""
    for one in everyone:
        if one.raised_it and one.says in {"same", "worse"}:
            return "not_better"
        if one.raised_it and one.says == "better" and one.hat in COUNT:
            return "better"
    said = [one.says for one in everyone if one.hat in COUNT]
    good = said.count("better") + said.count("a_bit")
    bad = said.count("same") + said.count("worse")
    if len(said) >= 3 and good / len(said) >= 0.6:
        return "better"
    return "not_better" if len(said) >= 3 and bad / len(said) >= 0.6 else "nobody_knows"


@given(raiser=raisers, more=others)
@example(raiser=[], more=[Said(BetterSays.A_BIT, HatKind.FAMILY)] * 3)
def test_the_rule_is_that_of_the_book(raiser, more):
    assert verdict([*more, *raiser]) == by_the_book([*more, *raiser])


@given(raiser=raisers, more=others, silent=others)
def test_whatever_staff_answer_changes_nothing(raiser, more, silent):
    staff = [one for one in silent if one.hat not in COUNT]
    assert verdict([*more, *raiser, *staff]) is verdict([*more, *raiser])


@given(more=others, says=st.sampled_from([BetterSays.SAME, BetterSays.WORSE]))
def test_many_never_outvote_the_no_of_the_one_it_is_about(more, says):
    raiser = Said(says, HatKind.USES_SERVICES, raised_it=True)
    assert verdict([*more, raiser]) is Verdict.NOT_BETTER
