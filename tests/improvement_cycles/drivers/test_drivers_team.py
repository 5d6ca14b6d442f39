"""What a team does to its diagram, through the real database: and nothing is ever lost."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, Invalid, NotAllowed, NotFound
from improvement_cycles.answers import Changed
from improvement_cycles.drivers import history, rules, services
from improvement_cycles.drivers.models import DriverVersion
from improvement_cycles.drivers.words import Kind, Level, Step


def test_a_team_says_what_helps_what_helps_that_and_ideas(drawn):
    assert drawn.said == {
        "A lift home": [],
        "Friends": [],
        "Phone numbers": ["A lift home", "Friends"],
        "Share a taxi": ["Phone numbers"],
    }
    assert drawn.now().diagram.aim == "People come home when they like."


def test_the_group_can_say_what_it_wants_in_its_own_words(drawn):
    seen = services.mark(words=drawn.now().diagram.aim)
    drawn.do(services.say_aim, "We see friends.", seen)
    assert drawn.now().diagram.aim == "We see friends."
    assert drawn.project.what_will_be_different == "People come home when they like."
    with pytest.raises(Changed) as changed:
        drawn.do(services.say_aim, "We go out.", seen)
    assert changed.value.now == {"words": "We see friends."}
    with pytest.raises(Invalid):
        drawn.do(services.say_aim, "", services.mark(words="We see friends."))


def test_an_idea_moves_to_where_it_is_put_and_nowhere_else(drawn):
    drawn.move(drawn.taxi, drawn.lift, drawn.friends)
    assert drawn.said["Share a taxi"] == ["A lift home", "Friends"]
    drawn.move(drawn.taxi)
    assert drawn.said["Share a taxi"] == []
    assert [part.words for part in drawn.now().diagram.loose()] == ["Share a taxi"]


@pytest.mark.parametrize(
    ("lower", "upper", "says"),
    [
        ("lift", "friends", rules._LEVELS[Level.PRIMARY]),
        ("lift", "phones", rules.CIRCLE),
        ("phones", "phones", rules.ITSELF),
    ],
)
def test_what_cannot_be_is_refused_with_its_sentence(drawn, lower, upper, says):
    with pytest.raises(Invalid) as refused:
        drawn.move(getattr(drawn, lower), getattr(drawn, upper))
    assert refused.value.errors == {"uppers": says}


def test_nothing_joins_a_part_of_another_try(drawn):
    other = drawn.tries.elsewhere.begun()
    board = type(drawn)(drawn.tries.elsewhere, other)
    theirs = board.helps("Money")
    with pytest.raises(Invalid) as refused:
        drawn.move(drawn.taxi, theirs)
    assert refused.value.errors == {"uppers": rules.NOT_THERE}
    with pytest.raises(NotFound):
        drawn.reword(theirs, "Ours", seen="x")


def test_the_same_words_are_not_said_twice(drawn):
    with pytest.raises(Invalid) as refused:
        drawn.helps("a lift  HOME.")
    assert refused.value.errors == {"words": rules.TWICE}
    drawn.reword(drawn.lift, "A lift HOME")
    with pytest.raises(Invalid):
        drawn.reword(drawn.friends, "a lift home")


def test_what_stood_under_something_stays_when_it_is_taken_away(drawn):
    drawn.take_away(drawn.phones)
    assert drawn.said == {"A lift home": [], "Friends": [], "Share a taxi": []}
    drawn.put_back(drawn.phones)
    assert drawn.said["Phone numbers"] == ["A lift home", "Friends"]
    assert drawn.said["Share a taxi"] == ["Phone numbers"]


def test_what_comes_back_goes_where_it_stood_as_far_as_that_is_there(drawn):
    drawn.take_away(drawn.phones)
    drawn.take_away(drawn.lift)
    drawn.put_back(drawn.phones)
    assert drawn.said["Phone numbers"] == ["Friends"]
    drawn.put_back(drawn.lift)  # nothing stood under it when it went
    assert drawn.said["Phone numbers"] == ["Friends"]


def test_what_was_said_anew_meanwhile_does_not_come_back_twice(drawn):
    drawn.take_away(drawn.taxi)
    drawn.idea("Share a taxi")
    with pytest.raises(Conflict, match="on the page already"):
        drawn.put_back(drawn.taxi)


def test_taking_away_or_putting_back_twice_is_once(drawn):
    drawn.take_away(drawn.taxi)
    many = drawn.now().edits
    drawn.do(services.take_away, drawn.taxi, "old")
    assert drawn.now().edits == many
    drawn.put_back(drawn.taxi)
    drawn.put_back(drawn.taxi)
    assert drawn.now().edits == many + 1


def test_two_who_reword_the_same_see_both(drawn):
    seen = drawn.seen(drawn.taxi)
    drawn.reword(drawn.taxi, "Share a big taxi", seen, by=drawn.tries.marek)
    with pytest.raises(Changed) as changed:
        drawn.reword(drawn.taxi, "Share a cab", seen)
    assert changed.value.now == {"words": "Share a big taxi", "gone": False}
    drawn.reword(drawn.taxi, "Share a cab", services.mark(**changed.value.now))
    assert "Share a cab" in drawn.said


def test_who_rewords_what_somebody_took_away_can_keep_it(drawn):
    seen = drawn.seen(drawn.taxi)
    drawn.take_away(drawn.taxi, by=drawn.tries.angela)
    with pytest.raises(Changed) as changed:
        drawn.reword(drawn.taxi, "Share a cab", seen)
    assert changed.value.now["gone"]
    drawn.reword(drawn.taxi, "Share a cab", services.mark(**changed.value.now))
    assert drawn.said["Share a cab"] == ["Phone numbers"]


def test_two_who_move_the_same_see_both(drawn):
    seen = services.mark(uppers=[drawn.phones[1]])
    drawn.move(drawn.taxi, drawn.lift, by=drawn.tries.marek)
    with pytest.raises(Changed) as changed:
        drawn.do(services.move, drawn.taxi, [drawn.friends[1]], seen)
    assert changed.value.now == {"uppers": [drawn.lift[1]]}


def test_nobody_takes_away_words_that_they_have_not_seen(drawn):
    seen = drawn.seen(drawn.taxi)
    drawn.reword(drawn.taxi, "Share a cab", by=drawn.tries.marek)
    with pytest.raises(Changed):
        drawn.do(services.take_away, drawn.taxi, seen)


def test_moving_what_was_taken_away_says_so(drawn):
    drawn.take_away(drawn.taxi)
    with pytest.raises(Conflict, match="You can put it back"):
        drawn.move(drawn.taxi, drawn.lift)


def test_words_for_something_that_is_gone_stand_by_themselves(drawn):
    drawn.take_away(drawn.phones)
    drawn.idea("Ring a friend", drawn.phones)
    assert drawn.said["Ring a friend"] == []


def test_every_change_is_kept_with_the_diagram_as_it_stood(drawn):
    drawn.reword(drawn.taxi, "Share a cab", by=drawn.tries.marek)
    drawn.take_away(drawn.friends, by=drawn.tries.angela)
    rows = drawn.session.scalars(
        select(DriverVersion)
        .where(DriverVersion.project_id == drawn.project_id)
        .order_by(DriverVersion.number)
    ).all()
    assert [row.number for row in rows] == list(range(1, 8))
    steps = [Step.ADDED, Step.ADDED, Step.ADDED, Step.MOVED, Step.ADDED]
    assert [row.step for row in rows] == [*steps, Step.REWORDED, Step.TAKEN_AWAY]
    assert [row.by_id for row in rows[-2:]] == [drawn.tries.marek.id, drawn.tries.angela.id]
    last = history.version(drawn.session, drawn.project_id, 7)
    assert last.before.find(drawn.friends) and not last.diagram.find(drawn.friends)
    assert last.before.find(drawn.taxi).words == "Share a cab"
    first = history.version(drawn.session, drawn.project_id, 1)
    assert ([part.words for part in first.diagram.parts], bool(first.before)) == (
        ["A lift home"],
        False,
    )
    with pytest.raises(NotFound):
        history.version(drawn.session, drawn.project_id, 8)


def test_saying_the_same_again_is_no_version(drawn):
    many = drawn.now().edits
    drawn.reword(drawn.taxi, "Share a taxi")
    drawn.move(drawn.taxi, drawn.phones)
    drawn.do(
        services.say_aim, drawn.now().diagram.aim, services.mark(words=drawn.now().diagram.aim)
    )
    assert drawn.now().edits == many


def test_starting_a_go_locks_no_diagram(board):
    assert board.cycle.locked
    board.helps("Money")
    assert board.now().edits == 1


def test_the_full_page_says_so(board, monkeypatch):
    monkeypatch.setattr(rules, "MOST", 2)
    board.helps("One")
    gone = board.idea("Two")
    with pytest.raises(Invalid) as refused:
        board.idea("Three")
    assert refused.value.errors == {"words": rules.TOO_MANY}
    board.take_away(gone)
    board.idea("Three")
    with pytest.raises(Conflict, match="full"):
        board.put_back(gone)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("danny", True),
        ("angela", True),
        ("marek", True),
        ("hannah", True),  # the advocate
        ("colette", False),  # a manager agrees to a try, and never writes it
        ("imran", False),
    ],
)
def test_only_the_team_writes(drawn, who, may):
    person = getattr(drawn.tries, who)
    acts = [
        lambda: drawn.helps("Money", by=person),
        lambda: drawn.reword(drawn.lift, "Two lifts", by=person),
        lambda: drawn.move(drawn.taxi, drawn.friends, by=person),
        lambda: drawn.take_away(drawn.taxi, by=person),
        lambda: drawn.put_back(drawn.taxi, by=person),
        lambda: drawn.do(
            services.say_aim, "Us", services.mark(words=drawn.now().diagram.aim), by=person
        ),
    ]
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(NotAllowed):
                act()


def test_kinds_of_parts_do_not_mix_up_their_numbers(drawn):
    assert services.a_row(drawn.session, drawn.now(), (Kind.IDEA, drawn.taxi[1])).words
    with pytest.raises(NotFound):
        services.a_row(drawn.session, drawn.now(), (Kind.IDEA, 10**9))
