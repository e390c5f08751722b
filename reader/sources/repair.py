"""What is done to the text of an XML feed before a parser sees it: no document type, no floods, no traps.

Each step leaves a good feed as it is. What they cannot mend is left to feedparser's tolerant parser.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from html.entities import html5
from itertools import islice

from reader.sources.controls import hide_addresses, hide_controls
from reader.sources.entries import MAX_BODY, MAX_ENTRIES

DAMAGED = "Its XML is damaged; what could be read of it is shown."
_MAX_ATTRIBUTES = 64  # of one element; 16,000 cost feedparser 3 s, 100,000 minutes
_MAX_PREFIXES = 200  # declared names of vocabularies; feedparser goes through all of them at every element
_MAX_DOCUMENT = 10_000_000  # characters
_MAX_DECLARED = 1000  # entities of a document type that are looked at, and
_MAX_VALUE = 100  # characters that one may stand for
_MAX_REFERENCES = 20_000  # to declared entities
_MAX_TAGS = 40_000  # that the tolerant parser is given; they cost it 15 µs each
_NOT_STRICT = "<!-- -- -->"

_PREAMBLE = re.compile(r"<\?xml\b[^>]*\?>")
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|entry|item)(?=[\s>/])", re.I)
_PAGE = re.compile(r"<html\b", re.I)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ENTRY_START = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s>/])", re.I)
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.I)
_PROLOG = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*+", re.S)
_DOCTYPE = re.compile(r"<!DOCTYPE\b([^\[<>]*(?:\[.*?\]\s*)?)>", re.S | re.I)
_PLAIN = rf"(?:[^\"'&<%]|&\#\w{{1,8}};){{0,{_MAX_VALUE}}}"
_DECLARED = re.compile(rf"<!ENTITY\s+([A-Za-z][\w.-]*)\s+(?:\"({_PLAIN})\"|'({_PLAIN})')\s*>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][\w.-]{0,40});")
_BARE_AMPERSAND = re.compile(
    r"(<!\[CDATA\[.*?(?:\]\]>|\Z))|&(?!#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)", re.S
)
_ATTRIBUTE = r"(?:\s++[^\s=<>\"'/]+(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'|[^\s\"'<>]+))?+)"
_FLOODED = re.compile(rf"(<[A-Za-z_][\w:.-]*+{_ATTRIBUTE}{{{_MAX_ATTRIBUTES}}}+){_ATTRIBUTE}++")
_PREFIX_DECLARATION = re.compile(r"\sxmlns:([^\s=<>]{1,100})\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')")
_CATEGORY = re.compile(r"<((?:[\w.-]+:)?(?:category|keywords|subject|tags))(?:\s[^<>]*)?>(?:[^<]*</\1\s*>)?", re.I)
_CUT_REFERENCE = re.compile(r"&[^;\s]{0,40}\Z")
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]*):")
# Prefixes that feeds use without declaring them, and what everybody means by them.
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "georss": "http://www.georss.org/georss",
    "googleplay": "http://www.google.com/schemas/play-podcasts/1.0",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xlink": "http://www.w3.org/1999/xlink",
}
# feedparser lets these take the place of the title or the text. Under another name it keeps them as they are.
_ASIDE = {
    "dc:title": "dc:heading",
    "media:title": "media:heading",
    "media:description": "media:words",
    "itunes:title": "itunes:heading",
    "itunes:summary": "itunes:words",
    "itunes:subtitle": "itunes:line",
    "googleplay:description": "googleplay:words",
}
_SET_ASIDE = re.compile(rf"<(/?)({'|'.join(_ASIDE)})(\s[^<>]*?)?(/?)>", re.I)
_SNIFFED = 4096  # characters in which the root element is looked for


def looks_like_feed(text: str) -> bool:
    """Whether the first element of a document is one that a feed starts with."""
    head = _COMMENT.sub("", text[:_SNIFFED])
    root, page = _ROOT.search(head), _PAGE.search(head)
    return root is not None and (page is None or root.start() < page.start())


def looks_like_page(text: str) -> bool:
    """Whether a document starts as a web page does."""
    return _PAGE.search(text[:_SNIFFED]) is not None


def prepare(text: str) -> tuple[str, list[str]]:
    """The document as a parser may have it, and sentences about what was left out.

    It has no XML declaration (it is text already) and no document type: nothing can grow, and nothing outside is
    named. Characters that XML forbids are carried (see `controls`). At most 2,000 entries within 10,000,000
    characters are left, no text between two tags of more than 2,000,000 and no element of more than 64 attributes.
    """
    text = text[max(text.find("<"), 0) :]
    if preamble := _PREAMBLE.match(text):
        text = text[preamble.end() :].lstrip()
    text, long = _short_runs(text)
    text, crowded = _first_entries(text)
    text, flooded = _few_attributes(text)
    text = hide_controls(_without_doctype(_few_prefixes(text)))
    return hide_addresses(_set_aside(_declare_prefixes(text))), [note for note in (long, crowded, flooded) if note]


def escape_ampersands(text: str) -> str:
    """The document with every ampersand that starts no reference written as one."""
    return _BARE_AMPERSAND.sub(lambda match: match[1] or "&amp;", text)


def for_tolerance(text: str) -> tuple[str, str]:
    """The document for the tolerant parser, which is slow: without categories and what follows its 40,000th tag.

    feedparser tries its strict parser first. A comment that no strict parser accepts keeps it from going through the
    document twice.
    """
    text = _CATEGORY.sub("", text)
    parts = text.split("<", _MAX_TAGS + 1)
    if len(parts) <= _MAX_TAGS + 1:
        return _NOT_STRICT + text, ""
    return _NOT_STRICT + "<".join(parts[:-1]), f"Only its first {_MAX_TAGS:,} tags are read."


def _short_runs(text: str) -> tuple[str, str]:
    if len(text) <= MAX_BODY:
        return text, ""
    parts = text.split("<")
    if max(map(len, parts)) <= MAX_BODY:
        return text, ""
    parts = [part if len(part) <= MAX_BODY else _start_of_run(part) for part in parts]
    return "<".join(parts), f"Texts are cut after {MAX_BODY:,} characters."


def _start_of_run(run: str) -> str:
    end = run.rstrip()[-3:]
    end = end if end in ("]]>", "-->") else ""
    return _CUT_REFERENCE.sub("", run[: MAX_BODY - 50]) + end


def _first_entries(text: str) -> tuple[str, str]:
    """The document without the entries past the 2,000th or its 10,000,000th character; and a note."""
    starts = [m.start() for m in _ENTRY_START.finditer(text)]
    kept = min(MAX_ENTRIES, bisect_left(starts, _MAX_DOCUMENT))
    if len(starts) == kept or (kept == 0 and len(starts) == 1):
        return text, ""
    first = starts[max(kept, 1)]
    ends = [m.end() for m in _ENTRY_END.finditer(text, first)]
    note = f"It holds {len(starts):,} entries; the first {max(kept, 1):,} are shown."
    return text[:first] + (text[ends[-1] :] if ends else ""), note


def _few_attributes(text: str) -> tuple[str, str]:
    text, count = _FLOODED.subn(r"\1", text)
    return text, f"Elements keep their first {_MAX_ATTRIBUTES} attributes." if count else ""


def _few_prefixes(text: str) -> str:
    declared = dict.fromkeys(match[1] for match in _PREFIX_DECLARATION.finditer(text))
    if len(declared) <= _MAX_PREFIXES:
        return text
    kept = set(islice(declared, _MAX_PREFIXES))
    return _PREFIX_DECLARATION.sub(lambda match: match[0] if match[1] in kept else " ", text)


def _without_doctype(text: str) -> str:
    """The document from its root on; entities that stand for a few plain characters are written out."""
    declared: dict[str, str] = {}
    prolog = _PROLOG.match(text)
    text = text[prolog.end() :] if prolog else text
    if text[:9].upper() == "<!DOCTYPE":
        if doctype := _DOCTYPE.match(text):
            for entity in islice(_DECLARED.finditer(doctype[1]), _MAX_DECLARED):
                declared.setdefault(entity[1], entity[2] or entity[3] or "")
            text = text[doctype.end() :].lstrip()
        elif root := _ROOT.search(text):
            text = text[root.start() :]
    left = _MAX_REFERENCES

    def written_out(match: re.Match[str]) -> str:
        nonlocal left
        if (value := declared.get(match[1])) is not None and left:
            left -= 1
            return html.escape(html.unescape(value), quote=False)
        characters = html5.get(match[1] + ";")
        return match[0] if characters is None else html.escape(characters, quote=False)

    return _NAMED.sub(written_out, text)


def _declare_prefixes(text: str) -> str:
    """The document with declarations for the name prefixes that it uses without declaring them."""
    root = _ROOT.search(text)
    if root is None:
        return text
    used = {p for p in _PREFIX.findall(text) if p in NAMESPACES and f"xmlns:{p}" not in text}
    added = "".join(f' xmlns:{p}="{NAMESPACES[p]}"' for p in sorted(used))
    return text[: root.end()] + added + text[root.end() :]


def _set_aside(text: str) -> str:
    def renamed(match: re.Match[str]) -> str:
        closing, name, attributes, empty = match.groups("")
        # With an attribute left, feedparser would keep the attributes and lose the text.
        declared = "".join(match[0] for match in _PREFIX_DECLARATION.finditer(attributes))
        return f"<{closing}{_ASIDE[name.lower()]}{declared}{empty}>"

    return _SET_ASIDE.sub(renamed, text)
