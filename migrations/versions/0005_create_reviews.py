"""create reviews

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


# What a reviewer handed in is never changed.
GUARDS = {
    "sqlite": (
        """
        CREATE TRIGGER sheet_versions_no_update BEFORE UPDATE ON sheet_versions BEGIN SELECT RAISE(ABORT, 'sheet_versions is append-only'); END;
        """,
        """
        CREATE TRIGGER sheet_versions_no_delete BEFORE DELETE ON sheet_versions BEGIN SELECT RAISE(ABORT, 'sheet_versions is append-only'); END;
        """,
    ),
    "postgresql": (
        """
        CREATE OR REPLACE FUNCTION sheet_versions_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'sheet_versions is append-only'; END $$
        """,
        """
        CREATE TRIGGER sheet_versions_no_change BEFORE UPDATE OR DELETE ON sheet_versions FOR EACH ROW EXECUTE FUNCTION sheet_versions_append_only()
        """,
    ),
}


def upgrade():
    op.create_table('pool_members',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Enum('pool_active', 'pool_paused', 'pool_removed', name='poolstate', native_enum=False, length=40), nullable=False),
    sa.Column('state_reason', sa.Text(), nullable=False),
    sa.Column('fields', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('profile', sa.Text(), nullable=False),
    sa.Column('employer', sa.String(), nullable=False),
    sa.Column('employer_brn', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('is_public_official', sa.Boolean(), nullable=False),
    sa.Column('employments', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('relations', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('away', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('yearly_cap', sa.Integer(), nullable=True),
    sa.Column('refusals', sa.Integer(), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state <> 'pool_paused' OR state_reason <> ''", name=op.f('ck_pool_members_pause_has_reason')),
    sa.CheckConstraint('refusals >= 0', name=op.f('ck_pool_members_refusals_count')),
    sa.CheckConstraint('yearly_cap IS NULL OR yearly_cap > 0', name=op.f('ck_pool_members_yearly_cap_positive')),
    sa.ForeignKeyConstraint(['added_by'], ['users.id'], name=op.f('fk_pool_members_added_by_users')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_pool_members_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pool_members')),
    sa.UniqueConstraint('user_id', name=op.f('uq_pool_members_user_id'))
    )
    op.create_table('decisions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('decision_proposed', 'decision_deliberated', 'decision_confirmed', 'decision_released', 'decision_withdrawn', name='decisionstate', native_enum=False, length=40), nullable=False),
    sa.Column('state_reason', sa.Text(), nullable=False),
    sa.Column('budget_won', sa.BigInteger(), nullable=True),
    sa.Column('shows_scores', sa.Boolean(), nullable=False),
    sa.Column('next_steps', sa.Text(), nullable=False),
    sa.Column('minutes', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('proposed_by', sa.Uuid(), nullable=False),
    sa.Column('deliberated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_by', sa.Uuid(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('released_by', sa.Uuid(), nullable=True),
    sa.Column('released_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'decision_released') = (released_at IS NOT NULL)", name=op.f('ck_decisions_released_has_time')),
    sa.CheckConstraint("state IN ('decision_proposed', 'decision_withdrawn') OR minutes <> ''", name=op.f('ck_decisions_deliberated_has_minutes')),
    sa.CheckConstraint('confirmed_by IS NULL OR confirmed_by <> proposed_by', name=op.f('ck_decisions_two_people_confirm')),
    sa.CheckConstraint('released_by IS NULL OR released_by <> proposed_by', name=op.f('ck_decisions_two_people_release')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['users.id'], name=op.f('fk_decisions_confirmed_by_users')),
    sa.ForeignKeyConstraint(['proposed_by'], ['users.id'], name=op.f('fk_decisions_proposed_by_users')),
    sa.ForeignKeyConstraint(['released_by'], ['users.id'], name=op.f('fk_decisions_released_by_users')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_decisions_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions')),
    sa.UniqueConstraint('round_id', 'no', name=op.f('uq_decisions_round_id_no'))
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index('uq_decisions_live', ['round_id'], unique=True, sqlite_where=sa.text("state <> 'decision_withdrawn'"), postgresql_where=sa.text("state <> 'decision_withdrawn'"))

    op.create_table('assignment_runs',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('stage_id', sa.Uuid(), nullable=False),
    sa.Column('seed', sa.Integer(), nullable=False),
    sa.Column('asked', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('found', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('run_by', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['run_by'], ['users.id'], name=op.f('fk_assignment_runs_run_by_users')),
    sa.ForeignKeyConstraint(['stage_id'], ['round_stages.id'], name=op.f('fk_assignment_runs_stage_id_round_stages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment_runs'))
    )
    with op.batch_alter_table('assignment_runs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_runs_stage_id'), ['stage_id'], unique=False)

    op.create_table('committee_votes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('member', sa.String(), nullable=False),
    sa.Column('vote', sa.String(), nullable=False),
    sa.CheckConstraint("vote IN ('for', 'against', 'abstained', 'recused')", name=op.f('ck_committee_votes_vote_known')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_committee_votes_decision_id_decisions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_committee_votes')),
    sa.UniqueConstraint('decision_id', 'member', name=op.f('uq_committee_votes_decision_id_member'))
    )
    op.create_table('computations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('stage_id', sa.Uuid(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('computed', 'computation_confirmed', 'superseded', name='computationstate', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('content', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('computed_by', sa.Uuid(), nullable=False),
    sa.Column('computed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.Uuid(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['computed_by'], ['users.id'], name=op.f('fk_computations_computed_by_users')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['users.id'], name=op.f('fk_computations_confirmed_by_users')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_computations_round_id_rounds')),
    sa.ForeignKeyConstraint(['stage_id'], ['round_stages.id'], name=op.f('fk_computations_stage_id_round_stages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_computations')),
    sa.UniqueConstraint('stage_id', 'no', name=op.f('uq_computations_stage_id_no'))
    )
    with op.batch_alter_table('computations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_computations_round_id'), ['round_id'], unique=False)
        batch_op.create_index('uq_computations_in_force', ['stage_id'], unique=True, sqlite_where=sa.text("state <> 'superseded'"), postgresql_where=sa.text("state <> 'superseded'"))

    op.create_table('panels',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('stage_id', sa.Uuid(), nullable=False),
    sa.Column('division_id', sa.Uuid(), nullable=True),
    sa.Column('cases_most', sa.Integer(), nullable=True),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('panel_planned', 'panel_inviting', 'panel_scoring', 'panel_locked', 'panel_confirmed', 'panel_cancelled', name='panelstate', native_enum=False, length=40), nullable=False),
    sa.Column('state_reason', sa.Text(), nullable=False),
    sa.Column('seats', sa.Integer(), nullable=False),
    sa.Column('load_most', sa.Integer(), nullable=True),
    sa.Column('secretary_id', sa.Uuid(), nullable=False),
    sa.Column('meets_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('access_ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('slot_minutes', sa.Integer(), nullable=False),
    sa.Column('delay_minutes', sa.Integer(), nullable=False),
    sa.Column('is_blind', sa.Boolean(), nullable=False),
    sa.Column('is_graded', sa.Boolean(), nullable=False),
    sa.Column('seed', sa.String(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('locked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state <> 'panel_cancelled' OR state_reason <> ''", name=op.f('ck_panels_cancelled_has_reason')),
    sa.CheckConstraint('access_ends_at > meets_at', name=op.f('ck_panels_access_ends_after_meeting')),
    sa.CheckConstraint('cases_most IS NULL OR cases_most > 0', name=op.f('ck_panels_cases_positive')),
    sa.CheckConstraint('load_most IS NULL OR load_most > 0', name=op.f('ck_panels_load_positive')),
    sa.CheckConstraint('seats BETWEEN 1 AND 30', name=op.f('ck_panels_seats_within')),
    sa.CheckConstraint('slot_minutes BETWEEN 1 AND 240', name=op.f('ck_panels_slot_within')),
    sa.ForeignKeyConstraint(['division_id'], ['divisions.id'], name=op.f('fk_panels_division_id_divisions')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_panels_round_id_rounds')),
    sa.ForeignKeyConstraint(['secretary_id'], ['users.id'], name=op.f('fk_panels_secretary_id_users')),
    sa.ForeignKeyConstraint(['stage_id'], ['round_stages.id'], name=op.f('fk_panels_stage_id_round_stages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_panels')),
    sa.UniqueConstraint('stage_id', 'label', name=op.f('uq_panels_stage_id_label'))
    )
    with op.batch_alter_table('panels', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_panels_round_id'), ['round_id'], unique=False)

    op.create_table('tie_decisions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('stage_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('ranking', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('minutes', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('vote', 'lot')", name=op.f('ck_tie_decisions_kind_known')),
    sa.CheckConstraint("minutes <> ''", name=op.f('ck_tie_decisions_tie_has_minutes')),
    sa.ForeignKeyConstraint(['decided_by'], ['users.id'], name=op.f('fk_tie_decisions_decided_by_users')),
    sa.ForeignKeyConstraint(['stage_id'], ['round_stages.id'], name=op.f('fk_tie_decisions_stage_id_round_stages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tie_decisions'))
    )
    with op.batch_alter_table('tie_decisions', schema=None) as batch_op:
        batch_op.create_index('ix_tie_decisions_stage', ['stage_id', 'at'], unique=False)

    op.create_table('bonus_claims',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('bonus_id', sa.Uuid(), nullable=False),
    sa.Column('is_accepted', sa.Boolean(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('judged_by', sa.Uuid(), nullable=False),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("evidence <> ''", name=op.f('ck_bonus_claims_claim_has_evidence')),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_bonus_claims_application_id_applications')),
    sa.ForeignKeyConstraint(['bonus_id'], ['bonus_items.id'], name=op.f('fk_bonus_claims_bonus_id_bonus_items')),
    sa.ForeignKeyConstraint(['judged_by'], ['users.id'], name=op.f('fk_bonus_claims_judged_by_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bonus_claims')),
    sa.UniqueConstraint('application_id', 'bonus_id', name=op.f('uq_bonus_claims_application_id_bonus_id'))
    )
    with op.batch_alter_table('bonus_claims', schema=None) as batch_op:
        batch_op.create_index('ix_bonus_claims_bonus', ['bonus_id'], unique=False)

    op.create_table('challenges',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('organisation', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('filed_by', sa.Uuid(), nullable=False),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(answered_at IS NULL) = (answer = '')", name=op.f('ck_challenges_answered_has_words')),
    sa.CheckConstraint("person <> '' OR organisation <> ''", name=op.f('ck_challenges_names_somebody')),
    sa.ForeignKeyConstraint(['answered_by'], ['users.id'], name=op.f('fk_challenges_answered_by_users')),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_challenges_application_id_applications')),
    sa.ForeignKeyConstraint(['filed_by'], ['users.id'], name=op.f('fk_challenges_filed_by_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_challenges'))
    )
    with op.batch_alter_table('challenges', schema=None) as batch_op:
        batch_op.create_index('ix_challenges_application', ['application_id'], unique=False)

    op.create_table('decision_lines',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('pool', sa.String(), nullable=False),
    sa.Column('stage_key', sa.String(), nullable=False),
    sa.Column('standing', sa.Enum('selected', 'waitlisted', 'not_selected', 'below_floor', 'absent', name='standing', native_enum=False, length=40), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=True),
    sa.Column('score', sa.String(), nullable=False),
    sa.Column('waiting_no', sa.Integer(), nullable=True),
    sa.Column('amount_won', sa.BigInteger(), nullable=True),
    sa.Column('deviation', sa.Text(), nullable=False),
    sa.Column('feedback', sa.Text(), nullable=False),
    sa.Column('feedback_by', sa.Uuid(), nullable=True),
    sa.Column('delivered_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(standing = 'waitlisted') = (waiting_no IS NOT NULL)", name=op.f('ck_decision_lines_waiting_has_number')),
    sa.CheckConstraint("standing = 'selected' OR amount_won IS NULL", name=op.f('ck_decision_lines_amount_for_selected')),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_decision_lines_application_id_applications')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_decision_lines_decision_id_decisions')),
    sa.ForeignKeyConstraint(['feedback_by'], ['users.id'], name=op.f('fk_decision_lines_feedback_by_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_lines')),
    sa.UniqueConstraint('decision_id', 'application_id', name=op.f('uq_decision_lines_decision_id_application_id'))
    )
    with op.batch_alter_table('decision_lines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_lines_application_id'), ['application_id'], unique=False)

    op.create_table('draws',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('panel_id', sa.Uuid(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('seed', sa.String(), nullable=False),
    sa.Column('candidates', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('left_out', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('drawn', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('drawn_by', sa.Uuid(), nullable=False),
    sa.Column('witness_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('witness_id <> drawn_by', name=op.f('ck_draws_two_people')),
    sa.ForeignKeyConstraint(['drawn_by'], ['users.id'], name=op.f('fk_draws_drawn_by_users')),
    sa.ForeignKeyConstraint(['panel_id'], ['panels.id'], name=op.f('fk_draws_panel_id_panels')),
    sa.ForeignKeyConstraint(['witness_id'], ['users.id'], name=op.f('fk_draws_witness_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draws')),
    sa.UniqueConstraint('panel_id', 'no', name=op.f('uq_draws_panel_id_no'))
    )
    op.create_table('outcomes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Enum('outcome_untold', 'outcome_selected', 'outcome_waitlisted', 'outcome_not_selected', 'outcome_offered', 'outcome_forfeited', 'outcome_revoked', 'outcome_closed', name='outcomestate', native_enum=False, length=40), nullable=False),
    sa.Column('waiting_no', sa.Integer(), nullable=True),
    sa.Column('amount_won', sa.BigInteger(), nullable=True),
    sa.Column('score', sa.String(), nullable=False),
    sa.Column('ground', sa.String(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('next_steps', sa.Text(), nullable=False),
    sa.Column('feedback', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('announced_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('delivered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reply_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state <> 'outcome_offered' OR reply_due_at IS NOT NULL", name=op.f('ck_outcomes_offer_has_limit')),
    sa.CheckConstraint("state <> 'outcome_revoked' OR reason <> ''", name=op.f('ck_outcomes_revoked_has_reason')),
    sa.CheckConstraint("state <> 'outcome_untold'", name=op.f('ck_outcomes_told')),
    sa.CheckConstraint("state <> 'outcome_waitlisted' OR waiting_no IS NOT NULL", name=op.f('ck_outcomes_waiting_has_number')),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_outcomes_application_id_applications')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_outcomes_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcomes')),
    sa.UniqueConstraint('application_id', name=op.f('uq_outcomes_application_id'))
    )
    with op.batch_alter_table('outcomes', schema=None) as batch_op:
        batch_op.create_index('ix_outcomes_reply_due_at', ['state', 'reply_due_at'], unique=False)
        batch_op.create_index('ix_outcomes_round', ['round_id', 'state', 'waiting_no'], unique=False)

    op.create_table('panel_cases',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('panel_id', sa.Uuid(), nullable=False),
    sa.Column('stage_id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('called_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('absent_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('no > 0', name=op.f('ck_panel_cases_no_counts')),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_panel_cases_application_id_applications')),
    sa.ForeignKeyConstraint(['panel_id'], ['panels.id'], name=op.f('fk_panel_cases_panel_id_panels')),
    sa.ForeignKeyConstraint(['stage_id'], ['round_stages.id'], name=op.f('fk_panel_cases_stage_id_round_stages')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_panel_cases')),
    sa.UniqueConstraint('panel_id', 'application_id', name=op.f('uq_panel_cases_panel_id_application_id')),
    sa.UniqueConstraint('stage_id', 'application_id', name=op.f('uq_panel_cases_stage_id_application_id'))
    )
    with op.batch_alter_table('panel_cases', schema=None) as batch_op:
        batch_op.create_index('ix_panel_cases_application', ['application_id'], unique=False)

    op.create_table('selection_changes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('ground', sa.String(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('hearing', sa.Text(), nullable=False),
    sa.Column('amount_won', sa.BigInteger(), nullable=True),
    sa.Column('proposed_by', sa.Uuid(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('verdict', sa.String(), nullable=False),
    sa.Column('refusal', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(verdict = '') = (decided_at IS NULL)", name=op.f('ck_selection_changes_decided_has_time')),
    sa.CheckConstraint("kind <> 'revocation' OR (ground <> '' AND hearing <> '')", name=op.f('ck_selection_changes_revoked_after_hearing')),
    sa.CheckConstraint("kind IN ('offer', 'revocation')", name=op.f('ck_selection_changes_kind_known')),
    sa.CheckConstraint("verdict <> 'refused' OR refusal <> ''", name=op.f('ck_selection_changes_refused_has_reason')),
    sa.CheckConstraint("verdict = '' OR decided_by IS NOT NULL", name=op.f('ck_selection_changes_decided_has_person')),
    sa.CheckConstraint("verdict IN ('', 'carried', 'refused')", name=op.f('ck_selection_changes_verdict_known')),
    sa.CheckConstraint('decided_by IS NULL OR decided_by <> proposed_by', name=op.f('ck_selection_changes_two_people')),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_selection_changes_application_id_applications')),
    sa.ForeignKeyConstraint(['decided_by'], ['users.id'], name=op.f('fk_selection_changes_decided_by_users')),
    sa.ForeignKeyConstraint(['proposed_by'], ['users.id'], name=op.f('fk_selection_changes_proposed_by_users')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_selection_changes_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_selection_changes'))
    )
    with op.batch_alter_table('selection_changes', schema=None) as batch_op:
        batch_op.create_index('ix_selection_changes_round', ['round_id', 'verdict'], unique=False)
        batch_op.create_index('uq_selection_changes_live', ['application_id'], unique=True, sqlite_where=sa.text("verdict = ''"), postgresql_where=sa.text("verdict = ''"))

    op.create_table('appointments',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('panel_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('draw_id', sa.Uuid(), nullable=True),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('drawn', 'invited', 'accepted', 'sworn', 'finished', 'declined', 'no_reply', 'dismissed', name='appointmentstate', native_enum=False, length=40), nullable=False),
    sa.Column('state_reason', sa.Text(), nullable=False),
    sa.Column('is_chair', sa.Boolean(), nullable=False),
    sa.Column('waiver', sa.Text(), nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reply_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sworn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sworn_address', sa.String(), nullable=False),
    sa.Column('oaths', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(sworn_at IS NOT NULL) OR state NOT IN ('sworn', 'finished')", name=op.f('ck_appointments_sworn_has_time')),
    sa.CheckConstraint("state <> 'dismissed' OR state_reason <> ''", name=op.f('ck_appointments_dismissed_has_reason')),
    sa.CheckConstraint('left_at IS NULL OR came_at IS NOT NULL', name=op.f('ck_appointments_left_after_coming')),
    sa.ForeignKeyConstraint(['draw_id'], ['draws.id'], name=op.f('fk_appointments_draw_id_draws')),
    sa.ForeignKeyConstraint(['panel_id'], ['panels.id'], name=op.f('fk_appointments_panel_id_panels')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_appointments_user_id_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointments')),
    sa.UniqueConstraint('panel_id', 'no', name=op.f('uq_appointments_panel_id_no')),
    sa.UniqueConstraint('panel_id', 'user_id', name=op.f('uq_appointments_panel_id_user_id'))
    )
    with op.batch_alter_table('appointments', schema=None) as batch_op:
        batch_op.create_index('ix_appointments_user', ['user_id', 'state'], unique=False)

    op.create_table('objections',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('line_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Enum('objection_filed', 'objection_upheld', 'objection_dismissed', 'objection_inadmissible', name='objectionstate', native_enum=False, length=40), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('filed_by', sa.Uuid(), nullable=False),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('members', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'objection_filed') = (answered_at IS NULL)", name=op.f('ck_objections_answered_has_time')),
    sa.CheckConstraint("state = 'objection_filed' OR answer <> ''", name=op.f('ck_objections_answered_has_words')),
    sa.ForeignKeyConstraint(['answered_by'], ['users.id'], name=op.f('fk_objections_answered_by_users')),
    sa.ForeignKeyConstraint(['filed_by'], ['users.id'], name=op.f('fk_objections_filed_by_users')),
    sa.ForeignKeyConstraint(['line_id'], ['decision_lines.id'], name=op.f('fk_objections_line_id_decision_lines')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objections')),
    sa.UniqueConstraint('line_id', name=op.f('uq_objections_line_id'))
    )
    op.create_table('assignments',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('appointment_id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('run_id', sa.Uuid(), nullable=True),
    sa.Column('assigned_by', sa.Uuid(), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_reason', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(ended_at IS NULL) = (ended_reason = '')", name=op.f('ck_assignments_ended_has_reason')),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_assignments_application_id_applications')),
    sa.ForeignKeyConstraint(['appointment_id'], ['appointments.id'], name=op.f('fk_assignments_appointment_id_appointments')),
    sa.ForeignKeyConstraint(['assigned_by'], ['users.id'], name=op.f('fk_assignments_assigned_by_users')),
    sa.ForeignKeyConstraint(['run_id'], ['assignment_runs.id'], name=op.f('fk_assignments_run_id_assignment_runs')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignments'))
    )
    with op.batch_alter_table('assignments', schema=None) as batch_op:
        batch_op.create_index('ix_assignments_application', ['application_id', 'ended_at'], unique=False)
        batch_op.create_index('uq_assignments_live', ['appointment_id', 'application_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('computation_signatures',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('computation_id', sa.Uuid(), nullable=False),
    sa.Column('appointment_id', sa.Uuid(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['appointment_id'], ['appointments.id'], name=op.f('fk_computation_signatures_appointment_id_appointments')),
    sa.ForeignKeyConstraint(['computation_id'], ['computations.id'], name=op.f('fk_computation_signatures_computation_id_computations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_computation_signatures')),
    sa.UniqueConstraint('computation_id', 'appointment_id', name=op.f('uq_computation_signatures_computation_id_appointment_id'))
    )
    op.create_table('conflicts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('appointment_id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('ground', sa.String(), nullable=False),
    sa.Column('facts', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('state', sa.Enum('conflict_proposed', 'conflict_confirmed', 'conflict_dismissed', name='conflictstate', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('found_by', sa.Uuid(), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'conflict_proposed') = (decided_at IS NULL)", name=op.f('ck_conflicts_decided_has_time')),
    sa.CheckConstraint("kind IN ('exclusion', 'challenge', 'recusal')", name=op.f('ck_conflicts_kind_known')),
    sa.CheckConstraint("state = 'conflict_proposed' OR reason <> ''", name=op.f('ck_conflicts_decided_has_reason')),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_conflicts_application_id_applications')),
    sa.ForeignKeyConstraint(['appointment_id'], ['appointments.id'], name=op.f('fk_conflicts_appointment_id_appointments')),
    sa.ForeignKeyConstraint(['decided_by'], ['users.id'], name=op.f('fk_conflicts_decided_by_users')),
    sa.ForeignKeyConstraint(['found_by'], ['users.id'], name=op.f('fk_conflicts_found_by_users')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conflicts')),
    sa.UniqueConstraint('appointment_id', 'application_id', 'kind', 'ground', name=op.f('uq_conflicts_appointment_id_application_id_kind_ground'))
    )
    with op.batch_alter_table('conflicts', schema=None) as batch_op:
        batch_op.create_index('ix_conflicts_application', ['application_id', 'appointment_id'], unique=False)

    op.create_table('declarations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('appointment_id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('is_free', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['applications.id'], name=op.f('fk_declarations_application_id_applications')),
    sa.ForeignKeyConstraint(['appointment_id'], ['appointments.id'], name=op.f('fk_declarations_appointment_id_appointments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_declarations')),
    sa.UniqueConstraint('appointment_id', 'application_id', name=op.f('uq_declarations_appointment_id_application_id'))
    )
    op.create_table('score_sheets',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Enum('sheet_open', 'sheet_submitted', 'sheet_returned', 'sheet_locked', 'sheet_void', name='sheetstate', native_enum=False, length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('reading_seconds', sa.Integer(), nullable=False),
    sa.Column('read_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('asked', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('returned_reason', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state <> 'sheet_returned' OR returned_reason <> ''", name=op.f('ck_score_sheets_returned_has_reason')),
    sa.CheckConstraint("state NOT IN ('sheet_submitted', 'sheet_locked') OR submitted_at IS NOT NULL", name=op.f('ck_score_sheets_in_has_time')),
    sa.CheckConstraint('reading_seconds >= 0', name=op.f('ck_score_sheets_reading_not_negative')),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignments.id'], name=op.f('fk_score_sheets_assignment_id_assignments')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_sheets')),
    sa.UniqueConstraint('assignment_id', name=op.f('uq_score_sheets_assignment_id'))
    )
    op.create_table('scores',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sheet_id', sa.Uuid(), nullable=False),
    sa.Column('criterion_id', sa.Uuid(), nullable=False),
    sa.Column('tenths', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('deviation_reason', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('tenths IS NULL OR tenths BETWEEN 0 AND 1000', name=op.f('ck_scores_tenths_within')),
    sa.ForeignKeyConstraint(['criterion_id'], ['criteria.id'], name=op.f('fk_scores_criterion_id_criteria')),
    sa.ForeignKeyConstraint(['sheet_id'], ['score_sheets.id'], name=op.f('fk_scores_sheet_id_score_sheets')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scores')),
    sa.UniqueConstraint('sheet_id', 'criterion_id', name=op.f('uq_scores_sheet_id_criterion_id'))
    )
    op.create_table('sheet_versions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sheet_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['sheet_id'], ['score_sheets.id'], name=op.f('fk_sheet_versions_sheet_id_score_sheets')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_versions')),
    sa.UniqueConstraint('sheet_id', 'number', name=op.f('uq_sheet_versions_sheet_id_number'))
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade():
    op.drop_table('sheet_versions')
    op.drop_table('scores')
    op.drop_table('score_sheets')
    op.drop_table('declarations')
    with op.batch_alter_table('conflicts', schema=None) as batch_op:
        batch_op.drop_index('ix_conflicts_application')

    op.drop_table('conflicts')
    op.drop_table('computation_signatures')
    with op.batch_alter_table('assignments', schema=None) as batch_op:
        batch_op.drop_index('uq_assignments_live', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index('ix_assignments_application')

    op.drop_table('assignments')
    op.drop_table('objections')
    with op.batch_alter_table('appointments', schema=None) as batch_op:
        batch_op.drop_index('ix_appointments_user')

    op.drop_table('appointments')
    with op.batch_alter_table('selection_changes', schema=None) as batch_op:
        batch_op.drop_index('uq_selection_changes_live', sqlite_where=sa.text("verdict = ''"), postgresql_where=sa.text("verdict = ''"))
        batch_op.drop_index('ix_selection_changes_round')

    op.drop_table('selection_changes')
    with op.batch_alter_table('panel_cases', schema=None) as batch_op:
        batch_op.drop_index('ix_panel_cases_application')

    op.drop_table('panel_cases')
    with op.batch_alter_table('outcomes', schema=None) as batch_op:
        batch_op.drop_index('ix_outcomes_round')
        batch_op.drop_index('ix_outcomes_reply_due_at')

    op.drop_table('outcomes')
    op.drop_table('draws')
    with op.batch_alter_table('decision_lines', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_lines_application_id'))

    op.drop_table('decision_lines')
    with op.batch_alter_table('challenges', schema=None) as batch_op:
        batch_op.drop_index('ix_challenges_application')

    op.drop_table('challenges')
    with op.batch_alter_table('bonus_claims', schema=None) as batch_op:
        batch_op.drop_index('ix_bonus_claims_bonus')

    op.drop_table('bonus_claims')
    with op.batch_alter_table('tie_decisions', schema=None) as batch_op:
        batch_op.drop_index('ix_tie_decisions_stage')

    op.drop_table('tie_decisions')
    with op.batch_alter_table('panels', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_panels_round_id'))

    op.drop_table('panels')
    with op.batch_alter_table('computations', schema=None) as batch_op:
        batch_op.drop_index('uq_computations_in_force', sqlite_where=sa.text("state <> 'superseded'"), postgresql_where=sa.text("state <> 'superseded'"))
        batch_op.drop_index(batch_op.f('ix_computations_round_id'))

    op.drop_table('computations')
    op.drop_table('committee_votes')
    with op.batch_alter_table('assignment_runs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assignment_runs_stage_id'))

    op.drop_table('assignment_runs')
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index('uq_decisions_live', sqlite_where=sa.text("state <> 'decision_withdrawn'"), postgresql_where=sa.text("state <> 'decision_withdrawn'"))

    op.drop_table('decisions')
    op.drop_table('pool_members')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS sheet_versions_append_only()")
