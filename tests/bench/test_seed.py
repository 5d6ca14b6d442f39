"""The bench's database is the same each time, and as whole as one that people filled."""

from random import Random

import pytest
from sqlalchemy import func, select

from bench import databases, seed, words
from bench.people import voices
from coprod.db import Base
from coprod.issues import counts, search
from coprod.issues.models import Issue, Support
from coprod.people.models import Person, Place
from forums.models import Post

SIZE = 300


@pytest.fixture
def filled(app, session):
    seed.fill(app.extensions["engine"], SIZE)
    return session


def _everything(session):
    tables = Base.metadata.sorted_tables
    return {table.name: session.execute(select(table)).all() for table in tables}


def test_it_has_as_many_issues_as_were_asked_for(filled):
    assert filled.scalar(select(func.count(Issue.id))) == SIZE


def test_stored_counters_are_what_counting_gives(filled):
    assert filled.scalar(select(func.count(Support.id))) > SIZE / 2
    assert counts.recount(filled) == []


def test_few_issues_have_many_backers(filled):
    many = select(func.count()).where(Issue.me_too_people > 8)
    assert 0 < filled.scalar(many) < SIZE / 5


def test_the_issue_that_is_talked_of_fills_a_page(filled):
    talk = select(func.count(Post.id)).where(Post.subject_key == seed.TALKED_OF)
    assert filled.scalar(talk) == 25


def test_words_in_it_are_found_by_searching(filled):
    found = search.ids(filled, [1], "bus")
    issues = filled.scalars(select(Issue.words).where(Issue.id.in_(found)))
    assert found and all("bus" in words.lower() for words in issues)


def test_new_rows_follow_the_seeded_ones(filled, make):
    assert make.issue(filled.get(Place, 1), filled.get(Person, 1)).id == SIZE + 1


def test_the_same_database_comes_out_each_time(tmp_path):
    made = []
    for name in ("one", "two"):
        engine = databases.open_engine(f"sqlite:///{tmp_path}/{name}.sqlite")
        Base.metadata.create_all(engine)
        seed.fill(engine, SIZE)
        with engine.connect() as connection:
            made.append(_everything(connection))
        engine.dispose()
    assert made[0] == made[1]


def test_common_words_come_far_more_often_than_rare_ones():
    said = words.zipf(Random(1), 10_000)
    first, hundredth = words.VOCABULARY[0], words.VOCABULARY[99]
    assert said.count(first) > 20 * max(1, said.count(hundredth) // 3)


def test_only_people_with_a_voice_back_anything(filled):
    assert set(filled.scalars(select(Support.person_id))) <= set(voices())
