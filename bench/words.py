"""Made-up words in the proportions of real ones: the first comes n times as often as the n-th."""

from itertools import accumulate, product
from random import Random

SEED = 20_261_101
_KNOWN = str.split("""
bus late lunch door noise staff home garden key phone bath dinner money friend walk room shop bed
music family weekend window heating light visit meeting letter doctor ramp kitchen quiet bread tea
taxi chair church swimming cinema job college trip pet dog cat photo email laundry shower coffee
bank rent party choir football cooking baking painting library market pavement crossing toilet
stairs lift carpet curtain blanket pillow clothes shoes coat birthday holiday neighbour sister
brother evening morning breakfast biscuit medicine tablet nurse dentist hospital wheelchair hoist
""")
_STARTS = str.split("b br c cl d dr f fl g gr h j k l m n p pl r s sh st t tr v w")
_MIDDLES = str.split("a e i o u ai ee oa ou")
_ENDS = str.split("b ck d ft g l ll m n nd p r rd sh st t v")
VOCABULARY = (*_KNOWN, *("".join(parts) for parts in product(_STARTS, _MIDDLES, _ENDS)))
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(VOCABULARY) + 1)))


def texts(random: Random, count: int) -> list[tuple[str, str]]:
    """Titles of 3 to 8 words, each with the 12 to 60 words that it is the start of."""
    lengths = [(random.randint(3, 8), random.randint(12, 60)) for _ in range(count)]
    flow = iter(zipf(random, sum(longer for _, longer in lengths)))
    written = []
    for title, whole in lengths:
        words = [next(flow) for _ in range(whole)]
        written.append((_sentence(words[:title]), _sentence(words)))
    return written


def zipf(random: Random, count: int) -> list[str]:
    return random.choices(VOCABULARY, cum_weights=_WEIGHTS, k=count)


def questions(count: int) -> list[str]:
    """What people might look for: one to three words, common and rare ones."""
    random = Random(SEED + 1)
    return [" ".join(zipf(random, random.randint(1, 3))) for _ in range(count)]


def _sentence(words: list[str]) -> str:
    return " ".join(words).capitalize()
