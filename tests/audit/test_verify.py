"""Whatever is done to the chain behind the site's back is found, and where."""

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DatabaseError

from coprod.audit.checking import head, verify
from coprod.audit_cli import audit
from tests.audit.chain import EVENTS, guard, many, renamed, rows, unguard

OTHERS_SITE = "another-secret-of-another-site-long-enough"


@pytest.fixture
def chain(app, session, make):
    """Nine rows, and the head as it was kept after the sixth."""
    place = make.place()
    session.commit()
    renamed(app, place.id, times=6)
    kept = head(session)
    session.commit()
    renamed(app, place.id, times=3)
    assert verify(session, kept) == (9, "")
    unguard(session)
    session.commit()
    yield kept
    session.rollback()
    session.execute(delete(EVENTS))
    guard(session)


def row(session, seq):
    found = session.execute(select(EVENTS).where(EVENTS.c.seq == seq)).one()
    return dict(found._mapping)


def put(session, at, **values):
    session.execute(update(EVENTS).where(EVENTS.c.seq == at).values(**values))


@pytest.mark.parametrize("name", ["on", "what", "about", "by", "prev", "mac"])
def test_an_edit_is_found(session, chain, name):
    there = row(session, 4)
    value = there[name].replace(year=2001) if name == "on" else f"{there[name][1:]}0"
    put(session, 4, **{name: value})
    assert verify(session) == (3, "Row 4 is not as it was added.")


def test_a_deletion_is_found(session, chain):
    session.execute(delete(EVENTS).where(EVENTS.c.seq == 4))
    assert verify(session) == (3, "Row 4 is missing.")


def test_a_deletion_that_is_closed_up_is_found(session, chain):
    session.execute(delete(EVENTS).where(EVENTS.c.seq == 4))
    for seq in range(5, 10):
        put(session, seq, seq=seq - 1)
    assert verify(session) == (3, "Row 4 is not as it was added.")


def test_a_deletion_of_the_first_is_found(session, chain):
    session.execute(delete(EVENTS).where(EVENTS.c.seq == 1))
    assert verify(session) == (0, "Row 1 is missing.")


def test_a_swap_is_found(session, chain):
    one, other = row(session, 4), row(session, 5)
    put(session, 4, **{name: other[name] for name in other if name != "seq"})
    put(session, 5, **{name: one[name] for name in one if name != "seq"})
    assert verify(session) == (3, "Row 4 is not as it was added.")


def test_what_is_cut_off_is_found_with_a_head_that_was_kept(session, chain):
    session.execute(delete(EVENTS).where(EVENTS.c.seq > 5))
    assert verify(session) == (5, ""), "nobody can tell without a head"
    assert verify(session, chain) == (5, "Row 6 is missing: the chain went on to row 6.")


def test_what_is_cut_off_and_went_on_otherwise_is_found(app, session, chain, make):
    session.execute(delete(EVENTS).where(EVENTS.c.seq > 5))
    place = make.place()
    session.commit()
    renamed(app, place.id, what="another page", times=4)
    assert verify(session) == (9, "")
    assert verify(session, chain) == (9, "Row 6 is another than the one that was kept.")


def test_a_replay_is_found(session, chain):
    session.execute(insert(EVENTS).values(row(session, 5) | {"seq": 10}))
    assert verify(session) == (9, "Row 10 is not as it was added.")
    put(session, 10, prev=row(session, 9)["mac"])
    assert verify(session) == (9, "Row 10 is not as it was added.")


def test_a_row_of_another_site_is_found(app, session, chain, make, monkeypatch):
    place = make.place()
    session.commit()
    monkeypatch.setitem(app.config, "SECRET_KEY", OTHERS_SITE)
    renamed(app, place.id)
    assert many(session) == 10
    assert verify(session) == (9, "Row 10 is not as it was added.")


def test_everything_gone_is_found(session, chain):
    session.execute(delete(EVENTS))
    assert verify(session, chain) == (0, "Row 1 is missing: the chain went on to row 6.")


def test_the_site_itself_cannot_change_a_row(app, session, make):
    place = make.place()
    session.commit()
    renamed(app, place.id)
    for change in (update(EVENTS).values(what="x"), delete(EVENTS)):
        with pytest.raises(DatabaseError, match="append-only"):
            session.execute(change)
        session.rollback()
    assert len(rows(session)) == 1


@pytest.fixture
def coprod(app):
    """Run a command of the site on this database."""
    return lambda *words: CliRunner().invoke(audit, words, obj=lambda: app)


def test_the_commands_say_it_and_end_with_a_status(session, chain, coprod):
    session.commit()
    now = coprod("head").output.strip()
    assert now == head(session) and now.startswith("9-")
    session.commit()
    whole = coprod("verify", "--head", chain)
    assert (whole.exit_code, whole.output) == (0, "The audit chain is whole: 9 rows.\n")
    put(session, 7, what="nothing")
    session.commit()
    broken = coprod("verify")
    assert (broken.exit_code, broken.output) == (1, "Row 7 is not as it was added.\n")


@pytest.mark.parametrize("wrong", ["7", "x-y", "-", "7-abc", f"{'9' * 30}-{'a' * 64}"])
def test_what_is_no_head_is_refused(coprod, wrong):
    refused = coprod("verify", "--head", wrong)
    assert refused.exit_code == 2
