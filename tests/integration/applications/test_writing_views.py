from incubator.applications.workflow import ApplicationState
from incubator.core.ids import new_id
from tests.factories.applications import WRITTEN
from tests.integration.applications.doors import MICRO, fields, url


def test_save_without_scripts_goes_on_to_the_next_section(world, client):
    response = client.post(url(world, "/sections/about"), data=fields())

    assert response.status_code == 302
    assert response.location.endswith("/sections/plan")
    assert world.application().answer_set.answers == {
        "project_title": "담수화 막 세척기",
        "story": "바닷물을 걸러 마실 물을 만듭니다.",
        "requested_won": 50_000_000,
        "invested": "no",
    }
    assert world.application().project_title == "담수화 막 세척기"
    assert world.application().amount_won == 50_000_000


def test_extra_fields_are_ignored(world, client):
    extra = {"state": "submitted", "receipt_no": "1", "organisation_id": str(new_id()), "amount_won": "1"}
    client.post(url(world, "/sections/about"), data=fields(**extra))

    application = world.application()
    assert (application.state, application.receipt_no) == (ApplicationState.DRAFT, None)
    assert application.organisation_id == world.organisation_id
    assert application.amount_won == 50_000_000


def test_what_cannot_be_read_stays_on_the_page_with_a_reason(world, client):
    response = client.post(url(world, "/sections/about"), data=fields(**{"a.requested_won": "오천만원쯤"}))

    assert response.status_code == 422
    assert "금액으로 읽을 수 없습니다" in response.get_data(as_text=True)
    assert response.html.find("input", id="q-requested_won").get("value") == "오천만원쯤"


def test_rows_are_added_and_removed_without_scripts(world, client):
    row = fields(**{"a.budget.0.item": "재료비", "a.budget.0.won": "100", "v.budget": "0"})
    added = client.post(url(world, "/sections/about"), data=row | {"add-row": "budget"})
    page = client.get(added.location)
    assert [f.get("value") for f in page.html.find_all("input", data_column="item")][:2] == ["재료비", ""]

    row = {f"v.{key}": "1" for key in (*WRITTEN, "budget")} | {
        "a.budget.0.item": "재료비",
        "a.budget.0.won": "100",
    }
    removed = client.post(url(world, "/sections/about"), data=row | {"remove-row": "budget.0"})

    assert removed.location.endswith("#question-budget")
    assert "budget" not in world.application().answer_set.answers


def test_a_row_added_to_an_empty_table_is_seen(world, client):
    added = client.post(
        url(world, "/sections/about"), data={"a.budget.0.item": "", "v.budget": "0", "add-row": "budget"}
    )

    assert _items(client.get(added.location)) == ["", ""]


def test_a_row_is_added_also_while_something_else_cannot_be_read(world, client):
    typed = {"a.requested_won": "오천만원쯤", "v.requested_won": "0", "a.budget.0.item": "재료비", "v.budget": "0"}
    answer = client.post(url(world, "/sections/about"), data=typed | {"a.budget.0.won": "백", "add-row": "budget"})

    assert answer.status_code == 422
    assert _items(answer) == ["재료비", ""]


def _items(answer):
    """The first column of the budget."""
    return [found.get("value") for found in answer.html.find_all("input", data_column="item")]


def test_a_stale_save_shows_both_texts_and_lets_choose(world, client, client_as):
    world.write()
    world.write("editor", story=["동료의 글"])

    response = client.post(url(world, "/sections/about"), data={"a.story": "나의 글", "v.story": "1"})
    assert response.status_code == 409
    assert [text.text for text in response.html.find_all("pre")] == ["나의 글", "동료의 글"]
    assert world.application().answer_set.answers["story"] == "동료의 글"

    chosen = {"a.story": "나의 글", "v.story": response.html.find("input", name="v.story").get("value")}
    client.post(url(world, "/sections/about"), data=chosen | {"resolve": "story.mine"})
    assert world.application().answer_set.answers["story"] == "나의 글"


def test_after_the_deadline_a_full_save_keeps_the_text_on_the_page(world, client, clock):
    clock.set(world.closes_at + MICRO)

    response = client.post(url(world, "/sections/about"), data=fields(**{"a.story": "늦은 글"}))

    assert response.status_code == 410
    assert "늦은 글" in response.get_data(as_text=True)
    assert world.application().answer_set.answers == {}


def test_after_the_deadline_the_draft_is_readable(world, client, clock):
    world.write()
    clock.set(world.closes_at + MICRO)

    page = client.get(url(world, "/read"))

    assert "바닷물을 걸러 마실 물을 만듭니다." in page.get_data(as_text=True)
    assert "제출하지 않은 채 접수가 마감되었습니다" in page.get_data(as_text=True)


def test_the_form_comes_in_english_too(world, client):
    page = client.get(url(world, "/sections/about?lang=en"))

    assert page.status_code == 200
    assert page.html.h1 == "Project"
