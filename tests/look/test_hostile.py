"""Hostile HTML in every column of talk, moderation and worry that people write: none of it is HTML.

It is put straight into a copy of the database, past all that cleans words on their way in; what is
sealed is told through its pages, which keep words as they are.
"""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import Enum, String

from coprod.concerns import models as concerns
from coprod.db import Base
from forums import models as forums
from forums import unnamed_models
from forums.moderation import models as moderation
from tests.browser import LiveSite
from tests.forums.test_payloads import HOSTILE
from tests.look.conftest import Eyes
from tests.look.pages import PAGES
from tests.look.stage import SECRET
from wsgi import create_app

BAD = "\"'><b data-bad></b><img src=x onerror=window.ran=1 data-bad><svg onload=window.ran=1>"
OURS = {one.__name__ for one in (concerns, forums, unnamed_models, moderation)}
NOT_WRITTEN = "kind subject_kind mark press hours code_hash".split()  # noqa: SIM905  by nobody's hand
BESIDE = {  # what other parts of the site keep and these pages show
    "person": ["name"],
    "place": ["name"],
    "area": ["help_name", "run_by", "worried_when"],
    "photo": ["shows"],
    "issue": ["title", "words"],
}
ONLY = {"moderation_act.was": "what = 'ask_edit'"}  # else it is no words
LATER = [("person", "/moderation/mine?later=y"), ("person", "/talk/issue/{i18}?later=y")]
SHOWN = ("forums.", "boards.", "moderation.", "concerns.", "notices.", "front.my_things")


def _columns():
    """Every column of ours that people write, by its table."""
    yield from BESIDE.items()
    for mapper in Base.registry.mappers:
        if mapper.class_.__module__ in OURS:
            columns = [
                one.name
                for one in mapper.local_table.c
                if isinstance(one.type, String) and not isinstance(one.type, Enum)
            ]
            yield mapper.local_table.name, [one for one in columns if one not in NOT_WRITTEN]


@pytest.fixture(scope="module")
def hostile(stage, tmp_path_factory):
    """A copy of the stage in which every word is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    here = folder / "look.sqlite"
    kept = sqlite3.connect(stage.folder / "look.sqlite")
    with closing(kept), closing(sqlite3.connect(here)) as copy:
        kept.backup(copy)
        _soil(copy)
        copy.commit()
    url = f"sqlite:///{here}"
    uploads = stage.app.config["UPLOADS"]
    app = create_app(
        {"SECRET_KEY": SECRET, "TESTING": True, "DATABASE_URL": url, "UPLOADS": uploads}
    )
    yield replace(stage, app=app, folder=folder)
    app.extensions["engine"].dispose()
    app.extensions["reader"].dispose()


def _soil(copy):
    """Make hostile what is there."""
    for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        copy.execute(f"DROP TRIGGER {name}")
    copy.execute("UPDATE photo SET shows = 'A door'")
    copy.execute("UPDATE appeal SET note = 'It stays.'")
    for table, columns in _columns():
        for column in columns:
            bad = f"(({table}.{column}))" + (HOSTILE if column == "html" else BAD)
            only = ONLY.get(f"{table}.{column}", "1")
            changed = f"UPDATE {table} SET {column} = ? || {column} WHERE {column} != '' AND {only}"
            copy.execute(changed, [bad])


def _later(stage):
    """What comes after: the appeal is decided, and somebody writes down what a recording says."""
    with closing(sqlite3.connect(stage.folder / "look.sqlite")) as copy:
        copy.execute('UPDATE appeal SET upheld = 1, decided_on = "on"')
        heard = """INSERT INTO post_sound (post_id, words, "on", state)
            VALUES (?, ?, '2020-01-01', 'shown')"""
        copy.execute(heard, [stage.names["voiced"], f"((post_sound.words)){BAD}"])
        copy.commit()


def _worry(stage):
    """Somebody tells what is hostile, and a contact writes hostile steps beside it."""
    told = stage.client("signed out").post("/worried", data={"words": BAD, "once": "o" * 40})
    assert told.status_code == 303
    contact = stage.client("contact")
    here = re.search(r'href="(/concerns/\d+)"', contact.get("/concerns").text)[1]
    up_to = re.search(r'name="up_to" value="(\d+)"', contact.get(here).text)[1]
    on = {"to": BAD, "wants": BAD, "agreed": "no", "why": BAD}
    for path, sent in (
        ("", {"up_to": up_to}),
        ("/passed", on),
        ("/back", {"words": BAD}),
        ("/answer", {"words": BAD}),
        ("/close", {"words": BAD}),
    ):
        assert contact.post(here + path, data=sent).status_code == 303, path
    return here


@pytest.mark.browser
def test_no_column_that_people_write_is_read_as_html(hostile, browser):
    worry = _worry(hostile)
    asked = []
    with LiveSite(hostile.app) as url:
        eyes = Eyes(browser, hostile, url, "")
        pages = [(one.viewers[-1], one.address) for one in PAGES if one.endpoint.startswith(SHOWN)]
        assert len(pages) > 70
        seen = ""
        for viewer, address in [*pages, ("contact", worry), *LATER]:
            if address == LATER[0][1]:
                _later(hostile)
            window = eyes.open(viewer, address)
            if not asked:
                window.context.on("request", lambda one: asked.append(one.method))
            assert window.evaluate("window.ran") is None, address
            assert window.locator("[data-bad], #bad, .words [data-hx-post]").count() == 0, address
            seen += window.content()
        for window in eyes.windows.values():
            window.context.close()
    assert set(asked) <= {"GET"} and not eyes.complaints
    written = {f"{table}.{column}" for table, columns in _columns() for column in columns}
    unseen = written - set(re.findall(r"\(\((\w+\.\w+)\)\)", seen))
    assert unseen == {"talk_alias.alias"}, "each was there to be seen, and that one is in `post`"
