"""The shape of what the pages of applications send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from incubator.applications.rules import DECLARATIONS
from incubator.core.text import Text, text
from incubator.web.forms import BaseForm, clean
from incubator.web.i18n import tr

SAID = "said_"
ANSWERS = (("yes", text("예")), ("no", text("아니요")))
LONGEST_REASON = 500


def apply_form(companies: Iterable[tuple[str, str]], asked: Iterable[tuple[str, Text]]) -> Any:
    """Which organisation applies, and what the conditions of the round ask it to declare."""

    class ApplyForm(BaseForm):
        organisation_id = RadioField(
            tr(text("신청하는 기업")),
            choices=[SelectChoice(key, name) for key, name in companies],
            validators=[InputRequired()],
        )
        acknowledged = BooleanField(
            tr(text("해당하지 않는 항목의 이유를 읽었습니다. 사실과 다르거나 예외에 해당한다고 보아 계속합니다."))
        )

        def self_check(self) -> dict[str, bool]:
            """{key: yes or no} of what was answered."""
            return {
                name.removeprefix(SAID): found.data == "yes"
                for name, found in self._fields.items()
                if name.startswith(SAID) and found.data
            }

    choices = [SelectChoice(key, tr(label)) for key, label in ANSWERS]
    for key, statement in asked:
        setattr(ApplyForm, SAID + key, RadioField(tr(statement), choices=choices, validators=[Optional()]))
    return ApplyForm()


class SubmitForm(BaseForm):
    """`key` makes a repeated press one act; `revision` is the state of the answers the page showed."""

    key = HiddenField()
    revision = HiddenField()
    truth = BooleanField()
    integrity = BooleanField()

    @property
    def declared(self) -> tuple[str, ...]:
        return tuple(item.key for item in DECLARATIONS if self[item.key].data)

    @property
    def shown_revision(self) -> int:
        """-1 for what is no number: no page of ours shows it."""
        raw = self.revision.data or ""
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 9 else -1


class WithdrawForm(BaseForm):
    reason = TextAreaField(filters=[clean], validators=[Optional(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("철회하는 까닭"))
        self.reason.description = tr(text("적지 않으셔도 됩니다."))
