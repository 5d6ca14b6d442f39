"""The first page: its lists, where they lead, and what somebody new is told."""

from datetime import timedelta

import pytest

from coprod.db import today
from coprod.first_page import Asks, ask
from coprod.front import queries
from coprod.issues.models import Doer
from coprod.issues.words import OPEN, AnswerSays, Job, Status
from coprod.joining.models import Joining, JoinState
from coprod.meetings import next_ones
from coprod.people.hats import HatKind
from coprod.people.viewer import NOBODY
from tests.journeys.pages import part, words


def under_way(make, place, person, n, **fields):
    """So many things we said yes to long ago, and nobody does anything."""
    yes = {"status": Status.ACCEPTED, "accepted_on": today() - timedelta(days=8)} | fields
    return [make.issue(place, person, title=f"Thing {at}", **yes) for at in range(n)]


def test_somebody_who_waits_for_a_yes_sees_what_is_open_to_everyone(make, place, people, sign_in):
    make.issue(place, people.person, title="Open to all", published=True)
    make.issue(place, people.person, title="For us alone")
    better = {"published": True, "status": Status.RESOLVED}
    make.issue(place, people.person, title="Better for all", **better)
    make.issue(make.place(), people.person, title="Of elsewhere", published=True)
    newcomer = make.person()
    make.hat(newcomer, place, HatKind.USES_SERVICES, confirmed=False)
    page = sign_in(newcomer).get("/").text
    assert "Your hat is not confirmed yet." in words(page)
    assert "Open to all" in part(page, "new")
    assert "Better for all" in part(page, "better")
    assert "For us alone" not in page
    assert "Of elsewhere" not in page
    assert "You could be first" not in page


def test_somebody_new_to_an_empty_place_is_not_told_that_nobody_spoke(make, place, people, sign_in):
    make.issue(place, people.person, title="For us alone")
    newcomer = make.person()
    make.hat(newcomer, place, HatKind.USES_SERVICES, confirmed=False)
    assert "Nothing here is open to everyone yet." in part(sign_in(newcomer).get("/").text, "new")


def test_somebody_with_no_hat_is_not_told_to_wait(make, place, sign_in):
    page = words(sign_in(make.person()).get("/").text)
    assert "You have no hat here now." in page
    assert "will do it soon" not in page


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("person", True),
        ("family", True),
        ("staff", True),
        ("manager", True),
        ("advocate", True),
        ("commissioner", False),
    ],
)
def test_the_big_button_is_for_those_who_may_say_something(who, may, people, sign_in):
    client = sign_in(getattr(people, who))
    main = client.get("/").text.split("<main")[1]
    assert ('href="/say"' in main) == may
    assert (client.get("/say").status_code == 200) == may


def test_every_list_leads_to_all_of_it(make, place, people, sign_in):
    under_way(make, place, people.person, 4)
    for n in range(4):
        make.issue(place, people.person, title=f"Better {n}", status=Status.RESOLVED)
        make.issue(place, people.person, title=f"Asked {n}")
    client = sign_in(people.manager)
    page = client.get("/").text + client.get("/your-turn").text
    assert 'href="/your-turn"' in page
    for heading, leads_to, shown in (
        ("turn", "/all/waiting", "Asked"),
        ("nobody", "/all/nobody", "Thing"),
        ("better", "/issues?status=resolved&amp;order=changed", "Better"),
        ("new", "/issues", "Asked"),
    ):
        assert f'href="{leads_to}"' in page, heading
        whole = client.get(leads_to.replace("&amp;", "&")).text
        assert all(f"{shown} {n}" in whole for n in range(4)), heading


def test_somebody_with_much_to_do_finds_few_cards_and_all_of_them_behind_one_link(
    make, session, place, people, answer, sign_in
):
    """The first page has 5 cards, and of no kind more than 2."""
    for n in range(3):
        make.issue(place, people.person, title=f"Asked {n}")
        about = make.issue(place, people.person, title=f"About {n}")
        answer(people.manager, about, AnswerSays.YES, what=f"Mend {n}", by_when=today())
        joined = make.issue(place, people.person, title=f"Like {n}", author_id=people.manager.id)
        into = make.issue(place, people.person, title=f"Into {n}")
        both = {"issue_id": joined.id, "into_id": into.id, "area_id": place.area_id}
        session.add(Joining(**both, state=JoinState.ASKED))
    session.flush()
    client = sign_in(people.manager)
    few, whole = client.get("/").text, client.get("/your-turn").text
    turn = few[few.index('id="turn"') : few.index("</section>")]
    assert turn.count("<article") == 5 and 'href="/your-turn"' in turn
    assert few.index('id="turn"') < few.index('id="new"')
    for shown in ("Mend", "Shall we join them?", "Needs an answer"):
        assert part(few, "turn").count(shown) in {1, 2}, shown
        assert part(whole, "turn").count(shown) == 3, shown


def test_somebody_with_nothing_to_do_is_greeted_and_led_on(people, sign_in):
    page = sign_in(people.family).get("/").text
    assert "Nothing waits for you now. Have a look at what is new." in words(page)
    assert "There is nothing new yet. You could be first." in part(page, "new")
    assert "Nothing waits for you now." in words(sign_in(people.family).get("/your-turn").text)


def test_what_is_over_does_not_stand_in_new(make, place, people, sign_in):
    make.issue(place, people.person, title="Still said")
    for n, status in enumerate(set(Status) - OPEN):
        make.issue(place, people.person, title=f"Over {n}", status=status)
    new = part(sign_in(people.person).get("/").text, "new")
    assert "Still said" in new
    assert "Over" not in new


def test_a_list_that_is_shown_whole_leads_nowhere_else(make, place, people, sign_in):
    under_way(make, place, people.person, 3)
    assert "/all/nobody" not in sign_in(people.manager).get("/").text


def test_a_whole_list_goes_on_page_by_page_without_loss(
    make, place, other, people, sign_in, monkeypatch
):
    monkeypatch.setattr(queries, "PER_PAGE", 3)
    queries._whole.cache_clear()
    many = under_way(make, place, people.person, 5)
    many += under_way(make, place, people.person, 2, status=Status.IN_CYCLE)
    client, seen, address = sign_in(people.manager), [], "/all/nobody"
    for _ in range(3):
        page = client.get(address).text
        seen += [int(one.split('"')[0]) for one in page.split('href="/issues/')[1:]]
        address = page.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in page else ""
    queries._whole.cache_clear()
    assert seen == [one.id for one in many]
    assert not address


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "²"])
def test_an_address_made_up_starts_at_the_beginning(after, issue, people, sign_in):
    page = sign_in(people.manager).get("/all/waiting", query_string={"after": after})
    assert issue.title in page.text


def test_what_has_everybody_it_needs_is_not_nobodys_job(make, session, place, people, sign_in):
    (whole, part_of) = under_way(make, place, people.person, 2)
    fresh = make.issue(
        place, people.person, title="Fresh", status=Status.ACCEPTED, accepted_on=today()
    )
    for job in Job:
        session.add(Doer(issue_id=whole.id, job=job, person_id=people.staff.id))
    session.add(Doer(issue_id=part_of.id, job=Job.LEADS, person_id=people.staff.id))
    session.flush()
    found = part(sign_in(people.person).get("/").text, "nobody")
    assert part_of.title in found
    assert whole.title not in found
    assert fresh.title not in found


def test_visitors_are_led_to_all_that_got_better(make, place, people, visitor):
    for n in range(4):
        open_to_all = {"status": Status.RESOLVED, "published": True}
        make.issue(place, people.person, title=f"Better {n}", **open_to_all)
    page = visitor.get("/").text
    assert 'href="/issues?status=resolved&amp;order=changed"' in page


def test_people_of_two_areas_see_both_together(make, place, people, sign_in):
    elsewhere = make.place()
    make.hat(people.manager, elsewhere, HatKind.MANAGER)
    first = make.issue(elsewhere, people.person, title="Of elsewhere")
    last = make.issue(place, people.person, title="Of Rose House")
    strange = make.issue(make.place(), people.person, title="Of nowhere we know")
    page = sign_in(people.manager).get("/").text
    new, turn = part(page, "new"), part(page, "turn")
    assert new.index(last.title) < new.index(first.title)
    assert turn.index(first.title) < turn.index(last.title)
    assert strange.title not in page


def test_thank_yous_do_not_wait_in_the_list(make, place, people, sign_in):
    make.issue(place, people.person, title="Thank you Jo", kind="thanks")
    make.issue(place, people.person, title="A loud door")
    client = sign_in(people.staff)
    assert "Thank you Jo" in client.get("/issues").text
    waiting = client.get("/issues?order=waiting").text
    assert "A loud door" in waiting
    assert "Thank you Jo" not in waiting


@pytest.mark.parametrize("who", ["person", "staff", "manager", "commissioner", "advocate"])
def test_the_first_page_costs_few_statements_for_every_hat(who, make, issue, people, sign_in):
    client = sign_in(getattr(people, who))
    client.get("/")
    client.get("/")
    assert client.statements <= 8  # each part gives its rows to one statement


def test_parts_that_mean_different_things_by_one_name_are_refused(session, people, as_viewer):
    rows = (next_ones.ASKS.parts[0],)
    here = Asks(rows, lambda *_: {"area_id": 1})
    elsewhere = Asks(rows, lambda *_: {"area_id": 2})
    with pytest.raises(ValueError, match="area_id"):
        ask(session, as_viewer(people.person), 1, [here, elsewhere])
    assert not ask(session, NOBODY, 1, [Asks(rows, lambda *_: None)])
