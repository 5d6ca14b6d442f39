"""Something said in a talk with the name held back, looked for on every page and in every row."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from coprod.db import Base
from coprod.issues.models import Issue
from coprod.sign_in.models import SignIn
from forums import unnamed
from forums.alias_words import FIRST, SECOND
from forums.models import Post
from tests.conftest import ENGINES
from tests.journeys.crawl import crawl
from tests.journeys.pages import press
from tests.journeys.test_unnamed import FRESH_HEADERS, READERS, SECRETS, Alderbrook
from tests.sound import samples

WORDS = "The radio is loud at night. We are tired of it."
CHANGED = "The radio is loud at night. We are tired."
_ALIAS = re.compile(rf"\b({'|'.join(FIRST)}) ({'|'.join(SECOND)})\b")  # no two towns draw the same
THEIRS = {"person", "hat", "sign_in"}  # what is theirs, and about no message


class Talking(Alderbrook):
    """One town, where somebody said something unnamed in the talk about an issue."""

    @property
    def issue(self) -> Issue:
        self.session.expire_all()
        about = select(Issue).where(Issue.title == "Staff on phones")
        return self.session.scalars(about).one()

    @property
    def post(self) -> Post:
        self.session.expire_all()
        said = select(Post).where(Post.alias != "", Post.answers_id.is_(None))
        return self.session.scalars(said).one()

    def is_told_by(self, author: str) -> None:
        """It is said with a photo and a voice, changed, taken back and put back, and answered."""
        said, talk = self.enter(author), f"/talk/issue/{self.issue.id}"
        beside = {"name": "held", "how": "own_words", "photo": _photo(), "shows": "A door"}
        said.post("/drafts/save", data={"form": f"{talk}/say", "words": WORDS})
        voice = BytesIO(samples.wav()), "a.wav"
        assert press(said, f"{talk}/say", words=WORDS, voice=voice, **beside).status_code == 303
        here = f"/talk/posts/{self.post.id}"
        assert press(said, f"{here}/change", words=CHANGED).status_code == 303
        assert press(said, f"{here}/write-down", heard=WORDS).status_code == 303
        assert said.post(f"{here}/take-back").status_code == 303
        assert said.post(f"{here}/put-back").status_code == 303
        easier = {"words": "I am tired.", "name": "held", "how": "own_words"}
        assert press(said, f"{here}/answer", **easier).status_code == 303
        assert "tired" in said.get("/talk/mine").text

    def is_too_late(self, author: str) -> None:
        """Their sign-in runs out while they write."""
        said = self.enter(author)
        for row in self.session.scalars(select(SignIn)):
            row.seen_at -= timedelta(days=31)
        self.session.commit()
        for form in ("change", "take-back", "put-back", "answer"):
            sent = {"words": WORDS, "name": "held"}
            said.post(f"/talk/posts/{self.post.id}/{form}", data=sent)

    def seen_by(self, slug: str, alike: int = 3) -> dict[str, tuple]:
        """Every page and file that can be reached, with one name for every unnamed person."""
        start = ("/", "/my-things", f"/talk/issue/{self.issue.id}", f"/talk/posts/{self.post.id}")
        reader = self.enter(slug, FlaskClient)
        self.session.commit()
        return {path: _told(answer) for path, answer in crawl(reader, start, alike).items()}


def _told(answer) -> tuple:
    page = SECRETS.sub("", answer.get_data().decode("latin-1"))
    answer.close()  # a file
    headers = [pair for pair in answer.headers if pair[0] not in FRESH_HEADERS]
    return answer.status_code, _ALIAS.sub("Two words", page), headers


def _photo():
    made = BytesIO()
    Image.new("RGB", (60, 40), "green").save(made, "JPEG")
    return BytesIO(made.getvalue()), "a.jpg"


@pytest.fixture
def town(another_town):
    towns = []

    def found(author: str) -> Talking:
        towns.append(Talking(another_town()))
        towns[-1].is_told_by(author)
        return towns[-1]

    yield found
    for one in towns:
        one.session.close()


@pytest.mark.parametrize("another_alderbrook", ENGINES[:1], indirect=True)
def test_every_page_is_the_same_whoever_said_it(town):
    left, right = town("kath"), town("leon")
    for reader in ("", "colette", *READERS):
        seen, also = left.seen_by(reader), right.seen_by(reader)
        if reader != "sam":
            assert any("We are tired." in page for _, page, _ in seen.values()), reader
        assert seen.keys() == also.keys()
        assert [path for path in seen if seen[path] != also[path]] == []


@pytest.mark.parametrize("author", ["kath", "priya"])
def test_no_row_about_it_leads_to_who_said_it(town, author, caplog):
    here = town(author)
    here.is_too_late(author)
    person, post = here.person(author), here.post
    known = {person.slug, person.name, person.name.split()[0]}
    assert not [one for one in known if one in caplog.text]
    for table in Base.metadata.sorted_tables:
        if table.name in THEIRS:
            continue
        for row in here.session.execute(select(table)).mappings():
            if _about(row, table, post):
                pointing = [c.name for c in table.c if _points_at(c, "person")]
                assert person.id not in [row[name] for name in pointing], (table.name, row)
                assert not [one for one in known if one in str(dict(row))], (table.name, row)
    assert unnamed.author_of(here.session, post) == person.id


def _about(row, table, post) -> bool:
    """Whether a row is this message, points at it or its files, or holds its words or address."""
    if table.name in {"post", "photo", "sound"}:
        its = {"post": post.id, "photo": post.photo_id, "sound": post.sound_id}
        return row["id"] == its[table.name] or row.get("answers_id") == post.id
    said = str(list(row.values()))
    return (
        row.get("post_id") == post.id
        or (row.get("kind") == "post" and row.get("key") == post.id)
        or any(words in said for words in (WORDS, CHANGED, post.alias))
        or bool(re.search(rf"/talk/posts/{post.id}\b", said))
    )


def _points_at(column, table: str) -> bool:
    return any(key.column.table.name == table for key in column.foreign_keys)


def test_nothing_of_the_author_alone_is_kept_by_a_browser(town):
    here = town("kath")
    kath = here.enter("kath")
    for path in (f"/talk/issue/{here.issue.id}", "/talk/mine", f"/talk/posts/{here.post.id}/more"):
        answer = kath.get(path)
        assert "no-store" in answer.headers["Cache-Control"] and "ETag" not in answer.headers
