"""The doors of certificates."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest

from tests.factories.organisations import SMALL_PDF, a_member, a_wallet_document


def test_a_certificate_is_kept_opened_and_removed(owner, company, client_as):
    client = client_as(owner)
    path = f"/organisations/{company}/wallet"
    typed = {"kind": "national_tax", "issued_on": "20260220", "file": (BytesIO(SMALL_PDF), "납세증명서.pdf")}

    assert client.post(path, data=typed, content_type="multipart/form-data").location == path
    page = client.get(path)
    assert "2026. 3. 22.(일)" in page.html.main
    (link,) = [item for item in page.html.links.values() if "/wallet/" in item]
    opened = client.get(link)
    assert opened.get_data() == SMALL_PDF
    assert "filename*=UTF-8''%EB%82%A9" in opened.headers["Content-Disposition"]
    assert client.post(link + "/remove").location == path
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"issued_on": ""}, "발급일을 적어"),
        ({"issued_on": "어제"}, "2016-04-20 또는"),
        ({"issued_on": "2026-03-03"}, "오늘보다 뒤"),
        ({"file": (b"", "빈.pdf")}, ""),
        ({"file": (b"MZ", "가짜.pdf")}, ""),
        ({"file": None}, ""),
        ({"kind": "other"}, "이름을 적어"),
        ({"kind": "strange"}, "보기 가운데"),
    ],
)
def test_a_wrong_certificate_is_told_and_what_was_typed_stays(owner, company, client_as, changes, words):
    typed = {"kind": "national_tax", "title": "제목", "issued_on": "20260220", "file": (SMALL_PDF, "a.pdf")}
    if changes.get("kind") == "other":
        typed["title"] = ""
    sent = {key: value for key, value in (typed | changes).items() if value is not None}
    if "file" in sent:
        sent["file"] = (BytesIO(sent["file"][0]), sent["file"][1])

    page = client_as(owner).post(f"/organisations/{company}/wallet", data=sent, content_type="multipart/form-data")

    assert page.status_code == 422
    assert words in page.html.main
    assert page.html.find("input", name="title").get("value", "") == typed["title"]
    assert len(page.html.find_all("div", class_="error-summary")) == 1


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_wallet_and_members_send_the_same_statements_for_any_number(owner, company, client_as, query_budget, rows):
    for number in range(rows):
        a_member(company)
        a_wallet_document(company, owner, issued_on=date(2026, 2, 20) - timedelta(days=number))
    client = client_as(owner)
    client.get("/organisations")

    with query_budget(9):
        assert len(client.get(f"/organisations/{company}/wallet").html.find_all("tr")) == rows + 1
    with query_budget(9):
        assert len(client.get(f"/organisations/{company}/members").html.find_all("tr")) == rows + 2
