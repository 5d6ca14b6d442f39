"""Finding what was said before: by other words, in any state, whatever is typed."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from coprod.issues import search, search_words, synonyms
from coprod.issues.models import Issue, Synonym
from coprod.people.hats import HatKind
from coprod.people.viewer import Viewer, Wears
from tests.issues.say.pairs import ENOUGH, PAIRS

NASTY = [
    '"',
    "'",
    "%",
    "*",
    "NEAR(a b)",
    "a AND NOT",
    "title:",
    "-x",
    "(",
    "😀",
    "مرحبا",
    "a" * 5000,
    "x " * 2000,
    "\\",
    "a:* & !b | <-> ''",
    "½ ² ª",
    "don't can't",
    "_ __",
]


def test_other_words_find_the_same_thing_in_the_first_three(session, demo, capsys):
    names = {issue.id: name for name, issue in demo.found["issues"].items()}
    viewer = Viewer(id=1, wears=(Wears(HatKind.USES_SERVICES, demo.area.id),))
    missed = [
        (typed, wanted)
        for typed, wanted in PAIRS
        if wanted not in [names[like.id] for like in search.similar(session, viewer, typed)]
    ]
    found = len(PAIRS) - len(missed)
    with capsys.disabled():
        sys.stdout.write(f"\nsimilar: {found} of {len(PAIRS)} pairs are among the first 3\n")
    assert len(PAIRS) >= 36
    assert found >= len(PAIRS) * ENOUGH, missed


def test_it_costs_four_statements_at_most(session, demo):
    from tests.page import counting

    viewer = Viewer(id=1, wears=(Wears(HatKind.USES_SERVICES, demo.area.id),))
    with counting(session.get_bind()) as counted:
        search.similar(session, viewer, " ".join(words for words, _ in PAIRS))
    assert len(counted) <= 4
    with counting(session.get_bind()) as counted:
        search.ids(session, [demo.area.id], "bus pass work")
    assert len(counted) <= 2


@pytest.mark.parametrize("words", NASTY)
def test_nothing_that_is_typed_is_a_mistake(session, make, place, danny, as_viewer, words):
    make.issue(place)
    assert isinstance(search.ids(session, [place.area_id], words), list)
    assert isinstance(search.similar(session, as_viewer(danny), words), list)


def test_nothing_at_all_finds_nothing(session, make, place):
    make.issue(place)
    assert search.ids(session, [place.area_id], "") == []
    assert search.ids(session, [place.area_id], "* ' \x00") == []
    assert search.ids(session, [], "bus") == []


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(max_size=60))
def test_any_text_at_all_can_be_looked_for(session, place, words):
    assert search.ids(session, [place.area_id], words) == []


def test_every_word_must_be_there_and_a_title_comes_first(session, make, place):
    below = make.issue(place, title="Late", words="The kitchen door was locked.")
    titled = make.issue(place, title="The kitchen is locked", words="At night.")
    newer = make.issue(place, title="Also late", words="A locked kitchen. The locked one.")
    make.issue(place, title="The kitchen", words="It is open.")
    found = search.ids(session, [place.area_id], "locks kitchen")
    assert found == [titled.id, newer.id, below.id]


def test_the_beginning_of_a_long_word_is_enough_and_of_a_short_one_not(session, make, place):
    issue = make.issue(place, title="Wheelchairs", words="A carton of wheelchairs.")
    assert search.ids(session, [place.area_id], "wheel") == [issue.id]
    assert search.ids(session, [place.area_id], "car") == []


def test_other_areas_are_not_looked_in(session, make, place, danny, as_viewer):
    theirs = make.issue(make.place(), title="Purple", words="Purple bus")
    assert search.ids(session, [place.area_id], "purple") == []
    assert search.similar(session, as_viewer(danny), "purple bus") == []
    assert search.ids(session, [theirs.area_id], "purple") == [theirs.id]


def test_the_newest_thousand_are_looked_through(session, make, place):
    issues = [make.issue(place, words="Purple bus.").id for _ in range(5)]
    assert search.ids(session, [place.area_id], "purple", limit=3) == issues[:1:-1]


def test_the_index_follows_every_change(session, make, place):
    issue = make.issue(place, title="Old", words="Old purple words")
    here = [place.area_id]
    session.execute(update(Issue).where(Issue.id == issue.id).values(words="New green words"))
    assert search.ids(session, here, "purple") == []
    assert search.ids(session, here, "green") == [issue.id]
    session.execute(update(Issue).values(me_too_people=3))
    assert search.ids(session, here, "green") == [issue.id]


def test_the_index_lets_go_of_what_is_removed(session, make, place):
    from coprod.issues.models import IssuePlace

    other = make.issue(place, words="Green still")
    gone = Issue(area_id=place.area_id, title="x", words="green gone", raised_on=other.raised_on)
    session.add(gone)
    session.flush()
    assert search.ids(session, [place.area_id], "green") == [gone.id, other.id]
    session.execute(delete(Issue).where(Issue.id == gone.id))
    session.execute(delete(IssuePlace).where(IssuePlace.issue_id == gone.id))
    assert search.ids(session, [place.area_id], "green") == [other.id]


def test_synonyms_go_both_ways_and_over_each_other(session, make, place):
    for word, means in (("tea", "dinner"), ("tea", "supper"), ("carer", "support worker")):
        session.add(Synonym(area_id=place.area_id, word=word, means=means))
    dinner = make.issue(place, title="Dinner", words="Dinner is at 5.")
    helper = make.issue(place, title="Support worker", words="My support worker is kind.")
    make.issue(place, title="Work", words="Support at work.")
    for typed in ("tea", "supper", "dinners"):
        assert search.ids(session, [place.area_id], typed) == [dinner.id]
    assert search.ids(session, [place.area_id], "carer") == [helper.id]
    assert ["support worker", "carer"] in search_words.groups(
        "my support worker", synonyms.pairs(session, [place.area_id])
    )


def test_advocates_keep_the_list_of_words(sign_in, session, make, place, danny, advocate):
    client = sign_in(advocate)
    page = client.post("/say/synonyms", data={"word": "Bus!", "means": "Ring  and Ride"})
    assert page.status_code == 303
    pair = session.query(Synonym).one()
    assert (pair.word, pair.means) == ("bus", "ring and ride")
    assert client.post("/say/synonyms", data={"word": "bus", "means": "ring and ride"}).status_code
    assert session.query(Synonym).count() == 1
    assert "bus = ring and ride" in client.get("/say/synonyms").text
    for data in (
        {"word": "", "means": "x"},
        {"word": "a", "means": "A"},
        {"word": "?", "means": "b"},
    ):
        assert client.post("/say/synonyms", data=data).status_code == 422
    for person in (danny, make.person(place, HatKind.MANAGER)):
        other = sign_in(person)
        assert other.get("/say/synonyms").status_code == 403
        assert other.post(f"/say/synonyms/{pair.id}/remove").status_code == 403
    elsewhere = sign_in(make.person(make.place(), HatKind.ADVOCATE))
    assert elsewhere.post(f"/say/synonyms/{pair.id}/remove").status_code == 404
    assert client.post(f"/say/synonyms/{pair.id}/remove").status_code == 303
    assert session.query(Synonym).count() == 0


def test_the_index_can_be_taken_away_and_made_again_over_rows(app, session, make, place):
    from sqlalchemy import text

    from coprod.issues.search_index import statements

    issue = make.issue(place, words="Purple bus")
    make.issue(place, words="Purple gone", taken_back_on=issue.raised_on)
    session.commit()
    dialect = session.get_bind().dialect.name
    for down in (True, False):
        for statement in statements(dialect, down=down):
            session.connection().exec_driver_sql(statement)
    session.commit()
    assert search.ids(session, [place.area_id], "purple") == [issue.id]
    assert session.scalar(text("SELECT count(*) FROM issue"))


def test_advocates_find_the_list_of_words_and_nobody_else_does(sign_in, danny, advocate):
    assert "/say/synonyms" in sign_in(advocate).get("/issues").text
    assert "/say/synonyms" not in sign_in(danny).get("/issues").text
