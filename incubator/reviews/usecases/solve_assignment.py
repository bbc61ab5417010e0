"""Ask the solver who should judge what on a panel, and keep its answer to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.matching.rules.assignment import Assignment, assign
from incubator.matching.rules.expertise import Expertise
from incubator.matching.rules.limits import Unsolvable, sentence
from incubator.matching.rules.pool import Key, Pool
from incubator.matching.rules.reasons import Reasons, Stand
from incubator.matching.rules.repair import Repair, repair
from incubator.parameters.queries import value
from incubator.reviews.events.assignment import AssignmentSolved
from incubator.reviews.models import AssignmentRun, Panel
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import assignment, expertise, panel_day
from incubator.reviews.rules.allotment import Wish


def solve_assignment(*, actor: Actor, panel_id: UUID, wish: Wish, now: datetime) -> UUID:
    """The run, with pairs and reasons, or with the limits that stand in the way and by how much.

    With `wish.repair` as few of the pairs of today as possible move.
    Raises NotFound, Forbidden, RuleBroken (over, nobody, nothing), Invalid (demand, most).
    """
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        assignment.check_open(panel)
        ground = expertise.ground_of(work.session, panel)
        _check(ground, wish)
        percent = value(work.session, "reviews.field_percent", on=day_in_kst(now))
        fitness = expertise.expertise_of(work.session, round_, ground, percent)
        pool = expertise.pool_of(ground, fitness, wish)
        found = _repaired(pool, ground) if wish.repair else _assigned(pool)
        run = AssignmentRun(
            id=new_id(),
            stage_id=panel.stage_id,
            seed=wish.seed,
            asked=wish.payload() | {"panel_id": str(panel.id), "state": ground.state, "field_percent": percent},
            found=_told(found, fitness, _namer(panel)),
            run_by=actor.user_id,
            at=now,
        )
        work.session.add(run)
        work.record(
            AssignmentSolved(
                stamp=actor.stamp(now),
                panel_id=panel.id,
                round_id=panel.round_id,
                run_id=run.id,
                pairs=len(run.found.get("pairs", ())),
                is_repair=wish.repair,
            )
        )
        return run.id


def _check(ground: expertise.Ground, wish: Wish) -> None:
    if not ground.cases or not ground.people:
        raise RuleBroken(
            text("위촉을 수락한 위원과 이 위원회의 신청서가 모두 있어야 배정할 수 있습니다."),
            how=text("위원을 모시고 신청서를 위원회에 넣은 뒤 다시 배정해 주세요."),
        )
    if not 1 <= wish.demand <= len(ground.people):
        raise Invalid(
            text("한 신청서를 볼 위원 수는 1명에서 %(most)d명 사이로 적어 주세요.", most=len(ground.people)),
            field="demand",
        )
    if not 1 <= wish.most <= len(ground.cases):
        raise Invalid(
            text("한 위원이 맡을 신청서는 1건에서 %(most)d건 사이로 적어 주세요.", most=len(ground.cases)), field="most"
        )


Found = tuple[Assignment, Pool, Repair | None] | Unsolvable


def _assigned(pool: Pool) -> Found:
    answer = assign(pool)
    return answer if isinstance(answer, Unsolvable) else (answer, pool, None)


def _repaired(pool: Pool, ground: expertise.Ground) -> Found:
    known = {(case.application_id, one.id) for case in ground.cases for one in ground.people}
    answer = repair(pool, ground.taken & known, ground.begun & known)
    return answer if isinstance(answer, Unsolvable) else (answer.assignment, answer.pool, answer)


def _namer(panel: Panel) -> Callable[[Key], str]:
    names: dict[Key, str] = {case.application_id: case.application.receipt_no or "" for case in panel.cases}
    names |= {one.id: one.user.name for one in panel.appointments}
    return lambda key: names.get(key, "–")


def _told(found: Found, fitness: Expertise, name: Callable[[Key], str]) -> dict[str, Any]:
    if isinstance(found, Unsolvable):
        return {"limits": [sentence(limit, name).payload() for limit in found.limits]}
    answer, pool, mended = found
    reasons, fair = Reasons(pool, answer.pairs), answer.fairness
    return {
        "pairs": [_pair(reasons, fitness, case, expert) for case, expert in answer.pairs],
        "fairness": {
            "mean_points": int(fair.mean_points),
            "weakest": str(fair.weakest) if fair.weakest else None,
            "weakest_points": fair.weakest_points,
            "least_load": fair.least_load,
            "most_load": fair.most_load,
        },
        "moved": None if mended is None else _moves(mended),
    }


def _moves(mended: Repair) -> dict[str, int]:
    return {
        "kept": len(mended.kept),
        "added": len(mended.added),
        "lost": len(mended.lost),
        "moved": len(mended.moved),
    }


def _pair(reasons: Reasons, fitness: Expertise, case: Key, expert: Key) -> dict[str, Any]:
    why, parts = reasons.why((case, expert)), fitness.parts(case, expert)
    return {
        "application_id": str(case),
        "appointment_id": str(expert),
        "points": why.points,
        "of_fields": parts.of_fields,
        "of_text": parts.of_text,
        "terms": list(parts.terms),
        "place": why.place,
        "forced": why.forced,
        "next": _stand(why.next),
        "cheapest": _stand(why.cheapest),
        "others": [_stand(other) for other in why.others],
    }


def _stand(stand: Stand | None) -> dict[str, Any] | None:
    if stand is None:
        return None
    return {
        "appointment_id": str(stand.expert),
        "points": stand.points,
        "obstacles": [obstacle.value for obstacle in stand.obstacles],
        "cost": stand.cost,
    }
