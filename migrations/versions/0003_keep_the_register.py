"""keep the register of restrictions and support, and amounts of decisions

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = "0002"
branch_labels = None
depends_on = None

AMOUNT = "ck_approvals_amount_won_bounds CHECK (amount_won BETWEEN 0 AND 1000000000000000)"
LIMIT = "ck_approvals_within_its_limit CHECK (limit_won IS NULL OR (amount_won IS NOT NULL AND amount_won <= limit_won))"
BUDGET = "ck_rounds_budget_won_bounds CHECK (budget_won BETWEEN 0 AND 1000000000000000)"


def upgrade():
    op.create_table('participation_restrictions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('ground', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('suspensions', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('subject', sa.Enum('company', 'representative', name='recordsubject', native_enum=False, length=40), nullable=False),
    sa.Column('subject_key', sa.String(), nullable=False),
    sa.Column('brn', sa.String(), nullable=False),
    sa.Column('company_name', sa.String(), nullable=False),
    sa.Column('representative_name', sa.String(), nullable=False),
    sa.Column('representative_born_on', sa.Date(), nullable=True),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('recorded', 'removed', name='recordstate', native_enum=False, length=40), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_by', sa.Uuid(), nullable=True),
    sa.Column('removal_reason', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'recorded') = (removed_at IS NULL) AND (removed_at IS NULL) = (removed_by IS NULL) AND (removed_at IS NULL OR removal_reason <> '')", name=op.f('ck_participation_restrictions_removed_with_reason')),
    sa.CheckConstraint("(subject = 'company' AND length(brn) = 10 AND representative_name = '' AND representative_born_on IS NULL) OR (subject = 'representative' AND brn = '' AND representative_name <> '' AND representative_born_on IS NOT NULL)", name=op.f('ck_participation_restrictions_subject_fits')),
    sa.CheckConstraint("ground <> '' AND source <> ''", name=op.f('ck_participation_restrictions_has_ground_and_source')),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_participation_restrictions_ends_after_start')),
    sa.ForeignKeyConstraint(['recorded_by'], ['users.id'], name=op.f('fk_participation_restrictions_recorded_by_users')),
    sa.ForeignKeyConstraint(['removed_by'], ['users.id'], name=op.f('fk_participation_restrictions_removed_by_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participation_restrictions'))
    )
    with op.batch_alter_table('participation_restrictions', schema=None) as batch_op:
        batch_op.create_index('uq_participation_restrictions_recorded', ['subject_key', 'starts_on', 'ends_on'], unique=True, sqlite_where=sa.text("state = 'recorded'"), postgresql_where=sa.text("state = 'recorded'"))

    op.create_table('support_records',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('program', sa.String(), nullable=False),
    sa.Column('agency', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('amount_won', sa.BigInteger(), nullable=True),
    sa.Column('plan_title', sa.String(), nullable=False),
    sa.Column('subject', sa.Enum('company', 'representative', name='recordsubject', native_enum=False, length=40), nullable=False),
    sa.Column('subject_key', sa.String(), nullable=False),
    sa.Column('brn', sa.String(), nullable=False),
    sa.Column('company_name', sa.String(), nullable=False),
    sa.Column('representative_name', sa.String(), nullable=False),
    sa.Column('representative_born_on', sa.Date(), nullable=True),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('recorded', 'removed', name='recordstate', native_enum=False, length=40), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_by', sa.Uuid(), nullable=True),
    sa.Column('removal_reason', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'recorded') = (removed_at IS NULL) AND (removed_at IS NULL) = (removed_by IS NULL) AND (removed_at IS NULL OR removal_reason <> '')", name=op.f('ck_support_records_removed_with_reason')),
    sa.CheckConstraint("(subject = 'company' AND length(brn) = 10 AND representative_name = '' AND representative_born_on IS NULL) OR (subject = 'representative' AND brn = '' AND representative_name <> '' AND representative_born_on IS NOT NULL)", name=op.f('ck_support_records_subject_fits')),
    sa.CheckConstraint("program <> '' AND agency <> '' AND source <> ''", name=op.f('ck_support_records_has_program_agency_source')),
    sa.CheckConstraint('amount_won BETWEEN 0 AND 1000000000000000', name=op.f('ck_support_records_amount_won_bounds')),
    sa.CheckConstraint('ends_on IS NULL OR ends_on >= starts_on', name=op.f('ck_support_records_ends_after_start')),
    sa.ForeignKeyConstraint(['recorded_by'], ['users.id'], name=op.f('fk_support_records_recorded_by_users')),
    sa.ForeignKeyConstraint(['removed_by'], ['users.id'], name=op.f('fk_support_records_removed_by_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_support_records'))
    )
    with op.batch_alter_table('support_records', schema=None) as batch_op:
        batch_op.create_index('uq_support_records_recorded', ['subject_key', 'program', 'starts_on'], unique=True, sqlite_where=sa.text("state = 'recorded'"), postgresql_where=sa.text("state = 'recorded'"))

    # One statement both databases know: rebuilding a table on SQLite would lose its other checks.
    op.execute(f"ALTER TABLE approvals ADD COLUMN amount_won BIGINT CONSTRAINT {AMOUNT}")
    op.execute(f"ALTER TABLE approvals ADD COLUMN limit_won BIGINT CONSTRAINT {LIMIT}")
    op.execute(f"ALTER TABLE rounds ADD COLUMN budget_won BIGINT CONSTRAINT {BUDGET}")


def downgrade():
    op.execute("ALTER TABLE rounds DROP COLUMN budget_won")
    op.execute("ALTER TABLE approvals DROP COLUMN limit_won")
    op.execute("ALTER TABLE approvals DROP COLUMN amount_won")
    with op.batch_alter_table('support_records', schema=None) as batch_op:
        batch_op.drop_index('uq_support_records_recorded', sqlite_where=sa.text("state = 'recorded'"), postgresql_where=sa.text("state = 'recorded'"))

    op.drop_table('support_records')
    with op.batch_alter_table('participation_restrictions', schema=None) as batch_op:
        batch_op.drop_index('uq_participation_restrictions_recorded', sqlite_where=sa.text("state = 'recorded'"), postgresql_where=sa.text("state = 'recorded'"))

    op.drop_table('participation_restrictions')
