"""Figures that belong together: ranges, elided units and nouns, feet and inches, conversions in brackets."""

from __future__ import annotations

import itertools
import re

from reader.figures.item import Item
from reader.figures.pattern import Pattern
from reader.model import FigureKind

_QUALIFIER = (
    r"(?:(?:about|around|nearly|almost|roughly|approximately|some|over|more\sthan|less\sthan"
    r"|as\s(?:much|many|high)\sas|just|only|an\sestimated|up)\s(?:to\s)?){0,2}"
)
_HYPHEN = Pattern(r"\s?[-–—‐‑~−]\s?$")
_TO = Pattern(rf"(?:\s?-)?\s(?:to|through|till|until)\s{_QUALIFIER}$", re.I)
_FAR_TO = Pattern(
    rf"(?![^.;]*\b(?:and|but|while|because|compared)\b)\s(?:[^.;:()\d]|\b(?:19|20)\d\d\b){{0,45}}?\bto\s{_QUALIFIER}$",
    re.I,
)
_AND = Pattern(rf"(?:\s?-)?\s(?:and|to)\s{_QUALIFIER}$", re.I)
_OR = Pattern(r"(?:\s?-)?\sor\s$|\sor\smaybe\s$", re.I)
_LIST = Pattern(r"(?:\s?-)?(?:,\s?(?:and\s|or\s)?|\s(?:and|or|to|by)\s|\s(?:and|or)\sup\sto\s|/)$", re.I)
_BETWEEN = Pattern(rf"\b(?:between|from\sbetween)\s{_QUALIFIER}$", re.I)
_FROM = Pattern(rf"\bfrom\s{_QUALIFIER}$", re.I)
_CARRY = Pattern(
    rf"^(?:\s\S+){{0,5}}?\s?\b(?:from|and|or|versus|vs\.?|against|with|than|to|or|by)\s{_QUALIFIER}$"
    rf"|^,\s(?:and\s)?{_QUALIFIER}$",
    re.I,
)
_ERROR = Pattern(r"\s?(?:\+/-|±)\s?")
_STEP = Pattern(
    r"\b(?:rose|rise[sn]?|fell|fall(?:s|en)?|gained|gains?|lost|los(?:es|ing)|climb(?:s|ed)|dropp?(?:s|ed)?|jump(?:s"
    r"|ed)|add(?:s|ed)|shed|slid|slipp?(?:s|ed)?|advanced|declin(?:es|ed)|surged|up|down"
    r"|increased|decreased|tumbled|eased|edged|plunged|rallied|soared|sank|dipped)(?:\s(?:by|up|down|a|another|about"
    r"|nearly|almost|more|than|over|as|much|higher|lower|\w+ly)){0,3}\s$",
    re.I,
)
_FROM_NEXT = Pattern(r"\s(?:\w+\s){0,4}?from\s\S?\d")
_SPORT = Pattern(
    r"\b(?:w[io]n|wins|winning|beat|beats|beating|beaten|los[etis]\w*|dr[ae]w\w*|defeat\w*|victor\w*|lead|leading|led"
    r"|trail\w*|scor\w+|goals?|match|game|sets?|final|half-?time|"
    r"ahead|thrash\w*|hammer\w*|edged?|triumph\w*|vote|voted|ruling|ruled|decision|aggregate|series|record|rout\w*"
    r"|aggregate|equali[sz]\w*|semi-?final|quarter-?final|league|cup|overtime|penalties)\b",
    re.I,
)
_OPEN = Pattern(
    r"\s?[(\[]\s?(?:about|around|roughly|nearly|or|approximately|some|approx\.?|more\sthan|over|almost|just\sover"
    r"|just\sunder|up\sto|equivalent\sto|worth)?\s?$|\s?/\s?$|,?\sor\s(?:about\s)?$|,\sabout\s$",
    re.I,
)
_CONVERTIBLE = (FigureKind.MONEY, FigureKind.MEASURE)
_DIMENSION = {
    "length": "m km cm mm mi yd ft in um nm light-year", "area": "m2 km2 cm2 ft2 mi2 ha acre",
    "volume": "m3 l mL gal barrel pint quart cup",
    "mass": "g kg mg t ton lb oz stone kt", "temperature": "°C °F K", "speed": "km/h mph m/s knot",
    "power": "W kW MW GW hp bhp PS",
    "energy": "J kJ cal kcal kWh MWh GWh", "fuel": "mpg L/100km",
}  # fmt: skip
_DIMENSION_OF = {unit: name for name, units in _DIMENSION.items() for unit in units.split()}


def join(s: str, items: list[Item]) -> list[Item]:
    """Ranges merged and elided units filled in; what stays weak or bare-and-meaningless is dropped."""
    _borrow_backwards(s, items)
    out: list[Item] = []
    for item in items:
        if out and _ERROR.fullmatch(s[out[-1].end : item.first]) and out[-1].bare:
            # "9.8 +/- 0.1 km": the margin gives its unit to the number before it.
            out[-1].kind, out[-1].unit, out[-1].end = item.kind, item.unit, item.end
            continue
        if out:
            merged = _merge(s, out[-1], item)
            if merged is not None:
                out[-1] = merged
                continue
        out.append(item)
    _carry_forwards(s, out)
    kept = [i for i in out if not i.weak]
    for index in range(1, len(kept)):
        _convert(s, kept, index)
    return kept


def _borrow_backwards(s: str, items: list[Item]) -> None:
    """ "45 and 50 cases", "4, 5 and 6 percent": a bare number takes the unit or noun of the one it is listed with."""
    for i in range(len(items) - 2, -1, -1):
        item, after = items[i], items[i + 1]
        if (
            not item.bare
            or item.number.currency
            or after.bare
            or after.kind in (FigureKind.RATIO, FigureKind.MULTIPLE, FigureKind.SCORE)
        ):
            continue
        if after.number.currency and not after.unit:
            continue
        gap = s[item.end : after.first]
        if len(gap) > 12 or not _LIST.fullmatch(gap):
            continue
        if after.kind is FigureKind.MONEY and after.number.currency:
            continue
        if gap.strip() == "," and after.number.spelled != item.number.spelled:
            continue
        if "," in gap and item.number.raw.isdigit() and len(item.number.raw) == 4:
            continue
        item.kind, item.unit, item.counted, item.head, item.noun = (
            after.kind,
            after.unit,
            after.counted,
            after.head,
            None,
        )
        item.elided, item.weak = True, False


def _merge(s: str, a: Item, b: Item) -> Item | None:
    if a.value is None or b.value is None or b.qualifier == "~":
        return None
    gap = s[a.end : b.first]
    left = s[max(0, a.first - 24) : a.first]
    if _HYPHEN.fullmatch(gap):
        return _hyphen(s, a, b)
    if not _same_kind(a, b):
        return None
    if _BETWEEN.search(left) and _AND.fullmatch(gap):
        return _range(a, b)
    if _FROM.search(left) and len(gap) <= 60 and (_TO.fullmatch(gap) or (_FAR_TO.fullmatch(gap) and _matching(a, b))):
        return _range(a, b)
    if _moved(s, a, b, left):
        return None
    if gap == " to " and a.bare and b.bare and a.value > b.value and _SPORT.search(s, max(0, a.first - 40), a.first):
        return _score(a, b)
    if _TO.fullmatch(gap) and (a.bare or a.elided or a.unit == b.unit or (a.kind is FigureKind.AGE and b.bare)):
        return _range(a, b) if a.value < b.value or _scaled(a, b) < b.value else None
    small = a.number.whole and b.number.whole
    if _OR.fullmatch(gap) and small and (a.bare or a.elided) and not b.bare and a.value < b.value <= 10 * a.value + 10:
        return _range(a, b)
    return None


def _matching(a: Item, b: Item) -> bool:
    """Whether two ends that stand apart are surely of one range: the same unit, or both bare and written alike."""
    if a.bare and b.bare:
        return a.number.magnitude == b.number.magnitude and (a.number.magnitude > 1 or "," in a.number.raw)
    return a.unit == b.unit and a.head == b.head


def _moved(s: str, a: Item, b: Item, left: str) -> bool:
    """Whether "rose A to B" is a step and a level ("rose $2 to $45", "rose 2% to 7% from 5%") and no range."""
    if a.value is None or b.value is None or not _STEP.search(left):
        return False
    return b.value > 5 * a.value or _FROM_NEXT.match(s, b.end) is not None


def _hyphen(s: str, a: Item, b: Item) -> Item | None:
    assert a.value is not None
    assert b.value is not None
    touching = a.number.end == a.end
    if b.number.signed and not b.number.currency:
        return None
    voted = a.value < 1000 and b.value < 1000 and _VOTED.search(s, max(0, a.first - 60), a.first) is not None
    small = voted or (a.value < 200 and b.value < 200)
    if a.number.whole and b.number.whole and touching and not a.number.currency and small:
        spaced = s[a.end : b.first] != s[a.end : b.first].strip()
        near = s[max(0, a.first - 50) : a.first] + s[b.end : b.end + 30]
        counts = not b.bare and b.kind in (
            FigureKind.MEASURE,
            FigureKind.DURATION,
            FigureKind.PERCENT,
            FigureKind.AGE,
            FigureKind.MONEY,
            FigureKind.INDEX,
        )
        spaced = spaced and not (
            b.value <= a.value
            or _SPORT.search(near)
            or _TEAMS.search(s[max(0, a.first - 20) : a.first] + "|" + s[b.number.end : b.number.end + 4])
        )
        if (
            not counts
            and not spaced
            and not a.number.spelled
            and (
                b.value <= a.value
                or voted
                or _SPORT.search(near)
                or _TEAMS.search(s[max(0, a.first - 20) : a.first] + "|" + s[b.number.end : b.number.end + 4])
            )
            and (b.bare or b.head in _SCORE_NOUNS or b.value <= a.value)
        ):
            return _score(a, b)
    if a.value >= b.value and _scaled(a, b) >= b.value:
        return None
    return _range(a, b) if _same_kind(a, b) else None


def _score(a: Item, b: Item) -> Item:
    """A result, "3-1" or "79 to 18": the two numbers in the order in which they stand."""
    return Item(b.number, a.first, b.number.end, FigureKind.SCORE, low=a.value, high=b.value)


_VOTED = Pattern(
    r"\b(?:vot(?:e[ds]?|ing)|passed|approved|rejected|backed|adopted|ratified|House|Senate|parliament|lawmakers)\b"
)
_TEAMS = Pattern(r"[A-Z][\w-]+\s\|\s[A-Z]")
_SCORE_NOUNS = frozenset(
    """victory win defeat loss draw lead advantage triumph record vote decision ruling margin score thrashing home
    scoreline majority rout aggregate extra away upset""".split()
)


def _same_kind(a: Item, b: Item) -> bool:
    if a.bare or a.elided:
        return not (a.kind is FigureKind.INDEX and b.kind is not FigureKind.INDEX)
    if b.bare:
        return a.kind in (
            FigureKind.MONEY,
            FigureKind.PERCENT,
            FigureKind.MEASURE,
            FigureKind.COUNT,
            FigureKind.AGE,
            FigureKind.DURATION,
            FigureKind.INDEX,
        ) and _near(a, b)
    if a.kind is FigureKind.COUNT and b.kind is FigureKind.COUNT:
        return a.head == b.head
    both = a.kind is b.kind or (a.kind is FigureKind.AGE and b.kind is FigureKind.DURATION)
    return both and (a.unit == b.unit or b.unit.startswith(a.unit + "/"))


def _near(a: Item, b: Item) -> bool:
    if a.value is None or b.value is None:
        return False
    if a.kind is FigureKind.MONEY and not b.number.large and b.value * 50 < a.value:
        return False
    if a.kind is FigureKind.PERCENT:
        return abs(b.value) <= 100 and ("." in b.number.raw or b.number.whole) and b.number.magnitude == 1
    low = _scaled(a, b)
    return low == 0 or 0.1 <= abs(b.value / low) <= 10


def _scaled(a: Item, b: Item) -> float:
    """The low end in the magnitude of the high end, if left out: "$10-15 billion", not "$200 to $4 million"."""
    assert a.value is not None
    if (
        a.number.magnitude == 1
        and b.number.magnitude > 1
        and "," not in a.number.raw
        and abs(a.value) < abs(b.number.coefficient) + 1e-9
    ):
        return a.value * b.number.magnitude
    return a.value


def _range(a: Item, b: Item) -> Item:
    assert a.value is not None
    assert b.value is not None
    low, high = _scaled(a, b), b.value
    source = a if b.bare and not a.bare else b
    rated = a.unit if "/" in a.unit and a.unit.startswith(b.unit) else source.unit
    falling = low > high
    return Item(
        a.number if a.number.magnitude > 1 and not b.number.magnitude > 1 else b.number,
        a.first,
        b.end,
        a.kind if a.kind is FigureKind.AGE else source.kind,
        low=min(low, high),
        high=max(low, high),
        unit=rated,
        counted=source.counted,
        head=source.head,
        noun=source.noun,
        change="down" if falling else a.change or b.change,
    )


def _carry_forwards(s: str, items: list[Item]) -> None:
    """ "3.1 percent from 3.7", "15.9 degrees in 2018 and 2.1": a bare number takes the unit of the figure before it."""
    for a, b in itertools.pairwise(items):
        if (
            not b.bare
            or b.number.currency
            or a.bare
            or b.value is None
            or (b.number.spelled and a.kind is not FigureKind.COUNT)
        ):
            continue
        gap = s[a.end : b.first]
        if len(gap) > 48 or not _CARRY.match(gap):
            continue
        if a.kind in (FigureKind.PERCENT, FigureKind.MEASURE, FigureKind.MONEY) and a.value is not None:
            decimal = "." in b.number.raw
            if a.kind is FigureKind.PERCENT:
                fits = (
                    abs(b.value) < 100
                    and b.number.magnitude == 1
                    and (decimal or "from" in gap or " and " in gap or " or " in gap)
                )
                fits = fits and not (" to " in gap and not decimal)
            elif a.kind is FigureKind.MONEY:
                fits = (b.number.magnitude > 1 or decimal or b.number.large) and 0.05 <= abs(
                    b.value / (a.value or 1)
                ) <= 20
            else:
                fits = ("from" in gap and 0.1 <= abs(b.value / (a.value or 1)) <= 10) or (
                    decimal and "." in a.number.raw
                )
            if fits and not re.search(r"\b(?:at|in|on)\s$", gap):
                b.kind, b.unit, b.elided, b.weak = (
                    a.kind,
                    a.unit.split("/")[0] if "/" in a.unit else a.unit,
                    True,
                    False,
                )
        elif a.kind is FigureKind.AGE:
            if b.number.whole and b.value < 116 and re.fullmatch(r"(?:,|,?\sand|\sor)\s", gap):
                b.kind, b.unit, b.elided, b.weak = a.kind, a.unit, True, False
        elif (
            a.kind is FigureKind.COUNT
            and a.value is not None
            and re.search(r"\b(?:from|(?<!more\s)(?<!less\s)(?<!fewer\s)than|against|versus|with)\s\S*\s?$", gap)
        ):
            b.counted, b.head, b.elided, b.weak = a.counted, a.head, True, False


def _convert(s: str, items: list[Item], index: int) -> None:
    a, b = items[index - 1], items[index]
    if a.kind not in _CONVERTIBLE or b.kind is not a.kind or a.unit == b.unit:
        return
    gap = s[a.end : b.first]
    if len(gap) > 18 or not _OPEN.fullmatch(gap):
        return
    if a.kind is FigureKind.MEASURE:
        left, right = _DIMENSION_OF.get(a.unit.split("/")[0]), _DIMENSION_OF.get(b.unit.split("/")[0])
        if left is None or left != right:
            return
    b.conversion_of = index - 1
