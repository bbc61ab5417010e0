"""The demo centre is whole: everybody's pages open, numbers have no gaps, the trail is sound, the files agree."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from incubator.accounts.models import Branch, User
from incubator.applications.models import Application
from incubator.applications.queries import StaffFilter, list_for_staff
from incubator.applications.workflow import ApplicationState
from incubator.core.dates import kst
from incubator.db.outbox import MessageState, OutboxMessage
from incubator.db.session import session_now
from incubator.demo.companies import COMPANIES_THEN, companies_now
from incubator.demo.history import CALLS
from incubator.demo.people import SIGN_INS
from incubator.notifications.models import Delivery
from incubator.notifications.rules import DeliveryState
from incubator.organisations.rules import brn_is_valid
from incubator.programs.models import Round, RoundNotice
from incubator.programs.queries import get_visible_round
from incubator.programs.rules.kinds import Phase
from incubator.programs.workflow import NoticeKind, RoundState
from incubator.web.access import manifest
from tests.factories.accounts import an_actor
from tests.integration.demo.conftest import NOW

SEED = "demo"
MOST_VISITS = 2
"""Of one kind of page by one person."""
LINK = re.compile(r'href="(/[^"#]*)')
UNREACHED = {
    # Opened by a link of a mail, after a press, or by a script.
    "accounts.choose_password", "accounts.proof", "organisations.invitation",
    "accounts.resend", "accounts.sign_up_sent", "accounts.signed_out",
    "accounts.session_token", "portal.server_time", "portal.healthz", "portal.readyz", "static",
    # The demo has nothing of these: a bulk run, a pair, evidence, a file of a supplement.
    "applications.bulk_run",
    "applications.duplicate",
    "applications.evidence_file",
    "applications.staff_supplement_file",
    "applications.supplement",
    "applications.supplement_file",
    # The demo's draft form is not among the two forms the walk opens.
    "forms.condition",
    "forms.discard",
    "forms.edit_question",
    "forms.edit_section",
    "forms.new_question",
    "forms.new_section",
    "forms.publish",
    "forms.question_kind",
    "forms.remove_question",
    "forms.remove_section",
    "forms.rename",
    # Evaluation of which the demo has nothing: challenges, objections, offers, revocations, a seat to draw for, oaths
    # to swear, a sheet with a file, a computation to sign, a decision to release, sheets saved in two windows.
    "reviews.challenge_answer", "reviews.change", "reviews.compare", "reviews.draw_door", "reviews.oaths",
    "reviews.objection", "reviews.objection_detail", "reviews.offer", "reviews.place", "reviews.release",
    "reviews.revocation", "reviews.sheet_file", "reviews.sign_sheet",
    # The third challenge of 2016 has these, but it is older than the rounds the walk opens, and none of its
    # applicants has a printed sign-in.
    "reviews.explain", "reviews.outcome", "reviews.public_results",
    "round_acts.take_back",
    "round_files.proposed",
    "round_rules.new",
}  # fmt: skip


def test_printed_object_is_what_the_starter_expects(loaded):
    entries = loaded.told["sign_ins"]

    assert [entry["role"] for entry in entries] == [label for _, label in SIGN_INS]
    assert all(set(entry) == {"role", "email", "password"} for entry in entries)
    assert set(loaded.told) == {"sign_ins", "users", "organisations", "programs", "rounds", "applications"}


def test_a_second_load_is_refused_or_does_nothing(loaded):
    people = loaded.run(lambda: session_now().scalar(select(func.count()).select_from(User)))

    code, output = loaded.command("seed", "demo")
    assert code == 1
    assert "빈 데이터베이스" in output
    code, output = loaded.command("seed", "demo", "--if-empty", "--json")
    assert code == 0
    assert json.loads(output) == {"sign_ins": loaded.told["sign_ins"]}
    assert loaded.run(lambda: session_now().scalar(select(func.count()).select_from(User))) == people


@pytest.fixture(scope="module")
def visits(loaded):
    """Endpoint → who opened it; every link that a person meets is followed, twice per kind of page."""
    opened = defaultdict(set)
    for entry in loaded.told["sign_ins"]:
        _follow(loaded, loaded.client_of(entry["email"], entry["password"]), entry["role"], opened)
    _follow(loaded, loaded.house.app.test_client(), "visitor", opened)
    return opened


def _follow(loaded, client, who, opened):
    routes = loaded.house.app.url_map.bind("localhost")
    waiting, done, times = ["/", "/home", "/calls"], set(), Counter()
    while waiting:
        path = waiting.pop(0)
        try:
            endpoint, _ = routes.match(path.partition("?")[0])
        except (HTTPException, RequestRedirect) as error:
            raise AssertionError(f"{who} meets a dead link: {path}") from error
        if path in done or times[endpoint] >= MOST_VISITS or endpoint == "static":
            continue
        done.add(path)
        times[endpoint] += 1
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, f"{who}: {path} answered {answer.status_code}"
        opened[endpoint].add(who)
        if answer.mimetype == "text/html":
            waiting += [link.replace("&amp;", "&") for link in LINK.findall(answer.get_data(as_text=True))]


def test_every_page_opens_for_somebody(loaded, visits):
    pages = {row["name"] for row in manifest(loaded.house.app) if "GET" in row["methods"]}

    left = sorted(pages - visits.keys() - UNREACHED)
    assert left == [], "\n".join(left)


def test_staff_pages_are_met_by_staff_alone(visits):
    outside = {label for key, label in SIGN_INS if key in {"founder", "colleague", "prefounder", "newcomer"}}

    assert outside & (visits["applications.staff_list"] | visits["audit.trail"] | visits["rounds.index"]) == set()


def test_receipt_numbers_have_no_gaps(loaded):
    def read():
        rows = session_now().execute(
            select(Application.round_id, Application.receipt_no).where(Application.receipt_no.is_not(None))
        )
        numbers = defaultdict(list)
        for round_id, number in rows:
            numbers[round_id].append(number)
        return numbers

    found = loaded.run(read)

    for numbers in found.values():
        assert [int(number[-4:]) for number in sorted(numbers)] == list(range(1, len(numbers) + 1))
    third = sorted(number for numbers in found.values() for number in numbers if number.startswith("2016-IGEN-03"))
    assert third == [f"2016-IGEN-03-{serial:04d}" for serial in range(1, 8)]


def test_third_challenge_shows_every_way_an_application_can_go(loaded):
    def read():
        rows = session_now().scalars(
            select(Application).join(Round).where(Round.year == 2016, Round.round_no == 3, Round.template == "igen")
        )
        return sorted((row.state, row.version_no) for row in rows)

    assert loaded.run(read) == sorted(
        [(ApplicationState.ELIGIBLE, 1)] * 5
        + [(ApplicationState.ELIGIBLE, 2), (ApplicationState.WITHDRAWN, 1), (ApplicationState.NOT_SUBMITTED, 0)]
    )


def test_search_finds_a_company_however_it_is_spelt(loaded):
    def read(words):
        manager = an_actor(loaded_id(loaded, "main"), now=NOW)
        round_ = get_visible_round(session_now(), manager, loaded_id(loaded, "igen3", "rounds"))
        found = list_for_staff(session_now(), manager, round_, StaffFilter(words=words), number=1)
        return [row.applicant_name for row in found.items]

    for words in ("마루늘정공", "(주)마루늘 정공", "2016-IGEN-03-0003"):
        assert len(loaded.run(lambda words=words: read(words))) == 1, words


def loaded_id(loaded, name, kind="users"):
    return UUID(loaded.told[kind][name])


def test_history_is_closed_and_every_round_has_its_notice(loaded):
    def read():
        session = session_now()
        rounds = session.scalars(select(Round).where(Round.closes_at < kst(2016, 4, 20))).all()
        published = set(session.scalars(select(RoundNotice.round_id).where(RoundNotice.kind == NoticeKind.PUBLISHED)))
        return [(row.state, row.id in published, row.published_at < row.opened_at < row.closed_at) for row in rounds]

    assert loaded.run(read) == [(RoundState.CLOSED, True, True)] * len(CALLS)


def test_today_has_calls_in_every_phase(loaded):
    def read():
        recent = NOW.date() - timedelta(days=100)
        rounds = session_now().scalars(select(Round).where(Round.announced_on > recent)).all()
        kinds = session_now().scalars(select(RoundNotice.kind)).all()
        return [(row.phase(NOW), row.closes_at - NOW) for row in rounds], set(kinds)

    rounds, kinds = loaded.run(read)
    phases = [phase for phase, _ in rounds]

    assert phases.count(Phase.OPEN) >= 4
    assert phases.count(Phase.UPCOMING) == 2
    assert phases.count(Phase.CLOSED) >= 1
    assert phases.count(Phase.PLANNED) == 2
    assert min(left.days for phase, left in rounds if phase is Phase.OPEN) <= 2
    assert kinds == {NoticeKind.PUBLISHED, NoticeKind.CORRECTION, NoticeKind.EXTENSION, NoticeKind.RESULTS}


def test_nothing_waits_and_nothing_failed(loaded):
    def read():
        session = session_now()
        messages = set(session.scalars(select(OutboxMessage.state).where(OutboxMessage.created_at < NOW)))
        mails = set(session.scalars(select(Delivery.state).where(Delivery.created_at < NOW)))
        return messages, mails

    messages, mails = loaded.run(read)

    assert messages == {MessageState.DONE}
    assert mails <= {DeliveryState.SENT, DeliveryState.HELD}


def test_trail_is_sound_and_files_agree(loaded):
    code, output = loaded.command("audit", "verify")
    verdict = json.loads(output)
    assert (code, verdict["sound"], verdict["broken"]) == (0, True, None)
    code, output = loaded.command("files", "reconcile")
    assert (code, json.loads(output)["agrees"]) == (0, True)


def test_companies_are_nobody_s(loaded):
    companies = [*COMPANIES_THEN, *companies_now(NOW.date())]

    assert all(company.brn.startswith("000") and brn_is_valid(company.brn) for company in companies)
    assert len({company.brn for company in companies}) == len(companies)
    assert loaded.run(lambda: set(session_now().scalars(select(Branch.name)))) == {"본센터", "서부센터"}


def test_a_closed_course_lies_on_the_intake_desk(loaded):
    def read():
        rows = session_now().scalars(
            select(Application).where(Application.round_id == loaded_id(loaded, "print_before", "rounds"))
        )
        return sorted((row.state, row.released_at is not None) for row in rows)

    assert loaded.run(read) == [
        (ApplicationState.ELIGIBLE, True),
        (ApplicationState.ELIGIBLE, True),
        (ApplicationState.IN_REVIEW, False),
        (ApplicationState.SUPPLEMENT_REQUESTED, False),
    ]
