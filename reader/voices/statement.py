"""One statement, as token ranges."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.voices.marks import Pair, Unit
from reader.voices.phrases import Range
from reader.voices.story import Story

SHORT = 3  # words: less is no statement


@dataclass
class Statement:
    """Token ranges of what was said, by whom, and the words of saying."""

    content: list[Range]
    source: Range | None
    cue: Range | None
    unit: Unit
    pairs: list[Pair] = field(default_factory=list)


def in_quotes(unit: Unit, at: int) -> bool:
    """Whether token `at` stands inside one of the long quotations of its unit."""
    return any(pair.first <= at < pair.stop for pair in unit.pairs if pair.long)


def strip(story: Story, piece: Range) -> Range:
    """`piece` without commas, stops and dashes at its ends."""
    first, stop = piece
    while first < stop and story.words[first] in (",", ".", ";", ":", "—", "–", "-", ")", "”"):
        first += 1
    while stop > first and story.words[stop - 1] in (",", ".", ";", ":", "—", "–", "-", "("):
        stop -= 1
    return first, stop
