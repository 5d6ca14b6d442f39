"""Commands about jobs: what there is, doing one now, and one kind line for what is wrong."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from coprod.db import HERE, now
from coprod.jobs import cli, slots
from coprod.jobs.words import how_often, took, written
from coprod.schedule import Job


@pytest.fixture
def coprod(app, noted, monkeypatch):
    """Runs a command; the site has one job that notes, and one that fails."""

    def fail(_session, _moment):
        raise ValueError("Leon said a private thing")

    jobs = (noted.job(timedelta(hours=1)), noted.job(timedelta(days=1), "failing", fail))
    features = app.extensions["features"]
    only = type("Feature", (), {"jobs": jobs})()
    monkeypatch.setitem(app.extensions, "features", (*features, only))
    return lambda *words: CliRunner().invoke(cli.jobs, words, obj=lambda: app)


@pytest.fixture
def slot():
    return slots.latest(timedelta(hours=1), now())


def test_a_job_is_done_now_and_then_it_was_done_already(coprod, noted, slot):
    told = coprod("run", "noting")
    assert (told.exit_code, told.output) == (0, f"noting, {written(slot)}: Noted noting.\n")
    again = coprod("run", "noting")
    assert again.exit_code == 0
    assert again.output == f"noting, {written(slot)}: it was done already. Noted noting.\n"
    assert noted.slots() == {slot.isoformat(): 1}
    assert noted.runs()[0].by_hand


@pytest.mark.parametrize("sign", ["T", " "])
def test_a_time_is_that_of_london_and_its_slot_the_last_before_it(coprod, noted, slot, sign):
    at = slot - timedelta(days=100) + timedelta(minutes=20)
    here = at.astimezone(HERE)
    told = coprod("run", "noting", "--at", f"{here:%Y-%m-%d}{sign}{here:%H:%M}")
    assert told.exit_code == 0 and written(slot - timedelta(days=100)) in told.output
    assert noted.slots() == {(slot - timedelta(days=100)).isoformat(): 1}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nonsense",), "There is no job called nonsense. There are "),
        (("noting", "--at", "soon"), "Write the time in London like this: --at 2026-03-29T01:30."),
        (("noting", "--at", "2026-02-30T01:30"), "Write the time in London like this"),
        (("noting", "--at", ""), "Write the time in London like this"),
        (("noting", "--at", "9999-12-31T23:59"), "That time has not come yet."),
        (("noting", "--at", "0001-01-01T00:00"), "That is more than a year ago."),
        (("noting\x00",), "There is no job called noting"),
        ((), "Missing argument 'NAME'"),
    ],
    ids=str,
)
def test_what_is_wrong_is_one_kind_line(coprod, noted, words, says):
    told = coprod("run", *words)
    assert told.exit_code == 2 and says in told.output
    assert not noted.runs()


def test_a_job_that_fails_says_so_without_words_and_is_tried_again_by_hand(coprod, noted):
    for tries in (1, 2):
        told = coprod("run", "failing")
        assert told.exit_code == 1 and "failed (ValueError). It is tried again." in told.output
        assert "private" not in told.output and noted.runs("failing")[0].tries == tries


def test_a_slot_that_somebody_does_is_left_to_them(coprod, noted, slot):
    noted.is_held(slot)
    assert coprod("run", "noting").output == f"noting, {written(slot)}: somebody does it now.\n"
    assert not noted.slots()


def test_the_list_says_what_each_did_last(coprod, slot):
    coprod("run", "noting")
    coprod("run", "failing")
    lines = coprod("list").output.splitlines()
    at = lines.index(next(line for line in lines if line.startswith("noting: Notes.")))
    following = written(slots.following(timedelta(hours=1), now()))
    assert lines[at] == f"noting: Notes. Every hour. Next: {following}."
    assert lines[at + 1] == f"    {written(slot)}: Noted noting."
    assert "failed (ValueError)." in lines[1]  # what failed comes first
    assert "    It never ran." in lines


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (timedelta(minutes=5), "Every 5 minutes."),
        (timedelta(minutes=90), "Every 90 minutes."),
        (timedelta(hours=1), "Every hour."),
        (timedelta(hours=36), "Every 36 hours."),
        (timedelta(days=1), "Every day."),
        (timedelta(days=7), "Every 7 days."),
        (timedelta(seconds=30), "Every 30 seconds."),
    ],
    ids=str,
)
def test_how_often_in_words(app, due, says):
    with app.app_context():
        assert how_often(due) == says


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(0.4, "less than a second"), (1, "1 second."), (100, "100 seconds."), (200, "3 minutes.")],
)
def test_how_long_it_took_in_words(app, seconds, says):
    with app.app_context():
        assert says in took(now(), now() + timedelta(seconds=seconds))


def test_two_jobs_of_one_name_are_a_mistake(app):
    from coprod.jobs.queries import named

    job = Job(name="same", says="Same.", due=timedelta(1), run=lambda *_: "")
    with pytest.raises(ValueError, match="same"):
        named([type("Feature", (), {"jobs": (job, job)})()])
    assert len(named(app.extensions["features"])) >= 8
