"""The shape of what is looked for in the trail."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from incubator.audit.queries import TrailFilter
from incubator.core.text import text
from incubator.web.fields import KstDateField
from incubator.web.i18n import later, tr


class TrailFilterForm(Form):
    """A GET form: no token, nothing changes."""

    subject = StringField(later(text("대상 번호")))
    actor = StringField(later(text("한 사람의 번호")))
    kind = SelectField(later(text("일의 종류")), validators=[Optional()], validate_choice=False)
    first_on = KstDateField(later(text("첫날")))
    last_on = KstDateField(later(text("마지막 날")))

    def name_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        self.kind.choices = [
            SelectChoice("", tr(text("전체"))),
            *(SelectChoice(value, label) for value, label in kinds),
        ]

    def wanted(self) -> TrailFilter:
        """What can be read of it; a number that is none finds nothing rather than everything."""
        return TrailFilter(
            subject_id=_read_id(self.subject.data),
            actor_id=_read_id(self.actor.data),
            event_name=(self.kind.data or "").strip() or None,
            first_on=self.first_on.data,
            last_on=self.last_on.data,
        )


def _read_id(raw: str | None) -> UUID | None:
    if not raw or not raw.strip():
        return None
    try:
        return UUID(raw.strip())
    except ValueError:
        return UUID(int=0)
