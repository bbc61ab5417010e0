"""discard drafts of forms, read texts of files

Revision ID: 0004
Revises: 0003
Create Date: 2026-12-01 04:00:00

A draft version of a questionnaire may be given up: a third way out, with the moment it was taken.  Texts of files handed
in are kept beside them, to be compared.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLE = "questionnaire_versions"
SEALED = "(sha256 IS NOT NULL AND published_at IS NOT NULL)"
BEFORE = f"state = 'draft' OR {SEALED}"
AFTER = f"state IN ('draft', 'discarded') OR {SEALED}"
# SQLite rebuilds the table for a changed CHECK, and the trigger that keeps published versions goes with the old one.
SEAL_SQLITE = """
CREATE TRIGGER questionnaire_versions_sealed
BEFORE UPDATE OF definition, sha256, number, questionnaire_id ON questionnaire_versions
WHEN OLD.state <> 'draft' AND (NEW.definition <> OLD.definition OR NEW.sha256 IS NOT OLD.sha256
OR NEW.number <> OLD.number OR NEW.questionnaire_id <> OLD.questionnaire_id)
BEGIN SELECT RAISE(ABORT, 'a published questionnaire version is sealed'); END
"""


def seal_again():
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SEAL_SQLITE)


def upgrade():
    op.create_table(
        "file_texts",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column(
            "reading",
            sa.Enum(
                "text_read", "text_cut", "text_missing", "text_closed", "text_failed",
                name="reading", native_enum=False, length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_texts")),
        sa.UniqueConstraint("sha256", name=op.f("uq_file_texts_sha256")),
    )  # fmt: skip
    # Prints made of answers alone are made anew, with the files, before the next search.
    op.execute("DELETE FROM application_prints")
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.add_column(sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(op.f("ck_questionnaire_versions_published_is_sealed"), type_="check")
        batch_op.create_check_constraint(op.f("ck_questionnaire_versions_published_is_sealed"), AFTER)
        batch_op.create_check_constraint(
            op.f("ck_questionnaire_versions_discarded_has_time"), "state <> 'discarded' OR discarded_at IS NOT NULL"
        )
    seal_again()


def downgrade():
    op.drop_table("file_texts")
    # The program of that time knows no discarded draft: it is a draft again.
    op.execute("UPDATE questionnaire_versions SET state = 'draft' WHERE state = 'discarded'")
    with op.batch_alter_table(TABLE) as batch_op:
        batch_op.drop_constraint(op.f("ck_questionnaire_versions_discarded_has_time"), type_="check")
        batch_op.drop_constraint(op.f("ck_questionnaire_versions_published_is_sealed"), type_="check")
        batch_op.create_check_constraint(op.f("ck_questionnaire_versions_published_is_sealed"), BEFORE)
        batch_op.drop_column("discarded_at")
    seal_again()
