"""The name somebody types to come in. Capitals, spaces and accents make no difference."""

import re
import unicodedata

LONGEST = 80


def sign_in_name(typed: str) -> str:
    """'Danny Okafor' and 'danny  OKAFOR' are both 'danny-okafor'. Nothing for a name of signs."""
    apart = unicodedata.normalize("NFKD", typed.casefold())
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", letters).strip("-")[:LONGEST].rstrip("-")
