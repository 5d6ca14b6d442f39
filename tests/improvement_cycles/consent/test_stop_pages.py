"""The pages of a STOP: what it is for each, whom it names to whom, and how it is put right."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.people.models import Area
from improvement_cycles.consent.models import Met
from tests.improvement_cycles.consent.saying import meet, open_again
from tests.improvement_cycles.consent.test_pages import ask_of, page_of
from tests.journeys.pages import part, press, words


def test_whom_it_does_not_touch_is_told_what_their_stop_is_and_whom_to_tell(
    sign_in, session, visitor, make, tries, people, asked, start
):
    tell = "Does it touch you too? Tell the advocate."
    for person in (tries.colette, tries.angela):
        page = words(sign_in(person).get(ask_of(asked)).text)
        assert "STOP We keep it as a worry. It must get an answer." in page
        assert f"{tell} Then your STOP counts." in page
        page = words(sign_in(person).get(f"{ask_of(asked)}/say-why").text)
        assert "They see your name." in page and "we keep it as a worry." in page
    for name, does in (  # she is asked; he can say that it touches him
        ("Kath", "It cannot start. Only you can take this back."),
        ("Tommy", "If it touches you, it cannot start."),
    ):
        page = words(sign_in(people[name]).get(ask_of(asked)).text)
        assert f"STOP {does}" in page and tell not in page
    assert (
        "They do not see your name." in sign_in(people["Kath"]).get(f"{ask_of(asked)}/say-why").text
    )
    private = tries.draft()
    tries.answer(private, "plan", "kind", {"kind": "one_persons"})
    tries.ready(private)
    for person in (tries.danny, people["Kath"]):
        tries.says(asked, person, "yes")
    tries.says(asked, people["Leon"], "yes")
    start(asked)
    here, area = f"/tries/goes/{asked.id}", session.get(Area, tries.place.area_id)
    elsewhere = make.person(make.place(area))
    for client in (visitor, *map(sign_in, (elsewhere, tries.imran, tries.colette))):
        assert f"{tell} They talk with the team." in words(client.get(here).text)
    for person in (people["Kath"], people["Tommy"], tries.hannah):
        assert tell not in words(sign_in(person).get(here).text)
    assert tell in words(sign_in(tries.colette).get(ask_of(asked)).text)
    marek = sign_in(tries.marek)
    assert "STOP We keep it as a worry." in words(marek.get(ask_of(private)).text)
    for url in (f"/tries/goes/{private.id}", ask_of(private)):
        assert tell not in words(marek.get(url).text)  # no advocate stands with it


def test_a_stop_says_no_name_to_the_team_and_no_private_word(sign_in, tries, people, asked):
    tries.says(asked, people["Kath"], "stop", "He shouts at me.", alone=True)
    danny = sign_in(tries.danny)
    refused = danny.post(f"/tries/goes/{asked.id}/move", data={"to": "doing"})
    assert refused.status_code == 409
    assert "Somebody has said STOP. It cannot start now." in refused.text
    for client in (danny, sign_in(tries.colette), sign_in(people["Leon"])):
        page = client.get(page_of(asked)).text
        assert "Somebody whom it touches" in page and "Kath" not in page.split("<main")[1]
        assert "shouts" not in page and page.count("for the advocate alone") == 1
        assert "For the advocate alone" not in page  # once is enough
    hannah = sign_in(tries.hannah).get(page_of(asked)).text
    assert "He shouts at me." in hannah and "Kath" in hannah


def test_the_advocate_meets_a_stop_with_them_and_they_undo_it(sign_in, tries, people, asked):
    tries.says(asked, people["Kath"], "stop", "My only night.")
    hannah, kath = sign_in(tries.hannah), sign_in(people["Kath"])
    assert "Somebody needs you here" in part(hannah.get("/").text, "turn")
    stop = tries.asked(asked).standing.of(people["Kath"].id)
    here = f"{page_of(asked)}/{stop.id}/met"
    assert sign_in(tries.marek).get(here).status_code == 403
    assert press(hannah, here, words="").status_code == 422
    assert press(hannah, here, words="Kath keeps Tuesdays.").status_code == 303
    page = words(kath.get(ask_of(asked)).text)
    assert "Kath keeps Tuesdays. Hannah wrote that your STOP is put right." in page
    undo = f"{page_of(asked)}/{stop.id}/open-again"
    assert sign_in(tries.marek).post(undo).status_code == 404
    assert press(kath, ask_of(asked), undo).status_code == 303
    assert tries.asked(asked).standing.stop
    assert hannah.post(undo).status_code == 404
    assert kath.post(undo).status_code == 409


PUT_RIGHT = "Your STOP was written down as put right"


@pytest.mark.parametrize("url", ["/", "/your-turn"])
def test_who_said_stop_is_told_that_it_is_put_right_and_nobody_else_is(
    session, sign_in, tries, people, asked, url
):
    tries.says(asked, people["Kath"], "stop", "My only night.")
    tries.says(asked, people["Leon"], "stop")  # his is open still
    kath = sign_in(people["Kath"])
    assert PUT_RIGHT not in kath.get(url).text
    meet(tries, asked, people["Kath"])
    turn = kath.get(url).text
    assert f'href="{ask_of(asked)}"' in turn
    assert f"{PUT_RIGHT}: {tries.go(asked).project.title}" in part(turn, "turn")
    assert "Hannah wrote it. Is that not right? You can undo it for 14 days." in part(turn, "turn")
    assert "No, it is still STOP" in kath.get(ask_of(asked)).text
    others = (tries.danny, tries.marek, tries.hannah, tries.colette, *people.values())
    for person in others:
        told = PUT_RIGHT in sign_in(person).get(url).text
        assert told == (person is people["Kath"]), person.name
    open_again(tries, asked, people["Kath"])
    session.commit()
    assert PUT_RIGHT not in kath.get(url).text  # they said that it is not so
    meet(tries, asked, people["Kath"], "She chooses her night.")
    session.commit()
    met = session.scalars(select(Met).where(Met.undone_on.is_(None))).one()
    for days, told in ((0, True), (1, False)):
        met.on = today() - Met.UNDO_WITHIN - timedelta(days=days)
        session.commit()
        assert (PUT_RIGHT in kath.get(url).text) is told
    met.on = today()
    tries.says(asked, people["Kath"], "ok")
    session.commit()
    assert PUT_RIGHT not in kath.get(url).text  # they have said something else since
