"""The browser tools find what they are there to find."""

from playwright.sync_api import Page

from tests.support.browser import scan, watch

GOOD = """<html lang="ko"><head><title>쪽</title></head><body><main><h1>쪽</h1><label>이름 <input></label></main></body></html>"""


def test_scan_names_each_fault(page: Page) -> None:
    page.set_content(GOOD)
    assert scan(page) == []

    page.set_content(GOOD.replace("이름 ", "") + '<img src="data:,">')

    assert [fault.split(":")[0] for fault in scan(page)] == ["image-alt", "label", "region"]


def test_a_script_error_is_a_problem(page: Page) -> None:
    problems: list[str] = []
    watch(page.context.new_page(), problems)
    other = page.context.pages[-1]

    other.set_content("<script>undefinedName()</script>")

    assert len(problems) == 1
    assert "undefinedName" in problems[0]


def test_another_machine_cannot_be_reached(page: Page) -> None:
    answer = page.evaluate("fetch('http://example.org/').then(() => 'reached', () => 'refused')")

    assert answer == "refused"
