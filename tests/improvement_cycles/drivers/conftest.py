"""A try whose team writes down how it thinks things work."""

import pytest

from improvement_cycles.drivers import queries, services
from improvement_cycles.drivers.tree import Part
from improvement_cycles.drivers.words import Kind, Level
from improvement_cycles.models import ImprovementProject


class Board:
    """The diagram of one try, and short ways to do what its pages do."""

    def __init__(self, tries, cycle) -> None:
        self.tries, self.session, self.cycle = tries, tries.session, cycle
        self.project_id = cycle.project_id
        self.url = f"/tries/{cycle.project_id}/drivers"

    @property
    def project(self):
        return self.session.get(ImprovementProject, self.project_id)

    def now(self, person=None):
        viewer = self.tries.as_(person or self.tries.danny)
        return queries.a_diagram(self.session, viewer, self.project_id)

    def do(self, what, *args, by=None):
        """Do one thing as somebody; Danny if nobody is named."""
        viewer = self.tries.as_(by or self.tries.danny)
        return what(self.session, viewer, self.now(by), *args)

    def add(self, level, words, upper=None, by=None):
        kind = Kind.IDEA if level is Level.IDEA else Kind.DRIVER
        return self.do(services.add, Part(kind, 0, level, words), upper, by=by)

    def helps(self, words, by=None):
        return self.add(Level.PRIMARY, words, by=by)

    def helps_that(self, words, upper, by=None):
        return self.add(Level.SECONDARY, words, upper, by=by)

    def idea(self, words, upper=None, by=None):
        return self.add(Level.IDEA, words, upper, by=by)

    def reword(self, key, words, seen=None, by=None):
        self.do(services.reword, key, words, seen or self.seen(key), by=by)

    def move(self, key, *uppers, by=None):
        now = sorted(one.id for one in self.now().diagram.above(key))
        ids = [upper[1] for upper in uppers]
        self.do(services.move, key, ids, services.mark(uppers=now), by=by)

    def take_away(self, key, by=None):
        self.do(services.take_away, key, self.seen(key), by=by)

    def put_back(self, key, by=None):
        self.do(services.put_back, key, by=by)

    def seen(self, key):
        row = services.a_row(self.session, self.now(), key)
        return services.mark(**services.as_shown(row))

    def part_url(self, key, what):
        return f"{self.url}/{key[0].value}/{key[1]}/{what}"

    @property
    def said(self):
        """What is on the page, by words: what each part helps."""
        diagram = self.now().diagram
        return {
            part.words: [one.words for one in diagram.above(part.key)] for part in diagram.parts
        }


@pytest.fixture
def board(tries) -> Board:
    """The diagram of a try that happens; that of another try has parts of the same words."""
    other = Board(tries.elsewhere, tries.elsewhere.begun())
    other.idea("Share a taxi", other.helps("A lift home"))
    return Board(tries, tries.doing())


@pytest.fixture
def planning(tries) -> Board:
    """The diagram of a try that is being planned: only people of its area may know of it."""
    return Board(tries, tries.draft())


@pytest.fixture
def drawn(board) -> Board:
    """With two things that help, one that helps both, and an idea."""
    board.lift, board.friends = board.helps("A lift home"), board.helps("Friends")
    board.phones = board.helps_that("Phone numbers", board.lift)
    board.move(board.phones, board.lift, board.friends)
    board.taxi = board.idea("Share a taxi", board.phones)
    return board
