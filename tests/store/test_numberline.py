"""The steps of the number line, and the tokens by which values are found."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import parse
from reader.query.numbers import Number
from reader.query.tree import FigureIs
from reader.store.numberline import asked, step_of, value_tokens
from tests.store.stories import NOON
from tests.store.test_query import VALUES, numbers


@pytest.mark.parametrize("exponent", range(-12, 19))
@pytest.mark.parametrize("digits", [*range(100, 1000, 100), 101, 125, 333, 586, 999])
def test_a_value_with_three_digits_has_a_step_of_its_own(exponent: int, digits: int) -> None:
    value = digits * 10.0 ** (exponent - 2)
    assert step_of(value) == step_of(value * (1 + 5e-10)) == step_of(value * (1 - 5e-10)) == -step_of(-value)
    if (exponent, digits) not in ((-12, 100), (18, 999)):
        assert [step_of(value * (1 + each)) - step_of(value) for each in (-1e-7, 1e-7)] == [-1, 1]


values = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(VALUES)


@given(st.lists(values, min_size=2, max_size=2).map(sorted), numbers, values)
def test_the_tokens_of_a_range_miss_no_figure_and_are_sure_only_when_they_are(
    ends: list[float], number: Number, value: float
) -> None:
    tokens, unsure = (set(chain(*each)) for each in asked(number))
    for low, high in ((value, value), tuple(ends)):
        has = set(chain(*value_tokens(low, high)))
        found = not has.isdisjoint(tokens)
        meant = high >= number.low and low <= number.high
        assert found or not meant
        assert meant or not found or not has.isdisjoint(unsure)


@pytest.mark.parametrize("text", ["586000", ">586k", "1.23m..4.56m", "<=1%", "12"])
def test_a_range_with_ends_of_three_digits_needs_no_look_at_single_values(text: str) -> None:
    condition = parse(f"fig:{text}", now=NOON).condition
    assert isinstance(condition, FigureIs)
    assert condition.number is not None
    _, unsure = asked(condition.number)
    assert not unsure.steps
    assert all(token[1] == "r" for token in unsure.fine)
