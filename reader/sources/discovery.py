"""The feeds that a web page names, says of itself, or has by its site's custom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from reader.text.clean import clean_line
from reader.text.markup import absolute_url, root_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_FEEDS = 20
_MAX_TITLE = 200  # characters
_TYPES = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
}
_GENERAL_TYPES = frozenset(["application/json", "application/xml", "text/xml"])  # feeds where the address says so, too
_FILE = re.compile(
    r"/(?:(?:rss|atom|feeds?|rdf)\d?(?:\.(?:xml|json|php|aspx?|cfm))?|(?:index|news|posts|all)\.(?:xml|rss)|feed\.json"
    r"|[^/]+\.(?:rss|atom|rdf))/?\Z|/(?:rss|feeds?|atom)/.{0,200}(?:\.xml|/)?\Z",
    re.IGNORECASE,
)
_FEED_HOST = re.compile(r"(?:feeds?|rss)\d?\.", re.IGNORECASE)
_QUERY = re.compile(r"(?:\A|&)(?:feed|format|type|output|alt)=(?:rss2?|atom|feed|json ?feed)(?:&|\Z)", re.IGNORECASE)
_NO_FEED = re.compile(r"\.(?:html?|pdf|png|jpe?g|gif|svg|css|js|zip|mp3)\Z|https?(?::|%3a)/", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?(?:/|%20| )feed|/comments/|comment", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed. `url` is absolute http or https; `type` is "rss", "atom", "json", or "" where nothing says."""

    url: str
    title: str
    type: str


def feed_links(html: str, url: str) -> list[FeedLink]:
    """The feeds of a page, likeliest first: those its head names, then links that look like feeds, then the custom of

    its site. At most 20, each once, feeds of comments last. `url` is where the page was found.
    """
    root = root_of(html)
    if root is None:
        return []
    node = root.css_first("base[href]")
    base = absolute_url((node.attributes.get("href") if node else "") or "", url) or url
    head = root.css_first("title")
    site = clean_line(head.text(deep=True), _MAX_TITLE) if head else ""
    found: dict[str, FeedLink] = {}
    for link in (*_named(root, base), *_linked(root, base), *_customary(root, url)):
        address = link.url.partition("#")[0]
        if address and address not in found:
            found[address] = FeedLink(address, link.title or site, link.type)
    return sorted(found.values(), key=lambda link: _COMMENTS.search(f"{link.url} {link.title}") is not None)[:MAX_FEEDS]


def _named(root: LexborNode, base: str) -> Iterator[FeedLink]:
    """What the page declares (`<link rel="alternate">`, as browsers find feeds)."""
    for node in root.css("link[href]"):
        attributes = node.attributes
        rels = (attributes.get("rel") or "").lower().split()
        stated = (attributes.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" not in rels and "feed" not in rels:
            continue
        address = _address(attributes.get("href"), base)
        if stated in _TYPES or "feed" in rels or (stated in _GENERAL_TYPES and _looks_like_feed(address)):
            yield FeedLink(address, clean_line(attributes.get("title") or "", _MAX_TITLE), _TYPES.get(stated, ""))


def _linked(root: LexborNode, base: str) -> Iterator[FeedLink]:
    """Links of the page whose addresses look like a feed's."""
    for node in root.css("a[href]"):
        address = _address(node.attributes.get("href"), base)
        if _looks_like_feed(address):
            text = clean_line(node.attributes.get("title") or node.text(deep=True), _MAX_TITLE)
            yield FeedLink(address, text, _type_of(address))


def _customary(root: LexborNode, url: str) -> Iterator[FeedLink]:
    """What sites of a known make have without saying so."""
    address = absolute_url(url)
    if not address:
        return
    parts = urlsplit(address)
    host, path = parts.netloc.removeprefix("www."), parts.path.rstrip("/")
    origin = f"{parts.scheme}://{parts.netloc}"
    folders = path.split("/")[1:]
    if host in ("youtube.com", "m.youtube.com"):
        feeds = "https://www.youtube.com/feeds/videos.xml"
        if folders[:1] == ["channel"] and len(folders) > 1:
            yield FeedLink(f"{feeds}?channel_id={folders[1]}", "", "atom")
        elif playlist := parse_qs(parts.query).get("list"):
            yield FeedLink(absolute_url(f"{feeds}?playlist_id={playlist[0]}"), "", "atom")
    elif host in ("reddit.com", "old.reddit.com") and folders[:1] in (["r"], ["user"]):
        yield FeedLink(f"{origin}{path}/.rss", "", "atom")
    elif host == "github.com" and len(folders) > 1:
        repository = f"{origin}/{folders[0]}/{folders[1]}"
        yield FeedLink(f"{repository}/releases.atom", f"{folders[1]}: releases", "atom")
        yield FeedLink(f"{repository}/commits.atom", f"{folders[1]}: commits", "atom")
    elif host == "medium.com" and folders:
        yield FeedLink(f"{origin}/feed/{folders[0]}", "", "rss")
    elif host.endswith((".substack.com", ".medium.com")):
        yield FeedLink(f"{origin}/feed", "", "rss")
    elif host.endswith(".tumblr.com"):
        yield FeedLink(f"{origin}/rss", "", "rss")
    elif host.endswith(".blogspot.com"):
        yield FeedLink(f"{origin}/feeds/posts/default", "", "atom")
    elif _generator(root).startswith("wordpress"):
        yield FeedLink(f"{origin}/feed/", "", "rss")
    elif _generator(root).startswith("ghost"):
        yield FeedLink(f"{origin}/rss/", "", "rss")


def _generator(root: LexborNode) -> str:
    node = root.css_first('meta[name="generator"]')
    return (node.attributes.get("content") or "").strip().lower() if node else ""


def _address(href: str | None, base: str) -> str:
    """The address of a link, "" when it is not http or https. `feed:` before it is a custom of old browsers."""
    href = (href or "").strip()
    if href[:5].lower() == "feed:":
        rest = href[5:]
        href = f"http:{rest}" if rest.startswith("//") else rest
    return absolute_url(href, base)


def _looks_like_feed(address: str) -> bool:
    parts = urlsplit(address)
    if not address or _NO_FEED.search(parts.path):
        return False
    on_feed_host = _FEED_HOST.match(parts.netloc) is not None and len(parts.path) > 1
    return on_feed_host or _FILE.search(parts.path) is not None or _QUERY.search(parts.query) is not None


def _type_of(address: str) -> str:
    path = urlsplit(address).path.lower()
    if path.endswith(".json"):
        return "json"
    return "atom" if "atom" in path else "rss" if re.search(r"rss|rdf", path) else ""
