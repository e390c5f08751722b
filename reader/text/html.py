"""HTML to documents: a feed entry's content, and whole pages."""

from __future__ import annotations

import html as entities
from collections import Counter
from typing import TYPE_CHECKING

from reader.model.article import Entry
from reader.model.document import BlockKind, Document
from reader.text.builder import Draft, document
from reader.text.markup import absolute_url, has_tags, root_of, stripped, unescaped_once
from reader.text.metadata import Metadata, read_metadata
from reader.text.plain import text_document
from reader.text.roles import is_prose
from reader.text.story import make_entry
from reader.text.walker import Walker

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_FURNITURE_SHARE = 0.4  # of a page's prose; a "sidebar" that holds more of it is the page


def html_document(html: str, *, base: str = "", title: str = "") -> Document:
    """A fragment of HTML (a feed entry's content) as a document; nothing is folded.

    `base` is what relative links are resolved against. Content without any tag is taken as plain text. Content that is
    nested past reason loses its structure, not its words.
    """
    html = unescaped_once(html)
    if not has_tags(html):
        return text_document(entities.unescape(html), title=title)
    root = root_of(html)
    if root is None:
        return text_document(stripped(html), title=title)
    return document(Walker(base).walk(root), title=title)


def read_page(html: str, *, url: str = "") -> Entry:
    """A whole page as an article: title, byline, date and language from its metadata or its text, furniture folded."""
    root = root_of(html)
    link = absolute_url(url)
    if root is None:
        return make_entry(page_blocks(html, base=url), link=link)
    metadata = read_metadata(root)
    base = absolute_url(metadata.base, url) or url
    blocks = _blocks(root, base, metadata)
    return make_entry(
        blocks,
        title=metadata.best_title([block.text for block in blocks if block.kind is BlockKind.HEADING]),
        byline=metadata.byline,
        published=metadata.published,
        language=metadata.language,
        link=link,
    )


def page_blocks(html: str, *, base: str = "") -> list[Draft]:
    """The blocks of a page, furniture marked where the page's structure tells it."""
    root = root_of(html)
    if root is not None:
        return _blocks(root, base, None)
    words = text_document(stripped(html))
    return [Draft(block.kind, words.text[block.start : block.end]) for block in words.blocks]


def _blocks(root: LexborNode, base: str, metadata: Metadata | None) -> list[Draft]:
    """Walk the page and mark as furniture what stands outside its article or in a furniture region of little weight."""
    walker = Walker(base, page=True)
    drafts = walker.walk(root)
    places = walker.places
    sizes = [len(draft.text) if is_prose(draft.text) and draft.linked < 0.5 else 0 for draft in drafts]
    regions: Counter[int] = Counter()
    scopes: Counter[int] = Counter()
    for place, size in zip(places, sizes, strict=True):
        regions[place.region] += size
    total = sum(regions.values())
    light = {
        region
        for region, size in regions.items()
        if region and (region in walker.sure_regions or size <= _FURNITURE_SHARE * total)
    }
    if not regions[0]:  # all prose stands in regions called furniture: the largest of them is not
        light -= {max(regions, key=regions.__getitem__, default=0)} - walker.sure_regions
    story = sum(size for place, size in zip(places, sizes, strict=True) if place.region not in light)
    for place, size in zip(places, sizes, strict=True):
        if place.region not in light:
            for scope in place.scopes:
                scopes[scope] += size
    # The innermost article that holds most of the prose; a page of many teasers has none.
    inner = [scope for scope, size in scopes.items() if 2 * size > story]
    scope = max(inner, default=0)
    for draft, place in zip(drafts, places, strict=True):
        title = draft.kind is BlockKind.HEADING and draft.level == 1
        outside = scope and scope not in place.scopes and not title
        draft.furniture = place.region in light or bool(outside)
    return drafts
