"""Fill a library with the invented archive, through the doors that a refresh uses, and time it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from reader.findings import extractor
from reader.model import Entry, Findings, SourceKind
from reader.store.database import Library, open_library
from tests.bench import archive

EXTRACTOR = extractor(None)
"""As if found by the program itself, which would look for them anew otherwise."""
PORTION = 10_000
"""Articles made before they are stored, so that making them is not counted."""
SAVERS = 4
"""Threads that hand over documents, as the refresh does."""


@dataclass(slots=True)
class Built:
    """What filling a library took: seconds of wall and CPU time, and the bytes of the texts.

    `save` is storing and the text index; `starts` the beginnings of words, which the program adds at leisure.
    """

    articles: int = 0
    text: int = 0
    save_wall: float = 0.0
    save_cpu: float = 0.0
    starts_wall: float = 0.0
    starts_cpu: float = 0.0
    findings_wall: float = 0.0
    findings_cpu: float = 0.0
    size: int = 0


def build(path: Path, total: int, say: bool = False) -> Built:
    """Make a library of `total` articles at `path`, figures and all."""
    built = Built()
    library = open_library(path, EXTRACTOR)
    for first in range(0, total, PORTION):
        made = list(archive.articles(first, min(first + PORTION, total), total))
        built.articles += len(made)
        built.text += sum(len(entry.document.text.encode()) for entry, _ in made)
        _save(library, first, [entry for entry, _ in made], built)
        _save_findings(library, first, made, built)
        if say and first % (10 * PORTION) == 0:
            print(f"  {built.articles:,} stored, {built.articles / built.save_cpu:,.0f} per CPU second", flush=True)
    library.close()
    built.size = sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*"))
    return built


def reload(library: Library, feeds: int, entries: int) -> Built:
    """Store articles that are newer than all others, as a reload does, from new feeds; what it took."""
    built = Built(articles=feeds * entries)
    newest = 10_000_000
    made = [
        replace(archive.article(number, number + 1)[0], published=archive.LAST + timedelta(seconds=number - newest))
        for number in range(newest, newest + built.articles)
    ]
    sources = [library.add_source(f"https://new{number}.example/", SourceKind.FEED).id for number in range(feeds)]
    _store(library, sources, [made[at : at + entries] for at in range(0, len(made), entries)], built)
    return built


def _documents(entries: list[Entry]) -> Iterator[list[Entry]]:
    for start in range(0, len(entries), archive.PER_SOURCE):
        yield entries[start : start + archive.PER_SOURCE]


def _save(library: Library, first: int, entries: list[Entry], built: Built) -> None:
    sources = [
        library.add_source(address(number), SourceKind.FEED, title=f"Wire {number}").id
        for number in range(first // archive.PER_SOURCE, (first + len(entries)) // archive.PER_SOURCE)
    ]
    _store(library, sources, _documents(entries), built)


def _store(library: Library, sources: Iterable[int], documents: Iterable[list[Entry]], built: Built) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(SAVERS) as pool:
        list(pool.map(lambda source, each: library.save(source, each, when=archive.LAST), sources, documents))
    library.index_all()
    built.save_wall += time.perf_counter() - wall
    built.save_cpu += time.process_time() - cpu
    wall, cpu = time.perf_counter(), time.process_time()
    library.catch_up()
    built.starts_wall += time.perf_counter() - wall
    built.starts_cpu += time.process_time() - cpu


def _save_findings(library: Library, first: int, made: list[tuple[Entry, Findings]], built: Built) -> None:
    with library.reading() as connection:
        versions = dict(connection.execute("SELECT link, version_id FROM articles WHERE id > ?", (first,)))
    found = [(versions[entry.link], findings) for entry, findings in made]
    wall, cpu = time.perf_counter(), time.process_time()
    for start in range(0, len(found), 500):
        library.save_all_findings(found[start : start + 500])
    built.findings_wall += time.perf_counter() - wall
    built.findings_cpu += time.process_time() - cpu


def address(source: int) -> str:
    """Where a source of the archive is."""
    return f"https://wire{source}.example/feed"
