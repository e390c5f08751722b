"""What may be named as a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.desk import AddressError, Desk
from reader.desk.addresses import read_address, web_address
from reader.model import FetchState, SourceKind
from tests.desk.conftest import NOON


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("https://example.org/feed.xml", "https://example.org/feed.xml"),
        ("HTTP://Example.ORG", "http://example.org/"),
        ("  https://example.org/feed?a=1&b=%20#top  ", "https://example.org/feed?a=1&b=%20"),
        ("example.org/feed", "https://example.org/feed"),
        ("example.org", "https://example.org/"),
        ("münchen.example/feed", "https://münchen.example/feed"),
        ("localhost:8000/feed", "https://localhost:8000/feed"),
        ("127.0.0.1:8000/feed", "https://127.0.0.1:8000/feed"),
        ("http://[::1]:8000/feed", "http://[::1]:8000/feed"),
        ("https://example.org/ü?q=a|b", "https://example.org/%C3%BC?q=a%7Cb"),
        ("https://ann:secret@example.org/feed", "https://ann:secret@example.org/feed"),
    ],
)
def test_web_addresses(named: str, address: str) -> None:
    found = read_address(named)
    assert (found.text, found.kind) == (address, SourceKind.FEED)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text("A story")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ä b.md").write_text("# A story")
    (tmp_path / "example.org").mkdir()
    (tmp_path / "a:b.txt").write_text("A story")
    return tmp_path


@pytest.mark.parametrize(
    ("named", "path", "kind"),
    [
        ("story.txt", "story.txt", SourceKind.FILE),
        ("./story.txt", "story.txt", SourceKind.FILE),
        ("news/../story.txt", "story.txt", SourceKind.FILE),
        ("news/ä b.md", "news/ä b.md", SourceKind.FILE),
        ("news", "news", SourceKind.FOLDER),
        ("news/", "news", SourceKind.FOLDER),
        (".", "", SourceKind.FOLDER),
        ("example.org", "example.org", SourceKind.FOLDER),  # what is there goes before what could be
        ("a:b.txt", "a:b.txt", SourceKind.FILE),
    ],
)
def test_paths_are_kept_absolute(folder: Path, named: str, path: str, kind: SourceKind) -> None:
    found = read_address(named)
    assert (found.text, found.kind) == (str(folder / path), kind)


def test_file_urls(folder: Path) -> None:
    found = read_address((folder / "news" / "ä b.md").as_uri())
    assert (found.text, found.kind) == (str(folder / "news" / "ä b.md"), SourceKind.FILE)
    assert read_address(f"file://localhost{folder}").kind is SourceKind.FOLDER


def test_the_home_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert read_address("~/story.txt").text == str(folder / "story.txt")


def test_links_are_not_followed(folder: Path) -> None:
    (folder / "today").symlink_to(folder / "news")
    assert read_address("today").text == str(folder / "today")


@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("", "empty address"),
        ("   ", "empty address"),
        ("nothing.txt", "no file or folder “nothing.txt”"),
        ("notes.md", "no file or folder"),
        ("news/nothing", "no file or folder"),
        ("listt", "no file or folder"),
        ("-option", "no file or folder"),
        ("ftp://example.org/feed", "ftp:"),
        ("javascript:alert(1)", "javascript:"),
        ("https://", "not a web address"),
        ("https:///feed", "not a web address"),
        ("https://example.org:port/", "not a web address"),
        ("https://exa mple.org/", "not a web address"),
        ("https://-example.org/", "not a web address"),
        ("https://a.example\\@b.example/", "not a web address"),
        ("file://elsewhere/etc/passwd", "does not name a file on this machine"),
        ("file:story.txt", "does not name a file on this machine"),
        ("x\0y", "no file or folder"),
        ("x" * 5000, "cannot be looked up"),
        ("caf\udce9.txt", "cannot be used as a path"),
        ("~nobody-of-this-name/x", "cannot be used as a path"),
        ("a\x1b]0;pwn\x07b/nothing", "no file or folder “ab/nothing”"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_none_is_told_in_one_clean_sentence(named: str, says: str) -> None:
    with pytest.raises(AddressError) as caught:
        read_address(named)
    sentence = str(caught.value)
    assert says in sentence
    assert sentence.isprintable()
    assert sentence.endswith(".")


def test_what_is_neither_file_nor_folder(folder: Path) -> None:
    import os

    os.mkfifo(folder / "pipe")
    with pytest.raises(AddressError, match="neither a file nor a folder"):
        read_address("pipe")


@pytest.mark.parametrize(
    "url", ["", "/feed", "//example.org", "-x", "%action", "mailto:a@b.example", "http:/x", "http://%41/"]
)
def test_other_links_are_no_web_addresses(url: str) -> None:
    assert web_address(url) is None


def test_the_same_source_named_in_two_ways(desk: Desk, folder: Path) -> None:
    first = desk.add("news")
    assert desk.add(str(folder / "news" / "..") + "/news/").id == first.id
    assert desk.find("./news") == first
    assert desk.find(str(first.id)) == first
    assert desk.find("elsewhere") is None


def test_a_path_that_went_can_still_be_found(desk: Desk, folder: Path) -> None:
    source = desk.add("story.txt")
    (folder / "story.txt").unlink()
    assert desk.find("story.txt") == source


def test_visited_sources_are_not_kept_and_kept_ones_stay_so(desk: Desk, folder: Path) -> None:
    kept = desk.add("news")
    visited = desk.visit(["news", "story.txt", "https://example.org/feed"])
    assert [source.kept for source in visited] == [True, False, False]
    assert visited[0].id == kept.id
    assert [source.id for source in desk.sources()] == [kept.id]
    assert desk.add("story.txt").kept, "a visited source can be kept later"


def test_nothing_is_stored_when_one_address_is_none(desk: Desk, folder: Path) -> None:
    with pytest.raises(AddressError):
        desk.visit(["story.txt", "nothing.txt"])
    assert desk.storage.sources() == []


def test_the_seeds_are_visited(desk: Desk) -> None:
    seeds = desk.seeds()
    assert (seeds.kind, seeds.address, seeds.kept, seeds.title) == (SourceKind.SEEDS, "seeds:", False, "Seeds")
    assert desk.seeds().id == seeds.id
    assert desk.visit(["seeds:"])[0].id == seeds.id


def test_other_spellings_of_a_feed_are_the_feed(desk: Desk) -> None:
    source = desk.add("https://wire.example/feed")
    for spelling in ("http://wire.example/feed/", "https://www.wire.example:443/feed#top", "WIRE.example/feed"):
        assert desk.add(spelling).id == source.id
        found = desk.find(spelling)
        assert found is not None
        assert found.id == source.id
    desk.storage.record_success(
        source.id, state=FetchState(moved_to="https://new.example/rss"), title="", link="", when=NOON
    )
    assert desk.add("http://new.example/rss").id == source.id
    assert desk.add("https://wire.example/other").id != source.id
    assert desk.add("https://me:secret@wire.example/feed").id != source.id
    assert len(desk.sources()) == 3
