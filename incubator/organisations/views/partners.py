"""The centre's partners: list, enter, change."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Stale
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.organisations import policy, queries
from incubator.organisations.forms import PartnerFilterForm, PartnerForm
from incubator.organisations.rules import PARTNER_FIELDS, PARTNER_LABELS, PartnerDetails, PartnerKind
from incubator.organisations.usecases.edit_partner import edit_partner
from incubator.organisations.usecases.enter_partner import enter_partner
from incubator.organisations.views.blueprint import bp
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number

BUILDERS = "programme managers and the administrator (organisations.policy)"


@bp.get("/staff/partners")
@door(needs="partner.read", owner="staff who work on programs")
def partners() -> ResponseReturnValue:
    actor, form = current_actor(), PartnerFilterForm(request.args)
    found = queries.list_partners(session_now(), actor, form.wanted(), number=page_number())
    page = {"rows": found, "may_edit": bool(policy.may_edit_partners(actor))}
    return render_template("organisations/partners.html", page=page, form=form)


@bp.route("/staff/partners/new", methods=["GET", "POST"])
@door(needs="partner.edit", owner=BUILDERS)
def new_partner() -> ResponseReturnValue:
    policy.may_edit_partners(current_actor()).enforce()
    form, status = PartnerForm(), 200
    if request.method == "GET":
        form.active.data = True
    else:
        status = 422
        if form.validate():
            try:
                enter_partner(actor=current_actor(), details=form.details(), now=clock.now())
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("협력기관을 등록했습니다. 사업 화면에서 고르실 수 있습니다.")))
                return redirect(url_for("organisations.partners"))
    return render_template("organisations/partner.html", page={"id": None, "name": "", "theirs": ()}, form=form), status


@bp.route("/staff/partners/<uuid:partner_id>", methods=["GET", "POST"])
@door(needs="partner.edit", subject="partner_id", owner=BUILDERS)
def partner(partner_id: UUID) -> ResponseReturnValue:
    """What is known of it; two who change it at once see both texts."""
    policy.may_edit_partners(current_actor()).enforce()
    stored = queries.get_partner(session_now(), partner_id)
    page = {"id": partner_id, "name": stored.name, "theirs": ()}
    values = stored.details().__dict__ | {"kind": stored.kind.value, "version": stored.version}
    form, status = PartnerForm(data=values), 200
    if request.method == "GET":
        record_access(
            actor=current_actor(),
            action=AccessAction.VIEW,
            subjects=[partner_id],
            subject_kind="partner_organisation",
            route=request.endpoint or "",
            now=clock.now(),
        )
    else:
        status = 422
        if form.validate():
            try:
                edit_partner(
                    actor=current_actor(),
                    partner_id=partner_id,
                    details=form.details(),
                    version=form.seen_version,
                    now=clock.now(),
                )
            except Stale as error:
                status = refuse(form, error)
                page["theirs"] = _differences(cast("PartnerDetails", error.theirs), form.details())
                form.version.data = str(queries.get_partner(session_now(), partner_id).version)
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("저장했습니다.")))
                return redirect(url_for("organisations.partners"))
    return render_template("organisations/partner.html", page=page, form=form), status


def _differences(theirs: PartnerDetails, mine: PartnerDetails) -> tuple[tuple[str, str, str], ...]:
    """`(field, what is stored now, what was typed)` where the two differ."""
    return tuple(
        (tr(PARTNER_FIELDS[key]), _shown(getattr(theirs, key)), _shown(getattr(mine, key)))
        for key in PartnerDetails.__dataclass_fields__
        if getattr(theirs, key) != getattr(mine, key)
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return tr(text("예") if value else text("아니요"))
    return tr(PARTNER_LABELS[value]) if isinstance(value, PartnerKind) else str(value or "–")
