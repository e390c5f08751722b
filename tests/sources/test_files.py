import codecs
import os
from pathlib import Path

import pytest

from reader.model import Entry, ParsedFeed
from reader.sources.errors import FeedError, FileError, SourceError
from reader.sources.files import MAX_FILE, display_name, read_file, read_regular, scan
from tests.sources.samples import TITLES, atom, json_feed, rss

STORY = "Ferry fares rise\n\nFares rise 8% on Monday, the harbour board said. It is the third rise in two years.\n"
PAGE = (
    "<html><head><title>Ferry fares rise</title><meta property='og:site_name' content='Quay Courier'></head>"
    "<body><article><h1>Ferry fares rise</h1><p>Fares rise 8% on Monday, the harbour board said. "
    "It is the third rise in two years.</p></article></body></html>"
)
MARKDOWN = "---\noutlet: Quay Courier\n---\n\n# Ferry fares rise\n\nFares rise 8% on Monday, the harbour board said.\n"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def article(path: Path, root: Path | None = None) -> Entry:
    found = read_file(path, root=root)
    assert isinstance(found, Entry)
    return found


def feed(path: Path) -> ParsedFeed:
    found = read_file(path)
    assert isinstance(found, ParsedFeed)
    return found


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", STORY), ("a.md", MARKDOWN), ("a.html", PAGE), ("A.HTM", PAGE), ("a.xml", PAGE)]
)
def test_an_article_of_each_kind(tmp_path: Path, name: str, content: str) -> None:
    entry = article(write(tmp_path / name, content))
    assert entry.title == "Ferry fares rise"
    assert "Fares rise 8% on Monday" in entry.document.text
    assert "<" not in entry.document.text
    assert entry.guid == name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("f.xml", rss()),
        ("f.rss", rss()),
        ("f.atom", atom()),
        ("f.json", json_feed()),
        ("f.html", atom()),
        ("F.RSS", rss()),
    ],
)
def test_a_feed_of_each_kind(tmp_path: Path, name: str, content: bytes) -> None:
    found = feed(write(tmp_path / name, content))
    assert [e.title for e in found.entries] == TITLES
    assert {e.outlet for e in found.entries} == {"Quay Courier"}


def test_a_text_about_a_feed_is_a_text(tmp_path: Path) -> None:
    assert article(write(tmp_path / "a.txt", "<rss> explained\n\nA feed starts with <rss>, and so does this text."))


@pytest.mark.parametrize(("name", "content"), [("a.html", PAGE), ("a.md", MARKDOWN)])
def test_the_outlet_of_a_file(tmp_path: Path, name: str, content: str) -> None:
    assert article(write(tmp_path / name, content)).outlet == "Quay Courier"
    assert article(write(tmp_path / "plain.txt", STORY)).outlet == ""


@pytest.mark.parametrize(
    "encoded",
    [
        "Zürich – 12 €".encode(),
        codecs.BOM_UTF8 + "Zürich – 12 €".encode(),
        codecs.BOM_UTF16_LE + "Zürich – 12 €".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Zürich – 12 €".encode("utf-16-be"),
        "Zürich – 12 €".encode("windows-1252"),
    ],
)
def test_encodings_are_found(tmp_path: Path, encoded: bytes) -> None:
    assert article(write(tmp_path / "a.txt", encoded)).title == "Zürich – 12 €"


def test_a_declared_encoding_counts(tmp_path: Path) -> None:
    page = "<html><head><meta charset='koi8-r'><title>Новости</title></head><body><p>Паром подорожал.</p></body></html>"
    assert article(write(tmp_path / "a.html", page.encode("koi8-r"))).title == "Новости"


def test_the_guid_is_the_path_from_the_root(tmp_path: Path) -> None:
    path = write(tmp_path / "2024" / "june" / "a.txt", STORY)
    assert article(path, tmp_path).guid == "2024/june/a.txt"
    assert article(path).guid == "a.txt"


def test_names_that_are_not_clean_stay_distinct_and_safe(tmp_path: Path) -> None:
    names = [
        b"a\x1b]0;pwn\x07.txt",
        b"a\n.txt",
        b"a\xff.txt",
        b"a\xfe.txt",
        b"[red]x[nosuch].txt",
        "a\u202eb.txt".encode(),
    ]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_text(STORY)
    paths, _ = scan(tmp_path)
    assert len(paths) == len(names)
    guids = [article(path, tmp_path).guid for path in paths]
    assert len(set(guids)) == len(names)
    assert "[red]x[nosuch].txt" in guids
    for shown in [*guids, *map(display_name, paths)]:
        assert shown.isprintable()
        shown.encode("utf-8")
    assert display_name(Path("[red]x[nosuch].txt")) == "[red]x[nosuch].txt"


def test_what_is_not_a_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    for path in (tmp_path / "pipe.txt", tmp_path / "folder.txt", Path("/dev/zero")):
        with pytest.raises(FileError, match=r"regular file|directory"):
            read_regular(path)
    with pytest.raises(FileError):
        read_file(tmp_path / "pipe.txt")
    assert scan(tmp_path) == ([], True)


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", STORY)
    root = tmp_path / "root"
    inside = write(root / "inside.txt", STORY)
    (root / "out.txt").symlink_to(secret)
    (root / "in.txt").symlink_to(inside)
    (root / "away").symlink_to(tmp_path)
    (root / "loop").symlink_to(root)
    (root / "self.txt").symlink_to(root / "self.txt")
    (root / "dangling.txt").symlink_to(root / "nothing.txt")
    assert [p.name for p in scan(root)[0]] == ["in.txt", "inside.txt"]
    with pytest.raises(FileError, match="leads out"):
        read_file(root / "out.txt", root=root)
    for name in ("self.txt", "dangling.txt"):
        with pytest.raises(FileError, match="cannot be read"):
            read_file(root / name, root=root)


def test_scan_is_recursive_sorted_and_leaves_hidden_files_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.HTML", ".hidden.txt", ".git/a.txt", "a/picture.png", "noending"):
        write(tmp_path / name, STORY)
    assert [p.relative_to(tmp_path).as_posix() for p in scan(tmp_path)[0]] == ["a/b/c.HTML", "a/z.md", "b.txt"]


def test_scan_stops_at_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.files.MAX_FILES", 3)
    for number in range(5):
        write(tmp_path / f"{number}.txt", STORY)
    paths, all_of_them = scan(tmp_path)
    assert (len(paths), all_of_them) == (3, False)
    for number in range(2):
        (tmp_path / f"{number}.txt").unlink()
    assert scan(tmp_path)[1], "just as many as are read"


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", write(tmp_path / "a.txt", STORY), Path("a\0b")):
        with pytest.raises(FileError, match="cannot be read") as raised:
            scan(path)
        assert str(raised.value).isprintable()


def test_too_large_and_empty(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(FileError, match="larger than the 20 MB"):
        read_file(large)
    with pytest.raises(FileError, match="is empty"):
        read_file(write(tmp_path / "empty.txt", ""))


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        read_file(tmp_path / "absent.txt")
    with pytest.raises(FileError, match="no known kind"):
        read_file(write(tmp_path / "a.pdf", STORY))
    with pytest.raises(FeedError, match="not a JSON Feed"):
        read_file(write(tmp_path / "a.json", "{}"))
    with pytest.raises(SourceError):
        read_file(Path("a\0b.txt"))
