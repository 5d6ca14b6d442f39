"""*Can we try this?* What can be said when, and what an answer does once the try has started."""

from improvement_cycles import goes
from improvement_cycles.words import GoState
from tests.improvement_cycles.consent.saying import everyone_says_yes
from tests.improvement_cycles.consent.test_pages import ask_of, go_of, page_of
from tests.journeys.pages import press, words


def test_what_cannot_be_said_now_has_no_page(sign_in, tries, people, asked, start):
    everyone_says_yes(tries, people, asked)
    hannah = sign_in(tries.hannah)  # she reads what people say, and is not asked
    for end in ("say-more", "say-why"):
        assert hannah.get(f"{ask_of(asked)}/{end}").location == ask_of(asked)
    assert press(hannah, ask_of(asked), says="yes").location == page_of(asked)
    start(asked)
    kath, angela = sign_in(people["Kath"]), sign_in(tries.angela)
    assert kath.get(ask_of(asked)).text.count('class="one-press"') == 1
    assert kath.get(f"{ask_of(asked)}/say-more").location == ask_of(asked)
    assert "Send it, and the try has a pause." in words(kath.get(f"{ask_of(asked)}/say-why").text)
    assert angela.get(f"{ask_of(asked)}/say-why").location == ask_of(asked)
    more = f"{ask_of(asked)}/say-more"
    late = press(kath, f"{ask_of(asked)}/say-why", more, words="The bus?", alone="n")
    assert late.status_code == 409 and "The bus?" in late.text
    press(kath, f"{ask_of(asked)}/say-why", words="My night.")


def test_after_the_start_the_page_says_what_an_answer_does_to_ones_own_stop(
    session, sign_in, tries, people, asked, start
):
    everyone_says_yes(tries, people, asked)
    start(asked)
    kath, goes_on = sign_in(people["Kath"]), "The try can go on, if nobody else says STOP."
    assert "STOP Then it has a pause. Only you can take this back." in asks(kath, asked)
    tries.says(asked, people["Kath"], "stop")
    page = asks(kath, asked)
    assert "You can still say STOP" not in page and "It cannot start" not in page
    for says in ("Yes", "OK with me", "I have a worry"):  # she can take it back
        assert f"{says} Your STOP is taken back. {goes_on}" in page
    assert page.count("Your worry must get an answer.") == 1
    assert "You can still say STOP" not in words(kath.get(go_of(asked)).text)
    more = f"{ask_of(asked)}/say-more"
    sending = words(kath.get(more).text)
    assert f"Send it, and your STOP is taken back. {goes_on} Your worry must" in sending
    assert "cannot start" not in sending
    assert "the try keeps its pause." in words(kath.get(f"{ask_of(asked)}/say-why").text)
    press(kath, more, words="The bus?")
    page = asks(kath, asked)
    assert f"Your STOP is taken back. {goes_on} Your worry must get an answer." in page
    assert "It cannot start" not in page and "You can still say STOP." in page
    session.flush()
    goes.go_on(session, tries.as_(tries.danny), tries.go(asked))
    assert asked.state is GoState.DOING


def asks(client, cycle):
    return words(client.get(ask_of(cycle)).text)
