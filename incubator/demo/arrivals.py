"""How people come into the house: staff by invitation, founders by signing up and proving their address."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.accounts.models import ProofPurpose
from incubator.accounts.queries import (
    find_grant,
    find_user_by_email,
    list_consent_texts_in_force,
    list_open_proofs,
)
from incubator.accounts.rules import SHIPPED
from incubator.accounts.usecases.grant_role import grant_role
from incubator.accounts.usecases.invite_user import invite_user
from incubator.accounts.usecases.open_branch import open_branch
from incubator.accounts.usecases.prove_email import prove_email
from incubator.accounts.usecases.publish_consent_text import publish_consent_text
from incubator.accounts.usecases.register_user import register_user
from incubator.accounts.usecases.reset_password import reset_password
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.db.session import session_now
from incubator.demo.people import PASSWORD, Employee, Person
from incubator.demo.story import Story
from incubator.ports.keys import link_token

BRANCHES = (("main", "본센터", "Head office"), ("west", "서부센터", "Western branch"))


def open_house(story: Story) -> None:
    """The branches, and the consent texts the program ships."""
    for code, name, name_en in BRANCHES:
        story.branches[code] = open_branch(code=code, name=name, name_en=name_en, now=story.now)
    for words in SHIPPED:
        publish_consent_text(words=words, stamp=by_the_clock(story.now), effective_at=story.now)


def employ(story: Story, person: Employee) -> None:
    """Invite for the whole centre or one branch, and let the person choose the password by the mailed link."""
    user_id = invite_user(
        email=person.email,
        name=person.name,
        role=person.role,
        reason=f"{person.duty} 담당",
        branch_id=story.branches[person.branch] if person.branch else None,
        now=story.now,
    )
    choose_password(story, person.key, user_id)


def choose_password(story: Story, key: str, user_id: UUID) -> None:
    """An invited person follows the mailed link; from here on the script knows him by `key`."""
    story.people[key] = user_id
    reset_password(
        token=_link(user_id, ProofPurpose.RESET_PASSWORD),
        password=PASSWORD,
        address=None,
        now=story.now + timedelta(minutes=5),
    )


def assign(story: Story, person: Employee, *, by: str = "admin") -> None:
    """Give a member of staff his programs, which exist by now, and take the role for everything back."""
    administrator, user_id = story.actor(by), story.people[person.key]
    for code in person.programs:
        grant_role(
            by=administrator,
            user_id=user_id,
            role=person.role,
            program_id=story.programs[code],
            starts_at=story.now,
            reason=f"{person.duty} 담당",
            now=story.now,
        )
    session = session_now()
    wide = find_grant(session, user_id=user_id, role=person.role, now=story.now)
    wide_id = wide.id if wide else None
    session.rollback()
    if wide_id is not None:
        revoke_role(by=administrator, grant_id=wide_id, reason="맡은 사업에 맞게 좁힘", now=story.now)


def sign_up(story: Story, person: Person) -> None:
    """Register with the required consents and the person's optional ones, then press the link of the mail."""
    session = session_now()
    wanted = {words.key for words in SHIPPED if words.is_required} | set(person.consents)
    consents = [words.id for words in list_consent_texts_in_force(session, story.now) if words.key in wanted]
    session.rollback()
    address = f"203.0.113.{len(story.people) + 10}"
    register_user(
        name=person.name,
        email=person.email,
        password=PASSWORD,
        consent_text_ids=consents,
        locale="ko",
        address=address,
        now=story.now,
    )
    user = find_user_by_email(session_now(), person.email)
    assert user is not None
    story.people[person.key] = user.id
    prove_email(token=_link(user.id, ProofPurpose.VERIFY_EMAIL), address=address, now=story.now + timedelta(minutes=3))


def _link(user_id: UUID, purpose: ProofPurpose) -> str:
    """The secret of the link that is in the person's mail."""
    session = session_now()
    proof = list_open_proofs(session, user_id, (purpose,))[0]
    token = link_token(purpose.value, proof.id)
    session.rollback()
    return token
