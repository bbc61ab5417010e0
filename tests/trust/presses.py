"""What the right person sends to each door that changes something.

A press comes from the page that holds its form, filled as a person would fill it; so a form that gains a field stays
right here, and a door without a page of its own says so with its fields.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.factories.accounts import PASSWORD
from tests.trust import review_presses
from tests.trust.press import Press
from tests.trust.press import button as _button

NEW_PASSWORD = "진해만의 조용한 새벽 배"


NO_TEXT = ("wallet_document_id", "section", "act", "chosen", "key", "kind", "user_id")
"""Fields of doors without a page of their own that no person types into."""
REASON = {"reason": "까닭을 적습니다."}
COMPANY = {"branch_id": "branch_id", "name": "주식회사 새벽", "region": "48120", "opened_on": "2024-03-02"}
COMPANY |= {"address": "경상남도 창원시 의창구 창원대로18번길 46"}
ANSWERS = {
    "section": "about",
    "a.project_title": "담수화 막 세척기 2",
    "v.project_title": "1",
}
PRESSES: Mapping[str, Press] = {
    "accounts.branch": Press("admin", "", {"name": "본 센터"}),
    "accounts.branches": Press("admin", "", {"code": "east", "name": "동부센터"}),
    "accounts.consent": Press("privacy_officer", "", {"body": "고친 글"}),
    "accounts.change_password": Press(
        "representative", "accounts.account", {"new-current": PASSWORD, "new-password": NEW_PASSWORD}
    ),
    "accounts.choose_password": Press("anonymous", "", {"password": NEW_PASSWORD}),
    "accounts.close_account": _button("newcomer"),
    "accounts.edit_profile": Press("representative", "accounts.account", {"name": "김하늘", "phone": "010-1234-5678"}),
    "accounts.end_other_sessions": _button("representative"),
    "accounts.end_session": _button("representative"),
    "accounts.extend_session": _button("representative"),
    "accounts.forgot_password": Press("anonymous", "", {"email": "editor@example.kr"}),
    "accounts.give_consent": _button("editor"),
    "accounts.proof": Press("anonymous"),
    "accounts.resend": Press("anonymous", "", {"email": "unproven@example.kr"}),
    "accounts.sign_in": Press("anonymous", "", {"email": "editor@example.kr", "password": PASSWORD}),
    "accounts.sign_out": _button("representative"),
    "accounts.sign_up": Press(
        "anonymous",
        "",
        {"name": "이바다", "email": "fresh@example.kr", "password": NEW_PASSWORD, "consent_terms": "y"},
    ),
    "accounts.withdraw_consent": _button("representative"),
    "applications.adopt_document": _button("representative", wallet_document_id="wallet_document_id"),
    "applications.answer": Press("manager", "applications.staff_detail", {"body": "확인했습니다."}),
    "applications.ask": Press("editor", "", {"body": "언제 발표합니까?"}),
    "applications.assign": _button("manager", user_id="owner_id"),
    "applications.attach_supplement_file": Press("editor", None, file="file"),
    "applications.bulk_act": _button("manager", act="tag", chosen="waiting_id"),
    "applications.bulk_continue": _button("manager"),
    "applications.bulk_preview": _button("manager", act="tag", chosen="waiting_id", name="서류"),
    "applications.bulk_start": _button("manager", act="tag", chosen="waiting_id", name="서류", key="key"),
    "applications.cancel_outgoing": _button("manager"),
    "applications.confirm_duplicate_door": _button("manager", **REASON),
    "applications.dismiss_duplicate_door": _button("manager", **REASON),
    "applications.drop_template": _button("manager"),
    "applications.drop_view": _button("manager"),
    "applications.hold_outgoing": _button("manager"),
    "applications.intake_begin": _button("manager"),
    "applications.intake_check": _button(
        "manager", **{"verdict.s.arrears": "pass", "ground.s.arrears": "met_by_document"}
    ),
    "applications.intake_confirm": Press("manager", "applications.intake"),
    "applications.intake_release_now": _button("manager", **REASON),
    "applications.intake_reopen": _button("head", **REASON),
    "applications.intake_return": _button("manager", **REASON),
    "applications.keep_view": Press("manager", "", {"name": "내 보기"}),
    "applications.release_outgoing": _button("manager"),
    "applications.remove_supplement_file": _button("editor"),
    "applications.rewrite_template": Press("manager", "", {"name": "다른 안내"}),
    "applications.save_supplement_answers": Press("editor"),
    "applications.search_duplicates_door": _button("manager"),
    "applications.send_supplement_request": Press("manager", "", {"item.0.use": "1", "item.0.asked": "서명해 주세요."}),
    "applications.steer_mail_door": _button("manager"),
    "applications.supplement_recall": _button("manager", **REASON),
    "applications.tag": _button("manager", name="새 꼬리표"),
    "applications.untag": _button("manager", name="우선"),
    "applications.write_new_template": Press("manager", "", {"name": "새 안내", "body": "안내합니다."}),
    "applications.autosave": _button("editor", **ANSWERS),
    "applications.export_file": Press("manager", "", {"reason": "접수 현황을 보고합니다."}),
    "applications.move": _button("editor"),
    "applications.remove_attached_file": _button("editor"),
    "applications.reveal": _button("manager", **REASON),
    "applications.save": Press("editor", "", {"a.project_title": "담수화 막 세척기 3"}),
    "applications.start": Press("outsider", "", {"act": "start"}),
    "applications.submit": Press("representative", "", {"truth": "y", "integrity": "y"}),
    "applications.unsubmit": Press("representative"),
    "applications.upload_file": Press("editor", None, file="file"),
    "applications.withdraw": Press("representative"),
    "approvals.delegations": Press(
        "head",
        "",
        {"to_id": "other_manager_id", "manner": "stand_in", "acts": ["extend"], "ends_on": "2026-03-20"} | REASON,
    ),
    "approvals.end": Press("head", "approvals.delegations"),
    "approvals.give_back": Press("head", "approvals.detail", REASON),
    "approvals.sign": Press("head", "approvals.detail", {"opinion": "좋습니다."}),
    "approvals.withdraw": Press("manager", "approvals.detail", REASON),
    "forms.condition": Press("manager", "", {"act": "save", "c.r-0.question": "invested", "c.r-0.operator": "is_yes"}),
    "forms.discard": Press("manager", "", REASON),
    "forms.draft": _button("manager"),
    "forms.draw": _button("manager", section="about"),
    "forms.edit_question": Press("manager", "", {"label": "사업의 이름"}),
    "forms.edit_section": Press("manager", "", {"title": "개요"}),
    "forms.new": Press("manager", "", {"title": "새 양식"}),
    "forms.new_question": _button("manager", kind="short_text", label="새 질문"),
    "forms.new_section": Press("manager", "", {"title": "새 항목"}),
    "forms.order": Press("manager", "forms.builder", {"step": "question.story.up"}),
    "forms.preview": Press("manager"),
    "forms.publish": Press("manager"),
    "forms.question_kind": _button("manager", kind="date", label="사업을 시작한 날"),
    "forms.remove_question": Press("manager"),
    "forms.remove_section": Press("manager"),
    "forms.rename": Press("manager", "", {"title": "다른 이름"}),
    "forms.retire": _button("manager"),
    "notifications.preferences": Press("representative"),
    "notifications.read_all": _button("representative"),
    "notifications.read_notice": _button("representative"),
    "organisations.accept": Press("newcomer", None),
    "organisations.accept_listed": _button("newcomer"),
    "organisations.close": Press("representative", "", REASON),
    "organisations.declare": _button("owner"),
    "organisations.edit": Press("editor", "", {"name": "(주)바다정보통신"}),
    "organisations.found": Press("representative", "", COMPANY | {"kind": "sole_trader", "brn": "sole"}),
    "organisations.leave": _button("editor"),
    "organisations.member": Press("owner", "", {"role": "organisation_viewer"}),
    "organisations.members": Press("owner", "", {"email": "third@example.kr", "role": "organisation_viewer"}),
    "organisations.new_company": Press("newcomer", "", COMPANY | {"kind": "sole_trader", "brn": "sole"}),
    "organisations.new_pre_founder": Press(
        "newcomer", "", {"name": "새벽 준비", "region": "48120", "branch_id": "branch_id"}
    ),
    "organisations.remove": Press("owner", "organisations.member", REASON),
    "organisations.remove_document": _button("editor"),
    "organisations.new_partner": Press("manager", "", {"name": "두산새벽", "kind": "affiliate"}),
    "organisations.new_restriction": Press(
        "manager",
        "",
        {
            "subject": "representative",
            "representative_name": "김시험",
            "representative_born_on": "1980-05-01",
            "ground": "사업비를 목적과 다르게 씀",
            "starts_on": "2026-01-01",
            "ends_on": "2027-12-31",
            "source": "창업진흥원 제2026-1호",
        },
    ),
    "organisations.new_support": Press(
        "manager",
        "",
        {
            "subject": "representative",
            "representative_name": "김시험",
            "representative_born_on": "1980-05-01",
            "program": "창업맞춤형사업",
            "agency": "창업진흥원",
            "starts_on": "2025-06-01",
            "source": "협약서",
        },
    ),
    "organisations.partner": Press("manager", "", {"name": "두산새 이름"}),
    "organisations.take_restriction_out": _button("manager", removal="제재 해제 통보"),
    "organisations.take_support_out": _button("manager", removal="잘못 기록함"),
    "organisations.reopen": _button("manager", **REASON),
    "organisations.representative": Press(
        "owner", "", {"user_id": "user_id", "representative_name": "이편집", "reason": "대표이사가 바뀌었습니다."}
    ),
    "organisations.reveal": _button("manager", **REASON),
    "organisations.staff_close": _button("manager", **REASON),
    "organisations.suspend": _button(
        "manager", starts_on="2026-05-01", ends_on="2026-05-31", reason="법원의 집행정지 결정"
    ),
    "organisations.verify": _button("manager", **REASON),
    "organisations.wallet": Press(
        "editor", "", {"kind": "national_tax", "title": "", "issued_on": "2026-02-20"}, file="file"
    ),
    "organisations.withdraw": _button("owner"),
    "parameters.remove_day": _button("admin", **{"remove-reason": "취소되었습니다."}),
    "parameters.set_day": _button(
        "admin", day="2026-05-04", kind="off", name="임시공휴일", name_en="", note="관보 제1호"
    ),
    "parameters.set_value": Press(
        "admin", "", {"value": "3", "effective_on": "2026-04-01", "note": "지침이 바뀌었습니다."}
    ),
    "people.end_sessions": _button("admin", **REASON),
    "people.give": Press("admin", "", {"role": "head", "place": "all", **REASON}),
    "people.invite": Press(
        "admin", "", {"email": "expert@example.kr", "name": "박전문", "role": "mentor", "place": "all", **REASON}
    ),
    "people.password_link": _button("admin", **REASON),
    "people.restore": _button("admin", **REASON),
    "people.reveal": _button("admin", **REASON),
    "people.revoke": Press("admin", "", REASON),
    "people.suspend": _button("admin", **REASON),
    "round_form.choose": Press("manager", "", {"version_id": "version_id"}),
    "round_files.index": Press("manager", "", {"title": "서식", "reason": "서식을 더합니다."}, file="file"),
    "applications.start_recheck": Press("manager", "applications.recheck"),
    "round_copies.copy": Press("manager", "", {"round_no": "77"}),
    "round_rules.move": _button("manager", to="up"),
    "round_rules.new": _button("manager", kind="representative"),
    "round_rules.remove": Press("manager"),
    "round_rules.rule": Press("manager"),
    "round_settings.divisions": Press(
        "manager", "", {"r0_label": "청년", "r0_quota": "2", "r1_label": "기업", "r1_quota": "3"}
    ),
    "round_settings.new_stage": Press("manager", "", {"label": "심층 면접"}),
    "round_settings.remove_stage": Press("manager"),
    "round_settings.selection": Press("manager", "", {"waiting_list_length": "5"}),
    "round_settings.stage": Press("manager", "", {"label": "서류 심사"}),
    "round_acts.cancel": Press("manager", "", REASON),
    "round_acts.correct": Press("manager", "", {"title": "고친 제목", "reason": "오타를 고칩니다."}),
    "round_acts.extend": Press("manager", "", {"closes_at": "2026-05-20 18:00", "reason": "추석 연휴로 늘립니다."}),
    "round_acts.publish": Press("manager", "", REASON),
    "round_acts.recall": Press("manager", "", REASON),
    "round_acts.take_back": Press("manager", "", REASON),
    "rounds.edit": Press("manager", "", {"title": "고친 제목"}),
    "rounds.new": Press("manager"),
    "staff_programs.edit": Press("manager", "", {"name": "새 이름"}),
    "staff_programs.hand_over": Press("manager", "", {"owner_id": "owner_id"} | REASON),
    "staff_programs.new": Press("admin", "", {"code": "NEWP", "name": "새 사업", "budget_line": "창업 지원"}),
    **review_presses.PRESSES,
}
