"""The pool of reviewers: filter, a person of it, an act with its reason."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from incubator.core.text import text
from incubator.programs.rules.kinds import ProgramField
from incubator.reviews.models import PoolMember
from incubator.reviews.queries.pool import PoolFilter
from incubator.reviews.rules.pool import write_lines
from incubator.reviews.rules.pool_details import LONGEST_LINE, LONGEST_PROFILE, Details, accepted
from incubator.reviews.workflow import PoolState
from incubator.web.fields import TextField, WholeField
from incubator.web.filters import label
from incubator.web.forms import BaseForm
from incubator.web.i18n import tr

LONGEST_WORDS = 100
LONGEST_REASON = 1000
EMPLOYMENT = ("name", "brn", "since", "until")
RELATION = ("kind", *EMPLOYMENT)
AWAY = ("since", "until")


class ReasonForm(BaseForm):
    """An act that says why."""

    reason = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("까닭"))


class PoolFilterForm(BaseForm):
    """`?q=&field=&state=&refusing=`, without a token."""

    class Meta(BaseForm.Meta):
        csrf = False

    q = TextField()
    field = SelectField(validate_choice=False)
    state = SelectField(validate_choice=False)
    refusing = BooleanField()

    def __init__(self, *args: Any, refusals: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusals = refusals
        every = ("", tr(text("전체")))
        self.q.label.text = tr(text("이름이나 소속"))
        self.field.label.text = tr(text("분야"))
        self.state.label.text = tr(text("상태"))
        self.refusing.label.text = tr(text("잇따라 %(count)d번 넘게 사양한 사람만", count=refusals))
        self.field.choices = [every, *((item.value, label(item)) for item in ProgramField)]
        self.state.choices = [every, *((item.value, label(item)) for item in PoolState)]

    @property
    def wanted(self) -> PoolFilter:
        return PoolFilter(
            words=(self.q.data or "")[:LONGEST_WORDS],
            field=next((item for item in ProgramField if item.value == self.field.data), None),
            state=next((item for item in PoolState if item.value == self.state.data), None),
            refusals=self.refusals if self.refusing.data else 0,
        )


class ReviewerForm(BaseForm):
    """What is known of a person of the pool.  Rows are typed a line each, so that they can be pasted from a sheet."""

    fields = SelectMultipleField(widget=ListWidget(prefix_label=False), option_widget=CheckboxInput())
    profile = TextAreaField(validators=[Length(max=LONGEST_PROFILE)])
    employer = TextField(validators=[Length(max=LONGEST_LINE)])
    employer_brn = TextField(validators=[Length(max=20)])
    address = TextField(validators=[Length(max=LONGEST_LINE)])
    is_public_official = BooleanField()
    employments = TextAreaField()
    relations = TextAreaField()
    away = TextAreaField()
    yearly_cap = WholeField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.label.text = tr(text("평가 분야"))
        self.fields.choices = [(item.value, label(item)) for item in ProgramField]
        self.profile.label.text = tr(text("전문성"))
        self.profile.description = tr(text("무엇을 잘 아는지 적습니다. 신청서와 견주어 배정할 때 씁니다."))
        self.employer.label.text = tr(text("지금 소속"))
        self.employer_brn.label.text = tr(text("소속의 사업자등록번호"))
        self.address.label.text = tr(text("주소"))
        self.is_public_official.label.text = tr(text("공무원이거나 공공기관 임직원입니다"))
        self.employments.label.text = tr(text("경력"))
        self.employments.description = tr(
            text("한 줄에 하나씩: 회사 / 사업자등록번호 / 시작한 날 / 끝난 날. 모르는 칸은 비워 두세요.")
        )
        self.relations.label.text = tr(text("기업과의 관계"))
        self.relations.description = tr(
            text("한 줄에 하나씩: 멘토링·자문·투자·친족 가운데 하나 / 상대 / 사업자등록번호 / 시작한 날 / 끝난 날")
        )
        self.away.label.text = tr(text("올 수 없는 날"))
        self.away.description = tr(text("한 줄에 하나씩: 첫날 / 마지막 날"))
        self.yearly_cap.label.text = tr(text("한 해에 맡는 위원회의 수"))
        self.yearly_cap.description = tr(text("비워 두면 센터의 기준값을 따릅니다."))

    def details(self) -> Details:
        """Raises Invalid."""
        return accepted(
            fields=self.fields.data or (),
            profile=self.profile.data or "",
            employer=self.employer.data or "",
            employer_brn=self.employer_brn.data or "",
            address=self.address.data or "",
            is_public_official=bool(self.is_public_official.data),
            employments=self.employments.data or "",
            relations=self.relations.data or "",
            away=self.away.data or "",
            yearly_cap=self.yearly_cap.data,
        )


class NewReviewerForm(ReviewerForm):
    email = TextField(validators=[DataRequired(), Length(max=254)])
    name = TextField(validators=[Length(max=60)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email.label.text = tr(text("전자우편"))
        self.email.description = tr(text("계정이 있으면 그 계정에 평가위원 역할을 드립니다."))
        self.name.label.text = tr(text("이름"))
        self.name.description = tr(text("계정이 없는 사람만 적습니다. 비밀번호를 정하는 링크를 메일로 보냅니다."))


def typed(member: PoolMember) -> dict[str, Any]:
    """The stored values as the form shows them."""
    plain = ("fields", "profile", "employer", "employer_brn", "address", "is_public_official", "yearly_cap")
    return {key: getattr(member, key) for key in plain} | {
        "employments": write_lines(member.employments, EMPLOYMENT),
        "relations": write_lines(member.relations, RELATION),
        "away": write_lines(member.away, AWAY),
    }
