"""Prints where Java is, which the checker of HTML runs on; with --install, gets it if need be."""

import os
import shutil
import subprocess
import sys

from tools import packages

PACKAGES = {
    "apt-get": ["default-jre-headless"],
    "dnf": ["java-latest-openjdk-headless"],
    "pacman": ["jre-openjdk-headless"],
    "apk": ["openjdk21-jre-headless"],
    "brew": ["--cask", "temurin"],
}
MISSING = (
    f"Java is not here, so HTML cannot be checked. To install it: {packages.how_to(PACKAGES)}."
)


def find() -> str | None:
    """The path of a Java that starts, or None: macOS has a command that says where to get it."""
    path = shutil.which("java")
    if path is None:
        return None
    asked = subprocess.run([path, "-version"], capture_output=True, check=False)
    return path if asked.returncode == 0 else None


def is_needed() -> bool:
    """Whether no test may be left out: where changes are checked, CI says so."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


if __name__ == "__main__":
    if find() is None and "--install" in sys.argv:
        packages.install(PACKAGES)
    print(find() or (sys.exit(MISSING) if is_needed() else MISSING))
