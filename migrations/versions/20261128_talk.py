"""boards and threads, unnamed posts, and what looking after the talk leaves behind."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from coprod.append_only import guards

revision = "20261128_talk"
down_revision = "20261128_group_only"
branch_labels = depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40)


_HAT = _enum(
    "hatkind",
    "uses_services",
    "family",
    "staff",
    "manager",
    "commissioner",
    "advocate",
    "peer_moderator",
    "safeguarding",
    "site_admin",
)
_RULE = _enum("talkrule", "kind", "no_names", "not_yours", "worried")
_STATE = _enum("poststate", "shown", "waiting", "hidden", "sent_back", "taken_down")
_APPEND_ONLY = ("moderation_act",)
_POST_TO = {"place_id": "place", "answers_id": "post"}
_HIDDEN = (("issue", "hidden_on"), ("issue", "own_back_on"), ("photo", "hidden_on"))
_TABLES = (
    "thread_statement",
    "say_again",
    "post_sound",
    "pause",
    "appeal",
    "waiting",
    "thread",
    "moderation_act",
    "vouch",
    "unmasking",
    "talk_read",
    "talk_follow",
    "removal",
    "mute",
    "flag",
    "talk_alias",
    "post_was",
    "held_talk",
)
_POST_SEARCH = {
    "sqlite": [
        """CREATE VIRTUAL TABLE post_search USING fts5(words, content='post', content_rowid='id', tokenize='porter unicode61', prefix='4 5')""",
        """INSERT INTO post_search (rowid, words) SELECT id, words FROM post
WHERE taken_back_on IS NULL AND state = 'shown'""",
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
    ],
    "postgresql": [
        """CREATE TABLE post_search (post_id bigint PRIMARY KEY REFERENCES post (id) ON DELETE CASCADE,
  found tsvector NOT NULL)""",
        """INSERT INTO post_search SELECT id, to_tsvector('english', words) FROM post
WHERE taken_back_on IS NULL AND state = 'shown'""",
        """CREATE INDEX ix_post_search_found ON post_search USING gin (found)""",
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
        """CREATE TRIGGER post_search_kept AFTER INSERT OR UPDATE OF words, state, taken_back_on ON post
FOR EACH ROW EXECUTE FUNCTION post_search_keep()""",
    ],
}
_POST_SEARCH_GONE = {
    "sqlite": [
        """DROP TRIGGER post_search_added""",
        """DROP TRIGGER post_search_changed""",
        """DROP TRIGGER post_search_gone""",
        """DROP TABLE post_search""",
    ],
    "postgresql": [
        """DROP TRIGGER post_search_kept ON post""",
        """DROP FUNCTION post_search_keep()""",
        """DROP TABLE post_search""",
    ],
}


def upgrade() -> None:
    op.create_table(
        "held_talk",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("alias_id", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_talk")),
        sa.UniqueConstraint("alias_id", name=op.f("uq_held_talk_alias_id")),
        sa.UniqueConstraint("mark", name=op.f("uq_held_talk_mark")),
    )
    op.create_table(
        "post_was",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("post_id", _BIG, nullable=False),
        sa.Column("edits", _BIG, nullable=False),
        sa.Column("words", sa.String(length=5000), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("off_page", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_was_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_was")),
        sa.UniqueConstraint("post_id", "edits", name=op.f("uq_post_was_post_id_edits")),
    )
    op.create_table(
        "talk_alias",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_key", _BIG, nullable=False),
        sa.Column("alias", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_alias")),
        sa.UniqueConstraint("mark", name=op.f("uq_talk_alias_mark")),
        sa.UniqueConstraint(
            "subject_kind",
            "subject_key",
            "alias",
            name=op.f("uq_talk_alias_subject_kind_subject_key_alias"),
        ),
    )
    op.create_table(
        "flag",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", _BIG, nullable=False),
        sa.Column("area_id", _BIG, nullable=False),
        sa.Column("by_id", _BIG, nullable=False),
        sa.Column(
            "reason",
            _enum("flagreason", "unkind", "names_worker", "private", "unsafe", "spam", "other"),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("weight", _BIG, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.CheckConstraint("weight BETWEEN 0 AND 3", name=op.f("ck_flag_weight")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_flag_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_flag_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint("kind", "key", "by_id", name=op.f("uq_flag_kind_key_by_id")),
    )
    op.create_index("ix_flag_by_id", "flag", ["by_id"])

    op.create_table(
        "mute",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("muted_id", _BIG, nullable=False),
        sa.Column("blocks", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["muted_id"], ["person.id"], name=op.f("fk_mute_muted_id_person")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_mute_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mute")),
        sa.UniqueConstraint("person_id", "muted_id", name=op.f("uq_mute_person_id_muted_id")),
    )
    op.create_index("ix_mute_muted_id", "mute", ["muted_id"])

    op.create_table(
        "removal",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("area_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("asked_by_id", _BIG, nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("rule", _RULE, nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("other_way", sa.String(length=1000), nullable=False),
        sa.Column("agreed_by_id", _BIG, nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["person.id"], name=op.f("fk_removal_agreed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_removal_area_id_area")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_removal_asked_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_removal_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal")),
    )
    op.create_index("ix_removal_person_id", "removal", ["person_id"])

    op.create_table(
        "talk_follow",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_key", _BIG, nullable=False),
        sa.Column("heard_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_talk_follow_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_follow")),
        sa.UniqueConstraint(
            "person_id",
            "subject_kind",
            "subject_key",
            name=op.f("uq_talk_follow_person_id_subject_kind_subject_key"),
        ),
    )
    op.create_table(
        "talk_read",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_key", _BIG, nullable=False),
        sa.Column("post_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_talk_read_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_read")),
        sa.UniqueConstraint(
            "person_id",
            "subject_kind",
            "subject_key",
            name=op.f("uq_talk_read_person_id_subject_kind_subject_key"),
        ),
    )
    op.create_table(
        "unmasking",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", _BIG, nullable=False),
        sa.Column("area_id", _BIG, nullable=False),
        sa.Column("asked_by_id", _BIG, nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("agreed_by_id", _BIG, nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("refused_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["person.id"], name=op.f("fk_unmasking_agreed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_unmasking_area_id_area")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_unmasking_asked_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmasking")),
    )
    op.create_table(
        "vouch",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("area_id", _BIG, nullable=False),
        sa.Column("by_id", _BIG, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_vouch_area_id_area")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_vouch_by_id_person")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_vouch_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vouch")),
        sa.UniqueConstraint("person_id", "area_id", name=op.f("uq_vouch_person_id_area_id")),
    )
    op.create_table(
        "moderation_act",
        sa.Column("id", _BIG, nullable=False),
        sa.Column(
            "what",
            _enum(
                "actkind",
                "let_be",
                "send_back",
                "ask_edit",
                "edit",
                "take_down",
                "move",
                "move_lane",
                "pass_on",
                "slow",
                "lock",
                "pin",
                "pause",
                "remove",
                "vouch",
                "undo",
                "came_back",
            ),
            nullable=False,
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", _BIG, nullable=False),
        sa.Column("area_id", _BIG, nullable=False),
        sa.Column("place_id", _BIG, nullable=True),
        sa.Column("thread_id", _BIG, nullable=True),
        sa.Column("by_id", _BIG, nullable=True),
        sa.Column("by_hat", _HAT, nullable=True),
        sa.Column("rule", _RULE, nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("was", sa.String(length=5000), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("undoes_id", _BIG, nullable=True),
        sa.Column("appeal_id", _BIG, nullable=True),
        sa.Column("hours", _BIG, nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_moderation_act_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_moderation_act_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_moderation_act_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"],
            ["moderation_act.id"],
            name=op.f("fk_moderation_act_undoes_id_moderation_act"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_act")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_moderation_act_undoes_id")),
    )
    op.create_index("ix_moderation_act_area_id", "moderation_act", ["area_id"])
    op.create_index("ix_moderation_act_kind_key", "moderation_act", ["kind", "key"])

    op.create_table(
        "thread",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("area_id", _BIG, nullable=False),
        sa.Column(
            "board",
            _enum("boardkind", "everyone", "people", "families", "staff", "place"),
            nullable=False,
        ),
        sa.Column("place_id", _BIG, nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("template", _enum("template", "from_above", "thanks", "tell_me"), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("last_post_id", _BIG, nullable=False),
        sa.Column("pinned_on", sa.Date(), nullable=True),
        sa.Column("locked_on", sa.Date(), nullable=True),
        sa.Column("slow_until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_thread_area_id_area")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_thread_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
    )
    op.create_index("ix_thread_board", "thread", ["area_id", "board", "place_id", "last_post_id"])
    op.create_index("ix_thread_published_last_post_id", "thread", ["published", "last_post_id"])

    op.create_table(
        "waiting",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", _BIG, nullable=False),
        sa.Column("area_id", _BIG, nullable=False),
        sa.Column("place_id", _BIG, nullable=True),
        sa.Column(
            "why",
            _enum("why", "unsafe", "worry", "first_posts", "slow", "computer", "flagged", "paused"),
            nullable=False,
        ),
        sa.Column("rule_says", sa.String(length=200), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("hides", sa.Boolean(), nullable=False),
        sa.Column("claimed_by_id", _BIG, nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_waiting_area_id_area")),
        sa.ForeignKeyConstraint(
            ["claimed_by_id"], ["person.id"], name=op.f("fk_waiting_claimed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_waiting_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting")),
    )
    op.create_index(
        "ix_waiting_area_id_settled_at_since", "waiting", ["area_id", "settled_at", "since"]
    )
    op.create_index(
        "uq_waiting_kind_key_open",
        "waiting",
        ["kind", "key"],
        unique=True,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )

    op.create_table(
        "appeal",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("act_id", _BIG, nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("claimed_by_id", _BIG, nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", _BIG, nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["moderation_act.id"], name=op.f("fk_appeal_act_id_moderation_act")
        ),
        sa.ForeignKeyConstraint(
            ["claimed_by_id"], ["person.id"], name=op.f("fk_appeal_claimed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_appeal_decided_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("act_id", name=op.f("uq_appeal_act_id")),
    )
    op.create_table(
        "pause",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("area_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=True),
        sa.Column("alias_id", _BIG, nullable=True),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("act_id", _BIG, nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["act_id"], ["moderation_act.id"], name=op.f("fk_pause_act_id_moderation_act")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_pause_area_id_area")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pause_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    op.create_index("ix_pause_alias_id", "pause", ["alias_id"])
    op.create_index("ix_pause_person_id", "pause", ["person_id"])

    op.create_table(
        "post_sound",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("post_id", _BIG, nullable=False),
        sa.Column("words", sa.String(length=5000), nullable=False),
        sa.Column("by_id", _BIG, nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_post_sound_by_id_person")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_sound_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_sound")),
        sa.UniqueConstraint("post_id", name=op.f("uq_post_sound_post_id")),
    )
    op.create_table(
        "say_again",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("post_id", _BIG, nullable=False),
        sa.Column("sentence", _BIG, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_say_again_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_say_again")),
        sa.UniqueConstraint(
            "post_id", "sentence", "mark", name=op.f("uq_say_again_post_id_sentence_mark")
        ),
    )
    op.create_table(
        "thread_statement",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("thread_id", _BIG, nullable=False),
        sa.Column("statement_id", _BIG, nullable=False),
        sa.Column("version", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_thread_statement_statement_id_statement"),
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_thread_statement_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_statement")),
        sa.UniqueConstraint(
            "statement_id", "thread_id", name=op.f("uq_thread_statement_statement_id_thread_id")
        ),
    )
    op.create_index("ix_thread_statement_thread_id", "thread_statement", ["thread_id"])

    op.add_column("issue", sa.Column("hidden_on", sa.Date(), nullable=True))
    op.add_column("issue", sa.Column("own_back_on", sa.Date(), nullable=True))
    op.add_column("photo", sa.Column("hidden_on", sa.Date(), nullable=True))
    with op.batch_alter_table("post") as batch_op:
        for column in _on_post():
            batch_op.add_column(column)
        batch_op.alter_column("author_id", existing_type=_BIG, nullable=True)
        batch_op.alter_column("author_hat", existing_type=_HAT, nullable=True)
        for column, table in _POST_TO.items():
            name = batch_op.f(f"fk_post_{column}_{table}")
            batch_op.create_foreign_key(name, table, [column], ["id"])
    with op.batch_alter_table("post") as batch_op:
        for column in _on_post():
            if column.server_default is not None:
                batch_op.alter_column(column.name, server_default=None)
    op.execute(
        "UPDATE post SET place_id = (SELECT place_id FROM issue WHERE issue.id = subject_key)"
        " WHERE subject_kind = 'issue'"
    )
    for statement in _POST_SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)
    for table in _APPEND_ONLY:
        for statement in guards(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    for statement in _POST_SEARCH_GONE[op.get_bind().dialect.name]:
        op.execute(statement)
    with op.batch_alter_table("post") as batch_op:
        for column, table in _POST_TO.items():
            batch_op.drop_constraint(f"fk_post_{column}_{table}", type_="foreignkey")
        for column in _on_post():
            batch_op.drop_column(column.name)
        # Unnamed posts stay, as nobody's: no row is lost, and none is given to anybody.
    for table, column in _HIDDEN:
        op.drop_column(table, column)
    for table in _TABLES:
        op.drop_table(table)


def _on_post() -> list[sa.Column[Any]]:
    """What a post has from now on."""
    return [
        sa.Column("place_id", _BIG, nullable=True),
        sa.Column("alias", sa.String(60), nullable=False, server_default=""),
        sa.Column("as_moderator", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("answers_id", _BIG, nullable=True),
        sa.Column("photo_id", _BIG, nullable=True),
        sa.Column("sound_id", _BIG, nullable=True),
        sa.Column("state", _STATE, nullable=False, server_default="shown"),
        sa.Column("rule", _RULE, nullable=True),
        sa.Column("read_first", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("posted_at", sa.DateTime(), nullable=True),
        sa.Column("edits", _BIG, nullable=False, server_default="0"),
    ]
