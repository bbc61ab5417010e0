"""create the index of answers

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


# Each database has an index of words of its own, and keeps it up by itself.
FORGET = "INSERT INTO answer_grams(answer_grams, rowid, grams) VALUES ('delete', old.number, old.grams);"
ADD = "INSERT INTO answer_grams(rowid, grams) VALUES (new.number, new.grams);"
TABLE = """CREATE VIRTUAL TABLE answer_grams USING fts5(grams, content='answer_index', content_rowid='number',
    detail='none', columnsize=0, tokenize='unicode61 remove_diacritics 0')"""
INDEXES = {
    "sqlite": (
        TABLE,
        f"CREATE TRIGGER answer_index_added AFTER INSERT ON answer_index BEGIN {ADD} END",
        f"CREATE TRIGGER answer_index_removed AFTER DELETE ON answer_index BEGIN {FORGET} END",
        f"CREATE TRIGGER answer_index_changed AFTER UPDATE ON answer_index BEGIN {FORGET} {ADD} END",
    ),
    "postgresql": ("CREATE INDEX ix_answer_index_grams ON answer_index USING gin (grams)",),
}


def upgrade() -> None:
    op.create_table(
        "answer_index",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("grams", sa.Text().with_variant(postgresql.ARRAY(sa.Text()), "postgresql"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_answer_index_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_answer_index")),
        sa.UniqueConstraint("application_id", name=op.f("uq_answer_index_application_id")),
    )
    for statement in INDEXES[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE answer_grams")
    op.drop_table("answer_index")
