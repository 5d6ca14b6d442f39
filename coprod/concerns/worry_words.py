"""Words that sound as if somebody may be unsafe. Pure: no database, no web, no clock.

Whatever they find, a person reads it sooner: nothing is refused, hidden or decided by them. So
they would rather be wrong than silent, as long as those who read can still keep up.

People write in a hurry, by sound, without spaces and without capitals. The words are made plain
first: small letters, no marks, one spelling for what is spelt in many ways. Then each kind of
worry is a few patterns. `python -m tools.worry_report` says how well that works.
"""

import re
import unicodedata
from enum import StrEnum

_MOST = 5_000  # letters looked at: as many as a form takes


class Worry(StrEnum):
    """What it sounds like."""

    HURT = "hurt"
    SCARED = "scared"
    MONEY = "money"
    SHUT_IN = "shut in"
    LEFT = "left without care"
    TOUCHED = "touched"
    DYING = "wants to die"
    SILENCED = "told not to tell"


def worries(text: str) -> frozenset[Worry]:
    """The kinds of worry that somebody's words sound like. Empty for most."""
    words = _plain(text[:_MOST])
    together = words.replace(" ", "")
    found = {kind for kind, pattern in _SPACED.items() if pattern.search(words)}
    if len(words.split()) <= _RUN_TOGETHER and _JOINED.search(together):
        found.add(Worry.HURT)
    return frozenset(found)


_RUN_TOGETHER = 3  # words: where there are more, somebody did put spaces
_SPELT = {  # how it is written, and the one spelling that the patterns know
    r"scard|scarde?d|scraed|skared|scered": "scared",
    r"frightend|frightned|fritened|frightenend|afriad": "frightened",
    r"afraid|terrified|terified|petrified": "scared",
    r"hurtin|hurtz|hurtting|herting|hertin": "hurting",
    r"herts|hurtes": "hurts",
    r"nite": "night",
    r"wen": "when",
    r"ur": "your",
    r"u": "you",
    r"plz|pls": "please",
    r"sum ?body|sombody|somebodey|sum1|some1|some one": "somebody",
    r"someone|anyone|anybody|no one|nobody": "somebody",
    r"there(?= (?:hurting|hitting|locking|touching|taking))|theyre|thier": "they",
    r"lockd|lokd|loked|lockt": "locked",
    r"pushd|pusht": "pushed",
    r"touchd|toutched|tuched|toched": "touched",
    r"tuches|touchs|toutches": "touches",
    r"kickd|kikd": "kicked",
    r"hitted|hitts": "hits",
    r"grabing|grabed": "grabbed",
    r"endin": "ending",
    r"mony|munny|monney": "money",
    r"stoled|stolle": "stole",
    r"wont|will not|dont|do not|does not|doesnt|didnt|did not|never": "not",
    r"cant|cannot|can not|couldnt|could not": "cannot",
    r"im|i am": "i am",
    r"hes|he is": "he is",
    r"shes|she is": "she is",
}
_SPELLINGS = [(re.compile(rf"\b(?:{wrong})\b"), right) for wrong, right in _SPELT.items()]

_ME = r"(?:me|him|her|us|them|my \w+|your \w+|his \w+|somebody|people|grandad|mum|dad|[a-z]+)"
_WHO = (
    r"(?:he|she|they|staff|somebody|man|men|woman|carer|worker|driver|brother|sister|son|daughter|"
    r"uncle|dad|mum|neighbour|boyfriend|husband|wife|manager|nurse|cleaner|boss|lad|boy|girl)"
)
_VICTIM = r"(?:me|him|her|us|them|tommy|leon|kath|danny|maureen|shelley|iris|grandad|mum|dad|nan)"
_BODY = r"(?:arms?|legs?|hair|neck|face|back|head|hands?|wrists?|ears?|throat)"
_STRIKE = (
    r"(?:hits?|hitting|slap(?:s|ped|ping)?|smack(?:s|ed|ing)?|punch(?:es|ed|ing)?|"
    r"kick(?:s|ed|ing)?|push(?:es|ed|ing)?|shov(?:es?|ed|ing)|beats?|beating|thump(?:s|ed|ing)?|"
    r"pinch(?:es|ed|ing)?|bites?|bit|burn(?:s|ed|t)|strangl(?:es|ed|ing)|chok(?:es|ed|ing)|"
    r"shak(?:es|ing)|shook|hurts?|hurting|attack(?:s|ed)?|drag(?:s|ged)?|spits?(?: at| on)?|"
    r"thr(?:ows|ew) (?:things|stuff|cups|plates) at)"
)
_TAKE = r"(?:takes?|took|taking|taken|steals?|stole|stolen|nick(?:s|ed)|keeps?|kept|has got|has|have got|uses?)"
_PURSE = r"(?:bank ?card|bank book|card|purse|wallet|pension|benefits?|money|cash|savings)"
_PRIVATE = (
    r"(?:private(?:s| parts?)?|willy|penis|bum|breasts?|boobs?|chest|down there|vagina|fanny)"
)

_PATTERNS: dict[Worry, tuple[str, ...]] = {
    Worry.HURT: (
        # Somebody does it to a person; "Kath beat me at cards" and "hit the shops" are none.
        rf"\b{_WHO} (?:\w+ ){{0,2}}?{_STRIKE} {_VICTIM}\b(?! at (?:cards|chess|darts|bingo|pool|snooker))",
        rf"\b(?:hits|hitting|slapp?(?:s|ed|ing)|smack(?:s|ed|ing)|punch(?:es|ed|ing)|shoves|shoved|thumped) {_VICTIM}\b",
        rf"\b(?:are|is|keeps?|keep|was|were) (?:hurting|hitting|beating|kicking|slapping) {_ME}\b",
        r"\b(?:hurting|hurts) (?:me|him|her|us|them) (?:when|at|every)\b",
        rf"\b(?:pulls?|pulling|pulled|twist(?:s|ed|ing)?|grab(?:s|bed|bing)|bends?|bent|bit|held) (?:me|(?:my|his|her|their|the) {_BODY})\b(?! up\b)",
        rf"\bholds? (?:my|his|her|their) {_BODY} (?:behind|down)",
        rf"\b(?:grab(?:s|bed|bing)|drag(?:s|ged|ging)?) {_VICTIM}\b",
        r"\b(?:bruis(?:e|es|ed)|marks) on (?:my|his|her|their)\b",
        r"\b(?:came home|come home|covered) (?:with|in) bruises\b",
        r"\bbeats? (?:me|him|her|them|us) up\b",
        r"\b(?:is|are|am) being (?:hurt|hit|abused|bullied|beaten)\b|\babus(?:e|es|ed|ing) (?:me|him|her|them|us)\b",
        r"\bthr(?:ows|ew) (?:things|stuff) at (?:me|him|her|us)\b",
        r"\bwill (?:kill|hurt) (?:me|him|her|us|you)\b",
        r"\bhelp me\b.*\bnot safe\b|\bhelp me he\b",
        rf"\b(?:calls?|calling) (?:me|him|her|us) names\b|\b(?:shouts?|swears?|screams?) (?:\w+ ){{0,2}}?(?:at|in) (?:me|him|her|us|my face|{_VICTIM})\b",
        r"\bfollow(?:s|ed|ing) me (?:home|about|around|everywhere)\b",
    ),
    Worry.SCARED: (
        r"\b(?:scared|frightened) of (?:him|her|them|the (?:\w+ )?(?:man|woman|staff|carer|worker|manager|people)|my (?:\w+ )?(?:brother|dad|son|husband|boyfriend|carer|neighbour|uncle|mum|sister|wife|partner|ex)|staff)\b",
        r"\b(?:scared|frightened) to (?:go home|tell|say|sleep|be alone|be here|speak|ask|leave)\b",
        r"\bnot (?:feel )?safe\b",
    ),
    Worry.MONEY: (
        rf"\b{_TAKE} (?:all )?(?:my|his|her|their|our) (?:\w+ )?{_PURSE}\b(?! (?:at the till|every week and it is good))",
        r"\b(?:not|refuse to) give (?:me|him|her|them|us) (?:my|his|her|their|our|any) (?:own )?(?:money|card|wages|phone|post)\b",
        r"\bmakes? (?:me|him|her|them|us) (?:give|pay|buy|lend|sign)\b",
        rf"\b(?:my|his|her) {_PURSE} (?:is|was|are|has been|keeps?) (?:\w+ )?(?:missing|gone|stolen|taken)\b",
        r"\b(?:took|takes|taken|keeps) (?:my|his|her) (?:phone|passport|post|keys?)\b(?! (?:to|and it is)\b)",
        r"\bmakes? (?:me|us|him|her|them) work\b.*\bnot pay\b",
    ),
    Worry.SHUT_IN: (
        r"\block(?:s|ed|ing)? (?:me|him|her|us|them|\w+) (?:in|up|out of (?:my|his|her))\b",
        r"^locked in\b|\b(?:i am|he is|she is|we are|they are|get|gets|got|being|was|were) locked in\b",
        r"\blocked from (?:the )?outside\b",
        r"\bshuts? (?:me|him|her|us|them) in\b",
        r"\bcannot get out\b(?! of (?:bed|the (?:chair|car|bath)))",
        r"\bnot let (?:me|him|her|us|them) (?:out|leave|go out|see|ring|phone|go home|talk)\b",
        r"\btied? (?:me|him|her|us|them) (?:to|up|down)\b",
        r"\bheld (?:me|him|her|us|them) down\b|\bholds? (?:me|him|her|us|them) down\b",
    ),
    Worry.LEFT: (
        r"\bno food (?:since|for|all|today|at (?:night|weekends?|the weekend)|or drink)\b",
        r"\bnot (?:feed|fed|get(?:ting)? any food|given? (?:me|him|her|us|them) (?:any )?(?:food|dinner|water|a drink|my tablets|my meds|(?:his|her|their) tablets))\b",
        r"\bnot give (?:me|him|her|us|them) (?:any )?(?:food|dinner|water|a drink|(?:my|his|her) (?:tablets|meds|medicine))\b",
        r"\b(?:forgets?|forgot|missed|misses) (?:my|his|her|their) (?:dinner|lunch|tea|food|tablets|meds|medicine|insulin)\b(?! and)",
        r"\bnot eaten\b|\bhavent eaten\b|\bhasnt eaten\b|\bstarving (?:me|him|her|them)\b",
        r"\b(?:left|sat|lying|lies|leave (?:me|him|her)|leaves (?:me|him|her)) (?:\w+ ){0,3}?(?:wet|soiled|own wee|own poo|dirty bed|on the toilet|on the floor all)\b",
        r"\bown (?:wee|poo|mess|urine)\b",
        r"\b(?:bed)?sores?\b.*\b(?:somebody|not) (?:turns?|moves?|looks?)\b",
        r"\bon the floor (?:all night|for hours|all day)\b",
        r"\btoo many (?:tablets|pills|drugs|meds)\b",
        r"\bneglect(?:s|ed|ing)?\b",
    ),
    Worry.TOUCHED: (
        rf"\b{_WHO} (?:\w+ ){{0,3}}?touch(?:es|ed|ing)? (?:me|him|her|us|them|my|his|her)\b",
        r"^touch(?:es|ed|ing) me\b|\btouching (?:me|my|her|him)\b",
        rf"\b(?:my|his|her|their) {_PRIVATE}\b",
        r"\bhands? (?:up|down|in|inside|under|on) (?:my|her|his) (?:skirt|trousers|pants|top|bra|knickers|leg|bed|bum|chest|dress|nightie)\b",
        r"\b(?:gets?|got|comes?|came|climbs?) (?:in|into) (?:my|her|his) bed\b|\b(?:in|into) bed with me\b",
        r"\bclothes off\b|\bno clothes on\b|\bundress(?:es|ed) (?:me|him|her)\b|\bnaked (?:pictures|photos)\b",
        r"\brap(?:e|ed|es|ing)\b|\bsexual(?:ly)? (?:abuse|assault)\w*",
        r"\bwants? sex\b|\bsex\b.*\b(?:not want|said no|makes? me|made me)\b",
        r"\bkiss(?:es|ed)? me\b.*\b(?:said no|not want|stop)\b",
        r"\bshow(?:s|ed) me (?:his|her) \w*(?:willy|penis|private|bits)\w*",
    ),
    Worry.DYING: (
        r"\bwants? to (?:die|be dead|end it)\b|\bwish (?:i|he|she) (?:was|were) dead\b",
        r"\bkill(?:ing)? (?:myself|himself|herself|themselves|themself)\b",
        r"\b(?:hurt|hurting|harm|harming|cut|cutting) (?:myself|himself|themselves)\b(?! (?:a|some)\b)|\bcuts (?:myself|himself|herself|themselves)\b",
        r"\bself ?harm\w*|\bsuicid\w+",
        r"\bnot want to (?:be here|live|wake up|go on|be alive)\b",
        r"\bend(?:ing)? (?:it all|my life)\b|\bbetter off dead\b|\bpoint (?:of|in) (?:living|going on|life)\b",
    ),
    Worry.SILENCED: (
        r"\b(?:said|says|told me|tells me)(?: to)? not (?:to )?tell\b|\bnot tell somebody\b",
        r"\bif (?:i|you|we|he|she) (?:tell|told|tells|say|said)\b.*\b(?:lose|hurt|kill|sorry|trouble|out|hit)\b",
        r"\b(?:hurt|kill|lose|hit)\b.*\bif (?:i|you|we) (?:tell|told|say|said)\b",
    ),
}
_SPACED = {kind: re.compile("|".join(parts)) for kind, parts in _PATTERNS.items()}
_JOINED = re.compile(
    r"(?:he|she|they|staff)(?:hits?|slaps?|kicks?|hurts?|punches|touches|touched|rapes?)me"
    r"|(?:scared|frightened)of(?:him|her|them|staff)|wanttodie|killmyself|lockedin|notsafe|helpme"
)


def _plain(text: str) -> str:
    """Small letters, no accents and no signs, and one spelling for what is spelt in many ways."""
    letters = unicodedata.normalize("NFKD", text.lower()).replace("’", "").replace("'", "")
    words = " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())
    words = re.sub(r"([a-z])\1{2,}", r"\1\1", words)
    for wrong, right in _SPELLINGS:
        words = wrong.sub(right, words)
    return words
