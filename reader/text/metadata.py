"""What a page's head says about its article: title, author, date, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reader.text.builder import single_space
from reader.text.bylines import authors, find_byline, is_name
from reader.text.clean import clean_line
from reader.text.dates import parse_date

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_JSON_LIMIT = 500_000  # characters of linked data; more is not about one article
_SITE_NAME = re.compile(r"\s+(?:[|·•»–—-]|::)\s+")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "twitter:data1")
_DATES = (
    *("article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date", "date"),
    *("pubdate", "publishdate", "dc.date", "dc.date.issued", "dcterms.created", "publication_date"),
)


@dataclass(slots=True)
class Metadata:
    """`titles` are candidates, best first; the rest is "" or None when the page does not say."""

    titles: tuple[str, ...] = ()
    byline: str = ""
    published: datetime | None = None
    language: str = ""
    base: str = ""
    canonical: str = ""

    def best_title(self, headings: Sequence[str]) -> str:
        """The heading of the page that its head calls the title, else the head's own title without the site's name."""
        known = [(title.casefold(), max(_SITE_NAME.split(title), key=len)) for title in self.titles]
        for heading in headings:
            said = heading.casefold()
            if any(len(said) > 3 and said in title for title, _ in known):
                return heading
            if any(len(own) > 3 and own.casefold() in said for _, own in known):  # the head shortens it
                return heading
        return known[0][1] if known else ""


def read_metadata(root: LexborNode) -> Metadata:
    """The metadata of a parsed page: meta elements, linked data (schema.org), `rel=author`, `time`."""
    meta: dict[str, str] = {}
    for node in root.css("meta"):
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        content = clean_line(attributes.get("content") or "")
        if name and content:
            meta.setdefault(name, content)
    linked = _linked_data(root)
    head = root.css_first("title")
    titles = [meta.get(name, "") for name in _TITLES]
    titles += [clean_line(str(linked.get("headline") or "")), clean_line(head.text(deep=True)) if head else ""]
    base, page = root.css_first("base[href]"), root.css_first("html")
    canonical = root.css_first('link[rel~="canonical"][href]')
    return Metadata(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        byline=_byline(root, meta, linked),
        published=_published(root, meta, linked),
        language=clean_line((page.attributes.get("lang") if page else "") or meta.get("content-language", ""), 35),
        canonical=(canonical.attributes.get("href") if canonical else "") or meta.get("og:url", ""),
        base=(base.attributes.get("href") if base else "") or "",
    )


def _linked_data(root: LexborNode) -> dict[str, Any]:
    """The first article (or posting) that the page's JSON-LD describes."""
    for script in root.css('script[type="application/ld+json"]'):
        text = script.text(deep=True)
        if not text or len(text) > _JSON_LIMIT:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kind = str(item.get("@type") or "")
            if "Article" in kind or "Posting" in kind or "Report" in kind:
                return item
    return {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    items = data if isinstance(data, list) else [data]
    for item in items[:100]:
        if isinstance(item, dict):
            yield item
            if isinstance(item.get("@graph"), list):
                yield from (entry for entry in item["@graph"][:100] if isinstance(entry, dict))


def _byline(root: LexborNode, meta: dict[str, str], linked: dict[str, Any]) -> str:
    stated = linked.get("author")
    people = stated if isinstance(stated, list) else [stated]
    names = [clean_line(str((p.get("name") if isinstance(p, dict) else p) or ""), 100) for p in people[:10]]
    names = [name for name in names if name and not name.startswith("http")]
    if names:
        return ", ".join(dict.fromkeys(names))
    for key in _AUTHORS:
        value = meta.get(key, "")
        found = find_byline(value) or (authors(value) if value and "://" not in value else "")
        if found:
            return found
    for selector in ('[rel~="author"]', '[itemprop="author"]', "[class*=byline]", "[class*=author-name]"):
        node = root.css_first(selector)
        text = clean_line(single_space(node.text(deep=True, separator=" ")), 200) if node else ""
        found = find_byline(text) or (text if is_name(text) else authors(text))
        if found:
            return found
    return ""


def _published(root: LexborNode, meta: dict[str, str], linked: dict[str, Any]) -> datetime | None:
    times = [node.attributes.get("datetime") or "" for node in root.css("time[datetime]")[:1]]
    for value in (*(meta.get(name, "") for name in _DATES), str(linked.get("datePublished") or ""), *times):
        found = parse_date(clean_line(value, 100)) if value else None
        if found:
            return found
    return None
