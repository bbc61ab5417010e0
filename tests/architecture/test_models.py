"""Tables keep the house's promises."""

from __future__ import annotations

import pytest
from sqlalchemy import BigInteger, DateTime, Enum, Integer
from sqlalchemy.orm import RelationshipProperty

from incubator.schema import Base

MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_money_is_64_bit(mapper):
    narrow = [
        column.name
        for column in mapper.local_table.columns
        if column.name.endswith("_won")
        and (not isinstance(column.type, Integer) or not isinstance(column.type, BigInteger))
    ]

    assert narrow == []


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_instants_are_utc_and_named_at(mapper):
    naive = [column.name for column in mapper.local_table.columns if isinstance(column.type, DateTime)]
    misnamed = [
        column.name
        for column in mapper.local_table.columns
        if type(column.type).__name__ == "UtcDateTime"
        and not (column.name.endswith(("_at", "_until")) or column.name == "at")
    ]

    assert (naive, misnamed) == ([], [])


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_enums_are_stored_by_value(mapper):
    by_name = [
        column.name
        for column in mapper.local_table.columns
        if isinstance(column.type, Enum) and column.type.enums != [member.value for member in column.type.enum_class]
    ]

    assert by_name == []


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_relationships_never_load_by_surprise(mapper):
    surprising = [prop.key for prop in mapper.attrs if isinstance(prop, RelationshipProperty) and prop.lazy != "raise"]

    assert surprising == []
