"""The index of what posts say, kept by the database itself, as that of issues is.

Only what is shown is in it. On SQLite a table that is altered in a batch loses its triggers: a
migration that does so to `post` takes the index away first and makes it again.
"""

from sqlalchemy import DDL, event

from forums.models import Post

NAME = "post_search"
_SQLITE_UP = (
    "CREATE VIRTUAL TABLE post_search USING fts5(words, content='post', "
    "content_rowid='id', tokenize='porter unicode61', prefix='4 5')",
    "INSERT INTO post_search (rowid, words) SELECT id, words FROM post "
    "WHERE taken_back_on IS NULL AND state = 'shown'",
    """CREATE TRIGGER post_search_added AFTER INSERT ON post
WHEN new.taken_back_on IS NULL AND new.state = 'shown'
BEGIN
  INSERT INTO post_search (rowid, words) VALUES (new.id, new.words);
END""",
    """CREATE TRIGGER post_search_changed AFTER UPDATE OF words, state, taken_back_on ON post
BEGIN
  INSERT INTO post_search (post_search, rowid, words)
  SELECT 'delete', old.id, old.words
  WHERE old.taken_back_on IS NULL AND old.state = 'shown';
  INSERT INTO post_search (rowid, words) SELECT new.id, new.words
  WHERE new.taken_back_on IS NULL AND new.state = 'shown';
END""",
    """CREATE TRIGGER post_search_gone AFTER DELETE ON post
WHEN old.taken_back_on IS NULL AND old.state = 'shown'
BEGIN
  INSERT INTO post_search (post_search, rowid, words) VALUES ('delete', old.id, old.words);
END""",
)
_SQLITE_DOWN = (
    "DROP TRIGGER post_search_added",
    "DROP TRIGGER post_search_changed",
    "DROP TRIGGER post_search_gone",
    "DROP TABLE post_search",
)
_POSTGRES_UP = (
    "CREATE TABLE post_search (post_id bigint PRIMARY KEY "
    "REFERENCES post (id) ON DELETE CASCADE, found tsvector NOT NULL)",
    "INSERT INTO post_search SELECT id, to_tsvector('english', words) FROM post "
    "WHERE taken_back_on IS NULL AND state = 'shown'",
    "CREATE INDEX ix_post_search_found ON post_search USING gin (found)",
    """CREATE FUNCTION post_search_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.taken_back_on IS NULL AND new.state = 'shown' THEN
    INSERT INTO post_search VALUES (new.id, to_tsvector('english', new.words))
    ON CONFLICT (post_id) DO UPDATE SET found = excluded.found;
  ELSE
    DELETE FROM post_search WHERE post_id = new.id;
  END IF;
  RETURN NULL;
END $$""",
    "CREATE TRIGGER post_search_kept "
    "AFTER INSERT OR UPDATE OF words, state, taken_back_on ON post "
    "FOR EACH ROW EXECUTE FUNCTION post_search_keep()",
)
_POSTGRES_DOWN = (
    "DROP TRIGGER post_search_kept ON post",
    "DROP FUNCTION post_search_keep()",
    "DROP TABLE post_search",
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
            event.listen(Post.__table__, when, ddl.execute_if(dialect=dialect))


for _dialect in ("sqlite", "postgresql"):
    _follow(_dialect)
