"""Names that would pass for somebody who looks after the site, however they are spelt."""

import re
import unicodedata

_ROLES = frozenset({"moderator", "admin", "administrator", "advocate", "safeguarding", "coprod"})
_LIKE = str.maketrans("аеорсухіјѕԁһӏԛԝтвнкαορτυν01345$@|!", "aeopcyxijsdhlqwtbhkaoptuvoleassali")
"""Letters of other scripts, figures and signs that read as a Latin letter."""


def passes_for_a_role(name: str) -> bool:
    """Whether a name reads as that of a role here: "Mоderat0r" with a Cyrillic o and a nought."""
    words = _words(name)
    return bool(words & _ROLES or {word.removesuffix("s") for word in words} & _ROLES) or (
        reads_as(name) in _ROLES
    )


def reads_as(name: str) -> str:
    """The letters that a name reads as, without spaces: two names that look alike read the same."""
    return re.sub(r"[\W_]", "", _plain(name))


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", _plain(name)))


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LIKE)
    return "".join(one for one in plain if not unicodedata.combining(one))
