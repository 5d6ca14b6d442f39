"""What the stage needs for the pages of passing on and joining."""

from datetime import timedelta
from typing import Any

from coprod import web
from coprod.db import today
from coprod.issues.models import Issue
from coprod.joining.models import JoinAsk, Joining, JoinState
from coprod.pass_on.models import PassedOn
from coprod.people.models import Person
from coprod.seal import new_token, token_hash

TO = {"body": "The bus company (example)", "reader": "Ticket team"}
NOTE = "Could the bus wait for people who walk slowly?"


def do(stage: Any) -> None:
    """Letters that wait for a yes, for a link and for an answer; pairs that may be the same."""
    danny, jo = stage.client("person"), stage.client("staff")
    hannah, angela = stage.client("advocate"), stage.client("family")
    said, names = stage.names["said"], stage.names
    _write(danny, names["i12"])
    names["to_ask"] = _pass_on(jo, said)
    names["to_send"] = _pass_on(hannah, names["i12"])
    _post(hannah, f"/passed-on/{names['to_send']}/link")
    names["may_join"] = _same(angela, names["i11"], names["i27"])
    names["to_join"] = _same(hannah, said, names["i13"])
    with web.open_session(app=stage.app) as session:
        token = names["outside"] = new_token()
        letter = session.get_one(PassedOn, names["silent"])
        letter.token_hash, letter.ends_on = token_hash(token), today() + timedelta(days=90)
        names["left_join"] = _of_somebody_gone(session, names["i19"])
        names["followed"] = names["join_i23"]
        ask = JoinAsk(joining_id=names["followed"], person_id=stage.people["danny"])
        ask.until = today() + timedelta(days=30)
        session.add(ask)
        session.commit()


def _write(client: Any, issue_id: int) -> None:
    _post(client, f"/issues/{issue_id}/pass-on", **TO)
    _post(client, f"/issues/{issue_id}/pass-on/note", note=NOTE)


def _pass_on(client: Any, issue_id: int) -> int:
    _write(client, issue_id)
    check = client.get(f"/issues/{issue_id}/pass-on/check").text
    seen = check.split('name="seen" value="')[1].split('"')[0]
    return _number(_post(client, f"/issues/{issue_id}/pass-on/check", seen=seen))


def _same(client: Any, issue_id: int, into_id: int) -> int:
    return _number(_post(client, f"/issues/{issue_id}/same-as", into=str(into_id)))


def _of_somebody_gone(session: Any, into_id: int) -> int:
    into = session.get_one(Issue, into_id)
    gone = Person(slug="gone", name="Gil Gone")
    session.add(gone)
    session.flush()
    issue = Issue(area_id=into.area_id, author_id=gone.id, raised_on=today())
    issue.title = issue.words = "Families hear nothing"
    session.add(issue)
    session.flush()
    joining = Joining(area_id=into.area_id, issue_id=issue.id, into_id=into_id)
    joining.state = JoinState.ASKED
    session.add(joining)
    session.flush()
    return joining.id


def _post(client: Any, url: str, **words: str) -> str:
    answer = client.post(url, data=words)
    assert answer.status_code == 303, f"{url}: {answer.status_code} {answer.text[:2000]}"
    return str(answer.headers["Location"])


def _number(url: str) -> int:
    return int(url.split("/")[2])
