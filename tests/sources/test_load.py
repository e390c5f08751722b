"""A source of each kind, through a real server, the real worker and real files."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from reader.model import Access, FetchState, Source, SourceKind
from reader.sources.fetch import Fetcher
from reader.sources.load import Loaded, load
from reader.sources.parser import ParserProcess
from tests.sources.samples import TITLES, atom, json_feed, rdf, rss
from tests.sources.server import Server, answer, serving

pytestmark = pytest.mark.slow
STORY = "Ferry fares rise\n\nFares rise 8% on Monday, the harbour board said.\n"


class Desk:
    """What a refresh has at hand."""

    def __init__(self, server: Server, fetcher: Fetcher, parser: ParserProcess) -> None:
        self.server, self.fetcher, self.parser = server, fetcher, parser

    async def load(self, kind: SourceKind, address: str | Path, state: FetchState | None = None) -> Loaded:
        source = Source(1, str(address), kind, state=state or FetchState())
        return await load(source, fetcher=self.fetcher, parser=self.parser)

    async def load_feed(self, response: bytes) -> Loaded:
        self.server.answers["/feed"] = response
        return await self.load(SourceKind.FEED, self.server.url("/feed"))


@pytest_asyncio.fixture
async def desk() -> AsyncIterator[Desk]:
    async with serving() as server, Fetcher() as fetcher, ParserProcess() as parser:
        yield Desk(server, fetcher, parser)


@pytest.mark.parametrize("body", [rss(), atom(), rdf(), json_feed()], ids=["rss", "atom", "rdf", "json"])
async def test_a_feed_of_each_format(desk: Desk, body: bytes) -> None:
    loaded = await desk.load_feed(answer(body, 'ETag: "v1"', "Content-Type: application/xml"))
    assert (loaded.status, loaded.error, loaded.title, loaded.state) == ("new", "", "Quay Courier", FetchState('"v1"'))
    assert [e.title for e in loaded.entries] == TITLES
    assert all(e.outlet == "" for e in loaded.entries)


async def test_a_feed_with_all_that_a_person_set_and_its_server_said(desk: Desk) -> None:
    desk.server.answers["/old"] = answer(b"", "Location: /feed", status="308 Permanent Redirect")
    desk.server.answers["/feed"] = answer(rss(), "Cache-Control: max-age=600")
    access = Access((("X-Key", "k1"),), "me", "secret")
    source = Source(1, desk.server.url("/old"), SourceKind.FEED, access=access)
    loaded = await load(source, fetcher=desk.fetcher, parser=desk.parser)
    assert (loaded.status, loaded.state) == ("new", FetchState(moved_to=desk.server.url("/feed")))
    assert loaded.retry_at is not None
    assert [(h["x-key"], "authorization" in h) for _, h in desk.server.requests] == [("k1", True)] * 2


async def test_bodies_are_deleted_once_they_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bodies() -> list[Path]:
        return [path for path in tmp_path.rglob("*") if path.is_file()]

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with serving() as server, Fetcher() as fetcher, ParserProcess() as parser:
        desk = Desk(server, fetcher, parser)
        assert (await desk.load_feed(answer(rss()))).status == "new"
        assert (await desk.load_feed(answer(b"<html>"))).status == "error"
        assert bodies() == []


async def test_not_modified_and_gone(desk: Desk) -> None:
    desk.server.answers["/same"] = answer(status="304 Not Modified")
    desk.server.answers["/gone"] = answer(status="410 Gone")
    state = FetchState('"v1"')
    assert await desk.load(SourceKind.FEED, desk.server.url("/same"), state) == Loaded("not_modified", state=state)
    gone = await desk.load(SourceKind.FEED, desk.server.url("/gone"), state)
    assert (gone.status, gone.entries, gone.state) == ("gone", (), state)


@pytest.mark.parametrize(
    ("response", "sentence"),
    [
        (answer(b"<html><body>Sign in</body></html>", 'ETag: "v2"'), "This is a web page, not a feed."),
        (answer(b""), "The document is empty."),
        (answer(status="404 Not Found"), "The server answered 404 Not Found."),
    ],
)
async def test_what_is_no_feed_is_an_error_that_keeps_the_state(desk: Desk, response: bytes, sentence: str) -> None:
    desk.server.answers["/feed"] = response
    state = FetchState('"v1"')
    loaded = await desk.load(SourceKind.FEED, desk.server.url("/feed"), state)
    assert loaded == Loaded("error", state=state, error=sentence)


async def test_a_damaged_feed_gives_what_it_has_and_says_so(desk: Desk) -> None:
    loaded = await desk.load_feed(answer(rss()[:-30]))
    assert (loaded.status, [e.title for e in loaded.entries]) == ("new", TITLES)
    assert "damaged" in loaded.error


async def test_relative_links_start_where_a_redirect_ended(desk: Desk) -> None:
    desk.server.answers["/old"] = answer(b"", "Location: /news/feed", status="302 Found")
    desk.server.answers["/news/feed"] = answer(
        rss("<item><title>T</title><link>story</link></item>", channel="<title>Q</title>")
    )
    loaded = await desk.load(SourceKind.FEED, desk.server.url("/old"))
    assert [e.link for e in loaded.entries] == [desk.server.url("/news/story")]


async def test_a_file(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "f.rss").write_bytes(rss())
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    loaded = await desk.load(SourceKind.FILE, tmp_path / "a.txt")
    assert (loaded.status, loaded.title, [e.guid for e in loaded.entries]) == ("new", "a.txt", ["a.txt"])
    loaded = await desk.load(SourceKind.FILE, tmp_path / "f.rss")
    assert (loaded.title, [e.guid for e in loaded.entries]) == ("Quay Courier", ["q-0", "q-1"])
    assert (await desk.load(SourceKind.FILE, tmp_path / "link.txt")).status == "new"


async def test_a_folder_of_everything(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "one.rss").write_bytes(rss())
    (tmp_path / "two.json").write_bytes(json_feed())
    (tmp_path / "three.atom").write_bytes(atom())
    (tmp_path / "[b]broken.xml").write_text("<html")
    (tmp_path / "broken.json").write_text("{}")
    loaded = await desk.load(SourceKind.FOLDER, tmp_path)
    assert (loaded.status, loaded.title) == ("new", tmp_path.name)
    assert [e.title for e in loaded.entries] == ["Ferry fares rise", *TITLES, *TITLES, *TITLES]
    assert len({e.guid for e in loaded.entries}) == 7
    assert {"a.txt", "one.rss#q-0", "two.json#q-0", "tag:quay.example,2024:0"} <= {e.guid for e in loaded.entries}
    assert [e.outlet for e in loaded.entries] == ["", *["Quay Courier"] * 6]
    assert loaded.error.startswith("2 of 6 files could not be read. [b]broken.xml holds no article. broken.json: ")


async def test_a_folder_with_nothing_but_broken_files(desk: Desk, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.json").write_text("{}")
    loaded = await desk.load(SourceKind.FOLDER, tmp_path)
    assert (loaded.status, loaded.entries) == ("error", ())
    assert loaded.error.endswith("And 2 more.")
    assert loaded.error.startswith("5 of 5 files could not be read. 0.json: ")


async def test_a_folder_with_too_many_files_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.sources.files.MAX_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(STORY)
    loaded = await desk.load(SourceKind.FOLDER, tmp_path)
    assert (loaded.status, len(loaded.entries), loaded.complete) == ("new", 2, False)
    assert loaded.error == "It holds more files than the first 2, which are all that is read."


async def test_a_file_that_became_a_loop_of_links(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    loaded = await desk.load(SourceKind.FILE, tmp_path / "a.txt")
    assert (loaded.status, loaded.error) == ("error", "a.txt cannot be read: it is a link that leads back to itself.")


async def test_an_empty_folder_is_no_error(desk: Desk, tmp_path: Path) -> None:
    assert await desk.load(SourceKind.FOLDER, tmp_path) == Loaded("new", title=tmp_path.name, complete=True)


@pytest.mark.parametrize("kind", [SourceKind.FILE, SourceKind.FOLDER])
async def test_what_is_not_there(desk: Desk, tmp_path: Path, kind: SourceKind) -> None:
    loaded = await desk.load(kind, tmp_path / "\x1b]0;x\x07absent.txt")
    assert loaded.status == "error"
    assert "no such file or directory" in loaded.error
    assert loaded.error.isprintable()


async def test_the_seeds(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "a.txt").write_text(STORY)
    monkeypatch.setattr("reader.sources.load.resource_dir", lambda name: tmp_path if name == "seeds" else None)
    loaded = await desk.load(SourceKind.SEEDS, "")
    assert (loaded.status, [e.guid for e in loaded.entries]) == ("new", ["wire/a.txt"])
