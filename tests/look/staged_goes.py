"""What a team does in a go, for its pages to be looked at."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from coprod import web
from coprod.db import today
from improvement_cycles.doing_models import Task


def stage_goes(stage: Any) -> None:
    """Danny and Jo do things in a go that is tried."""
    danny, names = stage.client("person"), stage.names
    doing = f"/tries/goes/{names['my_doing']}"
    day = (today() + timedelta(days=1)).isoformat()
    for what, who in (("Ring the singers", "danny"), ("Find the song books", "")):
        person = str(stage.people[who]) if who else ""
        _post(danny, f"{doing}/tasks/new", what=what, person=person, by_when=day)
    with web.open_session(app=stage.app) as session:
        wanted = select(Task.id).where(Task.cycle_id == names["my_doing"]).order_by(Task.id)
        names["my_task"], names["no_ones_task"] = session.scalars(wanted)


def _post(client: Any, url: str, **words: Any) -> str:
    answer = client.post(url, data=words)
    assert answer.status_code == 303, f"{url}: {answer.status_code} {answer.text[:2000]}"
    return str(answer.headers["Location"])
