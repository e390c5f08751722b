"""The spans of a sentence that are dates, clock times, phone numbers, addresses, links: no figure stands there.

Each group of patterns has a cheap gate, so that an ordinary sentence tries few of them.
"""

from __future__ import annotations

import re
from collections.abc import Set

from reader.figures.pattern import Pattern

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_LOWER_MONTH = (
    r"(?:january|february|april|june|july|august|september|october|november|december"
    r"|feb|apr|jun|jul|aug|sept?|oct|nov|dec|jan)"
)
_ANY_MONTH = rf"(?:{_MONTH}|{_LOWER_MONTH})"
_WEEKDAY = r"(?:(?i:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?i:day)?)\b"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ORDINAL_DAY = (
    r"(?:first|second|third|fourth|fifth"
    r"|(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_CLOCK = r"\d{1,2}(?:[:.]\d{2}){0,2}"
_AMPM = r"(?i:[ap]\s?\.?\s?m\b\.?|o['’]?\s?clock|noon|ampm)"
_PART = r"(?:morning|afternoon|evening|night)"
_ZONE = r"(?:GMT|UTC|BST|EST|EDT|ET|CET|CEST|PST|PDT|PT|CST|CDT|IST|JST|SGT|HKT|AEST|MST|cst|pst|est)"
_FEAST = (
    r"(?:Christmas|Easter|Halloween|Thanksgiving|[Ee]aster|[Hh]alloween|black friday|labor day|earth day|[Ww]eek"
    r"|[Ff]iscal|FY|fy|cy|CY|[Cc]alendar year)"
)

_MONTH_WORDS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sept sep oct nov dec""".split()
)
_DAY_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun today
    tonight tomorrow yesterday year night morning afternoon evening""".split()
)
_PHONE_WORDS = frozenset("tel phone call dial fax text helpline hotline telephone mobile ring".split())
# Where these words stand, "at 8.15" may well be a price or a level.
_LEVEL_WORDS = frozenset(
    """shares stock stocks index dollar euro yen yuan pound pence rate rates price prices inflation unemployment growth
    yield yields average stood valued traded trading closed settled level percent odds score ratio""".split()
)
_DOTTED = Pattern(
    r"\b(?:at|until|till|since|before|after|around|about|from)\s(?:[01]?\d|2[0-3])\.[0-5]\d\b(?=\s?(?:[.,;:)”]|$|and\b|in\sthe\b|on\b|when\b|but"
    r"\b|as\b|this\b|that\b|local\b|was\b|were\b|had\b|to\s\d))(?!\s?\S?\d)"
    r"|\bthe\s(?:[01]?\d|2[0-3])\.[0-5]\d\s(?:train|bus|ferry|flight|service|sailing|boat|departure|express|to\s[A-Z]|from\s[A-Z])"
)
_NO_WORDS: frozenset[str] = frozenset()
# (words one of which must occur, or else a pattern that must; the pattern of the spans).
_GROUPS: tuple[tuple[frozenset[str], str, str], ...] = (
    (  # links, handles, file names
        _NO_WORDS,
        r"://|www\.|[@#_]|\.(?:html?|pdf|jpe?g|png|xlsx?|docx?|csv|txt|php)\b",
        r"https?://\S+|www\.\S+|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|(?<!\w)[@\#]\w+|\b[\w-]{1,80}\.(?:html?|pdf"
        r"|jpe?g|png|xlsx?|docx?|csv|txt|php)\b|\#\s?\d+",
    ),
    (  # dates with a month in words
        _MONTH_WORDS,
        "",
        rf"""\b\d{{4}}[-/]\d{{1,2}}[-/]{_ANY_MONTH}\b|\b\d{{1,2}}[-/]\d{{4}}[-/]{_ANY_MONTH}\b|\b\d{{1,2}}[-/]{_ANY_MONTH}[-/]\d{{2,4}}\b|\b\d{{4}}[-/.]{_ANY_MONTH}[-/.]\d{{1,2}}\b
        |(?:\b(?:[Tt]he\s+)?{_DAY}(?:\s+of)?\s*(?:[-–,]|to|and|until
        |or)\s*)?\b(?:the\s+)?{_DAY}(?:\s+day)?[\s-]+(?:of\s+)?{_ANY_MONTH}\b(?:[\s,-]+(?:of\s+|in\s+)?(?:{_YEAR}
        |['’]\d\d|(?<=of\s)\d\d)\b|\snineteen\s[a-z]+(?:[\s-][a-z]+)?)?
        |\b{_ANY_MONTH}[\s/-]?(?:the\s+)?(?:{_ORDINAL_DAY}\b(?:\s\d\d\b)?|{_DAY}\b(?!\s?(?:%|per\s?cent|million
        |billion|people))(?![,.]\d))
            (?:\s*(?:[-–,/]|to|through|and|until|or)\s*(?:{_ANY_MONTH}\s+)?{_DAY}\b(?![\d,.]*\d\d\d|\s?(?:%
            |per\s?cent|million|people|percent)))*(?:\s?,?\s*(?:of\s+|in\s+)?{_YEAR}\b(?!\s?(?:people|[a-z]+s\b)))?
        |\b{_ANY_MONTH}[,/]?[\s/-]?(?:of\s+|in\s+)?(?:{_YEAR}|(?:of\s)['’]?\d\d|['’]\d\d)\b|\b{_YEAR}[\s/-]{_ANY_MONTH}\b""",
    ),
    (  # dates in digits
        _NO_WORDS,
        r"\d[-/.]\d|\d{4}\s\d{1,2}\s\d",
        rf"""\b\d{{1,3}}(?:\.\d{{1,3}}){{3}}\b|\b\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b|\b\d{{4}}\s\d{{1,2}}\s\d{{1,2}}(?=,)|\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|\b\d{{1,2}}[.-]\d{{1,2}}[.-](?:19|20)?\d{{2}}\b
        |\b\d{{1,2}}/\d{{1,2}}-\d{{1,2}}/\d{{1,2}}(?:,?\s{_YEAR})?\b|\b\d{{1,2}}/\d{{1,2}}\s(?=between|from|at|before)
        |\b(?:from|on|between|next|this|until)\s\d{{1,2}}/\d{{1,2}}(?:\s?(?:to|and|-|,
        |or)\s?\d{{1,2}}/\d{{1,2}})*\b(?!\s?of)|\b(?:9/11|24/7|7/7|50[-/]50|20[/-]20)\b
        |\b\d{{1,2}}-\d{{4}}\b(?!\s?[a-z]+s\b)
        |\b(?:between|from)\s\d{{1,2}}\s(?:and|to)\s\d{{1,2}}\son\s\d{{1,2}}/|\bon\s\d{{1,2}}\.\d\d$|\b\d+(?:\.\d+){{2,}}\b""",
    ),
    (  # a day or an hour beside a weekday or a part of the day
        _DAY_WORDS,
        "",
        rf"""\b{_WEEKDAY}[\s,(]+(?:the\s+)?(?:\d{{1,2}}(?:[./-]\d{{1,2}}|st|nd|rd|th)(?:\sat\s{_CLOCK})?\b(?!\s?(?:%|million|percent))|\d{{1,2}}(?:\sat\s\d{{1,2}}$|\b(?!\s?(?:%|[a-z]{{3,}}|million))))|\b(?:the\s)?\d{{1,2}}(?:th|rd|nd|st)?\sat\s\d{{1,2}}(?=$|[.,])
        |\b{_WEEKDAY}\s\d{{1,2}}(?:[-.]\d{{1,2}}|\s(?:between|at)\s{_CLOCK}(?:\sand\s{_CLOCK}(?:\s?{_AMPM})?)?)\b
        |\b(?:{_WEEKDAY}|(?i:tomorrow|today|tonight|yesterday|next\s+year|night|{_PART}))(?:\s(?i:afternoon|morning
        |evening|night))?(?:\s(?:from|at|between|around|by))?\s{_CLOCK}(?:\s?(?:-|to|and|till?)\s?{_CLOCK})?(?!\d
        |[,.:]\d|\s?(?:%|percent|per\scent|million|billion|[a-z]{{4,}}))(?:\s?{_AMPM})?
        |\b{_CLOCK}(?:\s?(?:-|to|and|till?)\s?{_CLOCK})?\s(?:next\s)?(?:{_WEEKDAY}|yesterday|tomorrow|last\snight
        |this\smorning|last\smorning)
        |\b{_CLOCK}(?:\s(?:and|to)\s{_CLOCK})?\sin\sthe\s{_PART}\b|\b(?:in\sthe\s{_PART})\sat\s{_CLOCK}""",
    ),
    (  # clock times
        frozenset({"gmt", "past", "clock", "noon", "pst", "est"}),
        rf"\d:\d|\d\s?(?i:[ap]\s?\.?\s?m\b|o['’]?\s?clock|h\b|hrs\b|hours)|\d[ap]\b|\d\s{_ZONE}\b|[ap]\.m"
        rf"|quarter\s(?:to|past)",
        rf"""\b\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d+)?(?:\s?{_AMPM}|\s?{_ZONE}\b)?(?:\s?(?:-|–|to|and|till?|until)\s?{_CLOCK}(?:\s?{_AMPM})?(?![\d,.]*\d))?
        |\b(?:(?:between|from)\s)?{_CLOCK}(?:\s?{_AMPM})?\s?(?:-|–|to|and|or|until|till)\s?{_CLOCK}\s?(?:{_AMPM}
        |{_ZONE}\b)|\b{_CLOCK}\s?(?:-|to|and)\s?\d{{1,2}}:\d{{2}}
        |\b{_CLOCK}[ap]\b(?=[.,]?$)|(?<![\d.,:])\b{_CLOCK}\s?{_AMPM}(?![A-Za-z])(?:\s?-\s?\d{{1,2}}\b)?
        |(?<![\d.,:])\b[0-2]?\d[0-5]\d\s?(?:{_AMPM}|{_ZONE}\b|h\b|hrs\b)|\b\d{{1,2}}[.:]\d{{2}}\s?{_ZONE}\b
        |\b0\d{{3}}\s?(?:hours|-\s?0\d{{3}})
        |\b(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[\s-](?:thirty
        |fifteen))?\s?(?:[ap]\.m\.|o['’]\s?clock)
        |\b(?:\d{{1,2}}|five|ten|twenty)\spast\s(?:\d{{1,2}}|six|seven|eight|nine|ten|eleven|twelve|one|two|three|four|five)\b|\b(?:half\s|(?:a\s)?quarter\s)(?:past|to)\s(?:\d{{1,2}}|six|seven|eight|nine|ten|eleven|twelve|one|two|three|four|five)\b(?=\s+(?:on|in\s+the|this|yesterday|tomorrow)|[.,]|$)""",
    ),
    (  # "back at 7.", "the 17 from 2pm"
        _NO_WORDS,
        r"\bat\s\d|\bthe\s\d",
        r"""\b(?:leave|back|meet|start|begin|open|close|arrive|resume|kick\soff)s?\sat\s\d{1,2}(?:\.\d\d)?(?=[.,?!](?!\d)|$)|\bthe\s\d{1,2}\s(?=(?:from|between|at)\s\d)""",
    ),
    (  # telephone numbers
        _PHONE_WORDS,
        r"\d{3}[-.\s)]{1,2}\d{3}|\d{2}[-\s]\d{2,4}[-\s]\d{2}|\+\d|\d{7}",
        r"""(?:\+\d{1,3}[\s.-]?)(?:\(?\d{1,4}\)?[\s./-]?){2,6}\d{2,4}\b
        |\(\d{3}\)\s?\.?\d{3}[.\s-]?\d{4}|\b\d?-?\d{3}[-.]\d{3}[-.]\d{4}\b|\b\d\(\d{3}\)\d{3}-\d{4}
        |\b\d{3}-\d{4}\b(?!\s?[a-z%])|\b0\d{2,4}[\s-]\d{3,4}[\s-]\d{3,4}\b
        |(?i:\b(?:tel|phone|call|dial|fax|text|helpline|hotline|telephone|mobile
        |ring)\b)[^.\n]{0,24}?(?:\+?\d[\d\s().-]{5,20}\d)|(?:\b\d{2,5}[-]){3,}\d{2,5}\b
        |\b\d{3,5}(?:\s\d{2,5}){2,}-\d{2,5}\b
        |(?<![\d.,])\b\d{7,11}(?=\s*(?:,\s*\d{7,11}\b|$))|(?<=,\s)\d{7,11}\b|\b(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d\b""",
    ),
    (  # years, quarters, decades
        _NO_WORDS,
        rf"\b{_YEAR}|\b[QHqh][1-4]|0s\b|ties\b|\b(?:FY|CY|cy|fy)",
        rf"""\b{_YEAR}\s?(?:[-–/~]|to|through|till|until|thru)\s?(?:{_YEAR}|\d\d)\b(?!\s?(?:%|[a-z]+s\b))|\b{_YEAR}[\s-]?[QHqh][1-4]\b|\b[QHqh][1-4](?:\s+(?:of\s+)?{_YEAR}|['’]?\d\d)?\b|\b{_YEAR}s\b|(?<!\w)['’]\d0s\b
        |\b(?:FY|CY|cy|fy)\s?['’]?\d{{2,4}}\b|\b{_FEAST}(?:\s(?i:weekend))?\s{_YEAR}\b(?!\s?(?:%|[a-z]+s\b))
        |\b\d{{1,2}}0s\b|\b(?:early|mid|late|his|her|their)[\s-]\d0s\b|\b(?:twent|thirt|fort|fift|sixt|sevent|eight
        |ninet)ies\b
        |\b(?:{_YEAR}\s(?:school|calendar|financial|fiscal)\syear|(?:school|financial|calendar|fiscal|model|tax)\syear\s{_YEAR})\b""",
    ),
    (  # addresses
        _NO_WORDS,
        r"\d[a-z]?\s[A-Z]|[A-Z]{2}\s\d{5}|\bBox\s|[A-Z]\d{1,2}[A-Z]?\s\d[A-Z]|\d\s(?:rue|avenue|boulevard)",
        r"""\b\d{1,5}[a-z]?\s(?:[NSEW]\.?\s)?(?:(?:[A-Z][\w'’-]*|\d+(?:st|nd|rd|th))\s){1,3}(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Ln\.?|Drive|Dr\.|Boulevard|Blvd\.?|Square|Place|Court|Terrace|Parkway|Highway|Crescent|Gardens|Row|Quay|Close|Way|Walk|Hill)\b
        |\b\d{1,4}\s(?:Avenue|Rue|Via|Calle|Rua|Boulevard|rue|avenue|boulevard|Ave\.?)\s(?:[A-Z]|de\b|du\b)[\w'’-]*|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b|\bP\.?O\.?\sBox\s\d+|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}\b""",
    ),
    (  # ordinals, list numbers, footnotes, sizes, codes
        _NO_WORDS,
        r"\d(?:st|nd|rd|th)\b|[\[(]\d|^\s*\d|\d\s?[x×)]|\d-[a-z]|[A-Za-z]\d|\b[Vv]ersions?\s|\b[Ww]eek\s",
        r"""\b\d+(?:st|nd|rd|th)\b|\[\d{1,3}\]|^\s*\(?\d{1,3}[.)]\s(?=\S)|\(\d{1,2}\)|(?<=\s)\d{1,2}\s?\)(?=\s)|(?<![\d.,])\b\d{2,4}\s?[x×]\s?\d{2,4}p?\b(?!\^|−|\s?(?:m|cm|mm|metres|feet|ft)\b)
        |\b\d\w{0,20}(?:-[a-z]{1,3}-|/[A-Z])\w+|\b[A-Za-z]{1,20}\d[\w-]{0,20}-[\w-]+|\bversions?\s\d[\d.]*|\b[Ww]eek\s\d{1,2}\b(?!\s?(?:%|[a-z]+s\b))""",
    ),
)
_COMPILED = tuple((words, Pattern(gate) if gate else None, Pattern(pattern, re.X)) for words, gate, pattern in _GROUPS)


_THOUSANDS = Pattern(r"(?<![\d.,/-])[1-9]\d{0,2}(?:\.\d{3}){2}(?:,\d{1,2})?(?![\d.]\d|\d|-\d)")


def decoys(s: str, words: Set[str]) -> list[tuple[int, int]]:
    """The spans of the sentence `s` that are no figures, merged and in order; `words` are its lower-case words."""
    spans: list[tuple[int, int]] = []
    for triggers, gate, pattern in _COMPILED:
        if not triggers.isdisjoint(words) or (gate is not None and gate.search(s)):
            spans.extend(m.span() for m in pattern.finditer(s))
    if "." in s and _LEVEL_WORDS.isdisjoint(words):
        spans.extend(m.span() for m in _DOTTED.finditer(s))
    # "1.234.567" has the dots of thousands, as most of Europe writes them: two groups of three and no more digits.
    thousands = [m.span() for m in _THOUSANDS.finditer(s)] if spans and "." in s else []
    if thousands:
        spans = [span for span in spans if not any(a <= span[0] and span[1] <= b for a, b in thousands)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
