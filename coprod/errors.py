"""The ways a request can be turned down. Each carries a sentence fit to show the person."""

from collections.abc import Mapping


class Refused(Exception):
    """Asked for something that cannot be done; `str(error)` says why in plain words."""

    status = 400


class NotAllowed(Refused):
    """A rule says no."""

    status = 403


class NotFound(Refused):
    """There is nothing here, or nothing this person may know about."""

    status = 404


class Conflict(Refused):
    """Somebody else was there first, or this kind of thing does not take it."""

    status = 409


class TooLarge(Refused):
    """More was sent than the site takes."""

    status = 413


class TooMany(Refused):
    """The same thing was asked for too often."""

    status = 429


class Busy(Refused):
    """The database could not do it just now; trying again soon will work."""

    status = 503


class Invalid(Refused):
    """A form needs another look: `errors` maps each field to one sentence."""

    status = 422

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("There is a problem.")
        self.errors = dict(errors)
