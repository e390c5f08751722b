"""Everything in a library that is the person's, for another library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from reader.model.article import Bookmark, Entry
from reader.model.source import Source
from reader.model.view import View


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article that is bookmarked or tagged, with its text, so that it is there in an empty library too.

    `source` is the place of its source in `Kept.sources`. `read` is since when it is read. Bookmarks stand by falling
    `position`; the article's id in `bookmark` means nothing elsewhere.
    """

    source: int
    entry: Entry
    first_seen: datetime
    read: datetime | None = None
    bookmark: Bookmark | None = None
    position: int | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """`reads` are the read marks of all other articles: for the place of a source, their identities and times.

    An identity is the digest under which a library stores an article of its source.
    """

    sources: tuple[Source, ...] = ()
    views: tuple[View, ...] = ()
    articles: tuple[KeptArticle, ...] = ()
    reads: Mapping[int, Sequence[tuple[bytes, datetime]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Restored:
    """What came into a library: counts of new sources, bookmarks, tagged articles, read marks and views.

    `waiting` read marks wait for their articles.
    """

    sources: int = 0
    bookmarks: int = 0
    tagged: int = 0
    read: int = 0
    waiting: int = 0
    views: int = 0
