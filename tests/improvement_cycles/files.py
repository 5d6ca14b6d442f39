"""Files of dots, good and bad, and what is kept of them."""

import re

from sqlalchemy import select

from improvement_cycles.measure_models import Point

GOOD = b"day,nights\n2020-01-06,1\n2020-01-13,0\n2020-01-20,2\n"


def as_browsers_send(content):
    """A file as a form sends it; the test client would leave a file open for a big one."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="dots.csv"\r\n\r\n'
    return {
        "data": head + content + b"\r\n--x--\r\n",
        "content_type": "multipart/form-data; boundary=x",
    }


def mark_on(page):
    """What stands on a page for the dots that would be put right."""
    return re.search(r'name="seen"[^>]*value="([^"]+)"', page.text)[1]


def values(session, measure):
    session.expire_all()
    wanted = select(Point.on, Point.value).where(Point.measure_id == measure.id)
    return [row.value for row in session.execute(wanted.order_by(Point.on, Point.id))]


BAD = {
    "bad date": (b"day,n\n2020-01-06,1\n2020-02-30,1\n", "row 3, column day"),
    "decimal comma": (b'day;n\n2020-01-06;1\n2020-01-13;"1,5"\n', "row 3, column n"),
    "duplicate days": (b"day,n\n2020-01-06,1\n2020-01-06,2\n", "same day as row 2"),
    "below 0": (b"day,n\n2020-01-06,-1\n", "row 2: use 0 or more"),
    "to come": (b"day,n\n2999-01-06,1\n", "row 2: choose today"),
    "too big": (b"day,n\n2020-01-06,1e300\n", "row 2, column n"),
    "too small": (
        b"day,n\n2020-01-06,1\n2020-01-13,5e-324\n",
        "row 3: that number is too near",
    ),
    "not a number": (b"day,n\n2020-01-06,ONE\n", "row 2, column n"),
    "right to left": ("day,n\n2020-01-06,\u0665\n".encode(), "row 2, column n"),
    "emoji": ("day,n\n2020-01-06,🙂\n".encode(), "row 2, column n"),
    "wrong columns": (b"day\n2020-01-06\n", ""),
    "after a blank line": (b"\xef\xbb\xbf\n\nday,n\nsoon,1\n", "row 4, column day"),
}


WHOLE = {
    "empty": (b"", "The file is empty."),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
    "nul": (b"day,n\n2020-01-06,\x001\n", "not text"),
    "surrogate": (b"day,n\n2020-01-06,\xed\xa0\x80\n", "UTF-8"),
    "headings only": (b"day,n\n", "no rows"),
}
