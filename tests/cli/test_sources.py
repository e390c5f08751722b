"""`add`, `remove`, `sources` and `refresh`, over a real server, worker and library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import STORY, Command
from tests.desk.server import ATOM, FeedServer

pytestmark = pytest.mark.slow


def test_add_refresh_list(newsroom: Command, feeds: FeedServer) -> None:
    address = feeds.rss("wire")
    added = newsroom("add", address)
    assert (added.status, added.err) == (0, "")
    assert f"Added {address}" in added.out
    assert feeds.asked == [], "nothing is fetched by adding"

    first = newsroom("refresh")
    assert (first.status, first.err) == (0, "")
    assert first.out == "1 source: 2 new and 0 changed articles, 0 not modified, 0 failed.\n"

    listed = newsroom("list", "--json").items
    assert [item["title"] for item in listed] == ["Harbour empties", "[red]x[/nosuch] é世"]
    assert {item["source"] for item in listed} == {"wire"}
    assert listed[0]["published"].startswith("2026-02-15T12:00:00")
    assert listed[0]["figure_count"] == 1, "refresh finds the figures as well"

    second = newsroom("refresh", "--json")
    assert second.items == [
        {"sources": 1, "new": 0, "updated": 0, "not_modified": 1, "failed": [], "damaged": [], "held": []}
    ]
    assert feeds.asked[-1][1] is not None, "asked conditionally"


def test_add_fetches_when_it_is_asked_to(newsroom: Command, feeds: FeedServer) -> None:
    ran = newsroom("add", "--fetch", "--title", "My wire", feeds.rss("wire"))
    assert ran.status == 0
    assert "2 new" in ran.out
    assert {item["source"] for item in newsroom("list", "--json").items} == {"My wire"}


def test_what_is_kept_already_is_said(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    assert newsroom("add", "story.txt").out.startswith("Added ")
    again = newsroom("add", "./story.txt")
    assert (again.status, again.out.startswith("Already kept: ")) == (0, True)
    assert len(newsroom("sources", "--json").items) == 1


def test_bad_addresses_among_good_ones(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    ran = newsroom("add", "nothing.txt", "story.txt", "ftp://example.org")
    assert ran.status == 1
    assert len(ran.err.splitlines()) == 2
    assert all(line.startswith("newsroom: ") for line in ran.err.splitlines())
    assert [item["kind"] for item in newsroom("sources", "--json").items] == ["file"]


def test_one_title_for_several_addresses_is_wrong_usage(newsroom: Command, home: Path) -> None:
    ran = newsroom("add", "--title", "x", "a.example", "b.example")
    assert ran.status == 2
    assert "--title goes with one address" in ran.err


def test_failures_are_told_one_a_line_and_kept(newsroom: Command, feeds: FeedServer) -> None:
    for number in range(5):
        newsroom("add", feeds.rss(f"wire{number}"))
    newsroom("add", f"{feeds.address}/missing")
    newsroom("add", feeds.add("/broken", "this is no feed"))
    ran = newsroom("refresh")
    assert ran.status == 1
    assert "10 new" in ran.out
    assert len(ran.err.splitlines()) == 2
    assert "404" in ran.err
    health = {item["address"].rpartition("/")[2]: item for item in newsroom("sources", "--json").items}
    assert "404" in health["missing"]["error"]
    assert health["missing"]["last_success"] is None
    assert health["wire0"]["error"] == ""
    assert health["wire0"]["last_success"]
    assert (health["wire0"]["articles"], health["wire0"]["unread"]) == (2, 2)
    assert health["missing"]["error"] in newsroom("sources").out
    as_json = newsroom("refresh", "--json")
    assert as_json.status == 1
    assert {failure["address"].rpartition("/")[2] for failure in as_json.items[0]["failed"]} == {"missing", "broken"}


def test_refresh_of_some(newsroom: Command, feeds: FeedServer) -> None:
    one, other = feeds.rss("wire"), feeds.add("/atom", ATOM)
    newsroom("add", one, other)
    assert newsroom("refresh", other).status == 0
    assert [path for path, _ in feeds.asked] == ["/atom"]
    ran = newsroom("refresh", "https://unknown.example/", one)
    assert ran.status == 1
    assert ran.err.startswith("newsroom: There is no source “https://unknown.example/”")
    assert feeds.asked[-1][0] == "/wire", "the other one is read nevertheless"


def test_remove_by_address_and_by_id(newsroom: Command, feeds: FeedServer) -> None:
    address = feeds.rss("wire")
    assert newsroom("add", "--fetch", address).err == ""
    newsroom("add", feeds.rss("other"))
    assert (
        newsroom("remove", address).out
        == f"Removed wire ({address}) and 2 articles; bookmarked ones stay. `newsroom undo` brings it back.\n"
    )
    (left,) = newsroom("sources", "--json").items
    assert newsroom("remove", str(left["id"])).status == 0
    assert newsroom("sources", "--json").items == []
    again = newsroom("remove", address)
    assert (again.status, again.out) == (1, "")
    assert "There is no source" in again.err


@pytest.mark.parametrize("command", ["sources", "list", "refresh"])
def test_without_sources_the_way_to_add_one_is_told(newsroom: Command, command: str) -> None:
    ran = newsroom(command)
    assert ran.status == 0
    assert "newsroom add https://" in ran.err


def test_a_hostile_name_is_printed_clean(newsroom: Command, home: Path) -> None:
    name = "a\x1b]0;pwn\x07b [red]\u202e.txt"
    (home / name).write_text(STORY)
    outputs = [newsroom("add", name), newsroom("refresh"), newsroom("sources"), newsroom("sources", "--json")]
    outputs += [newsroom("list"), newsroom("figures", name), newsroom("figures", "--json", name)]
    for ran in outputs:
        assert ran.status == 0
        assert not set(ran.out + ran.err) & set("\x1b\x07\u202e")
    assert "ab [red].txt" in outputs[2].out
    assert "Port reopens" in outputs[4].out
