"""The real program in a real terminal: what reaches it, and what is left after a kill."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path

import pytest

HOSTILE = "\x1b]0;pwn\x07\x1b]52;c;cHdu\x07\x9b31m\x1b[6n evil"
DEADLINE = 30.0  # seconds; a bound for a stuck program, not a timing


class Terminal:
    """A pseudo-terminal with the program on it; collects every byte that reaches it."""

    def __init__(self, *arguments: str, data_dir: Path, size: tuple[int, int] = (120, 40)) -> None:
        self.raw = b""
        settings = data_dir.parent / "settings.toml"
        settings.touch()
        environment = os.environ | {
            "TERM": "xterm-256color",
            "NEWSROOM_DATA_DIR": str(data_dir),
            "NEWSROOM_CONFIG": str(settings),
        }
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            environment.pop(name, None)
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reader", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)

    def wait_for(self, pattern: str) -> str:
        """Read until the pattern is in what was written; returns all of it as text."""
        while not re.search(pattern, self.text()):
            ready, _, _ = select.select([self._ours], [], [], DEADLINE)
            if not ready:
                pytest.fail(f"{pattern!r} did not appear; the screen had: {self.text()[-2000:]!r}")
            try:
                self.raw += os.read(self._ours, 65536)
            except OSError:
                pytest.fail(f"The program ended before {pattern!r} appeared: {self.text()[-2000:]!r}")
        return self.text()

    def send(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def drain(self) -> None:
        """Read to the end of what the program writes."""
        try:
            while data := os.read(self._ours, 65536):
                self.raw += data
        except OSError:  # how Linux says that the other end is closed
            pass

    def text(self) -> str:
        """What was written, without the program's own cursor and colour sequences."""
        return re.sub(r"\x1b\[[<>=?]?[0-9;:]*\$?[A-Za-z]", "", self.raw.decode("utf-8", "replace"))

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)


@contextmanager
def newsroom(*arguments: str, data_dir: Path) -> Iterator[Terminal]:
    terminal = Terminal(*arguments, data_dir=data_dir)
    try:
        yield terminal
    finally:
        terminal.close()


def commands(*arguments: str, data_dir: Path) -> str:
    """What a command prints."""
    run = subprocess.run(
        [sys.executable, "-m", "reader", "--data-dir", str(data_dir), *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


@pytest.mark.slow
def test_no_control_of_a_hostile_file_reaches_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / f"{HOSTILE}.txt").write_text(
        f"Title {HOSTILE}\n\nBy {HOSTILE}\n\nBody {HOSTILE} of 12 people.\n" * 2, "utf-8"
    )
    item = HOSTILE.replace("\x1b", "&#27;").replace("\x07", "&#7;")
    feed = (
        f"<rss version='2.0'><channel><title>Feed {item}</title><item><title>Item {item}</title></item></channel></rss>"
    )
    (folder / "feed.xml").write_text(feed, "utf-8")
    with newsroom(str(folder), data_dir=tmp_path / "data") as terminal:
        terminal.wait_for("Title")
        terminal.wait_for("Item")
        terminal.send("\r")
        terminal.wait_for("1 min")
        for trace in (b"pwn", b"cHdu", b"\x1b]0;", b"\x1b]52;", "\x9b".encode(), b"\x1b[6n"):
            assert trace not in terminal.raw


@pytest.mark.slow
def test_a_bookmark_survives_a_kill_right_after_its_star(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A boat sank\n\nTwelve people were saved by a trawler on Sunday morning.\n", "utf-8")
    data = tmp_path / "data"
    with newsroom(str(story), data_dir=data) as terminal:
        terminal.wait_for("A boat sank")
        terminal.send("s")
        terminal.wait_for("★")
        os.kill(terminal.process.pid, signal.SIGKILL)
    assert "A boat sank" in commands("bookmarks", data_dir=data)


@pytest.mark.slow
def test_the_program_quits_and_gives_the_terminal_back(tmp_path: Path) -> None:
    with newsroom(data_dir=tmp_path / "data") as terminal:
        terminal.wait_for("Key figures")
        terminal.wait_for(r"Figures \d+")
        terminal.send("q")
        terminal.drain()
        assert terminal.process.wait(DEADLINE) == 0
        assert b"\x1b[?1049l" in terminal.raw
