"""The family of a try: who borrowed from whom, as far as somebody may read."""

import pytest

from coprod.errors import NotFound
from coprod.people.viewer import NOBODY
from improvement_cycles.models import ImprovementProject
from improvement_cycles.story.family import family
from improvement_cycles.words import TryStatus
from tests.improvement_cycles.counting import new_try


@pytest.fixture
def tree(session, tries):
    """First <- hidden (being planned) <- last; first <- other; and a private one of Danny's."""
    first = new_try(session, tries.place, [], title="First", in_short="It worked.")
    draft = {"status": TryStatus.DRAFT, "title": "Planned"}
    planned = new_try(session, tries.elsewhere.place, [], borrowed_from_id=first.id, **draft)
    last = new_try(session, tries.place, [], title="Last", borrowed_from_id=planned.id)
    other = new_try(session, tries.place, [], title="Other", borrowed_from_id=first.id)
    new_try(
        session,
        tries.place,
        [],
        title="Private",
        borrowed_from_id=first.id,
        kind="one_persons",
        owner_id=tries.danny.id,
    )
    new_try(session, tries.place, [], title="A stranger")
    return {"first": first, "planned": planned, "last": last, "other": other}


def shape(relatives):
    return [(one.title, shape(one.borrowed)) for one in relatives]


def test_whoever_asks_in_the_family_sees_the_whole_of_it(session, tries, tree):
    for one in ("first", "last", "other"):
        seen = family(session, NOBODY, tree[one].id)
        assert shape(seen) == [("First", [("Last", []), ("Other", [])])]


def test_what_is_planned_is_for_the_people_of_its_area(session, tries, tree):
    assert tries.elsewhere.place.area_id != tries.place.area_id
    there = tries.elsewhere.as_(tries.elsewhere.danny)
    assert shape(family(session, there, tree["last"].id)) == [
        ("First", [("Planned", [("Last", [])]), ("Other", [])])
    ]
    with pytest.raises(NotFound):
        family(session, NOBODY, tree["planned"].id)


def test_several_trees_if_the_first_is_not_to_be_seen(session, tries, tree):
    tree["first"].status = TryStatus.DRAFT
    session.flush()
    assert shape(family(session, NOBODY, tree["last"].id)) == [("Last", []), ("Other", [])]


def test_a_big_family_still_holds_the_one_that_asks(session, tries, tree):
    for number in range(220):
        last = new_try(
            session, tries.place, [], title=f"T{number}", borrowed_from_id=tree["first"].id
        )
    seen = {one.id for tree in family(session, NOBODY, last.id) for one in tree.all()}
    assert last.id in seen and len(seen) == 200


def test_what_each_learned_is_told_and_no_number(visitor, session, tries):
    cycle = tries.decided("stopped")
    lender = session.get(ImprovementProject, cycle.project_id)
    new_try(session, tries.place, [], title="Theirs", borrowed_from_id=lender.id, in_short="So so.")
    session.commit()
    page = visitor.get(f"/tries/{lender.id}/family").text
    assert "Theirs" in page and "So so." in page and "They learned:" in page
    assert "<svg" not in page.split("<main")[1].split("</main")[0]
    assert visitor.get("/tries/999999/family").status_code == 404
