"""What a reviewer fills in: a refusal, the oaths, the relations; and an applicant's challenge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, Length

from incubator.core.text import text
from incubator.reviews.forms.pool import LONGEST_REASON
from incubator.reviews.rules.oaths import OATHS
from incubator.web.fields import TextField
from incubator.web.forms import BaseForm, clean
from incubator.web.i18n import tr

FREE, RELATED = "free", "related"


class OathForm(BaseForm):
    confidentiality = BooleanField()
    integrity = BooleanField()
    qualification = BooleanField()
    contact = BooleanField()
    signature = TextField(validators=[DataRequired(), Length(max=60)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for oath in OATHS:
            self[oath.key].label.text = tr(text("%(oath)s을 읽었고 지키겠습니다", oath=oath.title))
        self.signature.label.text = tr(text("서명"))
        self.signature.description = tr(text("성함을 적으시면 서명하신 것으로 기록합니다."))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(oath.key for oath in OATHS if self[oath.key].data)


class ChallengeForm(BaseForm):
    person = TextField(validators=[Length(max=100)])
    organisation = TextField(validators=[Length(max=100)])
    reason = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person.label.text = tr(text("기피하려는 사람"))
        self.organisation.label.text = tr(text("그 사람이 속한 기관"))
        self.reason.label.text = tr(text("까닭"))
        self.reason.description = tr(text("공정한 평가를 기대하기 어려운 사정을 적어 주세요."))


def said_of(form: Mapping[str, str], shown: Iterable[UUID]) -> dict[UUID, tuple[bool, str]]:
    """What was chosen for the applications that were shown; those left open are not in it."""
    found: dict[UUID, tuple[bool, str]] = {}
    for application_id in shown:
        choice = form.get(f"relation.{application_id}")
        if choice in (FREE, RELATED):
            found[application_id] = (choice == FREE, clean(form.get(f"what.{application_id}")))
    return found
