"""Words that would run something: posted, they run nothing, and nor does hostile HTML in a row."""

import pytest
from sqlalchemy import select

from coprod.text import _TAGS, cleaned
from forums.models import Post
from tests.forums.payloads import every

STRANGE = """tags => [...document.querySelectorAll(".words *")].map(one => one.localName + " " +
  [...one.attributes].map(a => a.name + (a.name === "href" ? one.protocol : "")).join(" "))
  .filter(one => {
    const [tag, ...attributes] = one.trim().split(" ");
    return !tags.includes(tag) || attributes.some(a => !["hrefhttp:", "hrefhttps:", "hrefmailto:",
      "rel"].includes(a));
  })"""


@pytest.fixture
def look(site, context, sign_in, people, app):
    """Look at pages as Kath does: what ran, what the browser said, and what is not on the list."""
    name = app.config["SESSION_COOKIE_NAME"]
    kept = sign_in(people.kath).get_cookie(name)
    context.add_cookies([{"name": name, "value": kept.value, "url": site}])
    page = context.new_page()
    dialogs, asked = [], []
    page.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
    page.on("request", lambda one: asked.append((one.method, one.url)))

    def found(path):
        page.goto(f"{site}{path}")
        for press in page.locator(".words a, .words summary, .words button").all()[:3]:
            press.focus()
        strange = page.evaluate(STRANGE, sorted(_TAGS))
        return dialogs, page.evaluate("window.ran"), strange, asked, page

    return found


@pytest.mark.browser
def test_no_payload_runs_and_nothing_outside_the_list_is_shown(
    look, session, say, people, talk, sign_in
):
    payloads = list(every())
    assert len(payloads) >= 500
    kath, first = sign_in(people.kath), say(people.leon).id
    for one in payloads:
        assert kath.post(talk, data={"words": one}).status_code == 303, one
    session.commit()
    ids = session.scalars(select(Post.id).where(Post.id > first).order_by(Post.id)).all()
    session.commit()
    assert len(ids) == len(payloads)
    for start in range(0, len(ids), 25):
        dialogs, ran, strange, asked, page = look(f"{talk}?after={ids[start] - 1}")
        assert (dialogs, ran, strange) == ([], None, [])
        assert page.locator(".talk__post").count() == len(ids[start : start + 25])
    assert not [url for method, url in asked if method != "GET"]


HOSTILE = """</div></li></ul></section><script>window.ran=1</script>
<img src=x onerror="window.ran=1">
<svg onload="window.ran=1"></svg><a href="javascript:window.ran=1">press</a>
<iframe srcdoc="<script>parent.ran=1</script>"></iframe><style>body{display:none}</style>
<form id=bad method=post action=/sign-out><button>press</button></form>
<div data-hx-post="/sign-out" data-hx-trigger="load" data-hx-on:load="window.ran=1"></div>
<div hx-get="/talk/mine" hx-trigger="load"></div><base href="//evil.example"><meta name=x>"""


@pytest.mark.browser
def test_hostile_html_in_the_database_runs_and_sends_nothing(look, session, say, people, talk):
    say(people.leon).html = HOSTILE
    say(people.leon, "After it.")
    session.commit()
    dialogs, ran, strange, asked, page = look(talk)
    page.wait_for_timeout(300)
    assert (dialogs, ran, strange) == ([], None, [])
    assert page.evaluate("window.ran") is None
    assert page.locator("#bad, iframe, base[href*=evil], [hx-get]").count() == 0
    assert page.locator("[data-hx-post='/sign-out'], .words [data-hx-post]").count() == 0
    assert not [url for method, url in asked if method != "GET" or "/talk/mine" in url]
    assert page.get_by_text("After it.").is_visible()


def test_what_is_kept_is_shown_as_it_was_made():
    from coprod.text import as_html

    for one in every():
        made = as_html(one)
        assert str(cleaned(made)) == made
