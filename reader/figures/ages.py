"""Whether a number is somebody's age: "a boy of 13", "Zoë, six,", "tenants under 30", "died at 82"."""

from __future__ import annotations

import re

from reader.figures.item import Item
from reader.figures.nouns import singular
from reader.figures.pattern import Pattern
from reader.figures.units import unit_after
from reader.model import FigureKind

_AFTER = Pattern(
    r"[\s-]{0,2}(years?|months?|weeks?|days?|yrs?)(?:[\s-]{1,2}olds?\b|\s+of\s+age\b)|[\s-]?(?:y/?o|yo)\b(?!-)", re.I
)
_BEFORE = Pattern(
    r"(?:\b(?:[Aa]ged?|[Aa]ges)(?:\s(?:of|about|around|between|just|only|from|over|under))?|\bthe\sage\sof"
    r"|\b(?:oldest|youngest|eldest)(?:\s[^\W\d]+){0,2}?\s(?:was|is|were|being|just|only|aged))\s$"
)
_WAS = Pattern(
    r"\b(?:he|she|who|I|i)(?:\s(?:was|is|am|turned|turns)|['’](?:s|m))\s(?:now\s|just\s|only\s|nearly\s|almost\s"
    r"|about\s)?$",
    re.I,
)
_COMMA = Pattern(r"(?P<name>[A-Z][\w'’.-]*|[A-Z]{2,}),\s(?P<now>(?:now|then|only)\s)?$")
_ROLE = Pattern(r"\b(?!in\b|of\b|at\b)[a-z]{3,},\s$")
_ROLE_CLOSE = Pattern(r",\s(?:said|says|who|whose|told|was|is|has|had|from|added|died|won|will|and\s(?:his|her))\b")
_NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december however meanwhile yesterday today in then also still""".split()
)
_CLOSE = Pattern(r"\s?[,.;)]|\s?$|\s(?:and|who|was|is|from|of|when|now|at|but)\b")
_PERSON = (
    r"boys?|girls?|m[ae]n|wom[ae]n|child(?:ren)?|kids?|sons?|daughters?|youths?|teenagers?|bab(?:y|ies)|toddlers?|lads?"
    r"|people|persons?|adults?|patients?|tenants?|voters?|workers?|drivers?|residents?|pensioners?|players?|students?"
    r"|pupils?|anyone|everyone|someone|those|employees|customers|consumers|users|viewers|passengers|households|infants"
    r"|parents|mothers|fathers|couples|graduates|americans|britons|europeans|citizens"
)
_OF = Pattern(rf"\b(?:an?|the|old|young)\s(?:\w+\s)?(?:{_PERSON})\sof\s(?:about\s|only\s|just\s)?$", re.I)
_GOES_ON = Pattern(r"\s(?:to|called|named|in|with|on|as|whose|has|had|\w+ed|\w+ing)\b")
_LIMIT = Pattern(
    rf"\b(?:(?:{_PERSON})(?:\s(?:aged|is|are|was|were))?|(?:of\s)?(?:them|they|whom|who|he|she)\s(?:is|are|was|were)|aged)"
    r"\s(?:well\s|just\s)?(?:over|under|above|below|younger\sthan|older\sthan|between)\s(?:the\sage\sof\s)?$",
    re.I,
)
_LIMIT_CLOSE = Pattern(r"\s?[,.;:)”\"]|\s?$|\s[a-z]+\b(?!\s?-)")
_DIED_AT = Pattern(r"\b(?:die[sd]|dead|dying|passed\saway|retire[sd]?|retiring|widowed|orphaned)\s(?:\w+\s){0,2}?at\s$")
_AT_CHILD = Pattern(r"\bat\s$")
_CHILDHOOD = Pattern(r"\b(?:child|children|school|pupils?|boy|girl|son|daughter)\b", re.I)
_LIST_GOES_ON = Pattern(r"\s?(?:,|and)\s?\d|\sof\b")
_OLDEST = 116


def read_age(s: str, item: Item) -> bool:
    """Make `item` an age where the words say so; whether they did."""
    number = item.number
    if number.value is None or number.magnitude > 1:
        return False
    after = _AFTER.match(s, number.end)
    if after:
        item.kind, item.end = FigureKind.AGE, after.end()
        item.unit = singular((after.group(1) or "year").lower()).replace("yr", "year")
        return True
    if not number.whole or not 0 < number.value < _OLDEST or number.form:
        return False
    before = s[max(0, number.start - 48) : number.start]
    if not (_BEFORE.search(before) or _aside(s, item, before) or _limit(s, item, before)):
        return False
    unit = unit_after(s, number.end, large=False, spelled=number.spelled)
    if unit and unit[0].kind is not FigureKind.DURATION:
        return False
    item.kind, item.unit = FigureKind.AGE, unit[0].name if unit else "year"
    item.end = unit[1] if unit else number.end
    return True


def _aside(s: str, item: Item, before: str) -> bool:
    """ "Maria Lopez, 34,", "Zoë, six,", "he is 66", "a boy of 13", "died at 82"."""
    number = item.number
    assert number.value is not None
    if _OF.search(before) and (_CLOSE.match(s, number.end) or _GOES_ON.match(s, number.end)):
        return True
    if not _CLOSE.match(s, number.end):
        return False
    if _DIED_AT.search(before):
        return not number.spelled or number.value > 12
    if number.spelled and _AT_CHILD.search(before):
        return number.value <= 12 and bool(_CHILDHOOD.search(before))
    comma = _COMMA.search(before)
    if comma is None and 15 < number.value < 110 and _ROLE.search(before) and _ROLE_CLOSE.match(s, number.end):
        return True  # "the minister, 54, said"
    if comma is None:
        return number.value > 5 and bool(_WAS.search(before))
    if comma.group("name").lower() in _NO_NAME or _LIST_GOES_ON.match(s, number.end):
        return False
    if number.spelled:
        return bool(comma.group("now")) or s[number.end : number.end + 1] == ","
    return number.value > 5


def _limit(s: str, item: Item, before: str) -> bool:
    """ "those under 12", "fourteen of them were over 70": nothing counted may follow."""
    if not _LIMIT.search(before) or item.number.value == 1:
        return False
    close = _LIMIT_CLOSE.match(s, item.number.end)
    if close is None:
        return False
    return re.match(r"\s[a-z]", close.group()) is None or bool(_VERB_NEXT.match(s, item.number.end))


_VERB_NEXT = Pattern(
    r"\s(?:are|is|was|were|have|has|had|who|with|in|on|at|and|or|from|can|could|will|would|should|may|must|do|did|travel"
    r"|pay|paid|spend|spent|hand|said|say|live|lives|lived|get|got|made|make|makes|to|as|for|by|rose|fell|account\w*"
    r"|receive\w*|\w+ed|need\w*|work\w*|vot\w+|died|use[ds]?|own[s]?|rent\w*|because|when|than)\b"
)
