"""Standard input as a local file."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

STANDARD_INPUT = "-"
_FOLDER = "input"


def store_input(folder: Path) -> Path:
    """Write standard input into `folder`, which is made when it is missing; the same input is the same file.

    Its ending says what it is: markup and JSON begin with their own sign.
    """
    body = sys.stdin.buffer.read()
    suffix = {b"<": ".html", b"{": ".json"}.get(body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1], ".txt")
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"input-{hashlib.sha256(body).hexdigest()[:16]}{suffix}"
    path.write_bytes(body)
    path.chmod(0o600)
    return path


def keep_input(data_dir: Path) -> Path:
    """As `store_input`, in a folder that stays: the article may be bookmarked, and then its file is asked for again."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return store_input(data_dir / _FOLDER)


def take_terminal() -> bool:
    """Make the terminal standard input again, once what was piped in has been read; whether there is one."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    os.dup2(terminal, 0)
    os.close(terminal)
    return True
