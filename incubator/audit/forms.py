"""The shape of what is looked for in the trail."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wtforms import Form, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from incubator.audit.queries import TrailSearch
from incubator.core.text import Text, text
from incubator.web.fields import KstDateField, TextField
from incubator.web.forms import Translations
from incubator.web.i18n import later, tr

NOTHING = UUID(int=0)


class TrailFilterForm(Form):
    """A GET form: no token, nothing changes.  `subject` and `actor` come with links from other pages."""

    class Meta:
        def get_translations(self, _form: Form) -> Translations:
            return Translations()

    who = TextField(later(text("한 사람 (이름 또는 전자우편 주소)")))
    about = SelectField(later(text("무엇에 대한 일")), validators=[Optional()], validate_choice=False)
    what = TextField(later(text("대상 (기업, 공고, 접수번호…)")))
    kind = SelectField(later(text("한 일")), validators=[Optional()], validate_choice=False)
    first_on = KstDateField(later(text("첫날")))
    last_on = KstDateField(later(text("마지막 날")))
    subject = HiddenField()
    actor = HiddenField()

    def offer(self, things: Iterable[tuple[str, Text | str]], acts: Iterable[tuple[str, Text | str]]) -> None:
        for field, found in ((self.about, things), (self.kind, acts)):
            choices = (SelectChoice(name, tr(words) if isinstance(words, Text) else words) for name, words in found)
            field.choices = [SelectChoice("", tr(text("전체"))), *choices]

    def wanted(self) -> TrailSearch:
        """What can be read of it; a number that is none finds nothing rather than everything."""
        return TrailSearch(
            subject_id=_read_id(self.subject.data),
            actor_id=_read_id(self.actor.data),
            who=(self.who.data or "").strip(),
            about=(self.about.data or "").strip(),
            what=(self.what.data or "").strip(),
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
        return NOTHING
