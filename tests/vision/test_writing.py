"""Writing a draft: its limits, two writers at once, and throwing it away."""

import pytest
from sqlalchemy import func, select

from coprod.errors import Conflict, Invalid, NotAllowed
from coprod.people.hats import HatKind
from coprod.vision import services, writing
from coprod.vision.found import can_write
from coprod.vision.models import (
    LineKind,
    SignUp,
    SignUpSays,
    Statement,
    StatementLine,
    StatementVersion,
    Writer,
)

TWENTY = "one " * 20


@pytest.mark.parametrize(
    ("wording", "trouble"),
    [
        (TWENTY.strip(), ""),
        (TWENTY + "more", "Use 20 words or fewer. Now it is 21."),
        ("", "Write a few words."),
        ("x" * 401, "Use 400 letters or fewer."),
        ("میرا گھر میرا ہے", ""),
        ("🏠 IS MINE", ""),
    ],
)
def test_a_statement_has_twenty_words_or_fewer(
    session, principle, everyone, as_viewer, wording, trouble
):
    writer = as_viewer(everyone.uses_services)
    if not trouble:
        _, version = writing.start(session, writer, principle, wording)
        assert version.wording == wording
        return
    with pytest.raises(Invalid) as refused:
        writing.start(session, writer, principle, wording)
    assert refused.value.errors == {"answer": trouble}


@pytest.mark.parametrize(
    ("kind", "lines", "trouble"),
    [
        (LineKind.LOOKS_LIKE, ["", ""], "Write one line or more."),
        (LineKind.NOT_LIKE, [], "Write one line or more."),
        (LineKind.TAKES_US, [], ""),
        (LineKind.TAKES_SERVICES, [str(n) for n in range(13)], "Write 12 lines or fewer."),
        (LineKind.TAKES_SERVICES, ["x" * 401], "Use 400 letters or fewer in each line."),
    ],
)
def test_lines(session, draft, kind, lines, trouble):
    if not trouble:
        writing.set_lines(session, draft.writer, draft.found(), 3, kind, lines)
        return
    with pytest.raises(Invalid) as refused:
        writing.set_lines(session, draft.writer, draft.found(), 3, kind, lines)
    assert refused.value.errors == {"answer": trouble}


def test_a_line_that_stays_keeps_its_row(session, draft):
    def rows():
        found = select(StatementLine.words, StatementLine.id).where(
            StatementLine.version_id == draft.version.id,
            StatementLine.kind == LineKind.LOOKS_LIKE,
        )
        return dict(session.execute(found.order_by(StatementLine.position)).all())

    before = rows()
    wanted = ["I have a key.", "People knock."]
    writing.set_lines(session, draft.writer, draft.found(), 3, LineKind.LOOKS_LIKE, wanted)
    session.flush()
    assert list(rows()) == wanted
    assert rows()["People knock."] == before["People knock."]


def test_a_second_writer_is_told_and_nothing_is_overwritten(session, draft):
    writing.set_words(session, draft.writer, draft.found(), 3, short="Mine.")
    with pytest.raises(writing.Stale, match="Somebody else changed"):
        writing.set_words(session, draft.writer, draft.found(), 3, short="Yours.")
    assert draft.version.short == "Mine."


def test_changed_words_let_go_of_sign_ups_to_the_draft(session, draft):
    def signed():
        return session.scalar(select(func.count()).where(SignUp.version_id == draft.version.id))

    services.sign_up(session, draft.writer, draft.found(), SignUpSays.YES, "")
    writing.set_picture(session, draft.writer, draft.found(), 3, "key")
    writing.set_words(session, draft.writer, draft.found(), 4, short="My key.")
    assert signed() == 1, "the same words and a new picture ask nobody again"
    writing.set_words(session, draft.writer, draft.found(), 5, short="Our key.")
    assert signed() == 0


def test_only_people_families_and_staff_are_named_as_writers(session, draft, everyone):
    for hat in ("manager", "commissioner", "advocate", "stranger"):
        with pytest.raises(Invalid):
            writing.set_writers(
                session, draft.writer, draft.found(), 3, [getattr(everyone, hat).id]
            )


def test_a_writer_is_named_by_somebody_of_their_place(session, make, draft, place, as_viewer):
    area = session.get(type(make.area()), place.area_id)
    far = make.person(make.place(area), name="The Far One")
    with pytest.raises(Invalid):
        writing.set_writers(session, draft.writer, draft.found(), 3, [far.id])
    assert far.id not in can_write(session, draft.writer, draft.statement)
    hannah = as_viewer(make.person(area, HatKind.ADVOCATE))
    writing.set_writers(session, hannah, draft.found(), 3, [far.id, draft.writer.id])
    writing.set_writers(session, draft.writer, draft.found(), 4, [far.id])


def test_a_draft_belongs_to_a_place_of_its_writer(session, make, draft, place):
    with pytest.raises(Invalid):
        writing.set_place(session, draft.writer, draft.found(), 3, make.place().id)
    writing.set_place(session, draft.writer, draft.found(), 3, place.id)
    assert draft.statement.place_id == place.id


def test_a_place_of_another_area_owns_no_words_here(session, make, draft, everyone, as_viewer):
    there = make.place()
    make.hat(everyone.uses_services, there, HatKind.USES_SERVICES)
    session.flush()
    with pytest.raises(Invalid):
        writing.set_place(session, as_viewer(everyone.uses_services), draft.found(), 3, there.id)


def test_agreed_words_do_not_change_hands(session, draft, agree, place):
    found = agree()
    with pytest.raises(Conflict):
        writing.set_place(session, draft.writer, found, found.version.edits, place.id)


def test_a_first_draft_is_thrown_away_whole(session, make, draft):
    make.statement(make.area())
    services.sign_up(session, draft.writer, draft.found(), SignUpSays.YES, "")
    writing.drop(session, draft.writer, draft.found())
    session.flush()
    assert session.get(Statement, draft.id) is None
    for kind in (StatementLine, Writer, SignUp):
        assert not session.scalars(select(kind).where(kind.version_id == draft.version.id)).all()
    assert session.scalars(select(StatementVersion)).all(), "other statements stay"


def test_throwing_new_words_away_leaves_the_old_ones(session, draft, agree, versions):
    old = agree()
    writing.new_version(session, draft.writer, old)
    from coprod.vision.found import find

    writing.drop(session, draft.writer, find(session, draft.writer, draft.id, 2))
    session.flush()
    assert versions(draft.id) == [1]
    assert draft.statement.version == 1


def test_agreed_words_are_not_thrown_away(session, draft, agree):
    with pytest.raises(NotAllowed):
        writing.drop(session, draft.writer, agree())
