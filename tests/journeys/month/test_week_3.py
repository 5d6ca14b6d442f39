"""A plan on one page."""

import re

from tests.journeys.month.scenes import proves
from tests.journeys.pages import press, words


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
