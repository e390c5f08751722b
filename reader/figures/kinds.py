"""From a number and its neighbours to a figure: age, money, measure, ratio, multiple, score, rank or count."""

from __future__ import annotations

import re

from reader.figures.ages import read_age
from reader.figures.item import Item
from reader.figures.money import PAID, is_sterling
from reader.figures.nouns import counted_after
from reader.figures.numbers import Number
from reader.figures.pattern import Pattern
from reader.figures.ratios import read_ratio
from reader.figures.reject import is_code, is_glued, is_index_name, is_name, is_ordinal, is_year
from reader.figures.units import Unit, rate_after, unit_after
from reader.figures.words import read_words
from reader.model import FigureKind

_TIMES_MULTIPLE = Pattern(
    r"\s(?:times|x)\s(?:more|as|those|larger|higher|bigger|greater|faster|the|that|its|their|less|fewer|lower|what|longer"
    r"|stronger|worse|better|smaller|over|likelier|heavier|his|her|our)\b",
    re.I,
)
_TIMES = Pattern(r"\s*(times|folds?)", re.I)
_DOLLARS_AND = Pattern(r"\s(?:and\s)?(\d\d|fifty)(?:\s(?:cents?|pence))?(?=[.,;:)?!]|$)")
_FOLD = Pattern(r"[\s-]?fold\b", re.I)
_MAGNITUDE_BEFORE = Pattern(
    r"\b[Mm]agnitude(?:\s(?:of|was|at)(?:\s(?:about|around))?)?[\s-]$|\bRichter\sscale\D{0,10}$"
)
_SECOND_OK = Pattern(
    r"seconds\b|[\s-]second(?:-long)?\b(?!\s?-?\s?(?:half|place|round|quarter|term|period|set|time|goal|hand|year"
    r"|season|leg|straight|chance|wave|child|world))",
    re.I,
)
_ONE_PRONOUN = Pattern(
    r"\b(?:this|that|each|no|any|every|other|another|which|the|last|next|first|some|good|right|current|previous|by"
    r"|someone|big|new)[\s-]$",
    re.I,
)
_ONE_NOUNS = frozenset(
    """another thing hand such who that which side sense reason way else more way's time's particular""".split()
)
_ONE_DAY = Pattern(
    r"\b(?:in|within|for|after|just|only|about|than|least|per|nearly|almost|over|of|last|to|lasted|took|takes|under"
    r"|around|roughly|by)\s$",
    re.I,
)
_OR_MORE = Pattern(r"\sor\smore\b")
_ONE_DAY_AFTER = Pattern(r"\s(?:after|before|later|of|ago|earlier|to|and|from|in)\b|\s?-")
_POUND = Pattern(r"[\s-]{0,2}(pounds?)\b(?!\s?-?\s?(?:per\s+square|feet|foot))", re.I)
_MILLIONS_OF = Pattern(r"\s?M(USD|EUR|GBP|SEK|NOK|DKK|CHF|AUD|CAD)\b")
_MILLION_AFTER = Pattern(r"\s(million|billion|trillion|mn|bn)\b")
_POINTS_LEVEL = Pattern(
    r"\b(?:index|FTSE|Dow|Nasdaq|S&P|Nikkei|DAX|CAC|Stoxx|STOXX|Hang Seng|Sensex|Nifty|benchmark|Kospi|TOPIX|Topix"
    r"|futures|closed|average|All-Share|Composite|bourse|blue-chip)\b|\b[A-Z][a-z]+\s(?:30|40|50|100|200|225|250|300|500|600|1000)\b(?!\s(?!falls|rises|gains|slips|drops|ends|closes)[a-z]+s\b)"
)
_ODDS = Pattern(
    r"\s(?:to|-to-)\s(?:one|1)\b(?![.,]?\d|\s?(?:per|%|million|billion|\w+s\b))|[-–](?:to-(?:one|1)|1)\b(?![-–.,]?\d)"
)
_ODDS_WORDS = Pattern(
    r"\b(?:odds|bookmakers?|bookies?|bet|betting|outnumber\w*|ratio|favou?rites?|outsiders?|majority|priced|punters?"
    r"|oversubscribed|chance|by)\b",
    re.I,
)
_METRE = Pattern(
    r"\s?m\b(?![.’']?\w)(?=\s?\(|\)|\s?,?\s?/|\s(?:high|tall|long|wide|deep|thick|above|below|away|across|apart|off|under"
    r"|beneath|further|north|south|east|west|short|by\s\d|x\s\d|in\s(?:length|height|depth|diameter|width)|(?:from|of)\sthe"
    r"|race|final|hurdles|sprint|freestyle|butterfly|backstroke|relay)\b)"
)
_LENGTH_BEFORE = Pattern(r"(?:yards?|feet|foot|ft|miles?|inch(?:es)?)\s?\($")
_BRACKET_METRE = Pattern(r"\s?m(?=\))")
_CROWNS = Pattern(r"\s(crowns?|marks|florins|guilders|thalers|ducats)\b")
_CUPS = Pattern(r"\s(cups\sof\s(?:coffee|tea|cocoa|soup|water))\b")
_CLOCK_BEFORE = Pattern(r"\bat\s(?:about|around|exactly|nearly|almost|just\safter|just\sbefore|precisely)?\s?$", re.I)
_CLOCK_CLOSE = Pattern(
    r"\s?[,.;:)”\"]|\s?$|\s(?:on|and|in\sthe|when|but|as|to|for|this|that|tonight|until|because|sharp|each|every|after|before)\b"
)
_IN_THE_MORNING = Pattern(r"(?:\s(?:and|or|to)\s\w+)?\sin\sthe\s(?:morning|afternoon|evening)\b")
_SUFFIX_DOLLARS = Pattern(r"\s(?:and\s)?(\d{1,2}|[a-z]+(?:[\s-][a-z]+)?)(?:\s(cents?|pence|p))?(?=[\s.,;:)?!]|$)", re.I)
_FEET_INCHES = Pattern(
    r"\s?(?:,\s)?(?:and\s)?(\d{1,2}(?:\.\d+|\s1/2|½)?)\s?(?:inch(?:es)?|ins?\b\.?|″|\")|(?:-foot-|\sfeet\s|\sfoot\s|'"
    r"|′)(\d{1,2})\b"
)


def make_item(s: str, number: Number) -> Item | None:
    """The figure that `number` makes in the sentence `s`; None when it is no figure."""
    if is_glued(s, number) or is_ordinal(s, number):
        return None
    item = Item(
        number, number.start, number.end, value=number.value, low=number.low, high=number.high, change=number.change
    )
    if number.form == "vague":
        item.qualifier = "~"
    if number.form == "multiple":
        item.kind, item.unit = FigureKind.MULTIPLE, "x"
        return item
    if number.currency:
        return _money(s, item, number.currency)
    if number.start and s[number.start - 1] == "×" and (number.start == 1 or s[number.start - 2].isspace()):
        item.kind, item.unit, item.first = FigureKind.MULTIPLE, "x", number.start - 1
        return item
    if _odds(s, item):
        return item
    if read_age(s, item) or read_ratio(s, item):
        return item
    fold = _FOLD.match(s, number.end)
    if fold:
        item.kind, item.unit, item.end = FigureKind.MULTIPLE, "x", fold.end()
        return item
    before = s[max(0, number.start - 30) : number.start]
    if _MAGNITUDE_BEFORE.search(before) and number.value is not None and number.value < 11:
        item.kind, item.unit = FigureKind.MEASURE, "magnitude"
        return item
    if _with_unit(s, item):
        return _checked_one(s, item)
    if number.form == "fragment":
        return None
    return _count(s, item, before)


def _money(s: str, item: Item, code: str) -> Item:
    item.kind, item.unit = FigureKind.MONEY, code
    unit = unit_after(s, item.end, large=True)
    if unit and unit[0].kind is FigureKind.MONEY:
        item.end = unit[1]
        if unit[0].name not in ("USc", "GBX"):
            item.unit = unit[0].name if code in ("USD", unit[0].name) else code
    elif (
        (dollars := _DOLLARS_AND.match(s, item.end))
        and item.number.whole
        and "," not in item.number.raw
        and item.value is not None
    ):
        item.value += 0.5 if dollars.group(1) == "fifty" else int(dollars.group(1)) / 100
        item.end = dollars.end()
    _rate(s, item)
    return item


def _odds(s: str, item: Item) -> bool:
    """ "three to one", "40-1 outsiders": a ratio of N to one, where the sentence speaks of odds."""
    number = item.number
    if not number.whole or number.value is None or number.value < 2 or number.form:
        return False
    match = _ODDS.match(s, number.end)
    if match is None or not _ODDS_WORDS.search(s, max(0, number.start - 80), min(len(s), match.end() + 40)):
        return False
    if s[match.start()] in "-–" and not re.search(r"\b(?:[Oo]dds|[Bb]ook|[Bb]et|priced|punters?|outsider)", s):
        return False
    item.kind, item.end = FigureKind.RATIO, match.end()
    return True


def _rate(s: str, item: Item) -> None:
    money = item.kind is FigureKind.MONEY
    rate = rate_after(s, item.end, item.unit, money=money)
    if rate:
        item.unit, item.end = rate
        if money and (second := rate_after(s, item.end, item.unit)):
            item.unit, item.end = second


def _with_unit(s: str, item: Item) -> bool:
    number = item.number
    pound = _POUND.match(s, number.end)
    if pound:
        money = is_sterling(s, item, pound)
        item.kind = FigureKind.MONEY if money else FigureKind.MEASURE
        item.unit, item.end = ("GBP" if money else "lb"), pound.end()
        _rate(s, item)
        return True
    crowns = _CROWNS.match(s, number.end)
    if crowns and (number.large or PAID.search(s) or rate_after(s, crowns.end(), "")):
        item.kind, item.unit, item.end = FigureKind.MONEY, crowns.group(1).rstrip("s"), crowns.end()
        _rate(s, item)
        return True
    if not number.spelled and number.magnitude == 1 and (metre := _METRE.match(s, number.end) or _bracketed(s, number)):
        item.kind, item.unit, item.end = FigureKind.MEASURE, "m", metre.end()
        return True
    cups = _CUPS.match(s, number.end)
    if cups:
        item.counted, item.head, item.noun, item.end = cups.group(1), "cup", cups.span(1), cups.end()
        return True
    millions = _MILLIONS_OF.match(s, number.end)
    if millions and item.value is not None:
        item.kind, item.unit, item.end = FigureKind.MONEY, millions.group(1), millions.end()
        item.value *= 1e6
        number.value, number.magnitude = item.value, 1e6
        return True
    of = 3 if number.form == "vague" and s.startswith(" of ", number.end) else 0
    found = unit_after(s, number.end + of, large=number.large, spelled=number.spelled)
    if found is None:
        found = _modified_duration(s, number)
    if found is None or not _unit_fits(s, item, found):
        return False
    unit, end = found
    item.kind, item.unit, item.end = unit.kind, unit.name, end
    if s.endswith(" of", 0, end):
        item.end = end - 3
    if unit.kind is FigureKind.MULTIPLE:
        return _times(s, item)
    if unit.kind is FigureKind.MONEY:
        scaled = _MILLION_AFTER.match(s, end)
        if scaled and number.magnitude == 1 and item.value is not None:
            item.value *= {"million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9}[scaled.group(1)]
            item.end = scaled.end()
        _cents(s, item)
    elif unit.name == "ft":
        _inches(s, item)
    if unit.name not in ("%", "pp", "bp", "x"):
        _rate(s, item)
    return True


def _bracketed(s: str, number: Number) -> re.Match[str] | None:
    """The " m" of "30 yards (27 m)"."""
    before = s[max(0, number.start - 12) : number.start]
    return _BRACKET_METRE.match(s, number.end) if _LENGTH_BEFORE.search(before) else None


def _modified_duration(s: str, number: Number) -> tuple[Unit, int] | None:
    """ "four consecutive quarters" is a count, but "three full years" and "20 more minutes" are durations."""
    match = _BETWEEN.match(s, number.end)
    if match is None:
        return None
    unit = unit_after(s, match.end(1), large=False)
    return unit if unit and unit[0].kind is FigureKind.DURATION and unit[0].name != "second" else None


_BETWEEN = Pattern(
    r"[\s-]((?:consecutive|straight|more|full|additional|extra|working|business|calendar|further|whole|solid|other"
    r"|long|short|successive|fiscal|crucial|"
    r"academic|financial|trading|school|turbulent|difficult|gruelling|grueling|or more|or so|tense|intense|dramatic"
    r"|separate)\b(?:\sthan)?)",
    re.I,
)


def _unit_fits(s: str, item: Item, found: tuple[Unit, int]) -> bool:
    unit, end = found
    number = item.number
    if (
        (
            unit.kind is FigureKind.DURATION
            and len(number.raw) == 4
            and number.raw[:2] in ("19", "20")
            and number.raw.isdigit()
        )
        and s[number.end : number.end + 1] == " "
        and s[end - 1] != "s"
    ):
        return False
    surface = s[number.end : end].strip(" -").lower()
    after = s[end : end + 1]
    if (
        unit.name == "second"
        and number.value != 1
        and surface in ("second", "sec")
        and not _SECOND_OK.match(s, number.end)
    ):
        return False
    if unit.name == "second" and surface == "second" and number.spelled and number.value == 1:
        return s[number.end] == "-" or _ONE_DAY.search(s, max(0, number.start - 12), number.start) is not None
    if surface in ("stones", "bit") and not (surface == "bit" and s[number.end] == "-"):
        return False
    if unit.name == "point" and surface == "point" and number.value != 1 and s[number.end] != "-":
        return False
    if surface in ("pt", "pts") and number.spelled:
        return False
    if (
        unit.name == "°"
        and surface.startswith("degree")
        and re.match(r"\s(?:in\s(?!\d)|from|programmes?|programs?|courses?)\b", s[end : end + 12])
    ):
        return False
    if surface in ("min", "sec") and after == "-":
        return False
    return not (surface in ("a", "cal", "mt", "gal", "rad") and number.spelled)


def _times(s: str, item: Item) -> bool:
    number = item.number
    if s[item.end - 1] in "x×" or _TIMES_MULTIPLE.match(s, number.end) or "-" in s[number.end : item.end]:
        return True
    item.kind, item.unit = FigureKind.COUNT, ""
    word = _TIMES.match(s, number.end)
    if word is None:
        return False
    item.counted, item.head, item.noun = word.group(1), "time", word.span(1)
    _rate(s, item)
    return True


def _cents(s: str, item: Item) -> None:
    """ "3 dollars 50 cents", "15 dollars and 50"."""
    if item.number.magnitude > 1 or item.value is None or item.unit not in ("USD", "EUR", "GBP", "AUD", "CAD", "CNY"):
        return
    match = _SUFFIX_DOLLARS.match(s, item.end)
    if match is None:
        return
    part = match.group(1)
    if part.isdigit():
        cents = float(part)
    else:
        read = read_words(s, match.start(1))
        if read is None or read.value is None or read.end != match.end(1) or read.ratio:
            return
        cents = read.value
    if 0 < cents < 100 and (
        match.group(2)
        or (cents >= 10 and not unit_after(s, match.end(1), large=False) and not counted_after(s, match.end(1), False))
    ):
        item.value += cents / 100
        item.end = match.end()


def _inches(s: str, item: Item) -> None:
    match = _FEET_INCHES.match(s, item.end) if item.value is not None and item.number.whole else None
    if match and match.group(1) and item.value is not None:
        inches = float(match.group(1).replace("½", ".5").replace(" 1/2", ".5"))
        if inches < 12:
            item.value += inches / 12
            item.end = match.end()


def _checked_one(s: str, item: Item) -> Item | None:
    """ "one day" and "one year" as an indefinite time are no figures."""
    if item.kind is FigureKind.DURATION and item.number.spelled and item.number.raw.lower() == "one":
        hyphen = s[item.number.end : item.number.end + 1] == "-"
        if not (hyphen or _ONE_DAY.search(s, max(0, item.first - 14), item.first) or _ONE_DAY_AFTER.match(s, item.end)):
            item.weak = item.unit == "day"
    return item


def _count(s: str, item: Item, before: str) -> Item | None:
    number = item.number
    one = number.value == 1 and number.spelled
    if one and not number.article:
        if _ONE_PRONOUN.search(before):
            return None
        item.weak = True
    if is_code(s, number):
        return None
    of = number.form == "vague" and s.startswith(" of ", number.end)
    if one and _OR_MORE.match(s, number.end):
        return None
    noun = counted_after(s, number.end + 3 if of else number.end, one or number.value == 1)
    if one and before.lower().endswith("at ") and noun is not None and noun.head in ("time", "point", "stage"):
        return None
    if one and noun is not None and (noun.head in _ONE_NOUNS or s[number.end] not in " -"):
        noun = None
    if is_index_name(s, number) or is_year(s, number, noun is not None) or is_name(s, number, noun is not None):
        return None
    if noun is None and number.spelled and number.value is not None and number.value <= 12 and not number.form:
        clock = _CLOCK_BEFORE.search(before) and _CLOCK_CLOSE.match(s, number.end)
        if clock or _IN_THE_MORNING.match(s, number.end):
            return None
    if noun is not None:
        item.counted, item.head, item.noun, item.end = (
            s[noun.start : noun.end],
            noun.head,
            (noun.start, noun.end),
            noun.end,
        )
        item.weak = False
        rate = rate_after(s, item.end, "")
        if rate:
            item.unit, item.end = rate
        return item
    if (
        number.form == ""
        and number.magnitude == 1
        and _POINTS_LEVEL.search(s)
        and number.value is not None
        and number.value >= 100
    ):
        item.kind = FigureKind.INDEX
    elif noun is None and (rate := rate_after(s, number.end, "")) and "/1" in rate[0]:
        item.unit, item.end = rate
    return item
