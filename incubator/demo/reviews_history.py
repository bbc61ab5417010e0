"""The third I-Gen challenge to its end: eligibility, paper review, pitches, decision, release before the ceremony."""

from __future__ import annotations

from functools import partial

from incubator.core.dates import kst
from incubator.db.session import session_now
from incubator.demo.desk import pass_application, tell_applicants
from incubator.demo.reviews_panels import Board, found_pool, judge_whole
from incubator.demo.reviews_results import settle_stage, tell_results
from incubator.demo.story import Story
from incubator.programs.queries import get_whole_round
from incubator.programs.rules.kinds import ProgramField

CALL = "igen3"
ENTRANTS = ("heo", "byeori", "maru", "jang", "saenul", "dumo")
WEAK = ("jang",)
PAPERS = Board(
    call=CALL, by="main", witness="head", field=ProgramField.MECHATRONICS, seats=5, label="서류 평가위원회",
    meets_at=kst(2016, 3, 16, 14), access_ends_at=kst(2016, 3, 18, 18), challenged="maru",
)  # fmt: skip
PITCHES = Board(
    call=CALL, by="main", witness="head", field=ProgramField.MECHATRONICS, seats=5, label="발표 평가위원회",
    meets_at=kst(2016, 3, 25, 14), access_ends_at=kst(2016, 3, 28, 18), stage=1,
)  # fmt: skip


def tell_third_challenge_judged(story: Story) -> None:
    """Six entries are eligible; one stays below the floor; the decision is released on 30 March 2016."""
    story.at(kst(2016, 2, 18, 10), partial(found_pool, story, by="main"))
    for number, who in enumerate(ENTRANTS):
        story.at(kst(2016, 3, 7, 10, 10 * number), partial(pass_application, story, f"{CALL}/{who}", "main"))
    story.at(kst(2016, 3, 8, 10), partial(tell_applicants, story, CALL, "main"))
    story.at(kst(2016, 3, 15, 10), partial(judge_whole, story, PAPERS, weak=WEAK))
    story.at(kst(2016, 3, 17, 10), partial(_first_stage, story))
    story.at(kst(2016, 3, 24, 10), partial(judge_whole, story, PITCHES))
    tell_results(story, call=CALL, by="main", head="head", at=kst(2016, 3, 28, 19))


def _first_stage(story: Story) -> None:
    """Who passed the cut goes on to the pitches."""
    session = session_now()
    stage_id = get_whole_round(session, story.rounds[CALL]).stage_rows[0].id
    session.rollback()
    settle_stage(story, stage_id, "main", "head")
