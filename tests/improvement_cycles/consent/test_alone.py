"""A worry for the advocate alone: no page, count or time tells anybody else of it."""

import re

import pytest

from tests.improvement_cycles.consent.saying import everyone_says_yes, reply
from tests.improvement_cycles.consent.test_pages import ask_of, page_of
from tests.journeys.pages import press, words

SECRET = "Zanzibar"


@pytest.fixture
def alone(tries, people, asked):
    """Everybody said yes; then Kath sent a worry to the advocate alone."""
    everyone_says_yes(tries, people, asked)
    tries.says(asked, people["Kath"], "worry", f"He shouts. {SECRET}.", alone=True)
    return tries.asked(asked).standing.of(people["Kath"].id)


def others(tries, people):
    return {
        "manager": tries.colette,
        "worker": tries.marek,
        "leads": tries.danny,
        "touched": people["Leon"],
        "an advocate who works there": people["Nora"],
        "commissioner": tries.imran,
        "of the place": people["Tommy"],
    }


def everything(client, cycle):
    """All that somebody can open about a go, with tokens and pictures left out."""
    urls = ["/", "/tries", f"/tries/{cycle.project_id}", f"/tries/goes/{cycle.id}"]
    urls += [f"/tries/goes/{cycle.id}/check", ask_of(cycle), page_of(cycle), "/my-things"]
    urls += [f"{ask_of(cycle)}/say-more", f"{ask_of(cycle)}/say-why"]
    pages = [client.get(url).text for url in urls]
    return [words(re.sub(r'value="[^"]*"', "", page)) for page in pages]


def test_nobody_but_the_advocate_reads_it(sign_in, tries, people, asked, alone):
    for who, person in others(tries, people).items():
        assert SECRET not in " ".join(everything(sign_in(person), asked)), who
    assert SECRET in " ".join(everything(sign_in(tries.hannah), asked))
    assert SECRET in sign_in(people["Kath"]).get(ask_of(asked)).text


def test_for_its_address_it_is_as_if_it_were_not_there(sign_in, tries, people, asked, alone):
    a_yes = tries.asked(asked).standing.of(people["Leon"].id)
    ids = (alone.id, alone.id + 99, a_yes.id)
    sent = {"words": "I know."}
    for who, person in others(tries, people).items():
        client = sign_in(person)
        for end in ("answer", "met"):
            urls = [f"{page_of(asked)}/{one}/{end}" for one in ids]
            assert len({client.post(url, data=sent).status_code for url in urls}) == 1, (who, end)
            assert len({client.get(url).status_code for url in urls}) == 1, (who, end)
        assert client.post(f"{page_of(asked)}/{alone.id}/open-again").status_code == 404, who
    assert not tries.asked(asked).standing.of(people["Kath"].id).replies


def test_it_changes_one_sentence_for_the_others_and_no_name_or_count(sign_in, tries, people, asked):
    """That something waits is all that is said. Nothing else on any page of theirs is another."""
    everyone_says_yes(tries, people, asked)
    clients = {who: sign_in(one) for who, one in others(tries, people).items()}
    before = {who: everything(client, asked) for who, client in clients.items()}
    tries.says(asked, people["Kath"], "worry", SECRET, alone=True)
    for who, client in clients.items():
        for was, now in zip(before[who], everything(client, asked), strict=True):
            assert now.count("Kath") == was.count("Kath"), who
            if "Check your plan" not in now:  # that has no button to start, and says why
                assert _no_start(now) == _no_start(was), who


def test_the_others_cannot_tell_it_from_too_few_answers(sign_in, tries, people, asked):
    """To the letter, in every page of theirs and in every refusal."""
    others_of = others(tries, people)
    del others_of["touched"]  # Leon: he has not answered, and his own page says so
    clients = {who: sign_in(one) for who, one in others_of.items()}
    for person in (tries.danny, tries.marek):
        tries.says(asked, person, "yes")

    def told():
        move = f"/tries/goes/{asked.id}/move"
        pages = {who: everything(client, asked) for who, client in clients.items()}
        return pages, words(clients["leads"].post(move, data={"to": "doing"}).text)

    too_few = told()
    tries.says(asked, people["Kath"], "worry", SECRET, alone=True)
    assert told() == too_few
    tries.says(asked, people["Leon"], "yes")  # now only her worry holds it back
    assert told() == too_few


def test_it_holds_the_start_back_until_the_advocate_answers(
    sign_in, tries, people, asked, alone, start
):
    refused = sign_in(tries.danny).post(f"/tries/goes/{asked.id}/move", data={"to": "doing"})
    assert refused.status_code == 409
    assert "It is not ready yet. The advocate is looking at it." in refused.text
    assert "orry" not in refused.text.split("<main")[1]
    assert SECRET not in refused.text
    hannah = sign_in(tries.hannah)
    assert page_of(asked) in hannah.get("/").text
    assert press(hannah, f"{page_of(asked)}/{alone.id}/answer", words="We talk on Friday.")
    assert "We talk on Friday." in sign_in(people["Kath"]).get(ask_of(asked)).text
    for who, person in others(tries, people).items():
        assert "We talk on Friday." not in " ".join(everything(sign_in(person), asked)), who
    start(asked)


def test_in_a_private_try_no_advocate_is_promised(sign_in, tries, people):
    cycle = tries.draft()
    tries.answer(cycle, "plan", "kind", {"kind": "one_persons"})
    tries.touches(cycle, people["Kath"])
    tries.ready(cycle)
    page = sign_in(people["Kath"]).get(f"{ask_of(cycle)}/say-more").text
    assert 'name="words"' in page and 'name="alone"' not in page
    tries.says(cycle, people["Kath"], "worry", "Be safe.", alone=True)
    assert not tries.asked(cycle).standing.of(people["Kath"].id).alone
    reply(tries, cycle, people["Kath"], tries.marek)


def _no_start(page):
    """A page without what says whether it can start."""
    for words_of_it in (
        "It is not ready yet. The advocate is looking at it.",
        "Enough people have answered.",
        "Check the plan and start",
    ):
        page = page.replace(words_of_it, "")
    return " ".join(page.split())
