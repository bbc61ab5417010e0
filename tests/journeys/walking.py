"""What the journeys share: words in the reader's language, a careful look at a page, and the parts of applying."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from playwright.sync_api import Locator, Page, expect

from incubator import web
from tests.factories.accounts import PASSWORD
from tests.support.browser import scan

RESTING_SECONDS = 10
SHOTS = os.environ.get("INCUBATOR_SHOTS")
CATALOGUES = Path(web.__file__).parent.parent / "translations"


HIDDEN_FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const where = one.outerHTML.slice(0, 160);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  if (!ring && style.boxShadow === "none") return `no focus ring on ${where}`;
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const seen = middle && (one.contains(middle) || middle.contains(one) || one.labels?.[0]?.contains(middle));
  return seen ? "" : `${where} is covered by ${middle?.outerHTML.slice(0, 160)}`;
}"""
"""Why the focus cannot be seen; empty when it can."""


class Words:
    """`say("신청서 제출하기")`: the words as a reader of this language sees them; a pattern where a count is inside."""

    def __init__(self, locale: str = "ko") -> None:
        self.locale = locale
        self.catalogue: NullTranslations = Translations.load(CATALOGUES, [locale])

    def __call__(self, msgid: str, **params: Any) -> str:
        words = self.catalogue.gettext(msgid)
        return words % params if params else words

    def label(self, msgid: str) -> re.Pattern[str]:
        """A label begins so; a mark such as "필수" may follow."""
        return re.compile("^" + re.escape(self(msgid)))


def look(page: Page, name: str) -> None:
    """No accessibility fault, nothing wider than the screen; a picture when INCUBATOR_SHOTS names a folder."""
    faults = faults_of(page, name)
    assert not faults, f"{page.url}: {faults}"


def faults_of(page: Page, name: str) -> list[str]:
    """What `look` would not let pass."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    return [*scan(page), *wider(page)]


def wider(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = page.evaluate(
        """() => document.scrollingElement.scrollWidth <= window.innerWidth ? [] :
           [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
             .map(one => `${one.tagName}.${one.className}`).slice(0, 8).concat(`${document.scrollingElement.scrollWidth} px`)"""
    )
    return found


def link_in(mail: EmailMessage, path: str) -> str:
    """The address under `path` that a mail holds."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(rf"http\S+{path}\S+", body.get_content())
    assert found is not None, body.get_content()
    return found.group(0)


def sign_in(page: Page, say: Words, email: str, password: str = PASSWORD) -> None:
    """On the sign-in page."""
    page.get_by_label(say.label("전자우편 주소")).fill(email)
    page.get_by_label(say.label("비밀번호")).fill(password)
    page.get_by_role("button", name=say("로그인하기")).click()


def saved(page: Page) -> Locator:
    """The save line, once it says that everything is safe; before its script is there it speaks of the last visit."""
    expect(page.locator("form[data-autosave][data-watched]")).to_be_attached()
    line = page.locator("[data-save-line]")
    expect(line).to_have_attribute("data-state", "saved")
    return line


def question(page: Page, key: str) -> Locator:
    return page.locator(f"#question-{key}")


def answer(page: Page, key: str, words: str) -> None:
    """Type it into a field of one line or many."""
    page.locator(f"#q-{key}").fill(words)


def upload(page: Page, key: str, name: str, content: bytes) -> None:
    """Choose a file; returns when the server has it."""
    page.locator(f"#q-{key}").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    expect(question(page, key).get_by_role("link", name=name)).to_be_visible()


def declare_and_submit(page: Page, say: Words) -> None:
    """On the check page: both declarations, then the button."""
    for name in ("사실 확인", "청렴 서약"):
        page.get_by_role("checkbox", name=say.label(name)).check()
    page.get_by_role("button", name=say("신청서 제출하기")).click()


def approve(page: Page, say: Words, title: str) -> None:
    """The approver finds it on his home page, reads it and signs."""
    page.goto("/home")
    page.get_by_role("link", name=re.compile(re.escape(say("읽고 결재하기")) + ".*" + re.escape(title))).first.click()
    page.get_by_role("button", name=say("승인하기")).click()
    expect(page.locator(".page-head .tag").first).to_have_text(say("승인"))


@dataclass
class Keyboard:
    """A person without a mouse.  Whatever has the focus must show it."""

    page: Page

    def to(self, target: Locator, *, most: int = 120, back: bool = False) -> Locator:
        """Press Tab until the target has the focus."""
        target.wait_for()
        for _ in range(most):
            if target.evaluate("one => one === document.activeElement"):
                self.assert_seen()
                return target
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{target} cannot be reached with the Tab key")

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.to(target)
        self.page.keyboard.press(key)

    def type(self, target: Locator, words: str) -> None:
        self.to(target)
        self.page.keyboard.insert_text(words)

    def assert_seen(self) -> None:
        """What has the focus shows a ring and lies under nothing, as soon as the page has come to rest."""
        late = time.monotonic() + RESTING_SECONDS
        while (problem := self.page.evaluate(HIDDEN_FOCUS)) and time.monotonic() < late:
            self.page.evaluate("() => new Promise(requestAnimationFrame)")
        assert problem == "", f"{self.page.url}: {problem}"
