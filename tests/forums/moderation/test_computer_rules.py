"""What a computer notices in words, and what it leaves alone."""

import pytest

from forums.moderation.computer_rules import (
    LINKS,
    NAMED,
    NHS,
    PHONE,
    POSTCODE,
    REPEATED,
    has_nhs_number,
    noticed,
)

WORKERS = ["Jo Smith", "Will Ray", "Marek Novak"]
FOUND = [
    ("Ring me on 07700 900123.", PHONE),
    ("my number 07700900123", PHONE),
    ("It is (01632) 960 199", PHONE),
    ("+44 7700 900 123", PHONE),
    ("call 0800-111-2222 today", PHONE),
    ("７７ no, ０７７００ ９００１２３", PHONE),
    ("I live at SK4 3NP.", POSTCODE),
    ("come to m11aa ok", POSTCODE),
    ("EC1A 1BB is in London", POSTCODE),
    ("My NHS number is 943 476 5919", NHS),
    ("nhs 9434765919", NHS),
    ("943-476-5919", NHS),
    ("Look at https://cheap.example/pills", LINKS),
    ("see www.cheap.com", LINKS),
    ("go to cheap.co.uk now", LINKS),
    ("Jo is rude to me", NAMED),
    ("jo never helps", NAMED),
    ("It is all the fault of Marek", NAMED),
    ("I think Will is lazy", NAMED),
    ("MAREK SHOUTS AT US", NAMED),
]
LEFT_ALONE = [
    "We met on 12/11/2026 and 13/11/2026.",
    "We counted 12345678901 cups.",
    "The bus 42 comes at 10.15 and 10.45.",
    "It cost £1,250,000.00 in 2025.",
    "My number is 1234567890.",
    "Room B12 on the 3rd floor, at 2 2nd Street",
    "I was in B1 2nd",
    "It is 20 2PM",
    "Thank you Jo, you are kind.",
    "Jo helps me with tea. The bus is bad.",
    "I will say who is rude.",
    "The tea is awful.",
    "I hate Mondays!",
    "HELP ME. I WANT TEA.",
    "tea",
    "no",
    "🙂",
    "",
    "9999999999",
    "0000000000 is no number",
]


@pytest.mark.parametrize(("words", "says"), FOUND)
def test_it_notices(words, says):
    assert noticed(words, newcomer=True, workers=WORKERS)[:1] == [says]


@pytest.mark.parametrize("words", LEFT_ALONE)
def test_it_leaves_alone(words):
    assert not noticed(words, newcomer=True, workers=WORKERS)


def test_a_link_is_noticed_from_somebody_new_alone():
    assert not noticed("See https://good.example", newcomer=False)


def test_a_name_is_one_of_the_place():
    assert not noticed("Jo is rude", newcomer=True, workers=["Ann Lee"])


def test_the_same_words_a_third_time():
    words = "Come to the shop of my uncle"
    assert not noticed(words, newcomer=False, earlier=[words])
    said = ["come to the shop of my UNCLE!!", words]
    assert noticed(words, newcomer=False, earlier=said) == [REPEATED]
    assert not noticed("me too", newcomer=False, earlier=["me too"] * 9)


@pytest.mark.parametrize("nines", range(10))
def test_the_check_digit_of_an_nhs_number(nines):
    """One in ten, or none, of the last digits makes it a number."""
    found = [last for last in range(10) if has_nhs_number(f"40100021{nines}{last}")]
    assert len(found) <= 1


def test_twenty_thousand_letters_are_read_at_once():
    for words in ("a" * 20_000, "0" * 20_000, "A1 1A" * 4_000, "0 " * 10_000, "Jo bad " * 3_000):
        said = noticed(words, newcomer=True, workers=WORKERS, earlier=[words] * 20)
        assert said, "it was said twenty times before"
