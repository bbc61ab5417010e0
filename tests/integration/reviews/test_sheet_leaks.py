"""What a reviewer must not learn from the scoring desk: names on a blind panel, others' points, hidden applications."""

from __future__ import annotations

import re

import pytest

from tests.factories.reviews_sheets import COMMENT, POINTS, a_panel_world

CANARY = "다른 위원만 아는 말 카나리아"


def _pages(panel, client):
    """Everything this reviewer can open of his panel."""
    queue = client.get(f"/reviews/panels/{panel.panel_id}")
    yield queue
    for url in sorted(set(re.findall(r'href="(/reviews/sheets/[^"?#]*)"', queue.get_data(as_text=True)))):
        sheet = client.get(url)
        yield sheet
        for file_url in set(re.findall(r'href="([^"]*/files/[^"]*)"', sheet.get_data(as_text=True))):
            yield client.get(file_url)


def _everything(panel, client):
    """Texts and headers, so that the name of a file counts as well."""
    return "\n".join(
        f"{page.headers}\n{page.get_data(as_text=True) if page.mimetype == 'text/html' else ''}"
        for page in _pages(panel, client)
    )


def test_a_blind_panel_shows_no_name_of_company_or_people(app, clock, client_as):
    panel = a_panel_world(applications=1, is_blind=True, story="바다정보의 김하늘이 만든 장치입니다.")

    seen = _everything(panel, client_as(panel.reviewers[0]))

    for name in ("바다정보", "김하늘", "이편집", "사업계획서.pdf"):
        assert name not in seen
    assert "○○○의 ○○○이 만든 장치입니다." in seen
    assert "첨부 1.pdf" in seen


def test_a_panel_that_is_not_blind_shows_them(panel, client_as):
    assert "바다정보" in _everything(panel, client_as(panel.reviewers[0]))


def test_others_points_and_words_are_hidden_until_the_lock_and_after(panel, client_as):
    panel.score(0, 1, points={**POINTS, "idea": "29"}, comment=COMMENT + CANARY)
    client = client_as(panel.reviewers[0])

    seen = _everything(panel, client)

    assert CANARY not in seen
    assert "29" not in re.findall(r'value="(\d+)"', seen)


def test_the_mean_is_not_told_to_who_is_asked_about_it(app, clock, client_as):
    panel = a_panel_world(reviewers=4, applications=1)
    for reviewer, idea in enumerate(("24", "25", "26", "6")):
        panel.score(0, reviewer, points={**POINTS, "idea": idea})

    page = client_as(panel.reviewers[3]).get(f"/reviews/sheets/{panel.of(0, 3)}").get_data(as_text=True)

    assert "위원 평균과 차이가 나는 사유" in page
    assert "20.2" not in page


@pytest.mark.parametrize("kind", ["page", "save", "autosave", "reading", "recuse", "file"])
def test_a_conflict_makes_every_door_answer_as_if_nothing_were_there(panel, client_as, kind):
    client, base = client_as(panel.reviewers[0]), f"/reviews/sheets/{panel.of()}"
    page = client.get(base).get_data(as_text=True)
    file_url = re.search(r'href="([^"?]*/files/[^"?]*)', page)[1]
    panel.hinder()
    doors = {
        "page": client.get,
        "save": lambda at: client.post(at, data={"act": "save", "seen": "1"}),
        "autosave": lambda at: client.post(f"{at}/autosave", data={"seen": "1"}),
        "reading": lambda at: client.post(f"{at}/reading"),
        "recuse": lambda at: client.post(f"{at}/recuse", data={"reason": "까닭"}),
        "file": lambda at: client.get(file_url.replace(base, at)),
    }

    hidden, nothing = doors[kind](base), doors[kind]("/reviews/sheets/01890000-0000-7000-8000-000000000001")

    assert hidden.status_code == nothing.status_code == 404
    assert _without_addresses(hidden) == _without_addresses(nothing)


def _without_addresses(answer):
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[\w.-]{40,}|nonce=\"[^\"]+\"", "", answer.get_data(as_text=True))


def test_a_conflict_changes_counts_and_queue_only_by_that_application(panel, client_as):
    client, address = client_as(panel.reviewers[0]), f"/reviews/panels/{panel.panel_id}"
    before = client.get(address).get_data(as_text=True)
    panel.hinder(1, 0)

    after = client.get(address).get_data(as_text=True)

    assert "제출할 평가표 3건" in before
    assert "제출할 평가표 2건" in after
    assert "과제 2호" not in after
    assert "푸른새벽" not in after


def test_the_board_never_tells_points_before_the_lock(panel, client_as):
    panel.score(0, 1, comment=COMMENT + CANARY)
    client = client_as(panel.manager_id)

    page = client.get(f"/staff/panels/{panel.panel_id}/board").get_data(as_text=True)

    assert CANARY not in page
    assert not re.search(r">\s*81\s*<", page)
