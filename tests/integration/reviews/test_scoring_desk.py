from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from incubator.privacy.models import AccessEntry
from incubator.reviews.workflow import SheetState
from tests.factories.reviews_sheets import COMMENT, close_access

FILLED = {
    "p.idea": "24",
    "p.market": "32",
    "p.team": "25",
    "r.market": "수요처 확약서가 있음",
    "comment": COMMENT,
}


def _desk(panel, application=0):
    return f"/reviews/sheets/{panel.of(application)}"


def _sent(panel, act="save", **changes):
    return FILLED | {"act": act, "seen": str(panel.sheet().version)} | changes


def test_the_queue_shows_what_was_given_to_the_reviewer(panel, client_as):
    page = client_as(panel.reviewers[0]).get(f"/reviews/panels/{panel.panel_id}")

    assert page.status_code == 200
    assert re.findall(r">(과제 \d호)<", page.get_data(as_text=True)) == ["과제 1호", "과제 2호", "과제 3호"]


def test_save_and_next_goes_on_to_the_next_application(panel, client_as):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))

    answer = client.post(_desk(panel), data=_sent(panel, "next"))

    assert answer.status_code == 302
    assert answer.location == _desk(panel, 1)
    assert panel.sheet().comment == COMMENT


def test_hand_in_and_read_again(panel, client_as):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))

    answer = client.post(_desk(panel), data=_sent(panel, "submit"))

    assert answer.location == _desk(panel, 1)
    assert panel.sheet().state is SheetState.SUBMITTED
    page = client.get(_desk(panel)).get_data(as_text=True)
    assert "평가표 제출하기" not in page


def test_every_blank_is_named(panel, client_as):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))

    answer = client.post(_desk(panel), data={"act": "submit", "seen": "1", "p.idea": "24", "comment": "짧음"})

    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    for said in ("시장성: 점수가 비어", "수행 역량: 점수가 비어", "종합 의견은 띄어쓰기를 빼고 20자"):
        assert said in page
    assert 'value="24"' in page


@pytest.mark.parametrize("points", ["31", "-1", "2.5", "많이", "1e3"])
def test_points_outside_the_range_or_step_are_refused_and_kept_in_the_field(panel, client_as, points):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))

    answer = client.post(_desk(panel), data=_sent(panel, **{"p.idea": points}))

    assert answer.status_code == 422
    assert f'value="{points}"' in answer.get_data(as_text=True)
    assert panel.sheet().comment == COMMENT


def test_two_windows_are_told_and_both_texts_are_shown(panel, client_as):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))
    old = _sent(panel)
    client.post(_desk(panel), data=old)

    answer = client.post(_desk(panel), data=old | {"p.idea": "10", "comment": COMMENT + " 둘째 창"})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert 'value="10"' in page
    assert "24점" in page
    assert "둘째 창" in page
    kept = client.post(_desk(panel), data=_sent(panel, **{"p.idea": "10"}))
    assert kept.status_code == 302


def test_the_script_saves_and_is_told_what_it_could_not(panel, client_as):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))

    answer = client.post(_desk(panel) + "/autosave", data=_sent(panel, **{"p.idea": "99"}))

    assert answer.status_code == 200
    assert answer.json["total"] == "57"
    assert list(answer.json["problems"]) == ["p.idea"]
    again = client.post(_desk(panel) + "/autosave", data=FILLED | {"seen": "1"})
    assert again.status_code == 409


def test_reading_is_counted_with_a_ceiling_per_sign(panel, client_as, clock):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))

    clock.advance(seconds=30)
    client.post(_desk(panel) + "/reading")
    clock.advance(minutes=20)
    answer = client.post(_desk(panel) + "/reading")

    assert answer.json == {"seconds": 90}
    assert panel.sheet().version == 1


def test_without_scripts_opening_and_saving_count(panel, client_as, clock):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))

    clock.advance(minutes=7)
    client.post(_desk(panel), data=_sent(panel))

    assert panel.sheet().reading_seconds == 420


def test_plans_are_out_of_reach_when_the_panel_ends(panel, client_as):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))
    file_url = re.search(r'href="([^"?]*/files/[^"?]*)', client.get(_desk(panel)).get_data(as_text=True))[1]
    close_access(panel)

    statuses = {
        client.get(_desk(panel)).status_code,
        client.get(file_url).status_code,
        client.get(f"/reviews/panels/{panel.panel_id}").status_code,
        client.post(_desk(panel), data=_sent(panel)).status_code,
        client.post(_desk(panel) + "/autosave", data=_sent(panel)).status_code,
        client.post(_desk(panel) + "/reading").status_code,
    }

    assert statuses == {403}


@pytest.mark.parametrize("who", ["manager", "head", "auditor", "outsider", "representative"])
def test_a_sheet_is_not_there_for_anybody_else(panel, client_as, who):
    panel.open()

    assert client_as(panel.actor(who).user_id).get(_desk(panel)).status_code == 404


def test_a_colleague_of_the_panel_has_his_own_sheet_only(panel, client_as):
    panel.open()

    assert client_as(panel.reviewers[1]).get(_desk(panel)).status_code == 404


def test_recusing_hides_the_application_and_tells_the_secretary(panel, client_as):
    client = client_as(panel.reviewers[0])
    client.get(_desk(panel))

    blank = client.post(_desk(panel) + "/recuse", data={"reason": ""})
    answer = client.post(_desk(panel) + "/recuse", data={"reason": "대표자가 친척임을 알게 되었습니다."})

    assert blank.status_code == 422
    assert answer.location == f"/reviews/panels/{panel.panel_id}"
    assert panel.sheet().state is SheetState.VOID
    assert client.get(_desk(panel)).status_code == 404
    assert "과제 1호" not in client.get(answer.location).get_data(as_text=True)


def test_access_is_written_down(panel, client_as, session):
    client_as(panel.reviewers[0]).get(_desk(panel))

    entry = session.scalars(select(AccessEntry).where(AccessEntry.actor_id == panel.reviewers[0])).one()
    assert str(panel.representative_id) in entry.subject_ids


def test_a_day_later_the_meeting_is_still_open(panel, client_as, clock):
    clock.advance(days=2)

    assert client_as(panel.reviewers[0]).get(_desk(panel)).status_code == 200
    clock.advance(days=1, seconds=60)
    assert client_as(panel.reviewers[0]).get(_desk(panel)).status_code == 403
