"""What one person read off a paper ballot, and whether it can be so."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from coprod.errors import Invalid
from coprod.people.hats import Group
from coprod.people.queries import places_in
from coprod.people.viewer import Viewer
from coprod.rounds import choosing, policy, queries, sealed, voices
from coprod.rounds.models import Round
from coprod.rounds.words import DOTS_EACH, How

NO_SUCH_CODE = "Look at the code on the paper. This one is not in this round."


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is on a paper ballot. The advocate says `person_id` if its writer has an account."""

    code: str
    group: Group | None
    stars: tuple[int, ...]
    how: How | None
    person_id: int | None = None
    place_id: int | None = None
    helper_id: int | None = None


def code_trouble(session: Session, round_: Round, code: str) -> dict[str, str]:
    """What is wrong with a code, if it is on no paper of this round."""
    return {} if code in sealed.paper_codes(session, round_) else {"code": NO_SUCH_CODE}


def checked(session: Session, viewer: Viewer, round_: Round, paper: Paper) -> tuple[str, Group]:
    """The key of its ballot, and for which group it is. Raises Invalid with all that is wrong."""
    errors = {"how": "Choose how they chose."} if paper.how is None else {}
    errors |= code_trouble(session, round_, paper.code)
    can_be = {one.id for one in queries.options(session, round_.id) if one.is_there}
    if len(paper.stars) > DOTS_EACH:
        errors["chosen"] = f"There are {DOTS_EACH} stars at most. Choose again."
    elif not set(paper.stars) <= can_be:
        errors["chosen"] = choosing.GONE
    errors |= _unknown(session, viewer, round_, paper)
    group = _group(session, viewer, round_, paper, errors)
    if errors or group is None:
        raise Invalid(errors)
    if paper.person_id is None:
        return sealed.paper_key(session, round_, paper.code), group
    return sealed.ballot_key(session, round_, paper.person_id), group


def _unknown(session: Session, viewer: Viewer, round_: Round, paper: Paper) -> dict[str, str]:
    """Who helped and where, if it is nobody and nowhere of this round."""
    errors = {}
    if paper.helper_id is not None and not voices.knows(session, viewer, round_, paper.helper_id):
        errors["helper"] = choosing.NOT_FROM_HERE
    here = {row.id for row in places_in(session, round_.area_id)}
    if paper.place_id is not None and paper.place_id not in here:
        errors["place"] = "Choose a place from the list, or none."
    return errors


def _group(
    session: Session, viewer: Viewer, round_: Round, paper: Paper, errors: dict[str, str]
) -> Group | None:
    if paper.person_id is None:
        if paper.group is None:
            errors["group"] = "Choose who they are here."
        return paper.group
    if not policy.may_run(viewer, round_):
        errors["person"] = "Only the advocate says whose account it is."
        return None
    group = voices.group_of(session, viewer, round_, paper.person_id)
    if group is None:
        errors["person"] = "Choose a person of this round, or nobody."
    return group
