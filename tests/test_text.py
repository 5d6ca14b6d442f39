"""Words made safe to keep and to show, and links that say where they lead."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from coprod.text import BODY, HTML, as_html, clean_text, cut, shorten
from forums.models import Post


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  HELP ME  ", "HELP ME"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("a\ufffe\uffffb", "ab"),
        ("one\r\ntwo", "one\ntwo"),
        ("gate\u202etxt.exe", "gatetxt.exe"),
        ("مرحبا", "مرحبا"),
        ("😀", "😀"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200bunseen\u2060\ufeff ", "unseen"),
        ("\u200b \u2060\ufeff", ""),
        ("\u200d\u200f\ufe0f", ""),
        ("a" + "\u0301" * 5000, "á" + "\u0301" * 7),
    ],
)
def test_words_are_kept_as_typed_but_for_what_harms(sent, kept):
    assert clean_text(sent).startswith(kept[:1])
    assert len(clean_text(sent)) <= max(len(kept), 10)
    if len(sent) < 100:
        assert clean_text(sent) == kept


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](http://example.org/x.png)",
        "<a href='data:text/html,x'>x</a>",
        '[x](http://e.org/" onmouseover="alert(1))',
    ],
)
def test_rich_text_holds_nothing_outside_the_list(hostile):
    found = Elements(as_html(hostile)).found
    assert {tag for tag, _ in found} <= {"p", "a", "br"}
    for tag, attributes in found:
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
        assert attributes.get("href", "http://").startswith("http")


class Elements(HTMLParser):
    """The elements of a piece of HTML with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("See https://example.org/a/b.", "See example.org."),
        ("See https://example.org/a_b_c?x=1&y=2, or not", "See example.org, or not"),
        ("[My bank](https://evil.example/x)", "My bank (evil.example)"),
        ("[mybank.com](https://evil.example)", "mybank.com (evil.example)"),
        ("[my *own* bank](https://evil.example)", "my own bank (evil.example)"),
        ("[https://mybank.com](//evil.example)", "https://mybank.com (evil.example)"),
        ("[x](https://mybank.com@evil.example/)", "x (evil.example)"),
        ("[x](https://mybank.com\\@evil.example/)", "x (evil.example)"),
        ("[](https://evil.example)", "evil.example"),
        ("[example.org](https://example.org/a)", "example.org"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("[x][1]\n\n[1]: https://evil.example", "x (evil.example)"),
        ("[Write to me](mailto:a@evil.example)", "Write to me (a@evil.example)"),
        ("<a@example.org>", "a@example.org"),
        ("[here](/issues/1)", "here"),
        ("[https://example.org](/issues/1)", "https://example.org"),
        ("`https://x.org`", "https://x.org"),
        ("`a` https://x.org `b`", "a x.org b"),
        ("    https://x.org", "https://x.org"),
        ("```\nhttps://x.org\n```", "https://x.org"),
        ("https://[bad", "https://[bad"),
        ("https://bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_a_link_shows_where_it_leads(typed, shown):
    html = as_html(typed)
    assert " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split()) == shown
    assert html.count("<a ") == html.count("</a>")


@pytest.mark.parametrize("typed", ["`https://x.org`", "    https://x.org", "https://[bad"])
def test_what_is_no_address_is_no_link(typed):
    assert "<a" not in as_html(typed)


_LONG = [
    "+ " * 9 + "x\n",
    "> " * 9 + "x\n",
    "https://a.bc ",
    "<https://a.b>",
    "[](//a)",
    "[x](//a)",
    "*a*",
    "**",
    "[",
    "](",
    "`",
    '"',
    "'",
    '"\n\n',
    "&\n\n",
    "\n",
    "a\n",
    "# a\n",
    "___\n",
    "1. a\n\n  ",
    "<b>",
]


@pytest.mark.parametrize("piece", _LONG, ids=repr)
def test_as_html_never_makes_more_than_its_column_holds(piece):
    assert len(as_html((piece * BODY)[:BODY])) <= HTML
    assert Post.__table__.c.html.type.length == HTML


def test_words_too_long_as_html_are_shown_as_they_were_typed():
    words = ("+ " * 9 + "x\n") * 250
    assert as_html(words).startswith("<p>+ + + + + + + + + x<br>+ ")


def test_rich_text_refuses_what_is_too_long():
    with pytest.raises(ValueError, match="5000"):
        as_html("a" * (BODY + 1))


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("I have to be in by 10. It is not fair.", "I have to be in by 10"),
        ("One line\nand another", "One line"),
        ("Why?", "Why?"),
        ("\u200b\u200d\nA line that is seen", "A line that is seen"),
    ],
)
def test_a_title_is_the_first_sentence(words, title):
    assert shorten(words) == title


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("It is here.", "It is here."),
        ("The door stuck. They opened it. Then it shut.", "The door stuck. They opened it…"),
        ("They opened it, slowly, and then, again, shut it.", "They opened it, slowly, and then…"),
        ("A" * 40, "A" * 33 + "…"),
    ],
)
def test_words_that_do_not_fit_are_cut_after_a_word_with_no_stop_before_the_dots(words, shown):
    assert cut(words, 34) == shown
