"""What a figure is about: the noun it modifies or belongs to, else its subject; "" rather than a guess."""

from __future__ import annotations

import re

from reader.figures.grammar import AUXILIARIES, PRONOUNS, STOPS, is_verb
from reader.figures.item import Item
from reader.figures.nouns import is_plural
from reader.figures.pattern import Pattern
from reader.figures.subject import is_subject, subject
from reader.figures.tokens import TIME_WORDS, Tokens
from reader.model import FigureKind

_COMPARED = r"compared\s(?:with|to)|against|versus|vs\.?|up\sfrom|down\sfrom"
_LIST_GAP = Pattern(
    rf"\s?(?:,|;|/|\(|and|or|,\sand|,\sor|to|from|(?:,\s)?(?:{_COMPARED})|\(or|,?\sor\sabout|or|plus)"
    r"(?:\s(?:about|around|nearly|almost|some|over|more\sthan|just|an?|up|only|the|another))*\s?",
    re.I,
)
_MOVES = (
    "rise increase jump growth gain gains hike surge drop fall decline decrease reduction cut cuts slump dip plunge "
    "spike boost"
)
_CHANGE_IN = Pattern(rf"\s(?:{'|'.join(_MOVES.split())})\s(?:in|of|to)\s", re.I)
_CHANGE_NOUNS = frozenset(_MOVES.split()) | frozenset(
    """loss losses more less higher lower increases declines rises expansion contraction improvement majority share
    stake chance probability likelihood part portion proportion percentage total number average amount level rate
    maximum minimum""".split()
)
_HOLDINGS = frozenset("stake share majority chance probability tariff tax levy interest holding".split())
_PART_OF = Pattern(r"\s(?:out\s)?of\s(?:the\s|its\s|their\s|all\s)?(?:\w+\s)?")
_AFTER_OF = Pattern(r"\s+of\s+", re.I)
_AFTER_IN = Pattern(r"\s+(?:in|on|for|to)\s+", re.I)
_LINK_AFTER = Pattern(r"\s(?:in|of|on)\s")
_NOUN_LINK = Pattern(
    r"\s(of|at)\s(?:(?:about|around|nearly|almost|some|over|under|just|only|approximately|roughly|up\sto|at\sleast"
    r"|more\sthan"
    r"|less\sthan|between|an?|as\smuch\sas|an\sestimated)\s)*$",
    re.I,
)
_MARKET = Pattern(
    r"(?:^|[,;]\s|\b(?:with|and|while)\s)((?:the\s)?(?:[^\W\d_][\w&’'.-]*\s){1,4})(?:up|down|off)\s(?:by\s|about\s"
    r"|nearly\s)?$"
)
_TRANSITIVE = Pattern(
    r"\b(?:rais\w*|cut(?:s|ting)?|increas\w*|reduc\w*|lower\w*|lift\w*|boost\w*|hik\w*|slash\w*|trim\w*|push\w*|took"
    r"|tak(?:es|en|ing)"
    r"|take|br[io]ng(?:s|ing)?|brought|sen[dt](?:s|ing)?|driv\w*|drove|keep(?:s|ing)?|kept|put(?:s|ting)?|value[sd]?"
    r"|price[sd]?|leaves?|left"
    r"|held|hold(?:s|ing)?|upgrad\w*|downgrad\w*|revis\w*|estimat\w*|se[et](?:s|ting)?|expand\w*|limit\w*|cap(?:ped|s"
    r"|ping)?|fix(?:ed|es|ing)?"
    r"|double[sd]?|rank\w*|bought|buy(?:s|ing)?|sold|sell(?:s|ing)?|acquir\w*|charg\w*|widen\w*|narrow\w*|extend\w*"
    r"|shorten\w*|rescu\w*|trad\w*)\s"
    r"(?P<object>(?:(?!to\b|by\b|at\b|from\b|for\b|and\b|but\b|on\b|as\b|than\b|with\b|after\b|while\b|before\b|that\b)"
    r"[^\W\d][\w’'&.-]*\s(?:of\s|in\s)?){1,7})(?:down\s|up\s)?(?:to|by|at|from|for)\s(?:\w+\s){0,3}$",
    re.I,
)
_AFTER_NOT = frozenset(
    """worth each ago later earlier old higher lower more less long high wide tall deep thick away apart below above
    ahead short heavy fewer full empty complete owned further upstream downstream north south inland offshore""".split()
)
_PARTICLES = frozenset("aside apart together forward out up down off back away over".split())
_DIRECTION = Pattern(r"(?:north|south|east|west)(?:ern|east|west|[-\s]|$)")
_AMOUNTS = frozenset(
    (
        FigureKind.MONEY,
        FigureKind.PERCENT,
        FigureKind.MEASURE,
        FigureKind.DURATION,
        FigureKind.RATIO,
        FigureKind.MULTIPLE,
    )
)
_REACH = 110
_OF_LINKS = frozenset({"of"})
_AT_LINKS = frozenset({"of", "for", "in"})
_ADJECTIVE = Pattern(r"\w+(?:ive|ous|ful|able|ible|less|ing|ed)$")


def find_concept(tokens: Tokens, item: Item, previous: Item | None) -> str:
    """The concept of `item`; `previous` is the figure before it in the sentence."""
    found = _find(tokens, item, previous)
    return "" if found.replace("’", "'").split("'")[0].split(" ")[0].lower() in _NO_CONCEPT else found


_NO_CONCEPT = PRONOUNS | frozenset("somebody anybody everybody something anything everything nothing nobody".split())
_OF_THESE = Pattern(r"\s(?:out\s)?of\s(?:these|those|them|whom|which)\b", re.I)


def _find(tokens: Tokens, item: Item, previous: Item | None) -> str:
    if previous is not None and previous.counted and _OF_THESE.match(tokens.s, item.end):
        return previous.counted
    if item.kind in (FigureKind.PERCENT, FigureKind.RATIO) and (found := _after(tokens, item, _AFTER_OF)):
        return found
    if item.conversion_of < 0 and (found := _bracketed(tokens, item, previous)):
        return found
    if previous is not None and (item.conversion_of >= 0 or _inherits(tokens.s, item, previous)):
        return previous.concept
    if previous is not None and (found := _elliptical(tokens, item, previous)):
        return found
    if item.kind is FigureKind.AGE:
        return _age_of(tokens, item)
    hyphened = item.noun is not None and tokens.s[item.noun[0] - 1] in "-‐‑"
    if item.kind in _AMOUNTS or hyphened:
        found = ("" if hyphened else _after(tokens, item, _AFTER_OF)) or _modified(tokens, item)
        if found:
            return found
    found = _market(tokens, item) or _noun_before(tokens, item, previous) or _object(tokens, item, previous)
    if found:
        return found
    shared = item.kind in (FigureKind.PERCENT, FigureKind.RATIO)
    if is_subject(tokens, item):
        return _after(tokens, item, _AFTER_IN) if shared else ""
    found = subject(tokens, item)
    if not found and item.kind in (FigureKind.MONEY, FigureKind.PERCENT):
        found = _after(tokens, item, _AFTER_IN)
        # "in Karachi" says where, not what.
        return found if found[:1].islower() else ""
    return found


def _inherits(s: str, item: Item, previous: Item) -> bool:
    """Whether the figure stands in one list or comparison with the one before it."""
    gap = s[previous.end : item.first]
    if _PART_OF.fullmatch(gap):
        return True
    if previous.concept and gap in (", ", " and ", ", and ") and item.kind is FigureKind.COUNT and item.counted:
        return True
    if len(gap) > 30 or (not previous.concept and item.kind is not previous.kind):
        return False
    return bool(_LIST_GAP.fullmatch(gap)) and (
        item.kind is previous.kind or "(" in gap or " to " in gap or " or " in gap
    )


def _named(tokens: Tokens, found: tuple[int, int] | None) -> str:
    """The phrase as a concept, "" when it is a pronoun or a time."""
    if found is None or tokens.lows[found[0]] in PRONOUNS or tokens.lows[found[1]] in TIME_WORDS:
        return ""
    return tokens.text(*found)


def _after(tokens: Tokens, item: Item, link: Pattern) -> str:
    match = link.match(tokens.s, item.end)
    return _named(tokens, tokens.phrase(tokens.upto(match.end()))) if match else ""


def _modified(tokens: Tokens, item: Item) -> str:
    """The noun behind a modifying amount: "$150,000 contract", "a 5% rise in exports"."""
    s, at = tokens.s, item.end
    changed = _CHANGE_IN.match(s, at)
    if changed:
        return _named(tokens, tokens.phrase(tokens.upto(changed.end())))
    if s[at : at + 1] not in (" ", "-") or s[at : at + 3].lstrip()[:1] in tuple(",.;:()"):
        return ""
    index = tokens.upto(at)
    if index < len(tokens.lows) and tokens.lows[index] == "-":
        index += 1
    if index >= len(tokens.lows) or not tokens.lows[index][0].isalpha():
        return ""
    low = tokens.lows[index]
    if low in STOPS or low in TIME_WORDS or low in _AFTER_NOT or low.endswith("ly"):
        return ""
    if _DIRECTION.match(low) or "-on-" in low:
        return ""
    if is_verb(["x", low], 1):
        return ""
    found = tokens.phrase(index, 4)
    if found is None or tokens.lows[found[1]] in _AFTER_NOT | TIME_WORDS:
        return ""
    if found[0] == found[1] and _ADJECTIVE.match(low) and not is_plural(low):
        return ""
    if tokens.lows[found[1]] in _CHANGE_NOUNS | _HOLDINGS:
        end = tokens.starts[found[1]] + len(tokens.words[found[1]])
        link = _LINK_AFTER.match(s, end)
        more = tokens.phrase(tokens.upto(link.end())) if link else None
        if tokens.lows[found[1]] in _HOLDINGS:
            return tokens.text(found[0], more[1]) if more else tokens.text(*found)
        return _named(tokens, more)
    return tokens.text(*found)


def _elliptical(tokens: Tokens, item: Item, previous: Item) -> str:
    """ "Wages are up 3%, prices 5%": the noun that stands alone between two figures of one unit."""
    gap = _ELLIPSIS.fullmatch(tokens.s, previous.end, item.first)
    if gap is None or item.unit != previous.unit or item.kind is not previous.kind or not item.unit:
        return ""
    first, last = tokens.upto(gap.start(1)), tokens.upto(gap.end(1)) - 1
    if any(
        tokens.lows[at] in STOPS or tokens.lows[at] in TIME_WORDS | _AFTER_NOT or tokens.is_verb(at)
        for at in range(first, last + 1)
    ):
        return ""
    return tokens.text(first, last)


def _bracketed(tokens: Tokens, item: Item, previous: Item | None) -> str:
    """ "HP (20.1%)": the name right before the bracket."""
    at = tokens.upto(item.first) - 1
    if at < 1 or tokens.lows[at] != "(" or tokens.starts[at] + 1 != item.first:
        return ""
    if not tokens.words[at - 1][0].isupper() or (previous is not None and tokens.starts[at - 1] < previous.end):
        return ""
    return tokens.text(tokens.back_to(at - 1), at - 1)


def _market(tokens: Tokens, item: Item) -> str:
    """ "with banks down 0.7%", "Nikkei up 1.2%": the noun right before a bare up or down."""
    match = _MARKET.search(tokens.s, max(0, item.first - 70), item.first)
    if match is None:
        return ""
    first, last = tokens.upto(match.start(1)), tokens.upto(match.end(1)) - 1
    while first < last and tokens.lows[first] in STOPS:
        first += 1
    if any(tokens.lows[at] in STOPS or tokens.is_verb(at) for at in range(first, last + 1)):
        return ""
    return tokens.text(first, last)


def _object(tokens: Tokens, item: Item, previous: Item | None) -> str:
    """What is moved: "raised its key rate by 50 basis points", "pushed temperatures to 46C"."""
    begin = max(0, item.first - _REACH, previous.end if previous is not None else 0)
    match = _TRANSITIVE.search(tokens.s, begin, item.first)
    if match is None:
        return ""
    found = tokens.phrase(tokens.upto(match.start("object")))
    if found is None or tokens.starts[found[1]] >= match.end("object") or not _named(tokens, found):
        return ""
    if tokens.lows[found[0]] in _PARTICLES:
        return ""
    last = tokens.with_of(*found)
    return tokens.text(found[0], last if tokens.starts[last] < item.first else found[1])


def _noun_before(tokens: Tokens, item: Item, previous: Item | None) -> str:
    """The noun that the figure belongs to: "a profit of $3m", "inflation at 3%"."""
    base = max(0, item.first - 90)
    link = _NOUN_LINK.search(tokens.s, base, item.first)
    last = tokens.upto(link.start()) - 1 if link else -1
    if link is None or last < 0:
        return ""
    low, word = tokens.lows[last], tokens.words[last]
    if not word[0].isalpha() or low in STOPS or low in TIME_WORDS or tokens.is_verb(last):
        return ""
    if last and (tokens.lows[last - 1] in AUXILIARIES or (low.endswith("ing") and tokens.lows[last - 1] == ",")):
        return ""
    at_link = link.group(1).lower() == "at"
    if previous is not None and link.start() <= previous.end + 12:
        return previous.concept if at_link else ""
    if low in _CHANGE_NOUNS - _HOLDINGS and not at_link and low not in ("rate", "level"):
        return _after(tokens, item, _AFTER_IN) if tokens.s.startswith(" in ", item.end) else ""
    return tokens.text(tokens.back_to(last, _AT_LINKS if at_link else _OF_LINKS), last)


_ELLIPSIS = Pattern(r"(?:,\s(?:and\s|while\s|but\s)?|\sand\s|;\s)(?:the\s)?([^\W\d_]+(?:\s[^\W\d_]+){0,2})\s")
_AGE_WORDS = frozenset(
    ", now aged age then only ages between under over above below than older younger just of".split()
)


def _age_of(tokens: Tokens, item: Item) -> str:
    """ "nine-year-old war" is about the war, "Maria Lopez, 34" about her."""
    index = tokens.upto(item.end)
    compound = "old" in tokens.s[item.number.end : item.end] or "-" in tokens.s[item.number.end : item.end]
    if compound and index < len(tokens.lows) and tokens.lows[index].isalpha() and tokens.lows[index] not in STOPS:
        found = tokens.phrase(index, 3) if not is_verb(["x", tokens.lows[index]], 1) else None
        if found and not tokens.s[item.end : tokens.starts[found[0]]].strip():
            return tokens.text(*found)
    last = tokens.upto(item.first) - 1
    while last >= 1 and (tokens.lows[last] in _AGE_WORDS):
        last -= 1
    if last >= 0 and tokens.words[last][0].isupper() and tokens.lows[last] not in STOPS:
        first = last
        while (
            first > 0
            and last - first < 3
            and tokens.words[first - 1][0].isupper()
            and tokens.lows[first - 1] not in STOPS
        ):
            first -= 1
        return tokens.text(first, last)
    if (
        last >= 0
        and last < tokens.upto(item.first) - 1
        and tokens.lows[last].isalpha()
        and tokens.lows[last] not in STOPS
    ):
        return tokens.text(tokens.back_to(last), last)
    return subject(tokens, item)
