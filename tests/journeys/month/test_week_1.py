"""Maureen opens the month, Danny says something."""

from io import BytesIO

from sqlalchemy import select

from coprod.issues.models import Support
from coprod.issues.said import SPOKEN
from coprod.people.models import Place
from tests.journeys.month.scenes import proves
from tests.journeys.pages import press, words
from tests.journeys.paper import bottom_of, sheets
from tests.sound import samples


@proves(
    "Maureen opens the month",
    "The late promise is shown on the front page with who and how late.",
)
@proves("Maureen opens the month", "The pack has no chart without a sentence under it.")
@proves("Maureen opens the month", "The pack has no place-to-place comparison.")
def test_maureen_opens_the_month(meet, session):
    maureen = meet("Maureen Tully")
    for reader in (maureen, meet()):  # and somebody whom the site does not know
        reader.starts_at()
        late = reader.part("Late promises")
        reader.sees("Answer from head office about night checks", late)
        reader.sees("Colette Ward promised this. It is 8 days late.", late)
    maureen.follows("Print the pack for Mill Lane")
    maureen.sees_page("Meeting pack for Mill Lane")
    knows_of_one_place(maureen, session)
    every_picture_has_its_sentence_under_it(maureen)
    assert not maureen.troubles


def knows_of_one_place(maureen, session):
    said = maureen.reads()
    assert "Mill Lane" in said
    others = session.scalars(select(Place.name).where(Place.name != "Mill Lane")).all()
    assert others
    assert not [name for name in others if name in said]
    assert maureen.page.locator("table").count() == 0


def every_picture_has_its_sentence_under_it(maureen):
    maureen.page.emulate_media(media="print")
    charts = maureen.page.locator(".pack .chart__svg")
    assert charts.count() >= 1
    for chart in charts.all():
        says = chart.locator("xpath=ancestor::figure/figcaption")
        assert len(says.inner_text().split()) >= 4
        assert says.bounding_box()["y"] >= bottom_of(chart)
    assert sheets(maureen.page) == 4


@proves("Danny says something", "Four taps from front page to sent.")
def test_danny_says_something_in_four_taps(enter, issue):
    danny = enter("danny")
    assert 'href="/say"' in danny.get("/").text  # 1
    sent = press(danny, "/say", words="Can I have a key?")  # 2
    assert sent.location == "/say/check"
    sent = press(danny, "/say/check")  # 3
    assert sent.status_code == 303
    said = issue("Can I have a key?")
    assert "Thank you. It is sent." in words(danny.get(f"/say/{said.id}").text)


@proves("Danny says something", "No field is needed except the words or the voice.")
def test_only_words_or_a_voice_are_needed(enter, issue):
    danny = enter("danny")
    voice = (BytesIO(samples.webm()), "voice.webm")
    for needed, title in (
        ({"words": "A key, please"}, "A key, please"),
        ({"voice": voice}, SPOKEN),
    ):
        assert press(danny, "/say", **needed).location == "/say/check"
        said = press(danny, "/say/check").location
        assert said == f"/say/{issue(title).id}"
        assert "Thank you. It is sent." in words(danny.get(said).text)
    assert "<audio" in enter("maureen").get(f"/issues/{issue(SPOKEN).id}").text
    assert press(danny, "/say").status_code == 422


@proves(
    "Danny says something",
    "Jo's name is shown as helper and Jo's account cannot press 'Me too' as Danny.",
)
def test_jo_is_named_as_helper_and_presses_only_for_herself(enter, issue, session, somebody):
    page = words(enter("maureen").get(f"/issues/{issue('I have to be in by 10').id}").text)
    assert "Said with help to type. Jo Pickering helped." in page
    found, jo, danny = issue("Talking over my head"), somebody("jo"), somebody("danny")
    told = {"person": danny.id, "person_id": danny.id, "hat": "uses_services"}
    enter("jo").post(f"/issues/{found.id}/me-too", data=told)
    supports = select(Support.person_id, Support.hat).where(Support.issue_id == found.id)
    added = [row for row in session.execute(supports) if row.person_id in {jo.id, danny.id}]
    assert added == [(jo.id, "staff")]
