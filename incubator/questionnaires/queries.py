"""Reading questionnaires, answers and who is writing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from incubator.accounts.actor import Actor
from incubator.core.errors import NotFound, or_not_found
from incubator.questionnaires import policy
from incubator.questionnaires.models import AnswerSet, EditingPresence, Questionnaire, QuestionnaireVersion
from incubator.questionnaires.rules import Form, load, seal, within_pages
from incubator.questionnaires.rules.editing import keys_in
from incubator.questionnaires.workflow import VersionState

SEEN_FOR = timedelta(seconds=60)
"""How long after the last sign of life somebody counts as writing."""


def form_of(version: QuestionnaireVersion, page_limit: int | None = None) -> Form:
    """The form of a version, with `page_limit` as a round uses it: the smaller number of pages holds.

    Published versions never change, so each is read once per process.
    """
    if version.sha256 is None:
        return _narrowed(load(version.definition, is_draft=True), page_limit)
    kept, key = _kept_forms(), (version.sha256, page_limit)
    found = kept.get(key)
    if found is None:
        form = kept.get((version.sha256, None)) or _load_sealed(version)
        kept[version.sha256, None] = form
        found = kept[key] = _narrowed(form, page_limit)
    return found


def _narrowed(form: Form, page_limit: int | None) -> Form:
    return form if page_limit is None else within_pages(form, page_limit)


@lru_cache(maxsize=1)
def _kept_forms() -> dict[tuple[str, int | None], Form]:
    return {}


def _load_sealed(version: QuestionnaireVersion) -> Form:
    if seal(version.definition) != version.sha256:
        raise RuntimeError(f"the definition of questionnaire version {version.id} is not the one that was published")
    return load(version.definition)


def get_version(session: Session, version_id: UUID) -> QuestionnaireVersion:
    """With its questionnaire.  Raises NotFound."""
    return or_not_found(session.scalar(_versions().where(QuestionnaireVersion.id == version_id)))


def get_version_for_change(session: Session, version_id: UUID) -> QuestionnaireVersion:
    """The row, locked.  Raises NotFound."""
    statement = _versions().where(QuestionnaireVersion.id == version_id)
    return or_not_found(session.scalar(statement.with_for_update(of=QuestionnaireVersion)))


def get_questionnaire_for_change(session: Session, questionnaire_id: UUID) -> Questionnaire:
    """The row, locked: versions get their numbers one after the other.  Raises NotFound."""
    return or_not_found(
        session.scalar(select(Questionnaire).where(Questionnaire.id == questionnaire_id).with_for_update())
    )


def find_questionnaire(session: Session, key: str) -> Questionnaire | None:
    return session.scalar(select(Questionnaire).where(Questionnaire.key == key))


def find_newest_published(session: Session, questionnaire_id: UUID) -> QuestionnaireVersion | None:
    """The published version with the highest number."""
    return session.scalar(
        _versions()
        .where(
            QuestionnaireVersion.questionnaire_id == questionnaire_id,
            QuestionnaireVersion.state == VersionState.PUBLISHED,
        )
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )


def list_versions(session: Session, questionnaire_id: UUID) -> Sequence[QuestionnaireVersion]:
    """All versions, the newest first."""
    return session.scalars(
        _versions()
        .where(QuestionnaireVersion.questionnaire_id == questionnaire_id)
        .order_by(QuestionnaireVersion.number.desc())
    ).all()


def standing_of(versions: Sequence[QuestionnaireVersion]) -> QuestionnaireVersion:
    """Of all versions of one form, the newest first: the newest that was not discarded, or the newest of all."""
    return next((version for version in versions if version.state is not VersionState.DISCARDED), versions[0])


def list_known_keys(session: Session, questionnaire_id: UUID) -> set[str]:
    """Keys that questions, options and columns of any version of this form have had."""
    statement = select(QuestionnaireVersion.definition).where(QuestionnaireVersion.questionnaire_id == questionnaire_id)
    return {key for definition in session.scalars(statement) for key in keys_in(definition)}


def list_versions_by_id(session: Session, ids: Collection[UUID]) -> Sequence[QuestionnaireVersion]:
    """Those of them that there are, in no order; no statement for none."""
    if not ids:
        return ()
    return session.scalars(select(QuestionnaireVersion).where(QuestionnaireVersion.id.in_(ids))).all()


def list_newest(session: Session) -> Sequence[QuestionnaireVersion]:
    """The newest version that was not discarded of every questionnaire that has one, by title: the list of forms."""
    return _list_highest(session, QuestionnaireVersion.state != VersionState.DISCARDED)


def list_discarded(session: Session) -> Sequence[QuestionnaireVersion]:
    """The newest version of every questionnaire of which nothing but discarded drafts is left, by title."""
    standing = select(QuestionnaireVersion.questionnaire_id).where(QuestionnaireVersion.state != VersionState.DISCARDED)
    return _list_highest(session, QuestionnaireVersion.questionnaire_id.not_in(standing))


def _list_highest(session: Session, wanted: ColumnElement[bool]) -> Sequence[QuestionnaireVersion]:
    newest = (
        select(QuestionnaireVersion.questionnaire_id, func.max(QuestionnaireVersion.number).label("number"))
        .where(wanted)
        .group_by(QuestionnaireVersion.questionnaire_id)
        .subquery()
    )
    return session.scalars(
        _versions()
        .join(QuestionnaireVersion.questionnaire)
        .join(
            newest,
            and_(
                newest.c.questionnaire_id == QuestionnaireVersion.questionnaire_id,
                newest.c.number == QuestionnaireVersion.number,
            ),
        )
        .order_by(Questionnaire.title, Questionnaire.key)
    ).all()


def count_answer_sets(session: Session, version_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many sets of answers stand on each of these versions, handed in or not."""
    rows = session.execute(
        select(AnswerSet.version_id, func.count())
        .where(AnswerSet.version_id.in_(version_ids))
        .group_by(AnswerSet.version_id)
    )
    return {version_id: count for version_id, count in rows}  # noqa: C416 (rows are no pairs to the type checker)


def list_published(session: Session) -> Sequence[QuestionnaireVersion]:
    """Every published version with its questionnaire, by key and number: what a round may choose."""
    return session.scalars(
        _versions()
        .join(QuestionnaireVersion.questionnaire)
        .where(QuestionnaireVersion.state == VersionState.PUBLISHED)
        .order_by(Questionnaire.key, QuestionnaireVersion.number)
    ).all()


def get_answer_set(session: Session, answer_set_id: UUID) -> AnswerSet:
    """With its version and questionnaire, for a slice that has asked its own policy.  Raises NotFound."""
    return or_not_found(session.scalar(_answer_sets().where(AnswerSet.id == answer_set_id)))


def get_visible(session: Session, actor: Actor, answer_set_id: UUID) -> AnswerSet:
    """Raises NotFound, also to one who may not know of it."""
    found = get_answer_set(session, answer_set_id)
    if not policy.is_known_to(actor, found):
        raise NotFound
    return found


def get_for_change(session: Session, actor: Actor, answer_set_id: UUID) -> AnswerSet:
    """The row, locked and read anew, with its version.  Raises NotFound, also to one who may not know of it."""
    statement = _answer_sets().where(AnswerSet.id == answer_set_id).with_for_update(of=AnswerSet)
    found = or_not_found(session.scalar(statement.execution_options(populate_existing=True)))
    if not policy.is_known_to(actor, found):
        raise NotFound
    return found


def list_editors(session: Session, answer_set_id: UUID, now: datetime) -> Sequence[EditingPresence]:
    """Who has shown a sign of life within `SEEN_FOR`, one row per session, by name."""
    return session.scalars(
        select(EditingPresence)
        .where(EditingPresence.answer_set_id == answer_set_id, EditingPresence.seen_at > now - SEEN_FOR)
        .order_by(EditingPresence.name, EditingPresence.id)
    ).all()


def list_other_editors(
    session: Session, actor: Actor, answer_set_id: UUID, now: datetime
) -> tuple[EditingPresence, ...]:
    """The same without the actor's own present session; another device of the same person stays."""
    own = session_key(actor)
    return tuple(row for row in list_editors(session, answer_set_id, now) if row.session_key != own)


def session_key(actor: Actor) -> str:
    """Tells the devices of one person apart."""
    return str(actor.session_id or actor.user_id)


def _versions() -> Select[QuestionnaireVersion]:
    return select(QuestionnaireVersion).options(joinedload(QuestionnaireVersion.questionnaire, innerjoin=True))


def _answer_sets() -> Select[AnswerSet]:
    return select(AnswerSet).options(
        joinedload(AnswerSet.version, innerjoin=True).joinedload(QuestionnaireVersion.questionnaire, innerjoin=True)
    )
