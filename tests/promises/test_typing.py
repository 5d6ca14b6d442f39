"""Words are kept while they are typed, in a real browser."""

import pytest
from sqlalchemy import select

from coprod.drafts.models import Draft


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_change_is_kept_while_it_is_typed(site, page, app, sign_in, everyone, promise, session):
    cookie = sign_in(everyone.manager).get_cookie(app.config["SESSION_COOKIE_NAME"])
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    address = f"/promises/{promise.id}/change"
    page.goto(site + address)
    for field in ("what", "why"):
        with page.expect_response("**/drafts/save") as answer:
            page.locator(f"#{field}").press_sequentially("x y")
        assert answer.value.status == 204
    page.reload()
    assert page.locator("#what").input_value() == "x yFix the bus"
    assert page.locator("#why").input_value() == "x y"
    draft = session.scalars(select(Draft)).one()
    assert (draft.form, draft.person_id) == (address, everyone.manager.id)
    assert {name: texts for name, texts in draft.words.items() if name != "by_when"} == {
        "what": ["x yFix the bus"],
        "why": ["x y"],
        "edits": ["0"],
    }
