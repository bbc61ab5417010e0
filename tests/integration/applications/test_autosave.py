from tests.integration.applications.doors import JSON, MICRO, url


def _autosave(client, world, **fields):
    return client.post(url(world, "/autosave"), data={"section": "about"} | fields, headers=JSON)


def test_autosave_answers_with_versions_and_visibility(world, client):
    response = _autosave(client, world, **{"a.invested": ["", "yes"], "v.invested": "0"})

    body = response.get_json()
    assert response.status_code == 200
    assert body["versions"] == {"invested": 1}
    assert body["visible"]["investor"] is True
    assert body["conflicts"] == {}
    assert body["saved_text"].endswith("에 저장했습니다")


def test_autosave_refuses_a_stale_text_and_keeps_both(world, client):
    world.write()
    world.write("editor", story=["동료의 글"])

    response = _autosave(client, world, **{"a.story": "나의 글", "v.story": "1"})

    conflict = response.get_json()["conflicts"]["story"]
    assert response.status_code == 409
    assert (conflict["mine"], conflict["theirs"], conflict["theirs_by"]) == ("나의 글", "동료의 글", "이편집")
    assert conflict["theirs_pairs"] == [["a.story", "동료의 글"]]


def test_autosave_without_changes_shows_who_is_here(world, client, client_as):
    client_as(world.editor_id).get(url(world, "/sections/about"))

    response = _autosave(client, world)

    assert [editor["name"] for editor in response.get_json()["editors"]] == ["이편집"]


def test_ones_own_second_device_is_called_so(world, client, client_as):
    client_as(world.representative_id).get(url(world, "/sections/about"))

    response = _autosave(client, world)

    assert [editor["name"] for editor in response.get_json()["editors"]] == ["나(다른 기기)"]


def test_autosave_after_the_deadline_is_gone(world, client, clock):
    clock.set(world.closes_at + MICRO)

    response = _autosave(client, world, **{"a.story": "늦은 글", "v.story": "0"})

    assert response.status_code == 410
    assert "마감" in response.get_json()["error"]["message"]


def test_autosave_after_the_submit_is_refused(world, client):
    world.complete().submit()

    response = _autosave(client, world, **{"a.story": "늦은 글", "v.story": "1"})

    assert response.status_code == 409
    assert response.get_json().get("conflicts") is None


def test_autosave_of_nobody_is_told_so_in_json(world, anonymous):
    response = anonymous.post(url(world, "/autosave"), data={}, headers=JSON)

    assert (response.status_code, response.mimetype) == (401, "application/json")


def test_autosave_with_an_old_token_is_told_so_in_json(world, client):
    response = client.post(url(world, "/autosave"), data={"section": "about"}, headers=JSON, csrf=False)

    assert (response.status_code, response.mimetype) == (400, "application/json")
