"""Who reads and who writes on which board: the whole table, by rule and by page."""

import pytest

from forums.boards import policy
from forums.words import BoardKind

READS = {
    BoardKind.EVERYONE: {
        *("person", "family", "staff", "manager", "commissioner", "advocate", "peer"),
        *("site_admin", "far person"),
    },
    BoardKind.PEOPLE: {"person", "far person", "advocate", "peer"},
    BoardKind.FAMILIES: {"person", "far person", "family", "advocate", "peer"},
    BoardKind.STAFF: {"person", "far person", "staff", "manager", "advocate", "peer"},
    BoardKind.PLACE: {"person", "family", "staff", "manager", "advocate", "peer"},
}
WRITES = READS | {
    BoardKind.FAMILIES: {"family", "advocate", "peer"},
    BoardKind.STAFF: {"staff", "manager", "advocate", "peer"},
}


@pytest.mark.parametrize("kind", list(BoardKind))
def test_who_reads_and_who_writes(everyone, as_viewer, board, kind):
    viewers = {name: as_viewer(person) for name, person in everyone.items()}
    reads = {name for name, one in viewers.items() if policy.may_read(one, board(kind))}
    writes = {name for name, one in viewers.items() if policy.may_write(one, board(kind))}
    assert reads == READS[kind]
    assert writes == WRITES[kind]


@pytest.mark.parametrize("kind", list(BoardKind))
def test_pages_hold_to_it(everyone, sign_in, visitor, board, begin, kind):
    """A board and its talk are 404 to whoever may not read it; writing is 403 to readers."""
    post = begin(everyone["advocate"], kind, title="Tea at four", words="It is cold.")
    here = f"/boards/of/{board(kind).place_id}" if board(kind).place_id else f"/boards/{kind}"
    talk = f"/talks/{post.subject_key}"
    for name, person in everyone.items():
        client = sign_in(person)
        expected = 200 if name in READS[kind] else 404
        if name != "stranger":  # whose board at that address is another area's
            assert client.get(here).status_code == expected, name
        assert client.get(talk).status_code == expected, name
        said = client.post(f"/talk/thread/{post.subject_key}", data={"words": f"{name} says"})
        answers = 303 if name in WRITES[kind] else 409 if name in READS[kind] else 404
        assert said.status_code == answers, name
        if name == "stranger" and not board(kind).place_id:
            continue
        sent = client.post(f"{here}/new/talk", data={"words": f"{name} was here"})
        writing = 303 if name in WRITES[kind] else 403 if name in READS[kind] else 404
        assert sent.status_code == writing, name
    assert visitor.get(talk).status_code == 404
    assert visitor.get(here).status_code == 302


@pytest.mark.parametrize("kind", list(BoardKind))
def test_lists_and_search_hold_to_it(everyone, sign_in, board, begin, kind):
    begin(everyone["advocate"], kind, title="Tea at four", words="It is cold.")
    for name, person in everyone.items():
        client = sign_in(person)
        if name == "stranger":
            assert client.get("/boards").status_code == 200
        for page in ("/boards", "/boards/find?words=cold", "/boards/find?words=four"):
            assert ("Tea at four" in client.get(page).text) == (name in READS[kind]), (name, page)


def test_only_the_board_for_everyone_is_opened_to_all(everyone, as_viewer, board):
    person = as_viewer(everyone["person"])
    may = {kind for kind in BoardKind if policy.may_publish(person, board(kind))}
    assert may == {BoardKind.EVERYONE}
