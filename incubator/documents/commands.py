"""Doors for operators: `flask files …`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click
from flask import Flask
from flask.cli import AppGroup

from incubator.db.session import session_now
from incubator.documents import queries
from incubator.documents.usecases.purge_expired import purge_expired
from incubator.documents.usecases.reconcile_files import reconcile_files
from incubator.documents.usecases.record_scan import record_scan
from incubator.ports.scanner import ScannerFailedError
from incubator.web import clock

files_group = AppGroup("files", help="Stored files and their content on disk.")


@files_group.command("reconcile")
@click.option("--sweep", is_flag=True, help="Remove content without a row and unfinished uploads older than a day.")
def reconcile_command(*, sweep: bool) -> None:
    """Compare rows and disk; prints JSON, exit code 1 when they do not agree."""
    found = reconcile_files(now=clock.now(), sweep=sweep)
    click.echo(json.dumps(asdict(found) | {"agrees": found.agrees}))
    sys.exit(0 if found.agrees else 1)


@files_group.command("purge")
def purge_command() -> None:
    """Destroy the content of files whose time has come."""
    click.echo(json.dumps({"purged": purge_expired(now=clock.now())}))


@files_group.command("scan")
def scan_command() -> None:
    """Scan what still waits for the scanner; exit code 1 when the scanner is away."""
    waiting = queries.list_unscanned_ids(session_now())
    scanned = 0
    try:
        for file_id in waiting:
            record_scan(file_id=file_id, now=clock.now())
            scanned += 1
    except ScannerFailedError as error:
        click.echo(json.dumps({"waiting": len(waiting) - scanned, "scanned": scanned, "error": str(error)}))
        sys.exit(1)
    click.echo(json.dumps({"waiting": 0, "scanned": scanned}))


def init_app(app: Flask) -> None:
    app.cli.add_command(files_group)
