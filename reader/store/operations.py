"""What a person can change, as data: a closed set of operations, each of which yields the one that takes it back.

An operation says how things are to be, not what is to be done to them, so applying it twice is applying it once. It
is checked before it writes anything: one that raises has changed nothing.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from typing import Any, ClassVar, Protocol, Self

from reader.store.protocol import NotFoundError, TakenError
from reader.store.tagging import set_tags, tags_of
from reader.text.clean import clean_line


class Operation(Protocol):
    """One change of the library. Kept as JSON, see `pack`."""

    name: ClassVar[str]

    def apply(self, connection: sqlite3.Connection) -> Operation | None:
        """Make it so, inside a transaction; returns what takes it back, None when nothing had to change.

        Raises NotFoundError when what it changes is gone, TakenError when something else is in its place.
        """
        ...

    def to_json(self) -> dict[str, Any]: ...

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self: ...


@dataclass(frozen=True, slots=True)
class SetRead:
    """Articles are read, since the time that stands at the same place of `times`, or without times unread.

    `ids` rise. Articles that are gone, or read or unread already, are passed over.
    """

    name: ClassVar[str] = "read"
    ids: array[int]
    times: array[int]

    def apply(self, connection: sqlite3.Connection) -> SetRead | None:
        """See `Operation.apply`."""
        wanted = (json.dumps(self.ids.tolist()),)
        unread = "id IN (SELECT value FROM json_each(?)) AND read_at IS NULL"
        chosen = unread if self.times else unread.replace("IS NULL", "IS NOT NULL")
        find = f"SELECT id, read_at FROM articles WHERE {chosen} ORDER BY id"  # noqa: S608 (fixed words only)
        before = connection.execute(find, wanted).fetchall()
        if not before:
            return None
        ids = array("q", (id_ for id_, _ in before))
        if len(set(self.times)) <= 1:  # at one stroke: there may be a million
            time = self.times[0] if self.times else None
            connection.execute(f"UPDATE articles SET read_at = ? WHERE {chosen}", (time, *wanted))  # noqa: S608
            return SetRead(ids, array("q") if self.times else array("q", (time for _, time in before)))
        times = dict(zip(self.ids, self.times, strict=True))
        connection.executemany("UPDATE articles SET read_at = ? WHERE id = ?", ((times[id_], id_) for id_ in ids))
        return SetRead(ids, array("q"))

    def to_json(self) -> dict[str, Any]:
        """Each number as the distance to the one before: neighbours and equal times then take next to nothing."""
        return {"ids": _distances(self.ids), "times": _distances(self.times)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The inverse of `to_json`."""
        return cls(array("q", accumulate(data["ids"])), array("q", accumulate(data["times"])))


class _Plain:
    """An operation whose fields are JSON as they are."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)  # type: ignore[call-overload,no-any-return]  # always a dataclass

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(**data)


@dataclass(frozen=True, slots=True)
class SetBookmark(_Plain):
    """An article has this bookmark, or without `created` none. Bookmarks stand by falling `position`.

    Without a position it keeps the one it has; a new one stands by its time.
    """

    name: ClassVar[str] = "bookmark"
    article_id: int
    created: int | None = None
    note: str = ""
    position: int | None = None

    def apply(self, connection: sqlite3.Connection) -> SetBookmark | None:
        """See `Operation.apply`."""
        found = connection.execute(
            """SELECT b.created, coalesce(b.note, ''), b.position FROM articles a
                LEFT JOIN bookmarks b ON b.article_id = a.id WHERE a.id = ?""",
            (self.article_id,),
        ).fetchone()
        if found is None:
            raise NotFoundError(f"There is no article {self.article_id}.")
        before = SetBookmark(self.article_id, *found)
        if self.created is None:
            if before.created is None:
                return None
            connection.execute("DELETE FROM bookmarks WHERE article_id = ?", (self.article_id,))
            return before
        standing = before.position if self.position is None else self.position
        wanted = (self.created, self.note, self.created if standing is None else standing)
        if wanted == found:
            return None
        connection.execute(
            "INSERT OR REPLACE INTO bookmarks (created, note, position, article_id) VALUES (?, ?, ?, ?)",
            (*wanted, self.article_id),
        )
        return before


@dataclass(frozen=True, slots=True)
class SetTags(_Plain):
    """An article has these tags and no others."""

    name: ClassVar[str] = "tags"
    article_id: int
    tags: Sequence[str]

    def apply(self, connection: sqlite3.Connection) -> SetTags | None:
        """See `Operation.apply`."""
        if connection.execute("SELECT 1 FROM articles WHERE id = ?", (self.article_id,)).fetchone() is None:
            raise NotFoundError(f"There is no article {self.article_id}.")
        before = tags_of(connection, self.article_id)
        return SetTags(self.article_id, before) if set_tags(connection, self.article_id, self.tags) else None


@dataclass(frozen=True, slots=True)
class SetSource(_Plain):
    """These columns of a source have these values; at another address what the old one's server said is forgotten."""

    name: ClassVar[str] = "source"
    COLUMNS: ClassVar[tuple[str, ...]] = (
        *("address", "title", "folder", "paused", "interval", "full_text", "access", "keep_articles", "keep_days"),
    )
    FORGOTTEN: ClassVar[str] = (
        "etag = '', last_modified = '', moved_to = '', gone = 0, failures = 0, not_before = NULL, error = ''"
    )
    source_id: int
    values: dict[str, str | int | None]

    def apply(self, connection: sqlite3.Connection) -> SetSource | None:
        """See `Operation.apply`."""
        columns = [column for column in self.COLUMNS if column in self.values]
        read = f"SELECT {', '.join(columns) or 'id'} FROM sources WHERE id = ? AND NOT removed"  # noqa: S608 (fixed)
        found = connection.execute(read, (self.source_id,)).fetchone()
        if found is None:
            raise no_source(self.source_id)
        before = {column: value for column, value in zip(columns, found, strict=False) if value != self.values[column]}
        if not before:
            return None
        if "address" in before:
            address = self.values["address"]
            if connection.execute("SELECT 1 FROM sources WHERE address = ?", (address,)).fetchone() is not None:
                raise TakenError(f"Another source has the address {clean_line(str(address))} already.")
        changes = [f"{column} = ?" for column in before] + [self.FORGOTTEN] * ("address" in before)
        statement = f"UPDATE sources SET {', '.join(changes)} WHERE id = ?"  # noqa: S608 (fixed words only)
        connection.execute(statement, (*(self.values[column] for column in before), self.source_id))
        return SetSource(self.source_id, before)


@dataclass(frozen=True, slots=True)
class SetRemoved(_Plain):
    """A source was removed at a time, or is kept (None)."""

    name: ClassVar[str] = "removed"
    source_id: int
    at: int | None

    def apply(self, connection: sqlite3.Connection) -> SetRemoved | None:
        """See `Operation.apply`."""
        found = connection.execute("SELECT removed, removed_at FROM sources WHERE id = ?", (self.source_id,)).fetchone()
        if found is None:
            raise no_source(self.source_id)
        removed, at = found
        if bool(removed) == (self.at is not None):
            return None
        statement = "UPDATE sources SET removed = ?, removed_at = ? WHERE id = ?"
        connection.execute(statement, (self.at is not None, self.at, self.source_id))
        return SetRemoved(self.source_id, at)


@dataclass(frozen=True, slots=True)
class SetView(_Plain):
    """A saved view is called so, asks this and stands there; without a title there is none."""

    name: ClassVar[str] = "view"
    view_id: int
    title: str | None = None
    query: str = ""
    position: int = 0
    hidden: bool = False

    def apply(self, connection: sqlite3.Connection) -> SetView | None:
        """See `Operation.apply`."""
        row = connection.execute(
            "SELECT name, query, position, hidden FROM views WHERE id = ?", (self.view_id,)
        ).fetchone()
        before = SetView(self.view_id) if row is None else SetView(self.view_id, row[0], row[1], row[2], bool(row[3]))
        if self == before:
            return None
        if self.title is None:
            connection.execute("DELETE FROM views WHERE id = ?", (self.view_id,))
            return before
        key = self.title.casefold()
        taken = connection.execute("SELECT name FROM views WHERE key = ? AND id <> ?", (key, self.view_id)).fetchone()
        if taken is not None:
            raise TakenError(f"There is a view called “{taken[0]}” already.")
        connection.execute(
            """INSERT INTO views (id, name, key, query, position, hidden) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, key = excluded.key, query = excluded.query,
                position = excluded.position, hidden = excluded.hidden""",
            (self.view_id, self.title, key, self.query, self.position, self.hidden),
        )
        return before


_KINDS: dict[str, type[Operation]] = {
    kind.name: kind for kind in (SetRead, SetBookmark, SetTags, SetSource, SetRemoved, SetView)
}


def pack(operations: Iterable[Operation]) -> bytes:
    """Operations as compressed JSON: a million read marks in a row are some kilobytes."""
    data = [{"op": operation.name, **operation.to_json()} for operation in operations]
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def unpack(packed: bytes) -> list[Operation]:
    """The inverse of `pack`. Raises ValueError for anything else."""
    try:
        return [_KINDS[data.pop("op")].from_json(data) for data in json.loads(zlib.decompress(packed))]
    except (zlib.error, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(str(error)) from error


def no_source(source_id: int) -> NotFoundError:
    """That there is no such source, in a sentence."""
    return NotFoundError(f"There is no source {source_id}.")


def _distances(numbers: array[int]) -> list[int]:
    return [*numbers[:1], *(later - earlier for earlier, later in pairwise(numbers))]
