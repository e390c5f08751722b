"""One source to its articles, whatever kind it is. Nothing that a source does raises here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from reader.model.article import Entry, ParsedFeed
from reader.model.source import FetchState, Source, SourceKind
from reader.resources import resource_dir
from reader.sources.errors import FileError, SourceError
from reader.sources.fetch import Fetcher
from reader.sources.fetched import Fetched, Status
from reader.sources.files import display_name, scan
from reader.sources.moves import fetch_feed
from reader.sources.pool import Parser
from reader.sources.wire import entry_from_json, feed_from_json

_NO_STATE = FetchState()
_NAMED = 3  # broken files of a folder that its error names


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a source gave. `error` is a clean sentence or ""; beside "new" it tells what is missing or was repaired.

    `title` and `link` are what the source says of itself, "" where it does not; `state` is to be kept for the next
    time; before `retry_at` the server does not want to be asked again. `complete`: the entries are all that there are.
    """

    status: Status
    entries: tuple[Entry, ...] = ()
    title: str = ""
    link: str = ""
    state: FetchState = _NO_STATE
    error: str = ""
    retry_at: datetime | None = None
    complete: bool = False


async def load(
    source: Source, *, fetcher: Fetcher, parser: Parser, fetched: Callable[[], None] = lambda: None
) -> Loaded:
    """Fetch or read a source and parse it. A source that fails is a Loaded with an `error`; its state stays.

    `fetched` is called when a feed's server has answered, before the answer is parsed.
    """
    try:
        match source.kind:
            case SourceKind.FEED:
                return await _load_feed(source, fetcher, parser, fetched)
            case SourceKind.FILE:
                return await _load_file(Path(source.address), parser)
            case SourceKind.FOLDER:
                folder = Path(source.address)
                return await _load_folder(folder, display_name(folder), parser)
            case SourceKind.SEEDS:
                return await _load_folder(resource_dir("seeds"), "Sample stories", parser)
    except (SourceError, FileNotFoundError) as error:
        return Loaded("error", state=source.state, error=str(error))


async def _load_feed(source: Source, fetcher: Fetcher, parser: Parser, fetched: Callable[[], None]) -> Loaded:
    async def parse(answer: Fetched) -> ParsedFeed:
        fetched()
        reply = await parser.ask("feed", path=str(answer.path), url=answer.url, headers=dict(answer.headers))
        return await asyncio.to_thread(feed_from_json, reply["feed"])

    answer, feed = await fetch_feed(fetcher, source.address, source.state, parse, source.access)
    if feed is None:
        return Loaded(answer.status, state=answer.state, error=answer.error, retry_at=answer.retry_at)
    return Loaded("new", feed.entries, feed.title, feed.link, answer.state, feed.repaired, answer.retry_at)


async def _load_file(path: Path, parser: Parser) -> Loaded:
    try:
        path = await asyncio.to_thread(path.resolve)  # it was named by a person: a link may lead anywhere
    except (OSError, RuntimeError):
        raise FileError(f"{display_name(path)} cannot be read: it is a link that leads back to itself.") from None
    found = await _read(path, path.parent, parser)
    if isinstance(found, ParsedFeed):
        return Loaded("new", found.entries, found.title or display_name(path), found.link, error=found.repaired)
    return Loaded("new", (found,), display_name(path), found.link)


async def _load_folder(folder: Path, title: str, parser: Parser) -> Loaded:
    paths, all_of_them = await asyncio.to_thread(scan, folder)
    entries: list[Entry] = []
    broken: list[str] = []
    for path in paths:
        try:
            found = await _read(path, folder, parser)
        except SourceError as error:
            broken.append(_about(path, str(error)))
            continue
        if isinstance(found, Entry):
            entries.append(found)
        else:
            relative = path.relative_to(folder).as_posix()
            entries += (_local(entry, relative) for entry in found.entries)
    status: Status = "error" if broken and not entries else "new"
    missing = _broken_files(broken, len(paths))
    if not all_of_them:
        missing = f"It holds more files than the first {len(paths):,}, which are all that is read. {missing}".strip()
    return Loaded(status, tuple(entries), title, error=missing, complete=all_of_them and not broken)


async def _read(path: Path, root: Path, parser: Parser) -> Entry | ParsedFeed:
    reply = await parser.ask("file", path=str(path), root=str(root))
    return entry_from_json(reply["entry"]) if reply["type"] == "article" else feed_from_json(reply["feed"])


def _local(entry: Entry, relative: str) -> Entry:
    """A feed file's entry among those of others: a guid such as "1" is its own only together with the file's name."""
    if not entry.guid or urlsplit(entry.guid).scheme in ("http", "https", "tag", "urn"):
        return entry
    return replace(entry, guid=f"{relative}#{entry.guid}")


def _about(path: Path, sentence: str) -> str:
    """The sentence, with the file's name where it does not say it already."""
    name = display_name(path)
    return sentence if name in sentence else f"{name}: {sentence}"


def _broken_files(broken: list[str], files: int) -> str:
    if not broken:
        return ""
    more = f" And {len(broken) - _NAMED} more." if len(broken) > _NAMED else ""
    return f"{len(broken)} of {files} files could not be read. {' '.join(broken[:_NAMED])}{more}"
