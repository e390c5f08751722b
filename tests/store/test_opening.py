"""Opening a library: what is made, what is refused, and in which words."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reader.model import Listing, SourceKind
from reader.store import schema
from reader.store.connections import BUSY_SECONDS
from reader.store.database import Library, open_library
from reader.store.protocol import StorageError
from tests.store.stories import NOON, ROOT, stories


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


OPEN_TOGETHER = """
import sys
from pathlib import Path
from reader.model import SourceKind
from reader.store.database import open_library
print("ready", flush=True)
sys.stdin.readline()
for number in range(8):
    library = open_library(Path(sys.argv[1]) / str(number) / "library.db")
    library.add_source("https://wire.example/", SourceKind.FEED)
    library.close()
"""


@pytest.mark.slow
def test_processes_that_make_one_library_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN_TOGETHER, str(tmp_path)]
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT) for _ in range(3)]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    assert [process.communicate("go\n", timeout=60)[1] for process in running] == ["", "", ""]
    for number in range(8):
        with closing(open_library(tmp_path / str(number) / "library.db")) as library:
            assert len(library.sources()) == 1


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_folder_and_files_are_for_this_user_alone(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        library = open_library(path)
        source = library.add_source("https://wire.example/", SourceKind.FEED)
        library.save(source.id, stories(1), when=NOON)
        files = {each.name: mode(each) for each in path.parent.iterdir()}
        library.close()
    finally:
        os.umask(before)
    assert mode(path.parent) == 0o700
    assert files == {"library.db": 0o600, "library.db-wal": 0o600, "library.db-shm": 0o600}


def test_a_folder_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_library(tmp_path / "library.db").close()
    assert mode(tmp_path) == 0o755


def test_a_path_with_spaces_and_signs(tmp_path: Path) -> None:
    path = tmp_path / "Žurnál 100% ?mode=ro #1" / "my library.db"
    with closing(open_library(path)) as library:
        library.add_source("https://wire.example/", SourceKind.FEED)
    with closing(open_library(path)) as library:
        assert [source.address for source in library.sources()] == ["https://wire.example/"]


def test_an_empty_file_of_version_0_becomes_a_library(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    open_library(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_migrations_run_in_order_each_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_library(path).close()
    steps = (
        *schema.MIGRATIONS,
        ("CREATE TABLE trial (word TEXT)", "INSERT INTO trial VALUES ('one')"),
        ("INSERT INTO trial VALUES ('two')",),
    )
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    open_library(path).close()
    open_library(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT word FROM trial").fetchall() == [("one",), ("two",)]


def test_a_migration_that_fails_leaves_the_version_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_library(path).close()
    known = len(schema.MIGRATIONS)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE trial (word TEXT)", "NO SQL")))
        with pytest.raises(StorageError):
            open_library(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (known,)
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'trial'").fetchone() is None
    open_library(path).close()


def refused(path: Path) -> str:
    """The sentence with which a file is refused; it must be as it was afterwards."""
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        open_library(path)
    assert path.read_bytes() == before
    return str(caught.value)


def test_a_library_of_a_newer_version_is_refused(path: Path) -> None:
    open_library(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "written by a newer newsroom (format 99" in refused(path)


@pytest.mark.parametrize(
    "garbage", [b"x", b"y" * 511, b"This is no database.\n" * 500, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_garbage_is_refused(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(garbage)
    assert "is not a newsroom library" in refused(path)


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE places (url TEXT)")
    assert "database of another program" in refused(path)


def test_a_damaged_library_is_a_sentence(path: Path) -> None:
    with closing(open_library(path)) as library:
        source = library.add_source("https://wire.example/", SourceKind.FEED)
        library.save(source.id, stories(300), when=NOON)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    with pytest.raises(StorageError, match=r"is damaged\. "), closing(open_library(path)) as library:
        library.ids(Listing())


def test_a_folder_at_the_path_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StorageError, match="is not a file"):
        open_library(path)


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(StorageError, match=r"cannot be opened|is not a folder"):
        open_library(tmp_path / "data" / "library.db")
    assert (tmp_path / "data").read_text() == "mine"


def test_a_link_laid_there_is_not_followed_to_make_a_file(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(StorageError):
        open_library(path)
    assert not (tmp_path / "elsewhere.db").exists()


READ_ONLY = """
import os, sys
from pathlib import Path
from tempfile import TemporaryDirectory
from reader.store.database import open_library
from reader.store.protocol import StorageError
if os.getuid() == 0:
    os.setuid(65534)
for path in map(Path, sys.argv[1:]):
    try:
        open_library(path)
    except StorageError as error:
        print(error)
"""


@pytest.mark.slow
def test_a_library_that_may_only_be_read_is_a_sentence() -> None:
    """In a process of another user, because root may write everywhere."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        there = folder / "library.db"
        open_library(there).close()
        there.chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, "-c", READ_ONLY, str(there), str(folder / "none" / "library.db")]
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, cwd=ROOT)
        folder.chmod(0o755)
    first, second = said.stdout.splitlines()
    assert first.endswith("library.db may only be read. Change its permissions or choose another folder.")
    assert second.endswith("library.db cannot be opened: permission denied.")


def test_a_lock_is_waited_for_and_then_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert BUSY_SECONDS == 5.0
    monkeypatch.setattr("reader.store.connections.BUSY_SECONDS", 0.05)
    with closing(open_library(path)) as library, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as caught:
            library.add_source("https://wire.example/", SourceKind.FEED)
        assert str(caught.value) == "The library is busy: another newsroom is writing to it. Try again."
        assert library.sources() == []  # reading goes on
        other.execute("ROLLBACK")
        assert library.add_source("https://wire.example/", SourceKind.FEED).id == 1


def test_a_closed_library_says_so(path: Path) -> None:
    library = open_library(path)
    library.sources()
    library.close()
    library.close()
    for call in (library.sources, lambda: library.add_source("https://wire.example/", SourceKind.FEED)):
        with pytest.raises(StorageError, match="closed"):
            call()


def test_closing_ends_the_thread_and_keeps_what_waits(path: Path) -> None:
    library = open_library(path)
    before = threading.active_count()
    source = library.add_source("https://wire.example/", SourceKind.FEED)
    library.save(source.id, stories(3), when=NOON)
    library.close()
    assert threading.active_count() == before - 1
    assert {each.name for each in path.parent.iterdir()} == {"library.db"}  # nothing has it open any more


def test_text_that_cannot_be_stored_is_a_sentence(library: Library) -> None:
    with pytest.raises(StorageError, match="half of a character"):
        library.add_source("https://wire.example/\ud800", SourceKind.FEED)
    assert library.sources() == []
