"""Makes `.venv` what the lock files say, and the project installed in it with its assets.  Does nothing when it is."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys

from tooling.steps import BIN, ROOT, VENV, Failure, program, step

UV = "0.13.9"
LOCKS = {"serve": ("requirements.lock", "requirements-build.lock"), "test": ("requirements-test.lock",)}
LOCKED = ("requirements", "requirements-build", "requirements-test")
OLDEST = (3, 11)
ASK_PYPI = (
    "인터넷 연결과 PyPI 접근을 확인한 뒤 다시 실행해 주세요. 사내 저장소를 쓰시면 PIP_INDEX_URL에 그 주소를 넣어 주세요."
    " (Is PyPI reachable? A mirror goes into PIP_INDEX_URL.)"
)
ASK_NPM = (
    "위에 적힌 까닭을 확인하고, npm 저장소에 접근할 수 있는지 살핀 뒤 다시 실행해 주세요."
    " (See the words above; is the npm registry reachable?)"
)


def install(kind: str) -> None:
    """Bring the environment up to date for `serve` or `test`."""
    if sys.platform == "win32":
        raise Failure("Windows에서는 바로 실행할 수 없습니다.", "WSL에서 같은 명령을 실행해 주세요. (Run it in WSL.)")
    import fcntl  # noqa: PLC0415 -- Windows has none, and should get the sentence above

    (ROOT / ".build").mkdir(exist_ok=True)
    with (ROOT / ".build" / "install.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)  # two terminals may start at once
        make_venv()
        stamp, wanted = VENV / f".ready-{kind}", fingerprint(kind)
        if has_assets() and stamp.is_file() and stamp.read_text() == wanted:
            return
        ensure_uv()
        locks = [word for name in LOCKS[kind] for word in ("-r", name)]
        into = ("--python", program("python"))
        step(
            "잠금 파일대로 파이썬 패키지를 설치합니다",
            "installing the locked Python packages",
            [program("uv"), "pip", "install", *into, "--require-hashes", *locks],
            ASK_PYPI,
        )
        step(
            "화면 자원과 글꼴, 번역을 준비합니다",
            "design tokens, fonts, catalogues",
            [program("uv"), "pip", "install", *into, "--no-deps", "--no-build-isolation", "--editable", "."],
            ASK_NPM,
        )
        stamp.write_text(wanted)


def make_venv() -> None:
    """Make `.venv` unless a whole one is there that was made in this place (its programs name their folder)."""
    made_here = (VENV / "pyvenv.cfg").is_file() and str(VENV) in (VENV / "pyvenv.cfg").read_text()
    if made_here and (BIN / "python").exists() and _runs("import pip"):
        return
    if sys.version_info < OLDEST:
        raise Failure(
            f"Python {sys.version.split()[0]}은 너무 낮습니다. (Python 3.11 or newer is needed.)",
            "Python 3.11 이상으로 다시 실행해 주세요. 예: python3.12 run.py",
        )
    shutil.rmtree(VENV, ignore_errors=True)
    step(
        "가상 환경 .venv를 만듭니다",
        "making the virtual environment",
        [sys.executable, "-m", "venv", str(VENV)],
        "Python의 venv 모듈이 있어야 합니다. 데비안·우분투에서는 apt install python3-venv 를 실행해 주세요.",
    )


def ensure_uv() -> None:
    """The installer, at the version that wrote the lock files."""
    if (BIN / "uv").exists():
        there = subprocess.run([program("uv"), "--version"], capture_output=True, text=True, check=False).stdout
        if there.split()[1:2] == [UV]:
            return
    pip = [program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    step("설치 도구 uv를 받습니다", "fetching the installer", [*pip, f"uv=={UV}"], ASK_PYPI)


def fingerprint(kind: str) -> str:
    """Changes whenever the environment or the built files must be renewed."""
    digest = hashlib.sha256(f"{kind} {UV}".encode())
    inputs = [*LOCKS[kind], "pyproject.toml", "build_assets.py", "requirements.in", "package-lock.json"]
    catalogues = sorted(ROOT.glob("incubator/translations/*/LC_MESSAGES/*.po"))
    for path in (*(ROOT / name for name in inputs), *catalogues):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def has_assets() -> bool:
    return (ROOT / "incubator/static/vendor/.stamp").is_file() and (ROOT / "incubator/fonts").is_dir()


def write_locks() -> None:
    """Resolve `requirements*.in` again; versions stay unless the inputs ask for others."""
    make_venv()
    ensure_uv()
    for name in LOCKED:
        options = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
        step(
            f"{name}.lock을 다시 씁니다",
            "resolving",
            [
                *(program("uv"), "pip", "compile", *options, "--no-annotate"),
                *("--custom-compile-command", "python3 run.py lock", f"{name}.in", "--output-file", f"{name}.lock"),
            ],
            "위에 적힌 까닭을 보고 requirements*.in을 고쳐 주세요. (Mend requirements*.in.)",
        )


def _runs(code: str) -> bool:
    quiet = subprocess.DEVNULL
    return subprocess.call([program("python"), "-c", code], stdout=quiet, stderr=quiet) == 0
