"""Public feed corpora, whole and damaged: nothing is raised but FeedError, and nothing dirty comes out."""

import random
import re
from pathlib import Path

import pytest

from reader.model import ParsedFeed
from reader.sources.errors import FeedError
from reader.sources.feeds import parse_feed

FEEDS = Path(__file__).parents[3] / "shared" / "eval" / "feeds"
FILES = sorted(p for p in FEEDS.rglob("*.*") if p.suffix in (".xml", ".json") and not p.stem.endswith("_expected"))
DIRTY = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
TAGS = [b"<item>", b"</item>", b"<entry>", b"<![CDATA[", b"]]>", b"<!DOCTYPE", b"<image>", b"<height>x</height>"]
POISON = [
    b"&#27;]0;x&#7;",
    b"\x1b[31m",
    b"\xc2\x9b31m",
    b"\xe2\x80\xae",
    b"&#x202e;",
    b"&#xD800;",
    b"\0",
    b"\xff\xfe",
    b"http://[",
]

pytestmark = pytest.mark.skipif(not FILES, reason="the feed corpora are not at ../shared/eval/feeds")


def check(feed: ParsedFeed) -> None:
    lines = [feed.title, feed.link, feed.repaired]
    texts = []
    for entry in feed.entries:
        assert entry.title
        assert entry.document.title == entry.title
        lines += [entry.title, entry.link, entry.guid, entry.byline, entry.language]
        texts += [entry.document.text, *(f.text for f in entry.document.folded)]
    assert not [line for line in lines if DIRTY.search(line) or "\n" in line]
    assert not [text for text in texts if DIRTY.search(text)]


def test_every_file_is_read_or_refused() -> None:
    read = 0
    for path in FILES:
        try:
            check(parse_feed(path.read_bytes(), url="https://quay.example/feed"))
        except FeedError as error:
            assert str(error).endswith(".")
        else:
            read += 1
    assert read / len(FILES) > 0.97


def test_damaged_files_raise_nothing_else() -> None:
    chance = random.Random(20240604)
    bodies = [path.read_bytes() for path in FILES]
    types = ["", "text/xml", "text/xml; charset=koi8-r", "application/xml; charset=utf-16"]
    for _ in range(1500):
        body = bytearray(chance.choice(bodies))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(body) + 1)
            if chance.random() < 0.5:
                body[at:at] = chance.choice(TAGS + POISON)
            else:
                del body[at : at + chance.randint(1, 40)]
        try:
            check(parse_feed(bytes(body), url="https://quay.example/", headers={"content-type": chance.choice(types)}))
        except FeedError as error:
            assert str(error).endswith(".")
