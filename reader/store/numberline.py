"""The number line in steps, so that values can be found by tokens (see `postings`).

There are three sizes of steps. A decade holds eighteen steps: the values with one digit that is not zero (3, 20, 5
million), and what lies between two of them. What lies between two is cut into the values with three digits and what
lies between two of those: fine steps. So a range is asked for as a few decades and steps and, at its ends, fine steps;
only when one of its ends has more than three digits is there a fine step that holds too much.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from reader.query.numbers import SAME, Number

_VALUE = "\ue000"
"""Begins the tokens of values: a letter of private use, which no word has."""
_STEPS = 18
"""Of a decade: 1, between 1 and 2, 2, and so on."""
_FINE = 1_800
"""Fine steps of a decade: 1.00, between 1.00 and 1.01, 1.01, and so on."""
_BETWEEN = _FINE * 2 // _STEPS
"""Fine steps from one value with one digit to the next."""
_LEAST, _MOST = -12, 18
"""The first and the last power of ten that are told apart; what lies beyond belongs to them."""
_LAST = (_MOST - _LEAST + 1) * _FINE


class Tokens(NamedTuple):
    """Tokens of values. Those of `steps` also stand with each unit behind them; the `fine` ones stand alone."""

    steps: list[str]
    fine: list[str]


def value_tokens(low: float, high: float) -> Tokens:
    """The tokens of a figure that is, or reaches, from `low` to `high`."""
    first, last = step_of(low), step_of(high)
    reaches = first != last
    tokens = Tokens([], [])
    decades: dict[str, None] = {}
    while first <= last:
        here = _around(first)
        tokens.steps.append(_step_token(here))
        if first:
            decades[_decade_token(_decade_of(first))] = None
        if len(here) > 1:
            tokens.fine.append(_reach_token(here) if reaches else _fine_token(first))
        first = here.stop
    tokens.steps.extend(decades)
    return tokens


def asked(number: Number) -> tuple[Tokens, Tokens]:
    """The tokens of which a figure has one at least, if its value is so; and those that others have as well.

    Who has one of the former and none of the latter has such a value for sure.
    Its ends are of the numbers that were typed: "more than a billion" begins behind the step of a billion itself.
    """
    first, surely_from = (-_LAST, -_LAST) if math.isinf(number.low) else _end(number, number.first, above=True)
    second = number.first if number.second is None else number.second
    last, surely_to = (_LAST, _LAST) if math.isinf(number.high) else _end(number, second, above=False)
    steps, fine = _cover(first, last)
    ends = [step for step, sure in ((first, surely_from), (last, surely_to)) if step != sure]
    # A figure that reaches over a part of a step may reach past the part that is asked for.
    reaching = dict.fromkeys(_reach_token(here) for step in (*fine, *ends) if len(here := _around(step)) > 1)
    return Tokens(steps, [*map(_fine_token, fine), *reaching]), Tokens(
        [_step_token(here) for step in ends if len(here := _around(step)) == 1],
        [*map(_fine_token, ends), *reaching],
    )


def _end(number: Number, value: float, *, above: bool) -> tuple[int, int]:
    """The outermost fine step of a range that ends at a value, and the outermost that is in it as a whole."""
    step = step_of(value)
    inwards = step + 1 if above else step - 1
    if abs(step) in (1, _LAST) or (step != 0 and step % 2 == 0):  # the last ones hold all that is beyond
        return step, inwards
    if step and number.op == (">" if above else "<"):  # at zero there is no slack, and so no difference, in a query
        return inwards, inwards
    return step, step


def _cover(first: int, last: int) -> tuple[list[str], list[int]]:
    """The fewest tokens for the fine steps from `first` to `last`, and the fine steps that are left."""
    tokens, fine = [], []
    while first <= last:
        decade, here = _steps_of(_decade_of(first)), _around(first)
        if first and first == decade.start and decade.stop - 1 <= last:
            tokens.append(_decade_token(_decade_of(first)))
            first = decade.stop
        elif first == here.start and here.stop - 1 <= last:
            tokens.append(_step_token(here))
            first = here.stop
        else:
            fine.append(first)
            first += 1
    return tokens, fine


def step_of(value: float) -> int:
    """The fine step of a value; a greater value has one that is greater, or the same. 0 is that of zero.

    A value next to one with three digits, closer than `SAME`, has its step.
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
        unit = 10.0 ** (exponent - 2)
        digits = min(int(size / unit * (1 + 2 * SAME)), 999)
        between = abs(size - digits * unit) > digits * unit * SAME
        step = min((exponent - _LEAST) * _FINE + 2 * (digits - 100) + 1 + between, _LAST)
    return step if value > 0 else -step


def _around(fine: int) -> range:
    """The fine steps of the step that this one belongs to."""
    if fine == 0:
        return range(1)
    if fine < 0:
        mirrored = _around(-fine)
        return range(1 - mirrored.stop, 1 - mirrored.start)
    begin = fine - 1 - (fine - 1) % _BETWEEN  # as many lie below the value with one digit
    return range(fine, fine + 1) if fine == begin + 1 else range(begin + 2, begin + _BETWEEN + 1)


def _decade_of(fine: int) -> int:
    """The decade of a fine step other than 0: 1, 2, … above zero and -1, -2, … below it."""
    decade = (abs(fine) - 1) // _FINE + 1
    return decade if fine > 0 else -decade


def _steps_of(decade: int) -> range:
    """The inverse of `_decade_of`."""
    last = abs(decade) * _FINE
    return range(last - _FINE + 1, last + 1) if decade > 0 else range(-last, -last + _FINE)


def _fine_token(fine: int) -> str:
    return f"{_VALUE}f{_signed(fine)}"


def _step_token(step: range) -> str:
    return f"{_VALUE}{_signed(step.start)}"


def _reach_token(step: range) -> str:
    """For figures that reach over a step, or a part of it."""
    return f"{_VALUE}r{_signed(step.start)}"


def _decade_token(decade: int) -> str:
    return f"{_VALUE}d{_signed(decade)}"


def _signed(number: int) -> str:
    return f"{'n' if number < 0 else ''}{abs(number)}"
