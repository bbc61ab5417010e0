"""Who may have a file's content, and who takes the steps."""

from __future__ import annotations

import pytest

from incubator.accounts.actor import Actor, Grant
from incubator.accounts.roles import Role
from incubator.core.ids import new_id
from incubator.documents.models import IssuedPaper, StoredFile
from incubator.documents.policy import MAY, may_receive
from incubator.documents.workflow import FileState, FileStep, PaperStep

UPLOADER = new_id()
ISSUER = Actor(user_id=new_id(), name="", email="")
MEMBER = Actor(user_id=new_id(), name="", email="", grants=(Grant(Role.ORGANISATION_OWNER, new_id()),))
MANAGER = Actor(user_id=new_id(), name="", email="", grants=(Grant(Role.MANAGER),))
MENTOR = Actor(user_id=new_id(), name="", email="", grants=(Grant(Role.MENTOR),))


@pytest.mark.parametrize(
    ("state", "uploader", "others"),
    [
        (FileState.UPLOADED, True, False),
        (FileState.CLEAN, True, True),
        (FileState.INFECTED, False, False),
        (FileState.PURGED, False, False),
    ],
)
def test_who_may_receive_a_file(state: FileState, uploader: bool, others: bool) -> None:
    file = StoredFile(state=state, uploaded_by=UPLOADER)

    assert bool(may_receive(UPLOADER, file)) is uploader
    assert bool(may_receive(new_id(), file)) is others


@pytest.mark.parametrize("step", FileStep)
@pytest.mark.parametrize(("actor", "allowed"), [(None, True), (MANAGER, False), (MEMBER, False)])
def test_no_person_takes_the_steps_of_a_file(step: FileStep, actor: Actor | None, allowed: bool) -> None:
    assert bool(MAY[step](actor, StoredFile())) is allowed


@pytest.mark.parametrize("step", PaperStep)
@pytest.mark.parametrize(
    ("actor", "allowed"), [(None, True), (MANAGER, True), (MEMBER, True), (ISSUER, True), (MENTOR, False)]
)
def test_who_takes_the_steps_of_a_paper(step: PaperStep, actor: Actor | None, allowed: bool) -> None:
    assert bool(MAY[step](actor, IssuedPaper(issued_by=ISSUER.user_id))) is allowed
