"""Where everything of the house is kept: the rooms a person may enter, each with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incubator.accounts import policy as accounts
from incubator.accounts.actor import Actor
from incubator.audit.policy import may_read_trail
from incubator.core.text import Text, text
from incubator.organisations.policy import may_read_partners, may_read_register
from incubator.parameters.policy import may_read_parameters
from incubator.portal.pages.navigation import ANYWHERE
from incubator.privacy.policy import may_read_access_log
from incubator.programs.policy import may_create_program


@dataclass(frozen=True)
class Room:
    label: Text
    url: str
    what: Text


@dataclass(frozen=True)
class Group:
    title: Text
    rooms: tuple[Room, ...]


def rooms_for(actor: Actor) -> tuple[Group, ...]:
    """Groups with at least one room; nothing for people from outside."""
    groups = (
        Group(text("사람과 권한"), tuple(_people(actor))),
        Group(text("센터와 협력기관"), tuple(_centre(actor))),
        Group(text("기준"), tuple(_rules(actor))),
        Group(text("기록"), tuple(_records(actor))),
    )
    return tuple(group for group in groups if group.rooms) if actor.is_staff else ()


def _people(actor: Actor) -> Iterator[Room]:
    if accounts.may_read_people(actor):
        yield Room(
            text("사용자"), "/staff/users", text("계정을 찾아 상태와 역할을 봅니다. 초대, 정지, 로그아웃을 합니다.")
        )
        yield Room(text("역할 이력"), "/staff/grants", text("누가 누구에게 어떤 역할을 언제 주고 거두었는지 봅니다."))


def _centre(actor: Actor) -> Iterator[Room]:
    if may_create_program(actor, ANYWHERE):
        yield Room(text("새 사업"), "/staff/programs/new", text("새 사업을 만들고 담당자를 정합니다."))
    if accounts.may_edit_branches(actor):
        yield Room(text("지점"), "/staff/branches", text("본센터와 지점의 이름을 고치고 새 지점을 엽니다."))
    if may_read_partners(actor):
        yield Room(
            text("협력기관"), "/staff/partners", text("두산 계열사, 부처, 대학, 다른 센터와 담당자 연락처를 둡니다.")
        )
    if may_read_register(actor):
        yield Room(
            text("참여제한"), "/staff/restrictions", text("정부지원사업 참여제한을 받은 기업과 대표자를 기록합니다.")
        )
        yield Room(text("지원 이력"), "/staff/supports", text("다른 기관이나 예전 사업에서 받은 지원을 기록합니다."))


def _rules(actor: Actor) -> Iterator[Room]:
    if may_read_parameters(actor):
        yield Room(text("기준값"), "/staff/parameters", text("규정에서 정한 숫자와 적용하는 날, 바꾼 사람을 봅니다."))
        yield Room(text("휴일"), "/staff/holidays", text("법정 공휴일과 센터가 따로 정한 쉬는 날을 봅니다."))
    if accounts.may_publish_consent_texts(actor):
        yield Room(text("동의 문안"), "/staff/consents", text("가입할 때 받는 동의의 글을 새 판으로 냅니다."))


def _records(actor: Actor) -> Iterator[Room]:
    if may_read_trail(actor):
        yield Room(text("처리 이력"), "/staff/trail", text("누가 무엇을 했는지 고칠 수 없는 기록으로 봅니다."))
    if may_read_access_log(actor):
        yield Room(text("열람 기록"), "/staff/access-log", text("누가 누구의 개인정보를 보았는지 살핍니다."))
