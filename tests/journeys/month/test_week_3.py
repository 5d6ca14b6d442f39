"""A plan on one page."""

import re

from tests.journeys.month.scenes import proves

THE_42 = "The 42 on my own"


@proves(
    "A plan on one page",
    "A try cannot start without a person who uses services in the team, a guess, and "
    "'who does what'.",
)
def test_a_try_needs_a_person_a_guess_and_who_does_what(meet):
    jo = meet("Jo Pickering")
    jo.starts_at("/tries/new")
    jo.writes("What shall we call this try?", "Home when we like")
    jo.presses("Carry on")
    go = re.match(r"/tries/goes/\d+", jo.where)[0]
    jo.follows("Skip to the whole plan")
    jo.sees_page("Check your plan")
    for says, leads_to in (
        (
            "The team needs a person who uses services. Their job must be more than to attend.",
            "Who is in the team?",
        ),
        ("Ask at least one question. Write a guess for each.", "What is your guess?"),
        ("Say who does what.", "Who does what?"),
    ):
        jo.follows(says)
        jo.sees_page(leads_to)
        jo.starts_at(f"{go}/check")
    buttons = jo.page.get_by_role("main").get_by_role("button")
    assert buttons.count() == 0  # neither "The plan is ready" nor "Lock the guess and start"
    for to in ("planned", "doing"):
        assert jo.forges(f"{go}/move", to=to)[0] == 409
    jo.starts_at(go)
    jo.does_not_see("The plan and the guess were locked")
    assert not jo.surprises


@proves(
    "A plan on one page",
    "A try about one person belongs to that person. Danny can hide it from everyone.",
)
def test_dannys_own_try_is_his_to_hide(meet):
    danny, jo = meet("Danny Okafor"), meet("Jo Pickering")
    danny.starts_at("/my-things")
    danny.follows(THE_42, danny.part("My tries"))
    danny.sees("Only they and their team can see it.")
    project = danny.where
    for reader in (meet(), meet("Maureen Tully"), meet("Colette Ward"), meet("Hannah Lowe")):
        assert not reader.may_open(project)
        reader.starts_at("/tries")
        reader.does_not_see(THE_42)
    hide = "Hide it from everyone but me"
    assert jo.may_open(project)
    jo.does_not_see(hide)
    assert jo.forges(f"{project}/hide", hidden="yes")[0] == 403
    danny.presses(hide)
    danny.sees("Only they see it now.")
    assert not jo.may_open(project)
    jo.starts_at("/tries")
    jo.does_not_see(THE_42)
    assert danny.may_open(project)
    assert not (danny.surprises or jo.surprises)


@proves("A plan on one page", "A try cannot start with a worry that has no answer.")
def test_angelas_worry_gets_an_answer_before_danny_starts(meet):
    danny, angela, jo = meet("Danny Okafor"), meet("Angela Okafor"), meet("Jo Pickering")
    check_the_plan(danny, a_worry_waits=True)
    danny.sees("A worry has no answer yet.")
    danny.does_not_see("Lock the guess and start")
    danny.follows("Change How small")  # another plan is another question
    danny.writes("How small can you start?", "Two rides")
    danny.presses("Save and carry on")
    danny.presses("The plan is ready")

    angela.starts_at()
    angela.follows(f"Can we try this? {THE_42}", angela.part("Your turn"))
    angela.sees_page("Can we try this?")
    angela.sees("The plan changed. So we ask you again.")
    angela.starts_at()
    angela.follows(f"I have a worry {THE_42}", angela.part("Your turn"))
    angela.sees_page("Your words")
    angela.writes("What worries you?", "What if he is ill on the bus?")
    angela.presses("Send my worry")
    assert angela.steps == 2
    angela.sees("It cannot start before you get an answer.", angela.part("You said"))

    danny.starts_at()
    danny.follows(f"Can we try this? {THE_42}", danny.part("Your turn"))
    danny.presses("Yes")
    danny.sees("Yes", danny.part("You said"))
    check_the_plan(danny, a_worry_waits=True)
    danny.sees("A worry has no answer yet.")
    danny.does_not_see("Lock the guess and start")

    jo.starts_at()
    jo.follows(f"A worry waits for an answer: {THE_42}", jo.part("Your turn"))
    jo.follows("Answer this worry")
    jo.writes("What is our answer?", "Danny has a card with a number to ring.")
    jo.presses("Send our answer")
    jo.sees("Danny has a card with a number to ring.", jo.part("Worries"))
    angela.starts_at()
    angela.follows(f"Your worry has an answer: {THE_42}", angela.part("Your turn"))
    angela.sees("Danny has a card with a number to ring.", angela.part("You said"))

    check_the_plan(danny)
    danny.presses("Lock the guess and start")
    danny.sees("How this was decided")
    assert not (danny.troubles or angela.troubles or jo.troubles)


def check_the_plan(danny, *, a_worry_waits=False):
    """While a worry waits, the answer comes first, and the start is nobody's turn."""
    danny.starts_at()
    if a_worry_waits:
        danny.does_not_see(f"{THE_42}: go 1", danny.part("Your turn"))
        danny.follows(f"A worry waits for an answer: {THE_42}", danny.part("Your turn"))
        danny.follows("Go 1")
        danny.follows("Check the plan")
    else:
        danny.follows(f"{THE_42}: go 1", danny.part("Your turn"))
        danny.follows("Check the plan and start")
    danny.sees_page("Check your plan")
