"""After the close: nothing in the database, its files or its log says who chose what."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import MetaData, make_url, select

from coprod.db import now
from coprod.people.hats import Group, HatKind
from coprod.rounds import closing, daily, papers, planning, sealed
from coprod.rounds.models import RoundOption, RoundPick
from coprod.rounds.words import RoundState
from coprod.web import open_session
from tests.conftest import ENGINES
from tests.rounds.found import at

PEOPLE, FAMILIES, STAFF = Group
SQLITE = [one for one in ENGINES if one == "sqlite"]


@pytest.fixture
def traces(session, make, running, area, as_viewer, sign_in) -> set[str]:
    """What ties ballots to people while the round is open: its secret, and a mark of each.

    Five people press in their browsers, with help; one takes it back, one paper counts, one waits.
    """
    marek, hannah = make.person(running.place, HatKind.STAFF), make.person(area, HatKind.ADVOCATE)
    people = [make.person(running.place) for _ in range(5)]
    codes = papers.codes(
        session,
        running.round,
        papers.print_more(session, as_viewer(hannah), running.round, 2),
    )
    for n, person in enumerate(people):
        client = sign_in(person)
        client.post(at(running, "stars"), data={"option": running.options[n]})
        sent = {"how": "with_help", "helper": str(marek.id)}
        assert client.post(at(running, "how"), data=sent).status_code == 303
    assert client.post(at(running, "take-back")).status_code == 303
    sheet = {"group": "people", "how": "on_paper", "chosen": running.options[:3]}
    advocate, client = sign_in(hannah), sign_in(people[0])
    for puts_in, code in ((client, codes[0]), (advocate, codes[0]), (client, codes[1])):
        assert puts_in.post(at(running, "put-in"), data=sheet | {"code": code}).status_code == 303
    daily.look(session, running.round, now())
    return {
        running.round.secret,
        *(sealed.helper_mark(session, running.round, one.id) for one in (marek, hannah)),
        *codes,
        *(sealed.ballot_key(session, running.round, person.id) for person in people),
        *(sealed.paper_key(session, running.round, code) for code in codes),
    }


def the_job(app, session, running):
    """The round's time comes, and the job does what is due, as the scheduler has it done."""
    running.round.closes_at = now() - timedelta(minutes=1)
    session.commit()
    with open_session(app=app) as own:
        closing.run_due(own, now())
        own.commit()
    session.expire_all()


def test_no_dump_of_the_database_and_no_log_ties_a_ballot_to_anybody(
    app, session, running, caplog, request
):
    """Even with the site's own key: the round's secret is in no table, and nothing else is left."""
    with caplog.at_level(logging.DEBUG):
        traces = request.getfixturevalue("traces")
        session.commit()
        before = dump(app)
        the_job(app, session, running)
    assert sum(one in before for one in traces) > len(traces) / 2
    assert [
        line for line in caplog.messages if "rounds" in line or any(map(line.count, traces))
    ] == []
    assert running.round.state is RoundState.CLOSED
    left = dump(app)
    assert [one for one in traces if one in left] == []
    assert [name for name in ("ballot", "chose_before", "paper_entry") if f"{name}(" in left] == []
    for row in left.splitlines():  # what is kept of presses leads to no star and to nobody
        if row.startswith("pressed("):
            assert f"'/rounds/{running.round.id}" in row


def dump(app) -> str:
    """Every row of every table there is, whatever the models say."""
    engine = app.extensions["reader"]
    there = MetaData()
    there.reflect(engine)
    with engine.connect() as connection:
        return "\n".join(
            f"{table.name}{tuple(row)}"
            for table in there.sorted_tables
            for row in connection.execute(table.select())
        )


@pytest.mark.parametrize("database_url", SQLITE, indirect=True)
@pytest.mark.parametrize("ends", ["closed", "called off"])
def test_nothing_is_left_in_the_files_of_the_database(
    app, session, make, area, as_viewer, running, traces, ends
):
    """Neither in free room of the file nor in its write-ahead log, from the next run of the job."""
    assert traces <= set(found_in_files(app, traces))
    if ends == "called off":
        hannah = as_viewer(make.person(area, HatKind.ADVOCATE))
        planning.call_off(session, hannah, running.round, "It snowed.")
    the_job(app, session, running)
    assert running.round.secret is None
    assert found_in_files(app, traces) == []


def found_in_files(app, traces) -> list[str]:
    database = Path(make_url(app.config["DATABASE_URL"]).database)
    beside = [path.read_bytes() for path in database.parent.glob(f"{database.name}*")]
    return [one for one in traces if any(one.encode() in held for held in beside)]


def test_of_a_group_of_one_nothing_is_kept_but_what_it_picked(session, running, choose, close):
    """Its ballot is gone, and no number of it is there to be read as one."""
    for _ in range(9):
        choose(running, PEOPLE, 0)
    choose(running, FAMILIES, 2, 3)
    choose(running, STAFF, 4)
    assert close(running)
    rows = session.scalars(
        select(RoundOption).where(RoundOption.round_id == running.round.id)
    ).all()
    assert {(row.stars_families, row.stars_staff) for row in rows} == {(None, None)}
    assert (running.round.did_people, running.round.did_families) == (9, None)
    families = session.scalars(select(RoundPick).where(RoundPick.by == FAMILIES)).one()
    assert not families.tied  # that 2 and 3 had as many stars is what one person chose
