"""Looking for words: every page of what was found, best first, whatever else is chosen."""

import pytest

from coprod.issues import listing, search
from coprod.issues.listing import Wanted
from coprod.issues.words import IssueKind


@pytest.fixture
def many(make, session):
    """More than are asked about at once, some of them not for strangers."""
    place = make.place()
    author = make.person(place)
    made = [
        make.issue(
            place,
            author,
            title=f"Bus number {n}",
            words=f"Bus number {n}",
            published=n % 3 != 0,
            kind=IssueKind.IDEA if n % 2 else IssueKind.PROBLEM,
        )
        for n in range(150)
    ]
    make.issue(make.place(), title="Bus elsewhere", words="Bus elsewhere", published=True)
    session.commit()
    return place.area_id, made


def _pages(session, area_id, public, **wanted):
    found = search.ids(session, [area_id], "bus")
    after, shown, pages = "", [], 0
    while pages == 0 or after:
        page = listing.among(
            session, [area_id], public, Wanted(words="bus", after=after, **wanted), found
        )
        assert len(page.lines) <= listing.PER_PAGE
        shown, after, pages = [*shown, *(line.id for line in page.lines)], page.next, pages + 1
    return found, shown


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("wanted", [{}, {"kind": IssueKind.IDEA}])
def test_the_pages_together_are_all_that_was_found_and_may_be_seen(session, many, public, wanted):
    area_id, made = many
    there = {
        issue.id
        for issue in made
        if (issue.published or not public) and issue.kind is wanted.get("kind", issue.kind)
    }
    found, shown = _pages(session, area_id, public, **wanted)
    assert shown == [issue_id for issue_id in found if issue_id in there]
    assert set(shown) == there
