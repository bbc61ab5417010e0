"""Walk the chain and name the first broken place.  Reads only."""

from __future__ import annotations

from incubator.audit import queries
from incubator.audit.rules import GENESIS, Break, Fault, Verdict, Walk
from incubator.db.session import session_now


def verify_trail(*, kept_head: tuple[int, str] | None = None) -> Verdict:
    """`kept_head` (number, hash) was exported earlier: a chain cut off behind it, or rewritten, does not hold it."""
    session = session_now()
    walk = Walk()
    kept_hash = GENESIS if kept_head and kept_head[0] == 0 else None
    fault = None
    for link in queries.links(session):
        fault = walk.check([link])
        if kept_head and link.seal_no == kept_head[0]:
            kept_hash = link.chain_hash
        if fault:
            break
    unsealed = queries.count_unsealed(session)
    first = queries.first_unsealed(session)
    if fault is None and first is not None and walk.is_late(first):
        fault = Fault(None, first, Break.ENTRY_INSERTED)
    if fault is None and kept_head and kept_hash != kept_head[1]:
        fault = Fault(kept_head[0], None, Break.HEAD_DIFFERS)
    session.rollback()
    return Verdict(walk.seals, unsealed, walk.head, fault)
