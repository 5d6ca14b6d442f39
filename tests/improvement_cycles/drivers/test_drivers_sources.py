"""Ideas that people said: used in one press, in their words, and told only to who may read them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.db import now, today
from coprod.errors import Invalid, NotAllowed, NotFound
from coprod.issues.words import IssueKind, Status
from coprod.people.hats import HatKind
from coprod.rounds.models import Round, RoundPick
from coprod.rounds.words import RoundState
from improvement_cycles.drivers import sources
from improvement_cycles.drivers.models import ChangeIdea, DriverVersion
from improvement_cycles.models import ProjectIssue
from tests.journeys.pages import fields, press, words


@pytest.fixture
def said(drawn, make):
    """Something that was said at the place: a title of its own."""

    def say(title, place=None, **fields):
        return make.issue(place or drawn.tries.place, title=title, words=title, **fields)

    return say


def can(drawn, person=None, before=None):
    viewer = drawn.tries.as_(person or drawn.tries.danny)
    return sources.can_be_used(drawn.session, viewer, drawn.now(person), before)


def titles(rows):
    return [row.title for row in rows]


def pick(drawn, issue, place=None, title="Autumn"):
    opened = now() - timedelta(days=9)
    round_ = Round(
        area_id=drawn.tries.place.area_id,
        place_id=place and place.id,
        title=title,
        state=RoundState.CLOSED,
        opens_at=opened,
        closes_at=opened + timedelta(days=2),
        could_people=9,
        could_families=9,
        could_staff=9,
    )
    drawn.session.add(round_)
    drawn.session.flush()
    made = RoundPick(
        round_id=round_.id, issue_id=issue.id, turn=1, turn_of="people", by="people", on=today()
    )
    drawn.session.add(made)
    drawn.session.flush()
    return made


def test_what_can_be_used_is_said_in_three_lists(drawn, said, make):
    came, chosen, heard = said("The gate"), said("The bus"), said("The bell")
    drawn.session.add(ProjectIssue(project_id=drawn.project_id, issue_id=came.id))
    pick(drawn, chosen)
    pick(drawn, chosen, title="Winter")
    pick(drawn, came)
    elsewhere = make.place(area=make.session.get_one(type(make.area()), chosen.area_id))
    pick(drawn, said("Far away", elsewhere), place=elsewhere)
    said("Also far away", elsewhere)
    said("Thank you", kind=IssueKind.THANKS)
    said("Joined", status=Status.MERGED)
    said("Taken back", taken_back_on=today())
    found = can(drawn)
    assert titles(found.of_try) == ["The gate"]
    assert titles(found.picked) == ["The bus"]
    assert titles(found.said) == ["The bell"]
    drawn.do(sources.use, heard.id)
    drawn.do(sources.use, chosen.id)
    after = can(drawn)
    assert (after.picked, after.said) == ([], [])


def test_long_lists_come_page_by_page(drawn, said):
    for n in range(27):
        said(f"Thing {n}")
    first = can(drawn)
    assert len(first.said) == 25 and first.said[0].title == "Thing 26"
    assert titles(can(drawn, before=first.older).said) == ["Thing 1", "Thing 0"]


def test_one_press_makes_an_idea_of_it_that_keeps_where_it_came_from(drawn, said, sign_in):
    issue = said("The bus is late")
    made = pick(drawn, issue)
    danny = sign_in(drawn.tries.danny)
    page = danny.get(f"{drawn.url}/ideas").text
    assert "Use as an idea to try: The bus is late" in page
    sent = fields(page, f"{drawn.url}/ideas") | {"issue": str(issue.id)}
    first, second = (danny.post(f"{drawn.url}/ideas", data=sent) for _ in range(2))
    assert first.location == second.location
    idea = drawn.session.scalars(select(ChangeIdea).where(ChangeIdea.issue_id == issue.id)).one()
    assert (idea.words, idea.pick_id, idea.gone_on) == ("", made.id, None)
    assert first.location == f"{drawn.url}/idea/{idea.id}/helps"
    press(danny, first.location, uppers=[str(drawn.lift[1])])
    shown = danny.get(drawn.url).text
    assert "The bus is late" in shown
    assert f'href="/issues/{issue.id}"' in shown and f'href="/rounds/{made.round_id}"' in shown


def test_used_again_it_is_the_same_idea_and_one_taken_away_comes_back(drawn, said):
    issue = said("The bus is late")
    key = drawn.do(sources.use, issue.id)
    assert drawn.do(sources.use, issue.id) == key
    drawn.take_away(key)
    assert drawn.do(sources.use, issue.id) == key
    assert drawn.now().diagram.find(key)


def test_its_words_are_shown_only_to_who_may_read_what_was_said(drawn, said, visitor, sign_in):
    issue = said("The bus is late")
    key = drawn.do(sources.use, issue.id)
    danny = sign_in(drawn.tries.danny)
    hidden = "Something that people said."
    for url in ("", "/drawing.svg", "/versions", f"/versions/{drawn.now().edits}"):
        assert "The bus is late" in danny.get(drawn.url + url).text.replace("\n", " ") or url
        assert "The bus is late" not in visitor.get(drawn.url + url).text
    assert hidden in visitor.get(drawn.url).text
    assert f"/issues/{issue.id}" not in visitor.get(drawn.url).text
    issue.published = True
    assert "The bus is late" in visitor.get(drawn.url).text
    issue.taken_back_on = today()
    assert "The bus is late" not in danny.get(drawn.url).text
    assert hidden in danny.get(drawn.url).text
    drawn.reword(key, "A bus that comes on time")
    assert "A bus that comes on time" in visitor.get(drawn.url).text


def test_pressing_save_makes_no_words_of_an_issue_the_teams_own(drawn, said, sign_in):
    issue = said("The bus is late")
    key = drawn.do(sources.use, issue.id)
    danny, url = sign_in(drawn.tries.danny), drawn.part_url(key, "words")
    assert 'value="The bus is late"' in danny.get(url).text
    press(danny, url, words="The bus is late")
    drawn.session.expire_all()
    assert drawn.session.get(ChangeIdea, key[1]).words == ""
    issue.taken_back_on = today()
    page = danny.get(url).text
    assert "The bus is late" not in page and "people said." not in page.partition("<form")[2]
    assert press(danny, url, words="").status_code == 422
    press(danny, url, words="A bus on time")
    assert "A bus on time" in drawn.said


def test_no_row_keeps_the_words_of_an_issue(drawn, said):
    drawn.do(sources.use, said("The bus is late").id)
    kept = drawn.session.scalars(select(DriverVersion.diagram)).all()
    assert "The bus is late" not in str(kept)


def test_nobody_uses_what_they_may_not_read_or_what_is_of_another_area(drawn, said, make, sign_in):
    theirs = drawn.tries.elsewhere.place
    unread, read = said("Far", theirs), said("Far and open", theirs, published=True)
    for no_idea in (said("Thank you", kind=IssueKind.THANKS), said("Joined", status=Status.MERGED)):
        with pytest.raises(Invalid):
            drawn.do(sources.use, no_idea.id)
    for issue, wrong in ((unread, NotFound), (read, NotAllowed)):
        with pytest.raises(wrong):
            drawn.do(sources.use, issue.id)
    with pytest.raises(NotAllowed):
        drawn.do(sources.use, said("Near").id, by=drawn.tries.colette)
    danny = sign_in(drawn.tries.danny)
    page = f"{drawn.url}/ideas"
    assert press(danny, page, issue=str(unread.id)).status_code == 404
    assert press(danny, page, issue="").status_code == 404


def test_an_issue_leads_to_the_tries_of_who_is_in_a_team(drawn, said, sign_in, visitor, make):
    issue = said("The bus is late", published=True)
    way = f"/tries/ideas/from/{issue.id}"
    danny, colette = sign_in(drawn.tries.danny), sign_in(drawn.tries.colette)
    assert way in danny.get(f"/issues/{issue.id}").text
    assert way not in colette.get(f"/issues/{issue.id}").text
    assert way not in visitor.get(f"/issues/{issue.id}").text
    assert drawn.project.title in words(danny.get(way).text)
    answer = press(danny, way, f"{drawn.url}/ideas", issue=str(issue.id))
    assert "/helps" in answer.location
    nobody = sign_in(make.person(drawn.tries.place))
    assert "You are in no try" in nobody.get(way).text
    stranger = sign_in(drawn.tries.elsewhere.danny)
    assert drawn.project.title not in stranger.get(way).text
    thanks = said("Thank you", kind=IssueKind.THANKS)
    assert "/tries/ideas/from" not in danny.get(f"/issues/{thanks.id}").text


def test_tries_of_who_only_agrees_or_that_are_over_are_not_offered(drawn, said):
    issue = said("The bus is late")

    def mine(person):
        viewer = drawn.tries.as_(person)
        return {row.id for row in sources.my_tries(drawn.session, viewer, issue)}

    assert drawn.project_id in mine(drawn.tries.danny)
    assert mine(drawn.tries.colette) == mine(drawn.tries.hannah) == set()
    drawn.project.status = "kept"
    assert drawn.project_id not in mine(drawn.tries.danny)


def test_who_holds_their_name_back_is_in_no_diagram(drawn, said, make, sign_in):
    author = make.person(drawn.tries.place, HatKind.STAFF, name="Secret Sue")
    issue = said("The door is locked", author_id=None, author_hat=None, name_held=True)
    drawn.do(sources.use, issue.id)
    danny = sign_in(drawn.tries.danny)
    assert author.name not in danny.get(drawn.url).text + danny.get(f"{drawn.url}/versions").text
