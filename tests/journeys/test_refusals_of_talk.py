"""What talk refuses to be: no manager looks first, no machine decides, no disclosure is changed."""

import ast
import importlib.util
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from coprod.concerns import models
from coprod.db import Base, now
from forums.models import Post, Thread
from forums.moderation.due import bring_back
from forums.moderation.models import Act
from forums.words import PostState
from tests.journeys.pages import press, words

RINGS = "Ring me on 07700 900123 about it."
AS_IT_IS = {"once_more": "as-it-is"}  # what the warning about the number asks
DISCLOSED = (models.Concern, models.ConcernWords, models.ConcernStep, models.ConcernAlert)
ACTS = "let-be ask-edit send-back take-down pause pass-on".split()  # noqa: SIM905


@pytest.fixture
def waits(enter, session):
    """A message at Mill Lane that a computer rule paused: where it is, and its row."""
    row = select(Thread.id).where(Thread.title.startswith("Who decided to cut"))
    talk = f"/talks/{session.scalars(row).one()}"
    said = enter("bev").post(
        talk.replace("/talks", "/talk/thread"), data={"words": RINGS} | AS_IT_IS
    )
    assert said.status_code == 303
    return talk, session.scalars(select(Post).order_by(Post.id.desc()).limit(1)).one()


def test_no_manager_or_provider_reads_first_or_moderates(waits, enter, session):
    talk, post = waits
    look = f"/moderation/look/post/{post.id}"
    for slug in ("colette", "jo", "graham", "imran", "owen"):
        client = enter(slug)
        for path in (talk, f"/talk/posts/{post.id}", "/boards/find?words=07700", "/news", "/"):
            assert RINGS not in client.get(path).text, (slug, path)
        assert client.get("/moderation").status_code == client.get(look).status_code == 404
        for act in ACTS:
            sent = {"note": "No.", "rule": "kind", "days": "7", "words": "Nothing."}
            assert client.post(f"{look}/{act}", data=sent).status_code in {403, 404}, (slug, act)
    session.refresh(post)
    assert (post.state, post.words) == (PostState.WAITING, RINGS)
    assert RINGS in enter("hannah").get(look).text


def test_no_machine_decides_and_none_scores(waits, enter, session):
    talk, post = waits
    bev = enter("bev")
    assert RINGS in bev.get(talk).text, "it is theirs to read"
    told = words(bev.get("/moderation/mine").text)
    assert "A computer rule paused this" in told and "A person reads it by" in told
    acts = len(session.scalars(select(Act.id)).all())
    bring_back(session, now() + timedelta(days=365))
    session.commit()
    session.refresh(post)
    assert post.state in {PostState.WAITING, PostState.SHOWN}, "the clock takes nothing down"
    judged = [
        one for one in session.scalars(select(Act).order_by(Act.id)).all()[acts:] if not one.by_id
    ]
    assert {one.what for one in judged} <= {"came_back"}
    for table in Base.metadata.sorted_tables:
        scored = [one.name for one in table.c if re.search("sentiment|toxic|score", one.name)]
        assert not scored, table.name


@pytest.fixture
def disclosed(session):
    """What the rows of the disclosure say, and how many there are."""
    return lambda: [
        tuple(map(tuple, session.execute(select(one.__table__).order_by(one.id))))
        for one in DISCLOSED
    ]


def test_no_disclosure_is_changed_or_deleted(app, enter, session, disclosed):
    """Not by an address, for whoever asks; not by a service; and not past both."""
    before = disclosed()
    assert all(before[:3])
    concern = before[0][0][0]
    session.commit()
    addresses = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/concerns/")]
    assert len(addresses) > 5
    for rule in app.url_map.iter_rules():
        assert not {"PUT", "PATCH", "DELETE"} & rule.methods, rule
    sent = {"words": "", "up_to": "0", "to": "", "wants": "", "agreed": "", "step": "0"}
    for slug in ("hannah", "rosa", "colette", "owen", ""):
        client = enter(slug) if slug else app.test_client()
        for rule in addresses:
            here = app.url_map.bind("").build(
                rule.endpoint, dict.fromkeys(rule.arguments, concern), method="GET"
            )
            for way in (client.post, client.put, client.patch, client.delete):
                assert way(here, data=sent).status_code >= 400, (slug, here)
    assert disclosed() == before
    session.commit()
    assert not _changes(Path(importlib.util.find_spec("coprod.concerns").origin).parent)
    hannah = press(enter("hannah"), f"/concerns/{concern}/back", words="The card is back.")
    assert hannah.status_code == 303
    after = disclosed()
    assert [new[: len(old)] for new, old in zip(after, before, strict=True)] == before
    assert len(after[2]) == len(before[2]) + 1, "what is put right is added"
    for kind in DISCLOSED:
        table = kind.__tablename__
        for verb in (f"UPDATE {table} SET at = at", f"DELETE FROM {table}"):
            if session.scalar(select(kind.id).limit(1)) is not None:
                with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
                    session.execute(text(verb))


def _changes(folder: Path) -> list[str]:
    """Where code changes or removes rows of a disclosure, however it says so."""
    names = {one.__name__ for one in DISCLOSED}
    found = []
    for file in folder.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and (
                ast.unparse(call.func).split(".")[-1] in {"update", "delete"}
            ):
                said = {one.id for one in ast.walk(call) if isinstance(one, ast.Name)}
                found += [f"{file.name}:{call.lineno}"] if said & names else []
    return found
