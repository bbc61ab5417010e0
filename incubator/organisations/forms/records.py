"""The shape of what staff type into the register of restrictions and support."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import BooleanField, Form, RadioField, TextAreaField
from wtforms.validators import Length

from incubator.core.text import Text, text
from incubator.organisations.queries import RecordFilter
from incubator.organisations.rules import RECORD_LABELS
from incubator.organisations.rules.records import Concerned, RecordSubject, RestrictionDetails, SupportDetails
from incubator.web.fields import KstDateField, TextField, WonField
from incubator.web.forms import BaseForm, Translations
from incubator.web.i18n import later, tr

LONGEST_TYPED = 1000
_SHORT = [Length(max=LONGEST_TYPED)]


def _line(label: Text, help_: Text, kind: Any = TextField) -> Any:
    return kind(later(label), _SHORT if kind is TextField else [], description=later(help_))


class RecordFilterForm(Form):
    """A GET form: no token, nothing changes."""

    class Meta:
        def get_translations(self, _form: Form) -> Translations:
            return Translations()

    q = TextField(later(text("사업자등록번호, 기업 이름, 대표자 이름")))
    removed = BooleanField(later(text("기록에서 뺀 것도 보기")))

    def wanted(self) -> RecordFilter:
        return RecordFilter(words=(self.q.data or "").strip(), with_removed=bool(self.removed.data))


class _ConcernedForm(BaseForm):
    subject = RadioField(later(text("누구의 기록입니까?")), validate_choice=False)
    brn = _line(text("사업자등록번호"), text("기업의 기록일 때 적습니다. 예: 123-45-67890"))
    company_name = _line(text("기업 이름"), text("통보 문서에 적힌 이름입니다."))
    representative_name = _line(text("대표자 이름"), text("대표자의 기록일 때 적습니다."))
    representative_born_on = _line(
        text("대표자 생년월일"), text("같은 이름의 다른 사람과 섞이지 않게 합니다. 예: 1974-03-09"), KstDateField
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject.choices = [(one.value, tr(RECORD_LABELS[one])) for one in RecordSubject]

    def _concerned(self) -> dict[str, Any]:
        subject = next((one for one in RecordSubject if one.value == self.subject.data), None)
        return {"subject": subject} | {
            key: self[key].data or (None if key.endswith("_on") else "")
            for key in Concerned.__dataclass_fields__
            if key != "subject"
        }


class RestrictionForm(_ConcernedForm):
    ground = TextAreaField(
        later(text("참여제한의 사유")), _SHORT, description=later(text("예: 사업비를 목적과 다르게 씀"))
    )
    starts_on = _line(text("시작일"), text("예: 2016-04-20"), KstDateField)
    ends_on = _line(text("종료일"), text("이날까지 제한됩니다. 예: 2018-04-19"), KstDateField)
    source = _line(text("근거 문서"), text("예: 창업진흥원 제2016-123호(2016-04-20)"))

    def details(self) -> RestrictionDetails:
        typed = {key: self[key].data for key in ("starts_on", "ends_on")}
        return RestrictionDetails(
            **self._concerned(), **typed, ground=self.ground.data or "", source=self.source.data or ""
        )


class SupportForm(_ConcernedForm):
    program = _line(text("지원사업 이름"), text("예: 창업맞춤형사업"))
    agency = _line(text("지원한 기관"), text("예: 창업진흥원"))
    starts_on = _line(text("시작일"), text("협약의 첫날입니다. 예: 2015-06-01"), KstDateField)
    ends_on = _line(text("종료일"), text("모르면 비워 둡니다. 비우면 참여 중으로 봅니다."), KstDateField)
    amount_won = _line(text("지원금(원)"), text("모르면 비워 둡니다. 예: 50,000,000"), WonField)
    plan_title = _line(text("사업계획의 제목"), text("같은 계획으로 두 번 지원받는지 견주어 봅니다."))
    source = _line(text("근거 문서"), text("예: 협약서 제2015-0312호, 지원이력 조회(2016-04-20)"))

    def details(self) -> SupportDetails:
        typed = {key: self[key].data for key in ("starts_on", "ends_on", "amount_won")}
        words: dict[str, Any] = {key: self[key].data or "" for key in ("program", "agency", "plan_title", "source")}
        return SupportDetails(**self._concerned(), **typed, **words)


class SuspendForm(BaseForm):
    starts_on = _line(text("정지 시작일"), text("참여제한 기간 안의 날짜입니다."), KstDateField)
    ends_on = _line(text("정지 종료일"), text("이날까지 정지됩니다."), KstDateField)
    reason = TextAreaField(
        later(text("정지의 근거")), _SHORT, description=later(text("예: 창원지방법원 2016아123 집행정지 결정"))
    )

    def term(self) -> tuple[date | None, date | None]:
        return self.starts_on.data, self.ends_on.data


class RemoveForm(BaseForm):
    removal = TextAreaField(later(text("빼는 까닭")), _SHORT, description=later(text("처리 이력에 남습니다.")))
