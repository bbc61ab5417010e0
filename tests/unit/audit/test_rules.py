"""The chain of seals names the first broken place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incubator.audit.rules import GENESIS, Break, Link, Walk, chain_hash, entry_hash, written_at
from incubator.core.ids import new_id


def chain(length=20):
    links, head = [], GENESIS
    for number in range(1, length + 1):
        entry_id = new_id()
        own = entry_hash({"n": number})
        head = chain_hash(head, number, entry_id, own)
        links.append(Link(number, entry_id, own, head, own))
    return links


def test_a_sound_chain_has_no_fault_and_its_head_is_the_last_hash():
    links = chain()
    walk = Walk()
    assert walk.check(links) is None
    assert (walk.seals, walk.head) == (20, links[-1].chain_hash)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda links: links.__setitem__(9, replace(links[9], found_hash="0" * 64)), Break.ENTRY_CHANGED),
        (lambda links: links.__setitem__(9, replace(links[9], found_hash=None)), Break.ENTRY_DELETED),
        (lambda links: links.pop(9), Break.SEAL_MISSING),
        (
            lambda links: links.__setitem__(9, replace(links[9], entry_hash="1" * 64, found_hash="1" * 64)),
            Break.CHAIN_BROKEN,
        ),
    ],
)
def test_each_kind_of_tampering_is_named_at_its_place(spoil, why):
    links = chain()
    wanted = links[10] if why is Break.SEAL_MISSING else links[9]
    spoil(links)
    fault = Walk().check(links)
    assert (fault.seal_no, fault.entry_id, fault.why) == (wanted.seal_no, wanted.entry_id, why)


def test_two_rows_that_changed_places_are_found():
    links = chain()
    a, b = links[4], links[5]
    links[4], links[5] = replace(a, found_hash=b.found_hash), replace(b, found_hash=a.found_hash)
    assert Walk().check(links).seal_no == 5


def test_an_entry_that_claims_an_earlier_time_than_sealed_ones_is_late():
    walk = Walk()
    walk.check(chain(3))
    old = new_id().__class__(int=new_id().int - (11 * 60 * 1000 << 80))
    assert walk.is_late(old)
    assert not walk.is_late(new_id())
    assert written_at(old) < written_at(new_id())


def test_the_hash_does_not_depend_on_the_order_of_columns():
    assert entry_hash({"a": 1, "b": {"x": 1, "y": 2}}) == entry_hash({"b": {"y": 2, "x": 1}, "a": 1})
