"""HTML source to a tree, safely: what would make the parser crawl is stripped of its tags instead."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from reader.text.clean import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_DEPTH = 512  # Chrome and Go's parser cap the tree there; lexbor takes 20 s on 100,000 nested elements
MAX_ATTRIBUTES = 4000  # of one tag; lexbor compares each with all before it
URL_LIMIT = 8000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)")
_SEPARATORS = re.compile(r"[\s/]")
# Elements that never nest in themselves without something counted between, or never hold anything.
_UNCOUNTED = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p"]
).union(["li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"])
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav"
    r"|ol|p|pre|section|table|td|th|tr|ul)\b",
    re.IGNORECASE,
)
# Elements whose content is no text of the page, and those of them that a parser does not look into either.
_SKIPPED = re.compile(r"<!--|<(script|style|noscript|template|svg|iframe|textarea|title)\b", re.IGNORECASE)
_UNPARSED = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
_ESCAPED_MARKUP = re.compile(r"\s*&lt;(?:!--|[a-zA-Z][a-zA-Z0-9]*(?:\s|/?&gt;))")
_REAL_TAG = re.compile(r"<[a-zA-Z/!]")


def has_tags(source: str) -> bool:
    """Whether there is markup in the source at all."""
    return _REAL_TAG.search(source) is not None


def unescaped_once(source: str) -> str:
    """The source, decoded once more when all of it is escaped markup (`&lt;p&gt;…`), as some feeds have it."""
    if _ESCAPED_MARKUP.match(source) and source.rstrip().endswith("&gt;") and not has_tags(source):
        return unescape(source)
    return source


def root_of(source: str) -> LexborNode | None:
    """The root of the parsed source; None when it is nested or stuffed past what a parser should be given."""
    if not _bounded(source):
        return None
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(source).root


def _bounded(source: str) -> bool:
    """Whether nesting and attributes stay in bounds, judged in one pass over the tags.

    Depth is an upper guess: an end tag counts only when its name is open, so that stray end tags hide nothing.
    """
    source = _without(_UNPARSED, source)
    open_tags: dict[str, int] = {}
    depth = 0
    last = 0
    for tag in _TAG.finditer(source):
        if tag.start() - last > MAX_ATTRIBUTES and _stuffed(source[last : tag.start()]):
            return False
        last = tag.start()
        name = tag[2].lower()
        if name in _UNCOUNTED:
            continue
        count = open_tags.get(name, 0)
        if not tag[1]:
            open_tags[name] = count + 1
            depth += 1
            if depth > MAX_DEPTH:
                return False
        elif count:
            open_tags[name] = count - 1
            depth -= 1
    return not _stuffed(source[last:])


def _stuffed(piece: str) -> bool:
    """Whether a piece from one `<` to the next is a tag with thousands of attributes."""
    if not piece.startswith("<"):
        return False
    head = piece.partition(">")[0]
    if len(head) < len(piece) and head.count('"') % 2 == 0 and head.count("'") % 2 == 0:
        piece = head
    return len(piece) > MAX_ATTRIBUTES and len(_SEPARATORS.findall(piece)) > MAX_ATTRIBUTES


def _without(opening: re.Pattern[str], source: str) -> str:
    """The source without the comments and elements that `opening` finds."""
    parts: list[str] = []
    place = 0
    lowered = source.lower() if len(source.lower()) == len(source) else source
    endless: set[str] = set()
    for match in opening.finditer(source):
        if match.start() < place:
            continue
        end_mark = f"</{match[1].lower()}" if match[1] else "-->"
        if end_mark in endless:  # looked for once already: there is none further on
            continue
        end = lowered.find(end_mark, match.end())
        if end < 0:
            endless.add(end_mark)
            continue
        parts.append(source[place : match.start()])
        place = end + (3 if end_mark == "-->" else 0)
    parts.append(source[place:])
    return "".join(parts)


def stripped(source: str) -> str:
    """The words of a source that is not to be parsed: tags taken out, blank lines where blocks began or ended."""
    parts: list[str] = []
    source = _without(_SKIPPED, source)
    place = 0
    while (start := source.find("<", place)) >= 0:
        parts.append(source[place:start])
        if source.startswith("<!--", start):
            place = start + 4
            continue
        if not _REAL_TAG.match(source, start):
            parts.append("<")
            place = start + 1
            continue
        if _BLOCK_TAG.match(source, start):
            parts.append("\n\n")
        end = source.find(">", start)
        if end < 0:
            place = len(source)
            break
        place = end + 1
    parts.append(source[place:])
    return unescape("".join(parts))


def absolute_url(href: str, base: str = "") -> str:
    """`href` as a browser would open it: absolute http or https without user and password, "" when it is neither.

    Host names are given in their ASCII form, everything unprintable is percent-encoded.
    """
    href = clean("".join(href.split("\n"))).strip()
    if not href or len(href) > URL_LIMIT:
        return ""
    try:
        parts = urlsplit(urljoin(base, href) if base else href)
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in ("http", "https") or not host:
            return ""
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    if not re.fullmatch(r"[A-Za-z0-9._~-]+|[0-9a-fA-F:.]+", host):
        return ""
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    keep = "%/:?#[]@!$&'()*+,;=~-._|"
    path, query, fragment = (quote(part, safe=keep) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, netloc, path, query, fragment))
