"""What a browser lets us know: the kind of device and where it is; and addresses for an area."""

import re
from ipaddress import ip_address, ip_network
from urllib.parse import parse_qsl, urlencode, urlsplit

_KINDS = (  # the first that is found; Android says "Mobile" on phones only
    ("Tablet", re.compile(r"iPad|Tablet|Kindle|Silk|PlayBook|Android(?!.*Mobile)", re.IGNORECASE)),
    ("Phone", re.compile(r"iPhone|iPod|Mobi|Phone", re.IGNORECASE)),
)
_V6_HOME = 64  # bits; a home or a hall has this much of an address to itself


def device(user_agent: str) -> str:
    """Phone, Tablet or Computer. Nothing finer, so that it tells nobody more than its owner."""
    return next((kind for kind, signs in _KINDS if signs.search(user_agent[:400])), "Computer")


def neighbourhood(address: str | None) -> str:
    """The address that limits are counted for."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "nowhere"
    if found.version == 4:  # noqa: PLR2004
        return str(found)
    return str(ip_network((found, _V6_HOME), strict=False))


def in_area(path: str, slug: str) -> str:
    """The same address, for an area: whoever opens it has chosen that one."""
    parts = urlsplit(path)
    rest = [(name, value) for name, value in parse_qsl(parts.query) if name != "area"]
    return f"{parts.path}?{urlencode([*rest, ('area', slug)])}"
