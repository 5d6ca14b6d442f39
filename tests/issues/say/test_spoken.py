"""Saying something out loud: a voice alone is enough, and its words can be written down after."""

import os
from io import BytesIO

import pytest
from sqlalchemy import select, update

from coprod.db import HERE
from coprod.drafts.models import Draft
from coprod.issues import search, sounds
from coprod.issues.models import Issue, Sound
from coprod.issues.words import SaidAs
from coprod.people.hats import HatKind
from coprod.sign_in.models import SignIn
from tests.issues.say.test_journey import once
from tests.sound import samples


def voice(kind="webm", name="REC Mill Lane.bin"):
    return (BytesIO(samples.ALL[kind]()), name)


def says(client, words="", kind="webm", **answers):
    client.post("/say", data={"words": words, "voice": voice(kind)})
    for name, data in answers.items():
        assert client.post(f"/say/ask/{name}", data=data).status_code == 303
    return client.post("/say/check", data={"once": once(client.get("/say/check"))})


def only(session, kind=Sound):
    session.expire_all()
    return session.scalars(select(kind)).one()


def test_a_voice_alone_says_something(sign_in, session, make, place, danny):
    client = sign_in(danny)
    asked = client.get("/say").text
    assert 'accept="audio/*"' in asked and ' capture="user"' in asked  # a phone opens its recorder
    assert client.post("/say", data={"words": "", "voice": voice()}).location == "/say/check"
    page = client.get("/say/check")
    kept = only(session)
    assert "Spoken words" in page.text and f'src="/recordings/{kept.id}"' in page.text
    sent = client.post("/say/check", data={"once": once(page)})
    issue = only(session, Issue)
    assert (issue.title, issue.words, issue.symbol) == (
        "Spoken words",
        "Spoken words",
        "microphone",
    )
    assert issue.said_as is SaidAs.OWN_WORDS and only(session).issue_id == issue.id
    assert f"/recordings/{kept.id}" in client.get(sent.location).text
    neighbour = sign_in(make.person(place))
    page = neighbour.get(f"/issues/{issue.id}").text
    assert f'src="/recordings/{kept.id}"' in page and "Nobody has written this down yet." in page
    assert "/write-down" not in page
    for path in ("/issues", "/"):
        assert "Spoken words" in neighbour.get(path).text
    assert "Spoken words" in client.get("/my-things").text


@pytest.mark.parametrize("kind", list(samples.ALL))
def test_nothing_of_the_phone_is_left_and_it_plays_in_parts(sign_in, session, app, danny, kind):
    client = sign_in(danny)
    says(client, kind=kind)
    kept = only(session)
    path = app.config["UPLOADS"] / kept.name
    raw = path.read_bytes()
    assert samples.SPOT not in raw and kept.size == len(raw)
    assert kept.name.endswith(f".{kind}") and "Mill" not in kept.name
    whole = client.get(f"/recordings/{kept.id}")
    assert (whole.status_code, whole.data) == (200, raw)
    assert whole.mimetype == sounds.mime(kept) and whole.mimetype.startswith("audio/")
    assert whole.headers["Accept-Ranges"] == "bytes"
    called = f'inline; filename="recording-{kept.id}.{kind}"'
    assert whole.headers["Content-Disposition"] == called
    assert whole.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in whole.headers["Cache-Control"] and "Last-Modified" not in whole.headers
    part = client.get(f"/recordings/{kept.id}", headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.data) == (206, raw[:2])
    assert part.headers["Content-Range"] == f"bytes 0-1/{len(raw)}"
    beyond = client.get(f"/recordings/{kept.id}", headers={"Range": f"bytes={10**9}-"})
    assert (beyond.status_code, beyond.data) == (200, raw)


def test_who_hears_it_is_who_sees_the_issue(
    sign_in, session, app, visitor, make, place, danny, stranger
):
    client = sign_in(danny)
    client.post("/say", data={"voice": voice()})
    url = f"/recordings/{only(session).id}"
    neighbour, elsewhere = sign_in(make.person(place)), sign_in(stranger)
    assert client.get(url).status_code == 200  # mine, not sent yet
    assert neighbour.get(url).status_code == 404
    sent = client.post("/say/check", data={"once": once(client.get("/say/check"))})
    assert neighbour.get(url).status_code == 200
    assert elsewhere.get(url).status_code == visitor.get(url).status_code == 404
    client.post(f"{sent.location}/ask/readers", data={"readers": "anyone"})
    assert visitor.get(url).status_code == 200
    client.post(f"{sent.location}/take-back")
    assert neighbour.get(url).status_code == visitor.get(url).status_code == 404
    assert client.get(url).status_code == 200
    client.post(f"{sent.location}/put-back")
    assert neighbour.get(url).status_code == 200
    (app.config["UPLOADS"] / only(session).name).unlink()
    assert neighbour.get(url).status_code == 404


def test_it_is_kept_until_it_is_sent_and_can_be_recorded_again_or_taken_out(
    sign_in, session, app, danny
):
    client = sign_in(danny)
    for kind in ("webm", "wav"):
        client.post("/say", data={"words": "Late", "voice": voice(kind)})
    kept = only(session)
    assert [path.name for path in app.config["UPLOADS"].iterdir()] == [kept.name]
    again = sign_in(danny)  # another browser, another day
    assert f"/recordings/{kept.id}" in again.get("/say").text
    assert "1 recording" in again.get("/say/check").text
    again.post("/say/ask/voice", data={"voice": voice("mp3")})
    assert only(session).name.endswith(".mp3")
    assert again.post("/say/ask/voice", data={"remove": "y"}).location == "/say/check"
    assert session.scalars(select(Sound.id)).all() == []
    assert list(app.config["UPLOADS"].iterdir()) == []
    assert "No recording" in again.get("/say/check").text


def test_words_typed_beside_a_voice_stay_as_they_are(sign_in, session, make, place, danny):
    client, hannah = sign_in(danny), sign_in(make.person(place, HatKind.ADVOCATE))
    says(client, words="The bus is late")
    issue = only(session, Issue)
    assert issue.words == "The bus is late" and not issue.symbol
    page = client.get(f"/issues/{issue.id}").text
    assert "<audio" in page and "Nobody has written" not in page and "/write-down" not in page
    for person in (client, hannah):
        answer = person.post(f"/issues/{issue.id}/write-down", data={"words": "Other"})
        assert answer.status_code == 404
    session.refresh(issue)
    assert issue.words == "The bus is late"


def test_what_was_said_is_written_down_found_and_put_right(
    sign_in, session, make, place, danny, advocate
):
    client, hannah = sign_in(danny), sign_in(advocate)
    says(client)
    issue = only(session, Issue)
    url = f"/issues/{issue.id}/write-down"
    assert url in hannah.get(f"/issues/{issue.id}").text
    assert "<audio" in hannah.get(url).text
    wrote = hannah.post(url, data={"words": "The purple bus is late. I wait in the rain."})
    assert (wrote.status_code, wrote.location) == (303, f"/issues/{issue.id}")
    issue = only(session, Issue)
    assert (issue.title, issue.words) == (
        "The purple bus is late",
        "The purple bus is late. I wait in the rain.",
    )
    assert issue.said_as is SaidAs.SAID_ALOUD
    assert search.ids(session, [place.area_id], "purple rain") == [issue.id]
    page = sign_in(make.person(place)).get(f"/issues/{issue.id}").text
    assert f"Written down by {advocate.name}." in page and "I wait in the rain." in page
    assert "Said out loud." in page and "Nobody has written" not in page
    assert url not in page
    assert "I wait in the rain." in client.get(url).text  # Danny says: that is not what I said
    assert client.post(url, data={"words": "The green bus is late."}).status_code == 303
    assert only(session, Issue).words == "The green bus is late."
    late = hannah.post(url, data={"words": "No, purple."})
    assert late.status_code == 422 and "No, purple." in late.text
    assert "Somebody has written this down already." in late.text
    assert only(session, Issue).words == "The green bus is late."


def test_who_may_write_it_down(sign_in, session, make, place, danny, stranger, visitor):
    jo, other = make.person(place, HatKind.STAFF), make.person(place, HatKind.STAFF)
    manager = make.person(place, HatKind.MANAGER)
    client = sign_in(danny)
    says(client, how={"how": "said_aloud"}, helper={"helper": str(jo.id)})
    issue = only(session, Issue)
    page = client.get(f"/issues/{issue.id}").text
    assert "Said out loud." in page and "Somebody wrote it down" not in page
    url = f"/issues/{issue.id}/write-down"
    for who, status in ((other, 403), (manager, 403), (stranger, 404)):
        nosy = sign_in(who)
        assert nosy.get(url).status_code == status
        assert nosy.post(url, data={"words": "I say so."}).status_code == status
    assert visitor.get(url).status_code == 302
    helper = sign_in(jo)
    assert url in helper.get(f"/issues/{issue.id}").text
    assert helper.post(url, data={"words": "The bus is late."}).status_code == 303
    assert f"Written down by {jo.name}." in client.get(f"/issues/{issue.id}").text
    issue = only(session, Issue)
    assert (issue.said_as, issue.helper_id) == (SaidAs.SAID_ALOUD, jo.id)


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "Write what you hear."), (" \x00 ", "Write what you hear."), ("x" * 5001, "5,000")],
)
def test_nothing_and_too_much_are_not_written_down(sign_in, session, danny, words, told):
    client = sign_in(danny)
    says(client)
    issue = only(session, Issue)
    answer = client.post(f"/issues/{issue.id}/write-down", data={"words": words})
    assert answer.status_code == 422 and told in answer.text
    assert only(session, Issue).words == "Spoken words"


def test_what_it_could_mean_stays_below_the_words(sign_in, session, danny):
    client = sign_in(danny)
    how = {"how": {"how": "what_we_see"}, "seen": {"means": "Too loud"}}
    says(client, **how)
    issue = only(session, Issue)
    assert issue.words == "Spoken words\n\nWhat we think it means: Too loud"
    assert "Nobody has written this down yet." in client.get(f"/issues/{issue.id}").text
    client.post(f"/issues/{issue.id}/write-down", data={"words": "She hums."})
    assert only(session, Issue).words == "She hums.\n\nWhat we think it means: Too loud"


def test_a_voice_that_is_all_there_is_stays_until_it_is_written_down(sign_in, session, app, danny):
    client = sign_in(danny)
    here = says(client).location
    assert "These are your only words." in client.get(f"{here}/ask/voice").text
    client.post(f"{here}/ask/voice", data={"remove": "y"})
    kept = only(session)
    client.post(f"{here}/ask/voice", data={"voice": voice("wav")})  # what was said stays said
    assert only(session).name == kept.name
    client.post(f"/issues/{kept.issue_id}/write-down", data={"words": "The bus is late."})
    assert client.post(f"{here}/ask/voice", data={"remove": "y"}).location == here
    assert session.scalars(select(Sound.id)).all() == []
    assert list(app.config["UPLOADS"].iterdir()) == []
    assert "The bus is late." in client.get(here).text


def test_an_unnamed_voice_is_nobodys_and_has_no_time(sign_in, session, app, danny, place):
    client = sign_in(danny)
    client.post("/say", data={"voice": voice()})
    client.post("/say/ask/name", data={"name": "held"})
    assert "They may know your voice too." in client.get("/say/ask/name").text
    page = client.get("/say/check")
    assert page.text.count("People may know your voice.") == 1
    here = client.post("/say/check", data={"once": once(page)}).location
    kept = only(session)
    path = app.config["UPLOADS"] / kept.name
    assert kept.owner_id is None
    midnight = kept.at.astimezone(HERE)
    assert (midnight.hour, midnight.minute, midnight.second) == (0, 0, 0)
    assert os.stat(path).st_mtime == kept.at.timestamp()
    assert (
        client.post(
            f"/issues/{kept.issue_id}/write-down", data={"words": "Staff on phones"}
        ).status_code
        == 303
    )
    assert only(session).written_by_id is None
    client.post(f"{here}/take-back")
    assert client.get(f"/recordings/{kept.id}").status_code == 200


def test_what_an_unnamed_author_hears_too_late_is_kept_in_no_row(sign_in, session, danny):
    client = sign_in(danny)
    here = says(client, name={"name": "held"}).location
    url = f"/issues/{only(session).issue_id}/write-down"
    client.get(here)
    session.query(SignIn).update({"idle_minutes": 0})
    answer = client.post(url, data={"words": "Staff on phones"})
    assert "Staff on phones" in answer.text
    assert session.scalars(select(Draft)).all() == []


def test_outside_the_area_nobody_reads_who_wrote_it_down(sign_in, session, visitor, make, place):
    jo = make.person(place, name="Jo Pickering")
    client = sign_in(jo)
    says(client, readers={"readers": "anyone"})
    url = f"/issues/{only(session).issue_id}"
    client.post(f"{url}/write-down", data={"words": "The bus is late."})
    client.post(f"/say{url.removeprefix('/issues')}/ask/name", data={"name": "held"})
    session.execute(update(Sound).values(written_by_id=jo.id))  # a helper wrote it
    assert "Written down by Jo Pickering." in sign_in(make.person(place)).get(url).text
    page = visitor.get(url).text
    assert "The bus is late." in page and "Pickering" not in page


def test_a_name_held_back_later_leaves_nobody_behind(sign_in, session, danny):
    client = sign_in(danny)
    here = says(client).location
    client.post(f"/issues/{only(session).issue_id}/write-down", data={"words": "Staff on phones"})
    assert only(session).written_by_id == danny.id
    client.post(f"{here}/ask/name", data={"name": "held"})
    kept = only(session)
    assert (kept.owner_id, kept.written_by_id) == (None, None)


def test_the_page_of_a_voice_costs_no_more_than_any_other(sign_in, session, make, place, danny):
    client = sign_in(danny)
    says(client)
    client.get(f"/issues/{only(session, Issue).id}")
    with_voice = client.statements
    client.get(f"/issues/{make.issue(place, danny).id}")
    assert with_voice == client.statements
