"""Which passphrases will do."""

import pytest

from coprod.sign_in import passphrases


@pytest.mark.parametrize(
    "words",
    [
        "yellow bus to the sea",
        "a cat, a hat, a bat!",
        "pëtit déjeuner à huit",
        "سماء زرقاء فوق البحر",
        "1 dog 2 cats 3 fish",
    ],
)
def test_a_few_words_will_do(words):
    assert passphrases.trouble(words, "danny", "Danny Okafor") == ""
    assert passphrases.matches(passphrases.hashed(words), words)
    assert not passphrases.matches(passphrases.hashed(words), words + "x")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "12 letters"),
        ("short words", "12 letters"),
        (" " * 20, "12 letters"),
        ("é" * 513, "too long"),
        ("passwordpassword", "easy to guess"),
        ("Password 12345678", "easy to guess"),
        ("correct horse battery staple", "easy to guess"),
        ("QWERTYUIOPASDF", "easy to guess"),
        ("123456789012", "easy to guess"),
        ("987654321098", "easy to guess"),
        ("aaaaaaaaaaaaaaa", "easy to guess"),
        ("abcabcabcabcabc", "easy to guess"),
        ("let me in please!!", "easy to guess"),
        ("Danny Okafor 1985", "easy to guess"),
    ],
)
def test_what_is_easy_to_guess_will_not(words, why):
    assert why in passphrases.trouble(words, "danny-okafor", "Danny Okafor")


def test_the_hash_is_argon2id_and_costs_what_it_should():
    assert passphrases.hashed("yellow bus to the sea").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_nothing_stored_matches_nothing(hashes):
    assert not passphrases.matches(None, "nobody has this passphrase")
    assert not passphrases.matches(passphrases.hashed(""), "x" * 2_000)
    assert len(hashes) == 2
