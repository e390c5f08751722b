"""Read marks, bookmarks and tags, with the journal that takes every change back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from reader.model import ArticleRow, Bookmark
from reader.store.protocol import NotFoundError, Storage
from reader.text.clean import clean, clean_line

MAX_TAG = 100  # characters


class TagError(ValueError):
    """Something typed is no tag. The message is one clear sentence for a person."""


class Marks:
    """Every change is durable, and in the journal, when the method returns. All raise StorageError.

    The journal is the library's, see `Storage.undo`: it outlives the program, and whoever opens the library shares it.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def set_read(self, ids: Iterable[int], read: bool) -> tuple[int, ...]:
        """Mark articles read or unread; returns the ids whose state changed."""
        return self._storage.set_read(ids, read, when=datetime.now(UTC))

    def toggle_read(self, article_id: int) -> bool:
        """Turn an article's read mark round; returns whether it is read now. Raises NotFoundError."""
        read = not self._row(article_id).read
        self.set_read((article_id,), read)
        return read

    def toggle_bookmark(self, article_id: int, note: str = "") -> bool:
        """Set a bookmark with this note, or remove the one there is; returns whether it is bookmarked now.

        Raises NotFoundError.
        """
        bookmarked = not self._row(article_id).bookmarked
        after = Bookmark(article_id, datetime.now(UTC), clean(note)) if bookmarked else None
        self._storage.set_bookmark(article_id, after)
        return bookmarked

    def set_note(self, article_id: int, note: str | None) -> None:
        """Bookmark an article with this note, or change the note of its bookmark; None leaves the note as it is.

        Raises NotFoundError.
        """
        before = self._storage.article(article_id).bookmark
        wanted = before or Bookmark(article_id, datetime.now(UTC))
        self._storage.set_bookmark(article_id, wanted if note is None else replace(wanted, note=clean(note)))

    def remove_bookmark(self, article_id: int) -> bool:
        """Remove an article's bookmark; whether there was one. Raises NotFoundError."""
        return self._storage.set_bookmark(article_id, None) is not None

    def move_bookmark(self, article_id: int, places: int) -> bool:
        """Move a bookmark down the order of all, or up below 0; whether it moved. Raises NotFoundError."""
        return self._storage.move_bookmark(article_id, places)

    def set_tags(self, article_id: int, tags: Iterable[str]) -> None:
        """Give an article these tags and no others. Raises NotFoundError and TagError."""
        self._storage.set_tags({article_id: read_tags(tags)})

    def add_tags(self, ids: Iterable[int], tags: Iterable[str]) -> int:
        """Give articles these tags beside those they have; returns how many lacked one. Raises as `set_tags`."""
        return self._storage.add_tags(ids, read_tags(tags))

    def remove_tags(self, ids: Iterable[int], tags: Iterable[str]) -> int:
        """Take tags from articles; returns how many had one. Raises as `set_tags`."""
        return self._storage.remove_tags(ids, read_tags(tags))

    def tags(self) -> list[tuple[str, int]]:
        """All tags by name, each with the number of its articles."""
        return self._storage.tags()

    def undo(self) -> str | None:
        """Take the last change back; returns a sentence saying which, or None when nothing is left."""
        return _told("Undone", self._storage.undo())

    def redo(self) -> str | None:
        """Do the last undone change again; returns a sentence saying which, or None when nothing is left."""
        return _told("Redone", self._storage.redo())

    def _row(self, article_id: int) -> ArticleRow:
        rows = self._storage.rows((article_id,))
        if not rows:
            raise NotFoundError(f"There is no article {article_id}; it went with its source.")
        return rows[0]


def read_tags(typed: Iterable[str]) -> list[str]:
    """The tags in what a person typed, each once: commas stand between two, and a "#" before one is no part of it.

    Raises TagError when there is none in something typed, or one is longer than 100 characters.
    """
    typed = list(typed)
    found: dict[str, str] = {}
    for each in typed:
        for part in each.split(","):
            tag = clean_line(part).lstrip("#").strip()
            if len(tag) > MAX_TAG:
                raise TagError(f"“{clean_line(tag, 30)}” is too long for a tag; it may have {MAX_TAG} characters.")
            if tag:
                found.setdefault(tag.casefold(), tag)
    if typed and not found:
        raise TagError("A tag is a word or a few, such as budget.")
    return list(found.values())


def _told(word: str, said: str | None) -> str | None:
    return None if said is None else f"{word}: {said}"
