"""What stands behind a number: units, money, rates.  The lists live in `data/` and are read at first use."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reader.figures.pattern import Pattern
from reader.model import FigureKind


class Unit(NamedTuple):
    """A normalised unit and the kind of figure that it makes."""

    name: str
    kind: FigureKind


class Lexicon(NamedTuple):
    """`words` by lower-case surface, `symbols` by exact surface, `glued` symbols that must touch the digits."""

    words: dict[str, Unit]
    symbols: dict[str, Unit]
    glued: dict[str, Unit]
    careful: frozenset[str]
    prefixes: dict[str, str]
    prefix_ends: frozenset[str]


# Codes that are English words or initials: money before a number only when the number is large.
_CAREFUL_CODES = frozenset(
    """ALL TOP MAD CUP TRY SOS COP MOP PEN BOB GEL BAM RON ANG BIF MUR LAK LEK NAD LSL BTN MGA ERN ID LE LL SR PS DM P
    N R""".split()
)


_SHORT_WORDS = frozenset("day ton bit amp gig yen".split())


def _plurals(surface: str) -> tuple[str, ...]:
    if surface.endswith(("s", "'", "ar", "kwh")) and not surface.endswith(("dollar", "dinar", "bar", "year")):
        return (surface,)
    if (len(surface) < 4 and surface not in _SHORT_WORDS) or not surface[-1].isalpha():
        return (surface,)
    if surface.endswith(("inch", "foot", "feet", "half")):
        return (surface,)
    return (surface, surface + "s")


@cache
def lexicon() -> Lexicon:
    """The merged lists; hand-kept entries win over generated ones."""
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    glued: dict[str, Unit] = {}
    careful: set[str] = set()
    prefixes: dict[str, str] = {}

    def add(surface: str, unit: Unit) -> None:
        if surface.startswith("="):
            glued.setdefault(surface[1:], unit)
        elif surface.startswith("!"):
            for form in _plurals(surface[1:]):
                if form not in words:
                    words[form] = unit
                    careful.add(form)
        elif (
            surface in _SHORT_WORDS
            or (
                surface.replace(" ", "").replace("-", "").replace("'", "").isalpha()
                and len(surface) > 3
                and surface[1:] == surface[1:].lower()
            )
        ) or " " in surface:
            for form in _plurals(surface.lower()):
                words.setdefault(form, unit)
        else:
            symbols.setdefault(surface, unit)

    from pathlib import Path  # 6 ms that an import need not pay

    data = Path(__file__).parent / "data"
    for name in ("core.tsv", "core_money.tsv", "currencies.tsv", "units.tsv"):
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            row = line.split("\t")
            if len(row) == 3:
                unit = Unit(row[0], FigureKind(row[1]))
                for surface in row[2].split("|"):
                    add(surface, unit)
                continue
            unit = Unit(row[0], FigureKind.MONEY)
            for prefix in row[1].split("|"):
                if prefix:
                    prefixes.setdefault(prefix, row[0])
            for surface in (row[2] + "|" + row[3]).split("|"):
                if surface:
                    add(surface, unit)
    return Lexicon(words, symbols, glued, frozenset(careful), prefixes, frozenset(p[-1] for p in prefixes))


_MARKS = Pattern(r"M(USD|EUR|AUD|GBP|SEK|NOK|DKK|CHF|CAD)\s?$")


def currency_before(s: str, start: int, large: bool) -> tuple[str, int, float] | None:
    """The currency prefix that ends at `start`: (code, where it begins, a factor for "MUSD"); None without one."""
    if start == 0:
        return None
    lex = lexicon()
    edge = start
    if s[edge - 1] in " \u00a0" and edge > 1:
        edge -= 1
    if s[edge - 1] not in lex.prefix_ends:
        return None
    for size in range(min(6, edge), 0, -1):
        prefix = s[edge - size : edge]
        code = lex.prefixes.get(prefix)
        if code is None:
            continue
        begin = edge - size
        letters = prefix[0].isalpha()
        if letters and begin and (s[begin - 1].isalnum() or s[begin - 1] in "&-."):
            continue
        if (
            prefix.isalpha()
            and len(prefix) <= 2
            and edge != start
            and prefix not in ("Rs", "RM", "kr", "rs", "Tk", "Rp")
        ):
            continue
        if (prefix in _CAREFUL_CODES or (prefix.isalpha() and len(prefix) == 1)) and not large:
            continue
        return code, begin, 1.0
    match = _MARKS.search(s, max(0, start - 6), start)
    return (match.group(1), match.start(), 1e6) if match else None


_TOKEN = Pattern(r"[^\s,;:()\[\]\"“”!?<>|]+")
_BRACKETED = Pattern(r"\s?(?:\((\w{1,3}²?)\)|\[(\w{1,3})\]|<(\w{1,3})>)")
_GAP = Pattern(r"[ \u00a0\u202f]{1,2}|\s?[-‐‑]\s?")
_FINE = Pattern(r"\.\d{3,}$")
_THICK = Pattern(r"\sin(?=\s(?:thick|long|wide|tall|high|deep|across)\b)")
_TONS = Pattern(r"\st\b(?!['’])")
_MEASURE_FOLLOWS = frozenset({"in", "a", "m", "am", "pm", "A", "V", "W", "K"})


def unit_after(s: str, pos: int, *, large: bool, spelled: bool = False) -> tuple[Unit, int] | None:
    """The unit that begins at `pos`, glued to the number or one space or hyphen on: (unit, where it ends)."""
    lex = lexicon()
    inches = _THICK.match(s, pos) or (_TONS.match(s, pos) if large else None)
    if inches:
        return lex.symbols["in."] if inches.group() == " in" else lex.glued["t"], inches.end()
    gap = _GAP.match(s, pos)
    at = gap.end() if gap else pos
    first = _TOKEN.match(s, at, at + 40)
    if first is None:
        inside = _BRACKETED.match(s, pos)
        if inside:
            unit = lex.symbols.get(inside.group(1) or inside.group(2) or inside.group(3))
            if unit:
                return unit, inside.end()
        return None
    ends = [first.end()]
    while len(ends) < 4:
        more = _GAP.match(s, ends[-1])
        token = _TOKEN.match(s, more.end(), more.end() + 24) if more else None
        if token is None:
            break
        ends.append(token.end())
    for end in reversed(ends):
        surface = s[at:end]
        forms = [surface, surface.rstrip(".'’")]
        if end == ends[0]:
            forms += [surface.split("/")[0], surface.split("-")[0]]
        for trimmed in dict.fromkeys(forms):
            if not trimmed or (
                len(trimmed) < 4 and trimmed == surface.split("-")[0] != surface and trimmed not in lex.words
            ):
                continue
            key = trimmed.lower().replace("’", "'").replace("‑", "-").replace("‐", "-")
            unit = lex.words.get(key) or lex.words.get(key.replace("-", " "))
            if unit is not None:
                if key in lex.careful and not large:
                    return None
                return unit, at + len(trimmed)
            unit = lex.symbols.get(trimmed)
            if unit is None and gap is None:
                unit = lex.glued.get(trimmed)
            if unit is not None and not (spelled and trimmed.isalpha() and len(trimmed) < 2):
                if trimmed in ("$", "£", "€") and s[at + 1 : at + 3].strip()[:1].isdigit():
                    continue
                if (
                    trimmed in _MEASURE_FOLLOWS
                    and gap is not None
                    and not (trimmed in ("am", "pm") and _FINE.search(s, max(0, pos - 6), pos))
                ):
                    continue
                return unit, at + len(trimmed)
    if gap is None and (symbol := s[at : at + 1]) in lex.symbols and not symbol.isalnum():
        return lex.symbols[symbol], at + 1
    if s[at : at + 1] in ("%", "€", "£", "$", "¥", "₽", "₹", "₺") and not s[at + 1 : at + 3].strip()[:1].isdigit():
        return lex.symbols[s[at]], at + 1
    return None


_PER_SPACED = Pattern(
    r"\s+(?:/\s?|per[\s-]|an?\s+(?=[a-z])|each\s+(?=[a-z])|every\s+(?=[a-z])|for\s+every\s+|for\s+each\s+)|-(?:a|an"
    r"|per)-|/\s?|\s-\s(?:a|an)\s-\s",
    re.I,
)
_WORDS = Pattern(r"(?:(\d[\d,]*(?:\.\d+)?)[\s-]?)?([A-Za-zµ°][\w²³°-]*)")
_ANNUM = {"annum": "year", "head": "head", "capita": "capita"}
# After "a" or "an" only these make a rate; after "/" and "per" any noun does.
_RATED = frozenset(
    """day week month year hour minute second night share barrel gallon litre liter tonne ton kilo kilogram kg pound
    ounce bushel head person piece unit mile foot acre ticket pop game seat dozen bottle hectare kilometre kilometer
    metre meter head copy vote visit trip session shift pint pack packet box can cup bag household gram room therm
    megawatt-hour kilowatt-hour quarter decade season litre word plate""".split()
)
_TIMES = frozenset("year month week day hour minute".split())
_EARLIER = Pattern(r"\s+(?:earlier|ago|before|later|after)\b")
_GROSS = frozenset("gross net registered deadweight troy short long".split())
# A price is for any one thing that closes the phrase: "£450 a child.", "$12 a tablet in May".
_PRICED = Pattern(
    r"(?<!ed)(?<!ing)(?<!s)(?:\s?[.,;:)]|\s?$|\s(?:and|or|for|in|on|at|to|from|but|as|when|while|this|last|plus|with)\b)"
)
_ROUND = Pattern(
    r"\s?per\s(1,000|10,000|100,000|1,000,000)\b"
    r"(?!,\d|\s(?!(?:in|for|and|of|by|at|on|last|from|to|a|this|over|during|compared|against|among)\b)[A-Za-z])"
)
_COMPOUND = {("km", "hour"): "km/h", ("mi", "hour"): "mph", ("m", "second"): "m/s", ("mi", "gal"): "mpg"}
_PLAIN = {
    "barrel": "barrel",
    "gal": "gallon",
    "mi": "mile",
    "lb": "pound",
    "oz": "ounce",
    "l": "litre",
    "acre": "acre",
    "t": "tonne",
    "kg": "kg",
}


def rate_after(s: str, pos: int, unit: str, *, money: bool = False) -> tuple[str, int] | None:
    """ "a year", "per share", "/hour", "per 100,000 people" from `pos` on: (the whole unit, where it ends)."""
    lead = _PER_SPACED.match(s, pos)
    if lead is None:
        return None
    if bare := _ROUND.match(s, pos):
        return f"{unit}/{bare.group(1)}", bare.end()
    word = _WORDS.match(s, lead.end(), lead.end() + 48)
    if word is None:
        return None
    count, noun = word.groups()
    article = lead.group().strip(" -").lower() in ("a", "an", "each", "every")
    key = noun.lower().replace("’", "'").rstrip(".")
    if article and (key in _TIMES and _EARLIER.match(s, word.end(2))):
        return None
    if article and (key not in _RATED or key == "head") and not (money and _PRICED.match(s, word.end(2))):
        return None
    if not article and key in _GROSS and (measure := _WORDS.match(s, word.end(2) + 1, word.end(2) + 32)):
        return f"{unit}/{denominator(measure.group(2))}", measure.end(2)
    if key in ("cent", "se", "diem"):
        return None
    if count:
        if article:
            return None
        return f"{unit}/{count} {noun}", word.end(2)
    if not article:
        # "per metric ton", "per square foot", "per million British thermal units".
        scale = f"{key} " if key in ("million", "thousand", "billion", "hundred") else ""
        unit_there = unit_after(s, word.end(2) if scale else lead.end(), large=False)
        if unit_there and unit_there[0].kind in (FigureKind.MEASURE, FigureKind.DURATION):
            low = _PLAIN.get(unit_there[0].name, unit_there[0].name)
            return _COMPOUND.get((unit, low), f"{unit}/{scale}{low}"), unit_there[1]
    low = denominator(noun)
    name = _COMPOUND.get((unit, low), f"{unit}/{low}")
    return name, word.end(2)


def denominator(noun: str) -> str:
    """The normalised denominator of a rate: the symbol of a measure, else the noun in the singular."""
    from reader.figures.nouns import singular

    key = noun.lower()
    if key in _ANNUM:
        return _ANNUM[key]
    lex = lexicon()
    unit = lex.words.get(key) or lex.symbols.get(noun) or lex.glued.get(noun)
    if unit is not None and unit.kind in (FigureKind.MEASURE, FigureKind.DURATION):
        return _PLAIN.get(unit.name, unit.name)
    return singular(key)
