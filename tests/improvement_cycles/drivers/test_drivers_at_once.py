"""Two people who write at the same moment, each in a session of their own: nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from coprod.errors import Invalid
from coprod.web import open_session
from improvement_cycles.answers import Changed
from improvement_cycles.drivers import queries, rules, services, sources
from improvement_cycles.drivers.models import ChangeIdea, DriverVersion
from improvement_cycles.drivers.tree import Part
from improvement_cycles.drivers.words import Kind, Level


@pytest.fixture
def at_once(app):
    """Do things at the same moment, each as somebody. Gives what each of them was told."""

    def run(board, *things):
        board.session.commit()
        ready = Barrier(len(things))

        def one(thing):
            viewer, do = thing
            with app.app_context(), open_session() as own:
                ready.wait(10)
                this = queries.a_diagram(own, viewer, board.project_id)
                try:
                    do(own, viewer, this)
                except (Changed, Invalid) as refused:
                    return getattr(refused, "errors", None) or refused.now
                own.commit()
                return "done"

        with ThreadPoolExecutor(len(things)) as threads:
            told = list(threads.map(one, things))
        board.session.expire_all()
        return told

    return run


@pytest.fixture
def both(drawn):
    """Danny and Marek."""
    return [drawn.tries.as_(one) for one in (drawn.tries.danny, drawn.tries.marek)]


def adding(words, upper=None):
    part = Part(Kind.IDEA, 0, Level.IDEA, words)
    return lambda own, viewer, this: services.add(own, viewer, this, part, upper)


def numbers(drawn):
    wanted = select(DriverVersion.number).where(DriverVersion.project_id == drawn.project_id)
    return drawn.session.scalars(wanted.order_by(DriverVersion.number)).all()


def test_what_both_add_is_there_and_each_is_a_version(drawn, both, at_once):
    things = [(both[n % 2], adding(f"Idea {n}", drawn.lift)) for n in range(8)]
    assert at_once(drawn, *things) == ["done"] * 8
    assert {f"Idea {n}" for n in range(8)} <= set(drawn.said)
    assert numbers(drawn) == list(range(1, 14)) and drawn.now().edits == 13


def test_the_same_words_are_there_once(drawn, both, at_once):
    told = at_once(drawn, *((viewer, adding("Walk home")) for viewer in both))
    assert sorted(map(str, told)) == sorted(map(str, ["done", {"words": rules.TWICE}]))
    assert list(drawn.said).count("Walk home") == 1


def test_the_second_to_reword_is_shown_the_first(drawn, both, at_once):
    seen = drawn.seen(drawn.taxi)

    def rewording(words):
        return lambda own, viewer, this: services.reword(own, viewer, this, drawn.taxi, words, seen)

    told = at_once(drawn, (both[0], rewording("A cab")), (both[1], rewording("A bus")))
    assert told.count("done") == 1
    shown = next(one for one in told if one != "done")
    assert shown == {"words": drawn.now().diagram.find(drawn.taxi).words, "gone": False}


def test_what_two_use_at_once_is_one_idea(drawn, both, at_once, make):
    issue = make.issue(drawn.tries.place, title="The bus is late")
    told = at_once(
        drawn,
        *(
            (viewer, lambda own, as_, this: sources.use(own, as_, this, issue.id))
            for viewer in both
        ),
    )
    assert told == ["done"] * 2
    ideas = select(ChangeIdea).where(ChangeIdea.issue_id == issue.id)
    assert len(drawn.session.scalars(ideas).all()) == 1
    assert numbers(drawn)[-1] == 6


def test_the_first_words_of_two_at_once_make_one_diagram(board, at_once):
    people = [board.tries.as_(one) for one in (board.tries.danny, board.tries.marek)]
    told = at_once(board, *((one, adding(f"Idea of {one.id}")) for one in people))
    assert told == ["done"] * 2
    assert (board.now().edits, len(board.said)) == (2, 2)
