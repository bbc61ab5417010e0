"""Find out by content what a received file is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import structlog

from incubator.core.errors import Invalid
from incubator.documents import rules
from incubator.documents.rules import FileKind, FileRule, Reason, Refused
from incubator.documents.rules.inspection.sniffing import HEAD_BYTES, Family, family_of
from incubator.ports import sandbox
from incubator.ports.sandbox import ChildFailedError, Limits

log = structlog.get_logger("documents")
PARSERS = "incubator.documents.rules.inspection."
MEGABYTE = 1024 * 1024
LIMITS = {
    Family.ARCHIVE: Limits(memory_bytes=192 * MEGABYTE, cpu_seconds=5, wall_seconds=20),
    Family.COMPOUND: Limits(memory_bytes=256 * MEGABYTE, cpu_seconds=5, wall_seconds=20),
    Family.PDF: Limits(memory_bytes=512 * MEGABYTE, cpu_seconds=15, wall_seconds=40),
    Family.PICTURE: Limits(memory_bytes=768 * MEGABYTE, cpu_seconds=15, wall_seconds=40),
}


@dataclass(frozen=True)
class Inspected:
    """`pages` for a PDF; `cleaned` is a rewritten copy to be stored instead (pictures lose their metadata)."""

    kind: FileKind
    pages: int | None = None
    cleaned: Path | None = None


def inspect_file(*, path: Path, name: str, accept: FileRule) -> Inspected:
    """Look at a received file in a process of its own and hold it against its name and the field's rule.

    Raises Invalid with what, why and how to go on.
    """
    target = path.with_name(path.name + ".clean")
    try:
        inspected = _inspect(path, target)
        rules.check_content(name, inspected.kind, inspected.pages, accept)
    except Refused as refused:
        target.unlink(missing_ok=True)
        raise rules.refusal(refused.reason, **refused.params) from refused
    except Invalid:
        target.unlink(missing_ok=True)
        raise
    return inspected


def _inspect(path: Path, target: Path) -> Inspected:
    with path.open("rb") as source:
        family = family_of(source.read(HEAD_BYTES))
    try:
        answer = sandbox.examine(PARSERS + family, source=path, target=target, limits=LIMITS[family])
    except ChildFailedError as error:
        log.warning("inspection failed", family=str(family), error=str(error))
        raise Refused(Reason.TOO_COMPLEX) from error
    if "refused" in answer:
        raise Refused(Reason(answer["refused"]), **answer["params"])
    return Inspected(FileKind(answer["kind"]), answer.get("pages"), target if target.exists() else None)
