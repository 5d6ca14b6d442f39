"""Reading a talk: what stands in it for whom, page by page, and the address of one message."""

import pytest

from coprod.db import today
from forums.models import Post
from forums.words import PostState, TalkRule
from tests.journeys.pages import words


@pytest.fixture
def hundred(session, people, issue, say):
    """100 messages, said by two people in turns."""
    rows = [
        Post(
            subject_kind="issue",
            subject_key=issue.id,
            area_id=issue.area_id,
            author_id=people.leon.id if n % 2 else people.bev.id,
            words=f"Number {n}.",
            html=f"<p>Number {n}.</p>",
            posted_on=today(),
        )
        for n in range(1, 101)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def numbers(page):
    return [int(one.split(".")[0]) for one in page.split("<p>Number ")[1:]]


def linked(page, words):
    """Where a link with these words leads."""
    return page.split(words)[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")


def test_pages_go_both_ways_and_leave_nothing_out(hundred, talk, people, sign_in):
    client = sign_in(people.kath)
    seen, page = [], client.get(talk).text
    while "See older words" in page:
        seen = numbers(page) + seen
        page = client.get(linked(page, "See older words")).text
    seen = numbers(page) + seen
    assert seen == list(range(1, 101))
    assert "Go to the newest words" in page and "This belongs to another talk" not in page
    back, page = [], client.get(f"{talk}?after=0").text
    while "See newer words" in page:
        back += numbers(page)
        page = client.get(linked(page, "See newer words")).text
    assert back + numbers(page) == seen


def test_a_page_in_the_middle_costs_what_the_newest_does(hundred, talk, people, sign_in):
    client = sign_in(people.kath)
    client.get(talk)
    client.get(talk)
    newest = client.statements
    client.get(f"{talk}?before={hundred[60].id}")
    assert client.statements == newest


def test_the_address_of_a_message_counts_own_ones_that_wait(hundred, people, sign_in, say):
    target = hundred[-24]
    assert "after=" not in sign_in(people.kath).get(f"/talk/posts/{target.id}").location
    for n in range(2):
        say(people.kath, f"Mine {n}.", unnamed=bool(n)).state = PostState.WAITING
    for who in (people.kath, people.jo):
        client = sign_in(who)
        there, _, anchor = client.get(f"/talk/posts/{target.id}").location.partition("#")
        assert f'id="{anchor}"' in client.get(there).text


def test_the_address_of_a_message_leads_to_its_page_for_good(hundred, talk, people, issue, sign_in):
    client = sign_in(people.kath)
    last = client.get(f"/talk/posts/{hundred[-1].id}")
    assert (last.status_code, last.location) == (303, f"/issues/{issue.id}#post-{hundred[-1].id}")
    for n in (0, 40, 74):
        there = client.get(f"/talk/posts/{hundred[n].id}").location
        assert there.endswith(f"#post-{hundred[n].id}")
        assert f'id="post-{hundred[n].id}"' in client.get(there).text
    assert client.get(f"/talk/posts/{10**12}").status_code == 404
    assert sign_in(people.stranger).get(f"/talk/posts/{hundred[0].id}").status_code == 404


@pytest.mark.parametrize(
    ("state", "author_sees", "tells"),
    [
        (PostState.WAITING, True, "A person reads it first."),
        (PostState.HIDDEN, True, "Somebody is looking at it."),
        (PostState.SENT_BACK, True, "It came back to you"),
    ],
)
def test_what_does_not_stand_is_for_its_author_alone(
    state, author_sees, tells, say, people, talk, sign_in, session
):
    post = say(people.leon, "Only for me.")
    post.state = state
    mine, theirs = sign_in(people.leon).get(talk).text, sign_in(people.kath).get(talk).text
    assert "Only for me." in mine and tells in words(mine)
    assert "Only for me." not in theirs and f"post-{post.id}" not in theirs
    assert sign_in(people.kath).get(f"/talk/posts/{post.id}").status_code == 404
    assert sign_in(people.leon).get(f"/talk/posts/{post.id}").status_code == 303


def test_what_was_taken_down_stands_there_without_its_words(say, people, talk, sign_in):
    post = say(people.leon, "A nasty thing.")
    answer = say(people.bev, "That is not kind.", answers=post)
    post.state, post.rule = PostState.TAKEN_DOWN, TalkRule.KIND
    page = words(sign_in(people.kath).get(talk).text)
    assert "This message was taken down. It broke this rule: be kind to people" in page
    assert "A nasty thing" not in page and "That is not kind." in page
    assert "An answer to a message that is not here any more." in page
    assert sign_in(people.kath).get(f"/talk/posts/{answer.id}").status_code == 303


def test_a_quote_is_the_beginning_of_one_message_and_is_read_live(
    say, people, talk, sign_in, session
):
    first = say(people.leon, "The door is loud at night.")
    second = say(people.bev, "Could we oil it?", answers=first)
    say(people.kath, "Yes please.", answers=second)
    page = sign_in(people.jo).get(talk).text
    assert page.count("<blockquote") == 2 and "An answer to Leon:" in page
    first.taken_back_on = today()
    page = sign_in(people.jo).get(talk).text
    assert "loud at night" not in page and page.count("<blockquote") == 1


def test_a_moderator_is_known_as_one_by_a_tag_and_not_by_a_name(say, people, talk, sign_in):
    say(people.hannah, "Please be kind.").as_moderator = True
    assert "Looks after the talk</strong>" in sign_in(people.kath).get(talk).text
