"""The title of a talk goes where the words go that the talk began with."""

import pytest

from coprod.db import today
from coprod.people.models import Area
from forums import changing, services
from forums.boards import queries
from forums.models import Thread
from forums.moderation import posts
from forums.moderation.models import Act
from forums.words import PostState
from tests.journeys.pages import press

SAID = "My brother Tom drinks again. I am ashamed"
TITLE = "My brother Tom drinks again"


@pytest.fixture
def talk(everyone, sign_in, session, thread_of, answer):
    """A talk with no title of its own, open to all, answered by somebody who follows it."""
    new = "/boards/everyone/new/talk"
    assert press(sign_in(everyone["person"]), new, words=SAID, published="y").status_code == 303
    thread = session.query(Thread).one()
    first = session.get(posts.Post, thread.first_post_id)
    sign_in(everyone["staff"]).post(f"/talk/thread/{thread.id}/follow")
    answer(everyone["staff"], first)
    answer(everyone["family"], first)
    return first


@pytest.fixture
def reads(everyone, talk, sign_in, visitor, session, place):
    """Every page that names the talk: those of one who follows it, and the feed."""
    slug = session.get(Area, place.area_id).slug
    here = ["/boards", "/boards/everyone", "/boards/find?words=think", "/talk/followed", "/news"]
    here += [f"/talks/{talk.subject_key}", f"/talk/thread/{talk.subject_key}", "/my-things"]

    def all_of_them():
        client = sign_in(everyone["staff"])
        shown = {path: client.get(path).text for path in here}
        return shown | {"feed": visitor.get(f"/talks/feed?area={slug}").text}

    return all_of_them


def _take_back(session, talk, author):
    services.take_back(session, author, talk)


def _take_down(_session, talk, _author):
    posts.put(_session, talk.id, posts.Stands.TAKEN_DOWN)


def _erase(session, talk, _author):
    posts.erase(session, talk.id)


@pytest.mark.parametrize("go", [_take_back, _take_down, _erase])
def test_it_goes_with_the_words(everyone, talk, reads, session, as_viewer, sign_in, go):
    before = reads()
    assert [path for path, shown in before.items() if "brother" not in shown] == ["/my-things"]
    thread_id = talk.subject_key
    go(session, talk, as_viewer(everyone["person"]))
    session.commit()
    after = reads()
    assert [path for path, shown in after.items() if "brother" in shown] == []
    assert "A talk" in after["/boards/everyone"] and "A talk" in after["feed"]
    client = sign_in(everyone["staff"])
    assert "I think so too" not in client.get("/boards/find?words=brother").text
    look = sign_in(everyone["advocate"]).get(f"/moderation/look/thread/{thread_id}")
    assert TITLE in look.text


def test_it_comes_back_with_them(everyone, talk, reads, session, as_viewer):
    author = as_viewer(everyone["person"])
    services.take_back(session, author, talk)
    services.put_back(session, author, talk)
    assert TITLE in reads()["/boards/everyone"]


def test_its_author_still_reads_it_while_it_waits(everyone, talk, session, sign_in):
    talk.state = PostState.WAITING
    session.flush()
    page = f"/talks/{talk.subject_key}"
    assert TITLE in sign_in(everyone["person"]).get(page).text
    assert "brother" not in sign_in(everyone["staff"]).get(page).text


def test_a_title_made_of_the_words_is_made_anew(everyone, talk, reads, session, as_viewer):
    author = as_viewer(everyone["person"])
    subject = queries.subject(session, author, talk.subject_key)
    changing.change(session, author, subject, talk, "Somebody I love is not well.")
    assert "Somebody I love is not well" in reads()["/boards/everyone"]
    posts.edit(session, author, talk.id, "We need help. Soon.")
    shown = reads()
    assert "We need help" in shown["/boards/everyone"] and "brother" not in "".join(shown.values())


def test_a_title_that_was_written_stays(everyone, begin, thread_of, session, as_viewer):
    first = begin(everyone["person"], title="The bus", words="It was late.")
    posts.edit(session, as_viewer(everyone["advocate"]), first.id, "It comes late.")
    assert thread_of(first).title == "The bus"


def test_who_speaks_next_did_not_begin_it(everyone, begin, answer, thread_of, session, as_viewer):
    first = begin(everyone["person"], title="The bus")
    posts.erase(session, first.id)
    mine = answer(everyone["family"], first, to_it=False)
    assert mine.posted_on == today() and thread_of(first).first_post_id == 0
    assert not session.scalars(posts.THREADS.mine(session, as_viewer(everyone["family"]))).all()


def test_its_author_can_be_asked_to_call_it_otherwise(everyone, begin, thread_of, sign_in, session):
    first = begin(everyone["person"], title="Sandra is late again", words="Toast.")
    here = f"/moderation/look/thread/{first.subject_key}"
    moderator, author = sign_in(everyone["advocate"]), sign_in(everyone["person"])
    assert f"{here}/ask-edit" in moderator.get(here).text
    asked = press(moderator, f"{here}/ask-edit", words="Tea is late again", note="No names.")
    assert asked.status_code == 303 and thread_of(first).title == "Sandra is late again"
    act = session.query(Act).one()
    assert "Tea is late again" in author.get("/moderation/mine").text
    answer = f"/moderation/mine/{act.id}/answer"
    assert sign_in(everyone["family"]).post(answer, data={"answer": "yes"}).status_code == 404
    assert author.post(answer, data={"answer": "yes"}).status_code == 303
    assert thread_of(first).title == "Tea is late again"
    newest = session.query(Act).order_by(Act.id.desc()).first()
    assert moderator.post(f"/moderation/acts/{newest.id}/undo").status_code == 303
    assert thread_of(first).title == "Sandra is late again"
