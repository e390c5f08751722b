"""`newsroom [PATH|URL…]`: the reader on a terminal, the list elsewhere; and what the command line is made of."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from reader import __version__
from tests.cli.conftest import STORY, Command, Ran, finish, start
from tests.desk.server import FeedServer

pytestmark = pytest.mark.slow

# A stand-in for the screens that says what it was opened with.
SCREEN = """
import sys, types
app = types.ModuleType("reader.app")
def run(desk, settings, *, visiting=(), first_run=False):
    print("opened", [source.address for source in visiting], first_run, settings.theme, len(desk.sources()))
app.run = run
sys.modules["reader.app"] = app
from reader.cli import main
main(sys.argv[1:])
"""


def on_a_terminal(*arguments: str, program: tuple[str, ...] = ("-m", "reader"), term: str = "xterm") -> Ran:
    """Run a command line whose three streams are a terminal."""
    ours, theirs = pty.openpty()
    try:
        streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
        process = start(*arguments, program=program, env={"TERM": term}, **streams)
    finally:
        os.close(theirs)
    seen = b""
    with open(ours, "rb", buffering=0) as terminal:  # noqa: PTH123  a descriptor, not a path
        while True:
            try:
                part = terminal.read(4096)
            except OSError:  # Linux says so when the other side is closed
                break
            if not part:
                break
            seen += part
    return Ran(finish(process).status, seen.decode().replace("\r\n", "\n"), "")


def test_the_reader_opens_on_the_kept_sources(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    newsroom("add", "story.txt")
    assert on_a_terminal(program=("-c", SCREEN)).out == "opened [] False  1\n"


def test_the_reader_opens_on_the_seeds_the_first_time(home: Path) -> None:
    assert on_a_terminal(program=("-c", SCREEN)).out == "opened ['seeds:'] True  0\n"


def test_standard_input_is_a_story(home: Path) -> None:
    for _ in range(2):
        ran = finish(start("-", stdin=subprocess.PIPE), STORY.encode())
        assert "Port reopens after storm" in ran.out
        assert ran.status == 0
    (kept,) = (home.parent / "data" / "input").iterdir()
    assert kept.read_text() == STORY
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert finish(start("list", "--json")).out == "", "it is shown and not kept"


def test_after_standard_input_the_keys_come_from_the_terminal(home: Path) -> None:
    """In a session of its own, whose terminal the reader has to find."""
    code = (
        "import os, pty, sys\n"
        "pid, terminal = pty.fork()\n"
        "if pid == 0:\n"
        "    pipe = os.open(sys.argv[1], os.O_RDONLY)\n"
        "    os.dup2(pipe, 0)\n"
        "    os.execvp(sys.executable, [sys.executable, *sys.argv[2:]])\n"
        "seen = b''\n"
        "while True:\n"
        "    try:\n"
        "        part = os.read(terminal, 4096)\n"
        "    except OSError:\n"
        "        break\n"
        "    if not part:\n"
        "        break\n"
        "    seen += part\n"
        "os.waitpid(pid, 0)\n"
        "print(seen.decode())\n"
    )
    (home / "piped.txt").write_text(STORY)
    screen = SCREEN.replace("print(", "print(sys.stdin.isatty(), ", 1)
    ran = finish(start("piped.txt", "-c", screen, "-", program=("-c", code), env={"TERM": "xterm"}))
    assert "True opened" in ran.out
    assert "input-" in ran.out


@pytest.mark.parametrize("first", ["./list", "stories", "listing"])
def test_what_is_no_command_is_an_address(home: Path, first: str) -> None:
    (home / first).mkdir()
    ran = on_a_terminal(first, "https://example.org/feed", program=("-c", SCREEN))
    assert ran.out == f"opened ['{home / first}', 'https://example.org/feed'] False  0\n"


def test_the_settings_reach_the_reader(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "mine.toml").write_text('theme = "nord"')
    monkeypatch.setenv("NEWSROOM_CONFIG", str(home / "mine.toml"))
    assert on_a_terminal(program=("-c", SCREEN)).out == "opened ['seeds:'] True nord 0\n"
    (home / "mine.toml").write_text("colour = 1")
    ran = on_a_terminal(program=("-c", SCREEN))
    assert ran.status == 1
    assert "mine.toml:1: there is no setting “colour”" in ran.out


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_draw_gets_the_list(home: Path, term: str) -> None:
    (home / "story.txt").write_text(STORY)
    ran = on_a_terminal("story.txt", term=term)
    assert ran.status == 0
    said, listed = ran.out.splitlines()
    assert "TERM is dumb or unset" in said
    assert listed.endswith("Port reopens after storm")
    assert "\x1b" not in ran.out


def test_no_terminal_at_all(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    ran = newsroom("story.txt")
    assert ran.status == 0
    assert ran.out.splitlines()[0].endswith("Port reopens after storm")
    assert ran.err == "newsroom: Standard output is not a terminal, so here is the list instead of the reader.\n"
    assert newsroom("sources", "--json").items == [], "what is named is visited, not kept"


def test_a_pipe_in_a_process_of_its_own(home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    ran = finish(start("story.txt"))
    assert (ran.status, len(ran.out.splitlines()), len(ran.err.splitlines())) == (0, 1, 1)


def test_the_first_run_without_a_terminal_lists_the_seeds(newsroom: Command) -> None:
    ran = newsroom()
    assert ran.status == 0
    assert "newsroom add https://" in ran.err
    assert len(ran.out.splitlines()) >= 14


def test_kept_sources_are_listed_without_asking_anyone(newsroom: Command, feeds: FeedServer) -> None:
    newsroom("add", "--fetch", feeds.rss("wire"))
    feeds.asked.clear()
    ran = newsroom()
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)
    assert feeds.asked == []


def test_an_address_that_is_none(newsroom: Command) -> None:
    ran = newsroom("lst")
    assert (ran.status, ran.out) == (1, "")
    assert "no file or folder “lst”" in ran.err


def test_a_source_that_cannot_be_read(newsroom: Command, feeds: FeedServer) -> None:
    ran = newsroom(f"{feeds.address}/missing", feeds.rss("wire"))
    assert ran.status == 1
    assert len(ran.out.splitlines()) == 2
    assert "404" in ran.err


def test_a_library_that_cannot_be_opened_is_one_sentence(newsroom: Command, home: Path) -> None:
    (home / "file").write_text("")
    for arguments in (["--data-dir", "file", "list"], ["list", "--data-dir", "file"], ["--data-dir", "file"]):
        ran = newsroom(*arguments)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.splitlines()[-1].startswith("newsroom: ")
        assert "Traceback" not in ran.err


def test_the_data_folder_is_understood_in_both_places(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    assert newsroom("--data-dir", "mine", "add", "story.txt").status == 0
    assert len(newsroom("sources", "--data-dir", "mine", "--json").items) == 1
    assert newsroom("sources", "--json").items == []
    assert newsroom("story.txt", "--data-dir", "mine").status == 0


def test_a_fault_of_ours_is_one_sentence_too(newsroom: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("reader.desk.Desk.open", fail)
    ran = newsroom("list")
    assert ran.status == 1
    assert ran.err.startswith("newsroom: Something went wrong that should not have: KeyError('x') at ")
    assert len(ran.err.splitlines()) == 1


def test_wrong_usage(newsroom: Command) -> None:
    for arguments in (["--nothing"], ["list", "--nothing"], ["search"], ["list", "is:unred"], ["show"]):
        ran = newsroom(*arguments)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("Usage: newsroom")


def test_version_and_help(newsroom: Command) -> None:
    assert newsroom("--version").out == f"newsroom {__version__}\n"
    shown = newsroom("--help")
    assert shown.status == 0
    for word in ("add", "remove", "sources", "refresh", "list", "show", "search", "bookmarks", "figures", "worker"):
        assert f"\n  {word} " in shown.out
        assert newsroom(word, "--help").status == 0
    assert "Examples:" in shown.out


def test_an_interrupted_refresh(newsroom: Command, feeds: FeedServer) -> None:
    newsroom("add", feeds.rss("wire"))
    asked, let_go = threading.Event(), threading.Event()

    def hold(_: str) -> None:
        asked.set()
        let_go.wait(30)

    feeds.before = hold
    process = start("refresh")
    assert asked.wait(30)
    process.send_signal(signal.SIGINT)
    ran = finish(process)
    let_go.set()
    assert ran.status == 130
    assert "Traceback" not in ran.err


HEAVY = ("textual", "rich", "httpx", "feedparser", "selectolax", "dateutil", "markdown_it", "charset_normalizer")
LOADED = f"""
import sys
from reader.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*(name for name in {HEAVY} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--version"], ["--help"], ["list"], ["sources"], ["bookmarks"], ["search", "x"], ["show", "1"]),
        *(["add", "story.txt"], ["refresh"], ["figures", "story.txt"], ["figures", "--json", "story.txt"]),
        *(["story.txt"], ["worker"]),
    ],
    ids=" ".join,
)
def test_a_short_command_loads_nothing_heavy(newsroom: Command, home: Path, arguments: list[str]) -> None:
    (home / "story.txt").write_text(STORY)
    newsroom("add", *(["--fetch"] if arguments == ["show", "1"] else []), "story.txt")
    ran = finish(start(*arguments, program=("-c", LOADED)))
    assert ran.status == 0
    assert ran.err.splitlines()[-1] == ""
