"""Danny's bus is late. Colette passes it on, Danny says yes, and the bus company answers."""

from datetime import timedelta

from sqlalchemy import select

from coprod.db import today
from coprod.pass_on.models import PassedOn

WORDS = "The 42 leaves before it should. I run and it is gone."
TITLE = "The 42 leaves before it should"
BODY = "The bus company"
BUS_PASS = "The bus pass does not work before half past nine"


def test_pass_it_on_and_get_an_answer_from_outside(meet):
    danny, colette = meet("Danny Okafor"), meet("Colette Ward")
    danny.says(WORDS)
    issue = pass_it_on(colette)
    let_it_go(danny)
    link = make_the_link(colette)
    pat = answer(meet(), link)
    read_it(danny, issue)
    stop_nothing(colette, pat, link)
    assert not (danny.surprises or colette.surprises or pat.surprises)


def test_a_link_that_ran_out_is_made_anew_and_the_answer_is_no(session, meet, issue):
    tash, pat = meet("Tash Greaves"), meet()
    here = f"/issues/{issue(BUS_PASS).id}"
    session.commit()
    tash.starts_at(here)
    tash.follows("The letter to Alder Buses (example), and its link")
    tash.presses("Make a fresh link")
    old = the_link(tash)
    pat.starts_at(old)
    pat.sees(BUS_PASS)
    letter = session.scalars(select(PassedOn).where(PassedOn.token_hash.is_not(None))).one()
    letter.ends_on = today() - timedelta(days=1)
    session.commit()
    pat.presses("Next")  # on the page from before
    pat.sees("There is nothing behind this link.")

    tash.starts_at(f"/passed-on/{letter.id}")
    tash.presses("Make a fresh link")
    new = the_link(tash)
    pat.starts_at(new)
    pat.chooses("No")
    pat.writes("Why?", "We have no cheap ticket. Ask us again in May.")
    pat.presses("Next")
    pat.presses("Next")
    pat.writes("Your name", "Pat Reed")
    pat.writes("Your job there", "head of tickets")
    pat.presses("Next")
    pat.presses("Send my answer")
    pat.sees_page("Thank you. Your answer is sent.")
    for link in (old, new):
        pat.starts_at(link)
        pat.sees("There is nothing behind this link.")
    assert not (tash.surprises or pat.surprises)

    tash.starts_at(here)
    part = tash.part("Passed on")
    tash.sees("We have no cheap ticket. Ask us again in May.", part)
    tash.sees("Pat Reed, head of tickets", part)


def the_link(person):
    return person.page.get_by_label("The link").input_value().removeprefix(person.site)


def pass_it_on(colette):
    colette.starts_at("/issues")
    colette.follows(TITLE)
    issue = colette.where
    colette.follows("Pass this on to somebody outside")
    colette.writes("Which group or company?", BODY)
    colette.writes("Who reads it there?", "Timetable team")
    colette.presses("Next")
    colette.writes("What do you write to them?", "Please wait until the time on the sign.")
    colette.presses("Next")
    colette.sees_page("Check your letter")
    colette.sees("Please wait until the time on the sign.")
    colette.presses("Ask if it can go")
    colette.sees("We ask the person who said this.")
    return issue


def let_it_go(danny):
    danny.starts_at()
    danny.follows(f"Can your words go to {BODY}? , {TITLE}", danny.part("Your turn"))
    danny.sees("Please wait until the time on the sign.")
    danny.chooses("Yes, they can go")
    danny.presses("Send my answer")
    danny.sees("Thank you. You said yes.")


def make_the_link(colette):
    colette.starts_at()
    colette.follows(f"Your letter can go: {BODY} , {TITLE}", colette.part("Your turn"))
    colette.presses("Make the link")
    colette.sees_page("A letter for you to answer")
    return the_link(colette)


def answer(pat, link):
    """Somebody at the bus company, without an account."""
    pat.starts_at(link)
    pat.sees(WORDS)
    pat.presses("Next")
    pat.sees_page("A letter for you to answer")
    pat.sees("Choose an answer.")
    pat.chooses("Yes")
    pat.writes("Why?", "The driver must wait. We told all of them.")
    pat.presses("Next")
    pat.writes("What do you promise?", "Check the 42 each week")
    pat.writes("By when?", (today() + timedelta(days=30)).isoformat())
    pat.presses("Next")
    pat.writes("Your name", "Pat Reed")
    pat.writes("Your job there", "head of the timetable")
    pat.presses("Next")
    pat.sees_page("Check your answer")
    pat.presses("Change Why")
    pat.writes("Why?", "The driver must wait. We told them today.")
    for _ in range(3):
        pat.presses("Next")
    pat.sees_page("Check your answer")
    pat.presses("Send my answer")
    pat.sees_page("Thank you. Your answer is sent.")
    pat.starts_at(link)
    pat.sees("There is nothing behind this link.")
    return pat


def read_it(danny, issue):
    danny.starts_at(issue)
    part = danny.part("Passed on")
    danny.sees("The driver must wait. We told them today.", part)
    danny.sees("Pat Reed, head of the timetable", part)
    danny.sees("How this was decided", part)
    promised = danny.part("What was promised")
    danny.sees("Check the 42 each week", promised)
    danny.sees("The bus company, Timetable team (outside) promised this.", promised)


def stop_nothing(colette, pat, link):
    """The link is used up: there is nothing left to stop, and it stays so."""
    colette.starts_at("/passed-on?answered=yes")
    colette.follows(TITLE)
    colette.does_not_see("and its link")
    pat.starts_at(link)
    pat.sees("There is nothing behind this link.")
