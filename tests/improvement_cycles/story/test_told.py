"""A try as a story on a wall, as slides and as the outline of a report."""

import re

import pytest

from improvement_cycles.measure_words import Kind
from tests.improvement_cycles.counting import fill, new_measure
from tests.journeys.pages import words as plain


@pytest.fixture
def told(session, tries):
    """A try of two goes, the first decided, with a measure and its dots."""
    cycle = tries.decided("changed")
    measure = new_measure(session, tries.go(cycle).project, name="Nights out")
    fill(session, measure, [1, 0, 1, 2, 1, 0, 1, 2, 4, 5, 4, 6, 5, 4, 6, 5])
    session.commit()
    return cycle


def test_the_story_says_what_was_tried_guessed_learned_and_decided(visitor, told):
    page = visitor.get(f"/tries/{told.project_id}/story")
    assert page.status_code == 200 and visitor.statements <= 10
    for words in ("Home when I like", "One worker starts late.", "Yes, twice a week.", "Change it"):
        assert words in plain(page.text)
    assert 'class="chart__svg"' in page.text and 'class="code"' in page.text
    for name in ("Angela", "Marek", "Danny Doe"):
        assert name not in page.text


def test_a_go_that_has_not_started_is_not_told(visitor, tries):
    cycle = tries.decided("changed")
    page = visitor.get(f"/tries/{cycle.project_id}/story").text
    assert page.count('class="story__go"') == 1


def test_slides_go_from_the_first_to_the_last(visitor, told):
    url, seen = f"/tries/{told.project_id}/slides", []
    while url and len(seen) < 30:
        page = visitor.get(url)
        assert page.status_code == 200
        seen.append(re.search(r"<title>(.*?) –", page.text)[1])
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        url = following and following[1].replace("&amp;", "&")
    assert seen[0] == "Home when I like" and seen[-1] == "What do we say?"
    assert "What we tried" in seen and "What we counted" in seen


@pytest.mark.parametrize("at", ["0", "-1", "x", "99999", "9" * 30])
def test_a_slide_that_is_not_there_is_the_first_or_the_last(visitor, told, at):
    assert visitor.get(f"/tries/{told.project_id}/slides?at={at}").status_code == 200


def test_a_report_has_the_headings_of_squire_and_what_is_known(visitor, told):
    page = visitor.get(f"/tries/{told.project_id}/report")
    text = visitor.get(f"/tries/{told.project_id}/report.txt")
    assert text.mimetype == "text/plain" and "attachment" in text.headers["Content-Disposition"]
    for words in ("Specific aims", "Ethical considerations", "Limitations", "Nights out"):
        assert words in page.text and words in text.text
    assert len(re.findall(r"^\d+\. ", text.text, re.MULTILINE)) == 18
    assert "Yes, twice a week." in text.text and "Three times." in text.text
    assert "Angela" not in text.text


def test_a_report_says_that_people_were_asked_only_once_a_go_began(visitor, sign_in, tries, told):
    asked = "People it affects were asked first."
    assert asked in visitor.get(f"/tries/{told.project_id}/report.txt").text
    draft = tries.draft(title="Another")
    tries.session.commit()
    assert asked not in sign_in(tries.danny).get(f"/tries/{draft.project_id}/report.txt").text


def test_a_picture_on_a_wall_has_no_numbers_without_a_list(visitor, told):
    page = visitor.get(f"/tries/{told.project_id}/story").text
    assert "<svg xmlns" in page and 'fill="#330072"/><text' not in page
    assert "the usual ups and downs" in page


def test_few_people_are_not_told_of_outside_the_group(visitor, sign_in, session, tries, told):
    few = new_measure(
        session, tries.go(told).project, name="Felt safe", kind=Kind.SHARE, main=False
    )
    fill(session, few, [(2, 5), (3, 5)] * 4 + [(5, 5)] * 8)
    session.commit()
    url = f"/tries/{told.project_id}"
    for page in ("story", "report", "report.txt", *(f"slides?at={n}" for n in range(1, 9))):
        got = visitor.get(f"{url}/{page}").text
        assert "in a row above how it was before" not in got.split("Felt safe")[-1][:400]
        assert "2 of 5" not in got
    said = visitor.get(f"{url}/report.txt").text
    assert "Felt safe: Too early to say." in said
    assert "Felt safe: Too early to say." not in sign_in(tries.danny).get(f"{url}/report.txt").text
