"""By what the findings of shown versions are found: one row of tokens for each article in the table `facts`.

It is an FTS5 table that keeps of every token only which articles have it, in the order of their places: a condition is
the union of a few tokens, which is walked newest first, rare or not, and needs no statistics to be chosen. Rows for
every figure and name, with the indexes to ask them both ways, took four times the room.

The number line is cut into steps (see `numberline`), and a range is asked for as the steps in it. Where an end of it
has more than three digits, the last step holds too much: then what is found is a candidate, and its findings decide.
The same goes for several conditions on one figure, and for several words of one name or statement (see `query`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from reader.model import Figure, Findings, NameKind
from reader.store.numberline import Tokens, value_tokens
from reader.text.folding import words
from reader.text.plurals import singular

Found = tuple[int, Findings, str]
"""The place of an article, what was found in the version that it shows, and that one's text."""

# Letters of private use begin the tokens (`numberline` has the first of them); words never hold one.
_UNIT = "\ue001"
_SUBJECT = "\ue002"
_CHANGE = "\ue003"
DISAGREES = "\ue004"
_NAME = "\ue005"
_SAID = "\ue009"
_NAMED = {NameKind.PERSON: "\ue006", NameKind.ORGANISATION: "\ue007", NameKind.PLACE: "\ue008"}


def post(connection: sqlite3.Connection, found: Sequence[Found]) -> None:
    """Make findings askable; quickest by rising place, many at a time. The places must have none yet."""
    connection.executemany("INSERT INTO facts (rowid, tokens) VALUES (?, ?)", _rows(found))


def unpost(connection: sqlite3.Connection, found: Sequence[Found]) -> None:
    """Take findings back. They must be given exactly as they were posted: the index has no copy."""
    connection.executemany("INSERT INTO facts (facts, rowid, tokens) VALUES ('delete', ?, ?)", _rows(found))


def _rows(found: Iterable[Found]) -> Iterator[tuple[int, str]]:
    for place, findings, text in found:
        yield place, " ".join(dict.fromkeys(_tokens(findings, text)))


def _tokens(findings: Findings, text: str) -> Iterator[str]:
    for figure in findings.figures:
        unit = unit_token(figure.unit)
        yield unit
        values = _value_tokens(figure)
        for token in values.steps:
            yield token
            yield token + unit
        yield from values.fine
        yield from map(subject_token, subject_words(figure))
        if figure.change:
            yield change_token(figure.change)
        if figure.disagrees:
            yield DISAGREES
    for name in findings.voices.names:
        yield name_token(name.name)
        yield from (naming_token(name.kind, word) for word in words(name.name))
    for quote in findings.voices.quotes:
        for start, end in quote.content:
            yield from map(said_token, words(text[start:end]))


def _value_tokens(figure: Figure) -> Tokens:
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    return Tokens([], []) if low is None or high is None else value_tokens(low, high)


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


def said_token(word: str) -> str:
    """For a word, folded, that somebody is quoted with."""
    return _SAID + word
