"""Articles: what a source yields, what is kept of it, and what a list shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from reader.model.document import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a source gave it, cleaned but not stored yet.

    `guid` is the identity the source states, byte for byte (cleaned), or "". Dates are aware or None. `document`
    holds the title as its first block. `title` is never empty: without one it is taken from the text. `outlet` is who
    published it, where the source holds articles of several outlets (a folder); else "".
    """

    title: str
    document: Document
    guid: str = ""
    link: str = ""
    byline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document, parsed. `repaired` is a sentence saying what was wrong with it, or ""."""

    title: str
    link: str
    entries: tuple[Entry, ...]
    repaired: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article as it was seen. `hash` is the SHA-256 of title, byline and text, in hex."""

    id: int
    article_id: int
    seen: datetime
    hash: str
    title: str
    byline: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A person's mark on an article."""

    article_id: int
    created: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What one row of a list shows. Never holds a body.

    `figures` and `disagreements` are counts, None while the article has not been annotated yet. `updated` tells that
    the text has changed since it was first seen, `vanished` that the file it came from is no longer there. `sorted_at`
    is the moment it is sorted by.
    """

    id: int
    source_id: int
    source: str
    title: str
    byline: str
    link: str
    published: datetime | None
    sorted_at: datetime
    read: bool
    bookmarked: bool
    updated: bool = False
    figures: int | None = None
    disagreements: int | None = None
    vanished: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article with the document of the version that is shown.

    `from_page` tells that this is the full text of the article's page and not what its source gave; `has_page` that
    there is one. `tags` are a person's words on it, by name.
    """

    row: ArticleRow
    document: Document
    version: Version
    language: str = ""
    first_seen: datetime | None = None
    bookmark: Bookmark | None = field(default=None)
    has_page: bool = False
    from_page: bool = False
    tags: tuple[str, ...] = ()
