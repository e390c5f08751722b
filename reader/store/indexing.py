"""When the text index is filled: behind the articles, in batches, and before anyone asks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from reader.store.beginnings import Vocabulary, are_waiting, start_waiting
from reader.store.connections import Connections, transaction
from reader.store.protocol import StorageError
from reader.store.search import Indexed, index_waiting

_BATCH = 512
"""Articles put into an index by one transaction. More are no quicker, and whoever writes meanwhile waits for them.

When so many wait for the text index, they are put into it at once.
"""


_MERGED = 256
"""Pages of an index that one step of merging its segments may write: 1 MB, some 10 ms."""


class Indexing(Connections):
    """The part of the library that fills the text index. Articles can be read before they are in it.

    Many small documents become few large batches so, which is twice as quick; and the articles of a source stand in the
    list without waiting for it. The beginnings of their words follow when there is nothing else to write.
    """

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        # Used by the writing thread alone.
        self._vocabulary = Vocabulary()
        self._prepared: dict[int, Indexed] = {}
        super().__init__(path, say)

    def index_all(self) -> None:
        """Put everything that waits into the index, so that it can be asked. Costs next to nothing when nothing waits.

        When that fails, the disk is full, say, what is in the index can be asked all the same.
        """
        with self.reading() as connection:
            waits = connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is not None
        with suppress(StorageError):
            while waits:
                waits = self.serially(self._index_batch, durable=False)

    def catch_up(self) -> None:
        """See `Storage.catch_up`."""
        with suppress(StorageError):  # the next one who is at leisure goes on
            while self.serially(self.at_leisure, durable=False):
                pass

    def remember(self, prepared: Mapping[int, Indexed]) -> None:
        """Keep what versions that were stored just now are indexed by, so that they need not be unpacked again."""
        self._prepared.update(prepared)

    def behind(self, connection: sqlite3.Connection) -> None:
        """See `Connections.behind`."""
        # Keep what waits short: a search has to wait for it.
        while connection.execute("SELECT count(*) FROM waiting").fetchone()[0] >= _BATCH:
            self._index_batch(connection)

    def at_leisure(self, connection: sqlite3.Connection) -> bool:
        """See `Connections.at_leisure`."""
        return self._index_batch(connection) or self._start_batch(connection) or self._merge(connection)

    def _index_batch(self, connection: sqlite3.Connection) -> bool:
        """Put one batch into the text index; tells whether there may be more."""
        if connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is None:
            return False
        with transaction(connection, "BEGIN IMMEDIATE"):
            done = index_waiting(connection, _BATCH, self._prepared)
        if done < _BATCH or len(self._prepared) > 8 * _BATCH:
            self._prepared.clear()
        return done == _BATCH

    def _start_batch(self, connection: sqlite3.Connection) -> bool:
        """Put the beginnings of one batch into their table; tells whether there may be more."""
        if not are_waiting(connection):
            return False
        with transaction(connection, "BEGIN IMMEDIATE"):
            done, words = start_waiting(connection, self._vocabulary, _BATCH)
        self._vocabulary.know(words)
        return done == _BATCH

    def _merge(self, connection: sqlite3.Connection) -> bool:
        """Merge some of the segments of an index, of which each costs every question; tells whether there may be more.

        While articles come in, they are merged only when there are sixteen of a size.
        """
        for table in ("search", "starts", "facts", "authors"):
            before = connection.total_changes
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', {_MERGED})")  # noqa: S608
            if connection.total_changes - before > 1:  # fewer: there was nothing to merge
                return True
        return False
