"""Numbers that are no figures by the words beside them: years, names with numbers in them, codes, ordinals."""

from __future__ import annotations

import re

from reader.figures.grammar import NOUN_OR_VERB, STOPS, VERBS
from reader.figures.numbers import Number
from reader.figures.pattern import Pattern

_LOWER_CUES = frozenset(
    """no number section article chapter room flight route highway interstate line gate platform block page pages row
    phase stage grade type class category level area zone district ward group game week day episode season part
    volume vol title rule proposition prop amendment resolution directive figure fig table channel radio apollo lot
    paragraph clause schedule appendix exhibit case docket verse question item step lane exit junction bus train
    tram ward floor suite apt apartment unit pier berth terminal runway tier covid sars hiv formula nr num divisions
    division version match round act scene windows ps psalm isaiah matthew john mark luke genesis size""".split()
)
_NAME_CUES = frozenset(
    """iphone ipad galaxy pixel playstation xbox boeing airbus android ios nintendo sputnik soyuz voyager chang'e
    falcon atlas ariane model s&p ftse nasdaq nikkei russell cac dax stoxx asx csi kospi topix ibex sensex nifty
    msci fortune forbes hang ibovespa sbf aex bse mib omx covid-19 type mach psalm proposition euro formula agenda
    horizon vision expo cop tour top g group bell pier studio catch fahrenheit uefa fifa olympic olympics copa euros
    world cup mazda peugeot ferrari porsche bmw audi lexus infiniti volvo tesla renault citroën concorde antonov
    tupolev embraer bombardier cessna gulfstream dreamliner superjumbo windows word gpt gpt-4 gemini claude llama
    core ryzen snapdragon""".split()
)
_BEFORE = Pattern(r"(?:^|[\s(“\"‘'/])([A-Za-z][\w&’'-]*)(\.?)\s?[-–]?\s?$")
_YEAR_LEAD = Pattern(
    r"\b(?:in|since|of|by|from|until|till|during|before|after|around|circa|ca\.?|c\.|early|late|mid|year|years|end"
    r"|for|fiscal|and|or|to|through|than|"
    r"between|the|spring|summer|autumn|fall|winter|back|class|a|an|on|its|his|her|their|this|not|at|but|with|season"
    r"|election|elections|--?|>|=|>\s=)[\s-]*$",
    re.I,
)
_YEAR_SURE = Pattern(r"\b(?:in|since|by|until|from|of|year|circa|c\.|ca\.)\s$", re.I)
_YEAR_COUNT = Pattern(
    r"\b(?:more than|less than|fewer than|over|about|some|nearly|almost|only|just|least|approximately|roughly|around"
    r"|up to|another|estimated|with|has|had|have|employs?|killed|than)\s$",
    re.I,
)
_ERA = Pattern(r"\s?(?:B\.?C|A\.?D\b|C\.?E\b|BCE)")
_ORDINAL = Pattern(
    r"(?:[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth"
    r"|hundredth|thousandth|\w*illionth)\b|th\b)",
    re.I,
)
_PREFIXED = frozenset(
    """sub minus now over under mid pre post non a up plus approximately age aged around about top last under- roughly
    nearly some the of to is was by from at between and or""".split()
)


def is_name(s: str, number: Number, noun: bool) -> bool:
    """Whether a number without unit or money belongs to a name: "Boeing 747", "Section 230", "S&P 500", "Flight 93".

    `noun`: a counted noun was found behind it, which only a word that is sure to take a number outweighs.
    """
    if not number.whole or (
        number.spelled and (noun or not _SPELLED_NAME.search(s, max(0, number.start - 14), number.start))
    ):
        return False
    before = _BEFORE.search(s, max(0, number.start - 28), number.start)
    if before is None or "," in number.raw or _SCORE.match(s, number.end):
        return False
    word = before.group(1)
    low = word.lower()
    if low in _NAME_CUES and (word[0].isupper() or low in ("iphone", "ipad", "ios")):
        return (
            low not in ("top", "word", "world", "group", "type", "model", "core", "vision", "tour") or word[0].isupper()
        )
    if low in _LOWER_CUES and not (noun and word.islower()):
        return not (low == "no" and not before.group(2) and not word[0].isupper()) or word == "No"
    if before.group(2):
        return False
    if word.isupper() and not noun and 2 <= len(word) <= 5 and len(number.raw) <= 3:
        return low not in ("us", "uk", "eu", "un")
    return (
        not noun
        and word[0].isupper()
        and not word.isupper()
        and before.start(1) > 0
        and len(number.raw) <= 4
        and low not in _NOT_NAMES
    )


_SCORE = Pattern(r"\s?[-–]\s?\d{1,2}\b")
_SPELLED_NAME = Pattern(
    r"\b(?:[Ss]ection|[Cc]hapter|[Pp]hase|[Ss]tage|[Tt]ype|[Cc]ategory|[Ll]evel|[Aa]rticle|[Gg]rade|Formula|[Pp]art"
    r"|Act|[Tt]ier|Apollo|Big|[Dd]ay|[Ww]eek|[Vv]ersion|[Nn]umber|[Ee]pisode|[Rr]ound|[Rr]oom|[Gg]roup)\s$"
)
_NOT_NAMES = frozenset(
    """about around nearly almost some over under only just least most than more another the at by in on of to for from
    with and or but last next first past these those all every monday tuesday wednesday thursday friday saturday
    sunday yesterday today tomorrow between within after before since until roughly approximately up down out off
    aged age both exactly fully is was were are has have had its their our your""".split()
)


def is_index_name(s: str, number: Number) -> bool:
    """Whether a round number and the verb behind it belong to a share index: "UPLAND 100 SLIPS", "Upland 50 falls"."""
    if number.raw not in _INDEX_SIZES:
        return False
    verb = _VERB_BEHIND.match(s, number.end)
    before = _NAME_BEFORE.search(s, max(0, number.start - 24), number.start)
    if verb is None or before is None or before.group(1).lower() in STOPS | VERBS | NOUN_OR_VERB:
        return False
    return verb.group(1).lower() in _MARKET_MOVES


_INDEX_SIZES = frozenset("20 25 30 40 50 60 80 100 200 225 250 300 350 400 500 600 1000 2000".split())
_VERB_BEHIND = Pattern(r"\s([A-Za-z]+)\b")
_NAME_BEFORE = Pattern(r"(?:^|\s)([A-Z][A-Za-z&-]+)\s$")
_MARKET_MOVES = frozenset(
    """slips falls rises gains drops dips slides climbs jumps soars sinks tumbles plunges loses adds edges ends closes
    opens hits tops advances rallies slumps surges retreats recovers rebounds sheds eases""".split()
)


def is_year(s: str, number: Number, noun: bool) -> bool:
    """Whether a bare four-digit number is a year; `noun`: a counted noun was found behind it."""
    raw = number.raw
    if not (len(raw) == 4 and raw.isdigit()) or number.signed or number.magnitude != 1:
        return False
    value = int(raw)
    if not 1000 <= value <= 2199:
        return False
    if _ERA.match(s, number.end):
        return True
    if not noun:
        return value >= 1300 or bool(_YEAR_SURE.search(s, max(0, number.start - 8), number.start))
    if _YEAR_COUNT.search(s, max(0, number.start - 14), number.start):
        return False
    if 1900 <= value <= 2100:
        return True
    return bool(_YEAR_LEAD.search(s, max(0, number.start - 14), number.start))


def is_code(s: str, number: Number) -> bool:
    """Whether the digits run on into letters that are no unit ("860BOX"), start with a zero, or sit in a formula."""
    if number.spelled or number.currency or number.form:
        return False
    raw, after = number.raw, s[number.end : number.end + 1]
    if len(raw) > 1 and raw[0] == "0" and raw[1].isdigit():
        return True
    before = s[number.start - 1 : number.start]
    if before in ("+", "/") and number.start > 1 and s[number.start - 2].isalnum():
        return True
    return after.isalpha() or after == "_"


def is_glued(s: str, number: Number) -> bool:
    """Whether letters, or a word with a hyphen, touch the digits in front ("V10", "COVID-19", "iPad2")."""
    start = number.start
    if start == 0 or number.currency:
        return False
    if number.spelled:
        return start > 1 and s[start - 1] in "-‐‑" and s[start - 2].isalpha() and not number.form
    before = s[start - 1]
    if before.isalpha() or before in "_\\":
        return True
    if before in "-–/‑" or (number.signed and s[start] in "-−–"):
        at = start - 1 if before in "-–/‑" else start
        left = re.search(r"([A-Za-z]+\d*)\s?$", s[max(0, at - 16) : at]) if at and not s[at - 1].isspace() else None
        return bool(left and left.group(1).lower() not in _PREFIXED)
    return before == "." and start > 1 and s[start - 2].isdigit()


def is_ordinal(s: str, number: Number) -> bool:
    """Whether number words run on into an ordinal ("one hundred twenty fifth")."""
    return number.spelled and number.form == "" and bool(_ORDINAL.match(s, number.end))
