"""`read`, `unread`, `bookmark`, `tag`, `tags`, `undo`, `redo`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import STORY, Command, finish, start


@pytest.fixture
def ids(newsroom: Command, home: Path) -> list[str]:
    """The ids of three articles, as they are typed."""
    for number in range(3):
        (home / f"{number}.txt").write_text(STORY.replace("Port", f"Port {number}"))
    newsroom("add", ".", "--fetch")
    return [str(item["id"]) for item in newsroom("list", "--json").items]


def read_marks(newsroom: Command) -> list[bool]:
    return [item["read"] for item in newsroom("list", "--json").items]


def test_articles_are_marked_and_it_is_taken_back_by_another_process(newsroom: Command, ids: list[str]) -> None:
    assert newsroom("read", *ids[:2]).out == "Marked 2 articles read.\n"
    assert read_marks(newsroom) == [True, True, False]
    assert newsroom("unread", ids[0]).out == "Marked 1 article unread.\n"
    ran = finish(start("undo"))
    assert (ran.status, ran.out) == (0, "Undone: marked 1 article unread.\n")
    assert finish(start("undo")).out == "Undone: marked 2 articles read.\n"
    assert read_marks(newsroom) == [False] * 3
    assert newsroom("redo").out == "Redone: marked 2 articles read.\n"
    assert read_marks(newsroom) == [True, True, False]


def test_nothing_to_undo_is_said_with_status_1(newsroom: Command) -> None:
    for word in ("undo", "redo"):
        ran = newsroom(word)
        assert (ran.status, ran.out, ran.err) == (1, "", f"newsroom: There is nothing to {word}.\n")


def test_unknown_articles_are_named_and_the_others_marked(newsroom: Command, ids: list[str]) -> None:
    ran = newsroom("read", "999", ids[0])
    assert (ran.status, ran.out, ran.err) == (
        1,
        "Marked 1 article read.\n",
        "newsroom: There is no article 999.\n",
    )
    ran = newsroom("bookmark", "999")
    assert (ran.status, ran.err) == (1, "newsroom: There is no article 999.\n")


def test_a_removed_source_comes_back(newsroom: Command, ids: list[str]) -> None:
    newsroom("remove", ".")
    assert newsroom("list").out == ""
    assert newsroom("undo").out.startswith("Undone: removed ")
    assert len(newsroom("list", "--json").items) == 3


def test_bookmarks_are_set_written_on_moved_and_removed(newsroom: Command, ids: list[str]) -> None:
    for id_ in reversed(ids):
        assert newsroom("bookmark", id_).out.startswith("★ Port")
    newsroom("bookmark", ids[1], "--note", "Ask.\nTwice.", "--tag", "budget, Port", "--move", "-1")
    first, second, _ = newsroom("bookmarks", "--json").items
    assert (first["id"], first["note"], first["tags"]) == (int(ids[1]), "Ask.\nTwice.", ["budget", "Port"])
    newsroom("bookmark", ids[1], "--tag", "late")
    assert newsroom("bookmarks", "--json").items[0]["note"] == "Ask.\nTwice."
    assert "          Twice.\n          #budget #late #Port\n" in newsroom("bookmarks").out
    assert newsroom("bookmark", ids[1], "--remove").out.startswith("Removed the bookmark")
    assert [item["id"] for item in newsroom("bookmarks", "--json").items] == [second["id"], int(ids[2])]
    newsroom("undo")
    assert newsroom("bookmarks", "--json").items[0]["note"] == "Ask.\nTwice."
    assert newsroom("bookmark", ids[1], "--note", "").status == 0
    assert newsroom("bookmarks", "--json").items[0]["note"] == ""
    assert newsroom("bookmark", ids[1], "--remove", "--note", "x").status == 2


def test_tags_are_given_and_taken(newsroom: Command, ids: list[str]) -> None:
    assert newsroom("tag", *ids, "#Budget").out == "Tagged 3 articles “Budget”.\n"
    assert newsroom("tag", ids[0], "BUDGET").out == "Tagged 0 articles “BUDGET”.\n"
    assert newsroom("tag", ids[0], "port, harbour").out == "Tagged 1 article “port”, “harbour”.\n"
    assert newsroom("tags").out == "     3  Budget\n     1  harbour\n     1  port\n"
    assert newsroom("tags", "--json").items[0] == {"tag": "Budget", "articles": 3}
    assert newsroom("show", ids[0], "--json").items[0]["tags"] == ["Budget", "harbour", "port"]
    assert "#Budget #harbour #port" in newsroom("show", ids[0]).out
    assert newsroom("tag", "--remove", *ids[:2], "budget").out == "Took “budget” from 2 articles.\n"
    assert newsroom("tags").out.startswith("     1  Budget")


@pytest.mark.parametrize("words", [["budget"], ["1", "x", "budget"], ["1", " , "], ["1", "x" * 101]])
def test_what_is_no_tag_is_wrong_usage(newsroom: Command, words: list[str]) -> None:
    ran = newsroom("tag", *words)
    assert ran.status == 2
    assert "tag" in ran.err.splitlines()[-1]
