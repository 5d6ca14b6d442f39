"""What a team does in a go, for its pages to be looked at."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coprod import web
from coprod.db import today
from coprod.people.viewer import Viewer
from improvement_cycles import snapshots
from improvement_cycles.doing_models import Noticed, Task
from improvement_cycles.found import any_go
from improvement_cycles.go_models import Cycle, Question
from improvement_cycles.measure_models import Measure, Point
from improvement_cycles.measure_words import Kind
from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import TryKind, TryStatus
from tests.sound import samples


def stage_goes(stage: Any) -> None:
    """Danny and Jo do things in a go that is tried."""
    danny, names = stage.client("person"), stage.names
    doing = f"/tries/goes/{names['my_doing']}"
    day = (today() + timedelta(days=1)).isoformat()
    for what, who in (("Ring the singers", "danny"), ("Find the song books", "")):
        person = str(stage.people[who]) if who else ""
        _post(danny, f"{doing}/tasks/new", what=what, person=person, by_when=day)
    picture = BytesIO()
    Image.new("RGB", (900, 600), "#7a9").save(picture, "JPEG")
    picture.seek(0)
    seen = f"{doing}/seen/new"
    _post(danny, seen, words="Six of us sang. Tommy went out. It was loud for him.")
    _post(danny, seen, photo=(picture, "a.jpg"), shows="The song books on the table")
    _post(danny, seen, voice=(BytesIO(samples.wav()), "a.wav"))
    beside = _post(danny, f"{doing}/move", to="else_too")
    names["my_beside"] = int(beside.split("/")[3])
    with web.open_session(app=stage.app) as session:
        wanted = select(Task.id).where(Task.cycle_id == names["my_doing"]).order_by(Task.id)
        _as_we_saw_it(session, stage)
        for position, asked in enumerate(("Who sang?", "Who went out?"), start=1):
            guess = {"question": asked, "guess": "Five of us, on most days of the week."}
            session.add(Question(cycle_id=names["my_studying"], position=position, **guess))
        names["my_ramp"] = session.get_one(Cycle, names["my_doing"]).project_id
        names["my_noticed"] = session.scalar(select(func.max(Noticed.id)))
        names["my_task"], names["no_ones_task"] = session.scalars(wanted)
        _stopped(session, stage)
        session.commit()
    page = f"{doing}/tasks/{names['my_task']}/change"
    seen = re.search(r'name="seen" value="(\w+)"', danny.get(page).text)
    said = {"what": "Ring the singers and the band", "person": str(stage.people["danny"])}
    _post(danny, page, **said, by_when=day, seen=seen and seen[1])


def _stopped(session: Session, stage: Any) -> None:
    """A kept try of the demo area was one to stop doing something."""
    project = session.get_one(ImprovementProject, stage.names["my_ramp"])
    project.kind, project.status = TryKind.STOP_DOING, TryStatus.KEPT
    project.title, project.ended_on = "Stop the 9 o'clock checks", today()
    project.what_will_be_different = "Nobody opens the doors of people at night."


def _as_we_saw_it(session: Session, stage: Any) -> None:
    """2 decided goes keep their pictures. In the try of one of them something is counted since."""
    danny = Viewer(id=stage.people["danny"])
    for name in ("go_closed", "go_kept"):
        snapshots.keep(session, danny, any_go(session, stage.names[name]))
    project = session.get_one(Cycle, stage.names["go_closed"]).project_id
    for measure in session.scalars(select(Measure).where(Measure.project_id == project)):
        numbers = {"happy": 3, "ok": 1, "sad": 0} if measure.kind is Kind.FACES else {"value": 4}
        numbers |= {"out_of": 9} if measure.kind is Kind.SHARE else {}
        counted = {"measure_id": measure.id, "on": today(), "entered_on": today()}
        session.add(Point(**counted, nth=9, **numbers))


def _post(client: Any, url: str, **words: Any) -> str:
    answer = client.post(url, data=words)
    assert answer.status_code == 303, f"{url}: {answer.status_code} {answer.text[:2000]}"
    return str(answer.headers["Location"])
