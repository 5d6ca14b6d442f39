"""Somebody who cannot write says something out loud, and somebody who cannot hear reads it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from coprod import sound as sounds
from coprod.issues.models import Sound
from tests.sound import samples

FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
PLAYS = """async (player) => {
  await player.play();
  await new Promise((done) => {
    player.addEventListener("timeupdate", () => player.currentTime && done());
  });
  player.pause();
  return player.error === null;
}"""


@pytest.fixture(scope="module")
def browser(browser_type, browser_type_launch_args):
    """Chromium with a microphone that hears a beep, and somebody who lets it."""
    ours = browser_type_launch_args
    browser = browser_type.launch(**ours | {"args": [*ours["args"], *FAKE]})
    yield browser
    browser.close()


@pytest.fixture
def danny(meet):
    return meet("Danny Okafor")


def button(person, words):
    return person.page.get_by_role("button", name=words, exact=True)


def hears(person, words):
    expect(person.page.get_by_role("status")).to_have_count(1)
    expect(person.page.get_by_role("status")).to_have_text(words)


def records(person):
    """Record for a moment. What was pressed keeps the focus; all is said in the one region."""
    press = person.page.locator("[data-recorder-press]")
    press.click()
    hears(person, "Recording now. Up to 10 minutes.")
    expect(button(person, "Stop")).to_be_focused()
    person.page.wait_for_timeout(700)
    press.click()
    hears(person, "Your voice is recorded. You can listen to it.")
    expect(button(person, "Record again")).to_be_focused()


def chooses_a_recording(person, tmp_path):
    """What a phone does without scripts: its own recorder fills the field."""
    path = tmp_path / "Recording 7.wav"
    path.write_bytes(samples.wav(2))
    person.page.get_by_label("You can record your voice").set_input_files(path)


def kept(session):
    """The issue and the name of the file of the recordings that were sent, one by one."""
    sent = select(Sound.issue_id, Sound.name).where(Sound.issue_id.is_not(None))
    found = session.execute(sent).all()
    session.rollback()  # nobody waits for us
    return found


def test_a_voice_alone_is_sent_in_four_steps_and_heard(
    meet, danny, scripts, session, app, tmp_path
):
    danny.starts_at()
    danny.follows("Say something", danny.page.get_by_role("main"))
    if scripts:
        records(danny)
    else:
        expect(button(danny, "Record my voice")).to_be_hidden()
        chooses_a_recording(danny, tmp_path)
    danny.presses("Carry on")
    danny.sees_page("Check your words")
    expect(danny.page.get_by_label("Your recording")).to_be_visible()
    danny.presses("Send")
    danny.sees_page("Thank you. It is sent.")
    assert danny.steps <= 4
    ((issue_id, name),) = kept(session)
    raw = (app.config["UPLOADS"] / name).read_bytes()
    assert b"Chrome" not in raw and sounds.clean(raw)[1] == raw

    maureen = meet("Maureen Tully")
    maureen.starts_at(f"/issues/{issue_id}")
    maureen.sees("Nobody has written this down yet.")
    player = maureen.page.get_by_label("Recording: Spoken words")
    expect(player).to_be_visible()
    if scripts:
        assert player.evaluate(PLAYS)
    hannah = meet("Hannah Lowe")
    hannah.starts_at(f"/issues/{issue_id}")
    hannah.follows("Write down what was said")
    hannah.writes("What do you hear?", "Can I have a purple key?")
    hannah.presses("Keep these words")
    hannah.sees("Written down by Hannah Lowe.")
    maureen.starts_at("/issues?words=purple")
    maureen.follows("Can I have a purple key?")
    maureen.sees("Said out loud.")
    assert not (danny.troubles or maureen.troubles or hannah.troubles)


@pytest.mark.parametrize("scripts", [True], ids=["with scripts"])
def test_it_can_be_listened_to_recorded_again_and_taken_out(danny):
    danny.starts_at("/say")
    records(danny)
    button(danny, "Listen").click()
    heard = danny.page.get_by_label("Your recording")
    expect(heard).to_have_js_property("paused", False)
    records(danny)
    expect(danny.page.get_by_label("You can record your voice")).to_have_value(
        "C:\\fakepath\\voice.webm"
    )
    danny.presses("Carry on")
    danny.follows("Change Recording")
    records(danny)
    danny.presses("Keep this")
    danny.sees_page("Check your words")
    danny.follows("Change Recording")
    danny.chooses("Take the recording away")
    danny.presses("Keep this")
    danny.sees_page("What do you want to say?")
    assert not danny.troubles


@pytest.mark.parametrize("scripts", [True], ids=["with scripts"])
def test_what_is_sent_in_the_middle_of_a_word_is_not_lost(danny):
    danny.starts_at("/say")
    danny.page.locator("[data-recorder-press]").click()
    hears(danny, "Recording now. Up to 10 minutes.")
    danny.page.wait_for_timeout(300)
    danny.presses("Carry on")
    danny.sees_page("Check your words")
    expect(danny.page.get_by_label("Your recording")).to_be_visible()
    assert not danny.troubles


@pytest.mark.parametrize("scripts", [True], ids=["with scripts"])
def test_the_page_and_a_recording_never_talk_at_once(danny):
    danny.starts_at("/say")
    records(danny)
    danny.page.evaluate("speechSynthesis.speak = () => {}")  # this machine has no voice of its own
    button(danny, "Read this page to me").click()
    expect(button(danny, "Pause")).to_be_visible()
    button(danny, "Listen").click()
    expect(button(danny, "Carry on reading")).to_be_visible()
    button(danny, "Carry on reading").click()
    expect(danny.page.get_by_label("Your recording")).to_have_js_property("paused", True)
    danny.page.locator("[data-recorder-press]").click()
    expect(button(danny, "Carry on reading")).to_be_visible()
