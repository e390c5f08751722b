"""What the desk asks of a storage. SQLite implements it today; a shared database may tomorrow."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reader.model import Article, ArticleRow, Bookmark, Entry, FetchState, Findings, Listing, Source, SourceKind


class StorageError(Exception):
    """The library cannot be opened, read or written. The message is one clear sentence for a person."""


class NotFoundError(StorageError):
    """No such article or source."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving a source's entries changed: counts of articles that are new, or have a new version."""

    new: int = 0
    updated: int = 0


@dataclass(frozen=True, slots=True)
class Unannotated:
    """A version in which nothing has been looked for yet."""

    article_id: int
    version_id: int
    text: str


class Storage(Protocol):
    """Every method may be called from any thread and blocks until it is done.

    What a method wrote survives the death of the process from its return on. What a person did (sources, read marks,
    bookmarks) is on the disk by then and survives a power cut too; what was fetched or found may have to be again.

    All raise StorageError with one sentence when the library fails, NotFoundError for an unknown id. Times are aware.
    """

    # sources
    def sources(self) -> list[Source]:
        """All kept sources and those only visited, by title, each with its counts of articles and unread ones."""
        ...

    def source(self, source_id: int) -> Source: ...

    def add_source(self, address: str, kind: SourceKind, *, title: str = "", kept: bool = True) -> Source:
        """The source at `address`, new or known; `kept` turns a visited source into a kept one, never back."""
        ...

    def remove_source(self, source_id: int) -> int:
        """Forget a source and its articles but for the bookmarked ones; returns how many articles went."""
        ...

    def record_success(self, source_id: int, *, state: FetchState, title: str, link: str, when: datetime) -> None:
        """Store what the server told us and clear the error. An empty title or link leaves the known one."""
        ...

    def record_failure(self, source_id: int, error: str, *, when: datetime) -> None:
        """Store one sentence about why the source could not be read. Its articles stay."""
        ...

    # articles
    def save(self, source_id: int, entries: Sequence[Entry], *, when: datetime) -> Saved:
        """Store a source's entries in one transaction.

        Identity inside a source: guid, else link, else the hash of title and date; an alias without scheme and host
        finds an article whose guid moved. New text for a known article is a new version ("updated", still read).
        """
        ...

    def ids(self, listing: Listing, *, limit: int | None = None) -> array[int]:
        """Article ids of a list, newest first, as `array("q")`. Never touches a body but through the text index."""
        ...

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The rows of these ids, in this order; ids that are gone are left out."""
        ...

    def counts(self, listing: Listing) -> tuple[int, int]:
        """(unread, all) articles of a list, without its scope."""
        ...

    def article(self, article_id: int) -> Article: ...

    # annotations
    def findings(self, article_id: int) -> Findings | None:
        """What was found in the newest version by this extractor, or None while it has not been annotated."""
        ...

    def save_findings(self, version_id: int, findings: Findings) -> None: ...

    def unannotated(self, *, limit: int) -> list[Unannotated]:
        """Newest versions without findings by this extractor version, newest articles first."""
        ...

    # what a person does
    def set_read(self, ids: Iterable[int], read: bool, *, when: datetime) -> tuple[int, ...]:
        """Mark articles read or unread; returns the ids whose state changed."""
        ...

    def set_bookmark(self, article_id: int, bookmark: Bookmark | None) -> Bookmark | None:
        """Set, replace or (None) remove a bookmark; returns the one before."""
        ...

    def bookmarks(self) -> list[tuple[ArticleRow, Bookmark]]:
        """All bookmarked articles, newest bookmark first."""
        ...

    def close(self) -> None: ...
