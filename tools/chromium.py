"""Prints where Chromium is, for tests that use a browser; with --install, gets it if need be."""

import glob
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tools import packages

ROOT = Path(__file__).resolve().parent.parent
OWN = str(ROOT / ".venv/browsers")  # where --install has Playwright put one: not in the home folder
NAMES = [  # the first has no window, and so needs less work for a page
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
]
USUAL = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/snap/bin/chromium",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]
STORES = [OWN, "~/.cache/ms-playwright", "~/Library/Caches/ms-playwright"]  # Playwright's
IN_STORES = ["chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*"]
PACKAGES = {
    "apt-get": ["chromium-headless-shell", "fonts-dejavu-core"],
    "dnf": ["chromium"],
    "pacman": ["chromium"],
    "apk": ["chromium"],
    "brew": ["--cask", "chromium"],
}
MISSING = (
    f"Chromium is not here. Please install it ({packages.how_to(PACKAGES)}), "
    "or name yours: CHROMIUM=/path/to/it."
)


@cache
def find() -> str | None:
    """The path of a Chromium or Chrome that starts, or None. CHROMIUM, if set, rules out others."""
    named = os.environ.get("CHROMIUM")
    return next(filter(_starts, [named] if named else _places()), None)


def _places() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from USUAL
    for store in filter(None, [os.environ.get("PLAYWRIGHT_BROWSERS_PATH"), *STORES]):
        for pattern in IN_STORES:
            yield from sorted(glob.glob(f"{os.path.expanduser(store)}/{pattern}"), reverse=True)


def _starts(path: str) -> bool:
    """Whether it runs: on some systems the command only says that there is something to install."""
    if not os.access(path, os.X_OK):
        return False
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _install() -> None:
    """Try the machine's package manager, then Playwright; find() tells whether either worked."""
    packages.install(PACKAGES)
    find.cache_clear()
    if find() is None:
        print("Fetching Chromium with Playwright.", flush=True)
        environ = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": OWN}
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False, capture_output=True, env=environ)
        find.cache_clear()


if __name__ == "__main__":
    if find() is None and "--install" in sys.argv and not os.environ.get("CHROMIUM"):
        _install()
    print(find() or sys.exit(MISSING))
