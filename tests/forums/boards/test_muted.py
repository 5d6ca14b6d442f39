"""What a muted person says, and the talks they began, fold for whoever muted them alone."""

from coprod.people.models import Mute

FOLDED = "Words of somebody you muted"


def _mute(session, viewer, muted):
    session.add(Mute(person_id=viewer.id, muted_id=muted.id))
    session.flush()


def test_what_a_muted_person_says_is_in_no_list(everyone, begin, sign_in, session):
    begin(everyone["person"], title="The bus", words="Loud words.")
    client = sign_in(everyone["family"])
    _mute(session, everyone["family"], everyone["person"])
    for page in ("/boards", "/boards/everyone", "/boards/find?words=loud"):
        shown = client.get(page).text
        assert "You muted this person." in shown and "Loud words" not in shown
    assert "Loud words" in sign_in(everyone["staff"]).get("/boards/everyone").text


def test_a_talk_that_they_began_is_not_named(everyone, begin, answer, sign_in, session):
    talk = begin(everyone["person"], title="The bus")
    mine, other = sign_in(everyone["advocate"]), sign_in(everyone["staff"])
    mine.post(f"/talk/thread/{talk.subject_key}/follow")
    answer(everyone["family"], talk)
    pages = ["/boards", "/boards/everyone", "/boards/find?words=bus", "/talk/followed", "/news"]
    pages += [f"/talks/{talk.subject_key}"]
    assert [path for path in pages if "The bus" not in mine.get(path).text] == []
    _mute(session, everyone["advocate"], everyone["person"])
    for path in pages:
        shown = mine.get(path).text
        assert FOLDED in shown and "The bus" not in shown, path
    assert "The bus" in other.get("/boards/everyone").text


def test_the_title_of_who_looks_after_the_talk_never_folds(everyone, begin, sign_in, session):
    talk = begin(everyone["advocate"], title="Be kind", as_moderator=True)
    _mute(session, everyone["family"], everyone["advocate"])
    for path in ("/boards/everyone", f"/talks/{talk.subject_key}"):
        assert "Be kind" in sign_in(everyone["family"]).get(path).text
