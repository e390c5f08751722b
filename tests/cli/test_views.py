"""`views` and `view`."""

from __future__ import annotations

from tests.cli.conftest import Command


def names(newsroom: Command) -> list[str]:
    return [item["name"] for item in newsroom("views", "--json").items]


def test_the_views_that_come_with_it(newsroom: Command) -> None:
    assert newsroom("views").out.splitlines() == [
        "   1  All",
        "   2  Unread         is:unread",
        "   3  Bookmarks      is:bookmarked",
        "   4  Updated        is:updated",
        "   5  Disagreements  disagrees:yes",
    ]


def test_a_view_is_added_changed_moved_and_removed(newsroom: Command) -> None:
    assert newsroom("view", "add", "Port", "port", "is:unread").out == "Added the view “Port”.\n"
    assert newsroom("views", "--json").items[-1] == {
        "id": 6, "name": "Port", "query": "port is:unread", "built_in": False, "hidden": False,
    }  # fmt: skip
    newsroom("view", "rename", "port", "Harbour")
    newsroom("view", "edit", "HARBOUR", "harbour")
    newsroom("view", "move", "Harbour", "2")
    assert names(newsroom)[:3] == ["All", "Harbour", "Unread"]
    assert newsroom("views", "--json").items[1]["query"] == "harbour"
    assert newsroom("view", "remove", "Harbour").out == (
        "Removed the view “Harbour”; `newsroom undo` brings it back.\n"
    )
    assert "Harbour" not in names(newsroom)
    newsroom("undo")
    assert names(newsroom)[1] == "Harbour"


def test_a_built_in_view_is_hidden_and_shown(newsroom: Command) -> None:
    assert newsroom("view", "remove", "Updated").out == (
        "Hid the view “Updated”; `newsroom view show Updated` brings it back.\n"
    )
    assert "   4  Updated  (hidden)  is:updated" in newsroom("views").out
    newsroom("view", "show", "updated")
    assert not any(item["hidden"] for item in newsroom("views", "--json").items)


def test_what_cannot_be_is_a_sentence(newsroom: Command) -> None:
    ran = newsroom("view", "add", "UNREAD", "x")
    assert (ran.status, ran.err) == (1, "newsroom: There is a view called “Unread” already.\n")
    ran = newsroom("view", "remove", "nothing")
    assert (ran.status, ran.err) == (
        1,
        "newsroom: There is no view “nothing”; `newsroom views` lists what there is.\n",
    )
    assert newsroom("view", "add", " ", "x").status == 2
    assert newsroom("view", "move", "All", "0").status == 2
