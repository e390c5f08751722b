"""`figures` and `worker`: what other programs rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import STORY, Command, finish, start
from tests.desk.server import RSS

pytestmark = pytest.mark.slow

KEYS = {"path", "title", "byline", "published", "language", "body", "figures", "names", "quotes"}
FIGURE_KEYS = {
    *("text", "start", "end", "value", "low", "high", "kind", "unit", "counted", "head", "concept", "qualifier"),
    *("change", "speaker", "cue", "sentence", "salience", "agrees", "disagrees"),
}
SHARED = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def test_the_contract(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    (item,) = newsroom("figures", "--json", "story.txt").items
    assert set(item) >= KEYS
    assert (item["path"], item["title"], item["byline"]) == ("story.txt", "Port reopens after storm", "Ann Lee")
    assert item["published"] is None
    assert [quote["speaker"] for quote in item["quotes"]] == ["harbour master"]
    assert all(item["body"][start:end] for name in item["names"] for start, end in name["mentions"])
    values = [figure["value"] for figure in item["figures"]]
    assert values == [12.0, 3000.0]
    for figure in item["figures"]:
        assert set(figure) >= FIGURE_KEYS
        assert item["body"][figure["start"] : figure["end"]] == figure["text"]
    assert item["figures"][1]["qualifier"] == "~"


def test_folders_feeds_and_standard_input(newsroom: Command, home: Path) -> None:
    folder = home / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "story.txt").write_text(STORY)
    (folder / "wire.xml").write_text(RSS.format(title="wire", body="Some 586,000 people left."))
    items = newsroom("figures", "--json", "news").items
    assert [(item["path"], item["title"]) for item in items] == [
        ("news/deep/story.txt", "Port reopens after storm"),
        ("news/wire.xml", "Harbour empties"),
        ("news/wire.xml", "[red]x[/nosuch] é世"),
    ]
    (typed,) = newsroom("figures", "--json", "-", stdin=STORY).items
    assert (typed["path"], typed["body"]) == ("-", items[0]["body"])
    fed = newsroom("figures", "--json", "-", stdin=RSS.format(title="wire", body="5%")).items
    assert [item["title"] for item in fed] == ["Harbour empties", "[red]x[/nosuch] é世"]


def test_the_table(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    lines = newsroom("figures", "story.txt").out.splitlines()
    assert lines[0] == "Port reopens after storm"
    (ships,) = (line for line in lines if "on Monday with 12 ships waiting outside" in line)
    assert ships.split()[:2] == ["12", "ships"]
    (people,) = (line for line in lines if "≈ 3,000" in line)
    assert people.index("people") == ships.index("ships"), "the columns are aligned"


def test_a_story_without_figures(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text("Quiet night\n\nNothing happened in the harbour tonight, said the watchman.\n")
    assert newsroom("figures", "story.txt").out == "Quiet night\nno figures\n\n"
    assert newsroom("figures", "--json", "story.txt").items[0]["figures"] == []


def test_one_bad_file_stops_no_other(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    (home / "broken.json").write_text("{")
    ran = newsroom("figures", "--json", "broken.json", "nothing.txt", "https://example.org/", "story.txt")
    assert ran.status == 1
    assert [item["path"] for item in ran.items] == ["story.txt"]
    assert [line[:10] for line in ran.err.splitlines()] == ["newsroom: "] * 3
    assert newsroom("figures").status == 2


def test_nothing_is_stored(newsroom: Command, home: Path) -> None:
    (home / "story.txt").write_text(STORY)
    assert newsroom("figures", "story.txt").status == 0
    assert [path.name for path in home.iterdir()] == ["story.txt"]
    assert not (home.parent / "data").exists()


def test_the_worker_answers_line_by_line() -> None:
    requests = [
        {"v": 1, "op": "figures", "id": "a", "text": "Some 586,000 people left."},
        {"v": 1, "op": "nothing", "id": "b"},
    ]
    ran = finish(start("worker", stdin=-1), b"".join(json.dumps(request).encode() + b"\n" for request in requests))
    assert (ran.status, ran.err) == (0, "")
    first, second = ran.items
    assert (first["id"], first["ok"], first["figures"][0]["value"]) == ("a", True, 586000.0)
    assert (second["id"], second["ok"]) == ("b", False)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the story in ../shared/seeds is not there")
def test_the_reference_story(newsroom: Command) -> None:
    (item, *_) = newsroom("figures", "--json", str(SHARED)).items
    values = {figure["value"] for figure in item["figures"]}
    assert values >= {3.6e6, 8.0, 1e6, 586000.0, 20.0, 150.0}
    assert "Leave a Reply" not in item["body"]
