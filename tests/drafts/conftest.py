"""Somebody who writes at a place, and a while in which every sign-in runs out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coprod.people.hats import HatKind
from coprod.sign_in.models import SignIn


@pytest.fixture
def place(make):
    return make.place()


@pytest.fixture
def danny(make, place):
    return make.person(place, HatKind.USES_SERVICES)


@pytest.fixture
def away(session):
    """A while goes by, and every sign-in runs out."""

    def go_away():
        for row in session.scalars(select(SignIn)):
            row.seen_at -= timedelta(days=31)

    return go_away
