"""The index of what issues say, kept by the database itself: triggers follow every change.

Both engines keep it in a thing called `issue_search`, beside the table of issues, so that no press
of "me too" has to touch it. It is no model: migrations run `statements` and leave its name alone.
"""

from sqlalchemy import DDL, event

from coprod.issues.models import Issue

NAME = "issue_search"  # and, on SQLite, the shadow tables that begin with it

_SQLITE_UP = (
    "CREATE VIRTUAL TABLE issue_search USING fts5(title, words, content='issue', "
    "content_rowid='id', tokenize='porter unicode61', prefix='4 5')",
    "INSERT INTO issue_search (rowid, title, words) "
    "SELECT id, title, words FROM issue WHERE taken_back_on IS NULL",
    """CREATE TRIGGER issue_search_added AFTER INSERT ON issue WHEN new.taken_back_on IS NULL
BEGIN
  INSERT INTO issue_search (rowid, title, words) VALUES (new.id, new.title, new.words);
END""",
    """CREATE TRIGGER issue_search_changed AFTER UPDATE OF title, words, taken_back_on ON issue
BEGIN
  INSERT INTO issue_search (issue_search, rowid, title, words)
  SELECT 'delete', old.id, old.title, old.words WHERE old.taken_back_on IS NULL;
  INSERT INTO issue_search (rowid, title, words)
  SELECT new.id, new.title, new.words WHERE new.taken_back_on IS NULL;
END""",
    """CREATE TRIGGER issue_search_gone AFTER DELETE ON issue WHEN old.taken_back_on IS NULL
BEGIN
  INSERT INTO issue_search (issue_search, rowid, title, words)
  VALUES ('delete', old.id, old.title, old.words);
END""",
)
_SQLITE_DOWN = (
    "DROP TRIGGER issue_search_added",
    "DROP TRIGGER issue_search_changed",
    "DROP TRIGGER issue_search_gone",
    "DROP TABLE issue_search",
)
_POSTGRES_UP = (
    "CREATE TABLE issue_search (issue_id bigint PRIMARY KEY "
    "REFERENCES issue (id) ON DELETE CASCADE, area_id bigint NOT NULL, found tsvector NOT NULL)",
    """CREATE FUNCTION issue_search_found(title text, words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE AS $$
  SELECT setweight(to_tsvector('english', title), 'A')
      || setweight(to_tsvector('english', words), 'B') $$""",
    "INSERT INTO issue_search SELECT id, area_id, issue_search_found(title, words) "
    "FROM issue WHERE taken_back_on IS NULL",
    "CREATE INDEX ix_issue_search_found ON issue_search USING gin (found)",
    """CREATE FUNCTION issue_search_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.taken_back_on IS NULL THEN
    INSERT INTO issue_search
    VALUES (new.id, new.area_id, issue_search_found(new.title, new.words))
    ON CONFLICT (issue_id) DO UPDATE SET area_id = excluded.area_id, found = excluded.found;
  ELSE
    DELETE FROM issue_search WHERE issue_id = new.id;
  END IF;
  RETURN NULL;
END $$""",
    "CREATE TRIGGER issue_search_kept "
    "AFTER INSERT OR UPDATE OF area_id, title, words, taken_back_on ON issue "
    "FOR EACH ROW EXECUTE FUNCTION issue_search_keep()",
)
_POSTGRES_DOWN = (
    "DROP TRIGGER issue_search_kept ON issue",
    "DROP FUNCTION issue_search_keep()",
    "DROP TABLE issue_search",
    "DROP FUNCTION issue_search_found(text, text)",
)


def statements(dialect: str, *, down: bool = False) -> list[str]:
    """The statements that make the index, or take it away, in order. Also for its migration."""
    if dialect == "sqlite":
        return list(_SQLITE_DOWN if down else _SQLITE_UP)
    return list(_POSTGRES_DOWN if down else _POSTGRES_UP)


def _follow(dialect: str) -> None:
    for when, down in (("after_create", False), ("before_drop", True)):
        for statement in statements(dialect, down=down):
            ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
            ddl = ddl.execute_if(dialect=dialect)
            event.listen(Issue.__table__, when, ddl)


for _dialect in ("sqlite", "postgresql"):
    _follow(_dialect)
