"""Words that suggest a lane: how often they do, how often they should not, and what they cost."""

import json
from time import process_time

import pytest

from coprod.demo.load import DATA
from coprod.issues.lane_words import is_thanks, suggest
from coprod.issues.words import Lane
from coprod.text import BODY
from tests.issues.lanes.sentences import LATER, MADE_UP, RIGHTS, THANKS

_LANES = {
    "rights": Lane.RIGHTS,
    "few people, big difference": Lane.FEW,
    "just fix it": Lane.FIX,
}
DEMO = [
    (f"{told['title']}. {told['body']}", _LANES.get(told["lane"], Lane.TALK))
    for told in json.loads(DATA.read_text(encoding="utf-8"))["issues"]
]


def heard(words):
    found = suggest(words)
    return found.lane if found else Lane.TALK


def found_and_false(told, lane):
    """How many of a lane were found, of how many; and how many others were taken for it."""
    found = [words for words, true in told if true is lane and heard(words) is lane]
    false = [words for words, true in told if true is not lane and heard(words) is lane]
    return len(found), sum(true is lane for _words, true in told), len(false)


@pytest.mark.parametrize(
    ("told", "lane", "found", "of", "false"),
    [
        (MADE_UP, Lane.RIGHTS, 75, 75, 0),
        (MADE_UP, Lane.FIX, 11, 12, 0),
        (MADE_UP, Lane.FEW, 9, 9, 0),
        (DEMO, Lane.RIGHTS, 3, 3, 0),
        (DEMO, Lane.FIX, 1, 1, 2),
        (DEMO, Lane.FEW, 3, 4, 0),
        (LATER, Lane.RIGHTS, 7, 20, 0),
    ],
)
def test_what_the_words_find(told, lane, found, of, false):
    """In LATER most are missed: so everybody is asked, whatever the words say."""
    assert found_and_false(told, lane) == (found, of, false)


def test_there_are_enough_of_them():
    assert len(DEMO) == 30
    assert len(MADE_UP) >= 60
    assert len({words for words, _lane in (*MADE_UP, *LATER)}) == len(MADE_UP) + len(LATER)
    assert len(RIGHTS) >= 60


@pytest.mark.parametrize(
    ("words", "because"),
    [
        ("The back door is allways LOCKD", ("LOCKD",)),
        ("He was restraned in the minibus", ("restraned",)),
        ("I want no tablts", ("tablts",)),
        ("I want to see my own mony", ("my", "mony")),
        ("They won’t let me go out", ("won’t", "let")),
        ("They won't let me go out", ("won't", "let")),
    ],
)
def test_it_says_which_words_said_so(words, because):
    assert suggest(words).because == because


@pytest.mark.parametrize(
    "words", ["", " ", "…", "לא", "I start later", "The monkey is nice", "x" * BODY]
)
def test_nothing_is_heard_in_other_words(words):
    assert suggest(words) is None


@pytest.mark.parametrize("words", THANKS)
def test_thanks_sound_like_nothing(words):
    assert is_thanks(words)
    assert suggest(words) is None
    assert not is_thanks("I never said thanks for the lock")


@pytest.mark.parametrize("words", ["held me down ", "my my not me ", "lo", "lock"])
def test_long_words_are_soon_read(words):
    suggest("ready")
    start = process_time()
    suggest((words * BODY)[:BODY])
    assert process_time() - start < 1
