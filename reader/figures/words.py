"""Number words: what "twenty-three", "a million and a half", "two-thirds" and "tens of thousands" are worth."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.figures.pattern import Pattern

ONES = {w: float(i) for i, w in enumerate("zero one two three four five six seven eight nine".split())}
ONES |= {"nought": 0.0, "naught": 0.0}
TEENS = {
    w: float(i)
    for i, w in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=10
    )
}
TENS = {
    w: float(10 * i) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "lakh": 1e5, "crore": 1e7,
    "bn": 1e9, "mn": 1e6,
}  # fmt: skip
VAGUE = {
    "dozens": (24.0, 96.0), "scores": (40.0, 180.0), "hundreds": (200.0, 900.0), "thousands": (2e3, 9e3),
    "millions": (2e6, 9e6), "billions": (2e9, 9e9), "trillions": (2e12, 9e12),
}  # fmt: skip
_DENOMINATORS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100, "thousandth": 1000, "millionth": 10**6,
}  # fmt: skip
_PLURAL_DENOMINATORS = {"halves": 2} | {f"{w}s": d for w, d in _DENOMINATORS.items() if w != "half"}
STARTERS = (
    *ONES,
    *TEENS,
    *TENS,
    *(w for w in SCALES if len(w) > 2),
    *VAGUE,
    *"hundred dozen tens half third quarter fifth tenth fourth sixth eighth twice".split(),
)
_WORD = Pattern(r"[A-Za-z]+")
_JOIN = Pattern(r"(?:(?P<and>,?\s{1,3}and\s{1,3}|\s?&\s?)|\s{1,3}|\s?[-‐‑]\s?|(?P<comma>,\s))(?=[A-Za-z])")
_AND_FRACTION = Pattern(
    r"(?:\s+and\s+|[\s-]and[\s-])(a|an|one|two|three|four|five)[\s-](half|third|quarter|fourth|fifth|thirds|quarters"
    r"|fifths|sixths|eighths|ninths)\b",
    re.I,
)
_VAGUE_CHAIN = Pattern(r"(tens|dozens|scores|hundreds|thousands)\s+of\s+(thousands|millions|billions)\b", re.I)
_VAGUE_TAIL = Pattern(r"\s+(?:of\b|more\b)", re.I)
_POINT = Pattern(
    r"\s+point((?:[\s-]+(?:zero|nought|naught|oh|one|two|three|four|five|six|seven|eight|nine)){1,12}"
    r"|[\s-]+(?:ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?))\b",
    re.I,
)
_ARTICLE_BEFORE = Pattern(r"(?:\b(?:half\s+an?|a\s+quarter\s+(?:of\s+an?\s+)?|an?|half|several|a\s+few)[\s-]+)$", re.I)
_FRACTION_TAIL = Pattern(
    r"(?:\s+(?:of|as|less|fewer|more|higher|lower|larger|smaller|cheaper|bigger|its|their|his|her|the|said|says|say"
    r"|were|are|have|had|did|do|told|think|believe|expect|want|voted|reported|in\s+the)\b"
    r"|\s*[,.;:)]|\s*$)", re.I,
)  # fmt: skip
_HALF_SCALED = Pattern(r"half[\s-]+(?:an?\s+)?(million|billion|trillion|dozen|thousand|hundred)\b", re.I)
_HALF_TAIL = Pattern(r"\s+(?:of|the|its|their|his|her|all|a\s+per)\b", re.I)
_HALF_LEAD = Pattern(r"(?:than|over|under|nearly|almost|about|around|by|in|only) $", re.I)
_HALF_TIME = Pattern(r"\s+(?:time|year|term|hour|past|way|-)", re.I)
_NOT_HALF = ("first ", "second ", "other ", "first-", "second-", "-", "better ", "this ", "latter ")
_SHARED = Pattern(
    r"\s+(?:of|as|less|more|higher|lower|fewer|larger|smaller|cheaper|bigger|sa(?:id|ys?)|told|think|believe|expect|want"
    r"|voted|reported|had\s\w+ed|were|are)\b",
    re.I,
)
_FRACTION_LEAD = Pattern(r"(?:by|than|nearly|almost|about|around|over|under|roughly|some|up|down|just|to|from) $", re.I)
_BY_FRACTION = Pattern(r"\bby\s(?:about\s|almost\s|nearly\s|around\s|over\s|more\sthan\s|roughly\s)?$", re.I)
_BY_TAIL = Pattern(
    r"\s+(?:to|from|on|at|and|since|after|before|between|over|this|last|compared|while|when|but)\b", re.I
)
_BY_HALF = Pattern(r"\bby\s(?:about\s|almost\s|nearly\s|more\sthan\s)?an?\s$", re.I)
_HALF_TERM = Pattern(
    r"[\s-](?:year|time|term|way|brother|sister|century|marathon|back|hearted|baked|mast|life|price|day)s?\b", re.I
)
_OF_TIME = Pattern(r"\s+of\s+(?:\d{4}\b|this|last|next)", re.I)
_DENOMINATOR = Pattern(r"(?:\s?[-‐‑]\s?|\s)([a-z]+)\b", re.I)
_QUARTERS_TAIL = Pattern(r"\s+(?:of|an?\b|the)|\s*[,.;)]|\s*$", re.I)
_HUNDREDS = Pattern(r"\w+[\s-](?:hundred|thousand)\b", re.I)
_SCALED = Pattern(r"[\s-](million|billion|trillion|thousand)\b", re.I)
_HALF_OF_UNIT = Pattern(r"half(?:\s+an?\s+|-)(?=[A-Za-z])", re.I)
_QUARTER_SCALED = Pattern(r"quarter[\s-]+(?:of\s+an?\s+)?(million|billion|trillion)\b", re.I)
_LONGEST = 200


class Words(NamedTuple):
    """A spelled-out number at `start:end`; `low`/`high` instead of `value` for "dozens of"."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    magnitude: float = 1.0
    ratio: bool = False
    fragment: bool = False  # "half a": the unit must follow at once
    article: bool = False  # "a million", "a dozen"


def is_number_word(word: str) -> bool:
    """Whether `word` (lower case) can stand inside a number expression."""
    return word in ONES or word in TEENS or word in TENS or word in SCALES or word == "hundred"


def read_words(s: str, pos: int) -> Words | None:
    """The number whose first number word starts at `pos`, with its article; None where the words mean no number."""
    match = _WORD.match(s, pos, pos + 20)
    if match is None:
        return None
    first = match.group().lower()
    if first in VAGUE or first == "tens":
        return _vague(s, pos, match.end(), first)
    if first == "twice":
        return Words(pos, match.end(), 2.0)
    before = _ARTICLE_BEFORE.search(s, max(0, pos - 24), pos)
    lead = " ".join(before.group().lower().replace("-", " ").split()) if before else ""
    if first in _DENOMINATORS:
        return _fraction(s, pos, match.end(), first, before.start() if before and lead in ("a", "an") else pos)
    value, end, magnitude = _cardinal(s, pos)
    if value is None:
        return None
    start = pos
    bare = first in SCALES or first in ("hundred", "dozen")
    if bare and before:
        start = before.start()
        if lead.startswith("half"):
            value, magnitude = value / 2, max(magnitude, 1.0)
        elif lead.startswith("a quarter"):
            value /= 4
        elif lead in ("several", "a few"):
            return Words(start, end, None, 2 * value, 9 * value, magnitude)
    elif bare and not lead and first != "hundred" and first != "thousand" and first != "million" and first != "dozen":
        return None
    mixed = _AND_FRACTION.match(s, end)
    if mixed:
        one = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}[mixed.group(1).lower()]
        word = mixed.group(2).lower()
        value += one / (_DENOMINATORS.get(word) or _PLURAL_DENOMINATORS[word]) * magnitude
        end = mixed.end()
        if magnitude == 1.0 and (scaled := _SCALED.match(s, end)):  # "two and a half million"
            magnitude, end = SCALES[scaled.group(1).lower()], scaled.end()
            value *= magnitude
        return Words(start, end, value, magnitude=magnitude)
    if not bare and (fraction := _tail_fraction(s, value, end)) is not None:
        return Words(start, fraction[1], fraction[0], ratio=True)
    return Words(start, end, value, magnitude=magnitude, article=bare and bool(before))


def _vague(s: str, pos: int, end: int, first: str) -> Words | None:
    chain = _VAGUE_CHAIN.match(s, pos)
    if chain:
        low, high = VAGUE.get(chain.group(1).lower(), (20.0, 90.0))
        if chain.group(1).lower() == "tens":
            low, high = 20.0, 90.0
        unit = VAGUE[chain.group(2).lower()][0] / 2
        return Words(pos, chain.end(), None, low * unit, high * unit, unit)
    if first == "tens" or not _VAGUE_TAIL.match(s, end):
        return None
    low, high = VAGUE[first]
    return Words(pos, end, None, low, high)


def _fraction(s: str, pos: int, end: int, first: str, start: int) -> Words | None:
    """ "half", "a third", "a quarter" standing alone: a ratio when something is shared, a fragment in "half a mile"."""
    if first == "half":
        return _half(s, pos, end)
    if first == "quarter" and start != pos and (scaled := _QUARTER_SCALED.match(s, pos)):
        scale = SCALES[scaled.group(1).lower()]
        return Words(start, scaled.end(), scale / 4, magnitude=scale)
    if start == pos or _OF_TIME.match(s, end):
        return None
    if _BY_FRACTION.search(s, max(0, start - 16), start) and _BY_TAIL.match(s, end):
        return Words(start, end, 1 / _DENOMINATORS[first], ratio=True)
    if not _FRACTION_TAIL.match(s, end):
        return None
    ordinal = first in ("quarter", "third", "fourth") and not _SHARED.match(s, end)
    if ordinal and not _FRACTION_LEAD.search(s, max(0, start - 10), start):
        return None
    return Words(start, end, 1 / _DENOMINATORS[first], ratio=True)


def _half(s: str, pos: int, end: int) -> Words | None:
    if s[max(0, pos - 8) : pos].lower().endswith(_NOT_HALF) or (s[end : end + 1] == "-" and _HALF_TERM.match(s, end)):
        return None
    if (by := _BY_HALF.search(s, max(0, pos - 20), pos)) and not _HALF_OF_UNIT.match(s, pos):
        return Words(pos - (2 if by.group().endswith(" a ") else 3), end, 0.5, ratio=True)
    scaled = _HALF_SCALED.match(s, pos)
    if scaled:
        return _half_scaled(scaled, pos)
    piece = _HALF_OF_UNIT.match(s, pos)
    if piece:
        return Words(pos, piece.end(), 0.5, fragment=True)
    if _HALF_TAIL.match(s, end) or _HALF_LEAD.search(s, max(0, pos - 12), pos):
        return None if _HALF_TIME.match(s, end) else Words(pos, end, 0.5, ratio=True)
    return None


def _half_scaled(scaled: re.Match[str], pos: int) -> Words:
    word = scaled.group(1).lower()
    scale = SCALES.get(word) or {"dozen": 12.0, "hundred": 100.0}[word]
    return Words(pos, scaled.end(), scale / 2, magnitude=scale if word in SCALES else 1.0)


def _tail_fraction(s: str, value: float, end: int) -> tuple[float, int] | None:
    """ "two-thirds", "one-fifth", "five eighths": the value and the end, None when no denominator follows."""
    match = _DENOMINATOR.match(s, end)
    if match is None or value <= 0 or value > 999:
        return None
    word = match.group(1).lower()
    if word in _PLURAL_DENOMINATORS and (value > 1 or word == "quarters"):
        if word == "quarters" and not _QUARTERS_TAIL.match(s, match.end()):
            return None
        return value / _PLURAL_DENOMINATORS[word], match.end()
    if value == 1 and word in _DENOMINATORS and word != "second":
        if word in ("third", "fourth", "quarter") and not _FRACTION_TAIL.match(s, match.end()):
            return None
        return 1 / _DENOMINATORS[word], match.end()
    if value == 3 and word == "quarter":
        return 0.75, match.end()
    return None


def _cardinal(s: str, pos: int) -> tuple[float | None, int, float]:
    """Value, end and last scale of the cardinal starting at `pos`."""
    total, group, last, last_scale, magnitude = 0.0, -1.0, "", 1e30, 1.0
    end, cursor, anded = pos, pos, False
    limit = pos + _LONGEST
    while True:
        match = _WORD.match(s, cursor, limit)
        word = match.group().lower() if match else ""
        if word in ONES:
            value = ONES[word]
            if group < 0:
                group = value
            elif last == "hundred" or (last == "tens" and value):
                group += value
            else:
                break
            last = "ones"
        elif word in TEENS or word in TENS:
            value = TEENS.get(word) or TENS[word]
            if group < 0:
                group = value
            elif last == "hundred":
                group += value
            else:
                break
            last = "tens" if word in TENS else "teens"
        elif word == "hundred" and (group < 0 or 0 < group < 100) and not (group < 0 and total):
            group = 100.0 * (1.0 if group < 0 else group)
            last = "hundred"
        elif word in ("dozen", "dozens") and not total and (word == "dozen" or group > 0):
            group = 12.0 * (1.0 if group < 0 else group)
            assert match is not None
            return group, match.end(), 1.0
        elif word in SCALES and (group > 0 or not total) and SCALES[word] < last_scale and not (group < 0 and last):
            scale = SCALES[word]
            total += scale * (1.0 if group < 0 else group)
            group, last, last_scale, magnitude = -1.0, "scale", scale, scale
        elif (
            word in ("crore", "lakh", "billion", "trillion")
            and last == "scale"
            and not anded
            and SCALES[word] >= last_scale
        ):
            total *= SCALES[word]
            magnitude *= SCALES[word]
        else:
            break
        assert match is not None
        end = match.end()
        join = _JOIN.match(s, end, limit)
        if join is None:
            break
        anded = bool(join.group("and"))
        if anded and (last not in ("hundred", "scale") or _AND_FRACTION.match(s, end)):
            break
        if join.group("comma") and (last != "scale" or not _HUNDREDS.match(s, join.end())):
            break
        cursor = join.end()
    if end == pos:
        return None, pos, 1.0
    value = total + max(group, 0.0)
    point = _POINT.match(s, end)
    if point:
        spoken = [w.lower() for w in _WORD.findall(point.group(1))]
        if spoken[0] in TEENS or spoken[0] in TENS:
            digits = str(int(TEENS.get(spoken[0]) or TENS[spoken[0]] + (ONES[spoken[1]] if len(spoken) > 1 else 0)))
        else:
            digits = "".join(str(int(ONES.get(w, 0.0))) for w in spoken)
        value += float(f"0.{digits[:30]}")
        end = point.end()
        scaled = _SCALED.match(s, end)
        if scaled:
            magnitude = SCALES[scaled.group(1).lower()]
            return value * magnitude, scaled.end(), magnitude
    if magnitude > 1 and value == total and last != "scale":
        magnitude = last_scale
    return value, end, magnitude
