"""The shape of what the administrator types about people and their roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from wtforms import BooleanField, EmailField, Form, PasswordField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from incubator.accounts.models import Branch
from incubator.accounts.queries import GrantFilter, PeopleFilter
from incubator.accounts.roles import LABELS as ROLE_LABELS
from incubator.accounts.roles import Role
from incubator.accounts.rules import GRANTABLE, LABELS, Circle, GrantTerm
from incubator.accounts.workflow import LABELS as STATE_LABELS
from incubator.accounts.workflow import UserState
from incubator.core.dates import day_in_kst, end_of_day, start_of_day
from incubator.core.text import Text, text
from incubator.programs.models import Program
from incubator.web.fields import KstDateField, TextField
from incubator.web.forms import BaseForm, Translations
from incubator.web.i18n import chosen_locale, later, tr

LONGEST_TYPED = 300
WHOLE_CENTRE = "all"


def _choices(members: Iterable[StrEnum], labels: Any) -> list[SelectChoice]:
    return [SelectChoice("", tr(text("전체"))), *(SelectChoice(one.value, tr(labels[one])) for one in members)]


def _one_of(kind: type[Any], raw: str | None) -> Any:
    return next((member for member in kind if member.value == raw), None)


class _FilterForm(Form):
    """A GET form: no token, nothing changes."""

    class Meta:
        def get_translations(self, _form: Form) -> Translations:
            return Translations()


class PeopleFilterForm(_FilterForm):
    q = TextField(later(text("이름 또는 전자우편 주소 전체")))
    circle = SelectField(later(text("소속")), validators=[Optional()], validate_choice=False)
    role = SelectField(later(text("역할")), validators=[Optional()], validate_choice=False)
    state = SelectField(later(text("계정 상태")), validators=[Optional()], validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circle.choices = _choices(Circle, LABELS)
        self.role.choices = _choices(GRANTABLE, ROLE_LABELS)
        self.state.choices = _choices(UserState, STATE_LABELS)

    def wanted(self) -> PeopleFilter:
        return PeopleFilter(
            words=(self.q.data or "").strip(),
            circle=_one_of(Circle, self.circle.data),
            role=_one_of(Role, self.role.data),
            state=_one_of(UserState, self.state.data),
        )


class GrantFilterForm(_FilterForm):
    q = TextField(later(text("이름 또는 전자우편 주소 전체")))
    role = SelectField(later(text("역할")), validators=[Optional()], validate_choice=False)
    term = SelectField(later(text("기간")), validators=[Optional()], validate_choice=False)
    first_on = KstDateField(later(text("준 날·거둔 날, 첫날")))
    last_on = KstDateField(later(text("마지막 날")))
    companies = BooleanField(later(text("기업 구성원의 역할도 보기")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = _choices(Role, ROLE_LABELS)
        self.term.choices = _choices(GrantTerm, LABELS)

    def wanted(self) -> GrantFilter:
        return GrantFilter(
            words=(self.q.data or "").strip(),
            role=_one_of(Role, self.role.data),
            term=_one_of(GrantTerm, self.term.data),
            first_on=self.first_on.data,
            last_on=self.last_on.data,
            with_companies=bool(self.companies.data),
        )


class PersonActForm(BaseForm):
    """A reason for an act on somebody's account, and one's own password where that is asked for."""

    reason = TextAreaField(
        later(text("까닭")),
        [InputRequired(), Length(max=LONGEST_TYPED)],
        description=later(text("처리 이력에 남습니다.")),
    )
    own_password = PasswordField(
        later(text("본인 확인을 위한 내 비밀번호")),
        [Length(max=1000)],
        description=later(text("로그인하신 지 10분이 지나 다시 여쭙니다.")),
    )


def _line(kind: type[Any], label: Text, help_: Text | None = None, *, needed: bool = False) -> Any:
    rules = [InputRequired()] if needed else []
    if kind is not KstDateField:
        rules.append(Length(max=LONGEST_TYPED))
    return kind(later(label), rules, description=later(help_) if help_ else "")


class GrantForm(PersonActForm):
    """A role, where it counts, and from when until when."""

    role = SelectField(later(text("역할")), [InputRequired()])
    place = SelectField(
        later(text("맡는 곳")),
        [InputRequired()],
        description=later(text("한 사업이나 한 지점만 맡으면 그곳의 자료만 보입니다.")),
    )
    starts_on = _line(KstDateField, text("시작하는 날"), text("비워 두면 지금부터입니다. 예: 2016-04-20"))
    ends_on = _line(KstDateField, text("끝나는 날"), text("그날까지입니다. 비워 두면 거둘 때까지입니다."))

    def offer(self, branches: Sequence[Branch], programs: Sequence[Program]) -> None:
        is_korean = chosen_locale() == "ko"
        self.role.choices = [("", tr(text("골라 주세요")))] + [
            (role.value, tr(ROLE_LABELS[role])) for role in GRANTABLE
        ]
        self.place.choices = {
            tr(text("전체")): [(WHOLE_CENTRE, tr(text("센터 전체")))],
            tr(text("지점")): [
                (f"branch:{one.id}", one.name if is_korean else one.name_en or one.name) for one in branches
            ],
            tr(text("사업")): [
                (f"program:{one.id}", one.name if is_korean else one.name_en or one.name) for one in programs
            ],
        }

    def wanted(self, now: datetime) -> dict[str, Any]:
        """The arguments of `grant_role` and `invite_user`; today means now."""
        kind, _, place = (self.place.data or "").partition(":")
        first, last = self.starts_on.data, self.ends_on.data
        return {
            "role": Role(self.role.data),
            "branch_id": UUID(place) if kind == "branch" else None,
            "program_id": UUID(place) if kind == "program" else None,
            "starts_at": now if first in (None, day_in_kst(now)) else start_of_day(first),
            "ends_at": end_of_day(last) if last else None,
            "reason": self.reason.data or "",
        }


class InviteForm(GrantForm):
    name = _line(TextField, text("이름"), text("실제 이름을 적어 주세요."), needed=True)
    email = EmailField(
        later(text("전자우편 주소")),
        [InputRequired(), Length(max=LONGEST_TYPED)],
        description=later(text("이 주소로 비밀번호를 정하는 링크를 보냅니다. 계정이 있는 분이면 역할만 더합니다.")),
    )
