from incubator.applications.workflow import ApplicationState
from tests.integration.applications.doors import MICRO, submit, url


def test_submit_leads_to_the_receipt(world, client):
    world.complete()

    response = submit(client, world)
    page = client.get(response.location)

    number = world.application().receipt_no
    assert response.status_code == 302
    assert page.html.h1 == "접수증"
    assert number in page.get_data(as_text=True)
    assert "2026. 3. 2.(월) 10:00:00" in page.get_data(as_text=True)


def test_submit_shows_everything_that_is_missing_with_links(world, client):
    page = client.get(url(world, "/submit"))

    links = [link.get("href", "") for link in page.html.find_all("a")]
    assert [link.split("/sections/")[1] for link in links if "#q-" in link] == [
        "about#q-project_title",
        "about#q-story",
        "about#q-requested_won",
        "plan#q-plan_file",
    ]


def test_submit_refused_keeps_the_ticks_and_says_why(world, client):
    world.write()

    response = submit(client, world)

    assert response.status_code == 422
    assert "제출되지 않았습니다" in response.get_data(as_text=True)
    assert response.html.find("input", id="truth").get("checked") is not None


def test_submit_twice_from_the_same_page_is_one(world, client):
    world.complete()
    form = client.get(url(world, "/submit")).html.form(url(world, "/submit"))
    fields = form.with_values({"truth": "y", "integrity": "y"})

    answers = [client.post(form.action, data=fields) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert world.application().version_no == 1


def test_submit_at_the_deadline_and_after(world, client, clock):
    world.complete()
    form = client.get(url(world, "/submit")).html.form(url(world, "/submit"))
    fields = form.with_values({"truth": "y", "integrity": "y"})
    clock.set(world.closes_at + MICRO)

    late = client.post(form.action, data=fields)
    clock.advance(microseconds=-1)
    on_time = client.post(form.action, data=fields)

    assert (late.status_code, on_time.status_code) == (410, 302)


def test_only_the_representative_sees_the_button(world, client_as):
    world.complete()

    page = client_as(world.editor_id).get(url(world, "/submit"))

    assert page.html.find_all("form", action=url(world, "/submit")) == []
    assert "제출은 대표자만 할 수 있습니다" in page.get_data(as_text=True)


def test_receipt_comes_as_pdf(world, client):
    world.complete().submit()

    response = client.get(url(world, "/receipt.pdf"))

    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF")


def test_unsubmit_and_withdraw_by_their_pages(world, client):
    world.complete().submit()

    client.submit(url(world, "/unsubmit"))
    assert world.application().state is ApplicationState.DRAFT
    assert "다시 제출하지 않으면 접수되지 않습니다" in client.get(url(world)).get_data(as_text=True)

    client.submit(url(world, "/withdraw"), reason="계획을 바꿉니다")
    assert world.application().state is ApplicationState.WITHDRAWN


def test_withdrawn_leaves_room_for_a_new_one(world, client):
    client.submit(url(world, "/withdraw"))

    page = client.get(f"/rounds/{world.round_id}/apply")

    assert page.html.form(f"/rounds/{world.round_id}/apply") is not None


def test_versions_show_what_was_handed_in_and_what_was_refused(world, client):
    world.write()
    submit(client, world)
    world.attach()
    submit(client, world)

    page = client.get(url(world, "/versions"))
    version = client.get(url(world, "/versions/1"))

    assert "접수되지 않은 제출 시도" in page.get_data(as_text=True)
    assert "바닷물을 걸러 마실 물을 만듭니다." in version.get_data(as_text=True)


def test_the_final_post_spends_at_most_ten_statements(world, client, query_budget):
    world.complete()
    form = client.get(url(world, "/submit")).html.form(url(world, "/submit"))
    fields = form.with_values({"truth": "y", "integrity": "y"})

    with query_budget(10):
        response = client.post(form.action, data=fields)

    assert response.status_code == 302
