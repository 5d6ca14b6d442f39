"""The kernel: presses counted once, writers that queue, and kind refusals."""

import threading
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from coprod import once, sqlite
from coprod.db import as_at, insert_new, midnight, now, open_engine, today
from coprod.people.models import Area, Person, Place
from coprod.web import open_session


def test_a_second_press_leads_to_the_first_ones_answer(session, make):
    person = make.person()
    assert once.first_press(session, person.id, "s") is None
    once.answered(session, person.id, "s", "/issues/7")
    assert once.first_press(session, person.id, "s") == "/issues/7"
    assert once.first_press(session, make.person().id, "s") is None


def test_of_a_press_only_the_day_is_known_and_only_for_some_days(session, make):
    person, names = make.person(), ("new", "old", "older")
    for name in names:
        once.first_press(session, person.id, name)
    presses = session.scalars(select(once.Pressed).order_by(once.Pressed.id)).all()
    assert {press.at for press in presses} == {midnight()}
    for press, days in zip(presses, (2, 3, 400), strict=True):
        press.at = midnight() - timedelta(days=days)
    session.flush()
    assert once.first_press(session, person.id, "one more") is None
    left = session.scalars(select(once.Pressed.id).order_by(once.Pressed.id)).all()
    assert left[0] == presses[0].id and len(left) == 2
    assert once.first_press(session, person.id, "new") == "/"


def test_where_nobody_presses_old_presses_go_at_night(session, make):
    for name in ("one", "two"):
        once.first_press(session, make.person().id, name)
    session.flush()
    for days, gone in ((2, 0), (3, 2), (4, 0)):
        night = midnight() + timedelta(days=days, hours=4)
        assert once.forget_old(session, night) == f"Forms forgotten: {gone}."
    assert session.scalars(select(once.Pressed)).all() == []


def test_an_insert_says_whether_the_row_is_new(session):
    assert insert_new(
        session,
        Area,
        slug="a",
        name="A",
        about="",
        run_by="",
        paid_for_by="",
        help_name="",
        help_phone="",
        help_when="",
        worried_phone="",
        worried_when="",
        is_demo=False,
    )
    assert not insert_new(
        session,
        Area,
        slug="a",
        name="B",
        about="",
        run_by="",
        paid_for_by="",
        help_name="",
        help_phone="",
        help_when="",
        worried_phone="",
        worried_when="",
        is_demo=False,
    )


def test_writers_wait_their_turn_and_lose_nothing(app, session, make):
    place = make.place(uses_services=0)
    session.commit()
    errors = []

    def add_ten():
        try:
            for _ in range(10):
                with app.app_context(), open_session() as writing:
                    more = update(Place).where(Place.id == place.id)
                    writing.execute(more.values(uses_services=Place.uses_services + 1))
                    writing.commit()
        except Exception as error:  # any error at all is the finding
            errors.append(error)

    threads = [threading.Thread(target=add_ten) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert errors == []
    session.expire_all()
    assert session.scalar(select(Place.uses_services).where(Place.id == place.id)) == 80


def test_a_reader_does_not_wait_for_a_writer(app, session, make):
    make.person()
    with app.app_context(), open_session("reader") as reading:
        assert reading.scalar(select(func.count()).select_from(Person)) == 0
    session.commit()
    with app.app_context(), open_session("reader") as reading:
        assert reading.scalar(select(func.count()).select_from(Person)) == 1


def test_one_thread_writing_twice_at_once_is_told_at_once(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/x.sqlite")
    with engine.begin(), pytest.raises(RuntimeError, match="already"):
        engine.connect().begin()
    engine.dispose()


def test_a_writer_who_finds_the_disk_full_lets_the_next_one_write(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/x.sqlite")
    queue = tmp_path / "x.sqlite.queue"
    queue.mkdir()  # the file beside the database cannot be opened
    for _writer in range(2):
        with pytest.raises(OperationalError), engine.begin():
            pass
    queue.rmdir()
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE one (id)")
    engine.dispose()


def test_words_that_were_deleted_are_not_left_in_the_file(tmp_path):
    path = tmp_path / "x.sqlite"
    engine = open_engine(f"sqlite:///{path}")

    def write(statement):
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
        with engine.connect().execution_options(reads_only=True) as connection:
            connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()

    write("CREATE TABLE draft (id INTEGER PRIMARY KEY, words)")
    assert b"purple kettle" in write("INSERT INTO draft VALUES (1, 'purple kettle'), (2, 'tea')")
    assert b"purple kettle" not in write("DELETE FROM draft WHERE id = 1")
    engine.dispose()


def test_an_old_sqlite_goes_without_its_log_and_says_so(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(sqlite, "_SAFE_WITH_WAL", (99, 0, 0))
    engine = open_engine(f"sqlite:///{tmp_path}/x.sqlite")
    with engine.connect().execution_options(reads_only=True) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "truncate"
    engine.dispose()
    assert "has a fault in its write-ahead log" in caplog.text


def test_a_good_sqlite_says_nothing(tmp_path, caplog):
    open_engine(f"sqlite:///{tmp_path}/x.sqlite").dispose()
    assert caplog.text == ""


@pytest.mark.parametrize("address", ["/nowhere", f"/issues/{10**20}"])
def test_what_is_not_there_is_said_kindly(visitor, make, address):
    make.area()
    response = visitor.get(address)
    assert response.status_code == 404
    assert "nothing here" in response.text


@pytest.mark.parametrize("sent", ["9" * 21, "9" * 5000, "-1", "²", "٣", "1e3", "", "\x00", "0"])
def test_a_list_starts_somewhere_whatever_number_its_address_has(visitor, make, sent):
    issue = make.issue(make.place(), published=True)
    for address in (
        f"/talk/issue/{issue.id}?before=",
        "/issues?after=",
        "/issues?place=",
        "/issues?statement=",
        "/issues?words=bus&after=",
        "/promises?after=",
        "/promises?show=kept&after=",
        "/tries?before=",
    ):
        assert visitor.get(address + quote(sent)).status_code == 200, address


def test_every_answer_carries_the_policy(visitor):
    for address in ("/", "/nowhere", "/static/site.css"):
        headers = visitor.get(address).headers
        assert headers["Content-Security-Policy"].startswith(
            "default-src 'none'; script-src 'self'"
        )
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_is_made_small_for_slow_phones(visitor):
    plain = visitor.get("/sign-in")
    small = visitor.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(plain.data) / 2


def test_what_was_done_before_is_told_as_of_its_day_and_the_clock_goes_on():
    then = midnight() - timedelta(days=100, hours=-12)
    with as_at(then):
        assert (now(), today()) == (then, then.date())
        assert midnight().date() == then.date()
    assert now() > then + timedelta(days=90)
    with pytest.raises(LookupError), as_at(then):
        raise LookupError
    assert today() > then.date()
