"""What an objection must say, and who may not decide about it (domain.md §2.5).

Members of the original decision do not decide again (창업사업화 지원사업 통합관리지침 제13조 제4항); the amount of the
support cannot be objected to (붙임4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from incubator.core.dates import official_until
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.reviews.rules.clocks import Term

LEAST_FACTS = 20
LONGEST_FACTS = 5000
LEAST_ANSWER = 10
LONGEST_ANSWER = 5000
MOST_MEMBERS = 30
LONGEST_NAME = 60


def check_facts(facts: str, *, about_amount: bool) -> str:
    """Trimmed.  Raises Invalid beside the field."""
    if about_amount:
        raise Invalid(
            text(
                "지원금 액수에 대해서는 이의를 신청할 수 없습니다. 선정 여부나 평가 절차에 대한 것이면 표시를 지워 주세요."
            ),
            field="about_amount",
        )
    plain = facts.strip()
    if len(plain) < LEAST_FACTS:
        raise Invalid(
            text(
                "사실과 이유를 %(least)d자 이상 적어 주세요. 무엇이 어떻게 잘못되었는지가 있어야 다시 봅니다.",
                least=LEAST_FACTS,
            ),
            field="facts",
        )
    if len(plain) > LONGEST_FACTS:
        raise Invalid(text("%(most)d자까지 적을 수 있습니다. 줄여서 적어 주세요.", most=LONGEST_FACTS), field="facts")
    return plain


def check_term(term: Term, at: datetime) -> None:
    """Raises RuleBroken once the last day is over."""
    if not term.takes(at):
        raise RuleBroken(
            text("이의신청 기한(%(moment)s)이 지나 신청할 수 없습니다.", moment=official_until(term.ends_at)),
            how=text("적으신 글은 그대로 두었으니 복사해 두실 수 있습니다. 궁금한 점은 공고의 문의처로 물어봐 주세요."),
        )


def check_answer(answer: str) -> str:
    plain = answer.strip()
    if len(plain) < LEAST_ANSWER:
        raise Invalid(text("결정한 까닭을 %(least)d자 이상 적어 주세요.", least=LEAST_ANSWER), field="answer")
    if len(plain) > LONGEST_ANSWER:
        raise Invalid(text("%(most)d자까지 적을 수 있습니다.", most=LONGEST_ANSWER), field="answer")
    return plain


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def barred(members: Iterable[str], before: Collection[str]) -> tuple[str, ...]:
    """Those who took part in the original decision, as they were typed; spaces and letter case do not hide anybody."""
    known = {_plain(name) for name in before}
    return tuple(name for name in members if _plain(name) in known)


def check_members(typed: str, before: Collection[str]) -> list[str]:
    """One name a line.  Raises Invalid: nobody, too many, a name twice, somebody who decided before."""
    members = [line.strip()[:LONGEST_NAME] for line in typed.splitlines() if line.strip()]
    if not members:
        raise Invalid(text("심의한 위원의 이름을 한 줄에 한 사람씩 적어 주세요."), field="members")
    if len(members) > MOST_MEMBERS:
        raise Invalid(text("위원은 %(most)d명까지 적을 수 있습니다.", most=MOST_MEMBERS), field="members")
    if len({_plain(name) for name in members}) < len(members):
        raise Invalid(text("같은 이름이 두 번 있습니다. 한 사람은 한 번만 적어 주세요."), field="members")
    known = barred(members, before)
    if known:
        raise Invalid(
            text(
                "원래 결정에 참여한 사람은 심의할 수 없습니다(%(names)s). 다른 위원이 심의한 뒤에 그 이름을 적어 주세요.",
                names=", ".join(known),
            ),
            field="members",
        )
    return members
