"""Files that a person asks for: written whole or not at all, and never over another one unasked."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from reader.text.clean import clean_line

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}  # what file systems without links say, those of USB sticks say


class WritingError(Exception):
    """A file cannot be written. The message is one clear sentence for a person."""


class AlreadyThereError(WritingError):
    """A file of that name exists, and replacing it was not asked for."""


def write_file(path: Path, text: str, *, overwrite: bool = False, private: bool = False) -> None:
    """Write `text` as UTF-8 to `path`, which holds it from its first byte to its last or is as it was before.

    Without `overwrite` whatever is at `path` stays, a link that leads nowhere too. With it a regular file is replaced,
    and a link itself, never what it leads to. A `private` file is for this user alone. Raises WritingError.
    """
    shown = clean_line(str(path))
    content = text.encode()
    try:
        if os.path.lexists(path):
            if not path.is_symlink() and not path.is_file():
                raise WritingError(f"“{shown}” is not a regular file and is not replaced.")
            if not overwrite:
                raise AlreadyThereError(_exists(shown))
        _write_beside(path, content, overwrite=overwrite, mode=0o600 if private else 0o666)
    except FileExistsError:
        raise AlreadyThereError(_exists(shown)) from None
    except (OSError, ValueError) as error:  # a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is not valid"
        raise WritingError(f"“{shown}” cannot be written: {reason[:1].lower()}{reason[1:]}.") from None


def _write_beside(path: Path, content: bytes, *, overwrite: bool, mode: int) -> None:
    """Write to a new file in the same folder, then give it its name in one step."""
    beside = path.parent / f".newsroom-{secrets.token_hex(8)}"
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        if overwrite:
            beside.replace(path)
        else:
            _name(beside, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()


def _name(beside: Path, path: Path) -> None:
    """Give a file its name. Unlike renaming, a link fails when something came to be there meanwhile."""
    try:
        os.link(beside, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        beside.replace(path)


def _exists(shown: str) -> str:
    return f"“{shown}” exists already; name another file."
