"""Every page in plain words, and with what every page has."""

import re

import pytest

from tests.look.pages import PAGES, VISITS
from tests.look.words import count, grade, sentences

AVOID = re.compile(
    r"\b(click here|patients?|clients?|customers?|service users?|stakeholders?|utili[sz]e|leverage"
    r"|facilitate|in order to|prior to|commence|regarding|via|e\.g\.|i\.e\.|etc|invalid"
    r"|successfully|submit|oops|uh-oh|please note|and/or|stats|dashboard|KPI|log ?in|username"
    r"|password)\b",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"(?<!-)\b[A-Z]{4,}\b(?!-)")  # but for the halves of a code on a sheet
MEANT = {"STOP", "SQUIRE", "XLSX"}  # a word of ours, a guideline and a sort of file


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_words_are_plain(clients, stage, page):
    most, hardest = (20, 7) if page.staff_words else (15, 4)
    told = sentences(clients[page.viewers[-1]].get(stage.address(page.address)).text)
    assert not [one for one in told if count(one) > most]
    assert not [one for one in told if AVOID.search(one)]
    assert not [one for one in told if set(CAPITALS.findall(one)) - MEANT]
    assert grade(told) <= hardest, told


@pytest.mark.parametrize(("page", "viewer"), VISITS, ids=str)
def test_every_page_has_its_frame(clients, stage, page, viewer):
    html = clients[viewer].get(stage.address(page.address)).text
    for words in (
        "Read this page to me",
        "I am worried",
        "You can ring Hannah Lowe",
        "My settings",
    ):
        assert words in html
    if page.address != "/":
        assert 'class="back"' in html or 'aria-current="page"' in html, "no way back"
