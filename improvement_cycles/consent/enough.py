"""How many of those a try touches must have answered before it may start. Pure."""

from math import ceil


def needed(asked: int) -> int:
    """How many answers are enough, out of so many who are asked.

    A third, as in a round; but 3 at the least, and everybody where there are no more than 3. A try
    in a house of 3 is a try with each of them; and in a street of 90 a few loud people are not
    enough. It is asked twice: of those who use services, and of all whom the try touches
    (`Standing.enough`), so that neither speaks for the other. It is a floor for starting, never a
    majority: one STOP outweighs any number.
    """
    return min(asked, max(3, ceil(asked / 3)))
