"""Feeds damaged at random, through the real worker: `python -m tests.fuzz --seconds 300`.

Every answer has to come in time, keep to the contract and be clean. What fails is kept in a folder to be looked at; the
same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.sources import samples
from tests.sources.asking import SilentError, Worker, check
from tests.sources.hostile import files

CORPORA = Path(__file__).parents[2] / "shared" / "eval" / "feeds"
_LARGEST = 60_000  # bytes of a file that is worth damaging
_TAG = re.compile(rb"<[^<>]{1,300}>")
_ELEMENT = re.compile(rb"<([\w:.-]+)[^<>]*>[^<]{0,2000}</\1>")
_ENTITIES = [
    b"&nbsp;",
    b"&#0;",
    b"&#27;]0;x&#7;",
    b"&#x9b;31m",
    b"&#xD800;",
    b"&#x202e;",
    b"&#9999999999;",
    b"&lol;",
    b"&",
    b"&#x",
    b"&amp;amp;lt;b&amp;gt;",
]
_CHARACTERS = [
    "\0", "\x1b[31m", "\x1b]52;c;eA==\x07", "\x9b31m", "\x9d0;x\x9c", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028",
    "\x85", "\x7f", "\b", "\U000e0041", "e" + "\u0301" * 50, "\ufffe", "[@click=app.quit]x[/]", "</title>", "]]>",
]  # fmt: skip
_PIECES = [
    b"<item>", b"</item>", b"<entry>", b"</entry>", b"<channel>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?x", b"?>",
    b"<!DOCTYPE x [<!ENTITY lol 'x'>]>", b"<image>", b"<height>x</height>", b"<author>", b"</author>", b"<source>",
    b"<link href='http://['/>", b"<guid isPermaLink='true'>http://[", b"<media:content url='//x'/>", b"<cc:license/>",
    b"<georss:box>1 2</georss:box>", b"<psc:chapter start='x'/>", b"<title type='xhtml'><div>", b"<content type='x/y'>",
    b"<itunes:owner>", b"<textInput>", b"<enclosure length='x'/>", b" xmlns='urn:x'", b" xml:base='http://['", b"\"",
    b"{", b"[", b"null", b"\\u001b]0;x\\u0007", b"\\ud800", b"1e999", b"<svg>", b"<table><td colspan=9999999>",
]  # fmt: skip
_ENCODINGS = ["utf-16", "utf-16-le", "utf-32", "cp1252", "koi8-r", "utf-8-sig", "cp037", "gb18030"]
_TYPES = [
    "",
    "",
    "text/xml",
    "text/xml; charset=koi8-r",
    "application/xml; charset=utf-16",
    "text/html; charset=utf-7",
    "application/feed+json",
]

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def _flip_bits(chance: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _truncate(chance: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    at = chance.randrange(1, len(body) + 1)
    return body[:at] if chance.random() < 0.7 else body[at - 1 :]


def _splice(chance: random.Random, body: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return body[: chance.randrange(len(body) + 1)] + other[chance.randrange(len(other) + 1) :]


def _repeat_tag(chance: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    found = [*(_TAG if chance.random() < 0.5 else _ELEMENT).finditer(body)]
    if not found:
        return body + body
    match = chance.choice(found)
    return body[: match.end()] + match[0] * chance.choice([1, 1, 2, 30, 400]) + body[match.end() :]


def _remove_tag(chance: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    found = [*(_TAG if chance.random() < 0.7 else _ELEMENT).finditer(body)]
    if not found:
        return body[1:]
    match = chance.choice(found)
    return body[: match.start()] + body[match.end() :]


def _insert(pieces: Sequence[bytes]) -> Mutation:
    def insert(chance: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(body) + 1)
            body = body[:at] + chance.choice(pieces) + body[at:]
        return body

    return insert


def _change_encoding(chance: random.Random, body: bytes, _: Sequence[bytes]) -> bytes:
    if chance.random() < 0.5:
        name = chance.choice(["utf-7", "zlib_codec", "utf-16", "koi8-r", "iso-8859-1", "idna", "x"]).encode()
        return b"<?xml version='1.0' encoding='" + name + b"'?>" + body
    return body.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


MUTATIONS: tuple[Mutation, ...] = (
    _flip_bits,
    _truncate,
    _splice,
    _repeat_tag,
    _remove_tag,
    _insert(_ENTITIES),
    _insert(_PIECES),
    _insert([character.encode("utf-8", "surrogatepass") for character in _CHARACTERS]),
    _change_encoding,
)


@dataclass(frozen=True)
class Failure:
    """An input that was not answered as it has to be, and why."""

    body: bytes
    reason: str


def feeds() -> list[bytes]:
    """What is damaged: the public corpora where they are at hand, and always the tests' own feeds."""
    found = [path for path in sorted(CORPORA.rglob("*.*")) if path.suffix in (".xml", ".json")]
    bodies = [path.read_bytes() for path in found if 0 < path.stat().st_size <= _LARGEST]
    own = [samples.rss(), samples.atom(), samples.rdf(), samples.json_feed()]
    own += [body for name, build in files().items() if name.startswith("payload") and (body := build())]
    return bodies + own


def inputs(seed: int) -> Iterator[tuple[bytes, str]]:
    """Damaged feeds without end, each with the content type that it is sent under."""
    chance = random.Random(seed)
    bodies = feeds()
    while True:
        body = chance.choice(bodies)
        for _ in range(chance.choice([1, 1, 2, 3, 5])):
            body = chance.choice(MUTATIONS)(chance, body, bodies) or b" "
        yield body, chance.choice(_TYPES)


def fuzz(seed: int, rounds: Iterator[object], folder: Path) -> tuple[int, list[Failure]]:
    """The number of inputs tried, one for each of `rounds`, and those that failed."""
    failures: list[Failure] = []
    tried = 0
    worker = Worker(folder)
    try:
        for _, (body, content_type) in zip(rounds, inputs(seed), strict=False):
            tried += 1
            try:
                check(worker.ask(body, content_type=content_type))
            except SilentError as error:
                failures.append(Failure(body, str(error)))
                worker.end()
                worker = Worker(folder)
            except (AssertionError, KeyError, TypeError, ValueError) as error:
                failures.append(Failure(body, f"{type(error).__name__}: {error}"))
    finally:
        worker.end()
    return tried, failures


def _until(end: float) -> Iterator[int]:
    for n in count():
        if time.monotonic() >= end:
            return
        yield n


def main() -> int:
    """The command; returns its exit status: 1 when an input failed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Damage feeds and have the worker read them."
    )
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=None, help="default: a new one, which is printed")
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(2**32)
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    tried, failures = fuzz(seed, _until(time.monotonic() + arguments.seconds), folder)
    print(f"seed {seed}: {tried:,} damaged feeds, {len(failures)} failures")
    for n, failure in enumerate(failures):
        path = folder / f"failure-{n}"
        path.write_bytes(failure.body)
        print(f"{path}: {failure.reason[:300]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
