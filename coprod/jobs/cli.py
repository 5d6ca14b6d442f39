"""The scheduler, and commands to see and do what the site does by itself."""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import click
from flask import Flask
from sqlalchemy.orm import Session

from coprod.commands import require_keys, site
from coprod.db import HERE, now
from coprod.errors import Invalid
from coprod.jobs import queries, slots
from coprod.jobs.running import Came, Outcome, Worker
from coprod.jobs.words import how_often, written
from coprod.schedule import Job
from coprod.web import open_session

_AT = "Write the time in London like this: --at 2026-03-29T01:30."
_LONGEST_AGO = timedelta(days=366)


@click.command()
@click.pass_context
def scheduler(context: click.Context) -> None:
    """Do what is due, for as long as the site is there. A second one beside it does no harm."""
    from coprod.jobs.ticking import Ticker

    with site(context) as app:
        jobs, worker = queries.named(app.extensions["features"]), _worker(app)
        for job in jobs.values():
            worker.due(job)  # says at once if there are no tables
        require_keys(app)
        click.echo(f"The scheduler looks after {len(jobs)} jobs. Each is due next, and then again:")
        for job in sorted(jobs.values(), key=_next):
            click.echo(f"  {written(_next(job))}  {job.says} ({job.name})")
        Ticker(worker, list(jobs.values()), _tell).run()
    click.echo("The scheduler has stopped.")


@click.group()
def jobs() -> None:
    """See what the site does by itself, and do it now."""


@jobs.command(name="list")
@click.pass_context
def list_jobs(context: click.Context) -> None:
    """Say which jobs there are, when each is due next, and what its last run did."""
    with site(context) as app, open_session("reader") as session:
        known = queries.all_known(session, queries.named(app.extensions["features"]))
        for one in known:
            often = how_often(one.job.due)
            click.echo(f"{one.job.name}: {one.job.says} {often} Next: {written(one.next)}.")
            click.echo(f"    {_last(one)}")


@jobs.command()
@click.argument("name")
@click.option("--at", "at", help="A time in London, such as 2026-03-29T01:30. Now, if left out.")
@click.pass_context
def run(context: click.Context, name: str, at: str | None) -> None:
    """Do the job NAME for the last slot up to now, or up to a time. Each slot is done once."""
    with site(context) as app:
        every = queries.named(app.extensions["features"])
        job = every.get(name)
        if job is None:
            names = ", ".join(sorted(every))
            raise click.UsageError(f"There is no job called {name}. There are {names}.")
        slot = slots.latest(job.due, _moment(at))
        outcome = _worker(app).do(job, slot, by_hand=True)
        if outcome.came is Came.OTHERS:
            click.echo(_by_others(job, slot))
            return
    if outcome.came is Came.FAILED:
        told = f"{job.name}, {written(slot)}: failed ({outcome.words}). It is tried again."
        raise click.ClickException(told)
    _tell(job, slot, outcome)


def _moment(at: str | None) -> datetime:
    """The moment of a time in London. Raises Invalid for what is no time, or none to do now."""
    if at is None:
        return now()
    try:
        moment = datetime.strptime(at.replace(" ", "T"), "%Y-%m-%dT%H:%M").replace(tzinfo=HERE)
    except ValueError as error:
        raise Invalid({"at": _AT}) from error
    if moment > now():
        raise Invalid({"at": "That time has not come yet. Choose an earlier one."})
    if moment < now() - _LONGEST_AGO:
        raise Invalid({"at": "That is more than a year ago. Choose a later time."})
    return moment


def _worker(app: Flask) -> Worker:
    @contextmanager
    def session(engine: str) -> Iterator[Session]:
        with app.app_context(), open_session(engine, app) as session:
            yield session

    return Worker(f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(6)}", session)


def _next(job: Job) -> datetime:
    return slots.following(job.due, now())


def _last(one: queries.Known) -> str:
    if one.state == "new":
        return "It never ran."
    last = one.runs[0]
    said = {"done": last.said, "busy": "is being done.", "failed": f"failed ({last.failed})."}
    return f"{written(last.slot)}: {said[one.state]}"


def _by_others(job: Job, slot: datetime) -> str:
    """Why there is nothing to do for a slot."""
    with open_session("reader") as session:
        found = queries.run_of(session, job, slot)
    if found is None or found.done_at is None:
        return f"{job.name}, {written(slot)}: somebody does it now."
    return f"{job.name}, {written(slot)}: it was done already. {found.said}"


def _tell(job: Job, slot: datetime, outcome: Outcome) -> None:
    if outcome.came is Came.DONE:
        click.echo(f"{job.name}, {written(slot)}: {outcome.words}")
