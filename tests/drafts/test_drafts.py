"""Words that are not sent yet: saved as you go, and kept when a sign-in runs out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from coprod.drafts import services
from coprod.drafts.models import Draft
from coprod.groups import hats
from coprod.people.models import Hat
from coprod.sign_in import services as sign_in_services
from coprod.web import open_session

HTMX = {"HX-Request": "true"}


def drafts(session):
    session.expire_all()
    return session.scalars(select(Draft).order_by(Draft.id)).all()


def test_words_are_saved_as_you_go(danny, sign_in, session):
    client = sign_in(danny)
    for words in ("The", "The bus", "The bus is late. 😀 مرحبا"):
        response = client.post("/drafts/save", data={"form": "/say", "words": words}, headers=HTMX)
        assert (response.status_code, response.data) == (204, b"")
    assert services.kept(session, danny.id, "/say") == {"words": ["The bus is late. 😀 مرحبا"]}
    assert len(drafts(session)) == 1


def test_a_secret_is_never_kept(danny, sign_in, session):
    sent = {
        "form": "/say",
        "words": "x",
        "passphrase": "a",
        "passphrase_now": "b",
        "once": "d",
    }
    sign_in(danny).post("/drafts/save", data=sent)
    assert services.kept(session, danny.id, "/say") == {"words": ["x"]}


@pytest.mark.parametrize(
    "form", ["", "https://bad.example/", "//bad.example", "/\\bad", "say", "/" + "x" * 400]
)
def test_only_forms_of_this_site_are_kept(danny, sign_in, session, form):
    response = sign_in(danny).post("/drafts/save", data={"form": form, "words": "x"})
    assert response.status_code == 400
    assert drafts(session) == []


@pytest.mark.parametrize(
    "sent",
    [
        {f"field-{n}": "y" * 3_000 for n in range(70)},
        {"ticks": ["y" * services.MOST_LETTERS] * 3, "words": "y" * 90_000},
    ],
    ids=["of fields", "of ticks"],
)
def test_a_flood_is_cut_short(danny, sign_in, session, sent):
    sign_in(danny).post("/drafts/save", data={"form": "/say"} | sent)
    [draft] = drafts(session)
    assert len(draft.words) <= services.MOST_FIELDS
    assert (
        sum(len(text) for texts in draft.words.values() for text in texts) <= services.MOST_LETTERS
    )


def test_the_oldest_forms_make_room(danny, make, session):
    from werkzeug.datastructures import MultiDict

    other = make.person()
    services.keep(session, other.id, "/say", MultiDict({"words": "mine"}))
    for number in range(services.MOST_FORMS + 5):
        services.keep(session, danny.id, f"/say/{number}", MultiDict({"words": "x"}))
    own = [draft.form for draft in drafts(session) if draft.person_id == danny.id]
    assert own[0] == "/say/5" and len(own) == services.MOST_FORMS
    assert services.kept(session, other.id, "/say") == {"words": ["mine"]}


def test_saving_after_the_sign_in_ran_out_disturbs_nobody(danny, sign_in, session, away):
    client = sign_in(danny)
    away()
    response = client.post("/drafts/save", data={"form": "/say", "words": "x"}, headers=HTMX)
    assert response.status_code == 204 and "HX-Redirect" not in response.headers
    assert drafts(session) == []


def test_signing_out_keeps_the_draft(danny, sign_in, session):
    client = sign_in(danny, shared=True)
    client.post("/drafts/save", data={"form": "/say", "words": "half a sen"})
    client.post("/sign-out")
    assert services.kept(session, danny.id, "/say") == {"words": ["half a sen"]}


def write_too_late(client, place):
    return client.post(f"/group/hat/{place.id}", data={"kind": "family", "note": "What I wrote."})


def test_words_come_back_after_signing_in_as_the_same_person(danny, place, sign_in, session, away):
    client = sign_in(danny)
    away()
    response = write_too_late(client, place)
    assert (response.status_code, response.location) == (302, "/sign-in?next=/drafts/unsent")
    client = sign_in(danny)
    page = client.get("/drafts/unsent").text
    assert "We kept your words safe" in page and "What I wrote" in page
    assert f'action="/group/hat/{place.id}"' in page
    [draft] = drafts(session)
    sent = client.post(draft.form, data={"kind": "family", "draft_id": draft.id})
    assert sent.status_code == 303
    assert drafts(session) == []
    assert "Nothing is waiting" in client.get("/drafts/unsent").text


def test_carrying_on_keeps_the_words_it_saves_again(danny, sign_in, session, away):
    """The first page keeps its words under the same address: the new row is not the old one."""
    client = sign_in(danny)
    away()
    client.post("/say", data={"words": "All of it"})
    client = sign_in(danny)
    [draft] = drafts(session)
    sent = client.post("/say", data={"words": "All of it", "draft_id": draft.id})
    assert sent.location == "/say/check"
    assert "All of it" in client.get("/say/check").text
    assert "Nothing is waiting" in client.get("/drafts/unsent").text


def test_two_savings_at_once_are_one_row(app, danny, session):
    """While one is not committed yet, the other waits for it and comes after it."""
    from werkzeug.datastructures import MultiDict

    session.commit()
    at_once = Barrier(2)

    def save(words):
        with open_session(app=app) as writing:
            at_once.wait(10)
            for n in range(20):
                services.keep(writing, danny.id, "/say", MultiDict({"words": f"{words} {n}"}))
                writing.commit()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(save, ("one", "other")))
    [draft] = drafts(session)
    assert draft.words["words"][0].endswith(" 19")


def test_words_stay_kept_until_they_arrive(danny, place, sign_in, session, away):
    client = sign_in(danny)
    away()
    write_too_late(client, place)
    client = sign_in(danny)
    [draft] = drafts(session)
    assert (
        client.post(draft.form, data={"kind": "nonsense", "draft_id": draft.id}).status_code == 422
    )
    assert client.post("/group/hat/999999", data={"draft_id": draft.id}).status_code == 404
    assert len(drafts(session)) == 1


def test_words_stay_kept_while_nobody_has_said_which_area(make, place, danny, sign_in, session):
    make.area(name="Brook & Moor", slug="brook")
    client = sign_in(danny)
    hats.end_now(session, session.scalars(select(Hat.id).where(Hat.person_id == danny.id)).one())
    client.post("/say", data={"words": "All of it"})
    client = sign_in(danny)
    [draft] = drafts(session)
    answer = client.post("/say", data={"words": "All of it", "draft_id": draft.id})
    assert answer.status_code == 409
    assert "Choose your area first." in answer.text
    assert 'action="/say?area=brook"' in answer.text and "Brook &amp; Moor</button>" in answer.text
    assert answer.text.count('name="words" value="All of it"') == 2
    assert answer.text.count(f'name="draft_id" value="{draft.id}"') == 2
    again = client.post("/say?area=brook", data={"words": "All of it", "draft_id": draft.id})
    assert again.status_code == 403, "nobody without a hat says something"
    assert len(drafts(session)) == 1


def test_htmx_is_sent_to_the_door_with_its_words_kept(danny, place, sign_in, session, away):
    client = sign_in(danny)
    away()
    response = client.post(f"/group/hat/{place.id}", data={"note": "x"}, headers=HTMX)
    assert (response.status_code, response.headers["HX-Redirect"]) == (
        204,
        "/sign-in?next=/drafts/unsent",
    )
    assert len(drafts(session)) == 1


def test_nobody_else_ever_sees_or_touches_them(danny, make, place, sign_in, session, away):
    client = sign_in(danny)
    away()
    write_too_late(client, place)
    [draft] = drafts(session)
    other = sign_in(make.person(place))
    page = other.get("/drafts/unsent").text
    assert "Nothing is waiting" in page and "What I wrote" not in page
    other.post(f"/drafts/unsent/{draft.id}/throw-away")
    other.post("/drafts/save", data={"form": "/say", "words": "x", "draft_id": draft.id})
    assert draft.id in [kept.id for kept in drafts(session)]


def test_words_can_be_thrown_away(danny, place, sign_in, session, away):
    client = sign_in(danny)
    away()
    write_too_late(client, place)
    client = sign_in(danny)
    [draft] = drafts(session)
    response = client.post(f"/drafts/unsent/{draft.id}/throw-away")
    assert (response.status_code, response.location) == (303, "/drafts/unsent")
    assert drafts(session) == []


def test_words_are_kept_when_the_sign_in_was_ended_on_another_device(danny, sign_in, session):
    phone, tablet = sign_in(danny), sign_in(danny)
    tablet.post("/my-settings/sign-out-everywhere")
    late = phone.post("/say", data={"words": "Mine."})
    assert (late.status_code, late.location) == (302, "/sign-in?next=/drafts/unsent")
    assert services.kept(session, danny.id, "/say") == {"words": ["Mine."]}
    session.commit()
    tablet.post("/say", data={"words": "After I signed out on this one."})
    assert services.kept(session, danny.id, "/say") == {"words": ["Mine."]}


def test_words_are_kept_when_a_new_passphrase_or_hat_ended_every_sign_in(danny, sign_in, session):
    phone = sign_in(danny)
    sign_in_services.end_everywhere(session, danny.id)
    phone.post("/say", data={"words": "Mine."})
    assert services.kept(session, danny.id, "/say") == {"words": ["Mine."]}


@pytest.mark.parametrize(
    "form", ["/issues/{}/better", "/say/{}/ask/kind", "/say/{}/take-back", "/say/{}/put-back"]
)
def test_no_row_is_kept_under_an_address_that_would_tell_who_said_it(
    danny, make, place, sign_in, session, away, form
):
    issue = make.issue(place, danny)
    client = sign_in(danny)
    away()
    asked = client.post(form.format(issue.id), data={"says": "better", "words": "My own."})
    assert asked.status_code == 200 and "We kept your words." in asked.text
    assert 'name="carried"' in asked.text and "My own." in asked.text
    assert drafts(session) == []


def test_a_form_of_another_site_keeps_nothing(danny, place, sign_in, session, away):
    client = sign_in(danny)
    away()
    headers = {"Sec-Fetch-Site": "cross-site"}
    client.post(f"/group/hat/{place.id}", data={"note": "not mine"}, headers=headers)
    assert drafts(session) == []


def test_my_things_says_that_words_wait(danny, place, sign_in, away):
    client = sign_in(danny)
    away()
    write_too_late(client, place)
    assert "You have words that are not sent yet" in sign_in(danny).get("/my-things").text
