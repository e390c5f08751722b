"""By what the findings of shown versions are found: one row of tokens for each article in the table `facts`.

It is an FTS5 table that keeps of every token only which articles have it, in the order of their places: a condition is
the union of a few tokens, which is walked newest first, rare or not, and needs no statistics to be chosen. Rows for
every figure and name, with the indexes to ask them both ways, took four times the room.

The number line is cut into steps: the values with one digit that is not zero (3, 20, 5 million), and what lies between
two of them; a decade has eighteen. A figure has the token of its step and that of its decade, so that a range is asked
for as a few decades and, at its ends, steps. Where an end of the range lies between two of those values, the last step
holds too much: then what is found is a candidate, and its findings decide. The same goes for several conditions on one
figure, and for several words of one name (see `query`).
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from reader.model import Figure, Findings, NameKind
from reader.text.folding import words
from reader.text.plurals import singular

Found = tuple[int, Findings]
"""The place of an article, and what was found in the version that it shows."""

# Letters of private use begin the tokens that are no words; words never hold one.
_VALUE = "\ue000"
_UNIT = "\ue001"
_SUBJECT = "\ue002"
_CHANGE = "\ue003"
DISAGREES = "\ue004"
_NAME = "\ue005"
_NAMED = {NameKind.PERSON: "\ue006", NameKind.ORGANISATION: "\ue007", NameKind.PLACE: "\ue008"}

SAME = 1e-9
"""Values closer than this, relatively, are the same, as they are in a query."""

_STEPS = 18
"""Of a decade: 1, between 1 and 2, 2, and so on."""
_LEAST, _MOST = -12, 18
"""The first and the last power of ten that are told apart; what lies beyond belongs to them."""


def post(connection: sqlite3.Connection, found: Sequence[Found]) -> None:
    """Make findings askable; quickest by rising place, many at a time. The places must have none yet."""
    connection.executemany("INSERT INTO facts (rowid, tokens) VALUES (?, ?)", _rows(found))


def unpost(connection: sqlite3.Connection, found: Sequence[Found]) -> None:
    """Take findings back. They must be given exactly as they were posted: the index has no copy."""
    connection.executemany("INSERT INTO facts (facts, rowid, tokens) VALUES ('delete', ?, ?)", _rows(found))


def _rows(found: Iterable[Found]) -> Iterator[tuple[int, str]]:
    for place, findings in found:
        yield place, " ".join(dict.fromkeys(_tokens(findings)))


def _tokens(findings: Findings) -> Iterator[str]:
    for figure in findings.figures:
        unit = unit_token(figure.unit)
        yield unit
        for token in _value_tokens(figure):
            yield token
            yield token + unit
        yield from map(subject_token, subject_words(figure))
        if figure.change:
            yield change_token(figure.change)
        if figure.disagrees:
            yield DISAGREES
    for name in findings.voices.names:
        yield name_token(name.name)
        yield from (naming_token(name.kind, word) for word in words(name.name))


def _value_tokens(figure: Figure) -> Iterator[str]:
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    if low is None or high is None:
        return
    steps = range(step_of(low), step_of(high) + 1)
    yield from map(step_token, steps)
    yield from map(decade_token, sorted({decade_of(step) for step in steps if step}))


def subject_words(figure: Figure) -> set[str]:
    """The words of what a figure is of, folded, in the singular."""
    return {singular(word) for text in (figure.counted, figure.head, figure.concept) for word in words(text)}


def subject_token(word: str) -> str:
    """For a word, folded, of what a figure is of."""
    return _SUBJECT + word


def change_token(change: str) -> str:
    """For a figure that goes "up" or "down"."""
    return _CHANGE + change


def unit_token(unit: str) -> str:
    """For a figure's unit, without case; "" for the unit of counts."""
    return _UNIT + unit.lower().encode().hex()


def name_token(name: str) -> str:
    """For a full name, without case."""
    return _NAME + blake2b(name.casefold().encode(), digest_size=6).hexdigest()


def naming_token(kind: NameKind, word: str) -> str:
    """For a word, folded, of a name of this kind."""
    return _NAMED[kind] + word


def step_token(step: int) -> str:
    """For the values of one step."""
    return f"{_VALUE}{'n' if step < 0 else ''}{abs(step)}"


def decade_token(decade: int) -> str:
    """For the values of all steps of a decade, as `decade_of` counts them."""
    return f"{_VALUE}d{'n' if decade < 0 else ''}{abs(decade)}"


def decade_of(step: int) -> int:
    """The decade of a step other than 0: 1, 2, … above zero and -1, -2, … below it."""
    decade = (abs(step) - 1) // _STEPS + 1
    return decade if step > 0 else -decade


def steps_of(decade: int) -> range:
    """The inverse of `decade_of`."""
    last = abs(decade) * _STEPS
    return range(last - _STEPS + 1, last + 1) if decade > 0 else range(-last, -last + _STEPS)


def step_of(value: float) -> int:
    """The step of a value; a greater value has a step that is greater, or the same. 0 is the step of zero."""
    if value == 0 or math.isnan(value):
        return 0
    size = abs(value)
    if size >= 10.0 ** (_MOST + 1):
        step = (_MOST - _LEAST + 1) * _STEPS
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
        step = min(step, (_MOST - _LEAST + 1) * _STEPS)
    return step if value > 0 else -step


def is_point(step: int) -> bool:
    """Whether a step is one value, and not what lies between two."""
    return step == 0 or abs(step) % 2 == 1
