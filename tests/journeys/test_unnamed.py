"""A name held back, looked for everywhere: on every page for every hat, and in every row.

The same thing is said by one person in one Alderbrook, by another in a second. Then everything is
read as everybody else, and must be the same.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.db import Base, today
from coprod.issues import held
from coprod.issues.models import HeldBack, Issue
from coprod.people.hats import EMPLOYED, HatKind
from coprod.people.models import Area, Hat, Person
from coprod.promises import asking
from coprod.promises.models import Ask, Promise
from coprod.sign_in import services as sign_in
from coprod.sign_in.models import SignIn
from coprod.web import open_session
from tests.conftest import ENGINES
from tests.journeys.crawl import MOST, crawl
from tests.journeys.pages import press
from tests.make import Make
from tests.page import Client

WORDS = "The biscuits are locked away. Nobody asked us."
TITLE = "The biscuits are locked away"
READERS = ("maureen", "angela", "jo", "hannah", "imran", "sam")
A_FEW = 6  # pages that are alike but for a number
SECRETS = re.compile(  # what is fresh on every page, and when the clock does something next
    r'(name="csrf-token" content=|name="csrf_token" value=|name="once" value=|'
    r'"once": |"page_secret": )"[^"]*"|Next: [^<]*'
)
FRESH_HEADERS = {"Content-Length", "Date", "ETag", "Set-Cookie"}


class Alderbrook:
    """One town, where somebody said something with their name held back."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.session = open_session(app=app)
        area = self.session.scalars(select(Area)).one()
        Make(self.session).person(area, HatKind.SITE_ADMIN, slug="sam", name="Sam Wren")
        self.session.commit()

    def person(self, slug: str) -> Person:
        return self.session.scalars(select(Person).where(Person.slug == slug)).one()

    def enter(self, slug: str, kind: type[FlaskClient] = Client) -> FlaskClient:
        """A browser with somebody signed in; without a slug, with nobody."""
        client = kind(self.app, self.app.response_class)
        if slug:
            token = sign_in.start(self.session, self.person(slug).id)
            self.session.commit()
            with client.session_transaction() as cookie:
                cookie.update(_user_id=token, _fresh=True)
        client.session_to_commit = self.session
        return client

    @property
    def issue(self) -> Issue:
        self.session.expire_all()
        return self.session.scalars(select(Issue).where(Issue.title == TITLE)).one()

    def is_told_by(self, author: str) -> None:
        said = self.enter(author)
        press(said, "/say", words=WORDS)
        press(said, "/say/ask/name", name="held")
        press(said, "/say/ask/readers", readers="anyone")
        press(said, "/say/check")
        assert TITLE in said.get("/my-things").text

    def does_something(self, author: str) -> None:
        """What was said is backed, answered, promised, kept, and called better."""
        here = f"/issues/{self.issue.id}"
        self.enter("danny").post(f"{here}/me-too")
        self._answered_and_kept(here)
        self._passed_on_and_asked_about(author)
        asks = select(Ask).where(Ask.issue_id == self.issue.id, Ask.raised_it, Ask.time == 1)
        ask = self.session.scalars(asks).one()
        link = f"/better/{ask.id}-{asking.link_mark(self.session, ask.id)}"
        said = {"says": "better", "words": "We have the key."}
        assert press(self.enter(author), link, **said).status_code == 303
        self.session.commit()

    def is_too_late(self, author: str) -> None:
        """Their sign-in runs out while they fill in what is theirs alone."""
        client, of_it = self.enter(author), self.issue.id
        for row in self.session.scalars(select(SignIn)):
            row.seen_at -= timedelta(days=31)
        self.session.commit()
        for form in (
            f"/issues/{of_it}/better",
            f"/say/{of_it}/ask/seen",
            f"/say/{of_it}/take-back",
        ):
            words = {"says": "better", "words": WORDS, "means": WORDS}
            assert "Sign in to send them" in client.post(form, data=words).text

    def _answered_and_kept(self, here: str) -> None:
        at_work = self._who_works_there()
        worker, day = self.enter(at_work.slug), (today() + timedelta(days=7)).isoformat()
        for step, answer in {
            "": {"says": "yes"},
            "/why": {"why": "It is your kitchen."},
            "/promise": {"what": "A key for everybody"},
            "/who": {"who": str(at_work.id)},
            "/by": {"by_when": day},
            "/check": {},
        }.items():
            assert press(worker, f"{here}/answer{step}", **answer).status_code == 303, step
        hannah, leads = self.enter("hannah"), {"job": "leads", "who": ""}
        assert press(hannah, f"{here}/jobs", **leads).status_code == 303
        of_it = select(Promise.id).where(Promise.issue_id == self.issue.id)
        promise = self.session.scalars(of_it).one()
        assert press(worker, f"/promises/{promise}/kept", all_done="yes").status_code == 303

    def _passed_on_and_asked_about(self, author: str) -> None:
        """The author says that the words may go, and yes to joining another."""
        issue_id, hannah, said = self.issue.id, self.enter("hannah"), self.enter(author)
        here = f"/issues/{issue_id}/pass-on"
        press(hannah, here, body="The biscuit makers", reader="Tin team")
        press(hannah, f"{here}/note", note="Please make smaller tins.")
        letter = press(hannah, f"{here}/check").location
        assert press(said, f"{letter}/may-it-go", says="yes").status_code == 303
        another = self.session.scalars(select(Issue).where(Issue.title == "Staff on phones")).one()
        same = press(hannah, f"/issues/{issue_id}/same-as", into=str(another.id)).location
        assert press(said, same, says="yes").status_code == 303

    def _who_works_there(self) -> Person:
        here = select(Person).join(Hat, Hat.person_id == Person.id)
        paid = here.where(Hat.place_id == self.issue.place_id, Hat.kind.in_(EMPLOYED))
        return self.session.scalars(paid.order_by(Person.id)).first() or self.person("colette")

    def seen_by(self, slug: str, alike: int = MOST) -> dict[str, tuple]:
        """Every page and file that somebody can reach, without what is fresh each time."""
        about = [
            re.sub(r"<[^>]*issue_id>", str(self.issue.id), rule.rule)
            for rule in self.app.url_map.iter_rules()
            if "issue_id" in rule.rule and rule.rule.count("<") == 1 and "GET" in rule.methods
        ]
        talk = f"/talk/issue/{self.issue.id}"
        start = ("/", "/issues", "/my-things", "/my-settings", talk, *about)
        reader = self.enter(slug, FlaskClient)
        self.session.commit()
        return {path: told(answer) for path, answer in crawl(reader, start, alike).items()}


@pytest.fixture
def town(another_town):
    """A town where this person said it."""

    @contextmanager
    def found(author: str) -> Iterator[Alderbrook]:
        town = Alderbrook(another_town())
        town.is_told_by(author)
        yield town
        town.session.close()

    return found


@pytest.mark.parametrize("another_alderbrook", ENGINES[:1], indirect=True)
def test_everything_is_the_same_whoever_said_it(town):
    with town("kath") as left, town("leon") as right:
        left.does_something("kath")
        right.does_something("leon")
        for reader in ("", "colette"):
            compare(left, right, reader)
        for reader in READERS:
            compare(left, right, reader, A_FEW)


def test_not_even_the_hat_can_be_told_at_a_small_place(town):
    """Mill Lane has 8 people: neither the hat nor the place is shown, nor can be guessed."""
    with town("kath") as left, town("marek") as right:
        for reader in ("", "colette"):
            compare(left, right, reader, A_FEW)


def compare(left, right, reader, alike=MOST):
    """What one reads in both towns.

    A town is read whole before the other, and meanwhile a minute may be over or a job be due: what
    differs is read again in both at one time.
    """
    seen, also = (town.seen_by(reader, alike) for town in (left, right))
    assert any(TITLE in page for _, page, _ in seen.values())
    assert seen.keys() == also.keys()
    if differ := [path for path in seen if seen[path] != also[path]]:
        here, there = (town.enter(reader, FlaskClient) for town in (left, right))
        assert [path for path in differ if told(here.get(path)) != told(there.get(path))] == []


def told(answer) -> tuple:
    """An answer without what is fresh each time."""
    headers = [pair for pair in answer.headers if pair[0] not in FRESH_HEADERS]
    return answer.status_code, SECRETS.sub("", answer.text), headers


@pytest.mark.parametrize("author", ["kath", "priya"])
def test_no_row_about_it_leads_to_who_said_it(town, author):
    with town(author) as here:
        here.does_something(author)
        here.is_too_late(author)
        person, issue = here.person(author), here.issue
        known = {person.slug, person.name, person.name.split()[0]}
        sealed = here.session.scalars(
            select(HeldBack.mark).where(HeldBack.issue_id == issue.id)
        ).one()
        for table in Base.metadata.sorted_tables:
            if table.name in {"person", "hat", "sign_in"}:  # what is theirs, and about no issue
                continue
            for row in here.session.execute(select(table)).mappings():
                if not _about(row, table, issue, sealed):
                    continue
                assert row.get("person_id") != person.id, (table.name, row)
                people = [c.name for c in table.c if _points_at(c, "person")]
                assert person.id not in [row[name] for name in people], (table.name, row)
                assert not [one for one in known if one in str(dict(row))], (table.name, row)
        assert held.issues_of(here.session, person.id)[-1] == issue.id


def _about(row, table, issue, sealed) -> bool:
    """Whether a row is this issue, points at it, or holds its words, its seal or its address."""
    if table.name == "issue":
        return row["id"] == issue.id
    points = [c.name for c in table.c if _points_at(c, "issue")]
    said = str(list(row.values()))
    return (
        any(row[name] == issue.id for name in points)
        or any(words in said for words in (TITLE, sealed))
        or bool(re.search(rf"/(issues|say)/{issue.id}\b", said))
        or (row.get("subject_kind") == "issue" and row.get("subject_key") == issue.id)
    )


def _points_at(column, table: str) -> bool:
    return any(key.column.table.name == table for key in column.foreign_keys)


def test_a_page_of_the_author_is_for_the_author_alone(town):
    """What only they see is never kept for others: not by the browser, nor on the way."""
    with town("kath") as here:
        kath = here.enter("kath")
        paths = [f"/issues/{here.issue.id}", f"/say/{here.issue.id}", "/my-things"]
        for path in paths:
            answer = kath.get(path)
            assert answer.status_code == 200
            assert "no-store" in answer.headers["Cache-Control"]
        assert list(chain.from_iterable(kath.get(p).headers.getlist("ETag") for p in paths)) == []


def test_who_said_it_unnamed_has_one_voice_like_everybody(town):
    with town("kath") as here:
        kath, path = here.enter("kath"), f"/issues/{here.issue.id}"
        assert "Me too:" not in kath.get(path).text
        assert kath.post(f"{path}/me-too").status_code == 403
        assert here.issue.me_too_people == 0
        assert "Me too:" in here.enter("leon").get(path).text
