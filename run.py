"""The two commands of this project, and two more.

    python3 run.py                  set everything up and serve http://127.0.0.1:5000 with the demo centre
    python3 run.py test [...]       the same set-up, then every check and the whole suite (arguments go to pytest)
    python3 run.py bench [...]      the measurements of tests/bench
    python3 run.py lock             write the lock files again after a change to requirements*.in

Needs Python 3.11 or newer with its venv module, and the PyPI and npm registries the first time; nothing else, not Node.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from tooling.install import install, write_locks
from tooling.serve import serve
from tooling.steps import ROOT, Failure, environment, program, say, step

INTERRUPTED = 130
CHECKS = (
    ("코드 규칙을 살핍니다", "ruff check", ("ruff", "check", "."), "위에 적힌 곳을 고쳐 주세요. .venv/bin/ruff check --fix . 가 도움이 됩니다."),
    ("코드 모양을 살핍니다", "ruff format", ("ruff", "format", "--check", "."), ".venv/bin/ruff format . 을 실행해 주세요."),
    ("자료형을 살핍니다", "mypy", ("mypy",), "위에 적힌 곳의 자료형을 고쳐 주세요."),
    ("층 사이의 약속을 살핍니다", "import contracts", ("lint-imports",), "위에 적힌 import를 층의 순서에 맞게 고쳐 주세요."),
)  # fmt: skip


def main() -> int:
    options, rest = arguments()
    try:
        if options.command == "lock":
            write_locks()
            return 0
        if options.command == "serve":
            return serve(port=options.port, once=options.once, fresh=options.fresh)
        install("test")
        if options.command == "bench":
            return subprocess.call([program("python"), "-m", "tests.bench", *rest], env=environment(), cwd=ROOT)
        return test(rest)
    except Failure as failure:
        print(f"\n✗ {failure}\n  → {failure.how}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n멈췄습니다. (Stopped.)", file=sys.stderr)
        return INTERRUPTED


def arguments() -> tuple[argparse.Namespace, list[str]]:
    """Our own options and what is passed on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", nargs="?", choices=("serve", "test", "bench", "lock"), default="serve")
    parser.add_argument("--port", type=int, default=5000, help="serve here instead of on 5000")
    parser.add_argument("--once", action="store_true", help="start, ask for the first page, stop (for checks)")
    parser.add_argument("--fresh", action="store_true", help="delete instance/ (database, files, mail) first")
    own, passed_on = (sys.argv[1:2], sys.argv[2:]) if sys.argv[1:2] in (["test"], ["bench"]) else (sys.argv[1:], [])
    return parser.parse_args(own), passed_on


def test(pytest_arguments: list[str]) -> int:
    """Every check, then the suite on both databases and in the browser; ends with pytest's own closing line."""
    for korean, english, (name, *rest), how in CHECKS:
        step(korean, english, [program(name), *rest], how)
    step(
        "시험용 브라우저를 준비합니다",
        "preparing the test browser",
        [program("python"), "-m", "tests.support.chromium"],
        "npm 저장소에 접근할 수 있는지 확인하고 다시 실행해 주세요. (Is the npm registry reachable?)",
    )
    say("시험을 돌립니다. (running the tests)")
    command = [program("python"), "-m", "pytest", "-n", "2", "--database", "both", *pytest_arguments]
    return subprocess.call(command, env=environment(), cwd=ROOT, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    raise SystemExit(main())
