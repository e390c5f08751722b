"""Numbers as they are typed behind `fig:`, with their sign, magnitude and unit."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

SAME = 1e-9
"""Values closer than this, relatively, are the same: 1.005 billion is 1004999999.9999999 where it was multiplied."""

MAGNITUDES = {
    "hundred": 2,
    "k": 3,
    "thousand": 3,
    "lakh": 5,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "million": 6,
    "millions": 6,
    "crore": 7,
    "b": 9,
    "bn": 9,
    "bln": 9,
    "billion": 9,
    "billions": 9,
    "tn": 12,
    "trn": 12,
    "trillion": 12,
    "trillions": 12,
}
"""Powers of ten by the words and letters that say them, in lower case. "m" is a million; metres are `unit:m`."""

_LONGEST = 32
_SHORT = (("tn", 12), ("bn", 9), ("m", 6), ("k", 3))
_SEPARATORS = re.compile(r"\d{1,3}(?:[,'’_\u00a0\u202f]\d{3})+|\d+")


@dataclass(frozen=True, slots=True)
class Number:
    """A comparison: `op` is one of "=", ">", ">=", "<", "<=" and "..", which has two ends, low and high."""

    op: str
    first: float
    second: float | None = None

    @property
    def low(self) -> float:
        """The least value that satisfies it, in base units; -inf for none."""
        slack = abs(self.first) * SAME
        if self.op in ("<", "<="):
            return -math.inf
        return self.first + slack if self.op == ">" else self.first - slack

    @property
    def high(self) -> float:
        """The greatest value that satisfies it, in base units; inf for none."""
        last = self.first if self.second is None else self.second
        slack = abs(last) * SAME
        if self.op in (">", ">="):
            return math.inf
        return last - slack if self.op == "<" else last + slack

    def __str__(self) -> str:
        if self.second is not None:
            first = shortest(self.first)
            # "1..3m" could be meant as 1m..3m, and is not read.
            return f"{first}..{shortest(self.second) if first[-1].isalpha() else _digits(self.second)}"
        return f"{'' if self.op == '=' else self.op}{shortest(self.first)}"


def shortest(number: float) -> str:
    """The number as a person writes it ("1.5bn"), read as the very same number again."""
    from decimal import Decimal  # 4 ms that an import need not pay

    whole = Decimal(repr(number))
    for suffix, power in _SHORT:
        if abs(whole) >= Decimal(10) ** power and len(text := f"{(whole.scaleb(-power)).normalize():f}") <= 6:
            return text + suffix
    return _digits(number)


def _digits(number: float) -> str:
    from decimal import Decimal

    return f"{Decimal(repr(number)).normalize():f}"


def magnitude(text: str) -> tuple[int, str] | None:
    """The power of ten that a number's ending says and the unit behind it: ("mn€" → 6, "€"); None for none."""
    low = text.lower()
    if low in MAGNITUDES:
        return MAGNITUDES[low], ""
    letters = re.match(r"[a-z]+", low)
    if letters is None:
        return None
    for size in range(len(letters.group()), 0, -1):
        if low[:size] in MAGNITUDES:
            return MAGNITUDES[low[:size]], text[size:].strip()
    return None


def number(digits: str, power: int) -> float | None:
    """The value of digits with a sign, thousands separators and a decimal point; None for anything else.

    "1,5" and "1,0000" are None: the point is the decimal sign, and separators stand between threes. So is what is
    longer than any number of the news.
    """
    from decimal import Decimal

    unsigned = digits.lstrip("+-−")
    if len(digits) - len(unsigned) > 1 or len(unsigned) > _LONGEST:
        return None
    whole, point, part = unsigned.partition(".")
    if (whole and not _SEPARATORS.fullmatch(whole)) or (point and not re.fullmatch(r"\d+", part)) or not whole + part:
        return None
    plain = re.sub(r"\D", "", whole) or "0"
    found = float(Decimal(f"{plain}.{part or 0}").scaleb(power))
    return -found if digits[0] in "-−" else found
