"""When the text index is filled: behind the articles, in batches, and before anyone asks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reader.store.connections import Connections, transaction
from reader.store.protocol import StorageError
from reader.store.search import Vocabulary, index_waiting

_BATCH = 1_024
"""Articles put into the index by one transaction. More are quicker, but whoever writes meanwhile waits for them all."""
_FULL = 1_024
"""When so many wait, a source's articles are followed by a batch at once, so that a search never has to wait long."""


class Indexing(Connections):
    """The part of the library that fills the text index. Articles can be read before they are in it.

    Many small documents become few large batches so, which is twice as quick; and the articles of a source stand in the
    list without waiting for it.
    """

    def __init__(self, path: Path) -> None:
        # Used by the writing thread alone.
        self._vocabulary = Vocabulary()
        self._texts: dict[int, tuple[str, str]] = {}
        super().__init__(path)

    def index_all(self) -> None:
        """Put everything that waits into the index, so that it can be asked. Costs next to nothing when nothing waits.

        When that fails, the disk is full, say, what is in the index can be asked all the same.
        """
        with self.reading() as connection:
            waits = connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is not None
        with suppress(StorageError):
            while waits:
                waits = self.serially(self._index_batch, durable=False)

    def remember(self, texts: Mapping[int, tuple[str, str]]) -> None:
        """Keep titles and texts of versions that were stored just now, so that they need not be unpacked again."""
        self._texts.update(texts)

    def index_full(self, connection: sqlite3.Connection) -> None:
        """Keep what waits short; for the writing thread, between two transactions."""
        with suppress(sqlite3.Error):  # the articles are stored; the next one who searches tries again
            while connection.execute("SELECT count(*) FROM waiting").fetchone()[0] >= _FULL:
                self._index_batch(connection)

    def at_leisure(self, connection: sqlite3.Connection) -> bool:
        """See `Connections.at_leisure`."""
        return self._index_batch(connection)

    def _index_batch(self, connection: sqlite3.Connection) -> bool:
        """Put one batch into the index; tells whether there may be more."""
        if connection.execute("SELECT 1 FROM waiting LIMIT 1").fetchone() is None:
            return False
        try:
            with transaction(connection, "BEGIN IMMEDIATE"):
                done = index_waiting(connection, self._vocabulary, _BATCH, self._texts)
        except BaseException:
            self._vocabulary.clear()  # it may remember words that were not kept
            raise
        if done < _BATCH or len(self._texts) > 4 * _FULL:
            self._texts.clear()
        return done == _BATCH
