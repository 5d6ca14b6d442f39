"""Nobody reads about where they work. Where that leaves nobody, the person is told so at once."""

import pytest
from sqlalchemy import select

from coprod.concerns import services
from coprod.concerns.models import Concern, Employer
from coprod.concerns.services import Moved
from coprod.people.hats import HatKind
from coprod.people.models import Organisation
from coprod.people.viewer import Viewer
from tests.concerns.conftest import CANARY, WORDS, set_contact
from tests.concerns.test_telling import tell


def reads(session, sign_in, people):
    """Which of the two contacts can read the last thing told."""
    session.rollback()
    number = session.scalars(select(Concern.id).order_by(Concern.id.desc())).first()
    session.commit()
    page = f"/concerns/{number}"
    pair = {"first": people.first, "second": people.second}
    return {who for who, one in pair.items() if sign_in(one).get(page).status_code == 200}


def test_about_the_people_who_run_the_site_only_the_council_reads(
    visitor, people, session, sign_in
):
    tell(visitor, about="us")
    assert reads(session, sign_in, people) == {"second"}


def test_whoever_works_for_those_who_run_the_place_does_not_know(
    visitor, people, session, sign_in, area, place
):
    set_contact(session, area, people.second, "  HEARTHSTONE ", Employer.OTHER, 2)
    tell(visitor, about=f"place-{place.id}")
    assert reads(session, sign_in, people) == {"first"}


def test_whoever_works_at_a_place_of_the_same_organisation_does_not_know(
    visitor, people, session, sign_in, area, place, make
):
    runs = session.scalars(select(Organisation.id)).one()
    also_theirs = make.place(area, organisation_id=runs)
    make.hat(people.first, also_theirs, HatKind.STAFF, confirmed=False)
    tell(visitor, about=f"place-{place.id}")
    assert reads(session, sign_in, people) == {"second"}


def test_it_is_not_read_by_whom_it_is_about(visitor, people, session, sign_in):
    people.second.name = "Sid <b>Second</b>"
    tell(visitor, about=f"person-{people.second.id}")
    assert reads(session, sign_in, people) == {"first"}
    number = session.scalars(select(Concern.id)).one()
    page = sign_in(people.first).get(f"/concerns/{number}").text
    assert "It is about Sid &lt;b&gt;Second&lt;/b&gt;, a named contact like you." in page
    assert "Please do not tell them about it." in page and "They did not say where." not in page


def test_somebody_who_names_no_place_is_kept_from_those_who_work_at_theirs(
    people, session, sign_in, make, place
):
    make.hat(people.second, place, HatKind.MANAGER)
    tell(sign_in(people.resident))
    assert reads(session, sign_in, people) == {"first"}


@pytest.fixture
def nobody(session, area, people):
    for turn, one in enumerate((people.first, people.second), 1):
        set_contact(session, area, one, "Hearthstone", Employer.OTHER, turn)


def test_where_nobody_fits_the_person_is_told_whom_to_ring(
    visitor, nobody, people, session, sign_in, place
):
    after = tell(visitor, about=f"place-{place.id}").text
    assert "Nobody here can read this now." in after
    assert "01632 960 199" in after and "We want to read it by" not in after
    assert reads(session, sign_in, people) == set()


def test_words_that_are_moved_here_are_read_here_alone(people, session, sign_in, app, place, area):
    moved = Moved(
        area_id=area.id,
        words=WORDS,
        where="A talk",
        place_ids=(place.id,),
        author_id=people.resident.id,
        files=[("jpg", b"not a real one")],
    )
    number = services.moved_in(session, app.config["UPLOADS"], moved)
    session.commit()
    page = sign_in(people.first).get(f"/concerns/{number}").text
    assert CANARY in page and "It was moved here from: A talk." in page
    assert "Somebody resident" in page
    assert sign_in(people.advocate).get(f"/concerns/{number}").status_code == 404
    assert "Notes for me" in sign_in(people.resident).get("/my-things").text
    assert Viewer().id == 0
