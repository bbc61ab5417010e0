"""What a newcomer meets when something is in the way."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tooling import install, serve, steps


def test_refuse_busy_port_says_which_port_and_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(steps.Failure, match=f"포트 {port}번") as refusal:
            serve.refuse_busy_port(port)

    assert "--port" in refusal.value.how
    serve.refuse_busy_port(port)


def test_step_shows_the_commands_own_words_when_it_fails(capfd: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-c", "import sys; print('까닭'); sys.exit(3)"]

    with pytest.raises(steps.Failure, match="설치합니다") as refusal:
        steps.step("설치합니다", "installing", command, "다시 실행해 주세요.")

    assert refusal.value.how == "다시 실행해 주세요."
    assert "까닭" in capfd.readouterr().err


def test_running_ends_every_program_also_after_a_failure() -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    started: list[subprocess.Popen[bytes]] = []

    with pytest.raises(RuntimeError, match="stop"), serve.running([sleep, sleep], steps.environment()) as processes:
        started += processes
        raise RuntimeError("stop")

    assert [process.returncode for process in started] == [-signal.SIGTERM, -signal.SIGTERM]


def test_demo_environment_keeps_its_key_and_gives_way_to_the_callers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "INSTANCE", tmp_path / "instance")
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/incubator")

    first, second = serve.demo_environment(5000), serve.demo_environment(5001)

    assert first["INCUBATOR_SECRET_KEY"] == second["INCUBATOR_SECRET_KEY"]
    assert (first["DATABASE_URL"], second["INCUBATOR_BASE_URL"]) == (
        "postgresql://db/incubator",
        "http://127.0.0.1:5001",
    )
    assert (tmp_path / "instance" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_fingerprint_changes_with_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*install.LOCKS["serve"], "pyproject.toml", "build_assets.py", "requirements.in", "package-lock.json"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(install, "ROOT", tmp_path)
    before = install.fingerprint("serve")

    (tmp_path / "requirements.lock").write_text("other")

    assert install.fingerprint("serve") != before


def test_locks_name_no_registry_and_hash_every_package() -> None:
    for name in install.LOCKED:
        lines = (steps.ROOT / f"{name}.lock").read_text().splitlines()
        assert [line for line in lines if "://" in line] == []
        packages = [number for number, line in enumerate(lines) if "==" in line]
        assert [lines[number] for number in packages if "--hash=sha256:" not in lines[number + 1]] == []
