"""The shape of what members and staff type about the people and the certificates of a company."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField
from wtforms import EmailField, RadioField, SelectField, TextAreaField

from incubator.accounts.roles import LABELS as ROLE_LABELS
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.core.text import text
from incubator.organisations.forms.companies import NEEDED, one_line, read_id
from incubator.organisations.rules import WALLET_LABELS, WalletKind
from incubator.web.fields import KstDateField
from incubator.web.forms import BaseForm
from incubator.web.i18n import later, tr

ROLE_HELP = {
    Role.ORGANISATION_OWNER: text("구성원을 초대하고 내보내며 기업 정보와 신청서를 씁니다."),
    Role.ORGANISATION_EDITOR: text("기업 정보와 신청서를 씁니다. 구성원은 바꾸지 못합니다."),
    Role.ORGANISATION_VIEWER: text("보기만 합니다."),
}


class _RoleForm(BaseForm):
    role = RadioField(later(text("역할")), NEEDED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [
            (str(role), f"{tr(ROLE_LABELS[role])} – {tr(ROLE_HELP[role])}") for role in ORGANISATION_ROLES
        ]

    @property
    def chosen_role(self) -> Role:
        return Role(self.role.data)


class InviteForm(_RoleForm):
    email = EmailField(
        later(text("초대할 사람의 전자우편 주소")),
        NEEDED,
        description=later(text("이 주소로 된 계정만 초대를 받을 수 있습니다. 계정이 없어도 초대할 수 있습니다.")),
    )


class MemberRoleForm(_RoleForm):
    pass


class ReasonForm(BaseForm):
    """A reason for an act that somebody will ask about later."""

    reason = TextAreaField(later(text("까닭")), NEEDED, description=later(text("처리 이력에 남습니다.")))


class RepresentativeForm(BaseForm):
    user_id = RadioField(
        later(text("새 대표자")),
        NEEDED,
        coerce=read_id,
        description=later(text("관리자나 작성자인 구성원 가운데에서 고릅니다. 없으면 먼저 초대해 주세요.")),
    )
    representative_name = one_line(
        text("대표자 이름"), text("바뀐 사업자등록증이나 등기부에 적힌 이름 그대로 적습니다."), needed=True
    )
    reason = TextAreaField(
        later(text("바뀐 까닭")), NEEDED, description=later(text("예: 2016-04-01 대표이사 변경 등기"))
    )


class WalletForm(BaseForm):
    kind = SelectField(later(text("증명서 종류")), NEEDED)
    title = one_line(text("증명서 이름"), text("기타 증명서일 때 적습니다. 예: 벤처기업확인서"))
    issued_on = one_line(
        text("발급일"), text("증명서에 적힌 발급일입니다. 예: 2016-04-20 또는 20160420"), needed=True, kind=KstDateField
    )
    expires_on = one_line(
        text("유효기간 끝"),
        text("증명서에 적혀 있으면 적습니다. 비워 두면 종류마다 정해진 기간을 씁니다."),
        kind=KstDateField,
    )
    file = FileField(later(text("파일")), NEEDED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, tr(WALLET_LABELS[kind])) for kind in WalletKind]
