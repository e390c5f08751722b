"""Read marks and bookmarks, with an undo for this session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from reader.model import Bookmark
from reader.store.protocol import NotFoundError, Storage


@dataclass(frozen=True, slots=True)
class _Change:
    """Something a person did: what it was called, and how to take it back or do it again."""

    said: str
    undo: Callable[[], object]
    redo: Callable[[], object]


class Marks:
    """Every change is durable when the method returns; the journal behind `undo` lives as long as this object."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._done: list[_Change] = []
        self._undone: list[_Change] = []

    def set_read(self, ids: Iterable[int], read: bool) -> tuple[int, ...]:
        """Mark articles read or unread; returns the ids whose state changed. Raises StorageError."""
        changed = self._storage.set_read(ids, read, when=datetime.now(UTC))
        if changed:
            articles = "1 article" if len(changed) == 1 else f"{len(changed):,} articles"
            self.remember(
                f"marked {articles} {'read' if read else 'unread'}",
                undo=lambda: self._storage.set_read(changed, not read, when=datetime.now(UTC)),
                redo=lambda: self._storage.set_read(changed, read, when=datetime.now(UTC)),
            )
        return changed

    def toggle_read(self, article_id: int) -> bool:
        """Turn an article's read mark round; returns whether it is read now. Raises NotFoundError."""
        read = not self._row_flag(article_id, "read")
        self.set_read((article_id,), read)
        return read

    def toggle_bookmark(self, article_id: int, note: str = "") -> bool:
        """Set a bookmark with this note, or remove the one there is; returns whether it is bookmarked now.

        Raises NotFoundError.
        """
        bookmarked = not self._row_flag(article_id, "bookmarked")
        after = Bookmark(article_id, datetime.now(UTC), note) if bookmarked else None
        before = self._storage.set_bookmark(article_id, after)
        self.remember(
            "bookmarked 1 article" if bookmarked else "removed 1 bookmark",
            undo=lambda: self._storage.set_bookmark(article_id, before),
            redo=lambda: self._storage.set_bookmark(article_id, after),
        )
        return bookmarked

    def set_note(self, article_id: int, note: str) -> None:
        """Bookmark an article with this note, or change the note of its bookmark. Raises NotFoundError."""
        after = Bookmark(article_id, datetime.now(UTC), note)
        before = self._storage.set_bookmark(article_id, after)
        self.remember(
            "changed the note of 1 bookmark" if before else "bookmarked 1 article",
            undo=lambda: self._storage.set_bookmark(article_id, before),
            redo=lambda: self._storage.set_bookmark(article_id, after),
        )

    def undo(self) -> str | None:
        """Take the last change back; returns a sentence saying which, or None when nothing is left."""
        return self._turn(self._done, self._undone, "Undone", lambda change: change.undo)

    def redo(self) -> str | None:
        """Do the last undone change again; returns a sentence saying which, or None when nothing is left."""
        return self._turn(self._undone, self._done, "Redone", lambda change: change.redo)

    def remember(self, said: str, *, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        """Put a change that was made into the journal; what was undone before it can no longer be done again."""
        self._done.append(_Change(said, undo, redo))
        self._undone.clear()

    @staticmethod
    def _turn(
        source: list[_Change], target: list[_Change], word: str, act: Callable[[_Change], Callable[[], object]]
    ) -> str | None:
        while source:
            change = source[-1]
            try:
                act(change)()
            except NotFoundError:  # the article went with its source: that change cannot be turned, the one before can
                source.pop()
                continue
            target.append(source.pop())
            return f"{word}: {change.said}"
        return None

    def _row_flag(self, article_id: int, name: str) -> bool:
        rows = self._storage.rows((article_id,))
        if not rows:
            raise NotFoundError(f"There is no article {article_id}; it went with its source.")
        return bool(getattr(rows[0], name))
