"""The demo area in one database, with something in it for every kind of page to show."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from coprod import web
from coprod.db import Base, today
from coprod.demo.load import load_demo
from coprod.drafts import services as drafts
from coprod.groups import resetting
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.people.viewer import Viewer
from coprod.promises import keeping
from coprod.promises.asking import link_mark
from coprod.promises.models import Ask, Promise
from coprod.sign_in import queries
from coprod.sign_in import services as sign_in
from forums.models import Post
from improvement_cycles.go_models import Cycle
from improvement_cycles.measure_models import Point
from improvement_cycles.words import GoState, Outcome
from tests.look import passing
from tests.look.staged_concerns import stage_concerns
from tests.look.staged_consent import stage_consent
from tests.look.staged_drivers import stage_drivers
from tests.look.staged_goes import stage_goes
from tests.look.staged_jobs import stage_jobs
from tests.look.staged_moderation import stage_moderation
from tests.look.staged_rounds import stage_rounds
from tests.look.staged_talk import stage_talk
from tests.page import Client
from tests.sound import samples
from wsgi import create_app

ROWS = b"day,nights,notes\n2019-01-07,3,the bus\n2019-01-14,4,the rain\n2019-01-21,,nobody\n"
SECRET = "a-secret-for-tests-that-is-long-enough"
VIEWERS = {  # a kind of viewer, and who in the demo area is one
    "signed out": "",
    "person": "danny",
    "family": "angela",
    "staff": "jo",
    "manager": "colette",
    "commissioner": "imran",
    "advocate": "hannah",
    "site admin": "owen",
    "contact": "rosa",
    "teller": "shelley",
}


def script(name: str) -> str:
    """What to ask a page in the browser: one of the scripts beside this file."""
    return (Path(__file__).parent / "scripts" / f"{name}.js").read_text(encoding="utf-8")


@dataclass
class Stage:
    """The app, what addresses call things by, and a way in for each kind of viewer."""

    app: Flask
    folder: Path
    names: dict[str, Any] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def address(self, form: str) -> str:
        """An address such as "/issues/{i12}" with the ids of this database."""
        return form.format_map(self.names)

    def client(self, viewer: str) -> Client:
        """A test client with somebody of this kind signed in."""
        self.app.test_client_class = Client
        client = self.app.test_client()
        if VIEWERS[viewer]:
            with web.open_session(app=self.app) as session:
                token = sign_in.start(session, self.people[VIEWERS[viewer]])
                session.commit()
            with client.session_transaction() as cookie:
                cookie["_user_id"] = token
                cookie["_fresh"] = True
        return client

    def cookie(self, viewer: str) -> str:
        """What a browser keeps when somebody of this kind is signed in."""
        kept = self.client(viewer).get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        return kept.value if kept else ""


def build(folder: Path) -> Stage:
    """Load the demo area, and do on it what its people have not done yet."""
    app = create_app(
        {
            "SECRET_KEY": SECRET,
            "TESTING": True,
            "DATABASE_URL": f"sqlite:///{folder / 'look.sqlite'}",
            "UPLOADS": folder / "uploads",
        }
    )
    Base.metadata.create_all(app.extensions["engine"])
    stage = Stage(app, folder)
    with web.open_session(app=app) as session:
        demo = load_demo(session, app.extensions["features"])
        session.commit()
        stage.people |= {slug: person.id for slug, person in demo.people.items()}
        for found in demo.found.values():
            stage.names |= {name: row.id for name, row in found.items() if hasattr(row, "id")}
        stage.names |= {slug: place.id for slug, place in demo.places.items()}
        stage.names |= stage.people
        _find(session, stage)
        session.commit()
    _do(stage)
    stage_concerns(stage)
    _print_sheets(stage)
    passing.do(stage)
    stage_goes(stage)
    stage_jobs(stage)
    stage_moderation(stage)
    stage_talk(stage)
    return stage


def _find(session: Session, stage: Stage) -> None:
    """Rows that the demo area has already."""
    for state in (GoState.DOING, GoState.STUDYING, GoState.CLOSED):
        wanted = select(Cycle.id).where(Cycle.state == state, Cycle.project_id >= stage.names["c1"])
        found = session.scalar(wanted.order_by(Cycle.id).limit(1))  # of the tries that Danny reads
        stage.names[f"go_{state}"] = found
    kept = Cycle.project_id == stage.names["c1"], Cycle.decision == Outcome.KEPT
    stage.names["go_kept"] = session.scalar(select(Cycle.id).where(*kept).order_by(Cycle.id))
    dots = select(Point.id).where(Point.measure_id == stage.names["c1m1"]).order_by(Point.id)
    stage.names["dot"] = session.scalar(dots.limit(1))
    me = stage.people["danny"]
    unasked = select(Ask).where(Ask.answered_on.is_(None), Ask.raised_it).order_by(Ask.id)
    asked = session.scalars(unasked).first()
    stage.names["ask"] = f"{asked.id}-{link_mark(session, asked.id)}"
    unmet = Promise.kept_on.is_(None), Promise.who_id == stage.people["colette"]
    stage.names["told"] = _changed(session, stage.people["colette"])
    promised = select(Promise.id).where(*unmet).order_by(Promise.id)
    stage.names["promise"] = session.scalar(promised.limit(1))
    said = select(Post.id).where(Post.author_id == me).order_by(Post.id)
    stage.names["post"] = session.scalar(said.limit(1))
    worn = select(Hat.id).where(Hat.person_id == stage.people["bev"]).order_by(Hat.id)
    stage.names["worn"] = session.scalar(worn.where(Hat.place_id.is_not(None)))
    stage.names["new_passphrase"] = resetting.new_link(session, stage.people["leon"])
    drafts.keep(session, me, "/good-life/new/1", _Sent(answer="Music"), unsent=True)


def _changed(session: Session, but_not_of: int) -> int:
    """A promise that waits, that was changed, and that was late before it was changed again."""
    waits = Promise.kept_on.is_(None), Promise.who_id != but_not_of
    found = session.scalars(select(Promise).where(*waits).order_by(Promise.id).limit(1)).one()
    for ago, days in ((9, -3), (0, 30)):
        told = {"by_when": today() + timedelta(days), "why": "The money came late."}
        new = keeping.Changed(what=found.what, edits=found.edits, **told)
        on = today() - timedelta(ago)
        keeping.change(session, Viewer(id=found.who_id), found, new, on=on)
    session.flush()
    return found.id


def _do(stage: Stage) -> None:
    """What people do on pages, so that the pages after it are there to look at."""
    danny, jo, hannah = (stage.client(one) for one in ("person", "staff", "advocate"))
    names = stage.names
    _post(danny, "/say", words="The bus is always late.")
    names["said"] = _number(_post(danny, "/say/check"), 2)
    _post(danny, "/say", words="They lock the fridge at night.")
    names["locked"] = _number(_post(danny, "/say/check"), 2)
    for name in ("spoken", "written"):
        _post(danny, "/say", voice=(BytesIO(samples.wav()), "a.wav"))
        names[name] = _number(_post(danny, "/say/check"), 2)
    _post(danny, f"/issues/{names['written']}/write-down", words="The gate sticks when it rains.")
    _post(
        danny,
        "/say",
        voice=(BytesIO(samples.wav()), "a.wav"),
        words="The shop has no seat. I want to sit down.",
    )
    for step, words in (
        ("", {"says": "not_now"}),
        ("/why", {"why": "There are too few of us this week."}),
        ("/day", {"look_again_on": f"{today() + timedelta(days=200)}"}),
        ("/promise", {"what": "Ask for one more worker"}),
        ("/who", {"who": str(stage.people["jo"])}),
        ("/by", {"by_when": f"{today() + timedelta(days=100)}"}),
    ):
        _post(jo, stage.address("/issues/{i18}/answer") + step, **words)
    names["draft"] = _number(_post(danny, "/good-life/new/1", answer="We sing on Fridays."), 2)
    both = [str(stage.people[slug]) for slug in ("danny", "angela")]  # angela is asked
    _post(danny, f"/good-life/{names['draft']}/versions/1/write/writers", answer=both, edits="0")
    _post(hannah, f"/good-life/{names['v4']}/put-away", why="We say it in other words now.")
    with web.open_session(app=stage.app) as session:
        for name, state in {
            GoState.DRAFT: GoState.DRAFT,
            GoState.DOING: GoState.DOING,
            GoState.STUDYING: GoState.STUDYING,
            GoState.DECIDING: GoState.DECIDING,
            "asked": GoState.PLANNED,
            "left_off": GoState.PLANNED,
        }.items():
            begun = _post(
                danny, "/tries/new", title=f"A song at tea {name}", place=str(names["mill-lane"])
            )
            names[f"my_{name}"] = _number(begun, 3)
            session.get_one(Cycle, names[f"my_{name}"]).state = state
            session.commit()
        names["my_try"] = session.get_one(Cycle, names["my_draft"]).project_id
        stage_consent(session, stage)
        danny_himself = queries.by_token(session, sign_in.start(session, stage.people["danny"]))
        stage_drivers(session, stage, danny_himself.viewer)
        session.commit()
    invited = {"for_whom": "Sam", "where": str(names["mill-lane"]), "kind": HatKind.FAMILY.value}
    _post(hannah, "/group/invite", **invited)
    with hannah.session_transaction() as cookie:
        names["invited"] = cookie["invitation"]["token"]
    _post(hannah, "/say", words="Which day shall we meet?")
    names["asked"] = _number(_post(hannah, "/say/check"), 2)
    _post(danny, f"/group/hat/{names['mill-lane']}", kind=HatKind.FAMILY.value)
    _post(danny, f"/talk/posts/{names['post']}/take-back")
    _meet(danny, names)
    sent = {"name": "A fall in the hall", "kind": "events"}
    names["events"] = _number(_post(danny, f"/tries/{names['c1']}/measures/new", **sent), 2)
    _post(danny, f"/measures/{names['events']}/dot", today="yes")
    sent = {"name": "Visits missed", "kind": "rate"}
    names["rate"] = _number(_post(danny, f"/tries/{names['c1']}/measures/new", **sent), 2)
    sent = {"name": "Nights Leon slept well", "kind": "count", "group_only": "y"}
    names["of_one"] = _number(_post(danny, f"/tries/{names['c1']}/measures/new", **sent), 2)
    _post(danny, f"/measures/{names['c1m1']}/import", file=(BytesIO(ROWS), "nights.csv"))
    with web.open_session(app=stage.app) as session:
        names |= stage_rounds(session, stage)
        session.commit()
    _post(danny, f"/rounds/{names['choosing']}/stars", option=str(names["choice"]))


def _meet(danny: Client, names: dict[str, Any]) -> None:
    """A meeting that goes on, with people in the room and something said; beside those to come."""
    at = f"/meetings/at/{names['mill-lane']}/new"
    names["meeting"] = _number(_post(danny, at, title="We meet", on=today().isoformat()), 2)
    here = f"/meetings/{names['meeting']}"
    _post(danny, f"{here}/begin")
    _post(danny, f"{here}/here", people=[names["maureen"]], first_name="Sue", more_people="2")
    _post(danny, f"{here}/here", people=[names["danny"]])
    for number, words in enumerate(("I want a key.", "The bus is late.")):
        about = f"?about=issue-{names['i18']}" if number else ""
        said = _post(danny, f"{here}/write{about}", way="aloud", who="me", words=words)
        names["in_meeting"] = int(said.rpartition("-")[2])
    _post(danny, f"/meetings/said/{names['in_meeting']}/not-so", words="The bus is early.")
    names["today"] = _number(_post(danny, at, title="We meet later", on=today().isoformat()), 2)
    names["blank"] = _number(_post(danny, at, title="By mistake", on=today().isoformat()), 2)
    _post(danny, f"/meetings/{names['blank']}/begin")
    names["ended"] = _number(_post(danny, at, title="We met", on=today().isoformat()), 2)
    over = f"/meetings/{names['ended']}"
    _post(danny, f"{over}/begin")
    _post(danny, f"{over}/here", people=[names["danny"]])
    _post(danny, f"{over}/end")


def _print_sheets(stage: Stage) -> None:
    """Two sheets that ask if something is really better."""
    hannah, about = stage.client("advocate"), stage.names["i07"]
    here = f"/issues/{about}/better/sheets"
    stage.names["on_paper"] = about
    stage.names["sheet"] = _number(_post(hannah, here, hat="family", many="2"), 5)
    page = hannah.get(f"{here}/{stage.names['sheet']}").text
    stage.names["code"] = page.split('id="code-1">')[1].split("<")[0]


def _post(client: Client, url: str, **words: Any) -> str:
    answer = client.post(url, data=words)
    assert answer.status_code == 303, f"{url}: {answer.status_code} {answer.text[:2000]}"
    return str(answer.headers["Location"])


def _number(url: str, at: int) -> int:
    return int(url.split("/")[at])


class _Sent:
    """A form that was sent."""

    def __init__(self, **words: str) -> None:
        self.words = words

    def lists(self) -> list[tuple[str, list[str]]]:
        return [(name, [text]) for name, text in self.words.items()]
