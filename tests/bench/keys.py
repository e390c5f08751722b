"""How long a key press takes to be seen, in a terminal of its own, at rest and while feeds are read.

The program runs on a pseudo-terminal, as a person starts it. `j` is pressed again and again, and what comes back is
read until the list's cursor stands on another row: from the press to the bytes that moved it.
"""

from __future__ import annotations

import fcntl
import os
import pty
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

import pyte

from reader.model import Listing, SourceKind
from reader.store.database import open_library
from tests.bench.building import EXTRACTOR
from tests.bench.library import copied

COLUMNS, ROWS = 120, 40
FEEDS, ENTRIES = 300, 50
EVERY = 0.1
"""Seconds between two presses, from one that was seen to the next."""
PATIENCE = 20.0
"""Seconds after which a press that is not seen ends the measurement."""
_READING = re.compile(rf"\b\d+/{FEEDS}\b")
AT_REST = 100
"""Presses before the reload."""

# Questions to the terminal and modes that the emulator does not know.
_UNKNOWN = re.compile(rb"\x1b\[[<>=?][\d;]*[a-zA-KM-Zu]|\x1bP.*?\x1b\\|\x1b\[[\d;]*\$[pw]", re.DOTALL)


class Terminal:
    """The program on a pseudo-terminal, its screen as it is after all that was read so far."""

    def __init__(self, data: Path) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
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

    def text(self) -> str:
        """The screen."""
        return "\n".join(self._screen.display)

    def cursor(self) -> str:
        """The row on which the list's cursor stands: its number and its words. "" when there is none."""
        for number in range(2, ROWS - 2):
            row = self._screen.buffer[number]
            if row[2].bg != row[COLUMNS - 2].bg:  # the panes are of one colour but for the cursor
                return f"{number} {self._screen.display[number][:34]}"
        return ""

    def read(self, seconds: float) -> bool:
        """Take what comes within so many seconds; whether anything did. Raises EOFError when the program has ended."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError as error:
            raise EOFError("the program has ended") from error
        self._stream.feed(_UNKNOWN.sub(b"", data))
        return True

    def settle(self, seconds: float) -> None:
        """Read until nothing has come for so long."""
        while self.read(seconds):
            pass

    def close(self) -> None:
        """End the program."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        with suppress(EOFError):
            self.settle(1.0)
        os.close(self._terminal)
        os.waitpid(self.pid, 0)


def report(library: Path) -> None:
    """Measure on a copy of this library, and print two lines."""
    with copied(library) as copy, _feeds() as ports:
        folder = copy.parent
        (folder / "config.toml").touch()
        before = _add_sources(copy, ports)
        terminal = Terminal(folder)
        try:
            terminal.settle(3.0)
            if not terminal.cursor():
                sys.exit(f"The list was not painted:\n{terminal.text()}")
            _say("a key at rest", [_press(terminal) for _ in range(AT_REST)])
            terminal.press("R")
            started, times = time.perf_counter(), []
            while time.perf_counter() - started < 2 or _READING.search(terminal.text()):
                times.append(_press(terminal))
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


def _add_sources(library: Path, ports: list[int]) -> int:
    """Add the feeds, which wait for their key, to a library whose own sources are paused; its articles."""
    opened = open_library(library, EXTRACTOR)
    for number in range(FEEDS):
        port = ports[number % len(ports)]
        opened.add_source(f"http://127.0.0.1:{port}/{number}", SourceKind.FEED, title=f"Feed {number}")
    articles = opened.counts(Listing())[1]
    opened.close()
    with sqlite3.connect(library) as connection:
        now = time.time_ns() // 1000
        connection.execute("UPDATE sources SET paused = address LIKE '%.example/%', last_tried = ?", (now,))
    connection.close()
    return articles


def _press(terminal: Terminal) -> float:
    """Press `j` and wait until it is seen; milliseconds. A pause follows."""
    before, start = terminal.cursor(), time.perf_counter()
    terminal.press("j")
    while terminal.cursor() == before:
        if time.perf_counter() - start > PATIENCE:
            sys.exit(f"A key was not seen for {PATIENCE:.0f} seconds:\n{terminal.text()}")
        terminal.read(0.05)
    took = (time.perf_counter() - start) * 1000
    end = time.perf_counter() + EVERY
    while (left := end - time.perf_counter()) > 0:
        terminal.read(left)
    return took


def _say(what: str, times: list[float]) -> None:
    times = sorted(times)
    at = {share: times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95, 0.99)}
    shares = ", ".join(f"p{share * 100:.0f} {value:.0f}" for share, value in at.items())
    print(f"{what:48} {shares}, worst {times[-1]:.0f} ms of {len(times)}", flush=True)
