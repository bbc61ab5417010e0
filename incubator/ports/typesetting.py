"""Sets papers with Typst.  Values travel as JSON, never as markup, so no text of a person can become a command."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst


class _Press:
    templates: Path | None = None
    fonts: Path | None = None


def configure(*, templates: Path, fonts: Path) -> None:
    """`templates` holds the .typ files, `fonts` the shipped fonts (system fonts are never used)."""
    _Press.templates, _Press.fonts = templates, fonts
    _compiler.cache_clear()


@cache
def _compiler(template: str) -> Any:
    if _Press.templates is None or _Press.fonts is None:
        raise RuntimeError("typesetting is not configured")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(_Press.fonts)])
    return typst.Compiler(str(_Press.templates / template), root=str(_Press.templates), font_paths=fonts)


def set_pdf(template: str, values: Mapping[str, Any]) -> bytes:
    """The paper as PDF/A-2b.  `values` arrives in the template as `json(bytes(sys.inputs.values))`.

    Raises typst.TypstError when a glyph is missing: a name that cannot be printed must not be dropped silently.
    """
    pdf: bytes = _compiler(template).compile(
        format="pdf", pdf_standards=["a-2b"], sys_inputs={"values": json.dumps(values, ensure_ascii=False)}
    )
    return pdf
