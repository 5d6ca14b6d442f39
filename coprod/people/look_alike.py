"""Names that would pass for somebody who looks after the site, however they are spelt."""

import re
import unicodedata

_ROLES = frozenset({"moderator", "admin", "administrator", "advocate", "safeguarding", "coprod"})
_LIKE = str.maketrans("аеорсухіјѕԁһӏԛԝтвнкαορτυν01345$@|!", "aeopcyxijsdhlqwtbhkaoptuvoleassali")
"""Letters of other scripts, figures and signs that read as a Latin letter."""


def passes_for_a_role(name: str) -> bool:
    """Whether a name reads as that of a role here: "Mоderat0r" with a Cyrillic o and a nought."""
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LIKE)
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    words = set(re.findall(r"[^\W_]+", letters))
    return bool(words & _ROLES or {word.removesuffix("s") for word in words} & _ROLES) or (
        "".join(re.findall(r"[^\W_]", letters)) in _ROLES
    )
