"""Plain text, as it is typed, saved from a page or sent by mail, as a document."""

from __future__ import annotations

import re
from itertools import pairwise

from reader.model.article import Entry
from reader.model.document import BlockKind, Document
from reader.text.builder import Draft, document, single_space
from reader.text.clean import clean
from reader.text.markup import absolute_url
from reader.text.roles import is_prose, words
from reader.text.story import make_entry

_GROUPS = re.compile(r"\n(?:[^\S\n]*\n)+")
_UNDERLINE = re.compile(r"(?:=|-|~|\*|_|#|–|—|\s){3,}")
_MARKER = re.compile(r"(?:[-*•–]|\d{1,3}[.)]|#{1,6})\s|[QA]: ")
_STOP = re.compile(r"[.!?…:;。！？][\"”’'»)\]]*\Z")
_MIN_WIDTH = 25  # characters; narrower lines are a list or a poem, not wrapped prose
_TIGHT = 12  # lines to a blank one; past it, that a line stands right under another says nothing
_ADDRESS = re.compile(r" ?<(https?://[^\s<>]{1,2000})>")
_LABEL = 100  # characters of a line that may be one link
_PIECES = 12  # lines that one paragraph is broken into by the links in it, as a page's source may have them
_WIDE = 60  # characters; among such pieces there is a long one, unlike in verse
_SIGNATURE = "--"  # alone on a line, it parts a mail from its signature (RFC 3676, section 4.3)


def read_text(source: str) -> Entry:
    """A plain text as an article: title, standfirst, byline and date found, page furniture folded."""
    blocks = _drafts(clean(source))
    return make_entry(_with_headings(blocks))


def text_document(text: str, *, title: str = "") -> Document:
    """A document of plain paragraphs, nothing judged and nothing folded; `title` first when given."""
    return document(_drafts(clean(text)), title=title)


def _drafts(text: str) -> list[Draft]:
    """One draft a paragraph: hard-wrapped lines joined, other lines each on its own."""
    drafts: list[Draft] = []
    furniture = False
    gap = 1
    place = 0
    for match in [*_GROUPS.finditer(text), None]:
        group = text[place : match.start() if match else len(text)]
        lines = [line.rstrip() for line in group.split("\n") if line.strip()]
        for line_gap, paragraph in _paragraphs(lines):
            if paragraph.strip() == _SIGNATURE:
                furniture = True
            if _UNDERLINE.fullmatch(paragraph) or not any(c.isalnum() for c in paragraph):
                continue
            quoted = len(lines) > 1 and all(line[:2].isspace() for line in lines) and bool(drafts)
            kind = BlockKind.QUOTE if quoted and is_prose(paragraph) else BlockKind.PARAGRAPH
            line, links = _without_addresses(single_space(paragraph))
            if line:
                drafts.append(Draft(kind, line, links=links, furniture=furniture, gap=gap if line_gap else 0))
            gap = 0
        if match:
            gap = max(gap, match.group().count("\n") - 1)
            place = match.end()
    if len(drafts) > _TIGHT * (1 + sum(draft.gap > 0 for draft in drafts)):
        for draft in drafts:
            draft.gap = max(1, draft.gap)
    return drafts


def _without_addresses(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The line without the addresses in angle brackets behind its words (RFC 3986, appendix C), and links instead.

    How far back a link reached is not said: it is the last word, or all of a line that holds no more than the link.
    """
    parts: list[str] = []
    links: list[tuple[int, int, str]] = []
    length = place = 0
    for match in _ADDRESS.finditer(line):
        before = line[place : match.start()]
        url = absolute_url(match[1])
        if not url or not before.strip():
            continue
        parts.append(before)
        length += len(before)
        whole = len(before) < _LABEL and (match.end() == len(line) or line.startswith((" | ", " · "), match.end()))
        start = length - len(before.lstrip(" |·") if whole else before.split()[-1])
        links.append((start, length, url))
        place = match.end()
    return "".join([*parts, line[place:]]), links


def _paragraphs(lines: list[str]) -> list[tuple[bool, str]]:
    """The paragraphs of lines without a blank line between; the flag tells the first of them.

    Wrapped prose goes on in lower case after a good part of its line ends, and a line ends where the next word did not
    fit any more. Where it would have fitted, behind a full stop, a paragraph ended.
    """
    stripped = [line.strip() for line in lines]
    width = max(map(len, stripped), default=0)
    if _is_broken(stripped):
        return [(True, " ".join(stripped))]
    pairs = list(pairwise(stripped))
    continued = sum(after[0].islower() and not _fits(before, after, width) for before, after in pairs)
    if not pairs or width < _MIN_WIDTH or 10 * continued < 3 * len(pairs):
        return [(i == 0, line) for i, line in enumerate(stripped)]
    found = [(True, stripped[0])]
    for i, (before, after) in enumerate(pairs, 1):
        indented = lines[i][:1].isspace() and not lines[i - 1][:1].isspace()
        ended = _STOP.search(before) is not None and (_fits(before, after, width) or indented)
        if ended or _MARKER.match(after) or _UNDERLINE.fullmatch(after) or before == _SIGNATURE:
            found.append((False, after))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {after}")
    return found


def _is_broken(lines: list[str]) -> bool:
    """Whether the lines are one paragraph that its links broke: one goes on in lower case, one is long."""
    if not 2 <= len(lines) <= _PIECES or not _STOP.search(lines[-1]) or any(map(_MARKER.match, lines)):
        return False
    goes_on = any(line[0].islower() or line[0] in ",.;:)" for line in lines[1:])
    return goes_on and max(map(len, lines)) >= _WIDE


def _fits(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would have fitted on the line."""
    return len(line) + 1 + len(following.split()[0]) <= width


def _with_headings(blocks: list[Draft]) -> list[Draft]:
    """Short lines that stand alone between two paragraphs of prose, and end like none, are headings."""
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        text = block.text
        if (
            block.gap
            and after.gap
            and words(text) <= 10
            and text[0].isupper()
            and not _STOP.search(text)
            and not text.endswith((",", "*"))
            and not _MARKER.match(text)
            and is_prose(before.text)
            and is_prose(after.text)
        ):
            block.kind, block.level = BlockKind.HEADING, 2
    return blocks
