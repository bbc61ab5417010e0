"""Sheets for tests: people by number, totals as one criterion of 100 points."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from incubator.reviews.rules.entries import Entry, Plan, Sheet, StageEntry, StagePlan

ONE = (("total", Decimal(100)),)


def person(number):
    return UUID(int=number)


def sheets_of(totals):
    return tuple(
        Sheet(person(1000 + seat), seat, (("total", Decimal(str(total))),))
        for seat, total in enumerate(totals, start=1)
    )


def plan_of(**stage):
    cap = stage.pop("bonus_cap", Decimal(5))
    scale = stage.get("scale", 2)
    return Plan((StagePlan("presentation", stage.pop("criteria", ONE), **stage),), bonus_cap=cap, scale=scale)


def entry_of_totals(number, totals, bonus=0, **more):
    bonuses = (("youth", Decimal(str(bonus))),) if bonus else ()
    return Entry(person(number), (StageEntry("presentation", sheets_of(totals)),), bonuses, **more)
