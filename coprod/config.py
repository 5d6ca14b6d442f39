"""Settings, read once from the environment. Every one of them is in the README."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SHORTEST_SECRET = 32  # characters
_OFF = frozenset({"", "0", "false", "no"})  # how Flask reads FLASK_DEBUG
_DATABASES = ("sqlite:", "postgresql+psycopg:")


class UnsafeStart(Exception):
    """The site will not start like this; the sentence says what to set."""


def from_environment(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Every setting the site understands, with its default. Raises UnsafeStart."""
    home = Path(environ.get("COPROD_HOME", "instance"))
    production = _is_production(environ)
    settings: dict[str, Any] = {
        "SECRET_KEY": environ.get("COPROD_SECRET_KEY") or ("" if production else _own_key(home)),
        "SECRET_KEYS_BEFORE": tuple(environ.get("COPROD_SECRET_KEYS_BEFORE", "").split()),
        "KEY_IS_LOST": environ.get("COPROD_KEY_IS_LOST", "") == "yes",
        "DATABASE_URL": environ.get("COPROD_DATABASE_URL") or _own_database(home),
        "UPLOADS": Path(environ.get("COPROD_UPLOADS", home / "uploads")),
        "TRUSTED_HOSTS": environ.get("COPROD_TRUSTED_HOSTS", "").split() or None,
        "EMERGENCY_NUMBER": environ.get("COPROD_EMERGENCY_NUMBER", "999").strip(),
        "PROXIES": _number(environ, "COPROD_PROXIES"),
        "SYMBOLS": environ.get("COPROD_SYMBOLS", ""),
        "PRODUCTION": production,
    }
    if not settings["EMERGENCY_NUMBER"]:
        raise UnsafeStart("Set COPROD_EMERGENCY_NUMBER to the number to ring, or leave it out.")
    if not settings["DATABASE_URL"].startswith(_DATABASES):
        raise UnsafeStart(
            "Set COPROD_DATABASE_URL to sqlite:////a/file or postgresql+psycopg://a-server/a-name."
        )
    if production:
        _refuse_unsafe(settings)
        if environ.get("FLASK_DEBUG", "").lower() not in _OFF:
            raise UnsafeStart("Take FLASK_DEBUG away: it shows strangers what the site knows.")
    return settings


def _is_production(environ: Mapping[str, str]) -> bool:
    """Whether unsafe starts are refused. A word that is nearly right must not let them through."""
    word = environ.get("COPROD_ENV", "")
    if word not in {"", "try-out", "production"}:
        raise UnsafeStart("Set COPROD_ENV to production, or leave it out to try the site.")
    return word == "production"


def _number(environ: Mapping[str, str], name: str) -> int:
    value = environ.get(name, "0")
    if not value.isdecimal():
        raise UnsafeStart(f"Set {name} to a whole number, such as 1.")
    return int(value)


def _refuse_unsafe(settings: Mapping[str, Any]) -> None:
    if len(settings["SECRET_KEY"]) < SHORTEST_SECRET:
        raise UnsafeStart(
            f"Set COPROD_SECRET_KEY to a secret of {SHORTEST_SECRET} characters or more."
        )
    if not settings["TRUSTED_HOSTS"]:
        raise UnsafeStart("Set COPROD_TRUSTED_HOSTS to the names this site answers to.")


def _own_database(home: Path) -> str:
    home.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{home.resolve()}/coprod.sqlite"


def _own_key(home: Path) -> str:
    """The key of a site that somebody is trying out: made once, kept beside its database."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secret_key"
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
