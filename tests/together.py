"""Several newsrooms on one library: `python -m tests.together --seconds 60`, two that write and three that read.

Each is a process of its own. None may be told that the library is locked, and in the end all sums agree.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from reader.model import Listing, SourceKind
from reader.store.database import Library, open_library
from reader.store.protocol import StorageError
from tests.store.stories import NOON, stories

ROOT = Path(__file__).parents[1]
WRITERS, READERS = ("east", "west"), ("list", "search", "open")


def write(library: Library, name: str, until: float) -> int:
    """Store articles and read every second one, until the time is up; how many articles."""
    source = library.add_source(f"https://{name}.example/feed", SourceKind.FEED, title=name)
    stored = 0
    while time.monotonic() < until:
        batch = [replace(each, guid=f"{name} {each.guid}") for each in stories(20, start=stored)]
        stored += library.save(source.id, batch, when=NOON).new
        newest = library.ids(Listing(sources=(source.id,)))
        library.set_read(newest[::2], True, when=NOON)
    return stored


def read(library: Library, what: str, until: float) -> int:
    """Ask for lists, searches or articles until the time is up; how often. What is read must fit together."""
    asked = 0
    while time.monotonic() < until:
        asked += 1
        if what == "list":
            ids = library.ids(Listing())
            assert len(library.rows(ids[:64])) == min(64, len(ids))
        elif what == "search":
            found = library.find(Listing(query="story is:unread"), limit=64)
            assert found.unread <= found.total
        else:
            for article_id in library.ids(Listing(), limit=5):
                assert library.article(article_id).row.id == article_id
    return asked


def play(path: Path, role: str, seconds: float) -> None:
    """Be one of the newsrooms; print what became of it as JSON."""
    until = time.monotonic() + seconds
    try:
        with closing(open_library(path)) as library:
            done = write(library, role, until) if role in WRITERS else read(library, role, until)
        print(json.dumps({"role": role, "done": done, "error": ""}))
    except StorageError as error:
        print(json.dumps({"role": role, "done": 0, "error": str(error)}))


def together(path: Path, seconds: float) -> list[str]:
    """Run all of them at once on a new library; the sentences about what went wrong."""
    open_library(path).close()
    start: Callable[[str], subprocess.Popen[str]] = lambda role: subprocess.Popen(  # noqa: E731
        [sys.executable, "-m", "tests.together", "--seconds", str(seconds), "--play", role, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    running = [start(role) for role in (*WRITERS, *READERS)]
    ended = [json.loads(process.communicate(timeout=seconds + 60)[0]) for process in running]
    wrong = [f"{each['role']}: {each['error']}" for each in ended if each["error"]]
    wrong += [f"{each['role']}: it did nothing" for each in ended if not each["done"] and not each["error"]]
    written = {each["role"]: each["done"] for each in ended}
    with closing(open_library(path)) as library:
        for source in library.sources():
            unread = sum(1 for row in library.rows(library.ids(Listing(sources=(source.id,)))) if not row.read)
            sums = (source.articles, source.unread, len(library.ids(Listing(sources=(source.id,)))))
            if sums != (written[source.title], unread, written[source.title]):
                wrong.append(f"{source.title}: counted {sums}, written {written[source.title]}, unread {unread}")
        total = sum(written[role] for role in WRITERS)
        if library.counts(Listing(query="story"))[1] != total:
            wrong.append(f"the search finds {library.counts(Listing(query='story'))[1]} of {total}")
    print(", ".join(f"{role} {written[role]:,}" for role in (*WRITERS, *READERS)))
    return wrong


def main(arguments: Sequence[str] | None = None) -> None:
    """Run it, or be one of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.together")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--play", choices=(*WRITERS, *READERS), help=argparse.SUPPRESS)
    parser.add_argument("path", nargs="?", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.play:
        play(options.path, options.play, options.seconds)
        return
    with tempfile.TemporaryDirectory() as folder:
        wrong = together(Path(folder) / "library.db", options.seconds)
    sys.exit("\n".join(wrong) if wrong else None)


if __name__ == "__main__":
    main()
