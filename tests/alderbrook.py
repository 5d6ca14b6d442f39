"""Alderbrook as `coprod demo load` makes it: loaded once a day on each engine, then copied."""

import io
import pickle
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, make_url, select
from sqlalchemy.orm import Session

from coprod.db import Base, open_engine, today
from coprod.demo.load import Demo, load_demo
from coprod.feature import Feature
from coprod.seal import KEY
from tests.database import copy_sqlite
from tests.rows import empty_tables, fill_tables, keep_rows


class LoadedDemo:
    """The loaded area on one engine, to put into databases that a test changes at will."""

    def __init__(self, features: list[Feature], secret: str, template: "Path | str") -> None:
        self._features, self._secret = features, secret
        self._template = template  # an empty SQLite file, or the address on PostgreSQL
        self._day: date | None = None
        self._demo = b""

    def put_into(self, url: str) -> None:
        """Make the tables of this database those of Alderbrook, whatever was in them.

        On PostgreSQL it must be the template or a copy of it.
        """
        if self._day != today():
            self._load()
        if isinstance(self._template, Path):
            copy_sqlite(self._loaded_file, Path(str(make_url(url).database)))
        else:
            fill_tables(url)

    def told(self, session: Session) -> Demo:
        """What loading gave, with the rows of this session."""
        demo: Demo = _Rows(session, self._demo).load()
        return demo

    @property
    def _loaded_file(self) -> Path:
        return Path(self._template).with_name("alderbrook.sqlite")

    def _load(self) -> None:
        day, url = today(), str(self._template)
        if isinstance(self._template, Path):
            url = copy_sqlite(self._template, self._loaded_file)
        else:
            empty_tables(url)
        engine = open_engine(url)
        info = {KEY: self._secret.encode()}
        with Session(engine, expire_on_commit=False, info=info) as session:
            demo = load_demo(session, self._features)
            session.commit()
            self._demo = _without_rows(demo)
        engine.dispose()
        if not isinstance(self._template, Path):
            keep_rows(url)
        self._day = day


def _without_rows(demo: Demo) -> bytes:
    """A `Demo` with the names of its rows in their place."""
    kept = io.BytesIO()
    pickler = pickle.Pickler(kept)
    pickler.persistent_id = _name_of  # type: ignore[method-assign]
    pickler.dump(demo)
    return kept.getvalue()


def _name_of(one: Any) -> tuple[type[Base], Any] | None:
    return (type(one), inspect(one).identity) if isinstance(one, Base) else None


class _Rows(pickle.Unpickler):
    """Puts rows where their names are: all of a kind are read at once."""

    def __init__(self, session: Session, kept: bytes) -> None:
        super().__init__(io.BytesIO(kept))
        self._session = session
        self._kinds: dict[type[Base], Any] = {}

    def persistent_load(self, name: tuple[type[Base], Any]) -> Any:
        kind, identity = name
        if kind not in self._kinds:
            self._kinds[kind] = self._session.scalars(select(kind)).all()  # held, so not forgotten
        return self._session.get_one(kind, identity)
