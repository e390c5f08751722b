"""RSS, RDF, Atom and CDF, by feedparser, repaired where it is known to fail. The only module that imports it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from reader.model.article import ParsedFeed
from reader.sources.attachments import Enclosed
from reader.sources.controls import restore
from reader.sources.dates import from_struct, parse_date
from reader.sources.decoding import decode
from reader.sources.entries import MAX_ENTRIES, Body, Draft, absolute_url, finish_all, plain_title
from reader.sources.errors import FeedError
from reader.sources.jsonfeed import parse_json_feed
from reader.sources.pruning import prune
from reader.sources.repair import DAMAGED, escape_ampersands, for_tolerance, looks_like_feed, looks_like_page, prepare

_TAGS_OF_TEXT = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|blockquote)\s*>|<(?:p|br|img)\b[^<>]*>", re.I
)
_ADDRESS_AND_NAME = re.compile(r"[^\s@]+@[^\s@]+\s*\(([^()]+)\)")
_NAME_AND_ADDRESS = re.compile(r"([^@<>()]+?)\s*[<(](?:mailto:)?[^\s@]+@[^\s@]+[>)]")
_ADDRESS_LIKE = re.compile(r"^[^\s'\"<>]*[/?#][^\s'\"<>]*$")
_PAGES = ("text/html", "application/xhtml+xml")
_LONGEST_PERSON = 500  # characters of a name and address that are taken apart


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
    text, left_out = prepare(text)
    result = _feedparser(text, notes)
    notes += left_out

    found = [e for e in result["entries"] if dict.keys(e)]
    if not found and not looks_like_feed(text):
        if looks_like_page(text):
            raise FeedError("This is a web page, not a feed.")
        raise FeedError("This is not a feed: no RSS, Atom, RDF or JSON Feed was found in it.")
    feed = result["feed"]
    if result.get("bozo") and not found and not _string(feed, "title"):
        raise FeedError("The feed is too damaged to be read.")
    atom = str(result.get("version") or "").startswith("atom")
    site = _link(feed, base, first=atom)
    shared = _Shared(base, site, _owner(feed), _string(feed, "language"), first_link=atom)
    drafts = [_draft(e, shared) for e in found[:MAX_ENTRIES]]
    entries = finish_all(drafts, base, notes)
    return ParsedFeed(
        title=_title(feed),
        link=site,
        entries=entries,
        repaired=" ".join(dict.fromkeys(filter(None, notes))),
    )


def _feedparser(text: str, notes: list[str]) -> Any:
    """feedparser's record of a prepared document, which is noted as damaged where it is not well-formed."""
    pruned = prune(text)
    if pruned is None:
        notes.append(DAMAGED)
        pruned = prune(escape_ampersands(text))
    if pruned is None:
        pruned, cut = for_tolerance(text)
        notes.append(cut)
    import feedparser

    # Without an address of the document: feedparser would resolve guids against it, and an article would be a new
    # one whenever its feed moves. What it leaves relative is resolved here.
    headers = {"content-type": "application/xml; charset=utf-8"}
    body = io.BytesIO(pruned.encode("utf-8"))
    try:
        result = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except RecursionError:
        raise FeedError("The feed is nested too deeply to be read.") from None
    except MemoryError:
        raise
    except Exception:
        # Damaged input makes feedparser raise nearly anything (AttributeError, KeyError, TypeError, ValueError …).
        raise FeedError("The feed is too damaged to be read.") from None
    if result.get("bozo"):
        notes.append(DAMAGED)
    return result


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the entries of a feed have from it. `first_link`: of several links the first counts, not the last."""

    base: str
    site: str
    byline: str
    language: str
    first_link: bool

    @property
    def start(self) -> str:
        """What relative links start from: the feed's own address, unless it is served for a site on another host."""
        elsewhere = self.site and self.base and urlsplit(self.site).hostname != urlsplit(self.base).hostname
        return self.site if elsewhere else self.base


def _draft(e: Any, feed: _Shared) -> Draft:
    source = _get(e, "source") or {}
    guid = _string(e, "id")
    # A guid counts as a permalink unless the feed says no; many say nothing of "d0" or "post 17", which lead nowhere.
    permalink = guid if _get(e, "guidislink") and _ADDRESS_LIKE.search(guid) else ""
    start = feed.start
    stated = "" if _get(e, "link") == guid and not permalink else _link(e, start, first=feed.first_link)
    link = stated or absolute_url(permalink, start) or absolute_url(_string(e, "feedburner_origlink"))
    updated = _date(e, "updated")
    return Draft(
        title=_first_string(e, "title", "dc_heading", "itunes_heading", "media_heading"),
        title_is_markup=_is_markup(_get(e, "title_detail")),
        guid=guid,
        link=link or _fallback_link(e, guid, start) or feed.site,
        byline=_byline(e) or _string(e, "googleplay_author") or _byline(source) or feed.byline,
        published=_date(e, "published") or _date(e, "created") or updated,
        updated=updated,
        bodies=_bodies(e),
        language=_string(_get(e, "title_detail") or {}, "language") or feed.language,
        enclosed=list(_enclosed(e)),
        attachment_base=start,
    )


def _enclosed(e: Any) -> Iterator[Enclosed]:
    """What is attached to an entry: enclosures of RSS and Atom, and files of Media RSS."""
    if original := _string(e, "feedburner_origenclosurelink"):
        yield Enclosed(original)
    for link in _get(e, "links") or []:
        if link.get("rel") == "enclosure":
            yield Enclosed(link.get("href"), link.get("type"), link.get("length"))
    for media in _get(e, "media_content") or []:
        yield Enclosed(media.get("url"), media.get("type"), media.get("filesize"), medium=media.get("medium") or "file")


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
    spare = ("summary", "googleplay_words", "itunes_words", "itunes_line", "media_words")
    bodies += [Body(value, markup=True, spare=True) for name in spare if (value := _string(e, name))]
    return bodies


def _is_markup(detail: Any) -> bool:
    return str((detail or {}).get("type") or "text/html") != "text/plain"


def _link(owner: Any, base: str, *, first: bool) -> str:
    """The address that a feed or entry states for itself.

    That is the first alternate that is a page, or feedparser's choice (the last), unless it took a link of another
    relation for it.
    """
    links = [link for link in _get(owner, "links") or [] if link.get("rel") in (None, "alternate")]
    addresses = [link.get("href") for link in links]
    pages = [link.get("href") for link in links if link.get("type") in _PAGES]
    chosen = pages[0] if first and pages else _get(owner, "link")
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


def _byline(owner: Any, kind: str = "author") -> str:
    """The names of the authors; e-mail addresses only where there is no name."""
    people = [(_string(p, "name"), _string(p, "email")) for p in _get(owner, f"{kind}s") or []]
    if not any(map(any, people)):
        people = [(_string(owner, kind), "")]
    names = [_name(name) for name, _ in people]
    addresses = [name or email for name, email in people]
    named = [name for name in names if name and "@" not in name]
    return ", ".join(dict.fromkeys(named or filter(None, addresses)))


def _name(person: str) -> str:
    """The name in "ann@x.example (Ann Lee)" or "Ann Lee <ann@x.example>"; tags are taken out."""
    person = person.strip()
    if len(person) <= _LONGEST_PERSON:
        match = _ADDRESS_AND_NAME.fullmatch(person) or _NAME_AND_ADDRESS.fullmatch(person)
        person = match[1].strip() if match else person
    return plain_title(person, markup=False)


def _owner(feed: Any) -> str:
    """Who the entries of a feed are by that name nobody: its author or editor, else who owns or keeps it."""
    return _byline(feed) or _string(feed, "googleplay_author") or _byline(feed, "publisher")


def _title(feed: Any) -> str:
    title = _first_string(feed, "title", "dc_heading", "itunes_heading")
    return plain_title(title, markup=_is_markup(_get(feed, "title_detail")))


def _date(e: Any, name: str) -> Any:
    return from_struct(_get(e, f"{name}_parsed")) or parse_date(_get(e, name))


def _first_string(owner: Any, *names: str) -> str:
    return next(filter(None, (_string(owner, name) for name in names)), "")


def _string(owner: Any, name: str) -> str:
    """A text of a feedparser record, its control characters back in place."""
    value = _get(owner, name)
    return restore(value) if isinstance(value, str) else ""


def _get(owner: Any, name: str) -> Any:
    # dict.get: feedparser's own get falls back from `updated` to `published`, with a warning.
    return dict.get(owner, name)
