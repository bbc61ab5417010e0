"""Sets papers with Typst.  Values travel as JSON, never as markup, so no text of a person can become a command."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from incubator.ports.typefaces import code_points


class _Press:
    templates: Path | None = None
    fonts: Path | None = None
    base_url = ""
    turn = threading.Lock()


def configure(*, templates: Path, fonts: Path, base_url: str) -> None:
    """`templates` holds the .typ files, `fonts` the shipped fonts (system fonts are never used).

    `base_url` is where people verify a paper; it comes from the installation, never from a request.
    """
    _Press.templates, _Press.fonts, _Press.base_url = templates, fonts, base_url
    _compiler.cache_clear()


def base_url() -> str:
    """`https://apply.example.kr`, without a slash at its end."""
    return _Press.base_url


@cache
def _compiler(template: str) -> Any:
    if _Press.templates is None or _Press.fonts is None:
        raise RuntimeError("typesetting is not configured")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(_Press.fonts)])
    return typst.Compiler(str(_Press.templates / template), root=str(_Press.templates), font_paths=fonts)


@cache
def _covered(fonts: Path) -> frozenset[int]:
    """Code points that some shipped typeface draws."""
    found: set[int] = set()
    for path in (*fonts.glob("*.otf"), *fonts.glob("*.ttf")):
        found |= code_points(path.read_bytes())
    return frozenset(found)


def can_draw(letter: str) -> bool:
    """Whether a shipped typeface has this letter."""
    if _Press.fonts is None:
        raise RuntimeError("typesetting is not configured")
    return ord(letter) in _covered(_Press.fonts)


def set_pdf(template: str, values: Mapping[str, Any]) -> bytes:
    """The paper as PDF/A-2b.  `values` arrives in the template as `json(bytes(sys.inputs.values))`.

    Raises typst.TypstError when a glyph is missing: a name that cannot be printed must not be dropped silently.
    """
    inputs = {"values": json.dumps(values, ensure_ascii=False)}
    with _Press.turn:  # a compiler refuses a second thread (“Already borrowed”); a paper takes a few milliseconds
        pdf: bytes = _compiler(template).compile(format="pdf", pdf_standards=["a-2b"], sys_inputs=inputs)
    return pdf
