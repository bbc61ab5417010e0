"""The shape of what the pages of applications send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from incubator.applications.rules import DECLARATIONS
from incubator.core.text import Text, text
from incubator.web.forms import BaseForm, clean
from incubator.web.i18n import tr

SAID = "said_"
ANSWERS = (("yes", text("예")), ("no", text("아니요")))
LONGEST_REASON = 500


def apply_form(
    companies: Iterable[tuple[str, str]], asked: Iterable[tuple[str, Text]], divisions: Iterable[tuple[str, str]] = ()
) -> Any:
    """Which organisation applies, in which division, and what the conditions of the round ask it to declare."""

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

    offered = [SelectChoice(key, words) for key, words in divisions]
    if offered:
        ApplyForm.division = RadioField(tr(text("신청하는 부문")), choices=offered, validators=[Optional()])
    choices = [SelectChoice(key, tr(label)) for key, label in ANSWERS]
    for key, statement in asked:
        setattr(ApplyForm, SAID + key, RadioField(tr(statement), choices=choices, validators=[Optional()]))
    return ApplyForm()


@dataclass(frozen=True)
class SubmitForm:
    """`key` makes a repeated press one act; `revision` is the state of the answers the page showed.

    The revision is -1 for what is no number: no page of ours shows it.  No form of fields: a press is two hidden words
    and two ticks, and in the minute before a deadline each one counts.
    """

    key: str
    revision: int
    declared: tuple[str, ...]

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> SubmitForm:
        """What was sent; anything else in it is not looked at."""
        raw = sent.get("revision", "")
        revision = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else -1
        return cls(sent.get("key", ""), revision, tuple(item.key for item in DECLARATIONS if sent.get(item.key)))


class WithdrawForm(BaseForm):
    reason = TextAreaField(filters=[clean], validators=[Optional(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("철회하는 까닭"))
        self.reason.description = tr(text("적지 않으셔도 됩니다."))
