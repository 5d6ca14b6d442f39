"""*How this was decided* beside the words of our good life, as each viewer may read it."""

import pytest
from sqlalchemy import select

from coprod.db import today
from coprod.people.hats import Group, HatKind
from coprod.vision import services, writing
from coprod.vision.found import find
from coprod.vision.models import SignUpSays, StatementDecision
from tests.journeys.pages import words

YES, BUT, NOT = SignUpSays


@pytest.fixture
def signs(session, make, draft, place, as_viewer):
    """So many more people of a hat sign up to the draft."""

    def sign(hat, says, n):
        for _ in range(n):
            person = make.person(place, hat)
            services.sign_up(session, as_viewer(person), draft.found(), says, "Because.")

    return sign


@pytest.fixture
def still_right(session, draft, everyone, as_viewer):
    """Each group looks at the words again, and they are kept."""

    def keep():
        for group, who in zip(Group, ("uses_services", "family", "staff"), strict=True):
            person = as_viewer(getattr(everyone, who))
            services.look_again(session, person, draft.found(), group, 0, better="Keys.")
        services.still_right(session, draft.writer, draft.found(), 12)
        session.flush()

    return keep


@pytest.fixture
def read(draft):
    """The cards on a page of the words, each as plain words."""

    def cards_on(client, path=""):
        page = client.get(f"/good-life/{draft.id}{path}").text
        return [words(part.partition("</section>")[0]) for part in page.split('"decided">')[1:]]

    return cards_on


def test_agreed_words_say_who_was_asked_and_what_each_group_said_that_day(
    session, make, sign_in, visitor, draft, agree, signs, read, everyone, as_viewer
):
    signs(HatKind.USES_SERVICES, YES, 8)
    signs(HatKind.USES_SERVICES, NOT, 1)
    signs(HatKind.MANAGER, BUT, 2)  # a manager's voice counts as staff
    signs(HatKind.COMMISSIONER, NOT, 3)  # and theirs as nobody's
    agree()
    for person in (everyone.uses_services, everyone.family, everyone.staff):
        services.sign_up(session, as_viewer(person), draft.found(), NOT, "I changed my mind.")
    inside = (everyone.family, everyone.staff, everyone.manager, everyone.commissioner)
    for client in (visitor, sign_in(everyone.stranger), *map(sign_in, inside)):
        (card,) = read(client)
        assert "Everybody who takes part in this area could sign up." in card
        people = "People who use services: 5 or more said “Yes”, a few said “Not this”."
        staff = "Staff: a few said “Yes”, a few said “Yes, but”."
        assert f"{people} Families and friends: a few signed up. {staff} Who decided" in card
        assert "Each of the 3 groups has to say “Yes”, or “Yes, but”." in card
        assert "At least half of the writers have to use services." in card
    for client in (visitor, sign_in(everyone.stranger)):
        assert everyone.uses_services.name not in " ".join(read(client))
    (card,) = read(sign_in(everyone.family))
    assert f"{everyone.uses_services.name} wrote it down." in card


def test_each_version_keeps_its_own_card_and_a_draft_has_none(
    session, visitor, sign_in, draft, agree, read, everyone, as_viewer
):
    agree()
    number = writing.new_version(session, draft.writer, draft.found())
    assert read(sign_in(everyone.family), f"/versions/{number}") == []
    assert len(read(visitor)) == len(read(visitor, "/versions/1")) == 1
    new = find(session, draft.writer, draft.id, number)
    for person in (everyone.uses_services, everyone.family, everyone.staff):
        services.sign_up(session, as_viewer(person), new, BUT, "Not at night.")
    services.publish(session, as_viewer(everyone.advocate), new, 6)
    session.flush()
    family = sign_in(everyone.family)
    assert f"{everyone.advocate.name} wrote it down." in read(family)[0]
    assert f"{everyone.uses_services.name} wrote it down." in read(family, "/versions/1")[0]


def test_words_put_away_and_brought_back_say_who_did_it_and_why(
    session, visitor, sign_in, draft, agree, read, everyone
):
    agree()
    advocate, url = sign_in(everyone.advocate), f"/good-life/{draft.id}"
    for _press in range(5):
        sent = {"why": "We say <b>it</b> in other words.", "once": "one-press"}
        assert advocate.post(f"{url}/put-away", data=sent).status_code == 303
    for client, who in (
        (visitor, "An advocate"),
        (sign_in(everyone.stranger), "An advocate"),
        (sign_in(everyone.family), everyone.advocate.name),
        (sign_in(everyone.manager), everyone.advocate.name),
    ):
        away, agreed = read(client)
        assert "Nobody was asked." in away and "Who said what" not in away
        assert f"{who}, for the advocacy organisation." in away
        assert "Families and friends: a few signed up." in agreed
    assert "We say &lt;b&gt;it&lt;/b&gt; in other words." in visitor.get(url).text
    there = visitor.get(f"{url}/versions/1").text
    assert "These words are put away." in there and "These are old words." not in there
    for _press in range(2):
        advocate.post(f"{url}/bring-back")
    back, _agreed = read(visitor)
    assert "So that we look at these words again, together." in back
    decided = session.scalars(select(StatementDecision.decision).order_by(StatementDecision.id))
    assert decided.all() == ["agreed", "put_away", "brought_back"]


def test_each_decision_keeps_its_card_on_the_page_of_its_version_oldest_first(
    session, visitor, sign_in, draft, agree, still_right, read, everyone, as_viewer
):
    """Also once new words are agreed; and the page of the words leads there."""
    agree()
    advocate, url = sign_in(everyone.advocate), f"/good-life/{draft.id}"
    leads = f'href="{url}/versions/1#decisions"'
    assert len(read(visitor)) == 1 and leads not in visitor.get(url).text
    read(visitor, "/versions/1")
    costs = visitor.statements
    still_right()
    assert len(read(visitor)) == 2 and leads not in visitor.get(url).text
    for why in ("Nobody says it so.", "It was too soon."):
        assert advocate.post(f"{url}/put-away", data={"why": why}).status_code == 303
        assert advocate.post(f"{url}/bring-back").status_code == 303
    in_order = (
        "Each of the 3 groups has to say",
        "Each of the 3 groups has to answer first.",
        "Nobody says it so.",
        "So that we look at these words again, together.",
        "It was too soon.",
        "So that we look at these words again, together.",
    )

    def all_there(client, who):
        cards = read(client, "/versions/1")
        assert [why for why, card in zip(in_order, cards, strict=True) if why not in card] == []
        assert sum(f"{who}, for the advocacy organisation." in card for card in cards) == 4

    all_there(visitor, "An advocate")
    assert visitor.statements == costs
    all_there(sign_in(everyone.family), everyone.advocate.name)
    newest, agreed = read(visitor)
    assert in_order[-1] in newest and in_order[0] in agreed
    assert leads in visitor.get(url).text
    number = writing.new_version(session, draft.writer, draft.found())
    new = find(session, draft.writer, draft.id, number)
    for person in (everyone.uses_services, everyone.family, everyone.staff):
        services.sign_up(session, as_viewer(person), new, YES, "")
    services.publish(session, as_viewer(everyone.advocate), new, 6)
    session.flush()
    assert len(read(visitor)) == len(read(visitor, "/versions/2")) == 1
    all_there(visitor, "An advocate")


def test_words_that_were_kept_say_so(visitor, agree, still_right, read, everyone):
    agree()
    still_right()
    kept, _agreed = read(visitor)
    assert "Each of the 3 groups has to answer first." in kept
    assert everyone.uses_services.name not in kept


def test_what_was_agreed_before_this_was_kept_says_that_it_was_not(session, visitor, draft, agree):
    agree()
    row = session.scalars(select(StatementDecision)).one()
    old = StatementDecision(
        statement_id=row.statement_id, number=1, decision=row.decision, on=today()
    )
    session.add(old)
    session.flush()
    page = words(visitor.get(f"/good-life/{draft.id}").text)
    assert "We did not keep what each group said that day." in page
