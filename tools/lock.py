"""Makes the lock files anew from pyproject.toml; pins that still fit are kept, unless --upgrade.

They fit Python 3.11 to 3.14 on Linux and macOS, hold a hash for every file, and name no index.
"""

import os
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ["--quiet", "--universal", "--python-version=3.11", "--generate-hashes"]
ANYWHERE = ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command=make lock"]


def main(options: list[str]) -> None:
    """Write requirements.lock, to run the site, and requirements-dev.lock, to test it as well."""
    if find_spec("uv") is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "uv"], check=True)
    _compile("requirements.lock", *options)
    tests = ["--group=pyproject.toml:dev", "--constraints=requirements.lock"]
    _compile("requirements-dev.lock", *tests, *options)


def _compile(lock: str, *options: str) -> None:
    """Lock what the project and its build tool need, so that installing fetches nothing else."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    uv = [sys.executable, "-m", "uv", "pip", "compile"]
    subprocess.run(
        [*uv, *OPTIONS, *ANYWHERE, *options, "pyproject.toml", "-", f"--output-file={lock}"],
        input="\n".join(build),
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"UV_CACHE_DIR": str(ROOT / ".venv" / "uv-cache")},
    )


if __name__ == "__main__":
    main(sys.argv[1:])
