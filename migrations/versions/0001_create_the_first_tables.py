"""create the first tables

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# The database itself refuses to change what must never change: trail, access log, published forms, handed-in versions.
GUARDS = {
    "sqlite": (
        """
        CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END;
        """,
        """
        CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END;
        """,
        """
        CREATE TRIGGER audit_seals_no_update BEFORE UPDATE ON audit_seals BEGIN SELECT RAISE(ABORT, 'audit_seals is append-only'); END;
        """,
        """
        CREATE TRIGGER audit_seals_no_delete BEFORE DELETE ON audit_seals BEGIN SELECT RAISE(ABORT, 'audit_seals is append-only'); END;
        """,
        """
        CREATE TRIGGER access_entries_no_update BEFORE UPDATE ON access_entries
        BEGIN SELECT RAISE(ABORT, 'access_entries is append-only'); END
        """,
        """
        CREATE TRIGGER access_entries_no_early_delete BEFORE DELETE ON access_entries
        WHEN OLD.at > (SELECT datetime(max(at), '-1 year') FROM access_entries)
        BEGIN SELECT RAISE(ABORT, 'access_entries are kept a year at least'); END
        """,
        """
        CREATE TRIGGER questionnaire_versions_sealed
        BEFORE UPDATE OF definition, sha256, number, questionnaire_id ON questionnaire_versions
        WHEN OLD.state <> 'draft' AND (NEW.definition <> OLD.definition OR NEW.sha256 IS NOT OLD.sha256
        OR NEW.number <> OLD.number OR NEW.questionnaire_id <> OLD.questionnaire_id)
        BEGIN SELECT RAISE(ABORT, 'a published questionnaire version is sealed'); END
        """,
        """
        CREATE TRIGGER application_versions_frozen BEFORE UPDATE OF application_id, number, snapshot, sha256, received_at, submitted_by, verification_code ON application_versions BEGIN SELECT RAISE(ABORT, 'a handed-in version is never changed'); END
        """,
        """
        CREATE TRIGGER application_versions_kept BEFORE DELETE ON application_versions BEGIN SELECT RAISE(ABORT, 'a handed-in version is never changed'); END
        """,
        """
        CREATE TRIGGER supplement_items_frozen_update BEFORE UPDATE ON supplement_items WHEN (SELECT state FROM supplement_requests WHERE id = OLD.request_id) <> 'awaited' BEGIN SELECT RAISE(ABORT, 'a supplement that was handed in or is over is never changed'); END
        """,
        """
        CREATE TRIGGER supplement_items_frozen_delete BEFORE DELETE ON supplement_items WHEN (SELECT state FROM supplement_requests WHERE id = OLD.request_id) <> 'awaited' BEGIN SELECT RAISE(ABORT, 'a supplement that was handed in or is over is never changed'); END
        """,
        """
        CREATE TRIGGER supplement_files_frozen_update BEFORE UPDATE ON supplement_files WHEN (SELECT state FROM supplement_requests WHERE id = (SELECT request_id FROM supplement_items WHERE id = OLD.item_id)) <> 'awaited' BEGIN SELECT RAISE(ABORT, 'a supplement that was handed in or is over is never changed'); END
        """,
        """
        CREATE TRIGGER supplement_files_frozen_delete BEFORE DELETE ON supplement_files WHEN (SELECT state FROM supplement_requests WHERE id = (SELECT request_id FROM supplement_items WHERE id = OLD.item_id)) <> 'awaited' BEGIN SELECT RAISE(ABORT, 'a supplement that was handed in or is over is never changed'); END
        """,
        """
        CREATE TRIGGER supplement_files_frozen_insert BEFORE INSERT ON supplement_files WHEN (SELECT state FROM supplement_requests WHERE id = (SELECT request_id FROM supplement_items WHERE id = NEW.item_id)) <> 'awaited' BEGIN SELECT RAISE(ABORT, 'a supplement that was handed in or is over is never changed'); END
        """,
    ),
    "postgresql": (
        """
    CREATE OR REPLACE FUNCTION audit_entries_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit_entries is append-only'; END $$
    """,
        """
    CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION audit_entries_append_only()
    """,
        """
    CREATE OR REPLACE FUNCTION audit_seals_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit_seals is append-only'; END $$
    """,
        """
    CREATE TRIGGER audit_seals_no_change BEFORE UPDATE OR DELETE ON audit_seals
    FOR EACH ROW EXECUTE FUNCTION audit_seals_append_only()
    """,
        """
    CREATE OR REPLACE FUNCTION access_entries_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' AND OLD.at <= (SELECT max(at) - interval '1 year' FROM access_entries) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'access_entries is append-only and kept a year at least'; END $$
    """,
        """
    CREATE TRIGGER access_entries_guarded BEFORE UPDATE OR DELETE ON access_entries
    FOR EACH ROW EXECUTE FUNCTION access_entries_guard()
    """,
        """
    CREATE OR REPLACE FUNCTION questionnaire_version_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
    RAISE EXCEPTION 'a published questionnaire version is sealed' USING ERRCODE = 'check_violation';
    END $$
    """,
        """
    CREATE TRIGGER questionnaire_versions_sealed BEFORE UPDATE ON questionnaire_versions FOR EACH ROW
    WHEN (OLD.state <> 'draft' AND (NEW.definition IS DISTINCT FROM OLD.definition
    OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.number <> OLD.number
    OR NEW.questionnaire_id <> OLD.questionnaire_id))
    EXECUTE FUNCTION questionnaire_version_is_sealed()
    """,
        """
    CREATE OR REPLACE FUNCTION refuse_application_version_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a handed-in version is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
        """
    CREATE TRIGGER application_versions_frozen BEFORE UPDATE OF application_id, number, snapshot, sha256, received_at, submitted_by, verification_code ON application_versions FOR EACH ROW EXECUTE FUNCTION refuse_application_version_change()
    """,
        """
    CREATE TRIGGER application_versions_kept BEFORE DELETE ON application_versions FOR EACH ROW EXECUTE FUNCTION refuse_application_version_change()
    """,
        """
    CREATE OR REPLACE FUNCTION supplement_items_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT state FROM supplement_requests WHERE id = OLD.request_id) <> 'awaited' THEN RAISE EXCEPTION 'a supplement that was handed in or is over is never changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$
    """,
        """
    CREATE TRIGGER supplement_items_frozen_update BEFORE UPDATE ON supplement_items FOR EACH ROW EXECUTE FUNCTION supplement_items_frozen_update()
    """,
        """
    CREATE OR REPLACE FUNCTION supplement_items_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT state FROM supplement_requests WHERE id = OLD.request_id) <> 'awaited' THEN RAISE EXCEPTION 'a supplement that was handed in or is over is never changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$
    """,
        """
    CREATE TRIGGER supplement_items_frozen_delete BEFORE DELETE ON supplement_items FOR EACH ROW EXECUTE FUNCTION supplement_items_frozen_delete()
    """,
        """
    CREATE OR REPLACE FUNCTION supplement_files_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT state FROM supplement_requests WHERE id = (SELECT request_id FROM supplement_items WHERE id = OLD.item_id)) <> 'awaited' THEN RAISE EXCEPTION 'a supplement that was handed in or is over is never changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$
    """,
        """
    CREATE TRIGGER supplement_files_frozen_update BEFORE UPDATE ON supplement_files FOR EACH ROW EXECUTE FUNCTION supplement_files_frozen_update()
    """,
        """
    CREATE OR REPLACE FUNCTION supplement_files_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT state FROM supplement_requests WHERE id = (SELECT request_id FROM supplement_items WHERE id = OLD.item_id)) <> 'awaited' THEN RAISE EXCEPTION 'a supplement that was handed in or is over is never changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$
    """,
        """
    CREATE TRIGGER supplement_files_frozen_delete BEFORE DELETE ON supplement_files FOR EACH ROW EXECUTE FUNCTION supplement_files_frozen_delete()
    """,
        """
    CREATE OR REPLACE FUNCTION supplement_files_frozen_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT state FROM supplement_requests WHERE id = (SELECT request_id FROM supplement_items WHERE id = NEW.item_id)) <> 'awaited' THEN RAISE EXCEPTION 'a supplement that was handed in or is over is never changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$
    """,
        """
    CREATE TRIGGER supplement_files_frozen_insert BEFORE INSERT ON supplement_files FOR EACH ROW EXECUTE FUNCTION supplement_files_frozen_insert()
    """,
    ),
}
FUNCTIONS = (
    "access_entries_guard",
    "audit_entries_append_only",
    "audit_seals_append_only",
    "questionnaire_version_is_sealed",
    "refuse_application_version_change",
    "supplement_files_frozen_delete",
    "supplement_files_frozen_insert",
    "supplement_files_frozen_update",
    "supplement_items_frozen_delete",
    "supplement_items_frozen_update",
)


def upgrade():
    op.create_table(
        "access_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("acting_as", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "view",
                "list",
                "create",
                "change",
                "delete",
                "print",
                "download",
                "export",
                "reveal",
                "purge",
                name="accessaction",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("subject_count", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_entries")),
    )
    with op.batch_alter_table("access_entries", schema=None) as batch_op:
        batch_op.create_index("ix_access_entries_actor", ["actor_id", "at"], unique=False)
        batch_op.create_index("ix_access_entries_at", ["at"], unique=False)

    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_name", sa.String(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("acting_as", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("changes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("event_id", name=op.f("uq_audit_entries_event_id")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index("ix_audit_entries_actor", ["actor_id", "id"], unique=False)
        batch_op.create_index("ix_audit_entries_at", ["at"], unique=False)
        batch_op.create_index("ix_audit_entries_event", ["event_name", "id"], unique=False)
        batch_op.create_index("ix_audit_entries_subject", ["subject_kind", "subject_id", "id"], unique=False)

    op.create_table(
        "audit_seals",
        sa.Column("seal_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("entry_hash", sa.String(), nullable=False),
        sa.Column("chain_hash", sa.String(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seal_no", name=op.f("pk_audit_seals")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_audit_seals_entry_id")),
    )
    op.create_table(
        "branches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branches")),
        sa.UniqueConstraint("code", name=op.f("uq_branches_code")),
    )
    op.create_table(
        "consent_texts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_texts")),
        sa.UniqueConstraint("key", "number", name=op.f("uq_consent_texts_key_number")),
    )
    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("event_name", sa.String(), nullable=False),
        sa.Column("listener", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "done", "dead", name="messagestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
        sa.UniqueConstraint("event_id", "listener", name=op.f("uq_outbox_messages_event_id_listener")),
    )
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_messages_due", ["state", "due_at"], unique=False)

    op.create_table(
        "partner_organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "affiliate",
                "ministry",
                "local_government",
                "university",
                "centre",
                "association",
                "research",
                "investor",
                "other",
                name="partnerkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_phone", sa.String(), nullable=False),
        sa.Column("contact_email", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('affiliate', 'ministry', 'local_government', 'university', 'centre', 'association', 'research', 'investor', 'other')",
            name=op.f("ck_partner_organisations_kind_is_known"),
        ),
        sa.CheckConstraint(
            "length(name) > 0 AND length(name_key) > 0", name=op.f("ck_partner_organisations_has_a_name")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_organisations")),
        sa.UniqueConstraint("name_key", name=op.f("uq_partner_organisations_name_key")),
    )
    op.create_table(
        "questionnaires",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaires")),
        sa.UniqueConstraint("key", name=op.f("uq_questionnaires_key")),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("failed", "succeeded", "refused", name="attemptoutcome", native_enum=False, length=40),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempts")),
    )
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_attempts_address", ["address", "at"], unique=False)
        batch_op.create_index("ix_sign_in_attempts_at", ["at"], unique=False)
        batch_op.create_index("ix_sign_in_attempts_email", ["email_key", "at"], unique=False)

    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("email_proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum("active", "suspended", "closed", name="userstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email_key", name=op.f("uq_users_email_key")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("consent_text_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_text_id"], ["consent_texts.id"], name=op.f("fk_consents_consent_text_id_consent_texts")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_consents_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index("ix_consents_user", ["user_id"], unique=False)

    op.create_table(
        "delegations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column(
            "manner",
            sa.Enum("own", "delegated", "stand_in", name="manner", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("acts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("manner <> 'own'", name=op.f("ck_delegations_borrowed")),
        sa.CheckConstraint("manner <> 'stand_in' OR ends_at IS NOT NULL", name=op.f("ck_delegations_stand_in_ends")),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_delegations_ends_after_start")),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_delegations_two_people")),
        sa.ForeignKeyConstraint(["from_id"], ["users.id"], name=op.f("fk_delegations_from_id_users")),
        sa.ForeignKeyConstraint(["to_id"], ["users.id"], name=op.f("fk_delegations_to_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )
    with op.batch_alter_table("delegations", schema=None) as batch_op:
        batch_op.create_index("ix_delegations_from", ["from_id", "revoked_at"], unique=False)
        batch_op.create_index("ix_delegations_to", ["to_id", "revoked_at"], unique=False)

    op.create_table(
        "holidays",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_holidays_has_a_name")),
        sa.ForeignKeyConstraint(["set_by"], ["users.id"], name=op.f("fk_holidays_set_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
        sa.UniqueConstraint("day", name=op.f("uq_holidays_day")),
    )
    op.create_table(
        "issued_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Enum("receipt", name="paperkind", native_enum=False, length=40), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("holder_masked", sa.String(), nullable=False),
        sa.Column("content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("issued", "reissued", "revoked", name="paperstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_reason", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("replaced_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'issued') = (ended_at IS NULL)", name=op.f("ck_issued_papers_ended_has_time")),
        sa.ForeignKeyConstraint(["issued_by"], ["users.id"], name=op.f("fk_issued_papers_issued_by_users")),
        sa.ForeignKeyConstraint(
            ["replaced_id"], ["issued_papers.id"], name=op.f("fk_issued_papers_replaced_id_issued_papers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_papers")),
        sa.UniqueConstraint("code", name=op.f("uq_issued_papers_code")),
    )
    with op.batch_alter_table("issued_papers", schema=None) as batch_op:
        batch_op.create_index("ix_issued_papers_subject", ["subject_kind", "subject_id"], unique=False)
        batch_op.create_index(
            "uq_issued_papers_number_in_force",
            ["kind", "number"],
            unique=True,
            sqlite_where=sa.text("state = 'issued'"),
            postgresql_where=sa.text("state = 'issued'"),
        )

    op.create_table(
        "mail_proofs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("verify_email", "reset_password", name="proofpurpose", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mail_proofs_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_proofs")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mail_proofs_token_hash")),
    )
    with op.batch_alter_table("mail_proofs", schema=None) as batch_op:
        batch_op.create_index("ix_mail_proofs_address", ["address", "created_at"], unique=False)
        batch_op.create_index("ix_mail_proofs_user", ["user_id", "purpose"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "account",
                "receipt",
                "supplement",
                "message",
                "deadline",
                "call_change",
                "call_news",
                "team",
                "staff_work",
                name="noticekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("duty", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("awaits_digest", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notices_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_notices_user_id_key")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index("ix_notices_digest", ["awaits_digest", "created_at"], unique=False)
        batch_op.create_index("ix_notices_inbox", ["user_id", "id"], unique=False)
        batch_op.create_index("ix_notices_unread", ["user_id", "read_at"], unique=False)

    op.create_table(
        "notification_preferences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "account",
                "receipt",
                "supplement",
                "message",
                "deadline",
                "call_change",
                "call_news",
                "team",
                "staff_work",
                name="noticekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("mode", sa.Enum("now", "daily", "off", name="mode", native_enum=False, length=40), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notification_preferences_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_preferences")),
        sa.UniqueConstraint("user_id", "kind", name=op.f("uq_notification_preferences_user_id_kind")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("pre_founder", "sole_trader", "corporation", name="organisationkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("brn", sa.String(), nullable=True),
        sa.Column("corporate_no", sa.String(), nullable=True),
        sa.Column("representative_name", sa.String(), nullable=False),
        sa.Column("representative_born_on", sa.Date(), nullable=True),
        sa.Column("representative_user_id", sa.Uuid(), nullable=True),
        sa.Column("co_representatives", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("incorporated_on", sa.Date(), nullable=True),
        sa.Column("ksic", sa.String(), nullable=True),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("address_detail", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("homepage", sa.String(), nullable=False),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("candidate", "verified", "closed", name="organisationstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'pre_founder' AND brn IS NULL AND opened_on IS NULL AND incorporated_on IS NULL) OR (kind = 'sole_trader' AND brn IS NOT NULL AND opened_on IS NOT NULL AND incorporated_on IS NULL) OR (kind = 'corporation' AND brn IS NOT NULL AND incorporated_on IS NOT NULL)",
            name=op.f("ck_organisations_kind_fits_numbers"),
        ),
        sa.CheckConstraint(
            "state <> 'verified' OR verified_at IS NOT NULL", name=op.f("ck_organisations_verified_has_its_moment")
        ),
        sa.CheckConstraint(
            "state IN ('candidate', 'verified', 'closed')", name=op.f("ck_organisations_state_is_known")
        ),
        sa.CheckConstraint("brn IS NULL OR length(brn) = 10", name=op.f("ck_organisations_brn_has_ten_digits")),
        sa.CheckConstraint("length(name) > 0 AND length(name_key) > 0", name=op.f("ck_organisations_has_a_name")),
        sa.ForeignKeyConstraint(["branch_id"], ["branches.id"], name=op.f("fk_organisations_branch_id_branches")),
        sa.ForeignKeyConstraint(
            ["representative_user_id"], ["users.id"], name=op.f("fk_organisations_representative_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("brn", name=op.f("uq_organisations_brn")),
    )
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.create_index("ix_organisations_name_key", ["name_key"], unique=False)
        batch_op.create_index("ix_organisations_representative", ["representative_user_id"], unique=False)

    op.create_table(
        "parameters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["set_by"], ["users.id"], name=op.f("fk_parameters_set_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameters")),
        sa.UniqueConstraint("key", "effective_on", name=op.f("uq_parameters_key_effective_on")),
    )
    op.create_table(
        "programs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contest",
                "education",
                "jobs",
                "support",
                "rnd",
                "maker",
                "community",
                "fair",
                name="programkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "field",
            sa.Enum(
                "mechatronics",
                "alternative_water",
                "anti_aging",
                "common",
                name="programfield",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("branch_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("budget_line", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(budget_line) > 0", name=op.f("ck_programs_has_budget_line")),
        sa.CheckConstraint("length(code) BETWEEN 2 AND 12", name=op.f("ck_programs_code_length")),
        sa.ForeignKeyConstraint(["branch_id"], ["branches.id"], name=op.f("fk_programs_branch_id_branches")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_programs_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programs")),
        sa.UniqueConstraint("code", name=op.f("uq_programs_code")),
    )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programs_branch_id"), ["branch_id"], unique=False)

    op.create_table(
        "questionnaire_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "published", "retired", name="versionstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("definition", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'retired' OR retired_at IS NOT NULL", name=op.f("ck_questionnaire_versions_retired_has_time")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR (sha256 IS NOT NULL AND published_at IS NOT NULL)",
            name=op.f("ck_questionnaire_versions_published_is_sealed"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_questionnaire_versions_number_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["published_by"], ["users.id"], name=op.f("fk_questionnaire_versions_published_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaires.id"],
            name=op.f("fk_questionnaire_versions_questionnaire_id_questionnaires"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_versions")),
        sa.UniqueConstraint(
            "questionnaire_id", "number", name=op.f("uq_questionnaire_versions_questionnaire_id_number")
        ),
    )
    op.create_table(
        "stored_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hwp",
                "hwpx",
                "pdf",
                "docx",
                "xlsx",
                "pptx",
                "jpg",
                "png",
                name="filekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("uploaded", "clean", "infected", "purged", name="filestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scan_note", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'purged') = (purged_at IS NOT NULL)", name=op.f("ck_stored_files_purged_has_time")
        ),
        sa.CheckConstraint("pages IS NULL OR pages > 0", name=op.f("ck_stored_files_has_pages")),
        sa.CheckConstraint("size > 0", name=op.f("ck_stored_files_has_content")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["users.id"], name=op.f("fk_stored_files_uploaded_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
    )
    with op.batch_alter_table("stored_files", schema=None) as batch_op:
        batch_op.create_index("ix_stored_files_expires_at", ["expires_at"], unique=False)
        batch_op.create_index("ix_stored_files_sha256", ["sha256"], unique=False)
        batch_op.create_index("ix_stored_files_uploaded_by", ["uploaded_by", "created_at"], unique=False)

    op.create_table(
        "user_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("authenticated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_user_sessions_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_sessions_token_hash")),
    )
    with op.batch_alter_table("user_sessions", schema=None) as batch_op:
        batch_op.create_index("ix_user_sessions_user", ["user_id", "ended_at"], unique=False)

    op.create_table(
        "answer_sets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("stamps", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("left_behind", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["opened_by"], ["users.id"], name=op.f("fk_answer_sets_opened_by_users")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_answer_sets_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["questionnaire_versions.id"], name=op.f("fk_answer_sets_version_id_questionnaire_versions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_sets")),
    )
    with op.batch_alter_table("answer_sets", schema=None) as batch_op:
        batch_op.create_index("ix_answer_sets_organisation", ["organisation_id"], unique=False)
        batch_op.create_index("ix_answer_sets_version", ["version_id"], unique=False)

    op.create_table(
        "approvals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "act",
            sa.Enum("publish", "correct", "extend", "cancel", name="act", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=True),
        sa.Column("branch_id", sa.Uuid(), nullable=True),
        sa.Column("document", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("drafted_by", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafted",
                "in_review",
                "approved",
                "returned",
                "withdrawn",
                name="approvalstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('approved', 'returned', 'withdrawn')) = (settled_at IS NOT NULL)",
            name=op.f("ck_approvals_settled_has_time"),
        ),
        sa.CheckConstraint("state != 'returned' OR settled_reason <> ''", name=op.f("ck_approvals_return_has_reason")),
        sa.CheckConstraint("state = 'drafted' OR requested_at IS NOT NULL", name=op.f("ck_approvals_asked_has_time")),
        sa.ForeignKeyConstraint(["branch_id"], ["branches.id"], name=op.f("fk_approvals_branch_id_branches")),
        sa.ForeignKeyConstraint(["drafted_by"], ["users.id"], name=op.f("fk_approvals_drafted_by_users")),
        sa.ForeignKeyConstraint(["follows_id"], ["approvals.id"], name=op.f("fk_approvals_follows_id_approvals")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_approvals_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sa.UniqueConstraint("id", "drafted_by", name=op.f("uq_approvals_id_drafted_by")),
        sa.UniqueConstraint("number", name=op.f("uq_approvals_number")),
        sa.UniqueConstraint("subject_kind", "subject_id", "no", name=op.f("uq_approvals_subject_kind_subject_id_no")),
    )
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.create_index("ix_approvals_drafter", ["drafted_by", "state"], unique=False)
        batch_op.create_index("ix_approvals_state", ["state", "requested_at"], unique=False)
        batch_op.create_index(
            "uq_approvals_one_at_a_time",
            ["subject_kind", "subject_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('drafted', 'in_review')"),
            postgresql_where=sa.text("state IN ('drafted', 'in_review')"),
        )

    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("context", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("enclosures", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "sent",
                "failed",
                "held",
                "dead",
                "cancelled",
                name="deliverystate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("about_kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state != 'sent' OR sent_at IS NOT NULL", name=op.f("ck_deliveries_sent_has_time")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_deliveries_notice_id_notices")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_deliveries_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("key", name=op.f("uq_deliveries_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_deliveries_message_id")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index("ix_deliveries_about", ["about_id", "state", "due_at"], unique=False)
        batch_op.create_index("ix_deliveries_due", ["state", "due_at"], unique=False)
        batch_op.create_index("ix_deliveries_user", ["user_id", "id"], unique=False)

    op.create_table(
        "file_accesses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_file_accesses_file_id_stored_files")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_file_accesses_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_accesses")),
    )
    with op.batch_alter_table("file_accesses", schema=None) as batch_op:
        batch_op.create_index("ix_file_accesses_file", ["file_id", "at"], unique=False)

    op.create_table(
        "former_identities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("pre_founder", "sole_trader", "corporation", name="organisationkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("brn", sa.String(), nullable=True),
        sa.Column("representative_name", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column(
            "succession",
            sa.Enum("registered", "taken_over", "contributed", name="succession", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'pre_founder') = (brn IS NULL)", name=op.f("ck_former_identities_kind_fits_number")
        ),
        sa.CheckConstraint("brn IS NULL OR length(brn) = 10", name=op.f("ck_former_identities_brn_has_ten_digits")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_former_identities_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_identities")),
        sa.UniqueConstraint("brn", name=op.f("uq_former_identities_brn")),
    )
    with op.batch_alter_table("former_identities", schema=None) as batch_op:
        batch_op.create_index("ix_former_identities_name_key", ["name_key"], unique=False)
        batch_op.create_index("ix_former_identities_organisation", ["organisation_id"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_key", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "organisation_owner",
                "organisation_editor",
                "organisation_viewer",
                "manager",
                "head",
                "auditor",
                "privacy_officer",
                "admin",
                "reviewer",
                "mentor",
                "partner_officer",
                "investor",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("pending", "accepted", "withdrawn", name="invitationstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("invited_by", sa.Uuid(), nullable=False),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('organisation_owner', 'organisation_editor', 'organisation_viewer')",
            name=op.f("ck_invitations_role_of_a_member"),
        ),
        sa.CheckConstraint(
            "state <> 'accepted' OR accepted_by IS NOT NULL", name=op.f("ck_invitations_accepted_by_somebody")
        ),
        sa.ForeignKeyConstraint(["accepted_by"], ["users.id"], name=op.f("fk_invitations_accepted_by_users")),
        sa.ForeignKeyConstraint(["invited_by"], ["users.id"], name=op.f("fk_invitations_invited_by_users")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_invitations_organisation_id_organisations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index("ix_invitations_email", ["email_key", "state"], unique=False)
        batch_op.create_index(
            "uq_invitations_pending",
            ["organisation_id", "email_key"],
            unique=True,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )

    op.create_table(
        "message_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 3000", name=op.f("ck_message_templates_body_length")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 60", name=op.f("ck_message_templates_name_length")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_message_templates_program_id_programs")),
        sa.ForeignKeyConstraint(["written_by"], ["users.id"], name=op.f("fk_message_templates_written_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_templates")),
    )
    with op.batch_alter_table("message_templates", schema=None) as batch_op:
        batch_op.create_index(
            "uq_message_templates_name",
            ["program_id", "name_key"],
            unique=True,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )

    op.create_table(
        "program_partners",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "supervisor",
                "regional",
                "agency",
                "host",
                "cooperator",
                "participant",
                name="partnerrole",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner_organisations.id"],
            name=op.f("fk_program_partners_partner_id_partner_organisations"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_program_partners_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_partners")),
        sa.UniqueConstraint(
            "program_id", "partner_id", "role", name=op.f("uq_program_partners_program_id_partner_id_role")
        ),
    )
    with op.batch_alter_table("program_partners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_program_partners_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "role_grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "organisation_owner",
                "organisation_editor",
                "organisation_viewer",
                "manager",
                "head",
                "auditor",
                "privacy_officer",
                "admin",
                "reviewer",
                "mentor",
                "partner_officer",
                "investor",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("program_id", sa.Uuid(), nullable=True),
        sa.Column("branch_id", sa.Uuid(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("granted_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_role_grants_ends_after_start")),
        sa.ForeignKeyConstraint(["branch_id"], ["branches.id"], name=op.f("fk_role_grants_branch_id_branches")),
        sa.ForeignKeyConstraint(["granted_by"], ["users.id"], name=op.f("fk_role_grants_granted_by_users")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_role_grants_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_role_grants_program_id_programs")),
        sa.ForeignKeyConstraint(["revoked_by"], ["users.id"], name=op.f("fk_role_grants_revoked_by_users")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_role_grants_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
    )
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.create_index("ix_role_grants_organisation", ["organisation_id"], unique=False)
        batch_op.create_index("ix_role_grants_user", ["user_id", "revoked_at"], unique=False)

    op.create_table(
        "saved_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("wanted", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 60", name=op.f("ck_saved_views_name_length")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_saved_views_owner_id_users")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_saved_views_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint(
            "program_id", "owner_id", "name_key", name=op.f("uq_saved_views_program_id_owner_id_name_key")
        ),
    )
    op.create_table(
        "tags",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 30", name=op.f("ck_tags_name_length")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_tags_created_by_users")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_tags_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("program_id", "name_key", name=op.f("uq_tags_program_id_name_key")),
    )
    op.create_table(
        "wallet_documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "business_registration",
                "corporate_register",
                "national_tax",
                "local_tax",
                "financial_statement",
                "insurance_roll",
                "other",
                name="walletkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "expires_on IS NULL OR expires_on >= issued_on", name=op.f("ck_wallet_documents_expires_after_issue")
        ),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name=op.f("fk_wallet_documents_added_by_users")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_wallet_documents_file_id_stored_files")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_wallet_documents_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["removed_by"], ["users.id"], name=op.f("fk_wallet_documents_removed_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wallet_documents")),
    )
    with op.batch_alter_table("wallet_documents", schema=None) as batch_op:
        batch_op.create_index("ix_wallet_documents_organisation", ["organisation_id", "removed_at"], unique=False)

    op.create_table(
        "approval_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("drafted_by", sa.Uuid(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("part", sa.Enum("review", "approve", name="part", native_enum=False, length=40), nullable=False),
        sa.Column("signer_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "signed", "returned", name="linestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column(
            "manner",
            sa.Enum("own", "delegated", "stand_in", name="manner", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('signed', 'returned')) = (signed_by IS NOT NULL)",
            name=op.f("ck_approval_lines_signature_has_hand"),
        ),
        sa.CheckConstraint(
            "(signed_by IS NULL) = (signed_at IS NULL)", name=op.f("ck_approval_lines_signature_has_time")
        ),
        sa.CheckConstraint(
            "signed_by IS NULL OR signed_by <> drafted_by", name=op.f("ck_approval_lines_drafter_never_signs")
        ),
        sa.CheckConstraint("signer_id <> drafted_by", name=op.f("ck_approval_lines_drafter_is_not_asked")),
        sa.ForeignKeyConstraint(
            ["approval_id", "drafted_by"],
            ["approvals.id", "approvals.drafted_by"],
            name=op.f("fk_approval_lines_approval_id_approvals"),
        ),
        sa.ForeignKeyConstraint(["signed_by"], ["users.id"], name=op.f("fk_approval_lines_signed_by_users")),
        sa.ForeignKeyConstraint(["signer_id"], ["users.id"], name=op.f("fk_approval_lines_signer_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_lines")),
        sa.UniqueConstraint("approval_id", "no", name=op.f("uq_approval_lines_approval_id_no")),
        sa.UniqueConstraint("approval_id", "signed_by", name=op.f("uq_approval_lines_approval_id_signed_by")),
        sa.UniqueConstraint("approval_id", "signer_id", name=op.f("uq_approval_lines_approval_id_signer_id")),
    )
    with op.batch_alter_table("approval_lines", schema=None) as batch_op:
        batch_op.create_index("ix_approval_lines_signer", ["signer_id", "state"], unique=False)

    op.create_table(
        "editing_presences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_set_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("section_key", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_set_id"],
            ["answer_sets.id"],
            name=op.f("fk_editing_presences_answer_set_id_answer_sets"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_editing_presences_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editing_presences")),
        sa.UniqueConstraint(
            "answer_set_id", "session_key", name=op.f("uq_editing_presences_answer_set_id_session_key")
        ),
    )
    with op.batch_alter_table("editing_presences", schema=None) as batch_op:
        batch_op.create_index("ix_editing_presences_seen", ["answer_set_id", "seen_at"], unique=False)

    op.create_table(
        "rounds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("purpose_en", sa.Text(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("support_en", sa.Text(), nullable=False),
        sa.Column("how_to_apply", sa.Text(), nullable=False),
        sa.Column("how_to_apply_en", sa.Text(), nullable=False),
        sa.Column("budget_text", sa.String(), nullable=False),
        sa.Column("budget_text_en", sa.String(), nullable=False),
        sa.Column("schedule", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("eligibility", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("documents_wanted", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_phone", sa.String(), nullable=False),
        sa.Column("contact_email", sa.String(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("agreement_on", sa.Date(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "in_approval",
                "approved",
                "scheduled",
                "open",
                "closed",
                "cancelled",
                name="roundstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("questionnaire_version_id", sa.Uuid(), nullable=True),
        sa.Column("file_total_limit", sa.Integer(), nullable=False),
        sa.Column("page_limit", sa.Integer(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("bonus_cap", sa.Integer(), nullable=False),
        sa.Column("waiting_list_length", sa.Integer(), nullable=False),
        sa.Column("tie_chain", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("copied_from_id", sa.Uuid(), nullable=True),
        sa.Column("recalled_from_id", sa.Uuid(), nullable=True),
        sa.Column("recall_reason", sa.Text(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=True),
        sa.Column("receipt_serial", sa.Integer(), nullable=False),
        sa.Column("posting_reason", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state != 'approved' OR approval_id IS NOT NULL", name=op.f("ck_rounds_approved_has_approval")
        ),
        sa.CheckConstraint(
            "state != 'cancelled' OR cancelled_at IS NOT NULL", name=op.f("ck_rounds_cancelled_has_time")
        ),
        sa.CheckConstraint("state != 'closed' OR closed_at IS NOT NULL", name=op.f("ck_rounds_closed_was_closed")),
        sa.CheckConstraint("state != 'open' OR opened_at IS NOT NULL", name=op.f("ck_rounds_open_was_opened")),
        sa.CheckConstraint(
            "state IN ('planned', 'in_approval', 'approved', 'cancelled') OR published_at IS NOT NULL",
            name=op.f("ck_rounds_public_is_published"),
        ),
        sa.CheckConstraint("bonus_cap BETWEEN 0 AND 100", name=op.f("ck_rounds_bonus_cap_within")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_rounds_closes_after_opens")),
        sa.CheckConstraint("file_total_limit > 0", name=op.f("ck_rounds_file_total_positive")),
        sa.CheckConstraint("page_limit > 0", name=op.f("ck_rounds_page_limit_positive")),
        sa.CheckConstraint("quota IS NULL OR quota > 0", name=op.f("ck_rounds_quota_positive")),
        sa.CheckConstraint("receipt_serial >= 0", name=op.f("ck_rounds_serial_not_negative")),
        sa.CheckConstraint("round_no > 0", name=op.f("ck_rounds_round_no_positive")),
        sa.CheckConstraint("waiting_list_length >= 0", name=op.f("ck_rounds_waiting_list_not_negative")),
        sa.CheckConstraint("year BETWEEN 2015 AND 2200", name=op.f("ck_rounds_year_plausible")),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.id"], name=op.f("fk_rounds_approval_id_approvals")),
        sa.ForeignKeyConstraint(["copied_from_id"], ["rounds.id"], name=op.f("fk_rounds_copied_from_id_rounds")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_rounds_program_id_programs")),
        sa.ForeignKeyConstraint(
            ["questionnaire_version_id"],
            ["questionnaire_versions.id"],
            name=op.f("fk_rounds_questionnaire_version_id_questionnaire_versions"),
        ),
        sa.ForeignKeyConstraint(["recalled_from_id"], ["rounds.id"], name=op.f("fk_rounds_recalled_from_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("program_id", "year", "round_no", name=op.f("uq_rounds_program_id_year_round_no")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rounds_program_id"), ["program_id"], unique=False)
        batch_op.create_index("ix_rounds_state_closes", ["state", "closes_at"], unique=False)
        batch_op.create_index("ix_rounds_state_opens", ["state", "opens_at"], unique=False)

    op.create_table(
        "bonus_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("evidence_en", sa.String(), nullable=False),
        sa.CheckConstraint("points BETWEEN 1 AND 100", name=op.f("ck_bonus_items_points_within")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_bonus_items_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bonus_items")),
        sa.UniqueConstraint("round_id", "key", name=op.f("uq_bonus_items_round_id_key")),
    )
    op.create_table(
        "bulk_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "tag",
                "untag",
                "assign",
                "message",
                "supplement",
                "pass_check",
                name="bulkact",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parameters", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_bulk_runs_round_id_rounds")),
        sa.ForeignKeyConstraint(["started_by"], ["users.id"], name=op.f("fk_bulk_runs_started_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_runs")),
        sa.UniqueConstraint("started_by", "key", name=op.f("uq_bulk_runs_started_by_key")),
    )
    with op.batch_alter_table("bulk_runs", schema=None) as batch_op:
        batch_op.create_index("ix_bulk_runs_round", ["round_id", "id"], unique=False)

    op.create_table(
        "divisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.CheckConstraint("quota > 0", name=op.f("ck_divisions_quota_positive")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_divisions_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divisions")),
        sa.UniqueConstraint("round_id", "key", name=op.f("uq_divisions_round_id_key")),
    )
    op.create_table(
        "duplicate_searches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("done <= total", name=op.f("ck_duplicate_searches_done_within_total")),
        sa.ForeignKeyConstraint(["requested_by"], ["users.id"], name=op.f("fk_duplicate_searches_requested_by_users")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_duplicate_searches_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_searches")),
    )
    with op.batch_alter_table("duplicate_searches", schema=None) as batch_op:
        batch_op.create_index("ix_duplicate_searches_open", ["finished_at"], unique=False)
        batch_op.create_index("ix_duplicate_searches_round", ["round_id", "id"], unique=False)

    op.create_table(
        "participations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "admitted", "active", "completed", "withdrawn", name="participationstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "organisation_id IS NOT NULL OR user_id IS NOT NULL", name=op.f("ck_participations_somebody_takes_part")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_participations_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_participations_round_id_rounds")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_participations_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participations")),
        sa.UniqueConstraint(
            "round_id", "organisation_id", "user_id", name=op.f("uq_participations_round_id_organisation_id_user_id")
        ),
    )
    with op.batch_alter_table("participations", schema=None) as batch_op:
        batch_op.create_index("ix_participations_organisation", ["organisation_id"], unique=False)

    op.create_table(
        "rechecks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "finished_at IS NULL OR finished_at >= asked_at", name=op.f("ck_rechecks_finished_after_asked")
        ),
        sa.CheckConstraint("total >= 0 AND done >= 0", name=op.f("ck_rechecks_counts")),
        sa.ForeignKeyConstraint(["asked_by"], ["users.id"], name=op.f("fk_rechecks_asked_by_users")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_rechecks_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rechecks")),
    )
    with op.batch_alter_table("rechecks", schema=None) as batch_op:
        batch_op.create_index("ix_rechecks_round", ["round_id", "asked_at"], unique=False)
        batch_op.create_index(
            "uq_rechecks_running",
            ["round_id"],
            unique=True,
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )

    op.create_table(
        "round_attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name=op.f("fk_round_attachments_added_by_users")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_round_attachments_file_id_stored_files")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_round_attachments_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_attachments")),
        sa.UniqueConstraint("round_id", "file_id", name=op.f("uq_round_attachments_round_id_file_id")),
    )
    op.create_table(
        "round_notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "published",
                "correction",
                "extension",
                "cancellation",
                "recall",
                name="noticekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind = 'published' OR reason <> ''", name=op.f("ck_round_notices_a_change_has_a_reason")),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.id"], name=op.f("fk_round_notices_approval_id_approvals")),
        sa.ForeignKeyConstraint(["published_by"], ["users.id"], name=op.f("fk_round_notices_published_by_users")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_round_notices_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_notices")),
        sa.UniqueConstraint("round_id", "no", name=op.f("uq_round_notices_round_id_no")),
    )
    op.create_table(
        "round_stages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "document", "presentation", "site_visit", "interview", name="stagekind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("weight_percent", sa.Integer(), nullable=False),
        sa.Column("cut_percent", sa.Integer(), nullable=True),
        sa.Column("floor_points", sa.Integer(), nullable=False),
        sa.Column("floor_includes_bonus", sa.Boolean(), nullable=False),
        sa.Column("item_floor_percent", sa.Integer(), nullable=True),
        sa.Column("trim_least_people", sa.Integer(), nullable=False),
        sa.Column("rounding_scale", sa.Integer(), nullable=False),
        sa.Column("step_tenths", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cut_percent IS NULL OR cut_percent >= 100", name=op.f("ck_round_stages_cut_at_least_quota")
        ),
        sa.CheckConstraint("floor_points BETWEEN 0 AND 100", name=op.f("ck_round_stages_floor_within")),
        sa.CheckConstraint(
            "item_floor_percent IS NULL OR item_floor_percent BETWEEN 1 AND 100",
            name=op.f("ck_round_stages_item_floor_within"),
        ),
        sa.CheckConstraint("people > 0", name=op.f("ck_round_stages_somebody_judges")),
        sa.CheckConstraint("rounding_scale BETWEEN 0 AND 4", name=op.f("ck_round_stages_scale_within")),
        sa.CheckConstraint("step_tenths IN (1, 5, 10)", name=op.f("ck_round_stages_step_known")),
        sa.CheckConstraint("trim_least_people >= 3", name=op.f("ck_round_stages_trim_leaves_one")),
        sa.CheckConstraint("weight_percent BETWEEN 0 AND 100", name=op.f("ck_round_stages_weight_within")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_round_stages_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_stages")),
        sa.UniqueConstraint("round_id", "key", name=op.f("uq_round_stages_round_id_key")),
    )
    op.create_table(
        "applications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("division_id", sa.Uuid(), nullable=True),
        sa.Column("answer_set_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "withdrawn",
                "not_submitted",
                "in_review",
                "supplement_requested",
                "eligible",
                "ineligible",
                name="applicationstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("receipt_no", sa.String(), nullable=True),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column(
            "applicant_kind",
            sa.Enum("pre_founder", "sole_trader", "corporation", name="organisationkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("applicant_region", sa.String(), nullable=False),
        sa.Column("project_title", sa.Text(), nullable=False),
        sa.Column("amount_won", sa.BigInteger(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("self_check", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("first_submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name=op.f("ck_applications_withdrawn_has_time")
        ),
        sa.CheckConstraint(
            "released_at IS NULL OR state IN ('eligible', 'ineligible', 'withdrawn')",
            name=op.f("ck_applications_released_is_decided"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'withdrawn', 'not_submitted', 'in_review', 'supplement_requested', 'eligible', 'ineligible')",
            name=op.f("ck_applications_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('draft', 'not_submitted') OR submitted_at IS NULL",
            name=op.f("ck_applications_draft_not_submitted"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'in_review', 'supplement_requested', 'eligible', 'ineligible') OR (receipt_no IS NOT NULL AND submitted_at IS NOT NULL)",
            name=op.f("ck_applications_submitted_has_receipt"),
        ),
        sa.CheckConstraint(
            "(receipt_no IS NULL) = (first_submitted_at IS NULL)",
            name=op.f("ck_applications_receipt_from_first_submit"),
        ),
        sa.CheckConstraint(
            "(receipt_no IS NULL) = (version_no = 0)", name=op.f("ck_applications_receipt_from_first_version")
        ),
        sa.CheckConstraint("amount_won BETWEEN 0 AND 1000000000000000", name=op.f("ck_applications_amount_won_bounds")),
        sa.CheckConstraint("version_no >= 0", name=op.f("ck_applications_version_no_counts")),
        sa.ForeignKeyConstraint(
            ["answer_set_id"], ["answer_sets.id"], name=op.f("fk_applications_answer_set_id_answer_sets")
        ),
        sa.ForeignKeyConstraint(["division_id"], ["divisions.id"], name=op.f("fk_applications_division_id_divisions")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_applications_organisation_id_organisations")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_applications_round_id_rounds")),
        sa.ForeignKeyConstraint(["started_by"], ["users.id"], name=op.f("fk_applications_started_by_users")),
        sa.ForeignKeyConstraint(["submitted_by"], ["users.id"], name=op.f("fk_applications_submitted_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("answer_set_id", name=op.f("uq_applications_answer_set_id")),
        sa.UniqueConstraint("receipt_no", name=op.f("uq_applications_receipt_no")),
    )
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.create_index("ix_applications_organisation", ["organisation_id"], unique=False)
        batch_op.create_index(
            "ix_applications_round_amount",
            ["round_id", "amount_won", "id"],
            unique=False,
            postgresql_ops={"amount_won": "NULLS FIRST"},
        )
        batch_op.create_index("ix_applications_round_applicant", ["round_id", "applicant_name", "id"], unique=False)
        batch_op.create_index(
            "ix_applications_round_division",
            ["round_id", "division_id", "submitted_at", "id"],
            unique=False,
            postgresql_ops={"submitted_at": "NULLS FIRST"},
            postgresql_where=sa.text("division_id IS NOT NULL"),
            sqlite_where=sa.text("division_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_applications_round_kind",
            ["round_id", "applicant_kind", "submitted_at", "id"],
            unique=False,
            postgresql_ops={"submitted_at": "NULLS FIRST"},
        )
        batch_op.create_index(
            "ix_applications_round_receipt",
            ["round_id", "receipt_no", "id"],
            unique=False,
            postgresql_ops={"receipt_no": "NULLS FIRST"},
        )
        batch_op.create_index(
            "ix_applications_round_region",
            ["round_id", "applicant_region", "submitted_at", "id"],
            unique=False,
            postgresql_ops={"submitted_at": "NULLS FIRST"},
        )
        batch_op.create_index(
            "ix_applications_round_search",
            ["round_id", "state", "applicant_kind", "applicant_region", "search_text", "id"],
            unique=False,
        )
        batch_op.create_index("ix_applications_round_started", ["round_id", "created_at", "id"], unique=False)
        batch_op.create_index(
            "ix_applications_round_state",
            ["round_id", "state", "submitted_at", "id"],
            unique=False,
            postgresql_ops={"submitted_at": "NULLS FIRST"},
        )
        batch_op.create_index(
            "ix_applications_round_submitted",
            ["round_id", "submitted_at", "id"],
            unique=False,
            postgresql_ops={"submitted_at": "NULLS FIRST"},
        )
        batch_op.create_index("ix_applications_round_title", ["round_id", "project_title", "id"], unique=False)
        batch_op.create_index(
            "uq_applications_live",
            ["round_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )

    op.create_table(
        "criteria",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stage_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("group_label", sa.String(), nullable=False),
        sa.Column("group_label_en", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("guidance", sa.Text(), nullable=False),
        sa.Column("guidance_en", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("needs_reason", sa.Boolean(), nullable=False),
        sa.CheckConstraint("points BETWEEN 1 AND 100", name=op.f("ck_criteria_points_within")),
        sa.ForeignKeyConstraint(["stage_id"], ["round_stages.id"], name=op.f("fk_criteria_stage_id_round_stages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
        sa.UniqueConstraint("stage_id", "key", name=op.f("uq_criteria_stage_id_key")),
    )
    op.create_table(
        "application_marks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "same_company",
                "same_representative",
                "same_phone",
                "same_email",
                "alike_text",
                name="duplicateground",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_marks_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_marks")),
        sa.UniqueConstraint(
            "application_id", "ground", "value", name=op.f("uq_application_marks_application_id_ground_value")
        ),
    )
    with op.batch_alter_table("application_marks", schema=None) as batch_op:
        batch_op.create_index("ix_application_marks_value", ["value", "ground"], unique=False)

    op.create_table(
        "application_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("is_from_staff", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 4000", name=op.f("ck_application_messages_body_length")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_messages_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_application_messages_author_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_messages")),
    )
    with op.batch_alter_table("application_messages", schema=None) as batch_op:
        batch_op.create_index("ix_application_messages_application", ["application_id", "at"], unique=False)

    op.create_table(
        "application_prints",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_prints_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_prints")),
        sa.UniqueConstraint("application_id", name=op.f("uq_application_prints_application_id")),
    )
    op.create_table(
        "application_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=False),
        sa.Column("verification_code", sa.String(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_application_versions_sha256_length")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_application_versions_number_counts")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_versions_application_id_applications")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["users.id"], name=op.f("fk_application_versions_submitted_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_versions")),
        sa.UniqueConstraint("application_id", "number", name=op.f("uq_application_versions_application_id_number")),
        sa.UniqueConstraint("verification_code", name=op.f("uq_application_versions_verification_code")),
    )
    op.create_table(
        "bulk_rows",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("bulk_waiting", "bulk_done", "bulk_failed", name="bulkoutcome", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("problem", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(outcome = 'bulk_waiting') = (at IS NULL)", name=op.f("ck_bulk_rows_done_has_time")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_bulk_rows_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["bulk_runs.id"], name=op.f("fk_bulk_rows_run_id_bulk_runs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_rows")),
        sa.UniqueConstraint("run_id", "application_id", name=op.f("uq_bulk_rows_run_id_application_id")),
    )
    op.create_table(
        "desk_assignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_desk_assignments_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["assigned_by"], ["users.id"], name=op.f("fk_desk_assignments_assigned_by_users")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_desk_assignments_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_assignments")),
        sa.UniqueConstraint("application_id", name=op.f("uq_desk_assignments_application_id")),
    )
    with op.batch_alter_table("desk_assignments", schema=None) as batch_op:
        batch_op.create_index("ix_desk_assignments_user", ["user_id"], unique=False)

    op.create_table(
        "duplicate_pairs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("grounds", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "duplicate_open",
                "duplicate_confirmed",
                "duplicate_dismissed",
                name="duplicatestate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'duplicate_open') = (decided_at IS NULL)", name=op.f("ck_duplicate_pairs_decided_has_time")
        ),
        sa.CheckConstraint("application_id <> other_id", name=op.f("ck_duplicate_pairs_two_applications")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_duplicate_pairs_percent_bounds")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_duplicate_pairs_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name=op.f("fk_duplicate_pairs_decided_by_users")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["applications.id"], name=op.f("fk_duplicate_pairs_other_id_applications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pairs")),
        sa.UniqueConstraint("application_id", "other_id", name=op.f("uq_duplicate_pairs_application_id_other_id")),
    )
    with op.batch_alter_table("duplicate_pairs", schema=None) as batch_op:
        batch_op.create_index("ix_duplicate_pairs_other", ["other_id"], unique=False)

    op.create_table(
        "eligibility_reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending", "checking", "proposed", "passed", "failed", name="reviewstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("taken_from", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("returned_reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'pending') = (begun_at IS NULL)", name=op.f("ck_eligibility_reviews_begun_has_time")
        ),
        sa.CheckConstraint(
            "(state IN ('passed', 'failed')) = (decided_by IS NOT NULL)",
            name=op.f("ck_eligibility_reviews_decision_has_author"),
        ),
        sa.CheckConstraint(
            "state <> 'failed' OR decided_by <> proposed_by",
            name=op.f("ck_eligibility_reviews_two_people_for_ineligible"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('proposed', 'failed') OR proposed_by IS NOT NULL",
            name=op.f("ck_eligibility_reviews_proposal_has_author"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_eligibility_reviews_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name=op.f("fk_eligibility_reviews_decided_by_users")),
        sa.ForeignKeyConstraint(["proposed_by"], ["users.id"], name=op.f("fk_eligibility_reviews_proposed_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility_reviews")),
        sa.UniqueConstraint("application_id", name=op.f("uq_eligibility_reviews_application_id")),
    )
    with op.batch_alter_table("eligibility_reviews", schema=None) as batch_op:
        batch_op.create_index("ix_eligibility_reviews_state", ["state"], unique=False)

    op.create_table(
        "rechecked_applications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recheck_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "before", sa.Enum("pass", "fail", "unknown", name="outcome", native_enum=False, length=40), nullable=False
        ),
        sa.Column(
            "after", sa.Enum("pass", "fail", "unknown", name="outcome", native_enum=False, length=40), nullable=False
        ),
        sa.Column("findings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_rechecked_applications_application_id_applications")
        ),
        sa.ForeignKeyConstraint(
            ["recheck_id"], ["rechecks.id"], name=op.f("fk_rechecked_applications_recheck_id_rechecks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rechecked_applications")),
        sa.UniqueConstraint(
            "recheck_id", "application_id", name=op.f("uq_rechecked_applications_recheck_id_application_id")
        ),
    )
    with op.batch_alter_table("rechecked_applications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rechecked_applications_application_id"), ["application_id"], unique=False)

    op.create_table(
        "supplement_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("awaited", "supplied", "lapsed", "recalled", name="supplementstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supplied_by", sa.Uuid(), nullable=True),
        sa.Column("supplied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'awaited') = (closed_at IS NULL)", name=op.f("ck_supplement_requests_closed_has_time")
        ),
        sa.CheckConstraint(
            "(state = 'supplied') = (sha256 IS NOT NULL)", name=op.f("ck_supplement_requests_supplied_has_hash")
        ),
        sa.CheckConstraint(
            "(state = 'supplied') = (supplied_at IS NOT NULL)", name=op.f("ck_supplement_requests_supplied_has_time")
        ),
        sa.CheckConstraint("no >= 1", name=op.f("ck_supplement_requests_no_counts")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_supplement_requests_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["requested_by"], ["users.id"], name=op.f("fk_supplement_requests_requested_by_users")),
        sa.ForeignKeyConstraint(["supplied_by"], ["users.id"], name=op.f("fk_supplement_requests_supplied_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplement_requests")),
        sa.UniqueConstraint("application_id", "no", name=op.f("uq_supplement_requests_application_id_no")),
    )
    with op.batch_alter_table("supplement_requests", schema=None) as batch_op:
        batch_op.create_index("ix_supplement_requests_due", ["state", "due_at"], unique=False)
        batch_op.create_index(
            "uq_supplement_requests_awaited",
            ["application_id"],
            unique=True,
            sqlite_where=sa.text("state = 'awaited'"),
            postgresql_where=sa.text("state = 'awaited'"),
        )

    op.create_table(
        "tagged_applications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.Column("tagged_by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_tagged_applications_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_tagged_applications_tag_id_tags")),
        sa.ForeignKeyConstraint(["tagged_by"], ["users.id"], name=op.f("fk_tagged_applications_tagged_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tagged_applications")),
        sa.UniqueConstraint("application_id", "tag_id", name=op.f("uq_tagged_applications_application_id_tag_id")),
    )
    with op.batch_alter_table("tagged_applications", schema=None) as batch_op:
        batch_op.create_index("ix_tagged_applications_tag", ["tag_id"], unique=False)

    op.create_table(
        "check_rows",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("condition", "document", "standing", name="rowsource", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("label", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("reason", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("basis", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("is_plan", sa.Boolean(), nullable=False),
        sa.Column(
            "verdict", sa.Enum("pass", "fail", "hold", name="verdict", native_enum=False, length=40), nullable=True
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "met_by_check",
                "met_by_document",
                "met_by_inquiry",
                "met_by_declaration",
                "not_concerned",
                "wrong_kind",
                "company_age",
                "industry",
                "region",
                "age",
                "arrears",
                "closed_business",
                "restricted",
                "duplicate",
                "representative",
                "document_missing",
                "document_invalid",
                "page_limit",
                "copied",
                "untrue",
                "waits_for_document",
                "waits_for_inquiry",
                "waits_for_opinion",
                name="ground",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_file_id", sa.Uuid(), nullable=True),
        sa.Column("judged_by", sa.Uuid(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("proposal IN ('pass', 'fail', 'unknown')", name=op.f("ck_check_rows_proposal_known")),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict = 'pass' OR evidence <> ''", name=op.f("ck_check_rows_doubt_has_evidence")
        ),
        sa.CheckConstraint("(verdict IS NULL) = (ground IS NULL)", name=op.f("ck_check_rows_verdict_has_ground")),
        sa.CheckConstraint("(verdict IS NULL) = (judged_by IS NULL)", name=op.f("ck_check_rows_verdict_has_author")),
        sa.ForeignKeyConstraint(
            ["evidence_file_id"], ["stored_files.id"], name=op.f("fk_check_rows_evidence_file_id_stored_files")
        ),
        sa.ForeignKeyConstraint(["judged_by"], ["users.id"], name=op.f("fk_check_rows_judged_by_users")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["eligibility_reviews.id"], name=op.f("fk_check_rows_review_id_eligibility_reviews")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_rows")),
        sa.UniqueConstraint("review_id", "key", name=op.f("uq_check_rows_review_id_key")),
    )
    op.create_table(
        "outgoing_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "outgoing_waiting",
                "outgoing_held",
                "outgoing_sent",
                "outgoing_cancelled",
                name="outgoingstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("problem", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(state = 'outgoing_sent') = (message_id IS NOT NULL)", name=op.f("ck_outgoing_messages_sent_has_message")
        ),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 4000", name=op.f("ck_outgoing_messages_body_length")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_outgoing_messages_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_outgoing_messages_author_id_users")),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["application_messages.id"],
            name=op.f("fk_outgoing_messages_message_id_application_messages"),
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_outgoing_messages_round_id_rounds")),
        sa.ForeignKeyConstraint(["run_id"], ["bulk_runs.id"], name=op.f("fk_outgoing_messages_run_id_bulk_runs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_messages")),
    )
    with op.batch_alter_table("outgoing_messages", schema=None) as batch_op:
        batch_op.create_index("ix_outgoing_messages_application", ["application_id"], unique=False)
        batch_op.create_index("ix_outgoing_messages_due", ["state", "leaves_at"], unique=False)
        batch_op.create_index("ix_outgoing_messages_round", ["round_id", "id"], unique=False)

    op.create_table(
        "submission_attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("accepted", "refused", name="attemptoutcome", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("message", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'accepted') = (version_id IS NOT NULL)",
            name=op.f("ck_submission_attempts_accepted_has_version"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_submission_attempts_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_submission_attempts_user_id_users")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["application_versions.id"],
            name=op.f("fk_submission_attempts_version_id_application_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_attempts")),
    )
    with op.batch_alter_table("submission_attempts", schema=None) as batch_op:
        batch_op.create_index("ix_submission_attempts_application", ["application_id", "at"], unique=False)
        batch_op.create_index(
            "uq_submission_attempts_key",
            ["application_id", "user_id", "key"],
            unique=True,
            sqlite_where=sa.text("outcome = 'accepted'"),
            postgresql_where=sa.text("outcome = 'accepted'"),
        )

    op.create_table(
        "supplement_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column(
            "defect",
            sa.Enum(
                "missing",
                "unsigned",
                "expired",
                "unreadable",
                "wrong_document",
                "mismatch",
                "resident_number",
                name="defect",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["users.id"], name=op.f("fk_supplement_items_answered_by_users")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["supplement_requests.id"], name=op.f("fk_supplement_items_request_id_supplement_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplement_items")),
        sa.UniqueConstraint("request_id", "no", name=op.f("uq_supplement_items_request_id_no")),
    )
    op.create_table(
        "supplement_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("shown", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["users.id"], name=op.f("fk_supplement_files_added_by_users")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_supplement_files_file_id_stored_files")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["supplement_items.id"], name=op.f("fk_supplement_files_item_id_supplement_items")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplement_files")),
        sa.UniqueConstraint("item_id", "file_id", name=op.f("uq_supplement_files_item_id_file_id")),
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)


def downgrade():
    op.drop_table("supplement_files")
    op.drop_table("supplement_items")
    with op.batch_alter_table("submission_attempts", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_submission_attempts_key",
            sqlite_where=sa.text("outcome = 'accepted'"),
            postgresql_where=sa.text("outcome = 'accepted'"),
        )
        batch_op.drop_index("ix_submission_attempts_application")

    op.drop_table("submission_attempts")
    with op.batch_alter_table("outgoing_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_outgoing_messages_round")
        batch_op.drop_index("ix_outgoing_messages_due")
        batch_op.drop_index("ix_outgoing_messages_application")

    op.drop_table("outgoing_messages")
    op.drop_table("check_rows")
    with op.batch_alter_table("tagged_applications", schema=None) as batch_op:
        batch_op.drop_index("ix_tagged_applications_tag")

    op.drop_table("tagged_applications")
    with op.batch_alter_table("supplement_requests", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_supplement_requests_awaited",
            sqlite_where=sa.text("state = 'awaited'"),
            postgresql_where=sa.text("state = 'awaited'"),
        )
        batch_op.drop_index("ix_supplement_requests_due")

    op.drop_table("supplement_requests")
    with op.batch_alter_table("rechecked_applications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rechecked_applications_application_id"))

    op.drop_table("rechecked_applications")
    with op.batch_alter_table("eligibility_reviews", schema=None) as batch_op:
        batch_op.drop_index("ix_eligibility_reviews_state")

    op.drop_table("eligibility_reviews")
    with op.batch_alter_table("duplicate_pairs", schema=None) as batch_op:
        batch_op.drop_index("ix_duplicate_pairs_other")

    op.drop_table("duplicate_pairs")
    with op.batch_alter_table("desk_assignments", schema=None) as batch_op:
        batch_op.drop_index("ix_desk_assignments_user")

    op.drop_table("desk_assignments")
    op.drop_table("bulk_rows")
    op.drop_table("application_versions")
    op.drop_table("application_prints")
    with op.batch_alter_table("application_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_application_messages_application")

    op.drop_table("application_messages")
    with op.batch_alter_table("application_marks", schema=None) as batch_op:
        batch_op.drop_index("ix_application_marks_value")

    op.drop_table("application_marks")
    op.drop_table("criteria")
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_applications_live",
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )
        batch_op.drop_index("ix_applications_round_title")
        batch_op.drop_index("ix_applications_round_submitted")
        batch_op.drop_index("ix_applications_round_state")
        batch_op.drop_index("ix_applications_round_started")
        batch_op.drop_index("ix_applications_round_search")
        batch_op.drop_index("ix_applications_round_region")
        batch_op.drop_index("ix_applications_round_receipt")
        batch_op.drop_index("ix_applications_round_kind")
        batch_op.drop_index(
            "ix_applications_round_division",
            postgresql_ops={"submitted_at": "NULLS FIRST"},
            postgresql_where=sa.text("division_id IS NOT NULL"),
            sqlite_where=sa.text("division_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_applications_round_applicant")
        batch_op.drop_index("ix_applications_round_amount")
        batch_op.drop_index("ix_applications_organisation")

    op.drop_table("applications")
    op.drop_table("round_stages")
    op.drop_table("round_notices")
    op.drop_table("round_attachments")
    with op.batch_alter_table("rechecks", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_rechecks_running",
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
        )
        batch_op.drop_index("ix_rechecks_round")

    op.drop_table("rechecks")
    with op.batch_alter_table("participations", schema=None) as batch_op:
        batch_op.drop_index("ix_participations_organisation")

    op.drop_table("participations")
    with op.batch_alter_table("duplicate_searches", schema=None) as batch_op:
        batch_op.drop_index("ix_duplicate_searches_round")
        batch_op.drop_index("ix_duplicate_searches_open")

    op.drop_table("duplicate_searches")
    op.drop_table("divisions")
    with op.batch_alter_table("bulk_runs", schema=None) as batch_op:
        batch_op.drop_index("ix_bulk_runs_round")

    op.drop_table("bulk_runs")
    op.drop_table("bonus_items")
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.drop_index("ix_rounds_state_opens")
        batch_op.drop_index("ix_rounds_state_closes")
        batch_op.drop_index(batch_op.f("ix_rounds_program_id"))

    op.drop_table("rounds")
    with op.batch_alter_table("editing_presences", schema=None) as batch_op:
        batch_op.drop_index("ix_editing_presences_seen")

    op.drop_table("editing_presences")
    with op.batch_alter_table("approval_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_approval_lines_signer")

    op.drop_table("approval_lines")
    with op.batch_alter_table("wallet_documents", schema=None) as batch_op:
        batch_op.drop_index("ix_wallet_documents_organisation")

    op.drop_table("wallet_documents")
    op.drop_table("tags")
    op.drop_table("saved_views")
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.drop_index("ix_role_grants_user")
        batch_op.drop_index("ix_role_grants_organisation")

    op.drop_table("role_grants")
    with op.batch_alter_table("program_partners", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_program_partners_partner_id"))

    op.drop_table("program_partners")
    with op.batch_alter_table("message_templates", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_message_templates_name",
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        )

    op.drop_table("message_templates")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_invitations_pending",
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )
        batch_op.drop_index("ix_invitations_email")

    op.drop_table("invitations")
    with op.batch_alter_table("former_identities", schema=None) as batch_op:
        batch_op.drop_index("ix_former_identities_organisation")
        batch_op.drop_index("ix_former_identities_name_key")

    op.drop_table("former_identities")
    with op.batch_alter_table("file_accesses", schema=None) as batch_op:
        batch_op.drop_index("ix_file_accesses_file")

    op.drop_table("file_accesses")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_user")
        batch_op.drop_index("ix_deliveries_due")
        batch_op.drop_index("ix_deliveries_about")

    op.drop_table("deliveries")
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_approvals_one_at_a_time",
            sqlite_where=sa.text("state IN ('drafted', 'in_review')"),
            postgresql_where=sa.text("state IN ('drafted', 'in_review')"),
        )
        batch_op.drop_index("ix_approvals_state")
        batch_op.drop_index("ix_approvals_drafter")

    op.drop_table("approvals")
    with op.batch_alter_table("answer_sets", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_sets_version")
        batch_op.drop_index("ix_answer_sets_organisation")

    op.drop_table("answer_sets")
    with op.batch_alter_table("user_sessions", schema=None) as batch_op:
        batch_op.drop_index("ix_user_sessions_user")

    op.drop_table("user_sessions")
    with op.batch_alter_table("stored_files", schema=None) as batch_op:
        batch_op.drop_index("ix_stored_files_uploaded_by")
        batch_op.drop_index("ix_stored_files_sha256")
        batch_op.drop_index("ix_stored_files_expires_at")

    op.drop_table("stored_files")
    op.drop_table("questionnaire_versions")
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programs_branch_id"))

    op.drop_table("programs")
    op.drop_table("parameters")
    with op.batch_alter_table("organisations", schema=None) as batch_op:
        batch_op.drop_index("ix_organisations_representative")
        batch_op.drop_index("ix_organisations_name_key")

    op.drop_table("organisations")
    op.drop_table("notification_preferences")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("ix_notices_unread")
        batch_op.drop_index("ix_notices_inbox")
        batch_op.drop_index("ix_notices_digest")

    op.drop_table("notices")
    with op.batch_alter_table("mail_proofs", schema=None) as batch_op:
        batch_op.drop_index("ix_mail_proofs_user")
        batch_op.drop_index("ix_mail_proofs_address")

    op.drop_table("mail_proofs")
    with op.batch_alter_table("issued_papers", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_issued_papers_number_in_force",
            sqlite_where=sa.text("state = 'issued'"),
            postgresql_where=sa.text("state = 'issued'"),
        )
        batch_op.drop_index("ix_issued_papers_subject")

    op.drop_table("issued_papers")
    op.drop_table("holidays")
    with op.batch_alter_table("delegations", schema=None) as batch_op:
        batch_op.drop_index("ix_delegations_to")
        batch_op.drop_index("ix_delegations_from")

    op.drop_table("delegations")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index("ix_consents_user")

    op.drop_table("consents")
    op.drop_table("users")
    with op.batch_alter_table("sign_in_attempts", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_attempts_email")
        batch_op.drop_index("ix_sign_in_attempts_at")
        batch_op.drop_index("ix_sign_in_attempts_address")

    op.drop_table("sign_in_attempts")
    op.drop_table("questionnaires")
    op.drop_table("partner_organisations")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_messages_due")

    op.drop_table("outbox_messages")
    op.drop_table("consent_texts")
    op.drop_table("branches")
    op.drop_table("audit_seals")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entries_subject")
        batch_op.drop_index("ix_audit_entries_event")
        batch_op.drop_index("ix_audit_entries_at")
        batch_op.drop_index("ix_audit_entries_actor")

    op.drop_table("audit_entries")
    with op.batch_alter_table("access_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_access_entries_at")
        batch_op.drop_index("ix_access_entries_actor")

    op.drop_table("access_entries")
    if op.get_bind().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(f"DROP FUNCTION IF EXISTS {function}()")
