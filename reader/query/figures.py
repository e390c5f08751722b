"""What is typed of figures: `fig:`, `unit:`, `of:` and `change:`, and which of them speak of one figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reader.query.errors import TermError, nearest
from reader.query.numbers import MAGNITUDES, Number, magnitude, number
from reader.query.tree import FigureIs
from reader.query.units import UNITS, unit_alias

CHANGES = ("up", "down")

_FIGURE = re.compile(r"(?P<unit>[^\d<>=≥≤+\-−.,]*?)\s*(?P<op>>=|<=|=>|=<|==|[><=≥≤]|)\s*(?P<rest>[^<>=≥≤]*)", re.DOTALL)
_OPS = {"": "=", "==": "=", "=>": ">=", "=<": "<=", "≥": ">=", "≤": "<="}
_AMOUNT = re.compile(
    r"(?P<sign>[-−+]?)\s*(?P<before>[^\d\s.,a-zA-Z+\-−]?)\s*(?P<digits>[\d.,'’_\u00a0\u202f]*\d|)\s*(?P<ending>.*)",
    re.DOTALL,
)
_RANGE = re.compile(r"\s*(?:\.\.+|…|(?<=[\w%])\s*[-–—])\s*")


@dataclass(frozen=True, slots=True)
class FigureTerm:
    """One typed term, before it is known which figure it speaks of; it stood at `position`, `length` long."""

    position: int
    length: int
    number: Number | None = None
    unit: str = ""
    of: str = ""
    change: str = ""


def figure(text: str) -> tuple[Number, str]:
    """What stands behind `fig:`: the comparison and its unit ("" for any). Raises TermError."""
    match = _FIGURE.fullmatch(text)
    if match is None:
        raise TermError("fig: takes one comparison with a number, like fig:>1bn, or two ends, like fig:100..500.")
    unit = _unit(match["unit"].strip(), text) if match["unit"] else ""
    op = _OPS.get(match["op"], match["op"])
    rest = match["rest"].strip()
    if not rest or (not match["op"] and not re.search(r"\d", rest) and _begins_unit(rest)):
        raise TermError(f"A number belongs behind fig:{text}, like fig:>1bn.", unfinished=True)
    parts = _RANGE.split(rest, maxsplit=1)
    if len(parts) == 1:
        value, own, _ = _amount(rest, text)
        return Number(op, value), _one_unit(unit, own)
    if match["op"]:
        raise TermError("A range of two ends stands alone, without a sign: fig:100..500.")
    if not parts[1]:
        raise TermError(f"The range needs its upper end: fig:{parts[0]}..500.", unfinished=True)
    low, low_unit, low_power = _amount(parts[0], text)
    high, high_unit, high_power = _amount(parts[1], text)
    if high_power and not low_power and low and abs(low) < abs(high) / 10**high_power:
        better = str(Number("..", low * 10**high_power, high))
        raise TermError(f"Say how large both ends are; did you mean fig:{better}?", better)
    if low > high:
        better = str(Number("..", high, low))
        raise TermError(f"The lower end of a range comes first: fig:{better}.", better, unfinished=True)
    return Number("..", low, high), _one_unit(_one_unit(unit, low_unit), high_unit)


def unit(text: str) -> str:
    """The unit behind `unit:`. Raises TermError for one that is near to a known unit."""
    known = unit_alias(text)
    if known:
        return known
    if near := nearest(text.lower(), UNITS):
        meant = UNITS[near]
        raise TermError(f"There is no unit “{text}”; did you mean unit:{meant}?", meant, unfinished=_begins_unit(text))
    return text


def change(text: str) -> str:
    """The direction behind `change:`. Raises TermError."""
    low = text.lower()
    if low in CHANGES:
        return low
    begins = any(word.startswith(low) for word in CHANGES)
    raise TermError("change: is up or down.", nearest(low, CHANGES), unfinished=begins)


def bind(terms: Iterable[FigureTerm]) -> dict[FigureTerm, FigureIs]:
    """The figures that the figure terms of one group speak of, each under the first term that speaks of it.

    Each `fig:` is a figure; what follows it, up to the next `fig:`, is said of the same one. What stands before the
    first `fig:` is said of the first. Raises TermError where one figure would have two units or two directions.
    """
    figures: dict[FigureTerm, FigureIs] = {}
    first: FigureTerm | None = None
    numbered = False
    for term in terms:
        if first is None or (term.number and numbered):
            first = term
        numbered = numbered or term.number is not None
        so_far = figures.get(first, FigureIs())
        if so_far.unit and term.unit and so_far.unit.lower() != term.unit.lower():
            raise TermError(_twice("unit:", so_far.unit, term.unit))
        if so_far.change and term.change and so_far.change != term.change:
            raise TermError(_twice("change:", so_far.change, term.change))
        figures[first] = FigureIs(
            so_far.number or term.number,
            so_far.unit or term.unit,
            (*so_far.of, term.of) if term.of and term.of not in so_far.of else so_far.of,
            so_far.change or term.change,
        )
    return figures


def _twice(field: str, first: str, second: str) -> str:
    return (
        f"One figure cannot be {first} and {second}; two figures stand in brackets: ({field}{first}) ({field}{second})."
    )


def _amount(text: str, whole: str) -> tuple[float, str, int]:
    """A number, its unit and its power of ten; it stands in the value `whole`. Raises TermError."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or not match["digits"]:
        raise TermError(f"“{text}” is not a number; write digits, like fig:>1.5m.", unfinished=text in ("-", "−", "+"))
    ending, power, unit_name = match["ending"].strip(), 0, ""
    if ending:
        known = ending.lower() not in MAGNITUDES and unit_alias(ending)  # "min" is not a million inches
        found = None if known else magnitude(ending)
        if found and (not found[1] or unit_alias(found[1])):
            power, ending = found
        if ending:
            unit_name = _unit(ending, whole)
    digits = match["sign"] + match["digits"]
    value = number(digits, power)
    if value is None:
        raise TermError(
            f"“{digits}” is not a number; the sign for decimals is a point, thousands stand apart by commas: 1,284.5.",
            whole.replace(",", ".") if re.fullmatch(r"\D?\d+,\d+", digits) else "",
            unfinished=re.search(r",\d{0,2}$", digits) is not None,
        )
    if match["before"]:
        unit_name = _one_unit(_unit(match["before"], whole), unit_name)
    return value, unit_name, power


def _unit(name: str, whole: str) -> str:
    known = unit_alias(name)
    if known:
        return known
    near = nearest(name.lower(), (*MAGNITUDES, *UNITS))
    hint = f"; did you mean {near}?" if near else ", like fig:>1.5m, fig:%>5 or fig:<3km."
    begins = _begins_unit(name) or any(word.startswith(name.lower()) for word in MAGNITUDES)
    raise TermError(
        f"“{name}” is neither a magnitude nor a unit{hint}",
        whole.replace(name, near) if near else "",
        unfinished=begins,
    )


def _begins_unit(name: str) -> bool:
    return any(unit_name.startswith(name.lower()) for unit_name in UNITS)


def _one_unit(first: str, second: str) -> str:
    if first and second and first != second:
        raise TermError(f"One figure cannot be {first} and {second}.")
    return first or second
