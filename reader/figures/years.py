"""Years that are the news: "2024 was the hottest year on record".

A bare year is a date and no figure.  It is one where the sentence says something of the year itself: that it was the
hottest, the deadliest, the second-wettest.  The panel puts such a figure last, unless the headline has it.
"""

from __future__ import annotations

from collections.abc import Set

from reader.figures.item import Item
from reader.figures.numbers import Number
from reader.figures.pattern import Pattern
from reader.model import FigureKind

YEAR_UNIT = "calendar year"
_CUES = frozenset({"year", "record"})
_SUBJECT = Pattern(
    r"(?:(?<=^)|(?<=[.;:,“\"]\s)|(?<=\bthat\s)|(?<=\bsaid\s)|(?<=\bmakes\s)|(?<=\bmake\s)|(?<=\bmade\s))"
    r"((?:1[89]|20)\d\d)\s(?:was|is|has\sbeen|had\sbeen|became|will\sbe|looks\sset\sto\sbe|is\sset\sto\sbe"
    r"|ranks?\sas|ranked\sas)"
    r"\s(?:\w+ly\s|now\s|also\s)?(?:the|its|their|Europe’s|a)\s(?:[\w’'-]+\s){0,3}?(?:[\w-]+est|worst|best|record)\b"
)


def find_years(s: str, words: Set[str]) -> list[Item]:
    """The years that the sentence `s` is about, in order; `words` are its lower-case words."""
    if words.isdisjoint(_CUES):
        return []
    return [
        Item(
            Number(match.start(1), match.end(1), float(match[1]), raw=match[1]),
            match.start(1),
            match.end(1),
            FigureKind.INDEX,
            value=float(match[1]),
            unit=YEAR_UNIT,
        )
        for match in _SUBJECT.finditer(s)
    ]
