"""The shape of what is looked for in the access log."""

from __future__ import annotations

from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from incubator.core.text import text
from incubator.privacy.queries import AccessFilter
from incubator.privacy.rules import LABELS, AccessAction
from incubator.web.fields import KstDateField
from incubator.web.forms import Translations
from incubator.web.i18n import later, tr


class AccessFilterForm(Form):
    """A GET form: no token, nothing changes."""

    class Meta:
        def get_translations(self, _form: Form) -> Translations:
            return Translations()

    actor = StringField(later(text("본 사람의 전자우편 주소")))
    action = SelectField(later(text("한 일")), validators=[Optional()], validate_choice=False)
    first_on = KstDateField(later(text("첫날")))
    last_on = KstDateField(later(text("마지막 날")))

    def name_actions(self) -> None:
        self.action.choices = [
            SelectChoice("", tr(text("전체"))),
            *(SelectChoice(action.value, tr(LABELS[action])) for action in AccessAction),
        ]

    def wanted(self) -> AccessFilter:
        known = {action.value: action for action in AccessAction}
        return AccessFilter(
            action=known.get(self.action.data or ""), first_on=self.first_on.data, last_on=self.last_on.data
        )
