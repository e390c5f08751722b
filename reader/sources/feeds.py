"""RSS, RDF, Atom and CDF, by feedparser, repaired where it is known to fail. The only module that imports it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from reader.model.article import Entry, ParsedFeed
from reader.sources.controls import hide_controls, restore_controls
from reader.sources.dates import from_struct, parse_date
from reader.sources.decoding import decode
from reader.sources.entries import MAX_ENTRIES, Body, Draft, absolute_url, plain_title
from reader.sources.errors import FeedError
from reader.sources.jsonfeed import parse_json_feed

_PREAMBLE = re.compile(r"<\?xml\b[^>]*\?>")
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|entry|item)(?=[\s>/])", re.I)
_PAGE = re.compile(r"<html\b", re.I)
_TAGS_OF_TEXT = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|blockquote)\s*>|<(?:p|br|img)\b[^<>]*>", re.I
)
_ENTRY_START = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s>/])", re.I)
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.I)
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]*):")
_ADDRESS_AND_NAME = re.compile(r"[^\s@]+@[^\s@]+\s*\(([^()]+)\)")
_NAME_AND_ADDRESS = re.compile(r"([^@<>()]+?)\s*[<(][^\s@]+@[^\s@]+[>)]")
_DC_TITLE = re.compile(r"(</?)dc:title\b")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
# Prefixes that feeds use without declaring them, and what everybody means by them.
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "georss": "http://www.georss.org/georss",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_SNIFFED = 4096  # characters in which the root element is looked for


def looks_like_feed(text: str) -> bool:
    """Whether the first element of a document is one that a feed starts with."""
    head = _COMMENT.sub("", text[:_SNIFFED])
    root, page = _ROOT.search(head), _PAGE.search(head)
    return root is not None and (page is None or root.start() < page.start())


def parse_feed(body: bytes, *, url: str = "", headers: Mapping[str, str] | None = None) -> ParsedFeed:
    """The feed in `body`, as it came off the wire.

    `url` is where it was fetched from, for relative links; of `headers` (names in lower case) only `content-type` and
    `content-location` are used. Of more than 2,000 entries the first 2,000 are taken. Raises FeedError when it is no
    feed or too damaged; a damaged one that still yields entries is returned with `repaired` saying so.
    """
    headers = headers or {}
    text, note = decode(body, headers.get("content-type", ""))
    text = text.lstrip("\ufeff\0 \t\r\n")
    if not text.strip("\0"):
        raise FeedError("The document is empty.")
    if text[0] in "{[":
        return parse_json_feed(text, url=url)
    return _parse_xml(text, base=absolute_url(headers.get("content-location"), url) or url, notes=[note])


def _parse_xml(text: str, *, base: str, notes: list[str]) -> ParsedFeed:
    text, cut = _first_entries(hide_controls(_from_first_tag(text)))
    notes.append(cut)
    try:
        # feedparser lets a dc:title, of a person even, take the place of the title; under a name of its own it cannot.
        result = _feedparser(_DC_TITLE.sub(r"\1dctitle", _declare_prefixes(text)))
    except RecursionError:
        raise FeedError("The feed is nested too deeply to be read.") from None
    except MemoryError:
        raise
    except Exception:
        # Damaged input makes feedparser raise nearly anything (AttributeError, KeyError, TypeError, ValueError …).
        raise FeedError("The feed is too damaged to be read.") from None

    found = [e for e in result["entries"] if dict.keys(e)]
    if not found and not looks_like_feed(text):
        if _PAGE.search(text[:_SNIFFED]):
            raise FeedError("This is a web page, not a feed.")
        raise FeedError("This is not a feed: no RSS, Atom, RDF or JSON Feed was found in it.")
    feed = result["feed"]
    if result.get("bozo"):
        if not found and not _string(feed, "title"):
            raise FeedError("The feed is too damaged to be read.")
        notes.append("Its XML is damaged; what could be read of it is shown.")
    site = _link(feed, base)
    inherited = _byline(feed) if _version(result).startswith("atom") else ""
    entries = tuple(_entry(e, base=base, site=site, byline=inherited, feed=feed) for e in found[:MAX_ENTRIES])
    return ParsedFeed(
        title=_title(feed),
        link=site,
        entries=entries,
        repaired=" ".join(filter(None, notes)),
    )


def _feedparser(text: str) -> Any:
    import feedparser

    # Without an address of the document: feedparser would resolve guids against it, and an article would be a new
    # one whenever its feed moves. What it leaves relative is resolved here.
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(
        io.BytesIO(text.encode("utf-8")), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _from_first_tag(text: str) -> str:
    """The document from its first tag on, without an XML declaration: it is text already."""
    text = text[max(text.find("<"), 0) :]
    match = _PREAMBLE.match(text)
    return text[match.end() :].lstrip() if match else text


def _first_entries(text: str) -> tuple[str, str]:
    """The document without the entries past the 2,000th, whose parsing alone could take minutes; and a note."""
    starts = [m.start() for m in _ENTRY_START.finditer(text)]
    if len(starts) <= MAX_ENTRIES:
        return text, ""
    first = starts[MAX_ENTRIES]
    ends = [m.end() for m in _ENTRY_END.finditer(text, first)]
    note = f"It holds {len(starts):,} entries; the first {MAX_ENTRIES:,} are shown."
    return text[:first] + (text[ends[-1] :] if ends else ""), note


def _declare_prefixes(text: str) -> str:
    """The document with declarations for the name prefixes that it uses without declaring them."""
    root = _ROOT.search(text)
    if root is None:
        return text
    used = {p for p in _PREFIX.findall(text) if p in _NAMESPACES and f"xmlns:{p}" not in text}
    added = "".join(f' xmlns:{p}="{_NAMESPACES[p]}"' for p in sorted(used))
    return text[: root.end()] + added + text[root.end() :]


_ADDRESS_LIKE = re.compile(r"^[^\s'\"<>]*[/?#][^\s'\"<>]*$")


def _entry(e: Any, *, base: str, site: str, byline: str, feed: Any) -> Entry:
    source = _get(e, "source") or {}
    guid = _string(e, "id")
    # A guid counts as a permalink unless the feed says no; many say nothing of "d0" or "post 17", which lead nowhere.
    permalink = guid if _get(e, "guidislink") and _ADDRESS_LIKE.search(guid) else ""
    stated = "" if _get(e, "link") == guid and not permalink else _link(e, base)
    link = stated or absolute_url(permalink, base) or _fallback_link(e, guid, base)
    updated = _date(e, "updated")
    return Draft(
        title=_string(e, "title") or _string(e, "dctitle"),
        title_is_markup=_is_markup(_get(e, "title_detail")),
        guid=guid,
        link=link or site,
        byline=_byline(e) or _byline(source) or byline,
        published=_date(e, "published") or _date(e, "created") or updated,
        updated=updated,
        bodies=_bodies(e),
        language=_string(_get(e, "title_detail") or {}, "language") or _string(feed, "language"),
    ).finish(base)


def _bodies(e: Any) -> list[Body]:
    bodies = []
    for detail in [*(_get(e, "content") or []), _get(e, "summary_detail") or {}]:
        value = _string(detail, "value")
        family = str(detail.get("type") or "text/html").partition("/")[0]
        if family in ("image", "audio", "video"):  # in base64
            continue
        # Many Atom feeds hold HTML without saying so.
        markup = _is_markup(detail) or _TAGS_OF_TEXT.search(value) is not None
        bodies.append(Body(value, markup, _string(detail, "base")))
    if not bodies:
        bodies.append(Body(_string(e, "summary"), markup=True))
    return bodies


def _is_markup(detail: Any) -> bool:
    return str((detail or {}).get("type") or "text/html") != "text/plain"


def _link(owner: Any, base: str) -> str:
    """The address that a feed or entry states for itself.

    That is feedparser's choice (the last alternate that is a page), unless it took a link of another relation for it.
    """
    links = [link for link in _get(owner, "links") or [] if link.get("rel") in (None, "alternate")]
    addresses = [link.get("href") for link in links]
    chosen = _get(owner, "link")
    if chosen in addresses or not addresses:
        addresses.insert(0, chosen)
    return next(filter(None, (absolute_url(a, base) for a in addresses if a)), "")


def _fallback_link(e: Any, guid: str, base: str) -> str:
    """For an entry that links nowhere: where its content lies, what it encloses, or a guid that is an address."""
    candidates = [c.get("src") for c in _get(e, "content") or []]
    candidates += [link.get("href") for link in _get(e, "links") or [] if link.get("rel") == "enclosure"]
    candidates += [m.get("url") for m in _get(e, "media_content") or []]
    addresses = [absolute_url(guid), *(absolute_url(c, base) for c in candidates if c)]
    return next(filter(None, addresses), "")


def _byline(owner: Any) -> str:
    """The names of the authors; an e-mail address only where there is no name."""
    people = _get(owner, "authors") or []
    if len(people) < 2:
        # Not feedparser's own split into name and address, which cuts domains that end in more than four letters.
        author = _string(owner, "author").strip()
        match = _ADDRESS_AND_NAME.fullmatch(author) or _NAME_AND_ADDRESS.fullmatch(author)
        return match[1] if match else author
    names = [name for p in people if (name := _string(p, "name") or _string(p, "email"))]
    return ", ".join(dict.fromkeys(names))


def _title(feed: Any) -> str:
    return plain_title(
        _string(feed, "title") or _string(feed, "dctitle"), markup=_is_markup(_get(feed, "title_detail"))
    )


def _version(result: Any) -> str:
    return str(result.get("version") or "")


def _date(e: Any, name: str) -> Any:
    return from_struct(_get(e, f"{name}_parsed")) or parse_date(_get(e, name))


def _string(owner: Any, name: str) -> str:
    """A text of a feedparser record, its control characters back in place."""
    value = _get(owner, name)
    return restore_controls(value) if isinstance(value, str) else ""


def _get(owner: Any, name: str) -> Any:
    # dict.get: feedparser's own get falls back from `updated` to `published`, with a warning.
    return dict.get(owner, name)
