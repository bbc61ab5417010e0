"""What a manager types when he puts something about a round before those who decide."""

from __future__ import annotations

from uuid import UUID

from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from incubator.approvals.queries import Candidates
from incubator.approvals.usecases.request_approval import Line
from incubator.core.text import text
from incubator.programs.forms.rounds import REASON, AttachForm, CorrectForm, Labelled, ReasonForm, known_version
from incubator.web.fields import KstDateField, KstMomentField
from incubator.web.forms import clean
from incubator.web.i18n import tr

LINE = {
    "approver_id": text("결재할 사람"),
    "first_reviewer_id": text("먼저 검토할 사람"),
    "second_reviewer_id": text("그다음 검토할 사람"),
    "opinion": text("결재선에 전할 말"),
}


class LineForm(Labelled):
    """Who looks it through, who decides."""

    labels = LINE
    approver_id = SelectField(validators=[InputRequired()])
    first_reviewer_id = SelectField(default="")
    second_reviewer_id = SelectField(default="")
    opinion = TextAreaField(validators=[Length(max=2000)])

    def offer(self, candidates: Candidates) -> None:
        """The only approver there is, is chosen already."""
        nobody = ("", tr(text("없음")))
        approvers = [
            *((str(user.id), user.name) for user in candidates.approvers),
            *((str(user.id), tr(text("%(name)s (전결)", name=user.name))) for user in candidates.delegates),
        ]
        if candidates.delegates:
            limit = f"{candidates.limit_won:,}"
            self.approver_id.description = tr(
                text("전결: 예산 %(limit)s원까지는 사업 담당자의 서명으로도 확정됩니다.", limit=limit)
            )
        self.approver_id.choices = approvers if len(approvers) == 1 else [("", tr(text("고르지 않음"))), *approvers]
        for field in (self.first_reviewer_id, self.second_reviewer_id):
            field.choices = [nobody, *((str(user.id), user.name) for user in candidates.reviewers)]

    @property
    def line(self) -> Line:
        wanted = (self.first_reviewer_id.data, self.second_reviewer_id.data)
        reviewers = tuple(UUID(person) for person in wanted if person)
        return Line(UUID(self.approver_id.data), reviewers, clean(self.opinion.data))


class AskPublicationForm(LineForm, ReasonForm):
    labels = REASON | LINE
    version = HiddenField()

    @property
    def known_version(self) -> int | None:
        return known_version(self.version.data)


class AskExtensionForm(LineForm, ReasonForm):
    labels = REASON | LINE | {"closes_at": text("새 접수 마감")}
    closes_at = KstMomentField(validators=[InputRequired()])


class AskCancellationForm(LineForm, ReasonForm):
    labels = REASON | LINE


class AskAttachmentForm(LineForm, AttachForm):
    labels = AttachForm.labels | LINE


class RecallForm(ReasonForm):
    labels = REASON | {"announced_on": text("새 공고일")}
    announced_on = KstDateField(validators=[InputRequired()])


class AskCorrectionForm(LineForm, CorrectForm):
    labels = CorrectForm.labels | LINE
    not_columns = (*CorrectForm.not_columns, *LINE)
