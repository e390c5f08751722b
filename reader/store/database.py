"""The library: one SQLite file that holds what was read, what is still to read and what a person did with it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from reader.store.annotations import Annotations
from reader.store.articles import Articles
from reader.store.lists import Lists
from reader.store.marks import Marks
from reader.store.pages import Pages
from reader.store.protocol import StorageError
from reader.store.sources import Sources
from reader.store.tags import Tags
from reader.store.tidying import Tidying
from reader.store.transfer import Transfer

_SMALLEST = 512
"""The smallest page of a SQLite database, in bytes."""


class Library(Sources, Articles, Pages, Lists, Annotations, Marks, Tags, Transfer, Tidying):
    """`Storage` on SQLite. Made by `open_library`; every method may be called from any thread."""

    def elsewhere(self) -> int:
        """See `Storage.elsewhere`."""
        # Asked of the writing connection: to it, only what other processes wrote counts as a change.
        data_version = "PRAGMA data_version"
        return self.serially(lambda connection: int(connection.execute(data_version).fetchone()[0]), durable=False)


def open_library(path: Path, extractor: str = "", say: Callable[[str], None] = lambda _: None) -> Library:
    """Open the library file at `path`; it and its folder are made when they are missing, for this user alone.

    `extractor` names the version of the figures extractor whose figures are wanted. An older file is brought to this
    version; where that takes long, `say` is told so in a sentence. Raises StorageError, and leaves the file as it is,
    when it is no library or one of a newer version.
    """
    try:
        _make_file(path)
        _refuse_a_stranger(path)
    except FileExistsError as error:  # a file stands where the folder should be
        raise StorageError(f"{path.parent} is not a folder. Choose another folder for the library.") from error
    except OSError as error:
        reason = (error.strerror or "it cannot be made").lower()
        raise StorageError(f"The library {path} cannot be opened: {reason}.") from error
    return Library(path, extractor, say)


def _make_file(path: Path) -> None:
    """Make the file and the folders above it that are missing."""
    for folder in reversed(path.parents):
        try:
            folder.mkdir()
        except OSError:  # it exists, or stands where nothing can be made; what matters is that it is there
            if not folder.is_dir():
                raise
        else:
            folder.chmod(0o700)  # said again, because the umask takes from what mkdir is asked for
    try:
        # Never through a link that someone else has laid there; SQLite gives its side files the same permissions.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    try:
        os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def _refuse_a_stranger(path: Path) -> None:
    """SQLite tells other files by itself, except that it takes a very short one for an empty database.

    The file is not opened for it: closing it again would drop the locks of a library that this process has open there.
    """
    if not path.is_file():
        raise StorageError(f"{path} is not a file. Move it away, or choose another folder for the library.")
    if 0 < path.stat().st_size < _SMALLEST:
        raise StorageError(f"{path} is not a newsroom library. Set it aside, or choose another folder for the library.")
