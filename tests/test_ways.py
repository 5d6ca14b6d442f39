"""The page that says sorry leads back: to where somebody was, and never off this site."""

import re

import pytest

from coprod.issues.words import Lane

BACK, ABOUT = "Go back to where you were", "Go to what this is about"
HERE = "http://localhost"


@pytest.fixture
def issue(make):
    return make.issue(make.place(), lane=Lane.RIGHTS)


@pytest.fixture
def member(sign_in, make, issue):
    return sign_in(make.person(make.session.get(type(make.place()), issue.place_id)))


def ways(page):
    """The ways back that a page offers: what each says, and where it leads."""
    found = re.findall(r'<a class="govuk-link" href="([^"]*)">([^<]*)</a>', page.text)
    return {says: leads for leads, says in found if says in {BACK, ABOUT}}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_a_press_that_is_refused_leads_back_to_its_page(member, issue, headers):
    address = f"/issues/{issue.id}"
    said = headers | {"Referer": f"{HERE}{address}?after=3"}
    page = member.post(f"{address}/me-too", headers=said)
    assert (page.status_code, ways(page)) == (409, {BACK: f"{address}?after=3"})
    page = member.post(f"{address}/me-too", headers=headers)  # a browser that does not say
    assert ways(page) == {ABOUT: address}


def test_a_page_that_is_refused_leads_to_what_it_is_about_and_not_to_itself(sign_in, make, issue):
    manager = sign_in(make.person(make.session.get(type(make.place()), issue.place_id)))
    address = f"/issues/{issue.id}/lane"
    page = manager.get(address, headers={"Referer": f"{HERE}{address}"})
    assert (page.status_code, ways(page)) == (403, {ABOUT: f"/issues/{issue.id}"})
    gone = manager.get("/issues/99999", headers={"Referer": f"{HERE}/issues?words=tea"})
    assert (gone.status_code, ways(gone)) == (404, {BACK: "/issues?words=tea"})
    assert ways(manager.get("/issues/99999")) == {}


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/issues",
        "http://localhost.evil.example/issues",
        "http://localhost@evil.example/issues",
        "http://localhost//evil.example/issues",
        "http://localhost/\\evil.example",
        "http://localhost/%0d%0ax",
        "http://localhost/nowhere",
        "http://localhost/issues/1/me-too",
        "javascript://localhost/issues",
        "http://[localhost/issues",
        "about:blank",
        "",
    ],
)
def test_no_address_leads_off_this_site_or_to_what_is_no_page(member, elsewhere):
    page = member.get("/issues/99999", headers={"Referer": elsewhere})
    assert (page.status_code, ways(page)) == (404, {})
    assert "evil" not in page.text and "javascript" not in page.text
