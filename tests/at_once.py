"""Pressing at the same moment, each from a browser of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask.testing import FlaskClient

from tests.page import Client


@pytest.fixture
def at_once(session):
    """Send forms at the same moment, each from a browser: (client, address, what is sent)."""

    def send(*forms):
        session.commit()
        start = Barrier(len(forms))
        ready = [(one, {"X-CSRFToken": Client._token(one[0])}) for one in forms]

        def press(form, headers):
            client, address, sent = form
            start.wait()
            return FlaskClient.open(client, address, method="POST", data=sent, headers=headers)

        with ThreadPoolExecutor(len(forms)) as threads:
            waiting = [threads.submit(press, *one) for one in ready]
            return sorted(one.result().status_code for one in waiting)

    return send
