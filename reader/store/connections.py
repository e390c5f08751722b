"""Connections to the library file: one thread writes, any thread reads.

SQLite lets one connection write at a time. Here that is one connection in one thread, which takes the writes of this
process one after the other; other processes are waited for. Readers see the last committed state and wait for nobody.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic, sleep
from typing import TypeVar

from reader.store.protocol import StorageError
from reader.store.schema import MIGRATIONS, check, migrate

T = TypeVar("T")

BUSY_SECONDS = 5.0
"""How long a lock of another process is waited for before a person is told."""

_PAGE = 16_384
"""Bytes of a page. A packed story takes some 2,000: a page of 4,096 holds one and wastes 2,000, this one wastes 5 %."""
_LOG_PAGES = 2_048
"""How long the write-ahead log may grow before its pages go into the file, most of them written many times by then."""
_LARGE = 50_000_000
"""Bytes of a library that takes so long to be rewritten that a person is told."""
_OLDER = (
    "The library is of an older newsroom and is being rewritten, which takes minutes when it is large. "
    "It stays as it was when this is stopped."
)
_LEISURE_SECONDS = 0.2
"""After so long without a write, what nobody waits for is done."""

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "The library is busy: another newsroom is writing to it. Try again.",
    sqlite3.SQLITE_LOCKED: "The library is busy: another newsroom is writing to it. Try again.",
    sqlite3.SQLITE_FULL: "The disk is full: the library {name} cannot take more. Make room and try again.",
    sqlite3.SQLITE_IOERR: "The library {name} could not be read or written: the disk is full or failing.",
    sqlite3.SQLITE_READONLY: "The library {name} may only be read. Change its permissions or choose another folder.",
    sqlite3.SQLITE_CANTOPEN: "The library {name} cannot be opened. Check that its folder exists and may be written to.",
    sqlite3.SQLITE_PERM: "The library {name} may not be opened. Change its permissions or choose another folder.",
    sqlite3.SQLITE_CORRUPT: "The library {name} is damaged. Set it aside, or put a copy from a backup in its place.",
    sqlite3.SQLITE_NOTADB: "{name} is not a newsroom library. Set it aside, or choose another folder for the library.",
}


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Turns what SQLite raises about the library file called `name` into a StorageError of one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        # Extended codes carry the primary one in their low byte. Errors of the module itself have none.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        sentence = _SENTENCES.get(code, "The library {name} could not be read or written: " + str(error) + ".")
        raise StorageError(sentence.format(name=name)) from error
    except UnicodeEncodeError as error:
        raise StorageError("The library cannot keep this text: it holds half of a character.") from error


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection to the existing file at `path`, transactions by hand, waiting BUSY_SECONDS for locks.

    It may move between threads, one at a time.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.create_function("stands", 3, _stands, deterministic=True)
        connection.create_function("folded", 1, _folded, deterministic=True)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _stands(wanted: str, whole: int, text: str) -> bool:
    """For SQL: whether folded words stand in a text one behind the other, the last as a beginning unless `whole`."""
    from reader.text.folding import words

    there = f" {' '.join(words(text))} "
    return f" {wanted} " in there if whole else f" {wanted}" in there


def _folded(text: str) -> str:
    """For SQL: the words of a text, folded."""
    from reader.text.folding import words

    return " ".join(words(text))


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str) -> Iterator[sqlite3.Connection]:
    """What happens inside is kept whole, or not at all when an exception leaves it."""
    connection.execute(begin)
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite rolls back by itself when the disk is full
            connection.execute("ROLLBACK")
        raise


class _Job:
    """One write waiting for its turn."""

    def __init__(self, work: Callable[[sqlite3.Connection], object], *, durable: bool) -> None:
        self.work = work
        self.durable = durable
        self.done: Future[object] = Future()


class Connections:
    """The connections to one library file, which exists and is brought to this version. Raises StorageError.

    `say` is told a sentence when that takes long; in another thread.
    """

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self.path = path
        self._say = say
        self._lock = threading.Lock()
        self._closed = False
        self._idle: list[sqlite3.Connection] = []
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._write_all, args=(opened,), name="library writer", daemon=True)
        self._thread.start()
        with in_words(str(path)):
            try:
                opened.result()
            except BaseException:
                self._thread.join()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading, for this thread alone, that sees one state of the library."""
        with in_words(str(self.path)):
            with self._lock:
                self._refuse_when_closed()
                connection = self._idle.pop() if self._idle else None
            if connection is None:
                connection = connect(self.path, read_only=True)
            try:
                with transaction(connection, "BEGIN"):
                    yield connection
            finally:
                # A pool and not one a thread: threads end without telling, and their connections would stay open.
                with self._lock:
                    if self._closed:
                        connection.close()
                    else:
                        self._idle.append(connection)

    def write(self, work: Callable[[sqlite3.Connection], T], *, durable: bool) -> T:
        """Run `work` in the writing thread inside one transaction, and return what it returns.

        `durable` writes are on the disk when this returns and survive a power cut; the others survive the death of the
        process, and reach the disk with the next durable one at the latest. Their order is always kept.
        """

        def whole(connection: sqlite3.Connection) -> T:
            with transaction(connection, "BEGIN IMMEDIATE"):
                return work(connection)

        return self.serially(whole, durable=durable)

    def serially(self, work: Callable[[sqlite3.Connection], T], *, durable: bool) -> T:
        """As `write`, but `work` opens its transactions itself."""
        results: list[T] = []
        job = _Job(lambda connection: results.append(work(connection)), durable=durable)
        with self._lock:
            self._refuse_when_closed()
            self._jobs.put(job)
        with in_words(str(self.path)):
            job.done.result()
        return results[0]

    def close(self) -> None:
        """Finish the writes that wait and close everything. May be called twice."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        self._thread.join()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise StorageError("The library is closed.")

    def _write_all(self, opened: Future[None]) -> None:
        try:
            connection = self._open_writer()
        except BaseException as error:  # handed to the thread that opens
            opened.set_exception(error)
            return
        opened.set_result(None)
        with closing(connection):
            while (job := self._next(connection)) is not None:
                try:
                    connection.execute(f"PRAGMA synchronous = {'FULL' if job.durable else 'NORMAL'}")
                    job.work(connection)
                except BaseException as error:  # handed to the thread that asked
                    job.done.set_exception(error)
                else:
                    job.done.set_result(None)
                del job  # what it holds may be large, and the next one may be long in coming
                with suppress(Exception):  # nobody waits for it, and it will be tried again
                    self.behind(connection)

    def behind(self, connection: sqlite3.Connection) -> None:
        """Do what has to follow a write soon, in the writing thread; who asked for the write goes on meanwhile."""

    def at_leisure(self, connection: sqlite3.Connection) -> bool:
        """Do some of what nobody waits for, briefly, in the writing thread; tells whether there is more of it."""
        return False

    def _next(self, connection: sqlite3.Connection) -> _Job | None:
        """The next write. When none comes for a moment, work for leisure is done in between, a bit at a time."""
        while True:
            try:
                return self._jobs.get(timeout=_LEISURE_SECONDS)
            except Empty:
                try:
                    more = self.at_leisure(connection)
                except Exception:  # who needs it done will do it, and be told why it cannot be
                    more = False
                if not more:
                    return self._jobs.get()

    def _open_writer(self) -> sqlite3.Connection:
        connection = connect(self.path, read_only=False)
        try:
            check(connection, str(self.path))  # before anything that would write to a file that is not ours
            connection.execute(f"PRAGMA page_size = {_PAGE}")  # of a file that is being made
            _write_ahead(connection)
            connection.execute("PRAGMA journal_size_limit = 67108864")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
            connection.execute("PRAGMA cache_size = -16384")
            if 0 < check(connection, str(self.path)) < len(MIGRATIONS) and self.path.stat().st_size > _LARGE:
                self._say(_OLDER)
            if migrate(connection, str(self.path)) and _page_size(connection) != _PAGE:  # no file that was made now
                _shrink(connection)
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def _page_size(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA page_size").fetchone()[0])


def _shrink(connection: sqlite3.Connection) -> None:
    """Give back the room of tables that a migration dropped, and take pages of today's size, if that can be had."""
    with suppress(sqlite3.Error):  # another process has the file open, or the disk is full: it stays as it is
        connection.execute("PRAGMA journal_mode = DELETE")  # only then may the size of pages change
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("VACUUM")
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch the file to a write-ahead log, which it keeps.

    The first switch wants the file alone, and SQLite does not wait for that by itself.
    """
    end = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(0.01)
        else:
            return
