"""What the desk asks of a storage. SQLite implements it today; a shared database may tomorrow."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reader.model import (
    Article,
    ArticleRow,
    Bookmark,
    Entry,
    FetchState,
    Findings,
    Kept,
    Listing,
    Restored,
    Source,
    SourceKind,
    View,
)


class StorageError(Exception):
    """The library cannot be opened, read or written. The message is one clear sentence for a person."""


class NotFoundError(StorageError):
    """No such article, source or view."""


class TakenError(StorageError):
    """Something else has that address or name already."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving a source's entries changed: counts of articles that are new, have a new version, or vanished."""

    new: int = 0
    updated: int = 0
    vanished: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The first ids of a list, newest first, and the counts of `Storage.counts`.

    Unless `exact`, the counts are of the newest hits alone, and there may be more.
    """

    ids: array[int]
    unread: int
    total: int
    exact: bool = True


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
        `keep_days`; all else is passed over. At another address what the old one's server said is forgotten. Raises
        TakenError for one that another source has.
        """
        ...

    def remove_source(self, source_id: int, *, when: datetime) -> int:
        """Forget a source and its articles but for the bookmarked ones; returns how many articles went with it.

        They are deleted by `purge`; until then `undo`, or adding the address again, brings all back.
        """
        ...

    def purge(self, *, removed_before: datetime, dry: bool = False) -> int:
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

    def find(self, listing: Listing, *, limit: int) -> Found:
        """The newest `limit` articles of a list and its counts, as far as they can be had while someone types."""
        ...

    def leave(self) -> None:
        """The reader is left: of what is here now, nothing is new the next time."""
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

    def save_findings(self, version_id: int, findings: Findings) -> None:
        """Store all that was found in a version, in place of what was found before."""
        ...

    def save_all_findings(self, found: Sequence[tuple[int, Findings]]) -> int:
        """As `save_findings` for many versions; those that are gone are passed over. Returns how many were not."""
        ...

    def unannotated(self, *, limit: int, first: Sequence[int] = ()) -> list[Unannotated]:
        """Shown versions without findings by this extractor version: of the articles `first`, then newest first.

        They are this storage's to look at for a minute: others, of another process say, are given other articles.
        """
        ...

    # what a person does: each of these, with `set_source` and `remove_source`, is an entry of the journal
    def set_read(self, ids: Iterable[int], read: bool, *, when: datetime) -> tuple[int, ...]:
        """Mark articles read or unread; returns the ids whose state changed."""
        ...

    def set_bookmark(self, article_id: int, bookmark: Bookmark | None) -> Bookmark | None:
        """Set, replace or (None) remove a bookmark; returns the one before."""
        ...

    def bookmarks(self) -> list[tuple[ArticleRow, Bookmark]]:
        """All bookmarked articles in the person's order; where nothing was moved, the newest bookmark first."""
        ...

    def move_bookmark(self, article_id: int, places: int) -> bool:
        """Move a bookmark so many places down the order (up below 0), to its end at most; whether it moved."""
        ...

    def set_tags(self, tags: Mapping[int, Sequence[str]]) -> int:
        """Give each of these articles exactly these tags, clean ones; returns how many articles had others before.

        Case makes no difference: a known tag keeps its spelling.
        """
        ...

    def add_tags(self, ids: Iterable[int], tags: Sequence[str]) -> int:
        """Give articles these tags beside those they have; returns how many lacked one."""
        ...

    def remove_tags(self, ids: Iterable[int], tags: Sequence[str]) -> int:
        """Take these tags from articles; returns how many had one."""
        ...

    def tags(self) -> list[tuple[str, int]]:
        """All tags by name, each with the number of its articles."""
        ...

    def tags_of(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """The tags of those of these articles that have some."""
        ...

    def views(self) -> list[View]:
        """The saved views in their order, hidden ones included."""
        ...

    def add_view(self, name: str, query: str) -> View:
        """A new view at the end. Raises TakenError when one has that name, whatever its case."""
        ...

    def set_view(self, view: View) -> View:
        """Store a view's name, query and whether it is hidden; returns it as it was. Raises TakenError."""
        ...

    def move_view(self, view_id: int, places: int) -> bool:
        """Move a view so many places down (up below 0); whether it moved."""
        ...

    def remove_view(self, view_id: int) -> None:
        """Remove a view; one that is built in is hidden instead, and `set_view` shows it again."""
        ...

    def undo(self) -> str | None:
        """Take back the newest change that can be, whoever made it; returns what it is called, None when none is left.

        A change whose articles are gone, or that is as it was already, is passed over.
        """
        ...

    def redo(self) -> str | None:
        """Do the change again that was taken back last; None when none is left, or something was changed since."""
        ...

    # a whole library
    def export(self) -> Kept:
        """All that is the person's, with the texts of the articles that are bookmarked or tagged."""
        ...

    def restore(self, kept: Kept, *, when: datetime) -> Restored:
        """Add what was exported, all or none; what is here already is not changed.

        Read marks of articles that are not here wait for them, see `apply_waiting`.
        """
        ...

    def apply_waiting(self) -> int:
        """Mark the articles read that have come since marks wait for them; returns how many. For after a refresh."""
        ...

    # tidying: in small transactions, so that others can write in between
    def retire(self, *, now: datetime, dry: bool = False) -> int:
        """Delete the articles that their sources are not to keep; returns how many.

        Never what is bookmarked, tagged or unread. An article that its source gives again is read.
        """
        ...

    def trim_versions(self, *, keep: int, dry: bool = False) -> int:
        """Delete all but the newest `keep` texts of each article, never one that is shown; returns how many."""
        ...

    def check(self, *, full: bool) -> str:
        """A sentence on what is damaged in the library, "" when it is sound. `full` reads it whole."""
        ...

    def compact(self, *, dry: bool = False) -> int:
        """Give free space back to the disk where there is much of it; returns the bytes. Empties the write-ahead log.

        While it runs others can read but not write.
        """
        ...

    def catch_up(self) -> None:
        """Do now what the library leaves for its leisure, which a command does not have."""
        ...

    def elsewhere(self) -> int:
        """A number that is another one after another process has changed the library."""
        ...

    def close(self) -> None: ...
