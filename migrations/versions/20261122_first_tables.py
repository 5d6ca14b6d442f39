"""first tables."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_first_tables"
down_revision = None
branch_labels = depends_on = None


# What tables cannot say: rows and plans that nobody can change, and the index of words.
GUARDS = {
    "sqlite": (
        """CREATE VIRTUAL TABLE issue_search USING fts5(title, words, content='issue', content_rowid='id', tokenize='porter unicode61', prefix='4 5')""",
        """INSERT INTO issue_search (rowid, title, words) SELECT id, title, words FROM issue WHERE taken_back_on IS NULL""",
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
        """CREATE TRIGGER improvement_project_locked BEFORE UPDATE OF "title", "question", "what_will_be_different", "who_would_notice", "kind" ON "improvement_project" WHEN OLD.started_on IS NOT NULL BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END""",
        """CREATE TRIGGER status_change_no_UPDATE BEFORE UPDATE ON "status_change"
BEGIN SELECT RAISE(ABORT, 'status_change is append-only'); END""",
        """CREATE TRIGGER status_change_no_DELETE BEFORE DELETE ON "status_change"
BEGIN SELECT RAISE(ABORT, 'status_change is append-only'); END""",
        """CREATE TRIGGER cycle_locked BEFORE UPDATE OF "title", "what_we_will_try", "when", "where", "for_whom", "for_whom_not_yet", "how_small", "what_we_count", "guess_locked_at", "guess_hash", "number", "project_id" ON "cycle" WHEN OLD.guess_locked_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END""",
        """CREATE TRIGGER point_no_UPDATE BEFORE UPDATE ON "point"
BEGIN SELECT RAISE(ABORT, 'point is append-only'); END""",
        """CREATE TRIGGER point_no_DELETE BEFORE DELETE ON "point"
BEGIN SELECT RAISE(ABORT, 'point is append-only'); END""",
        """CREATE TRIGGER cycle_doer_no_insert BEFORE INSERT ON "cycle_doer"
WHEN (SELECT guess_locked_at FROM cycle WHERE id = NEW.cycle_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END""",
        """CREATE TRIGGER cycle_doer_no_update BEFORE UPDATE OF "cycle_id", "person_id", "does" ON "cycle_doer"
WHEN (SELECT guess_locked_at FROM cycle WHERE id = OLD.cycle_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END""",
        """CREATE TRIGGER cycle_doer_no_delete BEFORE DELETE ON "cycle_doer"
WHEN (SELECT guess_locked_at FROM cycle WHERE id = OLD.cycle_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END""",
        """CREATE TRIGGER cycle_question_no_insert BEFORE INSERT ON "cycle_question"
WHEN (SELECT guess_locked_at FROM cycle WHERE id = NEW.cycle_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END""",
        """CREATE TRIGGER cycle_question_no_update BEFORE UPDATE OF "cycle_id", "position", "question", "guess" ON "cycle_question"
WHEN (SELECT guess_locked_at FROM cycle WHERE id = OLD.cycle_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END""",
        """CREATE TRIGGER cycle_question_no_delete BEFORE DELETE ON "cycle_question"
WHEN (SELECT guess_locked_at FROM cycle WHERE id = OLD.cycle_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the plan is locked'); END""",
        """CREATE TRIGGER plan_note_no_UPDATE BEFORE UPDATE ON "plan_note"
BEGIN SELECT RAISE(ABORT, 'plan_note is append-only'); END""",
        """CREATE TRIGGER plan_note_no_DELETE BEFORE DELETE ON "plan_note"
BEGIN SELECT RAISE(ABORT, 'plan_note is append-only'); END""",
        """CREATE TRIGGER promise_step_no_UPDATE BEFORE UPDATE ON "promise_step"
BEGIN SELECT RAISE(ABORT, 'promise_step is append-only'); END""",
        """CREATE TRIGGER promise_step_no_DELETE BEFORE DELETE ON "promise_step"
BEGIN SELECT RAISE(ABORT, 'promise_step is append-only'); END""",
    ),
    "postgresql": (
        """CREATE TABLE issue_search (issue_id bigint PRIMARY KEY REFERENCES issue (id) ON DELETE CASCADE, area_id bigint NOT NULL, found tsvector NOT NULL)""",
        """CREATE FUNCTION issue_search_found(title text, words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE AS $$
  SELECT setweight(to_tsvector('english', title), 'A')
      || setweight(to_tsvector('english', words), 'B') $$""",
        """INSERT INTO issue_search SELECT id, area_id, issue_search_found(title, words) FROM issue WHERE taken_back_on IS NULL""",
        """CREATE INDEX ix_issue_search_found ON issue_search USING gin (found)""",
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
        """CREATE TRIGGER issue_search_kept AFTER INSERT OR UPDATE OF area_id, title, words, taken_back_on ON issue FOR EACH ROW EXECUTE FUNCTION issue_search_keep()""",
        """CREATE OR REPLACE FUNCTION refuse_locked() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the plan is locked'; END $$""",
        """CREATE TRIGGER improvement_project_locked BEFORE UPDATE OF "title", "question", "what_will_be_different", "who_would_notice", "kind" ON "improvement_project" FOR EACH ROW WHEN (OLD.started_on IS NOT NULL) EXECUTE FUNCTION refuse_locked()""",
        """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of this table are append-only'; END $$""",
        """CREATE TRIGGER status_change_no_change BEFORE UPDATE OR DELETE ON "status_change"
FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        """CREATE TRIGGER cycle_locked BEFORE UPDATE OF "title", "what_we_will_try", "when", "where", "for_whom", "for_whom_not_yet", "how_small", "what_we_count", "guess_locked_at", "guess_hash", "number", "project_id" ON "cycle" FOR EACH ROW WHEN (OLD.guess_locked_at IS NOT NULL) EXECUTE FUNCTION refuse_locked()""",
        """CREATE TRIGGER point_no_change BEFORE UPDATE OR DELETE ON "point"
FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        """CREATE OR REPLACE FUNCTION refuse_locked_part() RETURNS trigger
LANGUAGE plpgsql AS $$ DECLARE go bigint; BEGIN
IF TG_OP = 'INSERT' THEN go := NEW.cycle_id; ELSE go := OLD.cycle_id; END IF;
IF EXISTS (SELECT 1 FROM cycle WHERE id = go AND guess_locked_at IS NOT NULL) THEN
RAISE EXCEPTION 'the plan is locked'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$""",
        """CREATE TRIGGER cycle_doer_locked BEFORE INSERT OR DELETE OR UPDATE OF "cycle_id", "person_id", "does" ON "cycle_doer" FOR EACH ROW EXECUTE FUNCTION refuse_locked_part()""",
        """CREATE TRIGGER cycle_question_locked BEFORE INSERT OR DELETE OR UPDATE OF "cycle_id", "position", "question", "guess" ON "cycle_question" FOR EACH ROW EXECUTE FUNCTION refuse_locked_part()""",
        """CREATE TRIGGER plan_note_no_change BEFORE UPDATE OR DELETE ON "plan_note"
FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        """CREATE TRIGGER promise_step_no_change BEFORE UPDATE OR DELETE ON "promise_step"
FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    ),
}
FUNCTIONS = (
    "issue_search_found(title text, words text)",
    "issue_search_keep()",
    "refuse_change()",
    "refuse_locked()",
    "refuse_locked_part()",
)


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=2000), nullable=False),
        sa.Column("run_by", sa.String(length=200), nullable=False),
        sa.Column("paid_for_by", sa.String(length=500), nullable=False),
        sa.Column("help_name", sa.String(length=200), nullable=False),
        sa.Column("help_phone", sa.String(length=40), nullable=False),
        sa.Column("help_when", sa.String(length=200), nullable=False),
        sa.Column("worried_phone", sa.String(length=40), nullable=False),
        sa.Column("worried_when", sa.String(length=200), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("slug", name=op.f("uq_area_slug")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index("ix_attempt_mark_at", ["mark", "at"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=2000), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("theme", sa.String(length=5), nullable=False),
        sa.Column("text_size", sa.String(length=2), nullable=False),
        sa.Column("pictures", sa.Boolean(), nullable=False),
        sa.Column("read_speed", sa.String(length=4), nullable=False),
        sa.CheckConstraint("text_size IN ('s', 'm', 'l', 'xl')", name=op.f("ck_person_text_size")),
        sa.CheckConstraint(
            "theme IN ('auto', 'light', 'dark', 'cream')", name=op.f("ck_person_theme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("slug", name=op.f("uq_person_slug")),
    )
    op.create_table(
        "pressed",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("went_to", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pressed")),
        sa.UniqueConstraint("mark", name=op.f("uq_pressed_mark")),
    )
    with op.batch_alter_table("pressed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pressed_at"), ["at"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("form", sa.String(length=400), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("unsent", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_draft_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("person_id", "form", name=op.f("uq_draft_person_id_form")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_organisation_area_id_area")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("area_id", "slug", name=op.f("uq_organisation_area_id_slug")),
    )
    op.create_table(
        "passphrase",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("hash", sa.String(length=200), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_passphrase_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passphrase")),
        sa.UniqueConstraint("person_id", name=op.f("uq_passphrase_person_id")),
    )
    op.create_table(
        "post",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column(
            "subject_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "author_hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=5000), nullable=False),
        sa.Column("html", sa.String(length=40000), nullable=False),
        sa.Column(
            "said_as",
            sa.Enum(
                "own_words",
                "help_to_type",
                "said_aloud",
                "what_we_see",
                "family_view",
                name="saidas",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("helper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(words) BETWEEN 1 AND 5000", name=op.f("ck_post_words")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_post_area_id_area")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_post_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["person.id"], name=op.f("fk_post_helper_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            "ix_post_subject_kind_subject_key_id",
            ["subject_kind", "subject_key", "id"],
            unique=False,
        )

    op.create_table(
        "principle",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("core", sa.String(length=500), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_principle_area_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_principle")),
        sa.UniqueConstraint("area_id", "slug", name=op.f("uq_principle_area_id_slug")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column(
            "idle_minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("shared_device", sa.Boolean(), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "synonym",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("word", sa.String(length=60), nullable=False),
        sa.Column("means", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_synonym_area_id_area")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym")),
        sa.UniqueConstraint("area_id", "word", "means", name=op.f("uq_synonym_area_id_word_means")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=2000), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column(
            "uses_services", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_place_area_id_area")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_place_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("area_id", "slug", name=op.f("uq_place_area_id_slug")),
    )
    op.create_table(
        "hat",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column(
            "confirmed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_hat_area_id_area")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_hat_confirmed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hat_person_id_person")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_hat_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hat")),
        sa.UniqueConstraint("person_id", "place_id", name=op.f("uq_hat_person_id_place_id")),
    )
    with op.batch_alter_table("hat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hat_area_id"), ["area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hat_place_id"), ["place_id"], unique=False)
        batch_op.create_index(
            "uq_hat_person_id_area_id_kind",
            ["person_id", "area_id", "kind"],
            unique=True,
            sqlite_where=sa.text("place_id IS NULL"),
            postgresql_where=sa.text("place_id IS NULL"),
        )

    op.create_table(
        "hat_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_hat_change_area_id_area")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hat_change_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_hat_change_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hat_change")),
        sa.UniqueConstraint("person_id", "place_id", name=op.f("uq_hat_change_person_id_place_id")),
    )
    with op.batch_alter_table("hat_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hat_change_area_id"), ["area_id"], unique=False)

    op.create_table(
        "improvement_project",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("question", sa.String(length=1000), nullable=False),
        sa.Column("what_will_be_different", sa.String(length=2000), nullable=False),
        sa.Column("who_would_notice", sa.String(length=2000), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "start_doing",
                "stop_doing",
                "one_persons",
                name="trykind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "happening",
                "kept",
                "stopped",
                name="trystatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("in_short", sa.String(length=400), nullable=False),
        sa.Column(
            "borrowed_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("edits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "(kind = 'one_persons') = (owner_id IS NOT NULL)",
            name=op.f("ck_improvement_project_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_improvement_project_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["borrowed_from_id"],
            ["improvement_project.id"],
            name=op.f("fk_improvement_project_borrowed_from_id_improvement_project"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_improvement_project_made_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_improvement_project_owner_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_improvement_project_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_project")),
    )
    with op.batch_alter_table("improvement_project", schema=None) as batch_op:
        batch_op.create_index("ix_improvement_project_area_id_id", ["area_id", "id"], unique=False)
        batch_op.create_index(
            "ix_improvement_project_area_id_status_id", ["area_id", "status", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_improvement_project_owner_id"), ["owner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_improvement_project_place_id"), ["place_id"], unique=False
        )

    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("for_whom", sa.String(length=200), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column(
            "used_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_invitation_area_id_area")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_invitation_made_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_invitation_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["used_by_id"], ["person.id"], name=op.f("fk_invitation_used_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_area_id"), ["area_id"], unique=False)

    op.create_table(
        "issue",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "problem",
                "idea",
                "thanks",
                "what_we_see",
                name="issuekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "lane",
            sa.Enum("talk", "rights", "few", "fix", name="lane", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "triage",
                "discussion",
                "accepted",
                "in_cycle",
                "claimed",
                "resolved",
                "declined",
                "deferred",
                "merged",
                "thanked",
                name="status",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=5000), nullable=False),
        sa.Column(
            "said_as",
            sa.Enum(
                "own_words",
                "help_to_type",
                "said_aloud",
                "what_we_see",
                "family_view",
                name="saidas",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "author_hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("helper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name_held", sa.Boolean(), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("moved_at", sa.DateTime(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column(
            "joined_to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("edits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "me_too_people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "me_too_families", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "me_too_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "shown_people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "shown_families", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "shown_staff", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("shown_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(words) BETWEEN 1 AND 5000", name=op.f("ck_issue_words")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_issue_area_id_area")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_issue_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["person.id"], name=op.f("fk_issue_helper_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["joined_to_id"], ["issue.id"], name=op.f("fk_issue_joined_to_id_issue")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_issue_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.create_index("ix_issue_area_id_id", ["area_id", "id"], unique=False)
        batch_op.create_index("ix_issue_area_id_kind_id", ["area_id", "kind", "id"], unique=False)
        batch_op.create_index(
            "ix_issue_area_id_moved_at_id", ["area_id", "moved_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_issue_area_id_status_id", ["area_id", "status", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_issue_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_issue_published_id", ["published", "id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "principle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "agreed",
                "look_again",
                "retired",
                name="statementstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("looked_at_on", sa.Date(), nullable=True),
        sa.Column("looked", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_statement_area_id_area")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_statement_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["principle_id"], ["principle.id"], name=op.f("fk_statement_principle_id_principle")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_area_id"), ["area_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_statement_look_again_on"), ["look_again_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_statement_principle_id"), ["principle_id"], unique=False
        )

    op.create_table(
        "annotation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "measure_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "automatic",
                "outside",
                "how_we_count",
                name="notekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_annotation_by_id_person")),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["improvement_project.id"],
            name=op.f("fk_annotation_project_id_improvement_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
    )
    with op.batch_alter_table("annotation", schema=None) as batch_op:
        batch_op.create_index("ix_annotation_project_id_on", ["project_id", "on"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "by_hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "says",
            sa.Enum(
                "yes", "part", "not_now", "no", name="answersays", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(length=5000), nullable=False),
        sa.Column("money_is_the_reason", sa.Boolean(), nullable=False),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(why) BETWEEN 1 AND 5000", name=op.f("ck_answer_why")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_answer_by_id_person")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_answer_issue_id_issue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "ask",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("raised_it", sa.Boolean(), nullable=False),
        sa.Column(
            "hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("time", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "says",
            sa.Enum(
                "better", "a_bit", "same", "worse", name="bettersays", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_ask_issue_id_issue")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ask_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
        sa.UniqueConstraint(
            "issue_id",
            "person_id",
            "time",
            "claimed_at",
            name=op.f("uq_ask_issue_id_person_id_time_claimed_at"),
        ),
    )
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ask_person_id_answered_on", ["person_id", "answered_on"], unique=False
        )

    op.create_table(
        "cycle",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "planned",
                "doing",
                "studying",
                "deciding",
                "closed",
                "paused",
                "stopped_early",
                name="gostate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "paused_from",
            sa.Enum(
                "draft",
                "planned",
                "doing",
                "studying",
                "deciding",
                "closed",
                "paused",
                "stopped_early",
                name="gostate",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "next_of_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("edits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what_we_will_try", sa.String(length=2000), nullable=False),
        sa.Column("when", sa.String(length=400), nullable=False),
        sa.Column("where", sa.String(length=400), nullable=False),
        sa.Column("for_whom", sa.String(length=400), nullable=False),
        sa.Column("for_whom_not_yet", sa.String(length=400), nullable=False),
        sa.Column("how_small", sa.String(length=400), nullable=False),
        sa.Column("what_we_count", sa.String(length=1000), nullable=False),
        sa.Column("guess_locked_at", sa.DateTime(), nullable=True),
        sa.Column("guess_hash", sa.String(length=64), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("what_happened", sa.String(length=5000), nullable=False),
        sa.Column("surprise", sa.String(length=2000), nullable=False),
        sa.Column("time_people", sa.String(length=200), nullable=False),
        sa.Column("time_families", sa.String(length=200), nullable=False),
        sa.Column("time_staff", sa.String(length=200), nullable=False),
        sa.Column("money", sa.String(length=400), nullable=False),
        sa.Column("knock_on_answered", sa.Boolean(), nullable=False),
        sa.Column("knock_on", sa.String(length=2000), nullable=False),
        sa.Column(
            "knock_on_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("knock_on_told_on", sa.Date(), nullable=True),
        sa.Column("what_we_learned", sa.String(length=5000), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "kept", "changed", "grown", "stopped", name="outcome", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("why", sa.String(length=2000), nullable=False),
        sa.Column(
            "decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("balance_looked_on", sa.Date(), nullable=True),
        sa.Column("worse", sa.String(length=2000), nullable=False),
        sa.Column(
            "owner_of_upkeep_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_cycle_decided_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["knock_on_place_id"], ["place.id"], name=op.f("fk_cycle_knock_on_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["next_of_id"], ["cycle.id"], name=op.f("fk_cycle_next_of_id_cycle")
        ),
        sa.ForeignKeyConstraint(
            ["owner_of_upkeep_id"], ["person.id"], name=op.f("fk_cycle_owner_of_upkeep_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["improvement_project.id"],
            name=op.f("fk_cycle_project_id_improvement_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_cycle_project_id_number")),
    )
    with op.batch_alter_table("cycle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cycle_check_on"), ["check_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cycle_knock_on_place_id"), ["knock_on_place_id"], unique=False
        )
        batch_op.create_index("ix_cycle_state_project_id", ["state", "project_id"], unique=False)

    op.create_table(
        "follow",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_follow_issue_id_issue")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_follow_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow")),
        sa.UniqueConstraint("issue_id", "person_id", name=op.f("uq_follow_issue_id_person_id")),
    )
    with op.batch_alter_table("follow", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_person_id"), ["person_id"], unique=False)

    op.create_table(
        "held_back",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_held_back_issue_id_issue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_back")),
        sa.UniqueConstraint("issue_id", name=op.f("uq_held_back_issue_id")),
        sa.UniqueConstraint("mark", name=op.f("uq_held_back_mark")),
    )
    op.create_table(
        "issue_doer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "job",
            sa.Enum(
                "leads", "helps", "has_to_agree", "tells", name="job", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_doer_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_issue_doer_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_doer")),
        sa.UniqueConstraint(
            "issue_id", "job", "person_id", name=op.f("uq_issue_doer_issue_id_job_person_id")
        ),
    )
    with op.batch_alter_table("issue_doer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issue_doer_person_id"), ["person_id"], unique=False)

    op.create_table(
        "issue_place",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_place_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_issue_place_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_place")),
        sa.UniqueConstraint("place_id", "issue_id", name=op.f("uq_issue_place_place_id_issue_id")),
    )
    with op.batch_alter_table("issue_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issue_place_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "issue_statement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "statement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("looks_like", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_statement_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_issue_statement_statement_id_statement"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_statement")),
        sa.UniqueConstraint(
            "statement_id", "issue_id", name=op.f("uq_issue_statement_statement_id_issue_id")
        ),
    )
    with op.batch_alter_table("issue_statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issue_statement_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "measure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "outcome",
                "process",
                "what_we_see",
                "balancing",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "count",
                "share",
                "faces",
                "days",
                "value",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("what_counts", sa.String(length=2000), nullable=False),
        sa.Column("what_does_not", sa.String(length=2000), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column(
            "better",
            sa.Enum("more", "fewer", "neither", name="better", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "who_counts_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("how", sa.String(length=2000), nullable=False),
        sa.Column(
            "how_often",
            sa.Enum(
                "daily",
                "weekly",
                "monthly",
                "each_time",
                name="howoften",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "asked_by",
            sa.Enum("us", "someone_else", name="askedby", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("asked_by_words", sa.String(length=200), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("our_hope", sa.String(length=400), nullable=False),
        sa.Column("baseline_until", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("edits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "NOT (main AND asked_by = 'someone_else')", name=op.f("ck_measure_main_is_ours")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_measure_made_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["improvement_project.id"],
            name=op.f("fk_measure_project_id_improvement_project"),
        ),
        sa.ForeignKeyConstraint(
            ["who_counts_id"], ["person.id"], name=op.f("fk_measure_who_counts_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_project_id"), ["project_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_measure_who_counts_id"), ["who_counts_id"], unique=False
        )
        batch_op.create_index(
            "uq_measure_main",
            ["project_id"],
            unique=True,
            sqlite_where=sa.text("main"),
            postgresql_where=sa.text("main"),
        )

    op.create_table(
        "photo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("shows", sa.String(length=300), nullable=False),
        sa.Column("width", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("height", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_photo_issue_id_issue")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_photo_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("name", name=op.f("uq_photo_name")),
    )
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photo_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "project_issue",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_project_issue_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["improvement_project.id"],
            name=op.f("fk_project_issue_project_id_improvement_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_issue")),
        sa.UniqueConstraint(
            "issue_id", "project_id", name=op.f("uq_project_issue_issue_id_project_id")
        ),
    )
    with op.batch_alter_table("project_issue", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_project_issue_project_id"), ["project_id"], unique=False
        )

    op.create_table(
        "project_statement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "statement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["improvement_project.id"],
            name=op.f("fk_project_statement_project_id_improvement_project"),
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_project_statement_statement_id_statement"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_statement")),
        sa.UniqueConstraint(
            "statement_id", "project_id", name=op.f("uq_project_statement_statement_id_project_id")
        ),
    )
    with op.batch_alter_table("project_statement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_project_statement_project_id"), ["project_id"], unique=False
        )

    op.create_table(
        "statement_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "statement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wording", sa.String(length=400), nullable=False),
        sa.Column("short", sa.String(length=120), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("when_wrong", sa.String(length=1000), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("edits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("length(wording) > 0", name=op.f("ck_statement_version_wording")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_statement_version_made_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_version_statement_id_statement"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_version")),
        sa.UniqueConstraint(
            "statement_id", "number", name=op.f("uq_statement_version_statement_id_number")
        ),
    )
    op.create_table(
        "status_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "was",
            sa.Enum(
                "triage",
                "discussion",
                "accepted",
                "in_cycle",
                "claimed",
                "resolved",
                "declined",
                "deferred",
                "merged",
                "thanked",
                name="status",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "became",
            sa.Enum(
                "triage",
                "discussion",
                "accepted",
                "in_cycle",
                "claimed",
                "resolved",
                "declined",
                "deferred",
                "merged",
                "thanked",
                name="status",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "by_hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_status_change_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_status_change_issue_id_issue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
    )
    with op.batch_alter_table("status_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_status_change_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "support",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_support_issue_id_issue")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_support_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support")),
        sa.UniqueConstraint("issue_id", "person_id", name=op.f("uq_support_issue_id_person_id")),
    )
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_person_id"), ["person_id"], unique=False)

    op.create_table(
        "team_member",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "job",
            sa.Enum(
                "leads",
                "helps",
                "has_to_agree",
                "tells",
                "counts",
                name="teamjob",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("job_words", sa.String(length=200), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_team_member_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["improvement_project.id"],
            name=op.f("fk_team_member_project_id_improvement_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sa.UniqueConstraint(
            "project_id", "person_id", name=op.f("uq_team_member_project_id_person_id")
        ),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_person_id"), ["person_id"], unique=False)

    op.create_table(
        "cycle_agreed",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cycle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_agreed_cycle_id_cycle")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_cycle_agreed_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_agreed")),
        sa.UniqueConstraint(
            "cycle_id", "person_id", name=op.f("uq_cycle_agreed_cycle_id_person_id")
        ),
    )
    with op.batch_alter_table("cycle_agreed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cycle_agreed_person_id"), ["person_id"], unique=False)

    op.create_table(
        "cycle_doer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cycle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("does", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_doer_cycle_id_cycle")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_cycle_doer_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_doer")),
        sa.UniqueConstraint("cycle_id", "person_id", name=op.f("uq_cycle_doer_cycle_id_person_id")),
    )
    with op.batch_alter_table("cycle_doer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cycle_doer_person_id"), ["person_id"], unique=False)

    op.create_table(
        "cycle_question",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cycle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.String(length=1000), nullable=False),
        sa.Column("guess", sa.String(length=2000), nullable=False),
        sa.Column("result", sa.String(length=2000), nullable=False),
        sa.Column("lesson", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_question_cycle_id_cycle")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_question")),
        sa.UniqueConstraint(
            "cycle_id", "position", name=op.f("uq_cycle_question_cycle_id_position")
        ),
    )
    op.create_table(
        "import_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "measure_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_import_file_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_import_file_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
        sa.UniqueConstraint(
            "measure_id", "person_id", name=op.f("uq_import_file_measure_id_person_id")
        ),
    )
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_file_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_file_person_id"), ["person_id"], unique=False)

    op.create_table(
        "looked_again",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("time", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "group",
            sa.Enum("people", "families", "staff", name="group", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("better", sa.String(length=2000), nullable=False),
        sa.Column("same_or_worse", sa.String(length=2000), nullable=False),
        sa.Column("next", sa.String(length=2000), nullable=False),
        sa.Column(
            "written_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("edits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["statement_version.id"],
            name=op.f("fk_looked_again_version_id_statement_version"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_looked_again_written_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looked_again")),
        sa.UniqueConstraint(
            "version_id", "time", "group", name=op.f("uq_looked_again_version_id_time_group")
        ),
    )
    op.create_table(
        "plan_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cycle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_plan_note_by_id_person")),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_plan_note_cycle_id_cycle")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_note")),
    )
    with op.batch_alter_table("plan_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_note_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "point",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "measure_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("nth", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("out_of", sa.Double(), nullable=True),
        sa.Column("happy", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ok", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sad", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("taken_away", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column(
            "supersedes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "entered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["person.id"], name=op.f("fk_point_entered_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_point_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["point.id"], name=op.f("fk_point_supersedes_id_point")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_point_supersedes_id")),
    )
    with op.batch_alter_table("point", schema=None) as batch_op:
        batch_op.create_index("ix_point_measure_id_on_id", ["measure_id", "on", "id"], unique=False)
        batch_op.create_index(
            "uq_point_measure_id_on_nth",
            ["measure_id", "on", "nth"],
            unique=True,
            sqlite_where=sa.text("supersedes_id IS NULL"),
            postgresql_where=sa.text("supersedes_id IS NULL"),
        )

    op.create_table(
        "promise",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("area_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("who_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("edits", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("length(what) BETWEEN 1 AND 400", name=op.f("ck_promise_what")),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_promise_answer_id_answer")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_promise_area_id_area")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_promise_issue_id_issue")),
        sa.ForeignKeyConstraint(["who_id"], ["person.id"], name=op.f("fk_promise_who_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.create_index(
            "ix_promise_area_id_kept_on_by_when", ["area_id", "kept_on", "by_when"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_promise_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_who_id"), ["who_id"], unique=False)

    op.create_table(
        "sign_up",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "says",
            sa.Enum("yes", "yes_but", "not_this", name="signupsays", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_up_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["statement_version.id"],
            name=op.f("fk_sign_up_version_id_statement_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint(
            "version_id", "person_id", name=op.f("uq_sign_up_version_id_person_id")
        ),
    )
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_up_person_id"), ["person_id"], unique=False)

    op.create_table(
        "statement_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "looks_like",
                "not_like",
                "takes_services",
                "takes_us",
                name="linekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["statement_version.id"],
            name=op.f("fk_statement_line_version_id_statement_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_line")),
    )
    with op.batch_alter_table("statement_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_statement_line_version_id"), ["version_id"], unique=False
        )

    op.create_table(
        "statement_writer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "hat",
            sa.Enum(
                "uses_services",
                "family",
                "staff",
                "manager",
                "commissioner",
                "advocate",
                "safeguarding",
                "site_admin",
                name="hatkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_statement_writer_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["statement_version.id"],
            name=op.f("fk_statement_writer_version_id_statement_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_writer")),
        sa.UniqueConstraint(
            "version_id", "person_id", name=op.f("uq_statement_writer_version_id_person_id")
        ),
    )
    op.create_table(
        "study_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cycle_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "group",
            sa.Enum("people", "families", "staff", name="group", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_study_note_cycle_id_cycle")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_study_note_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_note")),
        sa.UniqueConstraint(
            "cycle_id", "group", "person_id", name=op.f("uq_study_note_cycle_id_group_person_id")
        ),
    )
    op.create_table(
        "promise_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "promise_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "happened",
            sa.Enum(
                "made", "kept", "changed", "not_kept", name="happened", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_promise_step_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["promise_id"], ["promise.id"], name=op.f("fk_promise_step_promise_id_promise")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_step")),
    )
    with op.batch_alter_table("promise_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_promise_step_promise_id"), ["promise_id"], unique=False
        )

    connection = op.get_bind()
    for statement in GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql("DROP TABLE issue_search")
    with op.batch_alter_table("promise_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promise_step_promise_id"))

    op.drop_table("promise_step")
    op.drop_table("study_note")
    op.drop_table("statement_writer")
    with op.batch_alter_table("statement_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_line_version_id"))

    op.drop_table("statement_line")
    with op.batch_alter_table("sign_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_up_person_id"))

    op.drop_table("sign_up")
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_promise_who_id"))
        batch_op.drop_index(batch_op.f("ix_promise_issue_id"))
        batch_op.drop_index("ix_promise_area_id_kept_on_by_when")

    op.drop_table("promise")
    with op.batch_alter_table("point", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_point_measure_id_on_nth",
            sqlite_where=sa.text("supersedes_id IS NULL"),
            postgresql_where=sa.text("supersedes_id IS NULL"),
        )
        batch_op.drop_index("ix_point_measure_id_on_id")

    op.drop_table("point")
    with op.batch_alter_table("plan_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_note_cycle_id"))

    op.drop_table("plan_note")
    op.drop_table("looked_again")
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_file_person_id"))
        batch_op.drop_index(batch_op.f("ix_import_file_at"))

    op.drop_table("import_file")
    op.drop_table("cycle_question")
    with op.batch_alter_table("cycle_doer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cycle_doer_person_id"))

    op.drop_table("cycle_doer")
    with op.batch_alter_table("cycle_agreed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cycle_agreed_person_id"))

    op.drop_table("cycle_agreed")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_person_id"))

    op.drop_table("team_member")
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_person_id"))

    op.drop_table("support")
    with op.batch_alter_table("status_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_status_change_issue_id"))

    op.drop_table("status_change")
    op.drop_table("statement_version")
    with op.batch_alter_table("project_statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_statement_project_id"))

    op.drop_table("project_statement")
    with op.batch_alter_table("project_issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_issue_project_id"))

    op.drop_table("project_issue")
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_owner_id"))
        batch_op.drop_index(batch_op.f("ix_photo_issue_id"))

    op.drop_table("photo")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_measure_main", sqlite_where=sa.text("main"), postgresql_where=sa.text("main")
        )
        batch_op.drop_index(batch_op.f("ix_measure_who_counts_id"))
        batch_op.drop_index(batch_op.f("ix_measure_project_id"))

    op.drop_table("measure")
    with op.batch_alter_table("issue_statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_statement_issue_id"))

    op.drop_table("issue_statement")
    with op.batch_alter_table("issue_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_place_issue_id"))

    op.drop_table("issue_place")
    with op.batch_alter_table("issue_doer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_doer_person_id"))

    op.drop_table("issue_doer")
    op.drop_table("held_back")
    with op.batch_alter_table("follow", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_person_id"))

    op.drop_table("follow")
    with op.batch_alter_table("cycle", schema=None) as batch_op:
        batch_op.drop_index("ix_cycle_state_project_id")
        batch_op.drop_index(batch_op.f("ix_cycle_knock_on_place_id"))
        batch_op.drop_index(batch_op.f("ix_cycle_check_on"))

    op.drop_table("cycle")
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_index("ix_ask_person_id_answered_on")

    op.drop_table("ask")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_issue_id"))
        batch_op.drop_index(batch_op.f("ix_answer_by_id"))

    op.drop_table("answer")
    with op.batch_alter_table("annotation", schema=None) as batch_op:
        batch_op.drop_index("ix_annotation_project_id_on")

    op.drop_table("annotation")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_principle_id"))
        batch_op.drop_index(batch_op.f("ix_statement_look_again_on"))
        batch_op.drop_index(batch_op.f("ix_statement_area_id"))

    op.drop_table("statement")
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.drop_index("ix_issue_published_id")
        batch_op.drop_index(batch_op.f("ix_issue_author_id"))
        batch_op.drop_index("ix_issue_area_id_status_id")
        batch_op.drop_index("ix_issue_area_id_moved_at_id")
        batch_op.drop_index("ix_issue_area_id_kind_id")
        batch_op.drop_index("ix_issue_area_id_id")

    op.drop_table("issue")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_area_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("improvement_project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_improvement_project_place_id"))
        batch_op.drop_index(batch_op.f("ix_improvement_project_owner_id"))
        batch_op.drop_index("ix_improvement_project_area_id_status_id")
        batch_op.drop_index("ix_improvement_project_area_id_id")

    op.drop_table("improvement_project")
    with op.batch_alter_table("hat_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hat_change_area_id"))

    op.drop_table("hat_change")
    with op.batch_alter_table("hat", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_hat_person_id_area_id_kind",
            sqlite_where=sa.text("place_id IS NULL"),
            postgresql_where=sa.text("place_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_hat_place_id"))
        batch_op.drop_index(batch_op.f("ix_hat_area_id"))

    op.drop_table("hat")
    op.drop_table("place")
    op.drop_table("synonym")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))

    op.drop_table("sign_in")
    op.drop_table("principle")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index("ix_post_subject_kind_subject_key_id")
        batch_op.drop_index(batch_op.f("ix_post_author_id"))

    op.drop_table("post")
    op.drop_table("passphrase")
    op.drop_table("organisation")
    op.drop_table("draft")
    with op.batch_alter_table("pressed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pressed_at"))

    op.drop_table("pressed")
    op.drop_table("person")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_attempt_mark_at")

    op.drop_table("attempt")
    op.drop_table("area")
    if connection.dialect.name == "postgresql":
        for function in FUNCTIONS:
            connection.exec_driver_sql(f"DROP FUNCTION {function}")
