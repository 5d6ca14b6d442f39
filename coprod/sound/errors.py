"""Why a recording is not kept."""


class NotASound(Exception):
    """What was sent is no recording of a kind we can clean."""


class TooLong(Exception):
    """It goes on for longer than anybody can be asked to listen."""
