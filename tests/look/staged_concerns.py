"""What somebody is worried about, with every step, and a place that is not open yet."""

import re
from io import BytesIO
from typing import Any

from sqlalchemy import select

from coprod import web
from coprod.concerns.models import Concern, ConcernStep, Happened
from coprod.people.models import Area, Place
from tests.sound import samples


def stage_concerns(stage: Any) -> None:
    """One that waits, told with a voice; Shelley's, where somebody passed it on; and a place."""
    visitor = stage.client("signed out")
    page = visitor.get("/worried").text
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    voice = BytesIO(samples.wav()), "a.wav"
    sent = {"words": "she is left in a wet bed all day", "voice": voice, "once": once}
    assert visitor.post("/worried", data=sent).status_code == 303
    with web.open_session(app=stage.app) as session:
        newest = select(Concern.id).order_by(Concern.id.desc())
        stage.names["waits"] = session.scalars(newest).first()
        passed = ConcernStep.happened == Happened.PASSED_ON
        steps = select(ConcernStep.id).where(passed).order_by(ConcernStep.id)
        stage.names["passed_step"] = session.scalars(steps).first()
        area = session.scalars(select(Area.id).order_by(Area.id)).first()
        shut = Place(area_id=area, slug="new-street", name="New Street", is_open=False)
        session.add(shut)
        session.commit()
        stage.names["new_street"] = shut.id
