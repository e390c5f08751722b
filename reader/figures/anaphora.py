"""Numbers that name no quantity of their own: "gave a figure of 586,000", "put it at 9,000", "the number stood at 65".

Such a number is on the quantity of the nearest earlier count, if only one quantity is spoken of there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.figures.pattern import Pattern
from reader.model import Figure, FigureKind

_ABOUT = (
    r"(?:(?:about|around|nearly|almost|some|over|more\sthan|at\sleast|up\sto|roughly|only|just|closer\sto|nearer)\s)*"
)
_NUMBER = r"(?:figure|number|total|tally|estimate|count|crowd|turnout)"
_ANAPHOR = Pattern(
    rf"\b(?:(?:an?|the|its|their|his|her|another|that)\s(?:(?:own|real|true|lower|higher|final|new|overall)\s)?{_NUMBER}"
    rf"\s(?:of|at|as|to|was|is|(?:now\s)?st(?:ood|ands)\sat)"
    rf"|(?:puts?|putting|estimate[sd]?)\s(?:it|that|this|them)\sat)\s{_ABOUT}$",
    re.I,
)
_SENTENCES_BACK = 2
_REACH = 80


def antecedents(text: str, figures: Sequence[Figure], keys: Sequence[tuple[str, ...] | None]) -> dict[int, int]:
    """For each number that only points back: the figure whose quantity it shares.

    `keys` tells the quantity of each figure, None where it has none.  Where the nearest sentence with a count speaks
    of two quantities nothing is said, for the number could be on either.
    """
    found: dict[int, int] = {}
    for index, figure in enumerate(figures):
        if figure.kind is not FigureKind.COUNT or figure.counted or figure.unit:
            continue
        left = text[max(figure.sentence_start, figure.start - _REACH) : figure.start]
        if keys[index] is not None or not _ANAPHOR.search(left):
            continue
        earlier = _nearest(figures, keys, index)
        if earlier >= 0:
            found[index] = earlier
    return found


def _nearest(figures: Sequence[Figure], keys: Sequence[tuple[str, ...] | None], index: int) -> int:
    """The last count before `index` that names its quantity; -1 when there is none or its sentence names several."""
    sentence = figures[index].sentence
    place = -1
    if index and figures[index - 1].sentence == sentence and figures[index - 1].kind is not FigureKind.COUNT:
        return -1
    for at in range(index - 1, -1, -1):
        if figures[at].sentence < sentence - _SENTENCES_BACK:
            break
        if place >= 0 and figures[at].sentence != figures[place].sentence:
            break
        if figures[at].kind is not FigureKind.COUNT or figures[at].unit:
            continue
        named = keys[at] is not None or figures[at].counted
        if not named or figures[at].value == 1:
            continue
        if place >= 0 and (keys[at], figures[at].head) != (keys[place], figures[place].head):
            return -1
        place = at if place < 0 else place
    return place
