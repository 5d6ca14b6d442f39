"""Browsers for the measurement: a real sign-in on the server and the signed cookie for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.orm import Session

from coprod.seal import KEY
from coprod.sign_in import services

SECRET = "a-secret-of-the-bench-that-is-long-enough"
_CSRF = "the-token-of-the-bench"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody's browser: what it sends with each request, and what a form of its own holds."""

    cookie: str = ""
    csrf: str = ""

    @property
    def form(self) -> str:
        return f"csrf_token={self.csrf}"


STRANGER = Visitor()


def settings(database_url: str, uploads: str) -> dict[str, Any]:
    return {"SECRET_KEY": SECRET, "DATABASE_URL": database_url, "UPLOADS": uploads}


def environment(of: Mapping[str, Any]) -> dict[str, str]:
    """The same settings for a server's process."""
    return {f"COPROD_{name}": str(value) for name, value in of.items()}


def sign_in(app: Flask, person_ids: list[int]) -> list[Visitor]:
    """Sign these people in, each in a browser of their own."""
    info = {KEY: app.config["SECRET_KEY"].encode()}
    with Session(app.extensions["engine"], info=info) as session:
        tokens = [services.start(session, person_id) for person_id in person_ids]
        session.commit()
    return [_browser(app, token) for token in tokens]


def _browser(app: Flask, token: str) -> Visitor:
    sessions = SecureCookieSessionInterface()
    signer = sessions.get_signing_serializer(app)
    assert signer is not None
    kept = signer.dumps({"_user_id": token, "_fresh": True, "csrf_token": _CSRF})
    form = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(_CSRF)
    return Visitor(f"{app.config['SESSION_COOKIE_NAME']}={kept}", str(form))
