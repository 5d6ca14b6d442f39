"""A new deployment, by README's own commands, to the first statement and the first thing said."""

import re
import shlex
from pathlib import Path

import pytest
from sqlalchemy import select

from coprod.groups.models import Invitation
from coprod.people.models import Area, Hat, Person, Place
from coprod.vision.models import Statement, StatementStatus

README = Path(__file__).parents[2] / "README.md"
WORDS = "yellow bus to the sea"
NUMBERS = {
    "run_by": "Speak Together",
    "help_name": "Ann Field",
    "help_phone": "01632 960 101",
    "help_when": "Monday to Friday, 9 to 5",
    "worried_phone": "01632 960 199",
    "worried_when": "Day and night",
}


def readmes_commands():
    """What README says to run before the site is served, in its order, without the tables'."""
    _before, _, rest = README.read_text(encoding="utf-8").partition("## Running it for real")
    found = re.findall(r"`coprod ([^`]+)`", rest.partition("\n## ")[0])
    return [words for command in found if (words := shlex.split(command))[0] not in GO_ON]


GO_ON = {"serve", "scheduler", "db", "audit"}
"""What goes on until it is stopped, the tables, and what looks at a site that runs."""


def group_of(name):
    from wsgi import cli

    return cli.get_command(None, name)


def join(client, path, name):
    sent = {"name": name, "passphrase": WORDS, "passphrase_again": WORDS, "grown_up": "yes"}
    answer = client.post(path, data=sent)
    assert (answer.status_code, answer.location) == (303, "/group/welcome")
    return client


@pytest.fixture
def invited(run, session):
    """Run README's commands on an empty database; the path that the last one printed."""
    assert session.scalars(select(Area)).all() == []
    printed = ""
    for group, *arguments in readmes_commands():
        status, said = run(group_of(group), *arguments)
        assert status == 0, said
        printed += said
    [path] = re.findall(r"http://[^/]+(/invited/[\w-]+)", printed)
    return path


def test_readme_has_the_commands():
    assert {("places", "add"), ("people", "add")} <= {(*one[:2],) for one in readmes_commands()}


def test_from_an_empty_database_to_a_statement_and_something_said(invited, session, one_more, run):
    ann = join(one_more(), invited, "Ann Field")
    place = session.scalars(select(Place)).one()
    assert ann.post("/group/who-to-ring", data=NUMBERS).status_code == 303
    _opens(ann, place, run, session, one_more)
    people = {
        kind: _by_invitation(ann, one_more(), place, kind)
        for kind in ("uses_services", "family", "staff")
    }
    principle = _takes_a_principle(ann)
    draft = _write(people["uses_services"], principle)
    for client in people.values():
        assert client.post(f"{draft}/sign-up", data={"says": "yes"}).status_code == 303
    assert people["uses_services"].post(f"{draft}/agree", data={"months": "6"}).status_code == 303
    statement = session.scalars(select(Statement)).one()
    assert statement.status is StatementStatus.AGREED
    assert "My home is mine." in one_more().get("/good-life").text

    worried = one_more().get("/worried").text
    assert "01632 960 199" in worried and "You can ring Ann Field." in worried

    people["family"].post("/say", data={"words": "The bus is always late."})
    assert people["family"].post("/say/check").status_code == 303
    assert "The bus is always late" in people["staff"].get("/issues").text


def _opens(ann, place, run, session, one_more):
    """Two named contacts come in, and the place opens: nobody can join it before."""
    sent = {"where": str(place.id), "kind": "family"}
    assert ann.post("/group/invite", data=sent).status_code == 409
    assert "is not open yet" in ann.get("/group").text
    for turn, name in enumerate(("Rosa Bell", "Sam Roy"), 1):
        add = ("add", name, "--hat", "safeguarding", "--area", "our-town")
        _status, said = run(group_of("people"), *add)
        join(one_more(), re.search(r"(/invited/[\w-]+)", said)[1], name)
        person = session.scalars(select(Person.id).where(Person.name == name)).one()
        told = {"works_for": "The council", "employer": "council", "turn": str(turn)}
        assert ann.post(f"/group/contacts/{person}", data=told).status_code == 303
    assert "It is ready. You can open it." in ann.get("/group").text
    assert ann.post(f"/group/open/{place.id}").status_code == 303


def _by_invitation(ann, client, place, kind):
    sent = {"where": str(place.id), "kind": kind}
    assert ann.post("/group/invite", data=sent).status_code == 303
    path = re.search(r"http://localhost(/invited/[\w-]+)", ann.get("/group/invitation").text)
    return join(client, path[1], f"Somebody of {kind}")


def _takes_a_principle(ann):
    assert 'href="/good-life/principles"' in ann.get("/good-life").text
    offered = ann.get("/good-life/principles/starting").text
    assert "checked" not in offered
    assert ann.post("/good-life/principles/starting", data={"take": ["home"]}).status_code == 303
    return re.search(r"/good-life/new/(\d+)", ann.get("/good-life").text)[1]


def _write(client, principle):
    began = client.post(f"/good-life/new/{principle}", data={"answer": "I have my own key."})
    draft = began.location.partition("/write/")[0]
    for edits, (slug, words) in enumerate(
        {
            "short": "My home is mine.",
            "looks-like": "People knock.",
            "not-like": "Locked doors.",
        }.items()
    ):
        sent = {"answer": words, "edits": str(edits)}
        assert client.post(f"{draft}/write/{slug}", data=sent).status_code == 303
    return draft


def test_what_the_commands_make_is_whole(invited, session, visitor):
    join(visitor, invited, "Ann Field")
    area = session.scalars(select(Area)).one()
    hat = session.scalars(select(Hat)).one()
    assert (hat.area_id, hat.confirmed_at is not None) == (area.id, True)
    assert session.scalars(select(Invitation)).one().used_at is not None
