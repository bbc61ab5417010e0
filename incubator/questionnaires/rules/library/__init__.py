"""Starting forms a programme begins with.  Plain definitions: a manager copies one and changes it."""

from incubator.questionnaires.rules.library.contest import CONTEST
from incubator.questionnaires.rules.library.education import EDUCATION
from incubator.questionnaires.rules.library.jobs import JOBS
from incubator.questionnaires.rules.library.psst import PSST
from incubator.questionnaires.rules.library.support import SUPPORT

LIBRARY = {"psst": PSST, "education": EDUCATION, "jobs": JOBS, "support": SUPPORT, "contest": CONTEST}

__all__ = ["CONTEST", "EDUCATION", "JOBS", "LIBRARY", "PSST", "SUPPORT"]
