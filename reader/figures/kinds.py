"""From a number and its neighbours to a figure: age, money, measure, ratio, multiple, score, rank or count."""

from __future__ import annotations

import re

from reader.figures.item import Item
from reader.figures.nouns import counted_after, singular
from reader.figures.numbers import Number
from reader.figures.pattern import Pattern
from reader.figures.ratios import read_ratio
from reader.figures.reject import is_code, is_glued, is_name, is_ordinal, is_year
from reader.figures.units import Unit, rate_after, unit_after
from reader.figures.words import read_words
from reader.model import FigureKind

_AGE_AFTER = Pattern(
    r"[\s-]{0,2}(years?|months?|weeks?|days?|yrs?)(?:[\s-]{1,2}olds?\b|\s+of\s+age\b)|[\s-]?(?:y/?o|yo)\b(?!-)", re.I
)
_AGE_BEFORE = Pattern(
    r"(?:\b(?:[Aa]ged?|[Aa]ges)(?:\s(?:of|about|around|between|just|only|from|over|under))?|\bthe\sage\sof)\s$"
)
_AGE_WAS = Pattern(
    r"\b(?:he|she|who|I|i)(?:\s(?:was|is|am|turned|turns)|['’](?:s|m))\s(?:now\s|just\s|only\s|nearly\s|almost\s"
    r"|about\s)?$",
    re.I,
)
_AGE_COMMA = Pattern(r"(?:[A-Z][\w'’.-]*|[A-Z]{2,}),\s(?:now\s|then\s|only\s)?$")
_AGE_CLOSE = Pattern(r"\s?[,.;)]|\s?$|\s(?:and|who|was|is|from|of|when|now|at|but)\b")
_TIMES_MULTIPLE = Pattern(
    r"\s(?:times|x)\s(?:more|as|larger|higher|bigger|greater|faster|the|that|its|their|less|fewer|lower|what|longer"
    r"|stronger|worse|better|smaller|over|likelier|heavier|his|her|our)\b",
    re.I,
)
_TIMES = Pattern(r"\s*(times|folds?)", re.I)
_DOLLARS_AND = Pattern(r"\s(?:and\s)?(\d\d|fifty)(?:\s(?:cents?|pence))?(?=[.,;:)?!]|$)")
_FOLD = Pattern(r"[\s-]?fold\b", re.I)
_MAGNITUDE_BEFORE = Pattern(
    r"\b[Mm]agnitude(?:\s(?:of|was|at)(?:\s(?:about|around))?)?[\s-]$|\bRichter\sscale\D{0,10}$"
)
_RANK_BEFORE = Pattern(r"\b(?:ranks?|ranked|ranking|placed|finished|finishing|came)\s(?:No\.?\s|number\s|at\s)?$", re.I)
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
_WEIGHT = Pattern(
    r"\b(?:weigh\w*|weight|los[et]\w*|gain\w*|heav\w*|baby|lift\w*|carr\w*|drop|obes\w*|cocaine|heroin|marijuana|meat"
    r"|beef|bomb\w*|thrust|explosives|cargo|luggage|eat\w*|catch|caught|fish|"
    r"potato\w*|coffee|cheese|catfish|turkey|garbage|trash|waste|plastic|debris|drugs?|methamphetamine|fentanyl|ivory"
    r"|pet|dog|lbs?|kg|kilograms?|kilos?|slimm\w*|diet\w*|linebacker|tackle|quarterback|inch(?:es)?)\b",
    re.I,
)
_PAID = Pattern(
    r"\b(?:pa(?:y|id|ys|ying)|costs?|price\w*|fin(?:e|ed)|worth|spen[dt]\w*|s[eo]l[ld]\w*|b(?:uy|ought)|charg\w*"
    r"|tax\w*|profits?|salar\w*|wages?|bank|sterling|fund\w*|"
    r"debt|income|donat\w*|invest\w*|revenue|loan|bill|budget|earn\w*|fee|fees|grant|money|cash|savings?|bonus"
    r"|turnover|compensation|Britain|British|UK|London|England|NHS)\b"
)
_MILLIONS_OF = Pattern(r"\s?M(USD|EUR|GBP|SEK|NOK|DKK|CHF|AUD|CAD)\b")
_MILLION_AFTER = Pattern(r"\s(million|billion|trillion|mn|bn)\b")
_POINTS_LEVEL = Pattern(
    r"\b(?:index|FTSE|Dow|Nasdaq|S&P|Nikkei|DAX|CAC|Stoxx|STOXX|Hang Seng|Sensex|Nifty|benchmark|Kospi|TOPIX|Topix"
    r"|futures|closed|average)\b"
)
_SMALL_MONEY = {"USD": "USc", "GBP": "GBX"}
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
    if _age(s, item) or read_ratio(s, item):
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


def _rate(s: str, item: Item) -> None:
    rate = rate_after(s, item.end, item.unit)
    if rate:
        item.unit, item.end = rate


def _age(s: str, item: Item) -> bool:
    number = item.number
    if number.value is None or number.magnitude > 1:
        return False
    after = _AGE_AFTER.match(s, number.end)
    if after:
        item.kind, item.end = FigureKind.AGE, after.end()
        item.unit = singular((after.group(1) or "year").lower()).replace("yr", "year")
        return True
    if not number.whole or not 0 < number.value < 116 or number.form:
        return False
    before = s[max(0, number.start - 40) : number.start]
    if _AGE_BEFORE.search(before) or (
        (_AGE_WAS.search(before) or _AGE_COMMA.search(before))
        and (not number.spelled or not _AGE_COMMA.search(before))
        and _AGE_CLOSE.match(s, number.end)
        and number.value > 5
    ):
        unit = unit_after(s, number.end, large=False)
        if unit and unit[0].kind is not FigureKind.DURATION:
            return False
        if _AGE_COMMA.search(before) and not _AGE_CLOSE.match(s, number.end):
            return False
        if _AGE_COMMA.search(before) and re.match(r"\s?(?:,|and)\s?\d|\sof\b", s[number.end : number.end + 5]):
            return False
        item.kind, item.unit = FigureKind.AGE, unit[0].name if unit else "year"
        item.end = unit[1] if unit else number.end
        return True
    return False


def _with_unit(s: str, item: Item) -> bool:
    number = item.number
    pound = _POUND.match(s, number.end)
    if pound:
        money = _is_sterling(s, item, pound)
        item.kind = FigureKind.MONEY if money else FigureKind.MEASURE
        item.unit, item.end = ("GBP" if money else "lb"), pound.end()
        _rate(s, item)
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
        and re.match(r"\s(?:in|from|programmes?|programs?|courses?)\b", s[end : end + 12])
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


def _is_sterling(s: str, item: Item, pound: re.Match[str]) -> bool:
    """Whether "pounds" is money: a magnitude, or words of paying near it and none of weighing."""
    if item.number.magnitude >= 1e6:
        return True
    left, right = s[max(0, item.first - 60) : item.first], s[pound.end() : pound.end() + 40]
    if re.match(
        r"\s(?:sterling|\(\$|\(€|an?\s(?:year|month|week|night|day|head)|per\s(?:year|month|week|person|night))", right
    ):
        return True
    if (
        re.match(r"\s(?:of|per\ssquare|lighter|heavier|overweight)\b", right)
        or "-" in pound.group()
        or _WEIGHT.search(left + " " + right)
    ):
        return bool(re.search(r"£", s)) and not _WEIGHT.search(left + " " + right)
    return bool(_PAID.search(left + " " + right)) or "£" in s


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
    if one and noun is not None and (noun.head in _ONE_NOUNS or s[number.end] not in " -"):
        noun = None
    if is_year(s, number, noun is not None) or is_name(s, number, noun is not None):
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
    return item
