"""The code somebody comes back with: 28 letters and digits, of which only a hash is kept.

It is made from the secret of the form it was asked with: so a second press of the button gets the
same code, and no row has to keep it for that.
"""

from sqlalchemy.orm import Session

from coprod.seal import mark

_ABC = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else
_LETTERS = 28  # 137 bits
_PART = 4


def code_of(session: Session, secret: str) -> str:
    """The code for what this form told."""
    number, letters = int(mark(session, "concern code", secret), 16), ""
    for _ in range(_LETTERS):
        number, at = divmod(number, len(_ABC))
        letters += _ABC[at]
    return letters


def typed(words: str) -> str:
    """A code as somebody typed it: small letters, spaces and dashes are fine."""
    return "".join(letter for letter in words.upper() if letter in _ABC)


def parts(code: str) -> list[str]:
    """Four letters at a time, as it is shown and read out."""
    return [code[at : at + _PART] for at in range(0, len(code), _PART)]
