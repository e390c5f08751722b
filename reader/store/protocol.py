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
    """What saving a source's entries changed: counts of articles that are new, have a new version, or vanished."""

    new: int = 0
    updated: int = 0
    vanished: int = 0


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

    def add_sources(self, sources: Sequence[Source]) -> list[Source]:
        """Many sources at once, all or none, by their addresses, each with its title and folder.

        A known one stays as it is, but for a title and folder where it has none; a removed or visited one is kept
        again. Ids and all that a server said are passed over.
        """
        ...

    def set_source(self, source: Source) -> Source:
        """Store what a person decides about a source; returns it as it was before.

        That is its address, title, folder, `paused`, `interval`, `full_text`, `access`, `keep_articles` and
        `keep_days`; all else is passed over. At another address what the old one's server said is forgotten; one that
        another source has is refused with StorageError.
        """
        ...

    def remove_source(self, source_id: int, *, when: datetime) -> int:
        """Forget a source and its articles but for the bookmarked ones; returns how many articles went with it.

        They are deleted by `purge`; until then `restore_source`, or adding the address again, brings all back.
        """
        ...

    def restore_source(self, source_id: int) -> Source:
        """Take a removal back."""
        ...

    def purge(self, *, removed_before: datetime) -> int:
        """Delete what was removed before a moment, but for bookmarked articles; returns how many articles went."""
        ...

    def record_success(
        self,
        source_id: int,
        *,
        state: FetchState,
        title: str,
        link: str,
        when: datetime,
        not_before: datetime | None = None,
        error: str = "",
    ) -> None:
        """Store what the server told us and count no failure. An empty title or link leaves the known one.

        `error` is a sentence on what is wrong with a document that could be read all the same.
        """
        ...

    def record_failure(
        self, source_id: int, error: str, *, when: datetime, not_before: datetime | None = None, gone: bool = False
    ) -> None:
        """Store one sentence about why the source could not be read. Its articles stay.

        `gone`: its server said that it never can be again.
        """
        ...

    def newest_moments(self, source_id: int, *, limit: int) -> list[datetime]:
        """The moments that a source's newest articles are sorted by, the newest first."""
        ...

    # articles
    def save(self, source_id: int, entries: Sequence[Entry], *, when: datetime, complete: bool = False) -> Saved:
        """Store a source's entries in one transaction.

        `complete` says that these are all the source has, as the files of a folder are: the articles it has no more
        are marked as vanished, and stay.

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

    def save_page(self, article_id: int, page: Entry | None, *, when: datetime) -> Article:
        """Store the full text of an article's page and show it instead of what its source gave, which is kept.

        None says that the page was asked for in vain, so that `pages_wanted` does not name it again.
        """
        ...

    def show_page(self, article_id: int, page: bool) -> Article:
        """Show the full text of the page, or what the source gave. Raises NotFoundError when there is no page."""
        ...

    def pages_wanted(self, *, limit: int) -> list[tuple[int, str]]:
        """(id, link) of the newest unread articles whose source wants full texts and whose page was not tried."""
        ...

    # annotations
    def use_extractor(self, extractor: str) -> None:
        """Go on as the storage of another extractor's findings: what others found counts as not found."""
        ...

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

    def elsewhere(self) -> int:
        """A number that is another one after another process has changed the library."""
        ...

    def close(self) -> None: ...
