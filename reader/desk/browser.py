"""Open a link in the person's web browser.

Not `webbrowser`: it has passed links on as options of the browser ("-…", "%action"), and runs text browsers on the
terminal that the reader is drawing on. Here a link is parsed and rebuilt, so it begins with "http", and is one
argument of an argument list.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator

from reader.desk.addresses import web_address
from reader.text.clean import clean_line

_OPENERS = (("xdg-open",), ("gio", "open"), ("wslview",), ("x-www-browser",))


class BrowserError(Exception):
    """A link cannot be opened. The message is one clear sentence for a person."""


def open_link(url: str) -> None:
    """Open an absolute http or https link; the command of the variable BROWSER first, else the system's.

    Returns at once; what the browser prints is thrown away. Raises BrowserError.
    """
    if not url:
        raise BrowserError("This article has no link to open.")
    safe = web_address(url)
    if safe is None:
        raise BrowserError(f"“{clean_line(url, 200)}” is not opened: only http and https links are.")
    for command in _commands(safe):
        if _start(command):
            return
    raise BrowserError(f"No browser was found to open {safe}; set the variable BROWSER to the name of one.")


def _commands(url: str) -> Iterator[list[str]]:
    """The commands to try. BROWSER holds them parted by ":", each with the place of the link as %s or without."""
    for entry in os.environ.get("BROWSER", "").split(os.pathsep):
        try:
            words = shlex.split(entry.rstrip(" &"))
        except ValueError:  # an unclosed quotation mark
            continue
        if words:
            filled = [word.replace("%s", url) for word in words]
            yield filled if filled != words else [*words, url]
    openers = (("open",),) if sys.platform == "darwin" else _OPENERS
    for opener in openers:
        yield [*opener, url]


def _start(command: list[str]) -> bool:
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        child = subprocess.Popen(  # noqa: S603  an argument list, no shell; the link was rebuilt above
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    threading.Thread(target=child.wait, daemon=True).start()  # so that it does not stay behind as a zombie
    return True
