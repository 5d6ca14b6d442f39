"""Makes .venv hold what a lock file says, and the project itself; does nothing if it does already.

Run as `tools/python.sh tools/setup.py requirements.lock`. Needs pip and nothing else, leaves the
home folder alone, and checks the hash of everything it fetches.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SPARE = ROOT / ".venv-tools"  # for what it takes to make .venv, for as long as it takes
ALSO_IN = {"requirements-dev.lock": ["requirements.lock"]}  # the first holds all of the second
NO_PIP = (
    "Python's venv is incomplete here, and there is no pip to make up for it. "
    "Please install pip (on Debian or Ubuntu: apt-get install python3-pip python3-venv)."
)


def main(lock: str) -> None:
    """Bring .venv up to date with the lock file, and remember that it is."""
    if _remembered(lock) == _fingerprint(lock):
        return
    if not _works(PYTHON):
        _make_venv()
    print(f"Installing what {lock} lists. The first time may take a minute.", flush=True)
    _pip("install", "--require-hashes", "--use-pep517", "-r", lock)
    # The lock file has the build tool, so that no build fetches one that is not pinned.
    _pip("install", "--no-deps", "--no-build-isolation", "-e", ".")
    for done in [lock, *ALSO_IN.get(lock, [])]:
        _stamp(done).write_text(_fingerprint(done))


def _stamp(lock: str) -> Path:
    return VENV / f"{lock}.installed"


def _remembered(lock: str) -> str | None:
    return _stamp(lock).read_text() if _stamp(lock).exists() and PYTHON.exists() else None


def _fingerprint(lock: str) -> str:
    """Changes with the lock file, the project's own settings, and where the project lies."""
    parts = [(ROOT / lock).read_bytes(), (ROOT / "pyproject.toml").read_bytes(), bytes(ROOT)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _make_venv() -> None:
    print(f"Making .venv with Python {sys.version.split()[0]}.", flush=True)
    for way in _ways():
        shutil.rmtree(VENV, ignore_errors=True)
        made = way() and _works(PYTHON)
        shutil.rmtree(SPARE, ignore_errors=True)
        if made:
            return
    shutil.rmtree(VENV, ignore_errors=True)
    sys.exit(NO_PIP)


def _ways() -> Iterator[Callable[[], bool]]:
    """Ways to make a venv with pip in it, the plainest first; Debian may lack what that needs."""
    python = sys._base_executable  # type: ignore[attr-defined]  # .venv may be the one that runs us
    yield lambda: _try([python, "-m", "venv", VENV])
    yield (
        lambda: (
            _try([python, "-m", "venv", "--without-pip", VENV])
            and _try([python, "-m", "pip", "--python", PYTHON, "install", "-q", "pip"])
        )
    )
    yield lambda: _try([python, "-m", "virtualenv", "-q", VENV])
    yield (
        lambda: (
            _try([python, "-m", "pip", "install", "-q", "--target", SPARE, "virtualenv"])
            and _try([python, "-m", "virtualenv", "-q", VENV], PYTHONPATH=str(SPARE))
        )
    )


def _works(python: Path) -> bool:
    return python.exists() and _try([python, "-m", "pip", "--version"])


def _try(command: list[str | Path], **environ: str) -> bool:
    result = subprocess.run(
        command, capture_output=True, check=False, cwd=ROOT, env=_environ() | environ
    )
    return result.returncode == 0


def _pip(*arguments: str) -> None:
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "-q",
        *arguments,
    ]
    if subprocess.run(command, check=False, cwd=ROOT, env=_environ()).returncode:
        sys.exit("That did not install; the reason is above. Nothing is lost: try the same again.")


def _environ() -> dict[str, str]:
    """The environment, less what would make pip install somewhere else than in .venv."""
    spoilers = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH"}
    kept = {name: value for name, value in os.environ.items() if name not in spoilers}
    return kept | {"PIP_ROOT_USER_ACTION": "ignore"}


if __name__ == "__main__":
    main(sys.argv[1])
