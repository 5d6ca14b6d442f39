"""Settings: every one is in the README, and an unsafe start is refused in one sentence."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from coprod.config import UnsafeStart, from_environment
from coprod.issues.say_routes import MOST_SENT

SAFE = {
    "COPROD_ENV": "production",
    "COPROD_SECRET_KEY": "a-secret-of-more-than-thirty-two-letters",
    "COPROD_TRUSTED_HOSTS": "coprod.example.org",
}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"COPROD_SECRET_KEY": ""}, "COPROD_SECRET_KEY"),
        ({"COPROD_SECRET_KEY": "short"}, "32 characters"),
        ({"COPROD_TRUSTED_HOSTS": ""}, "COPROD_TRUSTED_HOSTS"),
        ({"COPROD_PROXIES": "one"}, "whole number"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"COPROD_EMERGENCY_NUMBER": ""}, "COPROD_EMERGENCY_NUMBER"),
        ({"COPROD_EMERGENCY_NUMBER": " "}, "COPROD_EMERGENCY_NUMBER"),
        ({"COPROD_ENV": "Production"}, "COPROD_ENV"),
        ({"COPROD_ENV": "prod"}, "COPROD_ENV"),
        ({"COPROD_DATABASE_URL": "nonsense"}, "COPROD_DATABASE_URL"),
        ({"COPROD_DATABASE_URL": "mysql://here/coprod"}, "COPROD_DATABASE_URL"),
    ],
)
def test_an_unsafe_start_is_refused(changed, sentence, tmp_path):
    with pytest.raises(UnsafeStart, match=sentence):
        from_environment(SAFE | {"COPROD_HOME": str(tmp_path)} | changed)


@pytest.mark.parametrize("told", [{}, {"COPROD_ENV": ""}, {"COPROD_ENV": "try-out"}])
def test_a_site_to_try_out_starts_without_settings(told, tmp_path):
    settings = from_environment({"COPROD_HOME": str(tmp_path), "FLASK_DEBUG": "1"} | told)
    assert settings["PRODUCTION"] is False
    assert settings["EMERGENCY_NUMBER"] == "999"


def test_a_safe_start_is_not(tmp_path):
    told = {"COPROD_HOME": str(tmp_path), "COPROD_PROXIES": "1", "FLASK_DEBUG": "0"}
    settings = from_environment(SAFE | told)
    assert settings["TRUSTED_HOSTS"] == ["coprod.example.org"]
    assert settings["PROXIES"] == 1


def test_a_site_to_try_out_makes_its_own_key_once(tmp_path):
    home = {"COPROD_HOME": str(tmp_path / "instance")}
    first, second = from_environment(home), from_environment(home)
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) >= 32
    assert (tmp_path / "instance/secret_key").stat().st_mode & 0o077 == 0


def test_the_proxy_lets_through_what_the_site_reads():
    """A photo that is too big is refused by the site, which gives the words beside it back."""
    caddy = Path("docs/Caddyfile").read_text(encoding="utf-8")
    sizes = [int(size) for size in re.findall(r"(?:max_size|request_buffers) (\d+)MB", caddy)]
    assert len(sizes) == 2
    assert min(sizes) * 10**6 >= MOST_SENT


def test_the_service_knows_of_its_proxy():
    told = Path("docs/coprod.service").read_text(encoding="utf-8")
    assert "Environment=COPROD_PROXIES=1" in told.splitlines()


def test_every_setting_and_command_is_in_the_readme():
    from wsgi import _COMMANDS

    readme = Path("README.md").read_text(encoding="utf-8")
    for setting in re.findall(r"COPROD_[A-Z_]+", Path("coprod/config.py").read_text("utf-8")):
        assert f"`{setting}`" in readme, setting
    for path in [Path("wsgi.py"), *Path().glob("[!.t]*/**/*.py")]:  # and nowhere else is one read
        if path.name != "config.py" and path.parts[0] not in {"tests", "tools"}:
            assert not re.search(r"environ\b.*COPROD_[A-Z]", path.read_text("utf-8")), path
    for command, where in _COMMANDS.items():
        row = next((one for one in readme.splitlines() if f"| `coprod {command}" in one), "")
        assert row or f"`coprod {command}" in readme, command
        module, name = where.split(":")
        for inner in getattr(getattr(import_module(module), name), "commands", {}):
            assert f"`coprod {command} {inner}" in readme or f"`{inner}`" in row, inner
