"""The number line in steps, so that values can be found by tokens (see `postings`)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from reader.query.numbers import SAME, Number

_VALUE = "\ue000"
"""Begins the tokens of values: a letter of private use, which no word has."""
_STEPS = 18
"""Of a decade: 1, between 1 and 2, 2, and so on."""
_LEAST, _MOST = -12, 18
"""The first and the last power of ten that are told apart; what lies beyond belongs to them."""
_LAST = (_MOST - _LEAST + 1) * _STEPS


def value_tokens(low: float, high: float) -> Iterator[str]:
    """The tokens of a figure that is, or reaches, from `low` to `high`."""
    steps = range(step_of(low), step_of(high) + 1)
    yield from map(_step_token, steps)
    yield from map(_decade_token, sorted({_decade_of(step) for step in steps if step}))


def asked(number: Number) -> tuple[list[str], list[str]]:
    """The tokens of which a figure has one at least, if its value is so; and those that only such figures have.

    Its ends are of the numbers that were typed: "more than a billion" begins behind the step of a billion itself.
    """
    first, surely_from = (-_LAST, -_LAST) if math.isinf(number.low) else _end(number, number.first, above=True)
    second = number.first if number.second is None else number.second
    last, surely_to = (_LAST, _LAST) if math.isinf(number.high) else _end(number, second, above=False)
    return list(_cover(first, last)), list(_cover(surely_from, surely_to))


def _end(number: Number, value: float, *, above: bool) -> tuple[int, int]:
    """The outermost step of a range that ends at a value, and the outermost that is in it as a whole."""
    step = step_of(value)
    inwards = step + 1 if above else step - 1
    if abs(step) in (1, _LAST) or (step != 0 and step % 2 == 0):  # the last ones hold all that is beyond
        return step, inwards
    if step and number.op == (">" if above else "<"):  # at zero there is no slack, and so no difference, in a query
        return inwards, inwards
    return step, step


def _cover(first: int, last: int) -> Iterator[str]:
    """The fewest tokens for the steps from `first` to `last`."""
    step = first
    while step <= last:
        if step == 0:
            yield _step_token(0)
            step = 1
            continue
        decade = _steps_of(_decade_of(step))
        if step == decade.start and decade.stop - 1 <= last:
            yield _decade_token(_decade_of(step))
            step = decade.stop
        else:
            yield _step_token(step)
            step += 1


def step_of(value: float) -> int:
    """The step of a value; a greater value has a step that is greater, or the same. 0 is the step of zero.

    A value next to one with one digit, closer than `SAME`, has its step.
    """
    if value == 0 or math.isnan(value):
        return 0
    size = abs(value)
    if size >= 10.0 ** (_MOST + 1):
        step = _LAST
    elif size < 10.0**_LEAST:
        step = 1
    else:
        exponent = math.floor(math.log10(size))
        while size >= 10.0 ** (exponent + 1) * (1 - SAME):  # a logarithm is not exact, and 9.9999999999 is 10
            exponent += 1
        while size < 10.0**exponent * (1 - SAME):
            exponent -= 1
        digit = min(int(size / 10.0**exponent * (1 + 2 * SAME)), 9)
        exactly = digit * 10.0**exponent
        step = (exponent - _LEAST) * _STEPS + 2 * digit - (1 if abs(size - exactly) <= exactly * SAME else 0)
        step = min(step, _LAST)
    return step if value > 0 else -step


def _step_token(step: int) -> str:
    return f"{_VALUE}{'n' if step < 0 else ''}{abs(step)}"


def _decade_token(decade: int) -> str:
    return f"{_VALUE}d{'n' if decade < 0 else ''}{abs(decade)}"


def _decade_of(step: int) -> int:
    """The decade of a step other than 0: 1, 2, … above zero and -1, -2, … below it."""
    decade = (abs(step) - 1) // _STEPS + 1
    return decade if step > 0 else -decade


def _steps_of(decade: int) -> range:
    """The inverse of `_decade_of`."""
    last = abs(decade) * _STEPS
    return range(last - _STEPS + 1, last + 1) if decade > 0 else range(-last, -last + _STEPS)
