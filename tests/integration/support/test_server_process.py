"""The production server runs on the test's own world."""

import signal
import urllib.request
from collections.abc import Callable

import pytest

from incubator.settings import Settings
from tests.support.server_process import ServerProcess, environment_of


def test_environment_of_gives_the_same_settings_again(settings: Settings) -> None:
    assert Settings.from_env(environment_of(settings)) == settings


def test_server_and_worker_start_and_end(start_processes: Callable[..., ServerProcess]) -> None:
    server, worker = start_processes("server", workers=1), start_processes("worker")

    with urllib.request.urlopen(f"{server.url}/healthz") as answer:
        assert answer.status == 200
    assert worker.process.poll() is None
    assert server.stop() == 0
    worker.stop()
    assert worker.process.returncode in {0, -signal.SIGTERM}  # the latter while it is still starting


def test_kill_leaves_no_process_behind(start_processes: Callable[..., ServerProcess]) -> None:
    server = start_processes("server", workers=1)

    server.kill()

    with pytest.raises(OSError, match=r"refused|reset"):
        urllib.request.urlopen(f"{server.url}/healthz", timeout=5)
