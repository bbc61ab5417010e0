"""What a person typed can open no further header (quality.md IN-05)."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from incubator.ports.mailbox import Enclosure, Mail, NoAddress, compose

HOSTILE = (
    "홍\r\nBcc: evil@example.kr",
    "a\nTo: evil@example.kr",
    "a\r\n\r\n<script>x</script>",
    "a\0b",
    "a\u2028Bcc: evil@example.kr",
    "a\x85Bcc: evil@example.kr",
    "=?utf-8?q?=0D=0ABcc:_evil=40example.kr?=",
)


def mail(**changes):
    values = {
        "to": "hong@example.kr",
        "subject": "접수증",
        "text": "본문",
        "html": "<p>본문</p>",
        "message_id": "<1@example.kr>",
    }
    return Mail(**(values | changes))


def sent(one):
    return message_from_bytes(compose(one, "no-reply@example.kr").as_bytes(), policy=policy.default)


@pytest.mark.parametrize("subject", HOSTILE)
def test_a_hostile_subject_stays_one_line(subject):
    message = sent(mail(subject=subject))
    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["hong@example.kr"]
    assert sorted(message.keys()).count("Subject") == 1


@pytest.mark.parametrize("name", [*HOSTILE, 'a"; x="b.pdf', "../../etc/passwd", "접수증 2016.pdf"])
def test_a_hostile_file_name_stays_in_its_header(name):
    message = sent(mail(enclosures=[Enclosure(name, "application/pdf", b"%PDF-1.7")]))
    (part,) = message.iter_attachments()
    assert part.get_content() == b"%PDF-1.7"
    assert message["Bcc"] is None


def test_a_korean_file_name_survives():
    message = sent(mail(enclosures=[Enclosure("접수증 2016.pdf", "application/pdf", b"%PDF")]))
    assert next(message.iter_attachments()).get_filename() == "접수증 2016.pdf"


@pytest.mark.parametrize(
    "to",
    [
        "",
        "hong",
        "a@b.kr\r\nBcc: c@d.kr",
        "a@b.kr, c@d.kr",
        "홍길동 <a@b.kr>",
        "a b@c.kr",
        "홍@b.kr",
        "@b.kr",
        "a@",
        "a@b.kr;c@d.kr",
        "a\0@b.kr",
    ],
)
def test_what_is_no_single_address_gets_no_mail(to):
    with pytest.raises(NoAddress):
        compose(mail(to=to), "no-reply@example.kr")


def test_a_domain_in_hangul_goes_in_its_ascii_form():
    assert sent(mail(to="a@한글.kr"))["To"] == "a@xn--bj0bj06e.kr"


def test_the_message_says_that_a_machine_wrote_it_and_keeps_its_id():
    message = sent(mail())
    assert (message["Message-ID"], message["Auto-Submitted"]) == ("<1@example.kr>", "auto-generated")
