"""What a group does with a try, page by page: each takes the person who writes for the group."""

from collections.abc import Iterable, Mapping
from datetime import date

from tests.journeys.people import Person

SAVE = "Save and carry on"
ASKED = "How many warm evenings in a week?", "Does it cost more?"


def plan_a_try(writer: Person, title: str, statement: str, team: Mapping[str, str]) -> None:
    """Plan a try from the issue on this page, as far as the locked guess.

    `team` says who joins besides the writer, and with which job.
    """
    writer.follows("Plan a try about this")
    writer.writes("What shall we call this try?", title)
    writer.presses("Carry on")
    writer.chooses("Start doing something")
    writer.presses(SAVE)
    _write(
        writer,
        "What do you want to find out?",
        "If one person can turn the heating on, are we warm in the evening?",
    )
    _write(
        writer, "What will be different in somebody's life?", "Kath is warm until she goes to bed."
    )
    _write(writer, "Who would notice, and how would they know?", "Kath would. She feels it.")
    writer.sees_page("Which part of our good life is this for?")
    writer.chooses(statement)
    writer.presses(SAVE)
    writer.sees_page("Who is in the team?")
    for name, job in team.items():
        writer.picks("Who?", name)
        writer.chooses(job)
        writer.presses("Put them in the team")
        writer.sees(name, writer.page.get_by_role("main").get_by_role("article"))
    writer.follows("Carry on")
    writer.writes("A short name for this go", "One switch, three weeks")
    writer.writes("What you will try", "Jo shows Kath the switch. Kath turns it on at 8.")
    writer.presses(SAVE)
    writer.sees_page("What is your guess?")
    writer.writes("Your question", ASKED[0])
    writer.writes("Your guess", "Five in seven.")
    writer.presses("Ask another question")
    writer.writes("Question 2", ASKED[1])
    writer.writes("Your guess for question 2", "A little more.")
    writer.presses(SAVE)
    writer.sees_page("Who does what?")
    writer.writes(writer.name, "Turns it on, and counts.")
    writer.presses(SAVE)
    writer.sees_page("When and where?")
    writer.follows("Skip to the whole plan")
    writer.sees_page("Check your plan")
    writer.follows("Change Who it touches")
    writer.chooses(writer.name)
    writer.presses(SAVE)
    writer.presses("The plan is ready")
    writer.follows("It is not ready yet. The advocate is looking at it.")
    writer.follows("Say if we can try this")
    writer.presses("Yes")
    writer.sees("Yes", writer.part("You said"))
    writer.follows("See what people say")
    writer.follows("Check the plan and start")


def lock_and_start(writer: Person) -> None:
    writer.presses("Lock the guess and start")
    writer.sees("The plan and the guess were locked on")


def begin_to_count(writer: Person, what: str) -> None:
    """Add a measure to the try on this page: something about a life, more is better, each week."""
    writer.follows("Count something")
    writer.writes("What will you count?", what)
    writer.chooses("How many")
    writer.presses("Carry on")
    writer.sees_page("What it is about")
    writer.chooses("About someone's life", "We did")
    writer.presses("Carry on")
    writer.writes("What counts?", "An evening without a coat on.")
    writer.writes("What are the numbers?", "evenings a week")
    writer.presses("Carry on")
    writer.chooses("More is better")
    writer.presses("Carry on")
    writer.picks("Who counts?", writer.name)
    writer.chooses("Every week")
    writer.presses("Carry on")
    for question in ("Which days", "All, or some"):
        writer.sees_page(question)
        writer.presses("Carry on")
    writer.sees_page(what)


def put_in_earlier_dots(writer: Person, dots: Iterable[tuple[date, int]]) -> None:
    """Put in a dot for each day, from the page that thanks for one."""
    for day, value in dots:
        writer.follows("Put in a dot for another day")
        writer.writes("Which day?", day.isoformat())
        writer.writes("How many?", str(value))
        writer.presses("Save")
        writer.sees_page("Thank you. The dot is in.")


def look_together(writer: Person, others: Mapping[Person, str], learned: str) -> None:
    """Look, on the page of the go: a page for each result, a box for each hat, the knock-on box."""
    go = writer.where
    writer.presses("Now look together")
    writer.follows(f"Say how it went, next to your guess: {ASKED[0]}")
    for question, happened, taught in zip(
        ASKED,
        ("Six in seven.", "We do not know yet."),
        ("Kath likes to do it.", "Ask for the bill."),
        strict=True,
    ):
        writer.sees(question, writer.page.get_by_role("main").get_by_role("heading"))
        writer.writes("What happened?", happened)
        writer.writes("What did it teach you?", taught)
        writer.presses(SAVE)
    writer.sees_page("What did you learn?")
    for person, words in {writer: learned, **others}.items():
        person.starts_at(go)
        person.follows("Say what you learned, in your own box")
        person.writes("What you learned", words)
        person.presses(SAVE)
    writer.starts_at(go)
    for words in (learned, *others.values()):
        writer.sees(words)
    writer.follows("Did this land on somebody else?")
    writer.chooses("No")
    writer.presses(SAVE)
    writer.sees_page("What did we learn together?")
    writer.writes("What did we learn together?", "One switch is enough.")
    writer.presses(SAVE)


def decide_together(writer: Person, outcome: str, why: str, agree: Iterable[str]) -> None:
    """Decide, on the page of the go that was looked at."""
    writer.presses("Now decide together")
    writer.follows("Decide together")
    writer.sees_page("What happens now?")
    writer.chooses(outcome)
    writer.presses(SAVE)
    _write(writer, "Why?", why)
    writer.sees_page("Who agrees?")
    writer.chooses(*agree)
    writer.presses(SAVE)
    writer.sees_page("Check what you decided")
    writer.presses("We decided this")


def _write(writer: Person, heading: str, words: str) -> None:
    writer.sees_page(heading)
    writer.writes(heading, words)
    writer.presses(SAVE)
