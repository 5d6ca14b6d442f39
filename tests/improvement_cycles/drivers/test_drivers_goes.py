"""From an idea to its goes and back: planned with one press, and told how it went."""

import pytest

from coprod.errors import Conflict, NotAllowed
from improvement_cycles import ramp
from improvement_cycles.answers import Changed
from improvement_cycles.drivers import queries, services, trying
from improvement_cycles.go_models import Cycle
from improvement_cycles.ramp import ENOUGH, MOST_AT_ONCE
from improvement_cycles.words import CameBy, GoState
from tests.improvement_cycles.drivers.conftest import Board
from tests.journeys.pages import fields, part, press, words


@pytest.fixture
def finished(tries):
    """The diagram of a try whose only go ended early."""
    from improvement_cycles import goes

    board = Board(tries, tries.doing())
    goes.stop_early(tries.session, tries.as_(tries.danny), tries.go(board.cycle), "Too loud.")
    board.taxi = board.idea("Share a taxi", board.helps("A lift home"))
    tries.session.flush()
    return board


def try_it(board, key, by=None):
    idea = board.now().part(key)
    return board.do(trying.try_idea, idea, by=by)


def say(board, cycle, key, seen=None, by=None):
    seen = seen or services.mark(idea=cycle.idea_id)
    sent = {"idea_id": key and key[1], "seen": seen}
    viewer = board.tries.as_(by or board.tries.danny)
    trying.say_which(board.session, viewer, board.now(), cycle, **sent)


def test_the_first_go_of_a_new_try_takes_the_idea(tries):
    board = Board(tries, tries.begun())
    taxi = board.idea("Share a taxi")
    cycle = try_it(board, taxi)
    assert (cycle.id, cycle.idea_id) == (board.cycle.id, taxi[1])
    assert cycle.what_we_will_try == "Share a taxi"


def test_a_plan_that_is_written_keeps_its_words(planning):
    taxi = planning.idea("Share a taxi")
    cycle = try_it(planning, taxi)
    assert (cycle.idea_id, cycle.what_we_will_try) == (taxi[1], "One worker starts late.")


def test_after_a_go_the_next_one_tries_the_idea(finished):
    cycle = try_it(finished, finished.taxi)
    assert (cycle.number, cycle.next_of_id) == (2, finished.cycle.id)
    assert (cycle.state, cycle.idea_id) == (GoState.DRAFT, finished.taxi[1])
    assert (cycle.title, cycle.what_we_will_try) == ("", "Share a taxi")


def test_an_idea_that_is_planned_already_is_that_go(finished):
    cycle = try_it(finished, finished.taxi)
    assert try_it(finished, finished.taxi).id == cycle.id
    other = finished.idea("Walk")
    beside = try_it(finished, other)
    assert (beside.next_of_id, beside.came_by, beside.idea_id) == (
        cycle.id,
        CameBy.ELSE_TOO,
        other[1],
    )
    assert (cycle.idea_id, beside.what_we_will_try) == (finished.taxi[1], "Walk")


def test_while_a_go_goes_on_an_idea_is_tried_beside_it(drawn):
    beside = try_it(drawn, drawn.taxi)
    assert (beside.next_of_id, beside.came_by) == (drawn.cycle.id, CameBy.ELSE_TOO)
    assert drawn.cycle.state is GoState.DOING and beside.state is GoState.DRAFT


def test_enough_goes_at_once_are_enough(drawn, sign_in):
    for number in range(MOST_AT_ONCE - 1):
        try_it(drawn, drawn.idea(f"Idea {number}"))
    with pytest.raises(Conflict) as refused:
        try_it(drawn, drawn.taxi)
    assert str(refused.value) == ENOUGH
    page = sign_in(drawn.tries.danny).get(drawn.url).text
    assert ENOUGH in page and "Plan a go with this idea" not in page


def test_what_follows_a_go_tests_the_same_idea(drawn):
    say(drawn, drawn.cycle, drawn.taxi)
    go = drawn.tries.go(drawn.cycle)
    assert ramp.next_go(drawn.session, go).idea_id == drawn.taxi[1]
    assert ramp.next_go(drawn.session, go, CameBy.ELSE_TOO).idea_id is None


def test_an_idea_in_the_words_of_an_issue_puts_none_into_a_plan(finished, make):
    from improvement_cycles.drivers import sources

    issue = make.issue(finished.tries.place, title="The bus is late")
    key = finished.do(sources.use, issue.id)
    assert try_it(finished, key).what_we_will_try == ""


def test_one_press_opens_the_plan(finished, sign_in):
    danny = sign_in(finished.tries.danny)
    url = finished.part_url(finished.taxi, "try")
    page = danny.get(finished.url).text
    sent = fields(page, url)
    first, second = (danny.post(url, data=sent) for _ in range(2))
    assert first.status_code == 303 and first.location == second.location
    cycle = finished.session.scalars(
        Cycle.__table__.select().where(Cycle.project_id == finished.project_id)
    ).all()
    assert len(cycle) == 2
    assert "Share a taxi" in danny.get(first.location).text
    assert "Go 2: Being planned" in words(danny.get(finished.url).text)


def test_an_idea_tells_how_its_goes_ended(finished, visitor):
    say(finished, finished.cycle, finished.taxi)
    said = words(visitor.get(finished.url).text)
    assert "Go 1: Stopped early, and we learned" in said
    assert "Not tried yet" not in said
    finished.idea("Walk")
    assert "Not tried yet" in words(visitor.get(finished.url).text)
    goes = queries.goes_of(finished.session, finished.project_id)
    assert {idea: [go.number for go in rows] for idea, rows in goes.items()} == {
        finished.taxi[1]: [1]
    }


def test_a_go_that_has_started_keeps_its_idea_and_may_be_given_one_once(drawn):
    say(drawn, drawn.cycle, drawn.taxi)
    other = drawn.idea("Walk")
    for key in (other, None):
        with pytest.raises(Conflict, match="keeps the idea"):
            say(drawn, drawn.cycle, key)
    say(drawn, drawn.cycle, drawn.taxi)  # the same again changes nothing


def test_a_go_that_has_not_started_can_change_its_idea(planning):
    taxi, walk = planning.idea("Share a taxi"), planning.idea("Walk")
    for key in (taxi, walk, None):
        say(planning, planning.cycle, key)
        assert planning.cycle.idea_id == (key and key[1])


def test_two_who_choose_an_idea_see_both(planning, sign_in):
    taxi, walk = planning.idea("Share a taxi"), planning.idea("Walk")
    seen = services.mark(idea=None)
    say(planning, planning.cycle, taxi, by=planning.tries.marek)
    with pytest.raises(Changed):
        say(planning, planning.cycle, walk, seen)
    danny = sign_in(planning.tries.danny)
    url = f"/tries/goes/{planning.cycle.id}/idea"
    sent = fields(danny.get(url).text, url) | {"idea": str(walk[1]), "seen": seen}
    answer = danny.post(url, data=sent)
    assert (answer.status_code, "They chose: Share a taxi" in words(answer.text)) == (409, True)
    sent = fields(answer.text, url) | {"idea": str(walk[1])}
    assert danny.post(url, data=sent).status_code == 303
    planning.session.expire_all()
    assert planning.session.get(Cycle, planning.cycle.id).idea_id == walk[1]


def test_the_page_of_a_go_says_which_idea_it_tries(drawn, sign_in, visitor):
    url = f"/tries/goes/{drawn.cycle.id}"
    danny = sign_in(drawn.tries.danny)
    assert "Say which idea it is" in danny.get(url).text
    assert "The idea we try" not in visitor.get(url).text
    assert press(danny, f"{url}/idea", idea=str(drawn.taxi[1])).location == url
    assert "Share a taxi" in part(visitor.get(url).text, "idea")
    assert f'href="{drawn.url}#idea-{drawn.taxi[1]}"' in visitor.get(url).text
    assert "Choose another idea" not in danny.get(url).text  # it has started
    assert danny.get(f"{url}/idea").status_code == 409
    drawn.take_away(drawn.taxi)
    assert "Share a taxi" in part(visitor.get(url).text, "idea")
    assert "#idea-" not in visitor.get(url).text


@pytest.mark.parametrize("chosen", ["", "999999", "x"])
def test_only_an_idea_of_the_try_can_be_chosen(planning, sign_in, chosen):
    planning.idea("Share a taxi")
    other = Board(planning.tries.elsewhere, planning.tries.elsewhere.begun()).idea("Save")
    danny = sign_in(planning.tries.danny)
    url = f"/tries/goes/{planning.cycle.id}/idea"
    for sent in (chosen, str(other[1])):
        assert press(danny, url, idea=sent).status_code == 422


def test_only_the_team_plans_a_go_with_an_idea(finished, sign_in):
    with pytest.raises(NotAllowed):
        try_it(finished, finished.taxi, by=finished.tries.colette)
    with pytest.raises(NotAllowed):
        say(finished, finished.cycle, finished.taxi, by=finished.tries.colette)
    colette = sign_in(finished.tries.colette)
    assert colette.post(finished.part_url(finished.taxi, "try")).status_code == 403
    assert colette.get(f"/tries/goes/{finished.cycle.id}/idea").status_code == 403


def test_what_was_taken_away_is_not_tried(finished, sign_in):
    finished.take_away(finished.taxi)
    danny = sign_in(finished.tries.danny)
    assert danny.post(finished.part_url(finished.taxi, "try")).status_code == 409
