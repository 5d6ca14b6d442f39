"""Asks the machine's own package manager for a program that pip cannot bring."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence

UPDATE = {"apt-get": ["apt-get", "update", "-q"]}
INSTALL = {
    "apt-get": ["apt-get", "install", "-y", "-q", "--no-install-recommends"],
    "dnf": ["dnf", "install", "-y", "-q"],
    "pacman": ["pacman", "-Sy", "--noconfirm", "--needed"],
    "apk": ["apk", "add"],
    "brew": ["brew", "install"],
}
NEEDS_NO_ROOT = {"brew"}


def install(packages: Mapping[str, Sequence[str]]) -> bool:
    """Install the packages by a manager found here that we may use; say whether it went well.

    Args:
        packages: what to ask each manager for, such as {"apt-get": ["chromium"]}.
    """
    for manager, names in packages.items():
        allowed = _allowed(manager)
        if allowed is None:
            continue
        print(f"Installing {' '.join(names)} with {manager}. It may take minutes.", flush=True)
        if manager in UPDATE:
            _run([*allowed, *UPDATE[manager]])
        if _run([*allowed, *INSTALL[manager], *names]):
            return True
    return False


def how_to(packages: Mapping[str, Sequence[str]]) -> str:
    """The command that a person would type here."""
    manager = next(filter(shutil.which, packages), next(iter(packages)))
    return " ".join([*INSTALL[manager][:2], *packages[manager]])


def _allowed(manager: str) -> list[str] | None:
    """What goes before the command so that we may install: nothing, or sudo without a password."""
    if not shutil.which(manager):
        return None
    if manager in NEEDS_NO_ROOT or os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _run(["sudo", "-n", "true"]) else None


def _run(command: list[str]) -> bool:
    """Run without a question or a word: whoever looks for the program next sees if it is there."""
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    said = subprocess.run(
        command, check=False, env=environ, stdin=subprocess.DEVNULL, capture_output=True
    )
    return said.returncode == 0
