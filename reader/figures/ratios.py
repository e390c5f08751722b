"""Shares in words: "one in five", "two out of three", "a third", "half a mile", "two thirds of a million"."""

from __future__ import annotations

import re

from reader.figures.item import Item
from reader.figures.pattern import Pattern
from reader.figures.units import unit_after
from reader.figures.words import STARTERS, read_words
from reader.model import FigureKind

_OF_A = Pattern(r"\s+of\s+an?(?=\s)")
_SPELLED = Pattern("|".join(STARTERS) + "|a", re.I)
_WHOLE = Pattern(r"\d[\d,]*(?!\d|\.\d|:|%)")
_SCALE = Pattern(r"\s(million|thousand)\b")
_OF_A_MILLION = Pattern(r"\s+of\s+a\s+(million|billion|trillion)\b")
_RATIO = Pattern(r"[\s-](in|out[\s-]of|over)[\s-](?:every\s|each\s)?(?=[\w])", re.I)


def read_ratio(s: str, item: Item) -> bool:
    """Make `item` a share where the words say so; whether they did."""
    number = item.number
    if number.form == "ratio":
        item.kind = FigureKind.RATIO
        if _of_money(s, item):
            return True
        unit = unit_after(s, number.end, large=False)
        if unit and unit[0].kind in (FigureKind.MEASURE, FigureKind.DURATION, FigureKind.MONEY) and unit[0].name != "x":
            item.kind, item.unit, item.end = unit[0].kind, unit[0].name, unit[1]
        elif (of_unit := _OF_A.match(s, number.end)) and (unit := unit_after(s, of_unit.end(), large=False)):
            if unit[0].kind in (FigureKind.MEASURE, FigureKind.DURATION, FigureKind.MONEY):
                item.kind, item.unit, item.end = unit[0].kind, unit[0].name, unit[1]
            elif unit[0].name == "pp":
                item.kind, item.unit, item.end = FigureKind.PERCENT, "pp", unit[1]
        return True
    if number.value is None or not number.whole or number.value < 1 or number.value > 1000:
        return False
    link = _RATIO.match(s, number.end)
    if link is None or (link.group(1).lower() == "over" and (number.value != 1 or s[number.end] == "-")):
        return False
    spelled = _SPELLED.match(s, link.end())
    digits = _WHOLE.match(s, link.end())
    if digits:
        whole, end = float(digits.group().replace(",", "").rstrip(",") or 0), digits.end()
        if s[end - 1] == ",":
            end -= 1
    elif spelled:
        read = read_words(
            s,
            link.end()
            if s[link.end()].lower() != "a" or s[link.end() + 1 : link.end() + 2].isalpha()
            else link.end() + 2,
        )
        if read is None or read.value is None:
            return False
        whole, end = read.value, read.end
    else:
        return False
    every = "every" in link.group() or "each" in link.group()
    if whole <= number.value or (
        link.group(1).lower() == "in" and not every and not _fair(s, end, number.value, whole)
    ):
        return False
    scale = _SCALE.match(s, end)
    if scale:
        whole, end = whole * {"million": 1e6, "thousand": 1e3}[scale.group(1)], scale.end()
    item.kind, item.value, item.end = FigureKind.RATIO, number.value / whole, end
    return True


def _fair(s: str, end: int, part: float, whole: float) -> bool:
    """Whether "N in M" is a share: a round M, and no time or place behind it ("one in two weeks")."""
    if (
        whole
        not in (
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            12,
            15,
            20,
            25,
            30,
            40,
            50,
            100,
            200,
            250,
            500,
            1000,
            10000,
            100000,
            1000000,
        )
        and part != 1
    ):
        return False
    if 1900 <= whole <= 2100 and whole != 2000:
        return False
    unit = unit_after(s, end, large=False)
    return not (unit and unit[0].kind is FigureKind.DURATION)


def _of_money(s: str, item: Item) -> bool:
    """ "two thirds of a million"."""
    match = _OF_A_MILLION.match(s, item.end)
    if match and item.value is not None:
        item.value *= {"million": 1e6, "billion": 1e9, "trillion": 1e12}[match.group(1)]
        item.kind, item.end = FigureKind.COUNT, match.end()
        return True
    return False
