"""`import` and `export-opml`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Command

OPML = """<opml version="2.0"><body><outline text="News">
<outline text="Harbour Wire" xmlUrl="https://a.example/feed"/>
<outline text="Ran" xmlUrl="|touch ran"/>
</outline></body></opml>"""
URLS = 'https://a.example/feed/\nhttps://ann:secret@b.example/feed "News"\n"exec:touch ran"\nquery:x:y\n'


def test_a_list_comes_in(newsroom: Command, home: Path) -> None:
    (home / "feeds.opml").write_text(OPML)
    ran = newsroom("import", "feeds.opml")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "1 added, 0 already here, 1 skipped.",
        "Skipped |touch ran: it is a command, and commands are never run.",
        "Read with: newsroom refresh",
    ]
    again = newsroom("import", "-", "--json", stdin=URLS)
    assert (again.status, again.err) == (0, "")
    (item,) = again.items
    (added,) = item["added"]
    assert (added["address"], added["title"], added["folder"]) == ("https://b.example/feed", "", "News")
    assert (item["known"], item["note"]) == (1, "")
    assert item["skipped"] == [
        {"what": "exec:touch ran", "why": "it is a command, and commands are never run"},
        {"what": "query:x:y", "why": "it is a search over other feeds, not a feed"},
    ]
    assert len(newsroom("sources", "--json").items) == 2
    assert not (home / "ran").exists()


def test_what_is_damaged_is_told(newsroom: Command) -> None:
    ran = newsroom("import", "-", stdin=OPML[:-40])
    assert ran.status == 0
    assert ran.out.startswith("1 added, ")
    assert ran.err.startswith("newsroom: The list is damaged, first in line ")


def test_a_link_that_is_named_is_followed(newsroom: Command, home: Path) -> None:
    (home / "feeds.opml").write_text(OPML)
    (home / "link").symlink_to("feeds.opml")
    assert newsroom("import", "link").out.startswith("1 added, ")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nothing.opml", "nothing.opml cannot be read: no such file"),
        (".", "home cannot be read: is a directory"),
        ("pipe", "is not a regular file"),
        ("story.txt", "no list of subscriptions"),
        ("large", "larger than the 10 MB"),
        ("bomb", "declares entities"),
        ("no\x1b]0;pwn\x07", "no cannot be read"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(newsroom: Command, home: Path, name: str, says: str) -> None:
    os.mkfifo(home / "pipe")
    (home / "story.txt").write_text("The port is shut.\n")
    (home / "large").write_bytes(b"#" * 10_000_001)
    (home / "bomb").write_text(f'<!DOCTYPE opml [<!ENTITY a "b">]>{OPML}')
    ran = newsroom("import", name)
    assert (ran.status, ran.out) == (1, "")
    assert says in ran.err
    assert ran.err.startswith("newsroom: ")
    assert (len(ran.err.splitlines()), ran.err.strip().isprintable()) == (1, True)
    assert newsroom("sources", "--json").items == []


def test_a_list_from_standard_input_is_not_read_without_end(newsroom: Command) -> None:
    ran = newsroom("import", "-", stdin=b"#" * 10_000_001)
    assert (ran.status, ran.out) == (1, "")
    assert "larger than the 10 MB" in ran.err


def test_subscriptions_go_out(newsroom: Command, home: Path) -> None:
    newsroom("import", "-", stdin=URLS)
    (home / "story.txt").write_text("A story")
    newsroom("add", "story.txt")
    told = (
        "newsroom: The credentials of 1 feed were left out; set them anew where you import.\n"
        "newsroom: 1 local file or folder cannot be in OPML.\n"
    )
    printed = newsroom("export-opml")
    assert (printed.status, printed.err) == (0, told)
    assert printed.out.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">')
    assert printed.out.count("xmlUrl=") == 2
    assert "secret" not in printed.out

    written = newsroom("export-opml", "out.opml")
    assert (written.status, written.out, written.err) == (0, "2 feeds written to out.opml.\n", told)
    assert (home / "out.opml").read_text("utf-8") == printed.out
    assert newsroom("import", "out.opml").out == "0 added, 2 already here, 0 skipped.\n"


def test_a_file_is_replaced_only_when_that_is_asked_for(newsroom: Command, home: Path) -> None:
    (home / "out.opml").write_text("mine")
    refused = newsroom("export-opml", "out.opml")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err == "newsroom: “out.opml” exists already; name another file. --force replaces it.\n"
    assert (home / "out.opml").read_text() == "mine"
    assert newsroom("export-opml", "--force", "out.opml").status == 0
    assert (home / "out.opml").read_text().startswith("<?xml")


def test_export_says_what_cannot_be_written(newsroom: Command) -> None:
    ran = newsroom("export-opml", "no/out.opml")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "newsroom: “no/out.opml” cannot be written: no such file or directory.\n"
