"""`list`, `show`, `search` and `bookmarks`."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from reader.desk import Desk
from tests.cli.conftest import STORY, Command, finish, start
from tests.desk.server import FeedServer

pytestmark = pytest.mark.slow


@pytest.fixture
def wire(newsroom: Command, feeds: FeedServer) -> Command:
    """A library with one feed of two articles."""
    assert newsroom("add", "--fetch", feeds.rss("wire")).err == ""
    return newsroom


def test_the_list_for_people(wire: Command) -> None:
    first, second = wire("list").out.splitlines()
    assert "●" in first
    assert "wire" in first
    assert first.endswith("Harbour empties")
    assert second.endswith("[red]x[/nosuch] é世")


def test_scope_and_limit(wire: Command) -> None:
    items = wire("list", "--json").items
    with Desk.open(Path(os.environ["NEWSROOM_DATA_DIR"])) as desk:
        desk.marks.set_read([items[0]["id"]], True)
        desk.marks.toggle_bookmark(items[0]["id"], "ask\nthe port")
    assert [item["id"] for item in wire("list", "--scope", "unread", "--json").items] == [items[1]["id"]]
    assert [item["id"] for item in wire("list", "--scope", "bookmarked", "--json").items] == [items[0]["id"]]
    assert len(wire("list", "--limit", "1", "--json").items) == 1
    assert wire("list", "--limit", "0").status == 2
    assert wire("list", "--scope", "nothing").status == 2

    (bookmark,) = wire("bookmarks", "--json").items
    assert (bookmark["id"], bookmark["note"], bookmark["bookmarked"]) == (items[0]["id"], "ask\nthe port", True)
    shown = wire("bookmarks").out.splitlines()
    assert "★" in shown[0]
    assert [line.strip() for line in shown[1:]] == ["ask", "the port"]
    assert wire("show", str(items[0]["id"]), "--json").items[0]["note"] == "ask\nthe port"


def test_show(wire: Command) -> None:
    (first, _) = wire("list", "--json").items
    (item,) = wire("show", str(first["id"]), "--json").items
    assert item["title"] == "Harbour empties"
    assert item["body"].startswith("Harbour empties\n\nSome 586,000 people left.")
    for figure in item["figures"]:
        assert item["body"][figure["start"] : figure["end"]] == figure["text"]
    assert [figure["value"] for figure in item["figures"]] == [586000.0]

    shown = wire("show", str(first["id"])).out
    assert shown.startswith("Harbour empties\nwire · 2026-02-1")
    assert shown.count("Harbour empties") == 1
    assert "586,000" in shown.partition("Figures\n")[2]


def test_an_unknown_article(wire: Command) -> None:
    ran = wire("show", "999")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("newsroom: ")
    assert wire("show", "first").status == 2


def test_search(wire: Command) -> None:
    assert [item["title"] for item in wire("search", "586,000", "PEOPLE", "--json").items] == ["Harbour empties"]
    assert [item["title"] for item in wire("search", "quiet", "--json").items] == ["[red]x[/nosuch] é世"]
    assert wire("search", "nowhere").out == ""
    assert wire("search").status == 2


def test_a_bookmark_outlives_a_kill(wire: Command) -> None:
    (first, _) = wire("list", "--json").items
    mark = (
        "import os, signal, pathlib\n"
        "from reader.desk import Desk\n"
        "desk = Desk.open(pathlib.Path(os.environ['NEWSROOM_DATA_DIR']))\n"
        f"desk.marks.toggle_bookmark({first['id']})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert finish(start(program=("-c", mark))).status == -9
    assert [item["id"] for item in wire("bookmarks", "--json").items] == [first["id"]]


def test_any_output_encoding_will_do(wire: Command) -> None:
    expected = wire("list", "--json").items
    for encoding in ("ascii", "cp437"):
        environment = {"PYTHONIOENCODING": encoding}
        as_json = finish(start("list", "--json", env=environment))
        assert (as_json.status, as_json.err) == (0, "")
        assert as_json.items == expected
        with start("list", env=environment) as process:
            out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
        assert b"\\u4e16" in out


def test_a_pipe_that_is_closed_early_is_no_error(newsroom: Command, feeds: FeedServer) -> None:
    items = "".join(f"<item><title>{number} {'very ' * 40}long</title></item>" for number in range(600))
    with Desk.open(Path(os.environ["NEWSROOM_DATA_DIR"])) as desk:
        desk.add(feeds.add("/long", f"<rss version='2.0'><channel><title>L</title>{items}</channel></rss>"))
        asyncio.run(desk.refresh())
    assert len(newsroom("list").out) > 2**16, "more than a pipe holds"
    process = start("list")
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    ran = finish(process)
    assert (ran.status, ran.err) == (0, "")


def test_queries_of_list_and_search(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    (home / "other.txt").write_text(STORY.replace("Port", "Quay").replace("3,000", "4,500"))
    newsroom("add", "--fetch", "story.txt", "other.txt")

    def titles(*arguments: str) -> set[str]:
        ran = newsroom(*arguments, "--json")
        assert (ran.status, ran.err) == (0, "")
        return {item["title"].split()[0] for item in ran.items}

    assert titles("search", "fig:>4k") == {"Quay"}
    assert titles("list", "storm", "-quay") == {"Port"}
    assert titles("list", "is:unread", "fig:3000..5000") == {"Port", "Quay"}
    newsroom("view", "add", "Big", "fig:>4k")
    assert titles("list", "--view", "big") == {"Quay"}
    assert titles("list", "--view", "big", "-quay") == set()
    none = newsroom("list", "--view", "none")
    assert (none.status, none.out) == (2, "")
    assert "there is no view “none”" in none.err
    wrong = newsroom("search", "storm is:unred")
    assert (wrong.status, wrong.out) == (2, "")
    assert "did you mean is:unread?" in wrong.err
    assert "  storm is:unred\n           ^^^^^" in wrong.err
