"""Kath and Leon say the same. Both are asked, both say yes, and Maureen's me too follows."""

KATHS, LEONS = "The kettle is too heavy", "I cannot lift that kettle"


def test_two_say_the_same_and_agree_to_join(meet):
    kath, leon, maureen = meet("Kath Brennan"), meet("Leon Marsh"), meet("Maureen Tully")
    hannah = meet("Hannah Lowe")
    kath.says(KATHS)
    leon.says(LEONS)
    issue = say_so(maureen)
    ask_them(hannah)
    agree(kath)
    agree(leon)
    follow(maureen)
    take_apart(leon, issue)
    for person in (kath, leon, maureen, hannah):
        assert not person.surprises


def test_one_no_is_enough_and_they_can_be_asked_again(meet):
    kath, leon = meet("Kath Brennan"), meet("Leon Marsh")
    leon.says(LEONS)
    kath.says(KATHS)
    kath.follows("See it")
    issue = kath.where
    for answer in ("No, leave them apart", "Yes, join them"):
        kath.starts_at(issue)
        same_as(kath)
        kath.sees_page("Shall we join them?")
        leon.starts_at()
        leon.follows(f"Shall we join them? , {KATHS}", leon.part("Your turn"))
        leon.sees("We do not say who said no. The other person can work it out.")
        leon.chooses(answer)
        leon.presses("Send my answer")
        kath.starts_at(issue)
        if answer.startswith("No"):
            kath.sees("It stands alone.")
            kath.does_not_see("Leon Marsh")
    kath.sees("This was joined with another. You can read both.")
    take_apart(leon, issue)
    assert not (kath.surprises or leon.surprises)


def say_so(maureen):
    """Me too, and: this is the same as that one."""
    maureen.starts_at("/issues")
    maureen.follows(KATHS)
    issue = maureen.where
    maureen.says_me_too(KATHS)
    same_as(maureen)
    maureen.sees_page("Are these the same?")
    maureen.sees("The people who said them are not asked yet.")
    return issue


def same_as(person):
    person.follows("Say that this is the same as another")
    person.writes("Look for words", "kettle")
    person.presses("Look")
    person.chooses(LEONS)
    person.writes("Why are they the same?", "It is one kettle.")
    person.presses("They are the same")


def ask_them(hannah):
    hannah.starts_at()
    hannah.follows(f"Are these the same? , {KATHS}", hannah.part("Your turn"))
    hannah.presses("Ask the people who said them")
    hannah.sees("It needs a yes from both.")


def agree(author):
    author.starts_at()
    author.follows(f"Shall we join them? , {KATHS}", author.part("Your turn"))
    for words in (KATHS, LEONS):
        author.sees(words)
    author.presses("Send my answer")
    author.sees("Choose an answer.")
    author.chooses("Yes, join them")
    author.presses("Send my answer")


def follow(maureen):
    maureen.starts_at()
    maureen.follows(f"Shall your me too follow? , {KATHS}", maureen.part("Your turn"))
    maureen.presses("Send my answer")
    maureen.sees("Choose yes or no.")
    maureen.chooses("Yes, it counts for the second one")
    maureen.presses("Send my answer")
    maureen.sees("It counts there now.")
    maureen.follows(LEONS, maureen.page.get_by_role("main"))
    maureen.sees("You said me too. Thank you.")
    maureen.sees(
        "Kath Brennan and Leon Marsh said yes.", maureen.part("Is it the same as another?")
    )


def take_apart(leon, issue):
    """Leon thinks again. Each stands alone, and the me too goes back."""
    leon.starts_at(issue)
    leon.sees("This was joined with another. You can read both.")
    leon.follows(f"See the two side by side: {LEONS}")
    leon.follows("Take them apart again")
    leon.writes("Why?", "Mine is the one upstairs.")
    leon.presses("Take them apart")
    leon.sees_page("These two stay apart")
    leon.sees("Leon Marsh undid it.")
    leon.starts_at(issue)
    leon.sees("New", leon.part("What happened so far"))
