"""Looking again together: three answers, then still right or new words."""

import pytest

from coprod.db import today
from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.people.hats import Group
from coprod.vision import services, statement, writing
from coprod.vision.models import StatementStatus
from coprod.vision.months import months_on


@pytest.fixture
def answer(session, everyone, as_viewer, draft):
    people = {
        Group.PEOPLE: everyone.uses_services,
        Group.FAMILIES: everyone.family,
        Group.STAFF: everyone.staff,
    }

    def answer(*groups, edits=0):
        for group in groups:
            services.look_again(
                session,
                as_viewer(people[group]),
                draft.found(),
                group,
                edits,
                better=f"Better, say {group.value}.",
                same_or_worse="Nights.",
                next="A key each.",
            )

    return answer


def test_still_right_needs_all_three_answers(session, agree, draft, answer):
    found = agree()
    found.statement.status = StatementStatus.LOOK_AGAIN
    answer(Group.PEOPLE)
    with pytest.raises(Conflict, match="Still waiting for an answer from families and staff"):
        services.still_right(session, draft.writer, found, 6)
    answer(Group.FAMILIES, Group.STAFF)
    services.still_right(session, draft.writer, found, 6)
    assert found.statement.status is StatementStatus.AGREED
    assert found.statement.look_again_on == months_on(today(), 6)
    assert found.statement.looked_at_on == today()
    assert found.statement.version == 1


def test_the_next_looking_starts_with_empty_boxes_and_the_last_one_stays(
    session, agree, draft, answer
):
    agree()
    answer(*Group)
    services.still_right(session, draft.writer, draft.found(), 12)
    answer(Group.PEOPLE)
    assert statement.boxes(session, draft.id, 1).keys() == set(Group)
    assert statement.boxes(session, draft.id, 2).keys() == {Group.PEOPLE}


def test_new_words_end_a_looking_too(session, agree, draft, answer, everyone, as_viewer):
    from coprod.vision.found import find
    from coprod.vision.models import SignUpSays

    old = agree()
    answer(Group.PEOPLE)
    number = writing.new_version(session, draft.writer, old)
    new = find(session, draft.writer, draft.id, number)
    for person in (everyone.uses_services, everyone.family, everyone.staff):
        services.sign_up(session, as_viewer(person), new, SignUpSays.YES, "")
    services.publish(session, draft.writer, new, 12)
    assert (old.statement.version, old.statement.looked) == (2, 1)


def test_two_writers_of_one_box_are_told(agree, answer):
    agree()
    answer(Group.STAFF)
    answer(Group.STAFF, edits=1)
    with pytest.raises(writing.Stale):
        answer(Group.STAFF, edits=1)
    with pytest.raises(writing.Stale):
        answer(Group.STAFF, edits=0)


def test_an_empty_answer_is_none(session, agree, draft):
    agree()
    with pytest.raises(Invalid):
        services.look_again(
            session, draft.writer, draft.found(), Group.PEOPLE, 0, better="", next=""
        )


@pytest.mark.parametrize("hat", ["family", "staff", "manager", "commissioner", "stranger"])
def test_nobody_answers_for_people_who_use_services(
    session, agree, draft, everyone, as_viewer, hat
):
    agree()
    viewer = as_viewer(getattr(everyone, hat))
    with pytest.raises(NotAllowed):
        services.look_again(session, viewer, draft.found(), Group.PEOPLE, 0, better="All fine.")


def test_the_answers_stand_side_by_side_on_the_page(sign_in, visitor, agree, everyone, draft):
    agree()
    url = f"/good-life/{draft.id}/look-again"
    for person, group in (
        (everyone.uses_services, "people"),
        (everyone.family, "families"),
        (everyone.staff, "staff"),
    ):
        sent = {"better": f"Said by {group}.", "edits": "0", "once": group * 5}
        assert sign_in(person).post(f"{url}/{group}", data=sent).location == url
        assert sign_in(person).get(f"{url}/{group}").status_code == 200
    client = sign_in(everyone.uses_services)
    assert client.get(url).text.count("Said by") == 3
    assert client.get(f"/good-life/{draft.id}/still-right").status_code == 200
    assert client.post(f"/good-life/{draft.id}/still-right", data={}).status_code == 422
    done = client.post(f"/good-life/{draft.id}/still-right", data={"months": "9"})
    assert done.location == f"/good-life/{draft.id}"
    assert visitor.get(f"/good-life/{draft.id}").text.count("Said by") == 3


def test_a_stale_answer_shows_both_texts(sign_in, agree, everyone, draft, answer):
    agree()
    answer(Group.STAFF)
    response = sign_in(everyone.staff).post(
        f"/good-life/{draft.id}/look-again/staff", data={"better": "My words.", "edits": "0"}
    )
    assert response.status_code == 409
    assert "My words." in response.text
    assert "Better, say staff." in response.text
    assert 'name="edits" value="1"' in response.text


def cannot_be_put_away(advocate, url):
    """The page to do it says so as what it sends would, whatever is sent."""
    there = f"{url}/put-away"
    for answer in (advocate.get(there), *(advocate.post(there, data={"why": w}) for w in "x ")):
        assert answer.status_code == 409
        assert "These words are not in use now." in answer.text


def test_a_draft_cannot_be_put_away(sign_in, draft, everyone):
    cannot_be_put_away(sign_in(everyone.advocate), f"/good-life/{draft.id}")


def test_the_advocate_puts_a_statement_away_and_brings_it_back(
    sign_in, visitor, agree, everyone, draft
):
    agree()
    url = f"/good-life/{draft.id}"
    assert sign_in(everyone.manager).post(f"{url}/put-away").status_code == 403
    client = sign_in(everyone.advocate)
    assert f'{{"form": "{url}/put-away"}}' in client.get(f"{url}/put-away").text  # it saves itself
    assert client.post(f"{url}/put-away", data={"why": " "}).status_code == 422
    assert client.post(f"{url}/put-away", data={"why": "Nobody says it so."}).status_code == 303
    late = client.post(f"{url}/put-away", data={"why": "Me too."})
    assert late.status_code == 409 and "Me too." in late.text
    cannot_be_put_away(client, url)
    assert "put away" in visitor.get(url).text
    assert "My key." not in visitor.get("/good-life").text
    assert client.get(f"{url}/look-again").status_code == 404
    client.post(f"{url}/bring-back")
    assert draft.found().statement.status is StatementStatus.LOOK_AGAIN
