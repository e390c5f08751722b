"""HTML to documents: a feed entry's content, and whole pages."""

from __future__ import annotations

import html as entities
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.model.article import Entry
from reader.model.document import BlockKind, Document
from reader.text.builder import Draft, document, single_space
from reader.text.extraction import story_blocks, story_lines
from reader.text.markup import absolute_url, has_tags, root_of, stripped, unescaped_once
from reader.text.metadata import read_metadata
from reader.text.plain import text_document
from reader.text.roles import Role, is_prose, role_of
from reader.text.story import make_entry
from reader.text.walker import Walker

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_PAGE = 3_000_000  # characters of a page that are read: 2 s of work at the worst, and no article is as long
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
    """A whole page as an article: title, byline, date and language from its metadata or its text, furniture folded.

    An extractor says which blocks are the story; where it finds none, the page's own structure does.
    """
    html = html[:MAX_PAGE]
    root = root_of(html)
    link = absolute_url(url)
    if root is None:
        return make_entry(page_blocks(html, base=url), link=link)
    metadata = read_metadata(root)
    base = absolute_url(metadata.base, url) or url
    blocks = _blocks(root, base)
    title = metadata.best_title([block.text for block in blocks if block.kind is BlockKind.HEADING])
    lines = story_lines(html)
    if lines:
        blocks = _with_story(blocks, lines, title)
    return make_entry(
        blocks,
        title=title,
        byline=metadata.byline,
        published=metadata.published,
        language=metadata.language,
        link=_canonical(metadata.canonical, base, link),
        extracted=bool(lines),
    )


def _canonical(href: str, base: str, link: str) -> str:
    """The address that a page gives itself, where it is on the same host; `link` else.

    A front page that an article names is a slip of its site. A page of no known address stays without.
    """
    stated = absolute_url(href, base) if link else ""
    there, here = urlsplit(stated), urlsplit(link)
    same_host = there.netloc.removeprefix("www.") == here.netloc.removeprefix("www.")
    return stated if stated and same_host and (there.path.strip("/") or not here.path.strip("/")) else link


def page_blocks(html: str, *, base: str = "") -> list[Draft]:
    """The blocks of a page, furniture marked where the page's structure tells it."""
    root = root_of(html)
    if root is not None:
        return _blocks(root, base)
    words = text_document(stripped(html))
    return [Draft(block.kind, words.text[block.start : block.end]) for block in words.blocks]


def _with_story(blocks: list[Draft], lines: Sequence[str], title: str) -> list[Draft]:
    """The blocks, marked as furniture where they are none of these lines of the story.

    Where the page shows the lines nowhere (they stood in its linked data), they are blocks of their own.
    """
    found = story_blocks(blocks, lines)
    if not any(found):
        return [Draft(BlockKind.PARAGRAPH, single_space(line)) for line in lines]
    named = [single_space(block.text) == single_space(title) for block in blocks]
    first = next((i for i, inside in enumerate(found) if inside and not named[i]), len(blocks))
    roles = [role_of(replace(block, furniture=False)) for block in blocks[:first]]
    for i, block in enumerate(blocks):
        heads = i < first and (
            named[i] or block.level == 1 or roles[i] is Role.META or _is_standfirst(blocks, roles, named, i)
        )
        block.furniture = not (found[i] or heads or _is_between(blocks, found, i))
    return blocks


def _is_standfirst(blocks: Sequence[Draft], roles: Sequence[Role], named: Sequence[bool], i: int) -> bool:
    """Whether a line that was passed over may be the standfirst: right under the title, and in no furniture region."""
    above = next((j for j in range(i - 1, -1, -1) if roles[j] is not Role.META), -1)
    line = roles[i] in (Role.SHORT, Role.PROSE) and blocks[i].linked < 0.5 and not blocks[i].furniture
    return line and above >= 0 and named[above]


def _is_between(blocks: Sequence[Draft], found: Sequence[bool], i: int) -> bool:
    """Whether a paragraph of prose that was passed over stands right between two blocks of the story."""
    if not 0 < i < len(blocks) - 1 or not (found[i - 1] and found[i + 1]):
        return False
    return blocks[i].kind is not BlockKind.CAPTION and role_of(blocks[i]) is Role.PROSE and blocks[i].linked < 0.5


def _blocks(root: LexborNode, base: str) -> list[Draft]:
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
