"""`bookmarks`: searched, and written as documents."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest

from reader.desk.export import file_name
from tests.cli.conftest import Command

HOSTILE = """=HYPERLINK("http://a.example","x") [b](javascript:c) | <i>

By Ann Lee

About 3,000 people had left the town before the storm, Ann Lee said.

-2 degrees were measured on Monday.
"""


@pytest.fixture
def ids(newsroom: Command, home: Path) -> list[str]:
    """Two bookmarked articles, one with a hostile headline and note."""
    folder = home / "wire"
    folder.mkdir()
    (folder / "a.txt").write_text(HOSTILE)
    (folder / "b.txt").write_text("Été au port\n\nNothing was counted there that day.\n")
    newsroom("add", "wire", "--fetch")
    by_title = {item["title"][0]: str(item["id"]) for item in newsroom("list", "--json").items}
    found = [by_title["="], by_title["É"]]
    newsroom("bookmark", found[1], "--tag", "Ferien")
    newsroom("bookmark", found[0], "--note", "+1 | ask\n=1+1", "--tag", "@budget")
    return found


def test_words_and_tags_choose_among_them(newsroom: Command, ids: list[str]) -> None:
    def chosen(*arguments: str) -> list[str]:
        return [str(item["id"]) for item in newsroom("bookmarks", "--json", *arguments).items]

    assert chosen() == ids
    assert chosen("ETE") == ids[1:]
    assert chosen("ask") == chosen("--tag", "@BUDGET") == ids[:1]
    assert chosen("wire") == ids  # the outlet
    assert chosen("ferien", "port") == ids[1:]
    assert chosen("ferien", "ask") == chosen("--tag", "Ferien", "--tag", "@budget") == []


def test_a_spreadsheet_gets_citations_figures_and_no_formula(newsroom: Command, ids: list[str], home: Path) -> None:
    newsroom("bookmarks", "-o", "out.csv")
    written = (home / "out.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert written.endswith("\r\n")
    assert [row["value"] for row in rows] == ["3000", rows[1]["value"], ""]
    assert (rows[0]["what"], rows[0]["speaker"]) == ("people", "Ann Lee")
    assert rows[0]["sentence"].startswith("About 3,000 people had left")
    assert len(rows[0]["version"]) == 64
    assert rows[0]["note"] == "'+1 | ask\n=1+1"
    assert rows[2]["title"] == "Été au port"
    for row in rows:
        numbers = {"value", "low", "high"}
        assert not any(cell.lstrip()[:1] in set("=+-@") for name, cell in row.items() if cell and name not in numbers)


def test_markdown_has_no_markup_but_its_own(newsroom: Command, ids: list[str]) -> None:
    out = newsroom("bookmarks", "--format", "markdown").out
    title = next(line for line in out.splitlines() if line.startswith("## ="))
    assert r"\[b\](javascript:c) \| \<i\>" in title
    assert "> +1 \\| ask\n> =1+1" in out
    assert "| ≈ 3,000 | people | Ann Lee | About 3,000 people" in out
    assert "Tags: @budget" in out
    assert out.count("\nVersion ") == 2


def test_json_is_one_document_with_everything(newsroom: Command, ids: list[str]) -> None:
    first, second = json.loads(newsroom("bookmarks", "--format", "json").out)
    assert (first["outlet"], first["author"], first["tags"], first["note"]) == (
        "wire",
        "Ann Lee",
        ["@budget"],
        "+1 | ask\n=1+1",
    )
    figure = first["figures"][0]
    assert (figure["value"], figure["unit"], figure["what"], figure["speaker"]) == (3000.0, "", "people", "Ann Lee")
    assert second["figures"] == []
    assert first["first_seen"] and first["bookmarked"] and len(first["version"]) == 64


def test_a_file_is_written_once_and_its_ending_says_what(newsroom: Command, ids: list[str], home: Path) -> None:
    ran = newsroom("bookmarks", "-o", "out.csv")
    assert (ran.status, ran.out) == (0, "2 bookmarks written to out.csv.\n")
    assert (home / "out.csv").read_text("utf-8").startswith("title,outlet,")
    again = newsroom("bookmarks", "-o", "out.csv")
    assert (again.status, again.err) == (
        1,
        "newsroom: “out.csv” exists already; name another file. --force replaces it.\n",
    )
    assert newsroom("bookmarks", "-o", "out.csv", "--force").status == 0
    assert newsroom("bookmarks", "-o", "out.txt").status == 2
    assert newsroom("bookmarks", "--format", "csv", "--json").status == 2


def test_a_folder_gets_a_file_named_by_what_was_asked(newsroom: Command, ids: list[str], home: Path) -> None:
    (home / "out").mkdir()
    newsroom("bookmarks", "--tag", "@budget", "../../x", "--format", "markdown", "-o", "out")
    assert [path.name for path in (home / "out").iterdir()] == ["bookmarks @budget ..-..-x.md"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("../../.bashrc", "bashrc.md"),
        ("/etc/x", "etc-x.md"),
        ("CON", "bookmarks-CON.md"),
        ("lpt1.txt", "bookmarks-lpt1.txt.md"),
        ("a\0b", "ab.md"),
        (".hidden", "hidden.md"),
        ("-rf", "rf.md"),
        ("", "bookmarks.md"),
        ("..", "bookmarks.md"),
        ("a\x1b[2Jb\nc\u202e", "ab c.md"),
    ],
)
def test_a_name_is_one_plain_part_of_a_path(words: str, name: str) -> None:
    assert file_name(words, ".md") == name


def test_a_long_name_is_cut_between_letters() -> None:
    name = file_name("é" * 300, ".csv")
    assert len(name.encode()) <= 120
    assert name == "é" * 58 + ".csv"


def test_everything_goes_out_and_comes_in_elsewhere(newsroom: Command, ids: list[str], home: Path) -> None:
    ran = newsroom("export", "all.json")
    assert (ran.status, ran.out) == (0, "Everything of yours was written to all.json.\n")
    assert stat.S_IMODE((home / "all.json").stat().st_mode) == 0o600
    assert newsroom("export", "all.json").status == 1
    came = newsroom("--data-dir", "elsewhere", "import", "all.json")
    assert came.status == 0
    assert came.out == "Took over 1 source, 2 bookmarks, the tags of 2 articles, 0 read marks and 0 views.\n"
    assert [item["title"] for item in newsroom("--data-dir", "elsewhere", "bookmarks", "--json").items] == [
        item["title"] for item in newsroom("bookmarks", "--json").items
    ]
    written = newsroom("export", "-").out
    again = newsroom("--data-dir", "third", "import", "-", "--json", stdin=written)
    assert again.items == [{"sources": 1, "bookmarks": 2, "tagged": 2, "read": 0, "waiting": 0, "views": 0}]


def test_a_damaged_export_is_one_sentence(newsroom: Command, ids: list[str], home: Path) -> None:
    newsroom("export", "all.json")
    whole = (home / "all.json").read_bytes()
    (home / "all.json").write_bytes(whole[:-20])
    ran = newsroom("--data-dir", "elsewhere", "import", "all.json")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "newsroom: The export is damaged: it is no JSON, or cut short. Nothing was changed.\n"
    assert newsroom("--data-dir", "elsewhere", "sources", "--json").items == []
    (home / "all.json").write_text('{"other": 1}')
    assert "no list of subscriptions" in newsroom("import", "all.json").err


def test_tidying_says_what_went(newsroom: Command, ids: list[str], home: Path) -> None:
    newsroom("bookmark", ids[1], "--remove")
    newsroom("tag", "--remove", ids[1], "ferien")
    newsroom("read", *ids)
    newsroom("edit", "wire", "--keep-days", "1")
    os.utime(home / "wire" / "b.txt", (0, 0))
    dry = newsroom("tidy", "--dry-run")
    assert dry.status == 0
    assert dry.out.startswith("Would throw away 0 articles of removed sources, 0 old articles and 0 old texts.\n")
    ran = newsroom("tidy", "--full")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "The library is sound."
    assert newsroom("tidy", "--json").items[0]["damage"] == ""
