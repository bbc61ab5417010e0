"""The composition root: settings, extensions, doors, listeners.  The wiring can be read on this one screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import Blueprint, Flask
from flask_migrate import Migrate

from incubator import commands, schema
from incubator.accounts import commands as account_commands
from incubator.accounts import roles, signin
from incubator.accounts import rules as account_rules
from incubator.accounts import views as accounts
from incubator.accounts import workflow as account_workflow
from incubator.accounts.queries import naming as account_names
from incubator.applications import commands as application_commands
from incubator.applications import rules as application_rules
from incubator.applications import subscribers as application_subscribers
from incubator.applications import views as applications
from incubator.applications import workflow as application_workflow
from incubator.applications.pages import chapters as application_chapters
from incubator.applications.queries import naming as application_names
from incubator.applications.usecases import enclose_receipt
from incubator.approvals import rules as approval_rules
from incubator.approvals import views as approvals
from incubator.approvals import workflow as approval_workflow
from incubator.audit import commands as audit_commands
from incubator.audit import rules as audit_rules
from incubator.audit import subscribers as audit
from incubator.audit import views as audit_views
from incubator.core import crash
from incubator.core.books import Book
from incubator.core.chapters import Chapter
from incubator.core.events import Bus, Subscription
from incubator.core.text import Text
from incubator.db.session import compact_json, db, prepare_engine
from incubator.demo import commands as demo_commands
from incubator.documents import commands as document_commands
from incubator.documents import queries as document_names
from incubator.documents import rules as document_rules
from incubator.documents import subscribers as document_subscribers
from incubator.documents import views as documents
from incubator.documents import workflow as document_workflow
from incubator.documents.rules.reading import gathering as document_reading
from incubator.notifications import rules as notification_rules
from incubator.notifications import subscribers as notifications
from incubator.notifications import views as notification_views
from incubator.organisations import pages as organisation_pages
from incubator.organisations import rules as organisation_rules
from incubator.organisations import subscribers as organisation_subscribers
from incubator.organisations import views as organisations
from incubator.organisations import workflow as organisation_workflow
from incubator.organisations.queries import naming as organisation_names
from incubator.parameters import queries as parameter_names
from incubator.parameters import views as parameters
from incubator.portal import subscribers as portal_subscribers
from incubator.portal import views as portal
from incubator.ports import blobs, enclosures, keys, letters, mailbox, passwords, scanner, typesetting
from incubator.privacy import rules as privacy_rules
from incubator.privacy import views as privacy
from incubator.programs import commands as program_commands
from incubator.programs import subscribers as program_subscribers
from incubator.programs import workflow as program_workflow
from incubator.programs.pages import chapters as program_chapters
from incubator.programs.queries import naming as program_names
from incubator.programs.rules import content as program_content
from incubator.programs.rules import kinds as program_kinds
from incubator.programs.rules import scoring as program_scoring
from incubator.programs.views import public as programs
from incubator.programs.views import (
    round_acts,
    round_copies,
    round_files,
    round_form,
    round_rules,
    round_settings,
    staff_programs,
)
from incubator.programs.views import staff as rounds
from incubator.questionnaires import rules as questionnaire_rules
from incubator.questionnaires import views as forms
from incubator.questionnaires import workflow as questionnaire_workflow
from incubator.reviews import subscribers as review_subscribers
from incubator.reviews import views as reviews
from incubator.reviews import workflow as review_workflow
from incubator.reviews.queries import naming as review_names
from incubator.settings import Settings, data_dir
from incubator.web import (
    access,
    books,
    chapters,
    clock,
    errors,
    filters,
    frames,
    i18n,
    kept,
    letterpaper,
    logs,
    security,
    statics,
    templating,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    applications.bp,
    accounts.bp,
    approvals.bp,
    audit_views.bp,
    documents.bp,
    forms.bp,
    notification_views.bp,
    organisations.bp,
    parameters.bp,
    portal.bp,
    portal.people_bp,
    privacy.bp,
    programs.bp,
    reviews.bp,
    round_acts.bp,
    round_copies.bp,
    round_files.bp,
    round_form.bp,
    round_rules.bp,
    round_settings.bp,
    rounds.bp,
    staff_programs.bp,
)
SUBSCRIPTIONS: tuple[Subscription, ...] = (
    *application_subscribers.SUBSCRIPTIONS,
    *audit.SUBSCRIPTIONS,
    *document_subscribers.SUBSCRIPTIONS,
    *notifications.SUBSCRIPTIONS,
    *organisation_subscribers.SUBSCRIPTIONS,
    *portal_subscribers.SUBSCRIPTIONS,
    *program_subscribers.SUBSCRIPTIONS,
    *review_subscribers.SUBSCRIPTIONS,
)
LABELS: tuple[Mapping[StrEnum, Text], ...] = (
    roles.LABELS,
    account_rules.LABELS,
    account_workflow.LABELS,
    application_rules.LABELS,
    application_workflow.LABELS,
    *approval_rules.LABELS,
    approval_workflow.LABELS,
    approval_workflow.STEP_LABELS,
    audit_rules.LABELS,
    document_rules.LABELS,
    document_reading.LABELS,
    document_workflow.LABELS,
    notification_rules.LABELS,
    *organisation_rules.LABELS,
    organisation_workflow.LABELS,
    privacy_rules.LABELS,
    program_workflow.LABELS,
    program_workflow.STEP_LABELS,
    program_workflow.NOTICE_LABELS,
    program_workflow.PARTICIPATION_LABELS,
    *program_kinds.LABELS,
    *program_scoring.LABELS,
    *questionnaire_rules.LABELS,
    questionnaire_workflow.LABELS,
    review_workflow.LABELS,
)
FIELD_NAMES: tuple[Mapping[str, Text], ...] = (
    organisation_rules.PARTNER_FIELDS,
    organisation_rules.FIELD_NAMES,
    program_content.FIELD_NAMES,
)
"""What the columns of change records are called."""

BOOKS: tuple[Book, ...] = (
    *account_names.BOOKS,
    *application_names.BOOKS,
    *document_names.BOOKS,
    *organisation_names.BOOKS,
    *parameter_names.BOOKS,
    *program_names.BOOKS,
    *review_names.BOOKS,
)
"""What things are called and how they are found by words."""

CHAPTERS: tuple[Chapter, ...] = (
    *organisation_pages.CHAPTERS,
    *program_chapters.CHAPTERS,
    *application_chapters.CHAPTERS,
)
"""What the timeline of a company tells."""

ENCLOSURES: Mapping[str, enclosures.Maker] = {enclose_receipt.KIND: enclose_receipt.enclose_receipt}
"""Who fetches the files that go along with mails: kind of `notifications.rules.Attachment` → maker."""
COMMANDS = (
    account_commands, application_commands, audit_commands, commands, demo_commands, document_commands, program_commands,
)  # fmt: skip


@dataclass(frozen=True)
class Extension:
    """What the program keeps in `app.extensions["incubator"]`."""

    settings: Settings
    bus: Bus


def create_app(settings: Settings) -> Flask:
    """A whole application for these settings.  Engines are made in the process that uses them, after any fork."""
    app = Flask("incubator", template_folder=str(data_dir("templates")), static_folder="static")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
        TESTING=settings.mode == "test",
    )
    app.extensions["incubator"] = Extension(settings, Bus(SUBSCRIPTIONS))
    _web(app, settings)
    _storage(app)
    _ports(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for doors in COMMANDS:
        doors.init_app(app)
    return app


def _engine_options(settings: Settings) -> dict[str, Any]:
    if settings.is_sqlite:
        return {"connect_args": {"timeout": 15, "check_same_thread": False}, "json_serializer": compact_json}
    room = {"pool_size": settings.threads + 2, "max_overflow": 4, "pool_timeout": 15}
    return room | {"json_serializer": compact_json}


def _web(app: Flask, settings: Settings) -> None:
    logs.configure()
    clock.configure(settings.test_clock)
    crash.configure(settings.test_crash_point)
    clock.init_app(app)
    templating.init_app(app)
    app.jinja_env.undefined = statics.Strict
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    i18n.init_app(app)
    filters.init_app(app, LABELS, FIELD_NAMES)
    frames.init_app(app)
    errors.init_app(app)
    signin.init_app(app)
    books.init_app(app, BOOKS)
    chapters.init_app(app, CHAPTERS)
    security.init_app(app, settings)
    app.before_request(access.lock_doors)
    statics.init_app(app, autorefresh=settings.mode == "test")
    kept.init_app(app, seconds=0 if settings.mode == "test" else 1)


def _storage(app: Flask) -> None:
    db.init_app(app)
    Migrate(app, db, directory=str(data_dir("migrations")), render_as_batch=True, compare_type=True)
    assert schema.Base.metadata is db.metadata
    with app.app_context():
        prepare_engine(db.engine)


def _ports(app: Flask, settings: Settings) -> None:
    blobs.configure(settings.data_folder / "files", floor_bytes=settings.free_disk_mb * 1_000_000)
    scanner.configure(settings.scanner)
    mailbox.configure(mailbox.Post(settings.mail_sender, settings.mail_folder, settings.mail_host, settings.mail_port))
    light = settings.mode == "test"
    passwords.configure(passwords.LIGHT if light else passwords.FULL, seats=settings.threads - 1)
    typesetting.configure(templates=data_dir("templates") / "papers", fonts=statics.FONTS, base_url=settings.base_url)
    keys.configure(settings.secret_key)
    enclosures.configure(ENCLOSURES)
    letters.configure(letterpaper.renderer(app, settings.base_url))
