"""The pages of a diagram: who reads them, who changes them, and how two at once are told."""

import re
from xml.etree import ElementTree

import pytest

from improvement_cycles.models import ImprovementProject
from improvement_cycles.words import TryKind
from tests.journeys.pages import fields, part, press, words

SVG = "{http://www.w3.org/2000/svg}"


def read_and_write(drawn):
    """Every page of a diagram: those to read, and those to write."""
    part_urls = [
        drawn.part_url(key, what)
        for key in (drawn.phones, drawn.taxi)
        for what in ("words", "helps", "take-away")
    ]
    to_read = ["", "/drawing.svg"]
    to_write = [
        "/versions",
        "/versions/1",
        "/aim",
        "/new/driver",
        "/new/idea",
        f"/{drawn.lift[1]}/new/driver",
        "/ideas",
    ]
    to_write += [f"/{drawn.phones[1]}/new/idea"]
    return (
        [drawn.url + one for one in to_read],
        [*(drawn.url + one for one in to_write), *part_urls],
    )


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("danny", 200, 200),
        ("angela", 200, 200),
        ("marek", 200, 200),
        ("hannah", 200, 200),
        ("colette", 200, 403),
        ("imran", 200, 403),
    ],
)
def test_who_reads_and_who_writes(drawn, sign_in, who, reads, writes):
    client = sign_in(getattr(drawn.tries, who))
    to_read, to_write = read_and_write(drawn)
    assert {client.get(url).status_code for url in to_read} == {reads}
    assert {client.get(url).status_code for url in to_write} == {writes}
    html = client.get(drawn.url).text
    assert ("Add what helps" in html) == ("See what was changed" in html) == (writes == 200)


def test_everybody_reads_what_happens_and_signs_in_to_write(drawn, visitor):
    to_read, to_write = read_and_write(drawn)
    assert {visitor.get(url).status_code for url in to_read} == {200}
    assert {visitor.get(url).status_code for url in to_write} == {302}
    assert "/versions" not in visitor.get(drawn.url).text


def test_a_plan_is_for_the_people_of_its_area(planning, sign_in, visitor):
    planning.helps("A lift home")
    outsider = sign_in(planning.tries.elsewhere.danny)
    for url in ("", "/drawing.svg", "/versions", "/versions/1"):
        answer = visitor.get(planning.url + url)
        assert answer.status_code == (302 if "versions" in url else 404)
        assert outsider.get(planning.url + url).status_code == 404
        assert sign_in(planning.tries.imran).get(planning.url + url).status_code in {200, 403, 404}
    assert outsider.get(f"{planning.url}/new/driver").status_code == 404


def test_one_persons_own_try_keeps_its_diagram_to_them_and_their_team(planning, session, sign_in):
    planning.helps("My own key")
    project = session.get(ImprovementProject, planning.project_id)
    project.kind, project.owner_id = TryKind.ONE_PERSONS, planning.tries.danny.id
    danny, angela, hannah = (
        sign_in(getattr(planning.tries, who)) for who in ("danny", "angela", "hannah")
    )
    assert [one.get(planning.url).status_code for one in (danny, angela, hannah)] == [200, 200, 404]
    project.hidden = True
    assert [one.get(planning.url).status_code for one in (danny, angela)] == [200, 404]
    assert angela.get(f"{planning.url}/drawing.svg").status_code == 404
    assert angela.post(f"{planning.url}/new/driver", data={"words": "X"}).status_code == 404


def test_a_team_draws_it_page_by_page_without_scripts(board, sign_in):
    danny = sign_in(board.tries.danny)
    url = board.url
    empty = danny.get(url).text
    assert "Nothing is written yet." in empty and "<svg" not in part_of_drawing(empty)
    lift = press(danny, f"{url}/new/driver", words="A lift home").location
    assert re.fullmatch(rf"{url}#driver-\d+", lift)
    number = lift.rpartition("-")[2]
    late = press(danny, f"{url}/{number}/new/driver", words="Late shifts").location
    late = late.rpartition("-")[2]
    idea = press(danny, f"{url}/{late}/new/idea", words="One worker starts at 2").location
    idea = idea.rpartition("-")[2]
    press(danny, f"{url}/idea/{idea}/helps", uppers=[number, late])
    press(danny, f"{url}/idea/{idea}/words", words="Two workers start at 2")
    press(danny, f"{url}/aim", words="We see friends")
    assert board.said == {
        "A lift home": [],
        "Late shifts": ["A lift home"],
        "Two workers start at 2": ["A lift home", "Late shifts"],
    }
    said = words(danny.get(url).text)
    assert "Also under: “Late shifts”." in said
    assert "Not tried yet" in said and "We see friends" in said
    assert press(danny, f"{url}/driver/{late}/take-away").status_code == 303
    gone = danny.get(url).text
    back = f"{url}/driver/{late}/put-back"
    assert danny.post(back, data=fields(gone, back)).status_code == 303
    assert board.said["Two workers start at 2"] == ["A lift home", "Late shifts"]


def part_of_drawing(html):
    return html.partition('id="drawing"')[2]


def test_pressed_twice_is_there_once(board, sign_in):
    danny = sign_in(board.tries.danny)
    url = f"{board.url}/new/driver"
    sent = fields(danny.get(url).text, url) | {"words": "A lift home"}
    first, second = danny.post(url, data=sent), danny.post(url, data=sent)
    assert (first.status_code, first.location) == (303, second.location)
    assert board.now().edits == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ("", "Write a few words first."),
        ("w" * 201, "Use 200 letters or fewer."),
        ("a lift HOME", "This is on the page already."),
    ],
)
def test_what_is_wrong_is_said_and_the_words_are_there_still(drawn, sign_in, sent, says):
    danny = sign_in(drawn.tries.danny)
    answer = press(danny, f"{drawn.url}/new/driver", words=sent)
    assert answer.status_code == 422
    assert (says in answer.text and f'value="{sent}"' in answer.text) or not sent


def test_the_second_of_two_sees_both_and_keeps_their_own(drawn, sign_in):
    danny, marek = sign_in(drawn.tries.danny), sign_in(drawn.tries.marek)
    url = drawn.part_url(drawn.taxi, "words")
    stale = fields(danny.get(url).text, url)
    press(marek, url, words="Share a big taxi")
    answer = danny.post(url, data=stale | {"words": "Share a cab"})
    assert answer.status_code == 409
    assert "Share a big taxi" in answer.text and 'value="Share a cab"' in answer.text
    kept = danny.post(url, data=fields(answer.text, url) | {"words": "Share a cab"})
    assert kept.status_code == 303 and "Share a cab" in drawn.said


def test_the_second_of_two_who_say_what_we_want_sees_both(drawn, sign_in):
    danny, marek = sign_in(drawn.tries.danny), sign_in(drawn.tries.marek)
    url = f"{drawn.url}/aim"
    stale = fields(danny.get(url).text, url)
    press(marek, url, words="We see friends.")
    answer = danny.post(url, data=stale | {"words": "We go out."})
    assert answer.status_code == 409
    said = words(answer.text)
    assert "Somebody else changed this" in said and "We see friends. " in said
    assert re.search(r"<textarea[^>]*>\s*We go out\.</textarea>", answer.text)
    assert drawn.now().diagram.aim == "We see friends."
    kept = danny.post(url, data=fields(answer.text, url) | {"words": "We go out."})
    assert kept.status_code == 303 and drawn.now().diagram.aim == "We go out."


def test_no_two_links_have_the_same_words(drawn, sign_in):
    html = sign_in(drawn.tries.danny).get(drawn.url).text
    links = re.findall(
        r'<a [^>]*class="govuk-link"[^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL
    )
    names = [words(inside) for to, inside in links if "/drivers" in to]
    assert len(names) > 12 and len(names) == len(set(names))
    assert any("Take it away : Share a taxi" in name for name in names)


def test_who_rewords_what_is_gone_is_told_and_can_keep_it(drawn, sign_in):
    danny, marek = sign_in(drawn.tries.danny), sign_in(drawn.tries.marek)
    url = drawn.part_url(drawn.taxi, "words")
    stale = fields(danny.get(url).text, url)
    press(marek, drawn.part_url(drawn.taxi, "take-away"))
    answer = danny.post(url, data=stale | {"words": "Share a cab"})
    assert (answer.status_code, "took this away" in answer.text) == (409, True)
    danny.post(url, data=fields(answer.text, url) | {"words": "Share a cab"})
    assert drawn.said["Share a cab"] == ["Phone numbers"]


def test_the_second_of_two_who_move_sees_both(drawn, sign_in):
    danny, marek = sign_in(drawn.tries.danny), sign_in(drawn.tries.marek)
    url = drawn.part_url(drawn.taxi, "helps")
    stale = fields(danny.get(url).text, url)
    press(marek, url, uppers=[str(drawn.lift[1])])
    answer = danny.post(url, data=stale | {"uppers": [str(drawn.friends[1])]})
    assert answer.status_code == 409
    assert "It helps this by now: A lift home" in words(answer.text)
    assert re.search(rf'value="{drawn.friends[1]}"[^>]* checked', answer.text)
    sent = fields(answer.text, url) | {"uppers": [str(drawn.friends[1])]}
    assert danny.post(url, data=sent).status_code == 303
    assert drawn.said["Share a taxi"] == ["Friends"]


def test_who_takes_away_what_was_said_anew_looks_again_first(drawn, sign_in):
    danny, marek = sign_in(drawn.tries.danny), sign_in(drawn.tries.marek)
    url = drawn.part_url(drawn.taxi, "take-away")
    stale = fields(danny.get(url).text, url)
    press(marek, drawn.part_url(drawn.taxi, "words"), words="Share a cab")
    answer = danny.post(url, data=stale)
    assert answer.status_code == 409
    assert "Look again first." in answer.text and "Share a cab" in answer.text
    assert danny.post(url, data=fields(answer.text, url)).status_code == 303
    assert "Share a cab" not in drawn.said


def test_what_is_not_there_is_not_found(drawn, sign_in):
    danny = sign_in(drawn.tries.danny)
    for url in (
        drawn.part_url(drawn.lift, "helps"),  # it helps what we want
        f"{drawn.url}/idea/{10**9}/words",
        f"{drawn.url}/versions/99",
        f"/tries/{10**9}/drivers",
    ):
        assert danny.get(url).status_code == 404, url


def test_the_drawing_is_a_file_that_says_what_the_list_says(drawn, visitor):
    answer = visitor.get(f"{drawn.url}/drawing.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    root = ElementTree.fromstring(answer.text)
    assert root.get("role") == "img"
    said = " ".join(one.text for one in root.iter(f"{SVG}text"))
    for one in ("People come home", "A lift home", "Friends", "Phone numbers", "Share a taxi"):
        assert one in said
    assert "Not tried yet" in said
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert "3 things that help it" in desc.text and "1 idea to try" in desc.text
    assert root.find(f"{SVG}g").get("aria-hidden") == "true"


def test_words_that_look_like_markup_are_only_words(board, visitor):
    board.helps('<script>alert("1")</script> & more')
    page = visitor.get(board.url).text
    assert "<script>alert" not in page and "&lt;script&gt;" in page
    root = ElementTree.fromstring(visitor.get(f"{board.url}/drawing.svg").text)
    said = "".join(one.text for one in root.iter(f"{SVG}text"))
    assert "<script>" in said


def test_the_page_of_the_try_leads_there(drawn, visitor, sign_in):
    said = part(visitor.get(f"/tries/{drawn.project_id}").text, "works")
    assert "A lift home" in said and "Phone numbers" not in said
    assert f'href="{drawn.url}"' in visitor.get(f"/tries/{drawn.project_id}").text


def test_a_try_without_one_offers_it_to_its_team_alone(board, visitor, sign_in):
    url = f"/tries/{board.project_id}"
    assert "How we think it works" not in visitor.get(url).text
    assert "How we think it works" not in sign_in(board.tries.colette).get(url).text
    assert "Write what helps" in sign_in(board.tries.danny).get(url).text
    assert visitor.get(f"{board.url}/drawing.svg").status_code == 404
    assert visitor.get(board.url).status_code == 200


def test_the_page_costs_as_much_however_much_is_on_it(drawn, sign_in):
    danny = sign_in(drawn.tries.danny)
    danny.get(drawn.url)
    danny.get(drawn.url)
    few = danny.statements
    for n in range(20):
        drawn.idea(f"Idea {n}", drawn.lift)
    danny.get(drawn.url)
    assert danny.statements == few <= 15
