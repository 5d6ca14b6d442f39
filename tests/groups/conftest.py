"""Browsers for more than one person, and commands."""

import pytest
from click.testing import CliRunner


@pytest.fixture
def one_more(app, session):
    """Open one more browser that nobody is signed in on."""

    def open_one():
        client = app.test_client()
        client.session_to_commit = session
        return client

    return open_one


@pytest.fixture
def run(app, session):
    """Run a command on the site, and give its exit status and what it said."""

    def command(group, *arguments, stdin=""):
        session.commit()
        result = CliRunner().invoke(group, list(arguments), obj=lambda: app, input=stdin)
        session.expire_all()
        return result.exit_code, result.output

    return command
