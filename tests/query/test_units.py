"""The units that may be typed are those that figures have."""

from __future__ import annotations

import pytest

from reader.figures.units import lexicon
from reader.query.units import UNITS, unit_alias

OTHERWISE = {"kt", "c"}  # by its name a kilotonne, though "15 kt" are knots in a story; degrees, though "5c" are cents


def test_every_unit_is_one_that_figures_have() -> None:
    known = lexicon()
    found = {unit.name.lower() for surfaces in (known.words, known.symbols, known.glued) for unit in surfaces.values()}
    assert {
        unit for unit in UNITS.values() if unit.lower() not in found | {c.lower() for c in known.prefixes.values()}
    } == set()


def test_a_name_means_the_same_as_in_a_story() -> None:
    known = lexicon()
    for name, unit in UNITS.items():
        there = known.words.get(name) or known.symbols.get(name) or known.glued.get(name)
        if there is not None and name not in OTHERWISE:
            assert there.name.lower() == unit.lower(), name


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("eur", "EUR"),
        ("€", "EUR"),
        ("Euros", "EUR"),
        ("%", "%"),
        ("square kilometres", "km2"),
        ("$/barrels", "USD/barrel"),
    ],
)
def test_units_by_their_names(name: str, unit: str) -> None:
    assert unit_alias(name) == unit


def test_what_is_no_unit() -> None:
    assert [name for name in ("", "xyzzy", "/", "xyzzy/day", "EUR/") if unit_alias(name)] == []
