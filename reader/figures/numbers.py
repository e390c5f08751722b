"""One scan of a sentence for number expressions, before anything is known of what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from reader.figures.pattern import Pattern
from reader.figures.units import currency_before, lexicon
from reader.figures.words import ONES, STARTERS, read_words
from reader.model import FigureKind

_VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅛": 1 / 8,
    "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
_FOLDS = "two three four five six seven eight nine ten twelve twenty".split()
_CHANGES = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "quintupl": 5.0}
TRIGGER = Pattern(
    r"\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]|\b(?:" + "|".join(STARTERS)
    + r"|(?:doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)|halv(?:ed|es|ing)|"
    r"(?:" + "|".join(_FOLDS) + r")fold)\b", re.I,
)  # fmt: skip
_ANY_DIGIT = Pattern(r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]")
_LETTERS = Pattern(r"[a-z]+")
_RANKS = frozenset("first second seventh ninth eleventh twelfth".split())
_WORDS = frozenset(STARTERS) | {f"{w}fold" for w in _FOLDS} | {"halved", "halves", "halving"} | {
    stem + tail for stem in _CHANGES for tail in ("e", "es", "ed", "ing")
}  # fmt: skip
_DIGITS = Pattern(
    r"""(?P<eu>\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d.,]\d)|\d{1,3}(?:\.\d{3}){2,}(?![\d.]\d))
    |(?P<comma>\d{1,3},\d{1,2}(?=\s?(?:million|billion|trillion|bn|percent|per\ cent|%|°C)\b))
    |(?P<plain>(?:\d{1,3}(?:,\d{3})+(?![\d])|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)
    |[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d,.]\d|\d)
    |\d{1,3}(?:['’]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)""",
    re.X,
)
_POWER = Pattern(r"\s?[x×*]\s?10\s?\^?\s?([-−+]?\d{1,3})(?![\d.,]\d)|[eE]([-−+]?\d{1,3})\b|\^([-+−]?\d{1,2})\b")
_FRACTION = Pattern(r"(?:[ -](\d)\s?/\s?(\d{1,2})|\s?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]))(?![\d/])")
_SPOKEN = Pattern(
    r"(?:\s(\d)\shundred\b)?(?:\sand\s(\d{1,2})\b(?![\d.,%]\d|\s?%|\s(?:hundred|thousand|million))"
    r"|\sand\s(one|two|three|four|five|six|seven|eight|nine)\b(?!\s(?:hundred|thousand|million)))?",
    re.I,
)
_SLASH = Pattern(r"\s?/\s?(\d{1,3})(?![\d/.,-]*\d)")
_MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15,
    "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "mn": 1e6, "mln": 1e6, "mio": 1e6, "mil": 1e6, "mm": 1e6, "bn": 1e9, "bln": 1e9,
    "bil": 1e9, "tn": 1e12,
    "tln": 1e12, "trn": 1e12, "dozen": 12.0, "dozens": 12.0, "millions": 1e6, "billions": 1e9, "k": 1e3, "m": 1e6,
    "b": 1e9, "t": 1e12,
}  # fmt: skip
_LONG = Pattern(
    r"[\s\u00a0-]?\s?(hundred|thousand|million|billion|trillion|quadrillion|lakhs?|crores?|mn|mln|mio|bn|bln|tn|tln"
    r"|trn|dozens?|mil|bil"
    r"|millions|billions)(?![A-Za-z])\.?", re.I,
)  # fmt: skip
_SHORT = Pattern(r"(\s?)([mbkMBKT]|MM)(?![A-Za-z\d²³/^°])")
_COUNTED_NEXT = Pattern(
    r"\s+(?:of\b|more\b|people\b|(?:\w+\s){0,1}(?!hurdles|finals?|heats|runners|races)[a-z]{3,}s\b|(?:euros?|dollars?"
    r"|pounds?)\b)"
)
_ABBREVIATED = Pattern(r"(?:m|bn|b|k)\b")
_MONEY_NEXT = Pattern(r"\s?([A-Z]{3}\b|[€£$])|\s([a-z]+)\b")
_CHAIN = Pattern(r"[\s-](million|billion|trillion|lakh|crore|thousand)\b", re.I)
_HALF = Pattern(r"\s+and\s+(?:(a|one)\s+)(half|quarter|third)\b(?!\s+(?:of|to))|\s+and\s+(three)\s+(quarters)\b", re.I)
_PARTS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_TO_DOUBLE = Pattern(r"\b(?:to|will|would|could|may|might|can|nearly|almost|than) $")
_DOUBLE_OF = Pattern(r"\s(?:the|that|what|its|their|his|her|last|those)\b", re.I)
_ADJECTIVAL = Pattern(r"\b(?:an?|the|in|by) $", re.I)
_PLURAL_BEFORE = Pattern(r"\b[a-z]{2,}(?<!ss)s $")
_VERB_TAIL = Pattern(r"\s(?:in|over|to|since|from|as|after|by|during|within|again)\b|\s*[.,;]|$")
_PAID_BEFORE = Pattern(
    r"\b(?:cost|costs|costing|worth|pa(?:y|ys|id|ying)|spen[dt]|spending|raised?|raising|earn(?:s|ed|ing)?|sold\sfor"
    r"|(?:budget|bill|price|fine|debt|loss|profit|revenues?|sales|turnover|bid|fee|deficit|surplus|loan|grant)\s(?:of|at))"
    r"\s(?:(?:about|around|nearly|almost|some|over|only|just|up\sto|at\sleast|more\sthan|less\sthan)\s)?$",
    re.I,
)
_SIGN = Pattern(r"(?:^|[\s(\[,;:<>=~$£€])([-−–+])$")
_SIGN_WORD = Pattern(r"(?<!plus\sor\s)\b(minus|negative)[\s-]$", re.I)
_LONGEST_RUN = 20


@dataclass(slots=True)
class Number:
    """A number expression `start:end` of the sentence; with `currency` when a sign or code stands before it.

    `value` is None for the open range of "dozens of" and the like, which has `low` and `high`.  `coefficient` is the
    number before its magnitude.  `form` is "" or one of ratio, multiple, fragment, vague.
    """

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    magnitude: float = 1.0
    currency: str = ""
    form: str = ""
    spelled: bool = False
    raw: str = ""
    signed: bool = False
    change: str | None = None
    article: bool = False
    digits: int = 0

    @property
    def coefficient(self) -> float:
        """The number as written before its magnitude word."""
        return (self.value if self.value is not None else 0.0) / self.magnitude

    @property
    def large(self) -> bool:
        """Whether it looks like an amount: a magnitude word or thousands marks."""
        return self.magnitude > 1 or "," in self.raw or (self.value is not None and abs(self.value) >= 1000)

    @property
    def whole(self) -> bool:
        """A whole number without a magnitude, sign or decimals."""
        return self.magnitude == 1 and self.value is not None and self.value == int(self.value) and "." not in self.raw


def words_of(s: str) -> set[str]:
    """The lower-case runs of letters in the sentence."""
    return set(_LETTERS.findall(s.lower()))


def has_number(s: str, words: Set[str]) -> bool:
    """Whether the sentence holds a digit or a number word: a quick look before anything else."""
    return not (_WORDS.isdisjoint(words) and _RANKS.isdisjoint(words)) or _ANY_DIGIT.search(s) is not None


def scan(s: str, words: Set[str], limit: int) -> Iterator[Number]:
    """The number expressions of the sentence `s` in order, at most `limit`."""
    pos, found = 0, 0
    trigger = _ANY_DIGIT if _WORDS.isdisjoint(words) else TRIGGER
    while found < limit:
        match = trigger.search(s, pos)
        if match is None:
            return
        number = _at(s, match.start(), match)
        if number is None:
            pos = max(match.end(), _skip(s, match.start()))
            continue
        if number.start < pos:
            number.start = max(number.start, pos)
        pos = max(number.end, match.end() if number.form != "fragment" else number.end)
        found += 1
        yield number


def _skip(s: str, pos: int) -> int:
    end = pos
    if s[pos].isdigit():
        while end < len(s) and (s[end].isdigit() or (s[end] in ",." and s[end + 1 : end + 2].isdigit())):
            end += 1
    return end


def _at(s: str, pos: int, match: re.Match[str]) -> Number | None:
    char = s[pos]
    if char.isdigit():
        if not char.isascii():
            return None
        return _digits(s, pos - 1 if pos and s[pos - 1] == "." and (pos == 1 or not s[pos - 2].isalnum()) else pos)
    if char in _VULGAR:
        return Number(pos, pos + 1, _VULGAR[char], raw=char)
    word = match.group().lower()
    for stem, factor in _CHANGES.items():
        if word.startswith(stem):
            return _multiplied(s, pos, match.end(), word, factor)
    if word.startswith("halv"):
        return Number(pos, match.end(), 0.5, form="multiple", spelled=True, raw=word, change="down")
    if word.endswith("fold"):
        value = {w: float(i) for i, w in zip((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20), _FOLDS, strict=True)}[word[:-4]]
        return Number(pos, match.end(), value, form="multiple", spelled=True, raw=word)
    read = read_words(s, pos)
    if read is None:
        return None
    form = "ratio" if read.ratio else "fragment" if read.fragment else "vague" if read.value is None else ""
    if word == "twice":
        form = "multiple"
    number = Number(
        read.start,
        read.end,
        read.value,
        read.low,
        read.high,
        read.magnitude,
        form=form,
        spelled=True,
        raw=s[read.start : read.end],
        article=read.article,
    )
    minus = _SIGN_WORD.search(s, max(0, number.start - 10), number.start)
    if minus and number.value is not None:
        number.value, number.start, number.signed = -number.value, minus.start(), True
    money = currency_before(s, number.start, large=True) if number.start and s[number.start - 1] in "$£€ " else None
    if money and s[money[1]] in "$£€":
        number.currency, number.start = money[0], money[1]
    return number


def _multiplied(s: str, pos: int, end: int, word: str, factor: float) -> Number | None:
    """ "doubled", "will double", "cases double in a month": a rise; "double the figure": a multiple; else None."""
    change: str | None = "up"
    if word.endswith("e") and not _TO_DOUBLE.search(s, max(0, pos - 10), pos):
        if _DOUBLE_OF.match(s, end) and not _ADJECTIVAL.search(s, max(0, pos - 6), pos):
            change = None
        elif not (_PLURAL_BEFORE.search(s, max(0, pos - 24), pos) and _VERB_TAIL.match(s, end)):
            return None
    return Number(pos, end, factor, form="multiple", spelled=True, raw=word, change=change)


def _digits(s: str, pos: int) -> Number | None:
    match = _DIGITS.match(s, pos)
    if match is None or match.end() - pos > _LONGEST_RUN + 12:
        return None
    text, end = match.group(), match.end()
    value = _value(match)
    number = Number(pos, end, value, raw=text, digits=pos)
    _attach_fraction(s, number)
    power = _POWER.match(s, number.end)
    if power:
        exponent = int((power.group(1) or power.group(2) or power.group(3)).replace("−", "-"))
        if power.group(3):
            if abs(value) > 1e6 or abs(exponent) > 30 or value == 0:
                return None
            number.value = value**exponent
        elif abs(exponent) <= 60:
            number.value = value * 10.0**exponent
        number.end = power.end()
    _attach_currency(s, number)
    _attach_magnitude(s, number)
    _attach_sign(s, number)
    return number


def _value(match: re.Match[str]) -> float:
    text = match.group()
    if match.group("eu"):
        return float(text.replace(".", "").replace(",", "."))
    if match.group("comma"):
        return float(text.replace(",", "."))
    return float(re.sub(r"[, \u00a0\u202f\u2009'’]", "", text))


def _attach_fraction(s: str, number: Number) -> None:
    if not number.raw.isdigit() or number.value is None:
        return
    mixed = _FRACTION.match(s, number.end)
    if mixed and (mixed.group(3) or (int(mixed.group(2)) > 0 and int(mixed.group(1)) < int(mixed.group(2)))):
        number.value += _VULGAR[mixed.group(3)] if mixed.group(3) else int(mixed.group(1)) / int(mixed.group(2))
        number.end = mixed.end()
        return
    slash = _SLASH.match(s, number.end)
    if slash and int(slash.group(1)) > number.value > 0 and int(slash.group(1)) <= 100:
        number.value /= int(slash.group(1))
        number.end, number.form = slash.end(), "ratio"


def _attach_currency(s: str, number: Number) -> None:
    start = number.start
    large = (
        number.large or bool(_LONG.match(s, number.end)) or bool(_ABBREVIATED.match(s, number.end)) or "." in number.raw
    )
    if start and s[start - 1] in "-−" and start > 1 and s[start - 2] in "$£€":
        start -= 1
    money = currency_before(s, start, large)
    if money:
        number.currency, number.start = money[0], money[1]
        if start != number.end and s[start] in "-−" and number.value is not None:
            number.value, number.signed = -number.value, True
        if money[2] != 1.0 and number.value is not None:
            number.value, number.magnitude = number.value * money[2], money[2]


def _attach_magnitude(s: str, number: Number) -> None:
    if number.form == "ratio" or number.value is None:
        return
    match = _LONG.match(s, number.end)
    if (
        match
        and match.group(1).lower() == "mil"
        and re.match(r"\s?mil\b(?!\.)", s[number.end : number.end + 5]) is None
    ):
        match = None
    if match:
        scale = _MAGNITUDES[match.group(1).lower()]
        end = match.end(1)
        chain = _CHAIN.match(s, end)
        if chain and scale < 1e6:
            scale *= _MAGNITUDES[chain.group(1).lower()]
            end = chain.end()
        number.value, number.magnitude, number.end = number.value * scale, number.magnitude * scale, end
        if scale in (1e2, 1e3) and number.value is not None:
            _attach_rest(s, number)
        half = _HALF.match(s, end)
        if half:
            part = 0.75 if half.group(3) else _PARTS[half.group(2).lower()]
            number.value += part * scale
            number.end = half.end()
        return
    short = _SHORT.match(s, number.end)
    if short is None:
        half = _HALF.match(s, number.end)
        if half and number.whole:
            number.value += 0.75 if half.group(3) else _PARTS[half.group(2).lower()]
            number.end, number.raw = half.end(), number.raw + ".5"
        return
    letter = short.group(2)
    scale = _MAGNITUDES[letter.lower()]
    spaced = bool(short.group(1))
    if not number.currency:
        if letter == "T" or (spaced and letter in "kKM") or (letter == "K" and number.value < 10):
            return
        if letter == "b" and not spaced and "." in number.raw and s[short.end() : short.end() + 1] in ("", ".", ","):
            pass
        elif letter in "mb" and not (
            _COUNTED_NEXT.match(s, short.end())
            or _money_next(s, short.end())
            or (not spaced and _PAID_BEFORE.search(s, max(0, number.start - 40), number.start))
        ):
            return
        if letter == "B" and spaced:
            return
    elif letter in "T" and spaced:
        return
    number.value, number.magnitude, number.end = number.value * scale, number.magnitude * scale, short.end()


def _attach_rest(s: str, number: Number) -> None:
    """ "3 hundred and 21", "4 thousand 3 hundred"."""
    rest = _SPOKEN.match(s, number.end)
    if rest is None or number.value is None or rest.end() == number.end:
        return
    hundreds = float(rest.group(1) or 0) * 100 if number.magnitude == 1e3 else 0.0
    if rest.group(1) and not hundreds:
        return
    number.value += hundreds + float(rest.group(2) or 0) + (ONES[rest.group(3).lower()] if rest.group(3) else 0.0)
    number.end = rest.end()


def _money_next(s: str, pos: int) -> bool:
    follow = _MONEY_NEXT.match(s, pos)
    if follow is None:
        return False
    word = follow.group(2)
    unit = lexicon().words.get(word) if word else lexicon().symbols.get(follow.group(1))
    return unit is not None and unit.kind is FigureKind.MONEY


def _attach_sign(s: str, number: Number) -> None:
    if number.signed or number.value is None:
        return
    sign = _SIGN.search(s, max(0, number.start - 2), number.start)
    if sign:
        if sign.group(1) in "-−" or (
            sign.group(1) == "–"
            and sign.start(1) + 1 == number.start
            and number.start >= 2
            and s[number.start - 2] in " ("
        ):
            if sign.group(1) == "–" and re.search(r"\d\s–$", s[max(0, number.start - 4) : number.start]):
                return
            number.value, number.start, number.signed = -number.value, sign.start(1), True
        elif sign.group(1) == "+":
            number.start, number.signed, number.change = sign.start(1), True, "up"
        return
    word = _SIGN_WORD.search(s, max(0, number.start - 10), number.start)
    if word:
        number.value, number.start, number.signed = -number.value, word.start(), True
