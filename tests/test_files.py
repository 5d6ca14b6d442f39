"""A file goes once the change that lets go of it is there for good, and never before."""

import logging

import pytest
from sqlalchemy import text

from coprod.files import remove_with_commit


@pytest.fixture
def lose(session, tmp_path):
    """Makes a file that goes with the change which the session makes now."""

    def lose(name):
        (tmp_path / name).write_text("words")
        session.execute(text("SELECT 1"))
        remove_with_commit(session, tmp_path / name)

    return lose


def left(tmp_path):
    return {path.name for path in tmp_path.iterdir() if path.suffix == ".txt"}


def test_it_goes_with_the_commit(session, tmp_path, lose):
    lose("a.txt")
    session.flush()
    assert left(tmp_path) == {"a.txt"}
    session.commit()
    assert left(tmp_path) == set()
    (tmp_path / "a.txt").write_text("another")  # it is removed once
    session.execute(text("SELECT 1"))
    session.commit()
    assert left(tmp_path) == {"a.txt"}


def test_it_stays_when_the_change_is_rolled_back(session, tmp_path, lose):
    lose("a.txt")
    session.rollback()
    lose("b.txt")
    session.commit()
    assert left(tmp_path) == {"a.txt"}


def test_what_a_part_let_go_of_stays_when_the_part_is_undone(session, tmp_path, lose):
    lose("before.txt")
    part = session.begin_nested()
    lose("in_the_part.txt")
    with session.begin_nested():
        lose("deeper.txt")
    part.rollback()
    with session.begin_nested():
        lose("kept_part.txt")
    assert len(left(tmp_path)) == 4  # a part alone is not for good
    session.commit()
    assert left(tmp_path) == {"in_the_part.txt", "deeper.txt"}


def test_a_session_that_is_closed_lets_go_of_nothing(session, tmp_path, lose):
    lose("a.txt")
    session.close()
    session.execute(text("SELECT 1"))
    session.commit()
    assert left(tmp_path) == {"a.txt"}


def test_a_file_that_is_gone_already_or_cannot_go_stops_nothing(session, tmp_path, lose, caplog):
    lose("gone.txt")
    (tmp_path / "gone.txt").unlink()
    (tmp_path / "folder").mkdir()
    remove_with_commit(session, tmp_path / "folder")
    lose("a.txt")
    with caplog.at_level(logging.ERROR):
        session.commit()
    assert left(tmp_path) == set()
    assert "A file could not be removed." in caplog.text
