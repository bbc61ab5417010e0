"""Which letters the shipped typefaces draw, read from their own tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from incubator.ports.typefaces import code_points

FONTS = Path(__file__).parents[3] / "incubator" / "fonts"


@pytest.mark.parametrize("name", ["Pretendard-Regular.otf", "NotoSansKR-Hanja.ttf"])
def test_the_table_says_what_another_reader_says(name: str) -> None:
    with TTFont(FONTS / name) as font:
        expected = {code for code, glyph in font.getBestCmap().items() if font.getGlyphID(glyph)}

    assert code_points((FONTS / name).read_bytes()) == expected


def test_every_syllable_is_drawn() -> None:
    drawn = code_points((FONTS / "Pretendard-Regular.otf").read_bytes())

    assert set(range(0xAC00, 0xD7A4)) <= drawn
    assert 0x1F600 not in drawn
