"""Notices, and mails that survive whatever happens to them."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from uuid import UUID

import pytest

from incubator import commands
from incubator.accounts.models import UserState
from incubator.core.dates import kst
from incubator.core.errors import NotFound, RuleBroken
from incubator.core.ids import new_id
from incubator.notifications import queries
from incubator.notifications.rules import Attachment, DeliveryState, Mode, NoticeKind, SecretLink
from incubator.notifications.usecases import deliver_next_mail as deliver_mail
from incubator.notifications.usecases.deliver_next_mail import deliver_next_mail
from incubator.notifications.usecases.mark_read import mark_read
from incubator.notifications.usecases.notify import notify
from incubator.notifications.usecases.post_letter import post_letter
from incubator.notifications.usecases.send_digests import send_digests
from incubator.notifications.usecases.set_preferences import set_preferences
from incubator.ports import enclosures, mailbox
from tests.factories.accounts import a_user, an_actor
from tests.factories.notifications import a_notice, deliveries

TEMPLATE = "accounts/password_changed"


def tell(*users, kind=NoticeKind.MESSAGE, now, **more):
    notify(
        recipients=[user.id for user in users],
        kind=kind,
        template=TEMPLATE,
        context={"at": now},
        link="/x",
        now=now,
        **more,
    )


def test_notify_writes_a_notice_and_a_mail_in_the_readers_language(app, clock, mails, deliver):
    korean, english = a_user(), a_user(locale="en")
    tell(korean, english, now=clock.now)
    deliver()

    by_reader = {mail["To"]: mail for mail in mails()}
    assert by_reader[korean.email]["Subject"] == "비밀번호가 바뀌었습니다"
    assert 'lang="en"' in by_reader[english.email].get_body(("html",)).get_content()


def test_links_in_mails_come_from_the_settings_and_never_from_a_request(anonymous, mails, deliver, settings, clock):
    tell(a_user(), now=clock.now)
    anonymous.get("/sign-in", headers={"Host": "evil.example"})
    deliver()

    words = mails()[0].get_body(("plain",)).get_content()
    assert f"{settings.base_url}/x" in words
    assert "evil.example" not in words


def test_duties_leave_although_the_kind_is_off_and_others_do_not(app, clock):
    user = a_user()
    set_preferences(actor=an_actor(user), modes={NoticeKind.MESSAGE: Mode.OFF}, now=clock.now)
    tell(user, now=clock.now)
    assert deliveries() == []
    tell(user, now=clock.now, duty=True)
    assert len(deliveries()) == 1


def test_a_duty_cannot_be_put_off(app, clock):
    with pytest.raises(RuleBroken):
        set_preferences(actor=an_actor(), modes={NoticeKind.RECEIPT: Mode.DAILY}, now=clock.now)


def test_the_same_fact_tells_a_person_once(app, clock, session):
    user = a_user()
    for _ in range(2):
        tell(user, now=clock.now, key="fact")
        post_letter(
            recipient="a@b.kr", locale="ko", template="accounts/sign_up_repeated", context={}, now=clock.now, key="k"
        )
    assert queries.count_unread(session, user.id) == 1
    assert len(deliveries()) == 2


def test_no_mail_goes_to_an_address_that_is_not_proven_and_none_to_a_closed_account(app, clock, session):
    unproven, closed = a_user(proven=False), a_user(state=UserState.CLOSED)
    tell(unproven, closed, now=clock.now)
    assert deliveries() == []
    assert [queries.count_unread(session, user.id) for user in (unproven, closed)] == [1, 0]


@pytest.mark.parametrize("readers", [1, 3, 30])
def test_notify_takes_the_same_number_of_statements_for_any_number_of_readers(app, clock, query_budget, readers):
    ids = [a_user().id for _ in range(readers)]
    with query_budget(5):
        notify(
            recipients=ids,
            kind=NoticeKind.MESSAGE,
            template=TEMPLATE,
            context={"at": clock.now},
            link="/x",
            now=clock.now,
            key="fact",
        )


def test_while_the_mail_server_is_away_mails_wait_and_are_sent_under_the_same_id(app, clock, mails, monkeypatch):
    tell(a_user(), now=clock.now)
    real = mailbox.send

    def away(_mail):
        raise ConnectionRefusedError

    monkeypatch.setattr(mailbox, "send", away)
    for wait in (1, 2, 4):
        assert deliver_next_mail(clock.now)
        assert not deliver_next_mail(clock.now)
        clock.advance(minutes=wait)
    (waiting,) = deliveries()
    assert (waiting.state, waiting.tries, "ConnectionRefused" in waiting.error) == (DeliveryState.FAILED, 3, True)

    monkeypatch.setattr(mailbox, "send", real)
    assert deliver_next_mail(clock.now)
    (sent,) = deliveries()
    assert (sent.state, sent.sent_at) == (DeliveryState.SENT, clock.now)
    assert [mail["Message-ID"] for mail in mails()] == [sent.message_id]


def test_after_four_hours_a_mail_is_given_up_and_the_trail_says_so(app, clock, monkeypatch, session):
    tell(a_user(), now=clock.now)
    monkeypatch.setattr(mailbox, "send", lambda _mail: (_ for _ in ()).throw(TimeoutError()))
    for _ in range(20):
        deliver_next_mail(clock.now)
        clock.advance(minutes=61)
    (dead,) = deliveries()
    assert dead.state is DeliveryState.DEAD
    assert dead.due_at - dead.created_at <= timedelta(hours=4)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.kr": (550, b"no such user")}), DeliveryState.DEAD),
        (smtplib.SMTPRecipientsRefused({"a@b.kr": (450, b"later")}), DeliveryState.FAILED),
        (smtplib.SMTPDataError(554, b"refused"), DeliveryState.DEAD),
        (smtplib.SMTPConnectError(554, b"not now"), DeliveryState.FAILED),
        (smtplib.SMTPServerDisconnected("gone"), DeliveryState.FAILED),
        (mailbox.NoAddress("홍@b.kr"), DeliveryState.DEAD),
    ],
)
def test_a_permanent_refusal_is_not_repeated(app, clock, monkeypatch, error, state):
    tell(a_user(), now=clock.now)
    monkeypatch.setattr(mailbox, "send", lambda _mail: (_ for _ in ()).throw(error))
    deliver_next_mail(clock.now)
    assert [row.state for row in deliveries()] == [state]


@pytest.mark.parametrize("moment", ["before the send", "after the send"])
def test_a_sender_killed_in_between_is_followed_by_the_same_message(app, clock, mails, monkeypatch, moment):
    tell(a_user(), now=clock.now)
    real = mailbox.send

    class Killed(BaseException):
        pass

    def killed(mail):
        if moment == "after the send":
            real(mail)
        raise Killed

    monkeypatch.setattr(mailbox, "send", killed)
    with pytest.raises(Killed):
        deliver_next_mail(clock.now)
    monkeypatch.setattr(mailbox, "send", real)

    assert not deliver_next_mail(clock.now)  # somebody may still be at it
    clock.advance(minutes=2)
    assert deliver_next_mail(clock.now)
    (row,) = deliveries()
    assert (row.state, row.tries) == (DeliveryState.SENT, 2)
    assert [mail["Message-ID"] for mail in mails()] == [row.message_id]


def test_no_transaction_is_open_while_the_server_is_talked_to(app, clock, monkeypatch, session):
    tell(a_user(), now=clock.now)
    open_then = []
    monkeypatch.setattr(mailbox, "send", lambda _mail: open_then.append(session.in_transaction()))
    deliver_next_mail(clock.now)
    assert open_then == [False]


def test_a_file_goes_along_and_a_missing_one_is_tried_again(app, clock, mails, monkeypatch):
    monkeypatch.setattr(
        enclosures._Desk, "makers", {"receipt": lambda ref: mailbox.Enclosure(f"{ref}.pdf", "application/pdf", b"%PDF")}
    )
    tell(a_user(), now=clock.now, attachments=[Attachment("receipt", "접수증")])
    tell(a_user(), now=clock.now, attachments=[Attachment("unknown", "x")])
    while deliver_next_mail(clock.now):
        pass
    assert sorted(row.state for row in deliveries()) == [DeliveryState.FAILED, DeliveryState.SENT]
    (part,) = mails()[0].iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("접수증.pdf", b"%PDF")


def test_no_table_holds_a_secret_link(app, clock, mails):
    secret_id = new_id()
    post_letter(
        recipient="a@b.kr",
        locale="ko",
        template="accounts/verify_email",
        context={},
        secret=SecretLink("/sign-up/proof/", "verify_email", secret_id),
        now=clock.now,
    )
    deliver_next_mail(clock.now)
    (row,) = deliveries()
    assert "/sign-up/proof/" in mails()[0].get_body(("plain",)).get_content()
    assert (row.text, row.html, row.subject) == ("", "", "")


def test_the_daily_mail_comes_once_and_catches_up_after_a_standstill(app, clock, mails):
    clock.set(kst(2026, 3, 2, 15))
    user = a_user()
    for _ in range(3):
        tell(user, kind=NoticeKind.CALL_NEWS, now=clock.now)
    assert send_digests(now=clock.now, hour=8) == 0
    clock.set(kst(2026, 3, 5, 9))
    assert [send_digests(now=clock.now, hour=8) for _ in range(2)] == [1, 0]
    deliver_next_mail(clock.now)
    assert mails()[0]["Subject"] == "알림 3건을 모아 보내 드립니다"


def test_a_notice_is_read_by_its_owner_only(app, clock):
    notice_id = a_notice(a_user()).id
    with pytest.raises(NotFound):
        mark_read(actor=an_actor(), notice_id=notice_id, now=clock.now)


def test_the_operators_drain_sends_mails_too(app, clock, mails):
    tell(a_user(), now=clock.now)
    answer = app.test_cli_runner().invoke(args=["outbox", "drain"])
    assert answer.exit_code == 0, answer.output
    assert len(mails()) == 1


def test_a_tick_that_fails_keeps_nobody_from_the_others(app, clock):
    done = []

    def fail(_now):
        raise ValueError("broken")

    commands.tick(clock.now, ticks=[commands.Tick("broken", 1, fail), commands.Tick("sound", 1, done.append)])
    assert done == [clock.now]


def test_two_workers_never_take_the_same_mail(app, clock):
    tell(a_user(), a_user(), now=clock.now)
    first, second, third = (deliver_mail._take(clock.now) for _ in range(3))
    assert isinstance(first.id, UUID)
    assert first.id != second.id
    assert third is None
