import io

from tests.factories.applications import a_world
from tests.integration.applications.doors import JSON, url
from tests.support.files import good_pdf


def _pdf():
    return good_pdf(3)


def test_a_file_goes_in_is_opened_and_taken_out(world, client):
    upload = {"file": (io.BytesIO(_pdf()), "사업계획서.pdf")}
    answer = client.post(url(world, "/files/plan_file"), data=upload, headers=JSON)
    file = answer.get_json()["files"][0]
    opened = client.get(file["download_url"])

    removed = client.post(file["remove_url"], headers=JSON)

    assert file["name"] == "사업계획서.pdf"
    assert opened.data == _pdf()
    assert removed.get_json()["files"] == []


def test_a_file_that_lies_is_refused_with_what_why_and_how(world, client):
    upload = {"file": (io.BytesIO(b"MZ not a pdf at all"), "사업계획서.pdf")}
    answer = client.post(url(world, "/files/plan_file"), data=upload, headers=JSON)

    assert answer.status_code == 422
    assert answer.get_json()["error"]["message"]
    assert answer.get_json()["error"]["how"]


def test_a_file_without_scripts_travels_with_the_form(world, client):
    fields = {"a.plan_file": (io.BytesIO(_pdf()), "사업계획서.pdf"), "v.plan_file": "0"}
    response = client.post(url(world, "/sections/plan"), data=fields, content_type="multipart/form-data")

    assert response.status_code == 302
    assert world.application().answer_set.answers["plan_file"][0]["name"] == "사업계획서.pdf"


def test_files_are_frozen_after_the_submit(world, client):
    world.complete().submit()
    file_id = world.application().answer_set.answers["plan_file"][0]["file_id"]

    removed = client.post(url(world, f"/files/plan_file/{file_id}/remove"), headers=JSON)
    upload = {"file": (io.BytesIO(_pdf()), "다른.pdf")}
    added = client.post(url(world, "/files/plan_file"), data=upload, headers=JSON)

    assert (removed.status_code, added.status_code) == (409, 409)


def test_a_file_of_another_application_is_not_found(world, client):
    other = a_world(name="(주)다른회사")
    file_id = other.attach()

    assert client.get(url(world, f"/files/{file_id}")).status_code == 404
