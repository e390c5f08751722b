"""Which figures are key: the number an editor would put in the headline comes first.

The weights were measured on news whose headline holds a number of the story: place in the story and repetition count
most, then money, movement and the words of the headline; ones, past comparisons, ages and shares count less.  Nothing
is hidden; salience only orders.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reader.figures.grammar import STOPS
from reader.figures.nouns import singular
from reader.figures.pattern import Pattern
from reader.figures.years import YEAR_UNIT
from reader.model import Figure, FigureKind

_CASUALTY = Pattern(
    r"\b(?:kill\w*|dead|deaths?|died|dies|injur\w*|wound\w*|missing|casualt\w*|victims?|fatal\w*|shot|hostages?"
    r"|toll)\b",
    re.I,
)
_PAST = Pattern(
    r"\b(?:last\s(?:year|month|week|quarter)|earlier|previous|previously|since|ago|in\s(?:19|20)\d\d|a\syear\sbefore"
    r"|from\sa\syear)\b",
    re.I,
)
_WORD = Pattern(r"[^\W\d_]{3,}")
_NEAR = 60
# The raw score lies between these; salience is its place in the interval, the top kept for the headline's figures.
_LOWEST, _HIGHEST = -8.0, 22.0


def weigh(text: str, figures: list[Figure], spans: Sequence[tuple[int, int]], title_end: int) -> list[Figure]:
    """The figures with salience, 0-1; those that stand in the headline `text[:title_end]` come above all others."""
    if not figures:
        return figures
    title_end = title_end or _guess_title(text)
    body = bisect_left([start for start, _ in spans], title_end)
    title = {singular(w.lower()) for w in _WORD.findall(text[:title_end])} - STOPS
    repeated = Counter(_same(f) for f in figures)
    pinned = {_same(f) for f in figures if f.start < title_end}
    seen: set[int] = set()
    out = []
    for figure in figures:
        score = _score(
            text,
            figure,
            figure.sentence - body,
            title,
            text[:title_end],
            repeated[_same(figure)],
            figure.sentence not in seen,
        )
        seen.add(figure.sentence)
        salience = 0.9 * min(1.0, max(0.0, (score - _LOWEST) / (_HIGHEST - _LOWEST)))
        if _same(figure) in pinned:
            salience = 0.95 if figure.start >= title_end else 1.0
        out.append(replace(figure, salience=round(salience, 4)))
    return out


def _guess_title(text: str) -> int:
    """The end of a first paragraph that is short and closes without a full stop: a headline that nobody marked."""
    end = text.find("\n\n")
    line = text[:end].rstrip() if 0 < end <= 200 else ""
    return end if line and line[-1] not in ".!?”\"'" and "\n" not in line else 0


def _same(figure: Figure) -> tuple[object, ...]:
    return (figure.value, figure.low, figure.high, figure.kind is FigureKind.PERCENT)


def _unit_in_title(figure: Figure, title: set[str], headline: str) -> bool:
    """Whether the headline holds a unit word of the figure: "people", "percent" or its sign, "million", "$"."""
    words = {singular(w.lower()) for w in _WORD.findall(figure.text)} - STOPS
    signs = {c for c in figure.text if c in "%$£€¥₹"} | ({"%"} if figure.unit == "%" else set())
    return bool(words & title) or any(sign in headline for sign in signs)


def _score(text: str, figure: Figure, sentence: int, title: set[str], headline: str, times: int, first: bool) -> float:
    """The raw score: place 4, 2, 1 for the first three sentences of the body; 4 said twice or more; 2 first in its
    sentence; up to 3 for headline words within 60 characters and 2 for its unit word; 2 money; 2 up or down; 1 killed,
    injured, missing; -3 the value is one; -1 a past comparison near it; -0.5 a percentage; -3 an age or a year.
    """
    near = text[max(figure.sentence_start, figure.start - _NEAR) : min(figure.sentence_end, figure.end + _NEAR)]
    score = {0: 4.0, 1: 2.0, 2: 1.0}.get(sentence, 0.0)
    score += 4.0 * (times > 1) + 2.0 * first
    if title:
        words = {singular(w.lower()) for w in _WORD.findall(near)} - STOPS
        score += min(3, len(words & title))
        score += 2.0 * _unit_in_title(figure, title, headline)
    score += 2.0 * (figure.kind is FigureKind.MONEY) + 2.0 * (figure.change is not None)
    score += 1.0 * bool(_CASUALTY.search(near))
    score -= 3.0 * (figure.value == 1)
    score -= 1.0 * bool(_PAST.search(near))
    score -= 0.5 * (figure.kind is FigureKind.PERCENT)
    return score - 3.0 * (figure.kind is FigureKind.AGE or figure.unit == YEAR_UNIT)
