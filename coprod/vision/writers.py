"""Who wrote a version: named by those who write it, and a writer once they said yes themselves."""

from sqlalchemy import ColumnElement, exists, or_

from coprod.vision.models import SignUp, SignUpSays, StatementVersion, Writer

BEHIND_IT = (SignUpSays.YES, SignUpSays.YES_BUT)


def said_yes() -> ColumnElement[bool]:
    """Whether a row of `Writer`, beside its version, is of somebody who says so too.

    Whoever started the words put their own name there. Anybody else says yes by signing up to
    them: until then they are only asked, do not count, and are shown to nobody but the writers.
    """
    stands_behind = exists().where(
        SignUp.version_id == Writer.version_id,
        SignUp.person_id == Writer.person_id,
        SignUp.says.in_(BEHIND_IT),
    )
    return or_(StatementVersion.made_by_id == Writer.person_id, stands_behind)


def answered() -> ColumnElement[bool]:
    """Whether a row of `Writer` is of somebody who said anything to the version."""
    return exists().where(
        SignUp.version_id == Writer.version_id, SignUp.person_id == Writer.person_id
    )
