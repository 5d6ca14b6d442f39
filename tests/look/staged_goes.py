"""What a team does in a go, for its pages to be looked at."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import func, select

from coprod import web
from coprod.db import today
from improvement_cycles.doing_models import Noticed, Task
from improvement_cycles.go_models import Cycle
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
        names["my_ramp"] = session.get_one(Cycle, names["my_doing"]).project_id
        names["my_noticed"] = session.scalar(select(func.max(Noticed.id)))
        names["my_task"], names["no_ones_task"] = session.scalars(wanted)


def _post(client: Any, url: str, **words: Any) -> str:
    answer = client.post(url, data=words)
    assert answer.status_code == 303, f"{url}: {answer.status_code} {answer.text[:2000]}"
    return str(answer.headers["Location"])
