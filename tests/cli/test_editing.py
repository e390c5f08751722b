"""`edit`: what a person decides about a source."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

FEED = "https://wire.example/feed.xml"


def only(newsroom: Command) -> dict[str, object]:
    (source,) = newsroom("sources", "--json").items
    return source


def test_everything_about_a_source_can_be_changed(newsroom: Command) -> None:
    newsroom("add", FEED)
    ran = newsroom(
        "edit", FEED, "--title", "Wire", "--folder", "Europe", "--pause", "--every", "2h", "--full-text",
        "--keep", "500", "--keep-days", "30",
    )  # fmt: skip
    assert (ran.status, ran.out) == (0, "Changed Wire.\n")
    source = only(newsroom)
    assert (source["title"], source["folder"], source["paused"], source["interval"]) == ("Wire", "Europe", True, 7200)
    assert (source["full_text"], source["keep_articles"], source["keep_days"]) == (True, 500, 30)
    newsroom("edit", FEED, "--resume", "--every", "default", "--folder", "", "--keep", "all", "--no-full-text")
    source = only(newsroom)
    assert (source["folder"], source["paused"], source["interval"]) == ("", False, None)
    assert (source["full_text"], source["keep_articles"], source["keep_days"]) == (False, None, 30)
    assert "30" not in newsroom("edit", FEED, "--every", "never").err
    assert only(newsroom)["interval"] == 0


def test_a_new_address_keeps_the_source(newsroom: Command) -> None:
    newsroom("add", FEED)
    before = only(newsroom)["id"]
    assert newsroom("edit", FEED, "--address", "new.example/feed").status == 0
    assert only(newsroom)["address"] == "https://new.example/feed"
    assert only(newsroom)["id"] == before
    newsroom("add", FEED)
    ran = newsroom("edit", FEED, "--address", "https://new.example/feed")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "newsroom: Another source has the address https://new.example/feed already.\n"


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--every", "soon"], "15m, 2h or 1d"),
        (["--every", "0"], "15m, 2h or 1d"),
        (["--keep", "-1"], "a whole number"),
        (["--keep-days", "x"], "a whole number"),
        (["--header", "no colon"], "NAME:VALUE"),
        (["--header", "X: a\r\nY: b"], "NAME:VALUE"),
        (["--proxy", "127.0.0.1:80"], "http://127.0.0.1:8080"),
    ],
)
def test_wrong_values_are_one_sentence_and_change_nothing(newsroom: Command, options: list[str], word: str) -> None:
    newsroom("add", FEED)
    before = only(newsroom)
    ran = newsroom("edit", FEED, "--title", "New", *options)
    assert (ran.status, ran.out) == (2, "")
    assert word in ran.err
    assert only(newsroom) == before


def test_an_unknown_source_and_no_change_are_said(newsroom: Command) -> None:
    newsroom("add", FEED)
    assert newsroom("edit", "https://none.example/", "--pause").status == 1
    assert "Nothing was changed" in newsroom("edit", FEED).out


def test_a_password_is_asked_for_and_shown_nowhere(newsroom: Command) -> None:
    newsroom("add", "https://desk:hunter2@wire.example/feed.xml")
    shown = newsroom("sources")
    as_json = newsroom("sources", "--json")
    assert "hunter2" not in shown.out + as_json.out
    assert "https://wire.example/feed.xml" in shown.out


def test_the_silent_and_the_failing_come_first(newsroom: Command) -> None:
    newsroom("add", "https://a.example/", "--title", "A")
    newsroom("add", "https://b.example/", "--title", "B")
    newsroom("edit", "https://a.example/", "--pause", "--folder", "Z")
    newsroom("edit", "https://b.example/", "--folder", "Y")
    order = lambda sort: [item["title"] for item in newsroom("sources", "--json", "--sort", sort).items]  # noqa: E731
    assert order("title") == ["A", "B"]
    assert order("trouble") == ["B", "A"]
    assert order("folder") == ["B", "A"]
