"""Looking for a try: by words, place, kind and statement, and only among what one may read."""

import pytest

from coprod.people.models import Area
from coprod.people.viewer import NOBODY
from improvement_cycles.models import ProjectStatement
from improvement_cycles.queries import PAGE
from improvement_cycles.sought import Sought, find, statements
from improvement_cycles.words import TryKind, TryStatus
from tests.improvement_cycles.counting import new_try


@pytest.fixture
def made(session, make, tries):
    other = make.place(session.get(Area, tries.place.area_id))
    quiet = new_try(session, tries.place, [], title="The quiet hour", in_short="100% calm")
    stop = new_try(session, other, [], title="No more lists", kind=TryKind.STOP_DOING)
    link = ProjectStatement(project_id=stop.id, statement_id=tries.statement.id, version=1)
    session.add(link)
    session.flush()
    return {"quiet": quiet, "stop": stop, "other": other}


def titles(session, tries, sought, viewer=NOBODY):
    return [line.title for line in find(session, viewer, tries.place.area_id, sought)[0]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("quiet", ["The quiet hour"]),
        ("QUIET hour", ["The quiet hour"]),
        ("quiet lists", []),
        ("100%", ["The quiet hour"]),
        ("1_0", []),
        ("%", ["The quiet hour"]),
        ("' OR 1=1 --", []),
    ],
)
def test_every_word_has_to_be_in_it(session, tries, made, words, found):
    assert titles(session, tries, Sought(words=words)) == found


@pytest.mark.parametrize("words", ["élan", "ÉLAN", "Élan"])
def test_capitals_do_not_matter_in_any_alphabet(session, tries, words):
    new_try(session, tries.place, [], title="Élan vital")
    assert titles(session, tries, Sought(words=words)) == ["Élan vital"]


def test_the_words_of_a_go_count_too(session, tries):
    cycle = tries.doing()
    assert titles(session, tries, Sought(words="worker late")) == ["Home when I like"]
    assert cycle.what_we_will_try == "One worker starts late."


def test_place_kind_and_statement_narrow_it(session, tries, made):
    assert titles(session, tries, Sought(place_id=made["other"].id)) == ["No more lists"]
    assert titles(session, tries, Sought(kind=TryKind.STOP_DOING)) == ["No more lists"]
    assert titles(session, tries, Sought(statement_id=tries.statement.id)) == ["No more lists"]
    assert titles(session, tries, Sought(kind=TryKind.STOP_DOING, words="quiet")) == []
    assert [one for one, _words in statements(session, NOBODY, tries.place.area_id)] == [
        tries.statement.id
    ]


def test_nobody_finds_what_is_not_theirs_to_read(session, tries, made):
    own = {"kind": "one_persons", "owner_id": tries.danny.id, "title": "Secret quiet"}
    new_try(session, tries.place, [], **own)
    new_try(session, tries.place, [], title="Planned quiet", status=TryStatus.DRAFT)
    quiet = Sought(words="quiet")
    assert titles(session, tries, quiet) == ["The quiet hour"]
    hannah = tries.as_(tries.hannah)
    assert titles(session, tries, quiet, hannah) == ["Planned quiet", "The quiet hour"]
    danny = tries.as_(tries.danny)
    assert titles(session, tries, quiet, danny)[-2:] == ["Secret quiet", "The quiet hour"]


def test_the_page_finds_and_keeps_what_was_typed(visitor, session, tries, made):
    session.commit()
    page = visitor.get("/tries/find?words=Quiet&place=&kind=&statement=")
    assert page.status_code == 200 and visitor.statements <= 5
    assert "The quiet hour" in page.text and 'value="Quiet"' in page.text
    assert "We found no such try" in visitor.get("/tries/find?words=zebra").text
    assert "What we found" not in visitor.get("/tries/find").text


@pytest.mark.parametrize("query", ["place=x", "kind=pie", "statement=-1", "before=y", "words=%00"])
def test_what_makes_no_sense_narrows_nothing(visitor, tries, query):
    assert visitor.get(f"/tries/find?{query}").status_code == 200


def test_many_are_found_a_page_at_a_time(visitor, session, tries):
    for number in range(PAGE + 1):
        new_try(session, tries.place, [], title=f"Alike {number}")
    session.commit()
    first = visitor.get("/tries/find?words=alike")
    assert first.text.count("Alike ") >= PAGE and "before=" in first.text
    assert "Alike 0<" not in first.text
