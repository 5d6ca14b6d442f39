"""What axe finds on a desk, for who sees less of a page than its last viewer."""

import pytest

from tests.look.conftest import Eyes
from tests.look.pages import NOT_PAGES, PAGES, VISITS

pytestmark = pytest.mark.browser
OTHERS = [(page, viewer) for page, viewer in VISITS if viewer != page.viewers[-1]]


def test_every_address_is_looked_at(stage):
    gets = {rule.endpoint for rule in stage.app.url_map.iter_rules() if "GET" in rule.methods}
    looked_at = {page.endpoint for page in PAGES}
    assert gets == looked_at | set(NOT_PAGES)
    assert not looked_at & set(NOT_PAGES)


@pytest.mark.parametrize(("page", "viewer"), OTHERS, ids=str)
def test_axe_finds_nothing_on_a_desk(eyes: Eyes, page, viewer):
    assert not eyes.axe(eyes.open(viewer, page.address))
