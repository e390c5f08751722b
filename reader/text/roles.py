"""What a line of a page looks like, seen alone: prose, a phrase of furniture, a byline, or merely short."""

from __future__ import annotations

import re
from enum import Enum

from reader.model.document import BlockKind
from reader.text import phrases
from reader.text.builder import Draft
from reader.text.bylines import find_byline, is_name
from reader.text.dates import is_date_line
from reader.text.sentences import sentences

END_OF_SENTENCE = re.compile(r"[.!?…。！？।؟۔][\"”’'»«›)\]」』]*\Z")
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MENU = 15  # words; a headline in capitals is shorter
_LINKED = 0.8  # of a line's text; a run of lines of links is a menu


_LIST_MARK = re.compile(r"(?:[-*•–]|\d{1,3}[.)])\s")
_CELL = re.compile(r"\W*\d[\d\W]*\w{0,5}\Z")


class Role(Enum):
    """What a line looks like on its own."""

    PROSE = "prose"
    SHORT = "short"
    STRONG = "strong"  # furniture whatever stands around it
    WEAK = "weak"  # furniture in company
    COMMENTS = "comments"
    RELATED = "related"
    AUTHOR = "author"
    META = "meta"  # a byline or a date
    CREDIT = "credit"  # a picture's caption with its photographer or agency


_SECTIONS = ((Role.COMMENTS, phrases.COMMENTS), (Role.AUTHOR, phrases.AUTHOR), (Role.RELATED, phrases.RELATED))


def words(text: str) -> int:
    """Words, or half the characters of a language that writes none."""
    cjk = len(_CJK.findall(text))
    return len(text.split()) + cjk // 2


def is_item(block: Draft) -> bool:
    """Whether a block is an item of a list, by its kind or its mark."""
    return block.kind is BlockKind.ITEM or _LIST_MARK.match(block.text) is not None


def is_cell(text: str) -> bool:
    """Whether a line is a figure and at most a unit, as a table's cell is when each stands on a line of its own."""
    return _CELL.match(text) is not None


def is_prose(text: str) -> bool:
    """Whether a block reads like sentences: it ends like one and is no mere cry, or it is too long for a headline."""
    count = words(text)
    if count >= 20:
        return True
    return count >= 4 and (END_OF_SENTENCE.search(text) is not None or len(sentences(text)) > 1)


def is_menu(text: str) -> bool:
    """Whether a line is many names and no sentence: no stop at its end, and hardly a word in lower case."""
    if END_OF_SENTENCE.search(text):
        return False
    cased = [word for word in text.split() if word[0].isupper() or word[0].islower()]
    return len(cased) > _MENU and 5 * sum(word[0].islower() for word in cased) < len(cased)


def role_of(block: Draft) -> Role:
    """What a block looks like, seen alone."""
    if block.furniture:
        return Role.STRONG
    text = block.text
    if block.kind in (BlockKind.TABLE, BlockKind.CODE, BlockKind.QUOTE):
        return Role.PROSE
    if len(text) > 400:
        return Role.PROSE
    line = phrases.normal(text)
    if not line:
        return Role.STRONG
    if phrases.FORM.match(line) or phrases.BEGINNINGS.match(line) or phrases.STRONG.fullmatch(line):
        return Role.STRONG
    for role, table in _SECTIONS:
        if table.fullmatch(line) and not (words(text) > 5 and END_OF_SENTENCE.search(text)):
            return role
    if _headed(text) or is_menu(text):
        return Role.STRONG
    if phrases.WEAK.fullmatch(line) or (text.rstrip().endswith("*") and len(text) < 40):
        return Role.WEAK
    if is_date_line(text) or phrases.WHEN.fullmatch(line) or byline_of(text):
        return Role.META
    if phrases.CREDIT.search(text):
        return Role.CREDIT
    if phrases.PITCH.search(text.lower()) and not phrases.CITED.search(text.lower()) and "“" not in text:
        return Role.STRONG
    if is_prose(text) and block.kind is not BlockKind.HEADING:
        return Role.PROSE
    if block.linked > _LINKED:
        return Role.WEAK
    return Role.SHORT


def byline_of(line: str) -> str:
    """The author that a line names, alone or beside a date and the like ("Ana Roy · 3 May 2026 · 4 min read")."""
    parts = re.split(r"\s[·•|]\s", line) if len(line) < 120 else []
    names = [part for part in parts if len(part.split()) > 1 and is_name(part)]
    beside = any(is_date_line(part) for part in parts)
    return find_byline(line) or (names[0] if names and beside else "")


def _headed(text: str) -> bool:
    """Whether a line is a section of furniture by itself: "About the author: …", "More from us: this | that"."""
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(head) > 60:
        return False
    head = phrases.normal(head)
    if phrases.AUTHOR.fullmatch(head):
        return is_prose(rest)
    related = phrases.RELATED.fullmatch(head) is not None
    return related and (" | " in rest or (not phrases.OPEN_ENDED.match(head) and not is_prose(rest)))
