"""Starting forms a programme begins with.  Plain definitions: a manager copies one and changes it."""

from collections.abc import Mapping
from typing import Any

from incubator.core.text import Text, text
from incubator.questionnaires.rules.library.contest import CONTEST
from incubator.questionnaires.rules.library.education import EDUCATION
from incubator.questionnaires.rules.library.general import GENERAL
from incubator.questionnaires.rules.library.jobs import JOBS
from incubator.questionnaires.rules.library.psst import PSST
from incubator.questionnaires.rules.library.support import SUPPORT

LIBRARY: Mapping[str, dict[str, Any]] = {
    "psst": PSST,
    "education": EDUCATION,
    "jobs": JOBS,
    "support": SUPPORT,
    "contest": CONTEST,
    "general": GENERAL,
}
STARTS: Mapping[str, Text] = {
    "general": text("일반현황"),
    "psst": text("PSST 사업계획 (문제인식 30 · 실현가능성 30 · 성장전략 20 · 팀 구성 20)"),
    "education": text("교육 신청"),
    "jobs": text("구직 신청"),
    "support": text("기업 지원 신청"),
    "contest": text("공모전 신청"),
}
"""What a form maker chooses from."""

__all__ = ["CONTEST", "EDUCATION", "GENERAL", "JOBS", "LIBRARY", "PSST", "STARTS", "SUPPORT"]
