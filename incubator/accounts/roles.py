"""The roles a person may hold, and what a role reaches."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text


class Role(StrEnum):
    ORGANISATION_OWNER = "organisation_owner"
    ORGANISATION_EDITOR = "organisation_editor"
    ORGANISATION_VIEWER = "organisation_viewer"
    MANAGER = "manager"
    HEAD = "head"
    AUDITOR = "auditor"
    PRIVACY_OFFICER = "privacy_officer"
    ADMIN = "admin"
    REVIEWER = "reviewer"
    MENTOR = "mentor"
    PARTNER_OFFICER = "partner_officer"
    INVESTOR = "investor"


ORGANISATION_ROLES = (Role.ORGANISATION_OWNER, Role.ORGANISATION_EDITOR, Role.ORGANISATION_VIEWER)
STAFF_ROLES = frozenset({Role.MANAGER, Role.HEAD, Role.ADMIN, Role.AUDITOR, Role.PRIVACY_OFFICER})
"""Who works in the centre and sees other people's data: shorter sessions, an access log."""
OUTSIDE_ROLES = frozenset({Role.REVIEWER, Role.MENTOR, Role.PARTNER_OFFICER, Role.INVESTOR})

LABELS: Mapping[StrEnum, Text] = {
    Role.ORGANISATION_OWNER: text("기업 관리자"),
    Role.ORGANISATION_EDITOR: text("기업 작성자"),
    Role.ORGANISATION_VIEWER: text("기업 열람자"),
    Role.MANAGER: text("사업 담당자"),
    Role.HEAD: text("결재자"),
    Role.AUDITOR: text("감사"),
    Role.PRIVACY_OFFICER: text("개인정보 보호책임자"),
    Role.ADMIN: text("시스템 관리자"),
    Role.REVIEWER: text("평가위원"),
    Role.MENTOR: text("멘토"),
    Role.PARTNER_OFFICER: text("협력기업 담당자"),
    Role.INVESTOR: text("투자자"),
}
