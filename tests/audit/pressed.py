"""Which buttons of the site the tests have pressed, and what that left in the chain of changes.

Whoever runs every test learns at the end of a button that no test has seen to leave a row.
"""

import pytest

from wsgi import create_app

_UNSENT = "What somebody has not sent is kept beside, for them alone."
KEEPS_NOTHING = {
    "issues.similar": "It only looks for what is like it.",
    "promises.type_code": "It only leads to the page of the code.",
    "consent.in_person": "It only leads to the next question, where the answer is kept.",
    "drafts.save": _UNSENT,
    "drafts.throw_away": _UNSENT,
    "meetings.tell_everybody": _UNSENT,
}
"""Buttons that change nothing that people did: all others are held to leave one row each."""

PRESSED: dict[str, bool] = {}  # by endpoint: whether a press that was no refusal changed anything
_TOLD = pytest.StashKey[list[str]]()


def note(endpoint: str, *, changed: bool) -> None:
    """Keep that a button was pressed, and whether that made a row of the chain."""
    PRESSED[endpoint] = PRESSED.get(endpoint, False) or changed


def troubles(pressed: dict[str, bool], buttons: set[str]) -> list[str]:
    """What is wrong with these presses, for all buttons that there are: a sentence for each."""
    unseen = [one for one in buttons - KEEPS_NOTHING.keys() if not pressed.get(one)]
    loud = [one for one in KEEPS_NOTHING if pressed.get(one)]
    gone = KEEPS_NOTHING.keys() - buttons
    return sorted(
        [f"No test saw that {one} leaves a row in the chain of changes." for one in unseen]
        + [
            f"{one} leaves a row in the chain of changes: it is no longer so that it keeps nothing."
            for one in loud
        ]
        + [f"There is no {one}." for one in gone]
    )


def buttons() -> set[str]:
    """The endpoint of everything on the site that can be posted to."""
    nowhere = {"DATABASE_URL": "sqlite://", "UPLOADS": None, "TESTING": True}
    app = create_app(nowhere | {"SECRET_KEY": "a-secret-for-tests-that-is-long-enough"})
    return {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """Take over what a worker of xdist has pressed."""
    for endpoint, changed in getattr(node, "workeroutput", {}).get("pressed", {}).items():
        note(endpoint, changed=changed)


def pytest_sessionfinish(session) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["pressed"] = PRESSED
    elif _ran_every_test(session):
        config.stash[_TOLD] = troubles(PRESSED, buttons())
        if config.stash[_TOLD]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config) -> None:
    for one in config.stash.get(_TOLD, []):
        terminalreporter.write_line(one, red=True)


def _ran_every_test(session) -> bool:
    """Whether nothing was chosen, and nothing failed: what failed may have pressed no more."""
    option = session.config.option
    chosen = option.keyword or option.markexpr or option.collectonly or option.lf or option.deselect
    everything = session.config.args == session.config.getini("testpaths")
    return everything and not chosen and session.exitstatus == pytest.ExitCode.OK
