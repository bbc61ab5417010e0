"""The register of participation restrictions and of support given elsewhere: lists, one entry, writing it down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import DomainError
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.organisations import policy, queries
from incubator.organisations.forms import RecordFilterForm, RemoveForm, RestrictionForm, SupportForm, SuspendForm
from incubator.organisations.pages.register import entry_page, restriction_entry, support_entry
from incubator.organisations.rules import format_brn
from incubator.organisations.rules.records import RecordSubject
from incubator.organisations.usecases.record_restriction import record_restriction
from incubator.organisations.usecases.record_support import record_support
from incubator.organisations.usecases.remove_restriction import remove_restriction
from incubator.organisations.usecases.remove_support import remove_support
from incubator.organisations.usecases.suspend_restriction import suspend_restriction
from incubator.organisations.views.blueprint import bp
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number

READERS = "staff who judge or audit (organisations.policy)"
KEEPERS = "programme managers and the administrator (organisations.policy)"


@bp.get("/staff/restrictions")
@door(needs="register.read", owner=READERS)
def restrictions() -> ResponseReturnValue:
    form = RecordFilterForm(request.args)
    found = queries.list_restrictions(session_now(), current_actor(), form.wanted(), number=page_number())
    return _listed("restriction", form, found, restriction_entry)


@bp.get("/staff/supports")
@door(needs="register.read", owner=READERS)
def supports() -> ResponseReturnValue:
    form = RecordFilterForm(request.args)
    found = queries.list_support_records(session_now(), current_actor(), form.wanted(), number=page_number())
    return _listed("support", form, found, support_entry)


def _listed(kind: str, form: RecordFilterForm, found: Any, shown: Callable[..., Any]) -> ResponseReturnValue:
    today = day_in_kst(clock.now())
    page = {
        "kind": kind,
        "rows": tuple(shown(row, today, masked=True) for row in found.items),
        "found": found,
        "may_keep": bool(policy.may_keep_register(current_actor())),
    }
    return render_template("organisations/register.html", page=page, form=form)


@bp.route("/staff/restrictions/new", methods=["GET", "POST"])
@door(needs="register.keep", owner=KEEPERS)
def new_restriction() -> ResponseReturnValue:
    return _new("restriction", RestrictionForm, record_restriction, text("참여제한을 기록했습니다."))


@bp.route("/staff/supports/new", methods=["GET", "POST"])
@door(needs="register.keep", owner=KEEPERS)
def new_support() -> ResponseReturnValue:
    return _new("support", SupportForm, record_support, text("지원 이력을 기록했습니다."))


def _new(
    kind: str, form_of: type[RestrictionForm | SupportForm], record: Callable[..., UUID], done: Text
) -> ResponseReturnValue:
    policy.may_keep_register(current_actor()).enforce()
    form, status = form_of(data=_about()) if request.method == "GET" else form_of(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                made = record(actor=current_actor(), details=form.details(), now=clock.now())
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(done))
                return redirect(f"/staff/{kind}s/{made}")
    return render_template("organisations/register_new.html", page={"kind": kind}, form=form), status


def _about() -> dict[str, str]:
    """From a company's page its number and name are there already; the company's own policy says to whom."""
    try:
        organisation_id = UUID(request.args.get("organisation", ""))
    except ValueError:
        return {}
    organisation = queries.get_visible_to_staff(session_now(), current_actor(), organisation_id)
    if organisation.brn is None:
        return {"subject": RecordSubject.REPRESENTATIVE.value}
    return {
        "subject": RecordSubject.COMPANY.value,
        "brn": format_brn(organisation.brn),
        "company_name": organisation.name,
    }


@bp.get("/staff/restrictions/<uuid:restriction_id>")
@door(needs="register.read", subject="restriction_id", owner=READERS)
def restriction(restriction_id: UUID) -> ResponseReturnValue:
    queries.get_restriction(session_now(), current_actor(), restriction_id)
    _note_look(restriction_id, "restriction")
    return _restriction_page(restriction_id, SuspendForm(formdata=None), RemoveForm(formdata=None))


@bp.get("/staff/supports/<uuid:support_record_id>")
@door(needs="register.read", subject="support_record_id", owner=READERS)
def support(support_record_id: UUID) -> ResponseReturnValue:
    queries.get_support_record(session_now(), current_actor(), support_record_id)
    _note_look(support_record_id, "support_record")
    return _support_page(support_record_id, RemoveForm(formdata=None))


def _note_look(record_id: UUID, kind: str) -> None:
    record_access(
        actor=current_actor(),
        action=AccessAction.VIEW,
        subjects=[record_id],
        subject_kind=kind,
        route=request.endpoint or "",
        now=clock.now(),
    )


def _restriction_page(restriction_id: UUID, suspending: SuspendForm, removing: RemoveForm) -> str:
    session, actor = session_now(), current_actor()
    row = queries.get_restriction(session, actor, restriction_id)
    page = entry_page(session, actor, row, number=page_number(), now=clock.now())
    url = url_for("organisations.restriction", restriction_id=restriction_id)
    return render_template(
        "organisations/register_entry.html", page=page, suspending=suspending, removing=removing, url=url
    )


def _support_page(support_record_id: UUID, removing: RemoveForm) -> str:
    session, actor = session_now(), current_actor()
    row = queries.get_support_record(session, actor, support_record_id)
    page = entry_page(session, actor, row, number=page_number(), now=clock.now())
    url = url_for("organisations.support", support_record_id=support_record_id)
    return render_template("organisations/register_entry.html", page=page, suspending=None, removing=removing, url=url)


@bp.post("/staff/restrictions/<uuid:restriction_id>/suspend")
@door(needs="register.keep", subject="restriction_id", owner=KEEPERS)
def suspend(restriction_id: UUID) -> ResponseReturnValue:
    form, status = SuspendForm(), 422
    policy.may_keep_register(current_actor()).enforce()
    if form.validate():
        starts_on, ends_on = form.term()
        try:
            suspend_restriction(
                actor=current_actor(),
                restriction_id=restriction_id,
                starts_on=starts_on,
                ends_on=ends_on,
                reason=form.reason.data or "",
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("집행정지 기간을 더했습니다.")))
            return redirect(url_for("organisations.restriction", restriction_id=restriction_id))
    return _restriction_page(restriction_id, form, RemoveForm(formdata=None)), status


@bp.post("/staff/restrictions/<uuid:restriction_id>/remove")
@door(needs="register.keep", subject="restriction_id", owner=KEEPERS)
def take_restriction_out(restriction_id: UUID) -> ResponseReturnValue:
    form, status = RemoveForm(), 422
    policy.may_keep_register(current_actor()).enforce()
    if form.validate():
        reason = form.removal.data or ""
        try:
            remove_restriction(actor=current_actor(), restriction_id=restriction_id, reason=reason, now=clock.now())
        except DomainError as error:
            status = _beside_removal(form, error)
        else:
            flash(tr(text("기록에서 뺐습니다.")))
            return redirect(url_for("organisations.restriction", restriction_id=restriction_id))
    return _restriction_page(restriction_id, SuspendForm(formdata=None), form), status


@bp.post("/staff/supports/<uuid:support_record_id>/remove")
@door(needs="register.keep", subject="support_record_id", owner=KEEPERS)
def take_support_out(support_record_id: UUID) -> ResponseReturnValue:
    form, status = RemoveForm(), 422
    policy.may_keep_register(current_actor()).enforce()
    if form.validate():
        reason = form.removal.data or ""
        try:
            remove_support(actor=current_actor(), support_record_id=support_record_id, reason=reason, now=clock.now())
        except DomainError as error:
            status = _beside_removal(form, error)
        else:
            flash(tr(text("기록에서 뺐습니다.")))
            return redirect(url_for("organisations.support", support_record_id=support_record_id))
    return _support_page(support_record_id, form), status


def _beside_removal(form: RemoveForm, error: DomainError) -> int:
    """The page has two reasons: this one's field is called otherwise."""
    if error.field == "reason":
        form.removal.errors = [*form.removal.errors, tr(error.message)]
        return error.status
    return refuse(form, error)
