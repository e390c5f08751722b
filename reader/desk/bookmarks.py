"""Bookmarks as work: with their tags, in the person's order, and searched by what was written on them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from reader.model import ArticleRow, Bookmark
from reader.store.protocol import Storage


@dataclass(frozen=True, slots=True)
class Marked:
    """A bookmarked article as a list shows it."""

    row: ArticleRow
    bookmark: Bookmark
    tags: tuple[str, ...] = ()


def bookmarked(storage: Storage, words: str = "", tags: Iterable[str] = ()) -> list[Marked]:
    """The bookmarks in their order that have all these words in title, outlet, note or tags, and all these tags.

    Parts of words count; case and accents do not.
    """
    found = storage.bookmarks()
    named = storage.tags_of([row.id for row, _ in found])
    wanted = _folded(words).split()
    keys = {tag.casefold() for tag in tags}
    marked = (Marked(row, bookmark, named.get(row.id, ())) for row, bookmark in found)
    return [each for each in marked if keys <= {tag.casefold() for tag in each.tags} and _has(each, wanted)]


def _has(marked: Marked, words: Iterable[str]) -> bool:
    text = _folded("\n".join((marked.row.title, marked.row.source, marked.bookmark.note, *marked.tags)))
    return all(word in text for word in words)


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
