"""driver diagrams of tries, their versions, and which change idea a go tests."""

import sqlalchemy as sa
from alembic import op

from coprod.append_only import guards

revision = "20261128_drivers"
down_revision = "20261128_is_past"
branch_labels = depends_on = None

_HATS = (
    *("uses_services", "family", "staff", "manager"),
    *("commissioner", "advocate", "safeguarding", "site_admin"),
)
_LEVELS = ("aim", "primary", "secondary", "idea")
_STEPS = ("aim", "added", "reworded", "moved", "taken_away", "put_back")


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, length=40)


def upgrade() -> None:
    _diagrams()
    _ideas()
    _links()
    op.create_table(
        "driver_version",
        sa.Column("id", _number(), nullable=False),
        sa.Column("project_id", _number(), nullable=False),
        sa.Column("number", _number(), nullable=False),
        sa.Column("step", _one_of("step", *_STEPS), nullable=False),
        sa.Column("kind", _one_of("kind", "driver", "idea"), nullable=True),
        sa.Column("part_id", _number(), nullable=True),
        sa.Column("by_id", _number(), nullable=False),
        sa.Column("by_hat", _one_of("hatkind", *_HATS), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("diagram", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_driver_version_by_id_person")
        ),
        _of_try("driver_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_driver_version")),
        sa.UniqueConstraint(
            "project_id", "number", name=op.f("uq_driver_version_project_id_number")
        ),
    )
    for statement in guards("driver_version", op.get_bind().dialect.name):
        op.execute(statement)
    # Not as a copy of the table: triggers of other tables name it, and its own would be gone.
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE cycle ADD COLUMN idea_id {kind} "
        "CONSTRAINT fk_cycle_idea_id_change_idea REFERENCES change_idea (id)"
    )
    op.create_index(op.f("ix_cycle_idea_id"), "cycle", ["idea_id"])


def _diagrams() -> None:
    op.create_table(
        "driver_diagram",
        sa.Column("id", _number(), nullable=False),
        sa.Column("project_id", _number(), nullable=False),
        sa.Column("aim", sa.String(length=2000), nullable=False),
        sa.Column("edits", _number(), nullable=False),
        _of_try("driver_diagram"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_driver_diagram")),
        sa.UniqueConstraint("project_id", name=op.f("uq_driver_diagram_project_id")),
    )
    op.create_table(
        "driver",
        sa.Column("id", _number(), nullable=False),
        sa.Column("project_id", _number(), nullable=False),
        sa.Column("level", _one_of("level", *_LEVELS), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.CheckConstraint("level IN ('primary', 'secondary')", name=op.f("ck_driver_level")),
        sa.CheckConstraint("length(words) BETWEEN 1 AND 200", name=op.f("ck_driver_words")),
        _of_try("driver"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_driver")),
        sa.UniqueConstraint("id", "project_id", name=op.f("uq_driver_id_project_id")),
        sa.UniqueConstraint(
            "id", "project_id", "level", name=op.f("uq_driver_id_project_id_level")
        ),
    )
    _once("uq_driver_words", "driver", ["project_id", "level", "words"], "gone_on IS NULL")


def _ideas() -> None:
    op.create_table(
        "change_idea",
        sa.Column("id", _number(), nullable=False),
        sa.Column("project_id", _number(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("issue_id", _number(), nullable=True),
        sa.Column("pick_id", _number(), nullable=True),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "length(words) <= 200 AND (issue_id IS NOT NULL OR length(words) > 0)",
            name=op.f("ck_change_idea_words"),
        ),
        sa.CheckConstraint(
            "pick_id IS NULL OR issue_id IS NOT NULL", name=op.f("ck_change_idea_pick")
        ),
        _of_try("change_idea"),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_change_idea_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["pick_id"], ["round_pick.id"], name=op.f("fk_change_idea_pick_id_round_pick")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_idea")),
        sa.UniqueConstraint("id", "project_id", name=op.f("uq_change_idea_id_project_id")),
        sa.UniqueConstraint(
            "project_id", "issue_id", name=op.f("uq_change_idea_project_id_issue_id")
        ),
    )
    op.create_index(op.f("ix_change_idea_issue_id"), "change_idea", ["issue_id"])
    where = "gone_on IS NULL AND words <> ''"
    _once("uq_change_idea_words", "change_idea", ["project_id", "words"], where)


def _links() -> None:
    ends = [
        sa.ForeignKeyConstraint(
            [f"{end}_id", "project_id", f"{end}_level"],
            ["driver.id", "driver.project_id", "driver.level"],
            name=op.f(f"fk_driver_link_{end}_driver"),
        )
        for end in ("lower", "upper")
    ]
    op.create_table(
        "driver_link",
        sa.Column("id", _number(), nullable=False),
        sa.Column("project_id", _number(), nullable=False),
        sa.Column("lower_id", _number(), nullable=False),
        sa.Column("lower_level", _one_of("level", *_LEVELS), nullable=False),
        sa.Column("upper_id", _number(), nullable=False),
        sa.Column("upper_level", _one_of("level", *_LEVELS), nullable=False),
        sa.CheckConstraint(
            "lower_level = 'secondary' AND upper_level = 'primary'",
            name=op.f("ck_driver_link_levels"),
        ),
        *ends,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_driver_link")),
        sa.UniqueConstraint("lower_id", "upper_id", name=op.f("uq_driver_link_lower_id_upper_id")),
    )
    op.create_table(
        "idea_link",
        sa.Column("id", _number(), nullable=False),
        sa.Column("project_id", _number(), nullable=False),
        sa.Column("idea_id", _number(), nullable=False),
        sa.Column("driver_id", _number(), nullable=False),
        sa.ForeignKeyConstraint(
            ["idea_id", "project_id"],
            ["change_idea.id", "change_idea.project_id"],
            name=op.f("fk_idea_link_idea_change_idea"),
        ),
        sa.ForeignKeyConstraint(
            ["driver_id", "project_id"],
            ["driver.id", "driver.project_id"],
            name=op.f("fk_idea_link_driver_driver"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_link")),
        sa.UniqueConstraint("idea_id", "driver_id", name=op.f("uq_idea_link_idea_id_driver_id")),
    )
    for table, columns in (
        ("driver_link", ("project_id", "upper_id")),
        ("idea_link", ("project_id", "driver_id")),
    ):
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _of_try(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["project_id"],
        ["improvement_project.id"],
        name=op.f(f"fk_{table}_project_id_improvement_project"),
    )


def _once(name: str, table: str, columns: list[str], where: str) -> None:
    """A rule that holds only for rows that are on the page."""
    only = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
    op.create_index(name, table, columns, unique=True, **only)


def downgrade() -> None:
    op.drop_index(op.f("ix_cycle_idea_id"), "cycle")
    op.drop_column("cycle", "idea_id")
    for table in ("driver_version", "idea_link", "driver_link", "change_idea", "driver"):
        op.drop_table(table)
    op.drop_table("driver_diagram")
