"""A large library, measured: size, storing, starting, lists, searches, queries and memory."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from reader.model import Listing
from reader.store.database import Library, open_library
from tests.bench import archive
from tests.bench.building import EXTRACTOR, Built, build, reload

ROUNDS = 40
"""Questions of each kind."""
FIRST = 500
"""Ids that the app reads before its first paint, and of a search's first results."""

QUERIES = {
    "one condition on figures": [
        "fig:>1k",
        "fig:>500k",
        "fig:100..500",
        "fig:>1k unit:EUR",
        "of:refugees",
        "change:up",
    ],
    "a range between round numbers": ["fig:>1234", "fig:121..499", "fig:<37", "fig:>586000"],
    "several on one figure": ["fig:>1k unit:% change:up", "of:refugees fig:>10k", "of:workers change:down"],
    "what somebody is quoted with": ["said:people", "said:government", 'said:"oil price"', "said:stri"],
    "authors": ["author:a", "author:bank", 'author:"st"'],
    "figures and words": ["people fig:>1k", "government fig:>500k", "fig:>1k -people"],
}


def report(folder: Path, articles: int) -> None:
    """Print the table of a library of so many articles in this folder, which is made if need be."""
    path, empty = made(folder, articles), folder / "empty" / "library.db"
    built = Built(**json.loads(path.with_suffix(".json").read_text()))
    open_library(empty, EXTRACTOR).close()
    print(f"{articles:,} articles of {built.text / articles / 1000:.1f} kB with figures, names and quotes\n")
    _row("size on disk, to the text", f"{built.size / built.text:.2f} ×")
    _row("stored and indexed", *_rates(articles, built.save_wall, built.save_cpu))
    _row("beginnings of words, at leisure", *_rates(articles, built.starts_wall, built.starts_cpu))
    _row("figures, names, quotes", *_rates(articles, built.findings_wall, built.findings_cpu))
    start, baseline = _paint(path.parent), _paint(empty.parent)
    _row("start to painted list", f"{start:.0f} ms", f"{start / baseline:.2f} × of an empty library")
    with _Closing(open_library(path, EXTRACTOR)) as library:
        _questions(library, articles)
    for what, value in _memory(path).items():
        _row(what, value)
    with copied(path) as copy, _Closing(open_library(copy, EXTRACTOR)) as library:
        more = reload(library, 300, 50)
        _row(f"{more.articles:,} more, the newest", *_rates(more.articles, more.save_wall, more.save_cpu))


def _rates(articles: int, wall: float, cpu: float) -> tuple[str, str]:
    return f"{articles / wall:,.0f}/s", f"{articles / cpu:,.0f} a CPU second"


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy of a library, beside it, for what changes it."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "library.db"
        shutil.copyfile(path, copy)
        yield copy


def made(folder: Path, articles: int) -> Path:
    """The library of so many articles in this folder, which is made if need be; what that took stands beside it."""
    path = folder / f"{articles}" / "library.db"
    notes = path.with_suffix(".json")
    if not notes.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        notes.write_text(json.dumps(asdict(build(path, articles, say=True))))
    return path


class _Closing:
    def __init__(self, library: Library) -> None:
        self._library = library

    def __enter__(self) -> Library:
        return self._library

    def __exit__(self, *_: object) -> None:
        self._library.close()


def _questions(library: Library, articles: int) -> None:
    chance = random.Random(1)
    words = archive.words()
    newest = _times(lambda _: library.ids(Listing(), limit=64), range(ROUNDS))

    def row(what: str, times: list[float]) -> None:
        ratio = _at(times, 0.95) / _at(newest, 0.5)
        _row(what, f"{_at(times, 0.5):.1f} / {_at(times, 0.95):.1f} ms", f"{ratio:,.0f} × of the newest 64")

    def typed(texts: Iterable[str]) -> list[float]:
        return _times(lambda text: library.find(Listing(text=text), limit=FIRST), texts)

    row("the newest 64", newest)
    row("counts of all", _times(lambda _: library.counts(Listing()), range(ROUNDS)))
    row("all sources", _times(lambda _: library.sources(), range(5)))
    row("all ids, in the background", _times(lambda _: library.ids(Listing()), range(3)))
    row("search: the 40 commonest words", typed(words[:40]))
    row("search: common words", typed(chance.sample(words[40:300], ROUNDS)))
    row("search: ordinary words", typed(chance.sample(words[300:3_000], ROUNDS)))
    row("search: rare words", typed(chance.sample(words[10_000:], ROUNDS)))
    row("search: the word of one article", typed(archive.unique(chance.randrange(articles)) for _ in range(ROUNDS)))
    row(
        "search: two words",
        typed(f"{chance.choice(words[:200])} {chance.choice(words[:2_000])}" for _ in range(ROUNDS)),
    )
    for letters in (1, 2, 3, 4):
        begun = [word[:letters] for word in words[:3_000] if len(word) > letters]
        row(f"search: {letters} letter{'s' if letters > 1 else ''}", typed(chance.sample(begun, ROUNDS)))
    for what, queries in QUERIES.items():
        row(f"query: {what}", _times(lambda query: library.find(Listing(query=query), limit=64), queries * 5))
    ids = library.ids(Listing())
    row("open an article", _times(lambda id_: (library.article(id_), library.findings(id_)), chance.sample(ids, 200)))


def _times(ask: Callable[..., object], questions: Iterable[object]) -> list[float]:
    times = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


_PAINT = """
import asyncio, sys, time
start = time.perf_counter()
from pathlib import Path
from reader.app import NewsroomApp
from reader.config import Settings
from reader.desk.desk import Desk
async def main():
    with Desk.open(Path(sys.argv[1])) as desk:
        async with NewsroomApp(desk, Settings()).run_test(size=(120, 40)) as pilot:
            print((time.perf_counter() - start) * 1000)
            pilot.app.exit()
asyncio.run(main())
"""


def _paint(folder: Path) -> float:
    """Milliseconds from the start of Python to the app's painted list, without a terminal; the best of five."""
    runs = [
        subprocess.run([sys.executable, "-c", _PAINT, str(folder)], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    return min(float(run.stdout.split()[0]) for run in runs)


_MEMORY = """
import sys
from pathlib import Path
from reader.model import Listing
from reader.desk.articles import Articles
import reader.app.app
from reader.store.database import open_library
library = open_library(Path(sys.argv[1]))
shown = Articles.load(library, Listing(), limit=500)
shown.complete()
library.find(Listing(text="the"), limit=500)
library.ids(Listing(text="people"))
# getrusage has the parent's as well.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1024)
library.close()
"""


def _memory(path: Path) -> dict[str, str]:
    run = subprocess.run([sys.executable, "-c", _MEMORY, str(path)], capture_output=True, text=True, check=True)
    return {"peak memory, whole list and a search": f"{float(run.stdout):.0f} MiB"}


def _row(what: str, value: str, note: str = "") -> None:
    print(f"{what:38} {value:>18}   {note}", flush=True)
