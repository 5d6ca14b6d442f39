"""Makes rows that are valid without being told anything."""

from datetime import date, timedelta
from itertools import count

from sqlalchemy.orm import Session

from coprod.db import insert_new, now, today
from coprod.issues.models import Issue, IssuePlace, StatusChange
from coprod.issues.words import Status
from coprod.people.hats import HatKind
from coprod.people.models import Area, Hat, Person, Place
from coprod.vision.models import (
    LineKind,
    Principle,
    Statement,
    StatementLine,
    StatementStatus,
    StatementVersion,
)
from forums.moderation.models import Vouch


class Make:
    """One maker for each noun. Everything is flushed, so ids are there."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.numbers = count(1)
        self.new: set[Person] = set()

    def area(self, **fields) -> Area:
        n = next(self.numbers)
        return self._save(Area(**{"slug": f"area-{n}", "name": f"Area {n}"} | fields))

    def place(self, area: Area | None = None, **fields) -> Place:
        n = next(self.numbers)
        area = area or self.area()
        fields = {"slug": f"place-{n}", "name": f"Place {n}", "uses_services": 12} | fields
        return self._save(Place(area_id=area.id, **fields))

    def person(
        self, where: Place | Area | None = None, hat: HatKind = HatKind.USES_SERVICES, **fields
    ) -> Person:
        n = next(self.numbers)
        new = fields.pop("newcomer", False)
        person = self._save(Person(**{"slug": f"person-{n}", "name": f"Person {n}"} | fields))
        if new:
            self.new.add(person)
        if where is not None:
            self.hat(person, where, hat)
        return person

    def hat(
        self, person: Person, where: Place | Area, kind: HatKind, confirmed: bool = True
    ) -> Hat:
        """Somebody with a hat is known to an advocate, but for a `newcomer` to the talk."""
        place_id = where.id if isinstance(where, Place) else None
        area_id = where.area_id if isinstance(where, Place) else where.id
        if confirmed and person not in self.new:
            known = {"person_id": person.id, "area_id": area_id, "by_id": person.id}
            insert_new(self.session, Vouch, **known, on=today())
        confirmed_at = now() if confirmed else None
        return self._save(
            Hat(
                person_id=person.id,
                area_id=area_id,
                place_id=place_id,
                kind=kind,
                confirmed_at=confirmed_at,
            )
        )

    def statement(self, area: Area, **fields) -> Statement:
        """An agreed statement with one line of each kind."""
        n = next(self.numbers)
        principle = self._save(
            Principle(
                area_id=area.id, slug=f"p{n}", name=f"Principle {n}", core="Core.", symbol="home"
            )
        )
        agreed = today() - timedelta(days=100)
        fields = {
            "status": StatementStatus.AGREED,
            "agreed_on": agreed,
            "look_again_on": agreed + timedelta(days=300),
        } | fields
        statement = self._save(Statement(area_id=area.id, principle_id=principle.id, **fields))
        version = self._save(
            StatementVersion(
                statement_id=statement.id,
                number=1,
                wording=f"My home is mine, number {n}.",
                short=f"Mine {n}.",
                symbol="home",
                agreed_on=agreed,
            )
        )
        for kind in LineKind:
            line = StatementLine(version_id=version.id, kind=kind, words=f"A line of {kind}.")
            self.session.add(line)
        self.session.flush()
        return statement

    def issue(self, place: Place, author: Person | None = None, **fields) -> Issue:
        author = author or self.person(place)
        fields = {
            "title": "A late bus",
            "words": "A late bus. It never comes on time.",
            "author_id": author.id,
            "author_hat": HatKind.USES_SERVICES,
            "raised_on": today(),
        } | fields
        issue = self._save(Issue(area_id=place.area_id, place_id=place.id, **fields))
        self.session.add(IssuePlace(issue_id=issue.id, place_id=place.id))
        self.session.add(StatusChange(issue_id=issue.id, became=Status.TRIAGE, on=issue.raised_on))
        self.session.flush()
        return issue

    @staticmethod
    def days_ago(days: int) -> date:
        return today() - timedelta(days=days)

    def _save(self, row):
        self.session.add(row)
        self.session.flush()
        return row
