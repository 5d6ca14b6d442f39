"""Browsers for more than one person."""

import pytest


@pytest.fixture
def one_more(app, session):
    """Open one more browser that nobody is signed in on."""

    def open_one():
        client = app.test_client()
        client.session_to_commit = session
        return client

    return open_one
