"""Three choices from one device, also where a proxy stands before the site.

Behind a proxy every request comes from its address; whose it is the proxy says, in a header that
anybody can write too. COPROD_PROXIES says how many of its words are a proxy's.
"""

import pytest
from sqlalchemy import select

from coprod.people.hats import HatKind
from coprod.rounds import closing
from coprod.rounds.models import RoundSign
from coprod.rounds.words import Sign
from coprod.sign_in import services
from tests.conftest import SECRET
from tests.page import Client
from tests.rounds.found import at
from wsgi import create_app

PROXY, HOUSE = "127.0.0.1", "203.0.113.7"
PHONE = "Mozilla/5.0 (Linux; Android 15; Mobile) Firefox/140.0"
TABLET = "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X)"
COMPUTER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0)"


@pytest.fixture
def behind(database_url, session):
    """The site behind so many proxies: a browser with somebody signed in."""

    def site(proxies):
        app = create_app(
            {
                "SECRET_KEY": SECRET,
                "TESTING": True,
                "DATABASE_URL": database_url,
                "UPLOADS": None,
                "PROXIES": proxies,
            }
        )
        app.test_client_class = Client
        made.append(app)

        def enter(person, **headers):
            token = services.start(session, person.id)
            session.commit()
            client = app.test_client()
            client.session_to_commit = session
            client.environ_base |= {"REMOTE_ADDR": PROXY} | headers
            with client.session_transaction() as cookie:
                cookie.update(_user_id=token, _fresh=True)
            return client

        return enter

    made = []
    yield site
    for app in made:
        app.extensions["engine"].dispose()


@pytest.mark.parametrize(
    ("proxies", "told", "browsers", "odd"),
    [
        (1, [HOUSE] * 3, [TABLET] * 3, True),
        (1, [HOUSE, "203.0.113.8", "203.0.113.9"], [TABLET] * 3, False),
        (1, [HOUSE] * 3, [TABLET, PHONE, COMPUTER], False),  # a house has one address
        (1, [f"192.0.2.{n}, {HOUSE}" for n in range(3)], [TABLET] * 3, True),  # said by the device
        (2, [f"192.0.2.{n}, {HOUSE}, 10.0.0.2" for n in range(3)], [TABLET] * 3, True),
        (2, [f"{HOUSE}{n}, 10.0.0.2" for n in range(3)], [TABLET] * 3, False),
        (0, [f"192.0.2.{n}" for n in range(3)], [TABLET] * 3, True),  # no proxy: nobody is believed
        (0, [None] * 3, [TABLET, PHONE, COMPUTER], False),
    ],
)
def test_three_from_one_device_are_a_sign(
    session, make, area, running, behind, proxies, told, browsers, odd
):
    enter = behind(proxies)
    for address, browser in zip(told, browsers, strict=True):
        says = {"HTTP_X_FORWARDED_FOR": address} if address else {}
        client = enter(make.person(running.place), HTTP_USER_AGENT=browser, **says)
        for option in running.options[:2]:
            sent = {"option": option}
            assert client.post(at(running, "stars"), data=sent).status_code == 303
    assert closing.close(session, running.round, running.round.closes_at)  # all three count
    session.flush()
    signs = select(RoundSign.id).where(RoundSign.sign == Sign.ONE_DEVICE)
    assert len(session.scalars(signs).all()) == odd
    hannah = enter(make.person(area, HatKind.ADVOCATE))
    words = "3 choices came from one device in 10 minutes."
    assert (words in hannah.get(at(running, "odd")).text) is odd
