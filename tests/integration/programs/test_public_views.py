"""Calls as a visitor meets them: list, filters, one call, files, calendar, feeds; few statements and no cookie."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from incubator.core.dates import kst
from incubator.programs.rules.kinds import ProgramField, ProgramKind
from incubator.programs.rules.library import TEMPLATES, plan
from incubator.programs.workflow import NoticeKind, RoundState
from tests.factories.accounts import a_branch
from tests.factories.programs import SCORING, a_notice, a_program, a_round


def titles(response):
    return response.html.texts("h2", class_="call-card__title")


@pytest.fixture
def three_calls(clock):
    now = clock.now
    main, west = (
        a_program(),
        a_program(
            "항노화", kind=ProgramKind.SUPPORT, field=ProgramField.ANTI_AGING, branch_id=a_branch("west", "서부센터").id
        ),
    )
    a_round(
        main, title="마감된 공모전", state=RoundState.CLOSED, opens_at=now - timedelta(30), closes_at=now - timedelta(1)
    )
    a_round(west, title="곧 열릴 항노화 지원", state=RoundState.SCHEDULED, opens_at=now + timedelta(1))
    a_round(main, title="열린 공모전")
    a_round(main, title="아직 쓰는 중", state=RoundState.PLANNED)


def test_list_shows_open_then_upcoming_then_closed(anonymous, three_calls):
    page = anonymous.get("/calls")

    assert titles(page) == ["열린 공모전", "곧 열릴 항노화 지원", "마감된 공모전"]
    assert page.html.texts("strong", class_="tag") == ["접수 중", "접수 예정", "접수 종료"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=open", ["열린 공모전"]),
        ("state=upcoming", ["곧 열릴 항노화 지원"]),
        ("state=closed", ["마감된 공모전"]),
        ("state=cancelled", []),
        ("kind=support", ["곧 열릴 항노화 지원"]),
        ("field=mechatronics", ["열린 공모전", "마감된 공모전"]),
        ("branch=west", ["곧 열릴 항노화 지원"]),
        ("q=항노화 지원", ["곧 열릴 항노화 지원"]),
        ("q=항 노화지 원", ["곧 열릴 항노화 지원"]),
        ("q=%25", []),
        ("q=없는말", []),
        ("state=nonsense&field=%27&branch=../&page=abc", ["열린 공모전", "곧 열릴 항노화 지원", "마감된 공모전"]),
        ("page=999", ["열린 공모전", "곧 열릴 항노화 지원", "마감된 공모전"]),
        ("page=-3", ["열린 공모전", "곧 열릴 항노화 지원", "마감된 공모전"]),
    ],
)
def test_list_is_filtered(anonymous, three_calls, query, expected):
    assert titles(anonymous.get(f"/calls?{query}")) == expected


def test_empty_lists_say_what_to_do(anonymous, app):
    a_branch()

    assert "아직 나온 공고가 없습니다" in anonymous.get("/calls").html.main
    filtered = anonymous.get("/calls?q=아무거나").html
    assert "조건에 맞는 공고가 없습니다" in filtered.main
    assert "조건 모두 지우기" in filtered.main


def test_a_visitor_gets_no_cookie_and_may_keep_the_list(anonymous, three_calls):
    page = anonymous.get("/calls")

    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "public, max-age=5"
    assert anonymous.get("/calls", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_list_has_a_constant_number_of_statements(anonymous, app, query_budget, rows):
    program = a_program()
    for number in range(rows):
        a_round(program, title=f"공고 {number}")

    with query_budget(3):
        anonymous.get("/calls")


def test_call_page_has_a_constant_number_of_statements(anonymous, query_budget, clock):
    shown = a_round()
    a_notice(shown, NoticeKind.PUBLISHED)
    a_notice(shown)

    path = f"/calls/{shown.id}"

    with query_budget(8):
        anonymous.get(path)


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_each_template_makes_a_complete_page_in_both_languages(anonymous, clock, template):
    program = a_program(code=TEMPLATES[template].program.code)
    values = plan(TEMPLATES[template], announced_on=date(2026, 2, 20), round_no=3, defaults=SCORING)
    shown = a_round(program, state=RoundState.OPEN, **values)

    korean, english = anonymous.get(f"/calls/{shown.id}"), anonymous.get(f"/calls/{shown.id}?lang=en")

    assert korean.html.h1 == values["title"]
    assert english.html.h1 == values["title_en"]
    assert values["contact_phone"] in korean.html.main


def test_call_page_prints_the_boundary_day(anonymous, app):
    rule = {"key": "age", "kind": "company_age", "operator": "lt", "years": 7, "reference": "announced"}
    shown = a_round(announced_on=date(2021, 3, 2), eligibility=[rule])

    page = anonymous.get(f"/calls/{shown.id}").html

    assert "업력 7년 미만: 공고일(2021. 3. 2.) 기준 2014. 3. 3. 또는 그 뒤에 개업하거나 설립한 기업" in page.main


def test_open_call_leads_to_the_application_and_shows_the_server_clock(anonymous, clock):
    shown = a_round(closes_at=kst(2026, 3, 31, 18))

    page = anonymous.get(f"/calls/{shown.id}").html

    assert page.links["자격 확인하고 신청하기"] == f"/rounds/{shown.id}/apply"
    assert "2026. 3. 31.(화) 18:00:00" in page.main
    assert page.find_all("div", class_="clock") != []


def test_the_page_closes_with_the_clock_not_with_the_worker(anonymous, clock):
    shown = a_round(closes_at=kst(2026, 3, 31, 18))

    clock.set(kst(2026, 3, 31, 18))
    at_the_deadline = anonymous.get(f"/calls/{shown.id}").html
    clock.advance(microseconds=1)
    after = anonymous.get(f"/calls/{shown.id}").html

    assert "자격 확인하고 신청하기" in at_the_deadline.links
    assert "자격 확인하고 신청하기" not in after.links
    assert "접수가 마감되었습니다." in after.main


def test_changes_are_shown_word_by_word(anonymous, app):
    shown = a_round()
    a_notice(shown, NoticeKind.PUBLISHED, reason="")
    a_notice(
        shown,
        reason="장소를 바로잡습니다.",
        changes=[
            {"field": "support", "before": "창원에서 교육", "after": "진주에서 교육"},
            {"field": "schedule", "before": [], "after": [{"label": "발표", "starts": "2026-05-04", "ends": None}]},
        ],
    )
    a_notice(
        shown,
        NoticeKind.EXTENSION,
        changes=[{"field": "closes_at", "before": "2026-03-31T09:00:00+00:00", "after": "2026-04-03T09:00:00+00:00"}],
    )

    page = anonymous.get(f"/calls/{shown.id}").html

    assert page.texts("del") == ["지움 2026. 3. 31.(화) 18:00", "지움 창원에서"]
    assert page.texts("ins") == ["더함 2026. 4. 3.(금) 18:00", "더함 진주에서", "더함 발표 · 2026. 5. 4.(월)"]
    assert "사유: 장소를 바로잡습니다." in page.main


@pytest.mark.parametrize("path", ["", "/calendar.ics"])
def test_a_planned_round_is_not_known_outside(anonymous, app, path):
    shown = a_round(state=RoundState.PLANNED)

    assert anonymous.get(f"/calls/{shown.id}{path}").status_code == 404


def test_a_cancelled_call_says_why(anonymous, clock):
    shown = a_round(state=RoundState.CANCELLED)
    a_notice(shown, NoticeKind.PUBLISHED, reason="")
    a_notice(shown, NoticeKind.CANCELLATION, reason="예산이 줄었습니다.")

    page = anonymous.get(f"/calls/{shown.id}").html

    assert "취소된 공고입니다" in page.main
    assert "예산이 줄었습니다." in page.main
    assert "자격 확인하고 신청하기" not in page.links


def test_hostile_texts_stay_texts(anonymous, app):
    shown = a_round(title="<script>alert(1)</script>", summary="{{ 7*7 }} <img src=x onerror=alert(1)>")

    page = anonymous.get(f"/calls/{shown.id}").html

    assert page.h1 == "<script>alert(1)</script>"
    assert "{{ 7*7 }} <img src=x onerror=alert(1)>" in page.main


def test_calendar_has_opening_deadline_and_dates_with_the_time_zone(anonymous, clock):
    values = plan(TEMPLATES["igen"], announced_on=date(2026, 2, 20), round_no=3, defaults=SCORING)
    shown = a_round(a_program(), **values)

    answer = anonymous.get(f"/calls/{shown.id}/calendar.ics")
    calendar = Calendar.from_ical(answer.data)

    events = {str(event["summary"]).split(" – ")[0]: event for event in calendar.walk("VEVENT")}
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Seoul"]
    assert events["접수 시작"].start == kst(2026, 2, 21, 9)
    assert events["접수 마감"].end == kst(2026, 3, 22, 18)
    assert (events["자격 검토"].start, events["자격 검토"].end) == (date(2026, 3, 23), date(2026, 3, 30))
    assert len(events) == 2 + len(values["schedule"]) - 1


@pytest.mark.parametrize(("kind", "media_type"), [("atom", "application/atom+xml"), ("rss", "application/rss+xml")])
def test_feeds_name_published_calls_by_our_own_address(anonymous, settings, three_calls, kind, media_type):
    answer = anonymous.get(f"/calls/feed.{kind}", headers={"Host": "evil.example"})
    words = answer.get_data(as_text=True)

    assert answer.mimetype == media_type
    assert "열린 공모전" in words
    assert "아직 쓰는 중" not in words
    assert f"{settings.base_url}/calls/" in words
    assert "evil.example" not in words


def test_the_list_names_its_feeds(anonymous, app):
    a_branch()

    links = anonymous.get("/calls").html.find_all("link", rel="alternate")

    assert [link.get("href") for link in links] == ["/calls/feed.atom", "/calls/feed.rss"]
