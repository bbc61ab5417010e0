"""Doors for operators: seal and verify the trail."""

from __future__ import annotations

import json

import click
from flask import Flask
from flask.cli import AppGroup

from incubator.audit.usecases.seal_entries import seal_entries
from incubator.audit.usecases.verify_trail import verify_trail
from incubator.web import clock

group = AppGroup("audit", help="The trail and its seals.")


@group.command("seal")
def seal_command() -> None:
    """Seal everything written so far and print the head, to be kept outside the database."""
    count = 0
    while True:
        done = seal_entries(now=clock.now())
        count += done.count
        if not done.count:
            break
    click.echo(json.dumps({"sealed": count, "seal_no": done.seal_no, "head": done.head}))


@group.command("verify")
@click.option("--head", "kept", help="NUMBER:HASH of an earlier `flask audit seal`; finds a chain cut off at its end.")
def verify_command(kept: str | None) -> None:
    """Check every link; exit code 1 and the first broken row when something was changed."""
    number, _, digest = (kept or "").partition(":")
    if kept and not (number.isdecimal() and digest):
        raise click.BadParameter("NUMBER:HASH", param_hint="--head")
    verdict = verify_trail(kept_head=(int(number), digest) if kept else None)
    fault = verdict.fault
    broken = fault and {
        "seal_no": fault.seal_no,
        "entry_id": str(fault.entry_id) if fault.entry_id else None,
        "why": fault.why.value,
    }
    click.echo(
        json.dumps(
            {
                "sound": verdict.sound,
                "seals": verdict.seals,
                "unsealed": verdict.unsealed,
                "head": verdict.head,
                "broken": broken,
            }
        )
    )
    if not verdict.sound:
        raise SystemExit(1)


def init_app(app: Flask) -> None:
    app.cli.add_command(group)
