"""A panel's terms, a draw, an opening, a conflict entered by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from incubator.accounts.models import User
from incubator.core.text import text
from incubator.programs.models import Division, RoundStage
from incubator.programs.rules.kinds import ProgramField
from incubator.reviews.forms.pool import LONGEST_REASON
from incubator.reviews.rules.panel_terms import LONGEST_LABEL, PanelTerms
from incubator.web.fields import KstMomentField, TextField, WholeField
from incubator.web.filters import label
from incubator.web.forms import BaseForm
from incubator.web.i18n import tr


class PanelForm(BaseForm):
    label = TextField(validators=[DataRequired(), Length(max=LONGEST_LABEL)])
    seats = WholeField(validators=[InputRequired()])
    secretary_id = SelectField(validators=[DataRequired()])
    division_id = SelectField()
    cases_most = WholeField()
    meets_at = KstMomentField(validators=[InputRequired()])
    place = TextField(validators=[Length(max=LONGEST_LABEL)])
    slot_minutes = WholeField(validators=[InputRequired()])
    access_ends_at = KstMomentField(validators=[InputRequired()])
    load_most = WholeField()
    is_blind = BooleanField()
    is_graded = BooleanField()

    def __init__(self, *args: Any, staff: Iterable[User], divisions: Iterable[Division], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label.label.text = tr(text("위원회 이름"))
        self.seats.label.text = tr(text("위원 수"))
        self.secretary_id.label.text = tr(text("간사"))
        self.secretary_id.choices = [(str(user.id), user.name) for user in staff]
        self.division_id.label.text = tr(text("맡을 부문"))
        self.division_id.choices = [("", tr(text("모든 부문"))), *((str(row.id), row.label) for row in divisions)]
        self.cases_most.label.text = tr(text("맡을 신청서의 수"))
        self.cases_most.description = tr(text("여러 분과로 나눌 때만 적습니다. 비워 두면 남은 신청서를 모두 맡습니다."))
        self.meets_at.label.text = tr(text("평가를 시작하는 때"))
        self.place.label.text = tr(text("장소"))
        self.slot_minutes.label.text = tr(text("발표 한 건의 시간(분)"))
        self.access_ends_at.label.text = tr(text("열람이 끝나는 때"))
        self.access_ends_at.description = tr(text("이때부터 위원은 신청서를 볼 수 없습니다."))
        self.load_most.label.text = tr(text("한 위원이 맡는 신청서의 한도"))
        self.load_most.description = tr(text("비워 두면 제한하지 않습니다."))
        self.is_blind.label.text = tr(text("신청인의 이름을 가리고 평가합니다"))
        self.is_graded.label.text = tr(text("점수 대신 다섯 등급으로 평가합니다"))

    def terms(self) -> PanelTerms:
        plain = ("label", "seats", "meets_at", "access_ends_at", "slot_minutes", "load_most", "cases_most")
        return PanelTerms(
            **{key: self[key].data for key in plain},
            place=self.place.data or "",
            secretary_id=UUID(self.secretary_id.data),
            division_id=UUID(self.division_id.data) if self.division_id.data else None,
            is_blind=bool(self.is_blind.data),
            is_graded=bool(self.is_graded.data),
        )


class NewPanelForm(PanelForm):
    stage_id = SelectField(validators=[DataRequired()])

    def __init__(self, *args: Any, stages: Iterable[RoundStage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stage_id.label.text = tr(text("평가 단계"))
        self.stage_id.choices = [(str(stage.id), stage.label) for stage in stages]


class DrawForm(BaseForm):
    field = SelectField()
    witness_id = SelectField(validators=[DataRequired()])

    def __init__(self, *args: Any, staff: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field.label.text = tr(text("분야"))
        self.field.description = tr(text("고르면 그 분야와 전 분야의 평가위원만 후보가 됩니다."))
        self.field.choices = [("", tr(text("가리지 않음"))), *((item.value, label(item)) for item in ProgramField)]
        self.witness_id.label.text = tr(text("입회자"))
        self.witness_id.description = tr(text("추첨을 함께 본 다른 직원입니다. 입회자로 적혔다고 알려 드립니다."))
        self.witness_id.choices = [("", tr(text("골라 주세요"))), *((str(user.id), user.name) for user in staff)]


class OpenForm(BaseForm):
    """The reason is asked for by the use case when there is a single reviewer."""

    reason = TextAreaField(validators=[Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("위원 한 사람으로 평가하는 까닭"))


class ChallengedForm(BaseForm):
    application_id = SelectField(validators=[DataRequired()])
    reason = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, cases: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application_id.label.text = tr(text("신청서"))
        self.application_id.choices = [("", tr(text("골라 주세요"))), *((str(key), name) for key, name in cases)]
        self.reason.label.text = tr(text("신청인이 밝힌 까닭"))
