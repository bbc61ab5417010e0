from io import BytesIO

import pytest

from incubator.applications.rules.grounds import Defect
from incubator.applications.workflow import ApplicationState, SupplementState
from incubator.core.dates import kst
from tests.factories.intake import a_desk
from tests.integration.applications.doors import JSON
from tests.support.files import good_pdf


@pytest.fixture
def desk(clock):
    return a_desk()


@pytest.fixture
def asked(desk):
    desk.ask(note="늦은 시각에 죄송합니다.")
    return desk


@pytest.fixture
def editor(asked, client_as):
    return client_as(asked.world.editor_id)


def _new(desk):
    return f"/staff/applications/{desk.application_id}/supplements/new"


def _own(desk):
    return f"/applications/{desk.application_id}/supplements/{desk.supplements()[0].id}"


def _files(desk):
    return f"{_own(desk)}/items/{desk.supplements()[0].items[0].id}/files"


def _answer(desk, words="서명했습니다.", **more):
    item = desk.supplements()[0].items[0]
    return {f"answer.{item.id}": words, f"version.{item.id}": str(item.version)} | more


def _upload(client, desk, name="서명본.pdf"):
    data = {"file": (BytesIO(good_pdf()), name)}
    return client.post(_files(desk), data=data, content_type="multipart/form-data", headers=JSON)


def test_the_form_has_a_line_for_each_row_and_two_more(desk, client_as):
    page = client_as(desk.manager_id).get(_new(desk))

    assert len(page.html.find_all("fieldset")) == len(desk.row_keys()) + 2
    assert page.html.find("input", id="due_on").get("value") == "2026-03-09"


def test_what_is_on_hold_is_chosen_beforehand(desk, client_as):
    desk.judge_arrears_fail()

    page = client_as(desk.manager_id).get(_new(desk))

    chosen = [
        box.get("name")
        for box in page.html.find_all("input")
        if box.get("type") == "checkbox" and box.get("checked") is not None
    ]
    assert chosen == [f"item.{desk.row_keys().index('s.arrears')}.use"]


def test_a_request_goes_out_with_its_items(desk, client_as):
    answer = client_as(desk.manager_id).submit(
        _new(desk), **{"item.0.use": "1", "item.0.defect": "unsigned", "item.0.asked": "서명해 주세요."}
    )

    (request,) = desk.supplements()
    assert answer.location == f"/staff/applications/{desk.application_id}/intake"
    assert [(item.defect, item.asked, item.row_key) for item in request.items] == [
        (Defect.UNSIGNED, "서명해 주세요.", "d.plan_file")
    ]


def test_a_refused_request_keeps_what_was_typed(desk, client_as):
    answer = client_as(desk.manager_id).submit(
        _new(desk), due_on="2026-03-07", **{"item.1.use": "1", "item.1.asked": "완납증명을 내 주세요."}
    )

    assert answer.status_code == 422
    assert "토요일이나 일요일" in answer.get_data(as_text=True)
    assert "완납증명을 내 주세요." in answer.get_data(as_text=True)
    assert desk.supplements() == []


def test_the_content_of_a_plan_cannot_be_asked_for(desk, client_as):
    answer = client_as(desk.manager_id).post(
        _new(desk),
        data={
            "due_on": "2026-03-09", "item.0.use": "1", "item.0.row": "d.plan_file", "item.0.defect": "mismatch",
            "item.0.asked": "시장 분석을 더 써 주세요.",
        },
    )  # fmt: skip

    assert (answer.status_code, desk.supplements()) == (422, [])
    assert "사업계획의 내용은 보완을 요청할 수 없습니다." in answer.get_data(as_text=True)


@pytest.mark.parametrize("who", ["head", "auditor"])
def test_readers_ask_for_nothing(desk, client_as, who):
    assert client_as(getattr(desk, f"{who}_id")).get(_new(desk)).status_code == 403


def _let_out(deliver, clock):
    """What staff have done waits in the outbox for a while, where it can be read and held."""
    deliver()
    clock.advance(hours=1)
    deliver()


def test_the_applicant_is_told_on_home_inbox_and_page_with_the_time(asked, client_as, deliver, mails, clock):
    _let_out(deliver, clock)
    client = client_as(asked.world.representative_id)

    home, inbox, detail = (
        client.get(path).get_data(as_text=True) for path in ("/home", "/inbox", f"/applications/{asked.application_id}")
    )
    letters = [mail for mail in mails() if "보완 요청" in mail["Subject"]]

    assert "보완 요청을 받으셨습니다. 2026. 3. 9.(월) 18:00까지 제출해야 합니다." in home
    assert "[보완 요청]" in inbox
    assert "보완을 제출해 주세요" in detail
    assert len(letters) == 3
    body = letters[0].get_body(("plain",)).get_content()
    assert "서명·날인 누락 – 사업계획서 마지막 쪽에 대표자 서명을 해 주세요." in body
    assert _own(asked) in body


def test_a_viewer_has_no_duty_but_may_read(asked, client_as):
    client = client_as(asked.world.viewer_id)

    assert "보완 요청을 받으셨습니다" not in client.get("/home").get_data(as_text=True)
    page = client.get(_own(asked))
    assert (page.status_code, page.html.find_all("textarea")) == (200, [])
    assert client.post(_own(asked), data=_answer(asked)).status_code == 403


@pytest.mark.parametrize("who", ["outsider", "manager"])
def test_the_page_is_not_there_for_others(asked, client_as, who):
    client = client_as(getattr(asked.world, f"{who}_id"))

    assert client.get(_own(asked)).status_code == 404
    assert client.post(_own(asked), data=_answer(asked)).status_code == 404


def test_a_request_of_another_application_is_not_there(asked, clock, client_as):
    other = a_desk(name="(주)남의회사")
    other.ask()
    request_id = other.supplements()[0].id
    client = client_as(asked.world.editor_id)

    assert client.get(f"/applications/{asked.application_id}/supplements/{request_id}").status_code == 404


def test_saving_is_not_handing_in(asked, editor):
    answer = editor.post(_own(asked), data=_answer(asked, act="save"))

    assert answer.status_code == 302
    page = editor.get(answer.location).get_data(as_text=True)
    assert "아직 제출하지 않았습니다" in page
    assert "서명했습니다." in page
    assert asked.application().state is ApplicationState.SUPPLEMENT_REQUESTED


def test_one_press_saves_and_hands_in(asked, editor):
    answer = editor.post(_own(asked), data=_answer(asked, act="supply"))

    page = editor.get(answer.location).get_data(as_text=True)
    assert "보완을 제출했습니다" in page
    assert asked.supplements()[0].state is SupplementState.SUPPLIED


def test_an_unanswered_item_is_said_and_nothing_is_lost(asked, editor):
    answer = editor.post(_own(asked), data=_answer(asked, "", act="supply"))

    assert answer.status_code == 422
    assert "답하지 않은 항목이 1개" in answer.get_data(as_text=True)


def test_two_members_see_both_answers(asked, editor, client_as):
    typed = _answer(asked, "첫 번째 답", act="save")
    editor.post(_own(asked), data=typed)

    answer = client_as(asked.world.representative_id).post(
        _own(asked), data=typed | {key: "두 번째 답" for key in typed if key.startswith("answer.")}
    )

    text = answer.get_data(as_text=True)
    assert (answer.status_code, "첫 번째 답" in text, "두 번째 답" in text) == (409, True, True)


def test_a_file_is_stored_when_it_is_chosen(asked, editor):
    answer = _upload(editor, asked)

    (file,) = answer.get_json()["files"]
    opened = editor.get(file["download_url"])
    assert (answer.status_code, file["name"], opened.status_code) == (200, "서명본.pdf", 200)


def test_a_file_can_be_taken_out(asked, editor):
    (file,) = _upload(editor, asked).get_json()["files"]

    answer = editor.post(file["remove_url"], headers=JSON)

    assert answer.get_json()["files"] == []


def test_files_come_with_the_form_without_scripts(asked, editor):
    item = asked.supplements()[0].items[0]

    editor.post(
        _own(asked),
        data=_answer(asked, act="supply") | {f"file.{item.id}": (BytesIO(good_pdf()), "서명본.pdf")},
        content_type="multipart/form-data",
    )

    assert [file["name"] for file in asked.supplements()[0].content["items"][0]["files"]] == ["서명본.pdf"]


def test_a_wrong_file_is_refused_beside_its_item(asked, editor):
    answer = editor.post(
        _files(asked), data={"file": (BytesIO(b"MZ"), "a.exe")}, content_type="multipart/form-data", headers=JSON
    )

    assert (answer.status_code, asked.supplements()[0].items[0].files) == (422, [])


def test_staff_read_the_answer_once_it_was_handed_in(asked, editor, client_as):
    (file,) = _upload(editor, asked).get_json()["files"]
    manager = client_as(asked.manager_id)
    address = f"/staff/applications/{asked.application_id}/supplement-files/{file['id']}"
    desk_page = f"/staff/applications/{asked.application_id}/intake"
    editor.post(_own(asked), data=_answer(asked, act="save"))

    before = (manager.get(address).status_code, "서명했습니다." in manager.get(desk_page).get_data(as_text=True))
    editor.post(_own(asked), data=_answer(asked, act="supply"))
    after = (manager.get(address).status_code, "서명했습니다." in manager.get(desk_page).get_data(as_text=True))

    assert (before, after) == ((404, False), (200, True))


def test_after_the_due_time_the_page_is_closed(asked, client_as, clock):
    data = _answer(asked, act="supply")
    clock.set(kst(2026, 3, 9, 18, 0, 1))
    editor = client_as(asked.world.editor_id)

    answer = editor.post(_own(asked), data=data)

    assert answer.status_code == 410
    assert "보완 기한이 지났습니다" in editor.get(_own(asked)).get_data(as_text=True)
    assert "보완 요청을 받으셨습니다" not in editor.get("/home").get_data(as_text=True)


def test_recall_tells_the_applicant(asked, client_as, deliver, mails, clock):
    manager = client_as(asked.manager_id)

    answer = manager.submit(
        f"/staff/applications/{asked.application_id}/intake",
        action=f"/staff/applications/{asked.application_id}/supplements/{asked.supplements()[0].id}/recall",
        reason="서류를 찾았습니다.",
    )
    _let_out(deliver, clock)

    assert answer.status_code == 302
    assert asked.application().state is ApplicationState.IN_REVIEW
    assert len([mail for mail in mails() if mail["Subject"].startswith("보완 요청을 거두었습니다")]) == 3


def test_a_recall_without_reason_is_refused_on_the_page(asked, client_as):
    answer = client_as(asked.manager_id).post(
        f"/staff/applications/{asked.application_id}/supplements/{asked.supplements()[0].id}/recall",
        data={"reason": "가" * 1001},
    )

    assert (answer.status_code, "가" * 1001 in answer.get_data(as_text=True)) == (422, True)
    assert asked.supplements()[0].state is SupplementState.AWAITED
