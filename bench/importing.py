"""A measure with 100,000 dots: put in from a file in one transaction, looked at, taken away again.

Run as a program it puts one file into one measure, and says what that took.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from bench.client import Broken
from bench.inside import browser
from bench.site import Site
from bench.starting import compiled
from coprod.db import today
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_words import HowOften
from improvement_cycles.models import ImprovementProject
from improvement_cycles.points import MOST_DOTS, MOST_DRAWN
from improvement_cycles.words import TryStatus

MB = 1024  # of KB
_PEAK = re.compile(r"VmHWM:\s+([0-9]+) kB")
_A_DAY = 5  # dots: since 1900 there were not as many days


def measure(site: Site, times: int = 5) -> dict[str, list[float]]:
    """What putting them in takes, and what the page and the file take after that."""
    one, few, many = (_new_measure(site.app, name) for name in ("One", "Few", "Many"))
    (_, base), (_, _), (seconds, peak) = (
        _put_in(site, _days(dots), into)
        for dots, into in ((1, one), (MOST_DRAWN + 1, few), (MOST_DOTS, many))
    )
    return {
        "import_seconds": [seconds],
        "import_of_insert": [seconds / _bare(site.app)],
        "import_memory": [(peak - base) / MB],
        "page_of_many": [_page(site, many, times) / _page(site, few, times)],
    }


def _new_measure(app: Flask, name: str) -> int:
    """A measure of a try that everybody may read, counted several times a day."""
    since = today() - timedelta(days=7)
    with Session(app.extensions["engine"]) as session:
        told = {"title": name, "status": TryStatus.HAPPENING, "made_on": since, "started_on": since}
        project = ImprovementProject(area_id=1, place_id=1, **told)
        session.add(project)
        session.flush()
        counted = Measure(
            project_id=project.id, name=name, how_often=HowOften.EACH_TIME, made_on=since
        )
        session.add(counted)
        session.commit()
        return counted.id


def _days(dots: int) -> Iterator[date]:
    last = today()
    return (last - timedelta(days=(dots - 1 - i) // _A_DAY) for i in range(dots))


def _put_in(site: Site, days: Iterator[date], measure_id: int) -> tuple[float, int]:
    """Seconds, and the most memory that its process ever held, in KB."""
    with TemporaryDirectory(prefix="coprod-bench-") as folder:
        path = Path(folder) / "dots.csv"
        path.write_text("day,n\n" + "".join(f"{day},{i % 97}\n" for i, day in enumerate(days)))
        done = subprocess.run(
            [sys.executable, "-m", "bench.importing", str(path), str(measure_id)],
            check=False,
            capture_output=True,
            text=True,
            env=compiled(site.environment),
        )
    if done.returncode:
        raise Broken(f"The file does not go in: {done.stderr.strip()[-400:]}")
    seconds, peak = json.loads(done.stdout.splitlines()[-1])
    return seconds, peak


def _bare(app: Flask) -> float:
    """Seconds to write as many rows in one transaction with nothing read or checked."""
    into = _new_measure(app, "Bare")
    fields = {"measure_id": into, "entered_on": today()}
    rows = [
        fields | {"on": day, "nth": 1 + i, "value": i} for i, day in enumerate(_days(MOST_DOTS))
    ]
    with Session(app.extensions["engine"]) as session:
        began = perf_counter()
        session.execute(insert(Point), rows)
        session.commit()
        return perf_counter() - began


def _page(site: Site, measure_id: int, times: int) -> float:
    """Seconds of processor time for the page of a measure, the best of some."""
    client = browser(site.app, site.visitors[0])

    def look() -> None:
        answer = client.get(f"/measures/{measure_id}")
        if answer.status_code != 200 or f"newest {MOST_DRAWN} dots" not in answer.text:
            raise Broken(
                f"/measures/{measure_id} answers {answer.status_code} without its picture."
            )

    look()
    return min(_spent(look) for _ in range(times))


def _spent(work: Callable[[], None]) -> float:
    began = process_time()
    work()
    return process_time() - began


def main() -> None:
    from wsgi import cli  # noqa: PLC0415  what is measured is loaded by its own process

    path, measure_id = sys.argv[1:]
    began = perf_counter()
    cli.main(["measures", "import", path, "--measure", measure_id], standalone_mode=False)
    spent = perf_counter() - began
    print(json.dumps([spent, _peak()]))


def _peak() -> int:
    """The most memory that this process ever held, in KB. What getrusage says may be a parent's."""
    found = _PEAK.search(Path("/proc/self/status").read_text(encoding="utf-8"))
    if found is None:
        raise Broken("This machine does not say how much memory a process held.")
    return int(found[1])


if __name__ == "__main__":
    main()
