"""Templates of calls: what a manager starts a new round from.  Each is complete in Korean and English."""

from incubator.programs.rules.library.anti_aging import ANTI_AGING
from incubator.programs.rules.library.desalination import DESALINATION
from incubator.programs.rules.library.igen import IGEN
from incubator.programs.rules.library.job_zone import JOB_ZONE
from incubator.programs.rules.library.printing import PRINTING
from incubator.programs.rules.library.shape import Planned, ProgramTemplate, RoundTemplate, plan
from incubator.programs.rules.library.water_campus import WATER_CAMPUS

TEMPLATES: dict[str, RoundTemplate] = {
    template.key: template for template in (IGEN, WATER_CAMPUS, PRINTING, JOB_ZONE, ANTI_AGING, DESALINATION)
}

__all__ = ["TEMPLATES", "Planned", "ProgramTemplate", "RoundTemplate", "plan"]
