"""How long a key press takes to be seen, in a terminal of its own, at rest and while feeds are read.

The program runs on a pseudo-terminal, as a person starts it. `j` is pressed again and again, and what comes back is
read until the next article's title is painted with the list's cursor before it: from the press to the bytes that do
that. What is painted is not worked out any further, because that would take a core from the program; and the server
of the feeds, which is elsewhere in life, gives way to it.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import re
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.model import Listing, SourceKind
from reader.store.database import open_library
from tests.bench.building import EXTRACTOR
from tests.bench.library import copied

COLUMNS, ROWS = 120, 40
FEEDS, ENTRIES = 300, 50
PAUSES = (0.03, 0.4)
"""Seconds between a press that was seen and the next one: each pause is another one between these."""
PATIENCE = 20.0
"""Seconds after which a press that is not seen ends the measurement."""
AT_REST = 200
"""Presses before the reload."""

_READING = re.compile(rf"\b\d+/{FEEDS}\b")
_CONTROLS = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")
_TOLD = 16
"""Letters by which a title is known; the list cuts it."""


class Terminal:
    """The program on a pseudo-terminal."""

    def __init__(self, data: Path) -> None:
        environment = {
            **os.environ,
            "NEWSROOM_DATA_DIR": str(data),
            "NEWSROOM_CONFIG": str(data / "config.toml"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-m", "reader"], environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def press(self, key: str) -> None:
        """Send a key."""
        os.write(self._terminal, key.encode())

    def read(self, seconds: float) -> str:
        """What is painted next within so many seconds, without controls. Raises EOFError when the program has ended."""
        painted = b""
        while select.select([self._terminal], [], [], 0 if painted else seconds)[0]:
            try:
                painted += os.read(self._terminal, 1 << 16)
            except OSError as error:
                raise EOFError("the program has ended") from error
        return _CONTROLS.sub("", painted.decode(errors="replace"))

    def rest(self, seconds: float) -> str:
        """What is painted in so many seconds."""
        painted, end = "", time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            painted += self.read(left)
        return painted

    def close(self) -> None:
        """End the program."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        with suppress(EOFError):
            self.rest(1.0)
        os.close(self._terminal)
        os.waitpid(self.pid, 0)


def report(library: Path) -> None:
    """Measure on a copy of this library, and print two lines."""
    with copied(library) as copy, _feeds() as ports:
        folder = copy.parent
        (folder / "config.toml").touch()
        before, titles = _add_sources(copy, ports)
        terminal = Terminal(folder)
        try:
            if next(titles) not in (painted := terminal.rest(4.0)):
                sys.exit(f"The list was not painted:\n{painted[-2000:]}")
            _say("a key at rest", [_press(terminal, next(titles))[0] for _ in range(AT_REST)])
            terminal.press("R")
            started, times, quiet = time.perf_counter(), [], 0
            while quiet < 10:  # presses during which no progress was painted
                took, painted = _press(terminal, next(titles))
                times.append(took)
                quiet = 0 if _READING.search(painted) else quiet + 1
            took = time.perf_counter() - started
        finally:
            terminal.close()
        opened = open_library(copy, EXTRACTOR)
        came = opened.counts(Listing())[1] - before
        opened.close()
        _say(f"a key while {came:,} articles come in {took:.0f} s", times)


@contextmanager
def _feeds() -> Iterator[list[int]]:
    """The ports of a server of feeds."""
    command = [sys.executable, "-m", "tests.bench.feeds", str(FEEDS), str(ENTRIES), "10_000_000"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield [int(port) for port in server.stdout.readline().split()]
        server.stdin.close()


def _add_sources(library: Path, ports: list[int]) -> tuple[int, Iterator[str]]:
    """Add the feeds, which wait for their key, to a library whose own sources are paused.

    Returns how many articles it has, and the beginnings of their titles, the newest first.
    """
    opened = open_library(library, EXTRACTOR)
    for number in range(FEEDS):
        port = ports[number % len(ports)]
        opened.add_source(f"http://127.0.0.1:{port}/{number}", SourceKind.FEED, title=f"Feed {number}")
    articles = opened.counts(Listing())[1]
    titles = [row.title[:_TOLD] for row in opened.rows(opened.ids(Listing(), limit=2_000))]
    opened.close()
    with sqlite3.connect(library) as connection:
        now = time.time_ns() // 1000
        connection.execute("UPDATE sources SET paused = address LIKE '%.example/%', last_tried = ?", (now,))
    connection.close()
    return articles, iter(titles)


def _press(terminal: Terminal, title: str) -> tuple[float, str]:
    """Press `j` and wait until the cursor is seen at a title, then a while more; milliseconds, and what was painted."""
    seen = re.compile(f"▌[● ] {re.escape(title)}")
    painted, start = "", time.perf_counter()
    terminal.press("j")
    while not seen.search(painted):
        if time.perf_counter() - start > PATIENCE:
            sys.exit(f"A key was not seen for {PATIENCE:.0f} seconds; “{title}” is not in:\n{painted[-2000:]}")
        painted += terminal.read(0.05)
    took = (time.perf_counter() - start) * 1000
    return took, painted + terminal.rest(random.uniform(*PAUSES))


def _say(what: str, times: list[float]) -> None:
    times = sorted(times)
    at = {share: times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95, 0.99)}
    shares = ", ".join(f"p{share * 100:.0f} {value:.0f}" for share, value in at.items())
    print(f"{what:48} {shares}, worst {times[-1]:.0f} ms of {len(times)}", flush=True)
