"""The shape of what the administrator types about branches and consent texts."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from incubator.accounts.rules import ConsentWords
from incubator.core.text import Text, text
from incubator.web.fields import KstDateField, TextField
from incubator.web.forms import BaseForm
from incubator.web.i18n import later

LONGEST_NAME = 60
LONGEST_TYPED = 10_000


def _line(label: Text, help_: Text | None = None, *, needed: bool = False, most: int = LONGEST_NAME) -> Any:
    rules = [*([InputRequired()] if needed else []), Length(max=most)]
    return TextField(later(label), rules, description=later(help_) if help_ else "")


def whole(raw: object) -> int:
    """A number a hidden field carried; 0, which fits nothing, for anything else."""
    plain = str(raw or "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else 0


class BranchForm(BaseForm):
    name = _line(text("지점 이름"), text("예: 서부센터"), needed=True)
    name_en = _line(text("영문 이름"))
    version = HiddenField()

    @property
    def seen_version(self) -> int:
        return whole(self.version.data)


class NewBranchForm(BranchForm):
    code = _line(
        text("지점 코드"), text("영문 소문자로 시작하는 2~20자입니다. 나중에 바꿀 수 없습니다. 예: west"), needed=True
    )


class ConsentTextForm(BaseForm):
    title = _line(text("제목"), needed=True, most=LONGEST_TYPED)
    body = TextAreaField(
        later(text("본문")),
        [InputRequired(), Length(max=LONGEST_TYPED)],
        description=later(text("목적, 항목, 보유 기간, 거부할 권리와 불이익을 한 줄씩 적습니다.")),
    )
    title_en = _line(text("영문 제목"), most=LONGEST_TYPED)
    body_en = TextAreaField(later(text("영문 본문")), [Length(max=LONGEST_TYPED)])
    is_required = BooleanField(
        later(text("꼭 동의해야 하는 글입니다")),
        description=later(text("선택 동의는 거부해도 가입과 신청에 불이익이 없어야 합니다.")),
    )
    effective_on = KstDateField(
        later(text("적용하는 날")), description=later(text("비워 두면 지금부터입니다. 예: 2016-04-20"))
    )
    seen_number = HiddenField()

    def words(self, key: str) -> ConsentWords:
        return ConsentWords(
            key,
            self.title.data or "",
            self.title_en.data or "",
            self.body.data or "",
            self.body_en.data or "",
            is_required=bool(self.is_required.data),
        )
