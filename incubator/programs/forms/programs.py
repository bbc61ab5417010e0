"""What a manager types about a program and about its next round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from incubator.core.text import text
from incubator.organisations.models import PartnerOrganisation
from incubator.programs.forms.rounds import Labelled, known_version
from incubator.programs.forms.tables import Column
from incubator.programs.rules.content import LONGEST_LINE
from incubator.programs.rules.kinds import (
    FIELD_LABELS,
    KIND_LABELS,
    PARTNER_ROLE_LABELS,
    PartnerRole,
    ProgramField,
    ProgramKind,
)
from incubator.web.fields import KstDateField, TextField, WholeField
from incubator.web.i18n import later, tr


class EditProgramForm(Labelled):
    labels = {  # noqa: RUF012 (never written)
        "name": text("사업 이름"),
        "name_en": text("사업 이름(영문)"),
        "kind": text("종류"),
        "field": text("분야"),
        "budget_line": text("예산 과목"),
    }
    name = TextField(validators=[InputRequired(), Length(max=120)])
    name_en = TextField(validators=[Length(max=120)])
    kind = SelectField()
    field = SelectField()
    budget_line = TextField(validators=[InputRequired(), Length(max=120)])
    version = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(item.value, tr(KIND_LABELS[item])) for item in ProgramKind]
        self.field.choices = [(item.value, tr(FIELD_LABELS[item])) for item in ProgramField]

    @property
    def known_version(self) -> int | None:
        return known_version(self.version.data)


class ProgramForm(EditProgramForm):
    labels = EditProgramForm.labels | {"code": text("사업 코드"), "branch_id": text("지점")}
    code = TextField(validators=[InputRequired(), Length(max=12)])
    branch_id = SelectField()


def partner_columns(partners: Iterable[PartnerOrganisation]) -> tuple[Column, ...]:
    """A partner and its role, chosen from what the centre knows."""
    known = [SelectChoice("", tr(text("없음"))), *(SelectChoice(str(item.id), item.name) for item in partners)]
    roles = [SelectChoice(item.value, tr(PARTNER_ROLE_LABELS[item])) for item in PartnerRole]
    usual = PartnerRole.COOPERATOR.value
    return (
        Column("partner", lambda: SelectField(later(text("기관")), choices=known, default=""), blank=""),
        Column("role", lambda: SelectField(later(text("역할")), choices=roles, default=usual), blank=None),
    )


def chosen_partners(rows: Iterable[dict[str, Any]]) -> list[tuple[UUID, PartnerRole]]:
    """What was chosen; a row without a partner is none."""
    return [(UUID(row["partner"]), PartnerRole(row["role"])) for row in rows if row["partner"]]


class HandOverForm(Labelled):
    labels = {"owner_id": text("새 담당자"), "reason": text("사유")}  # noqa: RUF012 (never written)
    owner_id = SelectField(validators=[InputRequired()])
    reason = TextAreaField(validators=[InputRequired(), Length(max=500)])


class CopyForm(Labelled):
    labels = {"round_no": text("회차")}  # noqa: RUF012 (never written)
    announced_on = KstDateField(validators=[InputRequired()])
    round_no = WholeField(validators=[InputRequired(), NumberRange(1, 9999)])
    title = TextField(validators=[InputRequired(), Length(max=LONGEST_LINE)])
    title_en = TextField(validators=[Length(max=LONGEST_LINE)])
