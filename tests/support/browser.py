"""Browser journeys: devices of people on the live server, and the accessibility scan.

`device(user)` opens a page on a device of its own, signed in; `page` is a visitor's desktop.  A script error, a refused
style or script, or a missing file on any of them fails the test; a failing test leaves screenshots in `.build/failed/`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from playwright.sync_api import Response as Answer

from tests.support import chromium
from tests.support.live_server import LiveServer

SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 375, "height": 812}, "is_mobile": True, "has_touch": True},
}
NEEDED_FILES = {"stylesheet", "script", "image", "font"}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAILED = pytest.StashKey[bool]()


def pytest_configure() -> None:
    node = chromium.node()
    if node is not None:
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    launch = chromium.prepare()
    return {"executable_path": launch.program, "args": list(launch.arguments), "env": launch.environment}


@pytest.fixture
def device(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, client_as: Callable[[Any], Any]
) -> Iterator[Callable[..., Page]]:
    """`device(user=None, size="desktop"|"phone", locale="ko"|"en", scripts=True)`: a page on a new device."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_device(user: Any = None, *, size: str = "desktop", locale: str = "ko", scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="ko-KR" if locale == "ko" else "en-GB",
            timezone_id="Asia/Seoul",
            java_script_enabled=scripts,
            **SIZES[size],
        )
        contexts.append(context)
        cookies = {} if locale == "ko" else {"lang": locale}
        if user is not None:
            name = live_server.app.config["SESSION_COOKIE_NAME"]
            cookies[name] = client_as(user).get_cookie(name).value
        context.add_cookies([{"name": key, "value": value, "url": live_server.url} for key, value in cookies.items()])
        page = context.new_page()
        watch(page, problems)
        return page

    yield open_device
    if request.node.stash.get(FAILED, False):
        _photograph(request.node.name, contexts)
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(device: Callable[..., Page]) -> Page:
    """A visitor at a desktop."""
    return device()


def watch(page: Page, problems: list[str]) -> None:
    """Note script errors, refused styles and scripts, and missing files of this page in the list."""

    def hear(message: ConsoleMessage) -> None:
        # A page that answers 4xx, or a network that is away, is the journey's own matter; lost files are seen below.
        if message.type == "error" and "Failed to load resource" not in message.text:
            problems.append(f"{page.url}: {message.text}")

    def see(answer: Answer) -> None:
        if answer.status >= 400 and answer.request.resource_type in NEEDED_FILES:
            problems.append(f"{page.url}: {answer.url} answered {answer.status}")

    page.on("console", hear)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("response", see)


def _photograph(name: str, contexts: list[BrowserContext]) -> None:
    folder = chromium.BUILD / "failed"
    folder.mkdir(exist_ok=True)
    plain = re.sub(r"[^\w.-]+", "-", name)
    for device_number, context in enumerate(contexts, 1):
        for page_number, page in enumerate(context.pages, 1):
            page.screenshot(path=folder / f"{plain}-{device_number}-{page_number}.png", full_page=True)


def scan(page: Page) -> list[str]:
    """Accessibility faults of the page as it stands (WCAG 2.2 A and AA, and good practice); empty for a good page."""
    if not page.evaluate("typeof window.axe !== 'undefined'"):
        page.evaluate(chromium.AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"], "preload": False}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{fault['id']}: {fault['help']} – {', '.join(str(node['target']) for node in fault['nodes'])}"
        for fault in result["violations"]
    ]
