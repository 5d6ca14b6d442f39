"""What was changed on a diagram: told to its team, and to nobody who only reads it."""

import re

from tests.journeys.pages import words


def test_what_was_taken_away_is_for_the_team_alone(drawn, sign_in, visitor):
    drawn.idea("Ask Sue to leave", drawn.lift)
    drawn.reword(drawn.taxi, "Share a cab")
    sue = next(p.key for p in drawn.now().diagram.parts if p.words == "Ask Sue to leave")
    drawn.take_away(sue)
    colette = sign_in(drawn.tries.colette)
    for number in range(1, drawn.now().edits + 1):
        url = f"{drawn.url}/versions/{number}"
        assert colette.get(url).status_code == 403
        assert visitor.get(url).status_code == 302
    for url in (drawn.url, f"{drawn.url}/versions", f"{drawn.url}/drawing.svg"):
        for client in (colette, visitor):
            said = client.get(url, follow_redirects=True).text
            assert "Ask Sue" not in said and "Share a taxi" not in said
    assert "Ask Sue to leave" in sign_in(drawn.tries.hannah).get(f"{drawn.url}/versions").text


def test_versions_say_who_changed_what_and_open_as_it_stood(drawn, sign_in):
    drawn.reword(drawn.taxi, "Share a cab", by=drawn.tries.marek)
    drawn.take_away(drawn.friends)
    danny = sign_in(drawn.tries.danny)
    said = words(danny.get(f"{drawn.url}/versions").text)
    assert "Taken away: “Friends”" in said
    assert "“Share a taxi” is now: “Share a cab”" in said and "Marek" in said
    assert "“Phone numbers” now helps: “A lift home”, “Friends”" in said
    assert "New idea: “Share a taxi”" in said
    old = words(danny.get(f"{drawn.url}/versions/5").text)
    assert "Share a taxi" in old and "Friends" in old and "Share a cab" not in old
    assert "See how it is now" in old and "Not tried yet" not in old
    assert "See how it is now" not in danny.get(f"{drawn.url}/versions/7").text


def test_many_versions_come_page_by_page(board, sign_in):
    danny = sign_in(board.tries.danny)
    for n in range(27):
        board.idea(f"Idea {n}")
    first = danny.get(f"{board.url}/versions").text
    assert first.count("<article") == 25
    assert "“Idea 1”" not in first
    older = re.search(r'rel="next" href="([^"]+)"', first)[1]
    assert danny.get(older).text.count("<article") == 2
