"""The inbox and the preferences over HTTP."""

from __future__ import annotations

import pytest

from incubator.notifications import queries
from incubator.notifications.rules import Mode, NoticeKind
from tests.factories.accounts import a_user
from tests.factories.notifications import a_notice


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_inbox_takes_the_same_number_of_statements_for_any_number_of_notices(client_as, query_budget, rows):
    user = a_user()
    for _ in range(rows):
        a_notice(user)
    client = client_as(user)
    with query_budget(7):
        page = client.get("/inbox").html
    assert len(page.find_all("article")) == rows


def test_reading_a_notice_marks_it_and_leads_on(client_as, session):
    user = a_user()
    notice = a_notice(user)
    answer = client_as(user).post(f"/inbox/{notice.id}/read")
    session.rollback()
    assert (answer.status_code, answer.location) == (302, "/account")
    assert queries.count_unread(session, user.id) == 0


def test_nobody_reads_or_marks_anothers_notice(client_as, session):
    user = a_user()
    notice = a_notice(user)
    stranger = client_as(a_user())
    assert stranger.post(f"/inbox/{notice.id}/read").status_code == 404
    assert stranger.post("/inbox/read-all").status_code == 302
    session.rollback()
    assert queries.count_unread(session, user.id) == 1


def test_all_are_marked_as_read_and_the_empty_list_says_so(client_as):
    user = a_user()
    a_notice(user)
    client = client_as(user)
    client.post("/inbox/read-all")
    assert "읽지 않은 알림이 없습니다" in client.get("/inbox?show=unread").html.main


def test_preferences_are_kept_and_duties_are_not_offered(client_as, session):
    user = a_user()
    client = client_as(user)
    form = client.get("/account/notifications").html.form()
    assert "receipt" not in form.fields
    answer = client.submit("/account/notifications", call_news="off", message="daily")
    session.rollback()

    assert answer.status_code == 302
    chosen = queries.list_preferences(session, [user.id])
    assert chosen == {(user.id, NoticeKind.CALL_NEWS): Mode.OFF, (user.id, NoticeKind.MESSAGE): Mode.DAILY}


def test_a_mode_nobody_offered_is_refused(client_as):
    client = client_as(a_user())
    form = client.get("/account/notifications").html.form()
    answer = client.post("/account/notifications", data=form.with_values({"message": "never"}), csrf=False)
    assert answer.status_code == 422


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "٣"])
def test_a_strange_page_number_shows_a_page(client_as, page):
    assert client_as(a_user()).get("/inbox", query_string={"page": page}).status_code == 200
