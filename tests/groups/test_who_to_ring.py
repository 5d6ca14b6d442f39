"""Who people can ring: said by an advocate on a page, and needed before the site is served."""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from coprod.cli import serve
from coprod.errors import NotAllowed
from coprod.groups import areas
from coprod.people.hats import HatKind
from coprod.people.models import Area
from coprod.people.queries import NUMBERS
from coprod.people.working_days import Nation
from tests.groups.test_places_cli import NUMBERS as TOLD
from tests.test_commands import ROOT


@pytest.fixture
def place(make):
    return make.place(make.area(slug="our-town", name="Our town"), name="Rose House")


def test_an_advocate_says_who_to_ring_and_every_page_shows_it(
    hannah, area, make, sign_in, visitor, session
):
    client = sign_in(hannah)
    assert "Say who people can ring" in client.get("/").text
    assert 'href="/group/who-to-ring"' in client.get("/group").text
    assert client.post("/group/who-to-ring", data=TOLD).status_code == 303
    session.expire_all()
    assert {name: getattr(area, name) for name in TOLD} == TOLD
    assert "Say who people can ring" not in client.get("/").text
    assert 'value="01632 960 199"' in client.get("/group/who-to-ring").text
    page = visitor.get("/worried").text
    assert "01632 960 199" in page and "Day and night" in page
    assert "You can ring Ann Field." in visitor.get("/good-life").text
    assert "Speak Together looks after this group." in visitor.get("/group").text


def test_another_area_keeps_its_own(hannah, make, sign_in, session):
    other = make.area(help_name="Somebody else")
    sign_in(hannah).post("/group/who-to-ring", data=TOLD)
    session.expire_all()
    assert (other.help_name, other.worried_phone) == ("Somebody else", "")


@pytest.mark.parametrize("name", ["run_by", *NUMBERS])
def test_nothing_may_be_blank(hannah, area, sign_in, session, name):
    answer = sign_in(hannah).post("/group/who-to-ring", data=TOLD | {name: " "})
    assert answer.status_code == 422 and f'href="#{name}"' in answer.text
    session.expire_all()
    assert area.help_name == ""


@pytest.mark.parametrize(
    "typed", ["ring me", "12", "٠١٦٣٢", "0" * 41, "01632/960199", "javascript:1"]
)
def test_a_number_is_a_number(hannah, sign_in, typed):
    answer = sign_in(hannah).post("/group/who-to-ring", data=TOLD | {"help_phone": typed})
    assert answer.status_code == 422 and 'href="#help_phone"' in answer.text


def test_an_advocate_says_whose_bank_holidays_the_area_keeps(hannah, area, sign_in, session):
    client = sign_in(hannah)
    sent = client.post("/group/who-to-ring", data=TOLD | {"nation": "northern_ireland"})
    assert sent.status_code == 303
    client.post("/group/who-to-ring", data=TOLD)  # not said: it stays
    session.expire_all()
    assert area.nation is Nation.NORTHERN_IRELAND
    chosen = client.get("/group/who-to-ring").text
    assert 'value="northern_ireland" checked' in " ".join(chosen.split())
    refused = client.post("/group/who-to-ring", data=TOLD | {"nation": "france"})
    assert refused.status_code == 422 and "Choose a nation." in refused.text


@pytest.mark.parametrize("hat", [HatKind.MANAGER, HatKind.STAFF])
def test_nobody_who_works_at_a_place_here_says_it(
    make, hannah, place, sign_in, as_viewer, session, hat
):
    make.hat(hannah, place, hat)
    assert sign_in(hannah).get("/group/who-to-ring").status_code == 403
    with pytest.raises(NotAllowed, match="works at no place here"):
        areas.set_numbers(session, as_viewer(hannah), place.area_id, TOLD)


@pytest.mark.parametrize("hat", [HatKind.USES_SERVICES, HatKind.MANAGER, HatKind.FAMILY])
def test_it_is_no_page_for_others(make, place, sign_in, hat):
    client = sign_in(make.person(place, hat))
    assert client.get("/group/who-to-ring").status_code == 404
    assert client.post("/group/who-to-ring", data=TOLD).status_code == 404
    assert "who-to-ring" not in client.get("/group").text


def serving(app):
    return CliRunner().invoke(serve, [], obj=lambda: app)


@pytest.mark.parametrize("blank", NUMBERS)
def test_production_does_not_start_while_a_number_is_blank(app, area, make, session, blank):
    make.area(**TOLD)
    areas.keep_numbers(session, area.id, TOLD)
    session.execute(update(Area).where(Area.id == area.id).values({blank: ""}))
    session.commit()
    app.config["PRODUCTION"] = True
    told = serving(app)
    assert told.exit_code == 2
    assert told.output.splitlines()[-1] == (
        "Error: Our town cannot say who to ring. "
        f"Run: coprod areas set our-town --{blank.replace('_', '-')} …"
    )


def test_production_starts_once_the_command_was_run(tmp_path):
    """With the program itself: refused, mended by the command it names, and served."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "COPROD_HOME": str(tmp_path),
        "COPROD_ENV": "production",
        "COPROD_SECRET_KEY": "k" * 40,
        "COPROD_TRUSTED_HOSTS": "127.0.0.1",
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])

    def coprod(*words, start=subprocess.run, **more):
        command = [sys.executable, "-c", "import wsgi; wsgi.cli()", *words]
        return start(command, env=environment, cwd=ROOT, text=True, **more)

    coprod("db", "upgrade", check=True)
    coprod("places", "add", "Rose House", "--new-area", "Our town", check=True)
    refused = coprod("serve", "--port", port, capture_output=True, check=False)
    assert refused.returncode != 0
    assert len(refused.stderr.strip().splitlines()) == 1
    assert "coprod areas set our-town" in refused.stderr
    told = [part for name in TOLD for part in (f"--{name.replace('_', '-')}", TOLD[name])]
    coprod("areas", "set", "our-town", *told, check=True)
    server = coprod("serve", "--port", port, "--workers", "1", start=subprocess.Popen)
    try:
        assert "01632 960 199" in _fetched(f"http://127.0.0.1:{port}/worried")
    finally:
        server.terminate()
        server.wait(timeout=20)


def _fetched(url):
    for _ in range(200):
        try:
            return urllib.request.urlopen(url, timeout=5).read().decode()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)
