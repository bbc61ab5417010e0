"""Plans handed in as files are compared, and what could not be read is said."""

from __future__ import annotations

from sqlalchemy import update

from incubator.accounts.roles import Role
from incubator.applications.rules.duplicates import DuplicateGround, Enclosed, plans_in, written
from incubator.organisations.models import Organisation
from tests.factories.accounts import a_user
from tests.integration.applications.twins import PLAN, pairs_in, search, with_plan
from tests.support import files


def test_the_same_plan_in_another_kind_of_file_is_found_and_shown_where_it_stands(app, clock, client_as, session):
    with_plan("ONE", "사업계획서.pdf", files.good_pdf(1, PLAN))
    new = with_plan("TWO", "우리 계획.hwp", files.hwp_of(files.paragraph(PLAN.encode("utf-16-le"))))
    search(new, clock.now)

    (pair,) = pairs_in(session)
    shown = client_as(new.manager_id).get(f"/staff/duplicates/{pair.id}").html.main

    assert pair.grounds == [DuplicateGround.TEXT]
    assert pair.percent >= 50
    assert "이 신청서의 우리 계획.hwp" in shown
    assert "다른 신청서의 사업계획서.pdf" in shown
    assert "하루 50톤의 바닷물을 거르는 시험 설비" in shown


def test_a_scanned_plan_cannot_be_told_and_the_page_says_so(app, clock, client_as, session):
    old = with_plan("ONE", "사업계획서.pdf", files.good_pdf(1, PLAN))
    new = with_plan("TWO", "스캔.pdf", files.good_pdf(1, ""))
    for world in (old, new):
        session.execute(update(Organisation).where(Organisation.id == world.organisation_id).values(phone="0551234567"))
    session.commit()
    search(new, clock.now)

    (pair,) = pairs_in(session)
    shown = client_as(new.manager_id).get(f"/staff/duplicates/{pair.id}").html.main

    assert pair.grounds == [DuplicateGround.PHONE]
    assert "스캔.pdf: 글이 없는 그림(스캔한 문서)" in shown
    assert "비슷한지 알 수 없으니" in shown


def test_the_name_of_a_file_is_for_those_who_may_open_the_application(app, clock, client_as, session):
    with_plan("ONE", "비밀 이름.pdf", files.good_pdf(1, PLAN))
    new = with_plan("TWO", "우리 계획.pdf", files.good_pdf(2, PLAN))
    search(new, clock.now)
    session.rollback()
    of_new = client_as(a_user("새담당", role=Role.MANAGER, program_id=new.application().round.program_id))

    shown = of_new.get(f"/staff/duplicates/{pairs_in(session)[0].id}").text

    assert "비밀 이름" not in shown
    assert "다른 신청서의 붙임 파일" in shown


def test_what_of_the_files_is_compared():
    snapshot = {
        "files": [
            {"question": "plan", "name": "계획.PDF", "sha256": "a"},
            {"question": "plan", "name": "예산.xlsx", "sha256": "b"},
            {"question": "paper", "name": "사업자등록증.pdf", "sha256": "c"},
        ]
    }

    assert plans_in(snapshot, {"paper"}) == (Enclosed("계획.PDF", "a"),)
    assert plans_in({}, ()) == ()


def test_every_letter_knows_whether_it_stands_in_a_file():
    answer = "스무 자가 넘는 긴 답을 적은 것입니다. 정말로 깁니다."
    found = written(
        {"story": answer},
        [Enclosed("하나.pdf", "a", "첫 글"), Enclosed("둘.pdf", "b"), Enclosed("셋.hwp", "c", "끝 글")],
    )

    assert found.text == f"{answer}\n첫 글\n끝 글"
    places = [
        found.places_of(slice(found.text.index(words), found.text.index(words) + 3)) for words in (answer, "첫", "끝")
    ]
    assert places == [("",), ("하나.pdf",), ("셋.hwp",)]
    assert found.places_of(slice(0, len(found.text))) == ("", "하나.pdf", "셋.hwp")
    assert written({}, []).places_of(slice(0, 0)) == ()
