"""No command prints a control character, whatever a feed, a file, a file name or an argument holds."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command, finish, home, newsroom, start  # noqa: F401  (fixtures)

pytestmark = pytest.mark.slow

ESCAPES = (
    "\x1b]0;HOSTILE\x07",
    "\x1b]52;c;SE9TVElMRQ==\x07",
    "\x1b]8;;http://HOSTILE.example\x1b\\",
    "\x1bP$qHOSTILE\x1b\\",
    "\x1b_HOSTILE\x1b\\",
    "\x1b[6n",
    "\x1b[201~",
    "\x9d0;HOSTILE\x9c",
    "\x9b31m",
    "\u202e\u2066\u200b",
    "\x00\x07\x08\x0e\r\x0b\u2028",
)
MARKUP = "[red]x[/nosuch] [@click=app.quit]y[/]"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\u2060-\u206f\ufeff]")


def references(text: str) -> str:
    """The text as XML would carry it past a naive check: every sign a numeric reference."""
    return "".join(letter if letter.isalnum() else f"&#{ord(letter)};" for letter in text)


@pytest.fixture
def hostile(home: Path) -> Path:  # noqa: F811
    """A folder whose feeds, files and file names all try."""
    folder = home / "wire"
    folder.mkdir()
    items = "".join(
        f"<item><guid isPermaLink='false'>{number}</guid><title>Feed {number} {references(text + MARKUP)}</title>"
        f"<author>{references(text)}</author><description>{references(text)} 12 people left.</description></item>"
        for number, text in enumerate(ESCAPES)
    )
    (folder / "feed.rss").write_text(f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>")
    (folder / "feed.json").write_text(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "items": [
                    {"id": f"{n}{text}", "title": f"JSON {n} {text}{MARKUP}", "content_text": f"{text} 12 people left."}
                    for n, text in enumerate(ESCAPES)
                ],
            }
        )
    )
    for number, text in enumerate(ESCAPES):
        (folder / f"{number}.txt").write_text(f"File {number} {text}{MARKUP}\n\nBy {text}Ann\n\n{text} 12 people left.")
        name = f"name {number} {text}{MARKUP}".replace("/", "").replace("\0", "")
        (folder / f"{name}.html").write_text(f"<h1>Page {number}</h1><p>Some {number} people left.</p>")
        (folder / f"{name}.md").write_text("")  # empty, so that an error names it
    return folder


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_no_command_prints_a_control(newsroom: Command, hostile: Path, options: list[str]) -> None:  # noqa: F811
    newsroom("add", "wire")
    ran = newsroom("refresh", *options)
    printed = [ran.out, ran.err, newsroom("list", *options).out, newsroom("sources", *options).out]
    printed += [newsroom("search", "people", *options).out, newsroom("figures", *options, "wire").out]
    printed += [newsroom("show", str(item["id"]), *options).out for item in newsroom("list", "--json").items]
    assert len(printed) >= 6 + 4 * len(ESCAPES)
    assert [CONTROL.findall(text) for text in printed if CONTROL.search(text)] == []
    assert MARKUP in printed[2]


def test_wrong_usage_is_quoted_clean(home: Path) -> None:  # noqa: F811
    ran = finish(start("list", "is:name\x1b]0;HOSTILE\x07.txt"))
    assert ran.status == 2
    assert "There is no is:name" in ran.err
    assert not CONTROL.search(ran.err)


def test_a_command_line_that_is_not_text(home: Path) -> None:  # noqa: F811
    ran = finish(start(os.fsdecode(b"\xff\xfe.txt")))
    assert ran.status == 1
    assert ran.err.startswith("newsroom: ")
    assert "Traceback" not in ran.err
