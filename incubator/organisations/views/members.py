"""Members of a company, their roles and its representative."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.organisations import pages, queries
from incubator.organisations.forms import InviteForm, MemberRoleForm, ReasonForm, RepresentativeForm
from incubator.organisations.policy import may_manage_members, may_name_representative
from incubator.organisations.usecases.change_member_role import change_member_role
from incubator.organisations.usecases.change_representative import change_representative
from incubator.organisations.usecases.declare_representative import declare_representative
from incubator.organisations.usecases.invite_member import invite_member
from incubator.organisations.usecases.leave_organisation import leave_organisation
from incubator.organisations.usecases.remove_member import remove_member
from incubator.organisations.usecases.withdraw_invitation import withdraw_invitation
from incubator.organisations.views.blueprint import MEMBER, bp
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr


@bp.route("/organisations/<uuid:organisation_id>/members", methods=["GET", "POST"])
@door(needs="organisation.view", subject="organisation_id", owner=MEMBER)
def members(organisation_id: UUID) -> ResponseReturnValue:
    """Who belongs to it; an owner invites here."""
    form, status = InviteForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                invite_member(
                    actor=current_actor(),
                    organisation_id=organisation_id,
                    email=form.email.data or "",
                    role=form.chosen_role,
                    now=clock.now(),
                )
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("초대 메일을 보냈습니다. 받은 사람이 7일 안에 주소를 열고 수락하면 구성원이 됩니다.")))
                return redirect(url_for("organisations.members", organisation_id=organisation_id))
    session, actor = session_now(), current_actor()
    organisation = queries.get_visible(session, actor, organisation_id)
    page = pages.members_page(session, actor, organisation, clock.now())
    return render_template("organisations/members.html", form=form, page=page), status


@bp.post("/organisations/<uuid:organisation_id>/invitations/<uuid:invitation_id>/withdraw")
@door(needs="organisation.manage", subject="organisation_id", owner=MEMBER)
def withdraw(organisation_id: UUID, invitation_id: UUID) -> ResponseReturnValue:
    withdraw_invitation(
        actor=current_actor(), organisation_id=organisation_id, invitation_id=invitation_id, now=clock.now()
    )
    flash(tr(text("초대를 거두었습니다. 보낸 주소는 이제 쓸 수 없습니다.")))
    return redirect(url_for("organisations.members", organisation_id=organisation_id))


@bp.route("/organisations/<uuid:organisation_id>/members/<uuid:user_id>", methods=["GET", "POST"])
@door(needs="organisation.manage", subject="organisation_id", owner=MEMBER)
def member(organisation_id: UUID, user_id: UUID) -> ResponseReturnValue:
    """One member: another role."""
    form, status = MemberRoleForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                change_member_role(
                    actor=current_actor(),
                    organisation_id=organisation_id,
                    user_id=user_id,
                    role=form.chosen_role,
                    now=clock.now(),
                )
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("역할을 바꾸었습니다. 그 구성원이 다음에 여는 화면부터 적용됩니다.")))
                return redirect(url_for("organisations.members", organisation_id=organisation_id))
    return _member(organisation_id, user_id, form, ReasonForm(formdata=None), status)


@bp.post("/organisations/<uuid:organisation_id>/members/<uuid:user_id>/remove")
@door(needs="organisation.manage", subject="organisation_id", owner=MEMBER)
def remove(organisation_id: UUID, user_id: UUID) -> ResponseReturnValue:
    form, status = ReasonForm(), 422
    if form.validate():
        try:
            remove_member(
                actor=current_actor(),
                organisation_id=organisation_id,
                user_id=user_id,
                reason=form.reason.data or "",
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("구성원을 내보냈습니다.")))
            return redirect(url_for("organisations.members", organisation_id=organisation_id))
    return _member(organisation_id, user_id, MemberRoleForm(formdata=None), form, status)


def _member(
    organisation_id: UUID, user_id: UUID, form: MemberRoleForm, removal: ReasonForm, status: int
) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    organisation = queries.get_visible(session, actor, organisation_id)
    may_manage_members(actor, organisation).enforce()
    found = queries.get_member(session, organisation.id, user_id, clock.now())
    if not form.role.data:
        form.role.data = str(found.role)
    page = pages.MemberPage(
        frame=pages.frame(session, actor, organisation, "members"),
        member=found,
        is_representative=organisation.representative_user_id == user_id,
        is_self=user_id == actor.user_id,
    )
    return render_template("organisations/member.html", form=form, removal=removal, page=page), status


@bp.post("/organisations/<uuid:organisation_id>/leave")
@door(needs="organisation.view", subject="organisation_id", owner=MEMBER)
def leave(organisation_id: UUID) -> ResponseReturnValue:
    leave_organisation(actor=current_actor(), organisation_id=organisation_id, now=clock.now())
    flash(tr(text("구성원에서 나왔습니다.")))
    return redirect(url_for("organisations.index"))


@bp.route("/organisations/<uuid:organisation_id>/representative", methods=["GET", "POST"])
@door(needs="organisation.manage", subject="organisation_id", owner=MEMBER)
def representative(organisation_id: UUID) -> ResponseReturnValue:
    """Who alone may submit; a change needs its reason."""
    session, actor, now = session_now(), current_actor(), clock.now()
    organisation = queries.get_visible(session, actor, organisation_id)
    may_name_representative(actor, organisation).enforce()
    page = pages.representative_page(session, actor, organisation, now)
    form, status = RepresentativeForm(), 200
    form.user_id.choices = list(page.candidates)
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                change_representative(
                    actor=actor,
                    organisation_id=organisation_id,
                    user_id=form.user_id.data,
                    representative_name=form.representative_name.data or "",
                    reason=form.reason.data or "",
                    now=now,
                )
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("대표자를 바꾸었습니다. 이제 새 대표자만 제출할 수 있습니다.")))
                return redirect(url_for("organisations.members", organisation_id=organisation_id))
    return render_template("organisations/representative.html", form=form, page=page), status


@bp.post("/organisations/<uuid:organisation_id>/representative/declare")
@door(needs="organisation.manage", subject="organisation_id", owner=MEMBER)
def declare(organisation_id: UUID) -> ResponseReturnValue:
    declare_representative(actor=current_actor(), organisation_id=organisation_id, now=clock.now())
    flash(tr(text("대표자로 지정했습니다. 이제 신청서를 제출하실 수 있습니다.")))
    return redirect(url_for("organisations.members", organisation_id=organisation_id))
