"""My companies: list, enter, see, edit, found, close."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.queries import list_branches
from incubator.accounts.signin import current_actor
from incubator.core.chapters import Side
from incubator.core.dates import day_in_kst
from incubator.core.errors import DomainError, Stale
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.organisations import pages, queries, rules
from incubator.organisations.forms import (
    CompanyForm,
    NewCompanyForm,
    PreFounderForm,
    ReasonForm,
    SucceedingForm,
    tidied,
)
from incubator.organisations.models import Organisation
from incubator.organisations.policy import may_close, may_edit, may_manage_members
from incubator.organisations.rules import COMPANY_KINDS, Details, OrganisationKind
from incubator.organisations.usecases.close_organisation import close_organisation
from incubator.organisations.usecases.edit_organisation import edit_organisation
from incubator.organisations.usecases.found_company import LATER_KINDS, found_company
from incubator.organisations.usecases.register_organisation import register_organisation
from incubator.organisations.usecases.start_as_pre_founder import start_as_pre_founder
from incubator.organisations.views.blueprint import MEMBER, bp
from incubator.web import clock
from incubator.web.access import door
from incubator.web.chapters import chapters
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number, safe_next


@bp.get("/organisations")
@door(needs="signed_in")
def index() -> ResponseReturnValue:
    page = pages.index_page(session_now(), current_actor(), clock.now())
    return render_template("organisations/index.html", page=page)


@bp.get("/organisations/new")
@door(needs="signed_in")
def new() -> ResponseReturnValue:
    """Which of the two: a registered company, or on the way to one."""
    return render_template("organisations/new.html", page={"next": safe_next("")})


@bp.route("/organisations/new/company", methods=["GET", "POST"])
@door(needs="signed_in")
def new_company() -> ResponseReturnValue:
    form = NewCompanyForm(branches=list_branches(session_now()), kind_choices=COMPANY_KINDS)
    if request.method == "GET":
        form.representative_name.data = current_actor().name
        return _form(form, "new_company")
    if not _is_whole(form):
        return _form(form, "new_company"), 422
    kind = form.chosen_kind
    assert kind is not None
    try:
        organisation_id = register_organisation(
            actor=current_actor(),
            kind=kind,
            details=form.details(),
            is_representative=bool(form.is_representative.data),
            now=clock.now(),
        )
    except DomainError as error:
        return _refused(form, error, "new_company")
    return _entered(organisation_id, kind, form.details())


@bp.route("/organisations/new/pre-founder", methods=["GET", "POST"])
@door(needs="signed_in")
def new_pre_founder() -> ResponseReturnValue:
    form = PreFounderForm(branches=list_branches(session_now()))
    if request.method == "GET":
        form.representative_name.data = current_actor().name
        return _form(form, "new_pre_founder")
    if not _is_whole(form):
        return _form(form, "new_pre_founder"), 422
    try:
        organisation_id = start_as_pre_founder(actor=current_actor(), details=form.details(), now=clock.now())
    except DomainError as error:
        return _refused(form, error, "new_pre_founder")
    return _entered(organisation_id, OrganisationKind.PRE_FOUNDER, form.details())


def _entered(organisation_id: UUID, kind: OrganisationKind, details: Details) -> ResponseReturnValue:
    flash(tr(text("등록했습니다. 이제 모집 공고에 신청하실 수 있습니다.")))
    _warn(kind, details)
    return redirect(safe_next(url_for("organisations.detail", organisation_id=organisation_id)))


def _warn(kind: OrganisationKind, details: Details) -> None:
    for warning in rules.warnings_of(kind, rules.tidy(kind, details)):
        flash(tr(warning), "warn")


def _is_whole(form: Any) -> bool:
    """The shape of every field and the rules of its kind are asked together, so that a person mends all at once.

    Before a kind is chosen, what every kind needs is said.
    """
    is_readable = form.validate()
    chosen = form.chosen_kind
    today = day_in_kst(clock.now())
    kinds = (chosen,) if chosen is not None else rules.COMPANY_KINDS
    first, *others = [rules.problems_of(kind, tidied(form, kind), today=today) for kind in kinds]
    problems = {key: found for key, found in first.items() if all(key in other for other in others)}
    form.tell(problems)
    return is_readable and chosen is not None and not problems


def _refused(form: Any, error: DomainError, act: str, **context: Any) -> ResponseReturnValue:
    status = refuse(form, error)  # before the page is made: the sentence has to be in it
    return _form(form, act, **context), status


def _form(form: Any, act: str, **context: Any) -> str:
    return render_template("organisations/edit.html", form=form, page={"act": act, "theirs": (), **context})


@bp.get("/organisations/<uuid:organisation_id>")
@door(needs="organisation.view", subject="organisation_id", owner=MEMBER)
def detail(organisation_id: UUID) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    organisation = queries.get_visible(session, actor, organisation_id)
    return render_template("organisations/detail.html", page=pages.detail_page(session, actor, organisation))


@bp.get("/organisations/<uuid:organisation_id>/timeline")
@door(needs="organisation.view", subject="organisation_id", owner=MEMBER)
def timeline(organisation_id: UUID) -> ResponseReturnValue:
    """What happened with the company, over all programs."""
    session, actor = session_now(), current_actor()
    organisation = queries.get_visible(session, actor, organisation_id)
    side = Side(actor, is_staff=False)
    page = {
        "frame": pages.frame(session, actor, organisation, "timeline"),
        "timeline": pages.timeline_of(session, side, organisation_id, chapters(), number=page_number()),
    }
    url = url_for("organisations.timeline", organisation_id=organisation_id)
    return render_template("organisations/timeline.html", page=page, url=url)


@bp.route("/organisations/<uuid:organisation_id>/edit", methods=["GET", "POST"])
@door(needs="organisation.edit", subject="organisation_id", owner=MEMBER)
def edit(organisation_id: UUID) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    organisation = queries.get_visible(session, actor, organisation_id)
    may_edit(actor, organisation).enforce()
    kind, name = organisation.kind, organisation.display_name
    form = _form_for(organisation, (kind,))
    if request.method == "GET":
        return _form(form, "edit", id=organisation_id, name=name)
    if not _is_whole(form):
        return _form(form, "edit", id=organisation_id, name=name), 422
    try:
        edit_organisation(
            actor=actor,
            organisation_id=organisation_id,
            details=form.details(),
            version=form.seen_version,
            now=clock.now(),
        )
    except Stale as error:
        return _both_texts(form, kind, error, act="edit", id=organisation_id, name=name), error.status
    except DomainError as error:
        return _refused(form, error, "edit", id=organisation_id, name=name)
    flash(tr(text("저장했습니다.")))
    _warn(kind, form.details())
    return redirect(url_for("organisations.detail", organisation_id=organisation_id))


@bp.route("/organisations/<uuid:organisation_id>/found", methods=["GET", "POST"])
@door(needs="organisation.manage", subject="organisation_id", owner=MEMBER)
def found(organisation_id: UUID) -> ResponseReturnValue:
    """A pre-founder or a sole trader has registered a company."""
    session, actor = session_now(), current_actor()
    organisation = queries.get_visible(session, actor, organisation_id)
    may_manage_members(actor, organisation).enforce()
    name = organisation.display_name
    form = _founding_form(organisation)
    if request.method == "GET":
        return _form(form, "found", id=organisation_id, name=name)
    if not _is_whole(form):
        return _form(form, "found", id=organisation_id, name=name), 422
    kind = form.chosen_kind
    assert kind is not None
    try:
        found_company(
            actor=actor,
            organisation_id=organisation_id,
            kind=kind,
            details=form.details(),
            version=form.seen_version,
            succession=form.chosen_succession if isinstance(form, SucceedingForm) else None,
            now=clock.now(),
        )
    except Stale as error:
        return _both_texts(form, kind, error, act="found", id=organisation_id, name=name), error.status
    except DomainError as error:
        return _refused(form, error, "found", id=organisation_id, name=name)
    flash(tr(text("기업으로 바꾸었습니다. 그동안의 신청과 구성원은 그대로 이어집니다.")))
    _warn(kind, form.details())
    return redirect(url_for("organisations.detail", organisation_id=organisation_id))


def _founding_form(organisation: Organisation) -> Any:
    """A corporation that follows a sole trader has papers of its own: number and day are asked anew."""
    kinds = LATER_KINDS[organisation.kind] or (organisation.kind,)
    if organisation.kind is not OrganisationKind.SOLE_TRADER:
        return _form_for(organisation, kinds)
    stored = _shown(organisation) | {"brn": "", "opened_on": None}
    return SucceedingForm(branches=list_branches(session_now()), kind_choices=kinds, data=stored)


def _form_for(organisation: Organisation, kinds: tuple[OrganisationKind, ...]) -> Any:
    """The form of its kind, filled with what is stored and shown as people write it."""
    stored, branches = _shown(organisation), list_branches(session_now())
    if kinds == (OrganisationKind.PRE_FOUNDER,):
        return PreFounderForm(branches=branches, data=stored)
    return CompanyForm(branches=branches, kind_choices=kinds, data=stored)


def _shown(organisation: Organisation) -> dict[str, Any]:
    return organisation.details().values() | {
        "version": organisation.version,
        "phone": rules.format_phone(organisation.phone),
        "brn": rules.format_brn(organisation.brn),
        "corporate_no": rules.format_corporate_no(organisation.corporate_no),
    }


def _both_texts(form: Any, kind: OrganisationKind, error: Stale, **context: Any) -> str:
    """Nothing was overwritten: what is stored and what was typed, side by side; a second press saves on purpose."""
    refuse(form, error)
    assert isinstance(error.theirs, Details)
    theirs = pages.differences(error.theirs, tidied(form, kind))
    current = queries.get_organisation(session_now(), context["id"])
    form.version.data = str(current.version)
    return render_template("organisations/edit.html", form=form, page={**context, "theirs": theirs})


@bp.route("/organisations/<uuid:organisation_id>/close", methods=["GET", "POST"])
@door(needs="organisation.manage", subject="organisation_id", owner=MEMBER)
def close(organisation_id: UUID) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    organisation = queries.get_visible(session, actor, organisation_id)
    may_close(actor, organisation).enforce()
    page = pages.frame(session, actor, organisation, "detail")
    form, status = ReasonForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                close_organisation(
                    actor=actor, organisation_id=organisation_id, reason=form.reason.data or "", now=clock.now()
                )
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("기업을 닫았습니다. 신청 기록은 남아 있습니다.")))
                return redirect(url_for("organisations.index"))
    return render_template("organisations/close.html", form=form, page=page), status
