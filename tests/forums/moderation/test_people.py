"""People: known, removed by two, peers, and seeing who said something unnamed."""

import pytest
from sqlalchemy import select

from coprod.errors import Conflict, Invalid, NotAllowed, NotFound
from coprod.groups import resetting
from coprod.groups import services as joining
from coprod.people.hats import HatKind
from coprod.people.models import Hat
from coprod.sign_in import passphrases
from coprod.sign_in import services as sign_in_services
from forums.moderation import peers, removing, undoing, unmasking
from forums.moderation import people as looked_after
from forums.moderation.models import Act, Unmasking
from forums.words import ActKind, TalkRule
from tests.journeys.pages import words

SAYS = removing.Asking(TalkRule.KIND, "You hurt people.", "You can write to us.")
PASSPHRASE = "seven green kettles sing"


@pytest.fixture
def hat_of(session):
    """The first hat of somebody: addresses name a hat, and never a person."""
    return lambda person: session.scalar(
        select(Hat.id).where(Hat.person_id == person.id).order_by(Hat.id).limit(1)
    )


@pytest.fixture
def talk(issue):
    return f"/talk/issue/{issue.id}"


@pytest.fixture
def asked(session, people, as_viewer, area):
    return removing.ask(session, as_viewer(people.advocate), area.id, people.author.id, SAYS)


@pytest.mark.parametrize(
    ("who", "status"),
    [("advocate", 303), ("peer", 303), ("employed", 403), ("peer_employed", 403)]
    + [(who, 404) for who in ("family", "manager", "commissioner", "author", "stranger")],
)
def test_who_may_ask_and_vouch(who, status, people, sign_in, hat_of):
    client = sign_in(getattr(people, who))
    here = f"/moderation/people/{hat_of(people.new)}"
    sent = {"rule": "kind", "note": "Why.", "other_way": "Write to us."}
    assert client.post(f"{here}/vouch").status_code == status
    assert client.post(f"{here}/remove", data=sent).status_code == status


def test_words_are_needed(session, people, as_viewer, area, sign_in, hat_of):
    empty = removing.Asking(TalkRule.KIND, "", "")
    with pytest.raises(Invalid) as wrong:
        removing.ask(session, as_viewer(people.peer), area.id, people.author.id, empty)
    assert set(wrong.value.errors) == {"note", "other_way"}
    client = sign_in(people.peer)
    here = f"/moderation/people/{hat_of(people.author)}/remove"
    answer = client.post(here, data={"rule": "kind", "note": "Typed."})
    assert answer.status_code == 422 and "Typed." in answer.text
    assert client.get("/moderation/people/999999/remove").status_code == 404


def test_two_different_people_have_to_agree(session, people, as_viewer, asked, sign_in):
    with pytest.raises(NotAllowed, match="Two different people"):
        removing.agree(session, as_viewer(people.advocate), asked)
    with pytest.raises(Conflict):
        removing.ask(session, as_viewer(people.peer), asked.area_id, people.author.id, SAYS)
    here = f"/moderation/removals/{asked.id}"
    assert sign_in(people.advocate).post(here, data={"answer": "yes"}).status_code == 403
    assert sign_in(people.employed).post(here, data={"answer": "yes"}).status_code == 403
    assert sign_in(people.author).get(here).status_code == 404
    assert "Removing a person" in sign_in(people.other).get("/moderation").text
    assert "You can write to us." in sign_in(people.other).get(here).text
    assert sign_in(people.other).post(here, data={"answer": "yes"}).status_code == 303
    assert sign_in(people.peer).post(here, data={"answer": "yes"}).status_code == 409


def test_every_way_in_is_over(session, people, as_viewer, asked, sign_in, visitor):
    stored = passphrases.hashed(PASSPHRASE)
    sign_in_services.set_passphrase(session, people.author.id, stored)
    before = sign_in(people.author)
    assert before.get("/my-things").status_code == 200
    act = removing.agree(session, as_viewer(people.other), asked)
    session.flush()
    assert before.get("/my-things").status_code == 302  # an old session
    sent = {"name": people.author.slug, "passphrase": PASSPHRASE}
    refused = visitor.post("/sign-in", data=sent)
    assert refused.status_code == 403
    assert "You can write to us." in refused.text
    assert "for now" not in refused.text  # it ends only if it is taken back
    with pytest.raises(NotAllowed):
        sign_in_services.refuse(session, people.author.id, asked.area_id)
    undoing.undo(session, as_viewer(people.peer), act)
    session.flush()
    assert visitor.post("/sign-in", data=sent).status_code == 303
    assert len(session.scalars(select(Hat).where(Hat.person_id == people.author.id)).all()) == 1


def test_somebody_with_a_hat_elsewhere_comes_in_there_and_not_here(
    session, people, as_viewer, asked, make
):
    make.hat(people.author, make.place(), HatKind.FAMILY)
    removing.agree(session, as_viewer(people.other), asked)
    sign_in_services.refuse(session, people.author.id)
    assert not as_viewer(people.author).belongs_to(asked.area_id)
    with pytest.raises(NotAllowed, match="You can write to us"):
        sign_in_services.refuse(session, people.author.id, asked.area_id)


def test_no_link_and_no_helper_leads_round_it(
    session, people, as_viewer, asked, make, place, talk, sign_in, app
):
    author, nell = people.author, sign_in(people.family)
    hat = place.area_id, place.id
    invited = joining.invite(session, as_viewer(people.other), hat, HatKind.USES_SERVICES)
    late = resetting.new_link(session, author.id)
    assert f'value="{author.id}"' in nell.get(f"{talk}/say").text, "they may have helped"
    removing.agree(session, as_viewer(people.other), asked)
    elsewhere = make.hat(author, make.place(), HatKind.FAMILY)
    here = sign_in(author)
    assert here.post(f"/invited/{invited}").status_code == 403
    assert not as_viewer(author).belongs_to(place.area_id)
    session.delete(elsewhere)
    session.commit()
    outside = app.test_client()
    sent = {"passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE}
    refused = outside.post(f"/new-passphrase/{late}", data=sent)
    assert refused.status_code == 403 and "You can write to us." in refused.text
    assert outside.get("/my-things").status_code == 302
    assert f'value="{author.id}"' not in nell.get(f"{talk}/say").text
    helped = {"words": "Typed for me.", "name": "shown", "how": "help_to_type"}
    answer = nell.post(f"{talk}/say", data=helped | {"helper": str(author.id)})
    assert answer.status_code == 422 and "Typed for me." in answer.text


def test_no_and_nothing_happens(session, people, as_viewer, asked):
    removing.refuse(session, as_viewer(people.peer), asked)
    sign_in_services.refuse(session, people.author.id)
    with pytest.raises(Conflict):
        removing.agree(session, as_viewer(people.other), asked)


def test_a_vouch_is_taken_back(session, people, as_viewer, area):
    hannah = as_viewer(people.advocate)
    act = looked_after.vouch(session, hannah, area.id, people.new.id)
    with pytest.raises(Conflict):
        looked_after.vouch(session, as_viewer(people.peer), area.id, people.new.id)
    undoing.undo(session, as_viewer(people.peer), act)
    looked_after.vouch(session, hannah, area.id, people.new.id)
    with pytest.raises(NotFound):
        looked_after.vouch(session, hannah, area.id, people.stranger.id)


def test_nobody_moderates_at_a_place_where_they_work(session, people, as_viewer, area):
    with pytest.raises(NotAllowed):
        looked_after.vouch(session, as_viewer(people.peer_employed), area.id, people.new.id)


def test_a_peer_says_yes_themselves(session, people, as_viewer, area, sign_in, hat_of):
    client, nell = sign_in(people.advocate), sign_in(people.new)
    assert nell.get("/moderation/peer").status_code == 404
    assert client.post("/moderation/peers", data={"who": ""}).status_code == 422
    assert client.post("/moderation/peers", data={"who": str(people.new.id)}).status_code == 303
    assert client.post("/moderation/peers", data={"who": str(people.new.id)}).status_code == 409
    assert client.post("/moderation/peers", data={"who": str(people.staff.id)}).status_code == 403
    assert nell.get("/moderation").status_code == 404
    assert "Nobody is waiting" in client.get("/group/waiting").text
    assert "Do you want to look after the talk?" in nell.get("/my-things").text
    assert nell.post("/moderation/peer", data={}).status_code == 422
    assert nell.post("/moderation/peer", data={"answer": "yes"}).status_code == 303
    assert nell.get("/moderation").status_code == 200
    assert as_viewer(people.new).looks_after_talk(area.id)
    assert client.post(f"/moderation/peers/{hat_of(people.new)}/end").status_code == 303
    assert sign_in(people.new).get("/moderation").status_code == 404


def test_only_an_advocate_asks_peers(session, people, as_viewer, area):
    for who in ("peer", "employed", "manager", "stranger"):
        with pytest.raises(NotAllowed):
            peers.ask(session, as_viewer(getattr(people, who)), area.id, people.new.id)


def test_no_thank_you(session, people, as_viewer, area):
    peers.ask(session, as_viewer(people.advocate), area.id, people.new.id)
    peers.answer(session, as_viewer(people.new), yes=False)
    assert peers.asked(session, as_viewer(people.new)) is None
    with pytest.raises(Conflict):
        peers.answer(session, as_viewer(people.new), yes=True)


def test_who_said_it_takes_two_and_a_reason(
    session,
    unnamed,
    people,
    sign_in,
):
    hannah, other = sign_in(people.advocate), sign_in(people.other)
    ask = f"/moderation/look/post/{unnamed.id}/who"
    assert hannah.post(ask, data={"why": ""}).status_code == 422
    assert hannah.post(ask, data={"why": "Police asked."}).status_code == 303
    assert hannah.post(ask, data={"why": "Police asked."}).status_code == 409
    row = session.scalars(select(Unmasking)).one()
    here = f"/moderation/who/{row.id}"
    assert hannah.post(here, data={"answer": "yes"}).status_code == 403
    for who, status in (("employed", 403), ("family", 404), ("author", 404)):
        assert (
            sign_in(getattr(people, who)).post(here, data={"answer": "yes"}).status_code == status
        )
    assert "The Author" not in other.get(here).text
    shown = other.post(here, data={"answer": "yes"})
    assert "The Author said this." in shown.text and shown.headers["Cache-Control"] == "no-store"
    assert other.post(here, data={"answer": "yes"}).status_code == 409
    assert "The Author" not in other.get(here).text
    assert "The Author said this." in hannah.post(here, data={"answer": "yes"}).text
    assert hannah.post(here, data={"answer": "yes"}).status_code == 409
    told = sign_in(people.author).get("/moderation/mine").text
    assert "2 people saw that it was you" in told and "Police asked." in told
    assert "2 people saw" not in sign_in(people.family).get("/moderation/mine").text
    session.refresh(row)
    assert people.author.id not in {row.asked_by_id, row.agreed_by_id}


def test_a_moderator_who_is_the_author_does_not_decide_and_sees_nothing_of_it(
    session, unnamed, people, as_viewer, look, sign_in, make, area
):
    make.hat(people.author, area, HatKind.PEER_MODERATOR)
    asked = unmasking.ask(session, as_viewer(people.advocate), look(unnamed), "Police asked.")
    client, here = sign_in(people.author), f"/moderation/who/{asked.id}"
    nothing = client.get("/moderation/who/999999")
    for answer in (
        client.get(here),
        *(client.post(here, data={"answer": say}) for say in ("yes", "no")),
    ):
        assert answer.status_code == nothing.status_code == 404
        assert words(answer.text) == words(nothing.text)
    link = f'href="{here}"'
    assert link not in client.get("/moderation").text
    assert link in sign_in(people.peer).get("/moderation").text
    for act in (unmasking.agree, unmasking.refuse):
        with pytest.raises(NotFound):
            act(session, as_viewer(people.author), asked, look(unnamed))


def test_what_has_a_name_is_not_asked(session, post, people, as_viewer, look):
    with pytest.raises(Conflict, match="name already"):
        unmasking.ask(session, as_viewer(people.advocate), look(post), "Why.")


def test_no_act_ties_a_name(session, unnamed, people, as_viewer, look):
    asked = unmasking.ask(session, as_viewer(people.advocate), look(unnamed), "Why.")
    unmasking.refuse(session, as_viewer(people.peer), asked, look(unnamed))
    with pytest.raises(Conflict):
        unmasking.agree(session, as_viewer(people.other), asked, look(unnamed))
    assert not session.scalars(select(Act).where(Act.what == ActKind.REMOVE)).all()
