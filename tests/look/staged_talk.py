"""A talk with everything that can be in one, for its pages to be looked at."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import select

from coprod import web
from coprod.db import today
from forums.models import Post, PostSound, SayAgain, TalkFollow, TalkRead
from forums.words import PostState, TalkRule
from tests.sound import samples

SAID = "The door bangs at night. It is detrimental to our nocturnal wellbeing."
ONE_WORD = 60 * "8_"  # without a letter: nobody judges how hard it is to read


def stage_talk(stage: Any) -> None:
    """What Danny, Angela and Jo say about a thing, and what they do with each other's words."""
    names, talk = stage.names, stage.address("/talk/issue/{i18}")
    danny, angela, jo = (stage.client(one) for one in ("person", "family", "staff"))
    mine = _said(danny, talk, SAID)
    theirs = _said(angela, talk, "Could somebody oil it?")
    jos = _said(jo, talk, "I will ask on Monday.")
    answer = {"words": "I hear it too.", "name": "shown", "photo": _photo()}
    _send(angela, f"/talk/posts/{mine}/answer", **answer)
    voiced, heard = (_number(_send(angela, f"{talk}/say", **_voice())) for _ in range(2))
    _send(jo, f"/talk/posts/{heard}/write-down", heard="The door bangs. I cannot sleep.")
    held = _number(_send(danny, f"{talk}/say", words="I am afraid of it.", name="held"))
    _send(danny, f"/talk/posts/{mine}/change", words=f"{SAID} Can we oil it?", edits="0")
    _send(angela, f"/talk/posts/{mine}/hard/2")
    _send(danny, f"/talk/posts/{jos}/mute", how="block")
    _send(danny, f"{talk}/follow")
    _send(danny, "/boards/everyone/new/talk", words=ONE_WORD)
    down, waits = _said(jo, talk, "That is stupid."), _said(danny, talk, "My bus is late too.")
    names |= {"my_post": mine, "their_post": theirs, "jos_post": jos, "voiced": voiced}
    names |= {"held_post": held}
    with web.open_session(app=stage.app) as session:
        taken_down = session.get_one(Post, down)
        taken_down.state, taken_down.rule = PostState.TAKEN_DOWN, TalkRule.KIND
        session.get_one(Post, waits).state = PostState.WAITING
        for one in session.scalars(select(SayAgain)):
            one.on = today() - timedelta(days=1)
        its = select(PostSound.id).where(PostSound.post_id == heard)
        names |= {"heard_post": heard, "heard": session.scalars(its).one()}
        gone = {"person_id": stage.people["danny"], "subject_kind": "issue", "subject_key": 10**6}
        session.add_all([TalkFollow(**gone), TalkRead(**gone, post_id=0)])
        session.commit()


def _send(client: Any, path: str, **sent: Any) -> Any:
    answer = client.post(path, data={"how": "own_words"} | sent)
    assert answer.status_code == 303, (path, answer.status_code)
    return answer


def _said(client: Any, talk: str, words: str) -> int:
    return _number(_send(client, talk, words=words))


def _number(answer: Any) -> int:
    return int(answer.location.rpartition("post-")[2])


def _voice() -> dict[str, Any]:
    return {"words": "", "name": "shown", "voice": (BytesIO(samples.wav()), "voice.wav")}


def _photo() -> tuple[BytesIO, str]:
    made = BytesIO()
    Image.new("RGB", (640, 400), "#7a9").save(made, "JPEG")
    made.seek(0)
    return made, "door.jpg"
