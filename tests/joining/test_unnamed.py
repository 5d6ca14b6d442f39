"""An author whose name is held back is asked and answers. No page and no row says who it was."""

import pytest
from sqlalchemy import func, select

from coprod.db import Base, midnight
from coprod.issues import held
from coprod.joining.models import JoinState
from coprod.people.hats import HatKind
from coprod.sign_in import services as sign_ins
from tests.journeys.pages import press

NAME = "Zebedee Quillfeather"


@pytest.fixture
def zebedee(make, place):
    return make.person(place, name=NAME)


@pytest.fixture
def unnamed(make, place, zebedee, session):
    issue = make.issue(place, zebedee, title="Tea", author_id=None, author_hat=None, name_held=True)
    held.hold(session, zebedee.id, issue.id)
    return issue


def test_they_answer_and_leave_no_trace(
    everyone, suggest, unnamed, into, ben, sign_in, session, zebedee
):
    joining = suggest(everyone.advocate, (unnamed, into))
    theirs, here = sign_in(zebedee), f"/joins/{joining.id}"
    assert "Shall we join them?" in theirs.get("/").text
    assert "Your name stays held back." in theirs.get(here).text
    assert press(theirs, here, says="yes").status_code == 303
    assert press(sign_in(ben), here, says="yes").status_code == 303
    session.expire_all()
    assert joining.state is JoinState.JOINED
    seen_by_all(everyone, sign_in, unnamed, into, here)
    assert press(theirs, f"{here}/undo", why="It is not the same.").status_code == 303
    session.expire_all()
    assert joining.state is JoinState.UNDONE
    seen_by_all(everyone, sign_in, unnamed, into, here)
    is_in_no_row(session, zebedee)


def test_they_ask_and_leave_no_trace(unnamed, into, sign_in, session, zebedee, everyone):
    theirs = sign_in(zebedee)
    asked = press(theirs, f"/issues/{unnamed.id}/same-as", into=str(into.id), why="One pot.")
    assert asked.status_code == 303
    page = sign_in(everyone.family).get(asked.location).text
    assert "Somebody asked to join them." in page and "who said it asked" not in page
    seen_by_all(everyone, sign_in, unnamed, into, asked.location)
    is_in_no_row(session, zebedee)


def test_a_form_that_comes_too_late_is_kept_nowhere(
    everyone, suggest, unnamed, into, session, sign_in, visitor, zebedee
):
    joining = suggest(everyone.advocate, (unnamed, into))
    theirs = sign_in(zebedee)
    sign_ins.end_everywhere(session, zebedee.id)
    session.commit()
    form = {"says": "yes", "why": "So."}
    for page in ("", "/undo", "/apart"):
        sent = theirs.post(f"/joins/{joining.id}{page}", data=form)
        assert "Sign in to send them" in sent.text
        nobodys = visitor.post(f"/joins/{joining.id}{page}", data=form)
        assert nobodys.location == "/sign-in?next=/", "the next person could send it as theirs"
    is_in_no_row(session, zebedee)


def test_their_own_me_too_for_the_other_never_counts_for_their_own(
    unnamed, into, zebedee, back, session, suggest, say, ben, sign_in, everyone
):
    """Who said the second without a name, and me too to the first, still has one voice."""
    back(zebedee, into)
    joining = suggest(everyone.advocate, (into, unnamed))
    say(ben, joining)
    say(zebedee, joining)
    assert joining.state is JoinState.JOINED
    here = f"/joins/{joining.id}/follow"
    assert press(sign_in(zebedee), here, follows="yes").status_code == 403
    session.expire_all()
    assert (unnamed.me_too_people, into.me_too_people) == (0, 1)


def test_asking_does_not_tell_that_both_are_the_same_persons(
    unnamed, make, place, zebedee, session, suggest, say, undo, sign_in
):
    """A yes for both at once would: the second one is asked like anybody else."""
    named = make.issue(place, zebedee, title="Tea again")
    other = make.issue(place, title="Tea too", author_id=None, author_hat=None, name_held=True)
    held.hold(session, zebedee.id, other.id)
    for second in (named, other):
        joining = suggest(zebedee, (unnamed, second))
        assert (joining.state, joining.issue_says, joining.into_says) == ("asked", "yes", None)
        assert "Shall we join them?" in sign_in(zebedee).get("/").text
        say(zebedee, joining)
        assert joining.state is JoinState.JOINED
        undo(zebedee, joining)


def test_the_time_of_day_tells_nothing(
    everyone, suggest, unnamed, into, say, ben, zebedee, session
):
    joining = suggest(everyone.advocate, (into, unnamed))
    say(ben, joining)
    say(zebedee, joining)
    session.refresh(into)
    assert into.moved_at == midnight()


def seen_by_all(everyone, sign_in, unnamed, into, here):
    for kind in HatKind:
        client = sign_in(getattr(everyone, kind.value))
        for page in (f"/issues/{unnamed.id}", f"/issues/{into.id}", here, "/"):
            text = client.get(page).text
            assert "Zebedee" not in text and "Quillfeather" not in text, page


def is_in_no_row(session, person):
    """Every row that points at them: only what is theirs, and about no issue."""
    session.expire_all()
    for table in Base.metadata.sorted_tables:
        if table.name in {"person", "hat", "sign_in", "vouch"}:
            continue
        for column in table.c:
            if any(key.column.table.name == "person" for key in column.foreign_keys):
                rows = select(func.count()).select_from(table).where(column == person.id)
                assert session.scalar(rows) == 0, f"{table.name}.{column.name}"
