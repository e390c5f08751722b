"""Subscriptions in and out, over a real library."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from reader.desk import Desk
from reader.desk.addresses import effective
from reader.desk.subscriptions import export_opml, import_subscriptions
from reader.desk.writing import AlreadyThereError, WritingError, write_file
from reader.model import Access, FetchState, SourceKind
from reader.sources.errors import SubscriptionsError
from reader.store.protocol import StorageError
from tests.desk.conftest import NOON

LIST = """<opml version="2.0"><body><outline text="News">
<outline text="Harbour Wire" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
<outline text="Northgate" xmlUrl="http://b.example/feed/#top"/>
</outline><outline text="Loose" xmlUrl="https://c.example/feed"/></body></opml>"""


def outline(address: str, folder: str = "") -> str:
    feed = f'<outline text="Other" xmlUrl="{address}"/>'
    return f'<opml><body><outline text="{folder}">{feed}</outline></body></opml>'


def held(desk: Desk) -> list[tuple[str, str, str]]:
    return [(source.address, source.title, source.folder) for source in desk.sources()]


def test_a_list_is_kept_with_titles_and_folders(desk: Desk) -> None:
    brought = import_subscriptions(desk.storage, LIST.encode())
    assert held(desk) == [
        ("https://a.example/feed", "Harbour Wire", "News"),
        ("https://c.example/feed", "Loose", ""),
        ("http://b.example/feed/", "Northgate", "News"),
    ]
    assert {source.id for source in brought.added} == {source.id for source in desk.sources()}
    assert (brought.known, brought.skipped, brought.note) == (0, (), "")
    again = import_subscriptions(desk.storage, LIST)
    assert (again.added, again.known, len(desk.sources())) == ((), 3, 3)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("|touch {ran}", "it is a command, and commands are never run"),
        ("exec:touch {ran}", "it is a command, and commands are never run"),
        ("EXEC:touch {ran}", "it is a command, and commands are never run"),
        ("filter:touch {ran}:https://x.example/", "it runs a command over a feed, and commands are never run"),
        ("query:All:unread", "it is a search over other feeds, not a feed"),
        ("file:///etc/passwd", "it is a file on this machine and no feed of the web"),
        ("/etc/passwd", "it is a file on this machine and no feed of the web"),
        ("javascript:alert(1)", "javascript: is not http: or https:"),
        ("data:text/xml,x", "data: is not http: or https:"),
        ("ftp://x.example/feed", "ftp: is not http: or https:"),
        ("x.example/feed", "it is no http: or https: address"),
        ("https://", "its address is broken"),
        ("https://a.example\\@b.example/", "its address is broken"),
        ("http://x.example/" + "y" * 9000, "it is longer than 8,192 characters"),
    ],
)
def test_only_addresses_of_the_web_are_taken_and_nothing_is_run(
    desk: Desk, tmp_path: Path, address: str, why: str
) -> None:
    ran = tmp_path / "ran"
    address = address.format(ran=ran)
    by_opml = import_subscriptions(desk.storage, outline(address))
    by_lines = import_subscriptions(desk.storage, f'https://good.example/\n"{address.replace(chr(92), chr(92) * 2)}"\n')
    for brought in (by_opml, by_lines):
        (skipped,) = brought.skipped
        assert skipped.why == why
        assert skipped.what == address or (skipped.what.endswith("…") and address.startswith(skipped.what[:-1]))
    assert [source.address for source in desk.storage.sources()] == ["https://good.example/"]
    assert not ran.exists()


def test_what_is_skipped_is_shown_clean(desk: Desk) -> None:
    (skipped,) = import_subscriptions(desk.storage, outline("x\x1b]0;pwn\x07:\u202ey")).skipped
    assert (skipped.what, skipped.why) == ("x:y", "it is no http: or https: address")


SAME = [
    "http://example.org/feed",
    "https://example.org/feed/",
    "HTTPS://WWW.Example.org./feed",
    "https://example.org:443/feed",
    "http://www.example.org:80/feed//#top",
    "https://ann:secret@example.org/feed",
    " https://example.org/feed ",
]
OTHERS = [
    "https://example.org/Feed",
    "https://example.org/feed?page=2",
    "https://example.org:8443/feed",
    "http://example.org:443/feed",
    "https://news.example.org/feed",
    "https://www.org/feed",
    "https://example.org/",
    "http://[2001:db8::1]/feed",
    "http://[2001:db8::1]:81/feed",
    "/example.org/feed",
    "seeds:",
]


def test_effective_addresses() -> None:
    assert {effective(address) for address in SAME} == {"example.org/feed"}
    assert len({effective(address) for address in OTHERS} | {"example.org/feed"}) == len(OTHERS) + 1
    assert effective("https://example.org") == effective("http://www.example.org/")
    assert effective("https://example.org/?a=1") == effective("https://example.org?a=1")
    assert effective("https://MÜNCHEN.example/") == effective("https://xn--mnchen-3ya.example/")
    assert effective("https://" + "ü" * 70 + ".example/") == effective("http://" + "ü" * 70 + ".example")


@pytest.mark.parametrize("address", SAME)
def test_a_feed_that_is_here_is_known_by_any_spelling(desk: Desk, address: str) -> None:
    kept = desk.storage.add_source("https://example.org/feed", SourceKind.FEED)
    brought = import_subscriptions(desk.storage, outline(address.strip(), "News"))
    assert (brought.added, brought.known, brought.skipped) == ((), 1, ())
    (source,) = desk.sources()
    assert (source.id, source.address, source.folder) == (kept.id, kept.address, "News")


def test_a_feed_that_moved_is_known_by_both_addresses(desk: Desk) -> None:
    source = desk.storage.add_source("https://old.example/feed", SourceKind.FEED)
    state = FetchState(moved_to="https://new.example/rss")
    desk.storage.record_success(source.id, state=state, title="Wire", link="", when=NOON)
    brought = import_subscriptions(desk.storage, "http://www.new.example/rss/\nhttps://old.example/feed\n")
    assert (brought.added, brought.known, len(desk.sources())) == ((), 2, 1)


def test_what_a_person_set_stays(desk: Desk) -> None:
    import_subscriptions(desk.storage, LIST)
    import_subscriptions(desk.storage, outline("https://a.example/feed", "Elsewhere"))
    assert held(desk)[0] == ("https://a.example/feed", "Harbour Wire", "News")


def test_a_feed_that_stands_in_the_list_twice_is_one(desk: Desk) -> None:
    brought = import_subscriptions(desk.storage, 'https://a.example/\nhttp://www.a.example "News"\n')
    assert (len(brought.added), brought.known) == (1, 1)
    assert [(source.address, source.folder) for source in desk.sources()] == [("https://a.example/", "News")]


def test_a_feed_that_was_only_visited_is_kept(desk: Desk) -> None:
    (visited,) = desk.visit(["https://a.example/feed"])
    brought = import_subscriptions(desk.storage, LIST)
    assert visited.id in {source.id for source in brought.added}
    assert (len(brought.added), brought.known) == (3, 0)


def test_all_or_nothing(desk: Desk) -> None:
    with pytest.raises(SubscriptionsError, match="the 20,000 feeds"):
        import_subscriptions(desk.storage, "".join(f"https://{number}.example/\n" for number in range(20_001)))
    assert desk.storage.sources() == []
    desk.close()
    with pytest.raises(StorageError):
        import_subscriptions(desk.storage, LIST)


def test_there_and_back(desk: Desk, tmp_path: Path) -> None:
    import_subscriptions(desk.storage, LIST)
    exported = export_opml(desk.storage)
    assert (exported.feeds, exported.logins, exported.local) == (3, 0, 0)
    with Desk.open(tmp_path / "other") as other:
        import_subscriptions(other.storage, exported.text)
        assert held(other) == held(desk)
        assert export_opml(other.storage).text == exported.text
    assert import_subscriptions(desk.storage, exported.text).known == 3


def test_only_what_a_list_can_name_leaves_and_no_credentials(desk: Desk, tmp_path: Path) -> None:
    storage = desk.storage
    storage.add_source("https://ann:secret@a.example/feed", SourceKind.FEED, title="A")
    with_access = storage.add_source("https://b.example/feed", SourceKind.FEED, title="B")
    storage.set_source(replace(with_access, access=Access(user="ann", password="secret")))
    moved = storage.add_source("https://c.example/feed", SourceKind.FEED, title="C")
    state = FetchState(moved_to="https://new.example/feed")
    storage.record_success(moved.id, state=state, title="C", link="https://ann:secret@c.example/", when=NOON)
    (tmp_path / "story.txt").write_text("A story")
    desk.add(str(tmp_path / "story.txt"))
    desk.visit(["https://visited.example/"])
    desk.seeds()
    exported = export_opml(storage)
    assert (exported.feeds, exported.logins, exported.local) == (3, 2, 1)
    for address in (
        "https://a.example/feed",
        "https://b.example/feed",
        "https://new.example/feed",
        "https://c.example/",
    ):
        assert f'"{address}"' in exported.text
    for absent in ("secret", "ann", "story.txt", "visited", "seeds"):
        assert absent not in exported.text
    assert import_subscriptions(storage, exported.text).known == 3


def test_a_file_is_written_whole_and_never_over_another_unasked(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "feeds.opml", tmp_path / "elsewhere"
    write_file(path, "é")
    assert path.read_bytes() == "é".encode()
    with pytest.raises(AlreadyThereError, match="exists already"):
        write_file(path, "new")
    assert path.read_text("utf-8") == "é"
    write_file(path, "new", overwrite=True)
    assert path.read_text("utf-8") == "new"

    elsewhere.write_text("mine")
    for target in (elsewhere, tmp_path / "nowhere"):
        link = tmp_path / "link"
        link.symlink_to(target)
        with pytest.raises(AlreadyThereError):
            write_file(link, "new")
        write_file(link, "new", overwrite=True)
        assert not link.is_symlink()
        link.unlink()
    assert elsewhere.read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["elsewhere", "feeds.opml"], (
        "nothing else is left behind"
    )


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "full").write_text("x")
    for path, says in [
        (tmp_path, "not a regular file"),
        (tmp_path / "pipe", "not a regular file"),
        (tmp_path / "no" / "feeds.opml", "no such file or directory"),
        (tmp_path / "full" / "feeds.opml", "not a directory"),
        (tmp_path / ("x" * 300), "name too long"),
        (tmp_path / "a\0b", "its name is not valid"),
        (tmp_path / "no\x1b]0;pwn\x07" / "x", "no such file"),
    ]:
        with pytest.raises(WritingError, match=says) as caught:
            write_file(path, "new", overwrite=True)
        assert str(caught.value).isprintable()


def test_a_failure_while_writing_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "feeds.opml"
    path.write_text("before")
    with pytest.raises(WritingError, match="no space left on device"):
        write_file(path, "new", overwrite=True)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("feeds.opml", "before")]


def test_file_systems_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_file(tmp_path / "feeds.opml", "new")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("feeds.opml", "new")]
    with pytest.raises(AlreadyThereError):
        write_file(tmp_path / "feeds.opml", "newer")
