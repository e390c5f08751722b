"""Ordinals that rank: "third in the league", "11th place", "finished 12th"; dates, centuries and turns are none."""

from __future__ import annotations

import re
from collections.abc import Set

from reader.figures.item import Item
from reader.figures.numbers import Number
from reader.figures.pattern import Pattern
from reader.model import FigureKind

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_PLACES = {word: float(place) for place, word in enumerate(_WORDS, start=1)}
_HELD = Pattern(
    r"\b(?:finish(?:e[ds]|ing)?|rank(?:s|ed|ing)?|placed|came|comes|coming|remain(?:s|ed)?|l[iy](?:es?|ing)|sits?|stands?"
    r"|stood|ended|is|are|was|were|(?:climb|drop|slip|mov)\w*\sto|(?:rose|fell|up|down)\sto)\s"
    r"(?:joint[\s-]|equal\s|only\s|just\s|currently\s|still\s|now\s)?$",
    re.I,
)
_IN_TABLE = Pattern(
    r"\s(?:in|on|of|out\sof|from)\s(?:(?:the|a|its|their|his|her|this)\s)?(?:[\w'’-]+\s){0,2}?(?:tables?|league|standings?"
    r"|rankings?|list|polls?|class|field|race|championships?|charts?|leaderboard|premiership|division|conference)\b"
)
_PLACE = Pattern(r"[\s-]place(?:d)?\b(?!\sto\b)|\s(?:spot|position)\b")
_ENDS = Pattern(r"\s?[.,;)]|\s?$|\s(?:in|out\sof|among|and|overall|behind|with|worldwide|globally)\b")
_NO_RANK = Pattern(r"\b(?:the|a|an|his|her|its|their|our|my|this|that|every|each|on|of|by|since|until)\s$", re.I)
_IN_THE = Pattern(r"\bin\sthe\s$", re.I)
_DIGITS = Pattern(r"\d(?:st|nd|rd|th)\b")
_ORDINAL = Pattern(rf"\b(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_WORDS)})\b", re.I)


def find_ranks(s: str, words: Set[str]) -> list[Item]:
    """The ranks of the sentence `s` in order; `words` are its lower-case words."""
    if words.isdisjoint(_PLACES) and not _DIGITS.search(s):
        return []
    found = []
    for match in _ORDINAL.finditer(s):
        surface, start, end = match.group(), match.start(), match.end()
        left = s[max(0, start - 28) : start]
        spelled = not surface[0].isdigit()
        if _PLACE.match(s, end):
            ranked = _IN_THE.search(left) is None
        else:
            held = not spelled and _HELD.search(left) is not None and _ENDS.match(s, end) is not None
            ranked = held or (_IN_TABLE.match(s, end) is not None and _NO_RANK.search(left) is None)
        if ranked:
            value = _PLACES[surface.lower()] if spelled else float(surface[:-2])
            number = Number(start, end, value, form="rank", spelled=spelled, raw=surface)
            found.append(Item(number, start, end, FigureKind.RANK, value=value))
    return found
