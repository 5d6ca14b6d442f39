"""A plan on one page."""

import re

from tests.journeys.month.scenes import proves
from tests.journeys.pages import press, words

THE_42 = "The 42 on my own"


@proves(
    "A plan on one page",
    "A try cannot start without a person who uses services in the team, a guess, and "
    "'who does what'.",
)
def test_a_try_needs_a_person_a_guess_and_who_does_what(enter):
    jo = enter("jo")
    begun = press(jo, "/tries/new", title="The 42 on my own")
    go = begun.location.removesuffix("/plan/kind")
    for to in ("planned", "doing"):
        refused = jo.post(f"{go}/move", data={"to": to})
        assert refused.status_code == 409
    page = words(jo.get(f"{go}/check").text)
    for says in (
        "The team needs a person who uses services. Their job must be more than to attend.",
        "Ask at least one question. Write a guess for each.",
        "Say who does what.",
    ):
        assert says in page
    assert "Lock the guess and start" not in page
    assert "The plan and the guess were locked" not in words(jo.get(go).text)


@proves(
    "A plan on one page",
    "A try about one person belongs to that person. Danny can hide it from everyone.",
)
def test_dannys_own_try_is_his_to_hide(enter, visitor, somebody):
    danny = enter("danny")
    go = press(danny, "/tries/new", title="The 42 on my own").location.removesuffix("/plan/kind")
    press(danny, f"{go}/plan/kind", kind="one_persons")
    project = re.search(r"/tries/\d+(?=\")", danny.get(go).text)[0]
    jo = {"person": str(somebody("jo").id), "job": "helps"}
    assert press(danny, f"{project}/team", **jo).status_code == 303
    everyone_else = [visitor, *map(enter, ("maureen", "colette", "hannah", "imran", "marek"))]
    for client in everyone_else:
        assert client.get(project).status_code == client.get(go).status_code == 404
        assert "The 42 on my own" not in client.get("/tries").text
    assert enter("jo").get(project).status_code == 200
    assert enter("jo").post(f"{project}/hide", data={"hidden": "yes"}).status_code == 403
    press(danny, project, f"{project}/hide", hidden="yes")
    assert enter("jo").get(project).status_code == 404
    assert danny.get(project).status_code == 200


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
    there = angela.steps
    angela.presses("I have a worry")
    angela.sees_page("What worries you?")
    angela.writes("What worries you?", "What if he is ill on the bus?")
    angela.presses("Send my worry")
    assert angela.steps - there <= 2
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
