"""Prints where Java is, which the checker of HTML runs on; with --install, gets it if need be."""

import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import packages

PACKAGES = {
    "apt-get": ["default-jre-headless"],
    "dnf": ["java-latest-openjdk-headless"],
    "pacman": ["jre-openjdk-headless"],
    "apk": ["openjdk21-jre-headless"],
    "brew": ["--cask", "temurin"],
}
MISSING = f"Java is not here, so the tests that need it are skipped. To install it: {packages.how_to(PACKAGES)}."


def find() -> str | None:
    """The path of a Java that starts, or None: macOS has a command that only says where to get it."""
    path = shutil.which("java")
    if (
        path
        and subprocess.run([path, "-version"], capture_output=True, check=False).returncode == 0
    ):
        return path
    return None


if __name__ == "__main__":
    if find() is None and "--install" in sys.argv:
        packages.install(PACKAGES)
    print(find() or MISSING)
