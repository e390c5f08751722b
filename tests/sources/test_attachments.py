import pytest

from reader.model import Document
from reader.model.document import Attachment
from reader.sources.feeds import parse_feed
from tests.sources.samples import atom, json_feed, rss

URL = "https://quay.example/feed"
MEDIA = " xmlns:media='http://search.yahoo.com/mrss/'"


def attached(body: bytes) -> list[tuple[str, str, int | None]]:
    (entry,) = parse_feed(body, url=URL).entries
    assert Document.from_json(entry.document.to_json()) == entry.document
    return [(a.url, a.type, a.size) for a in entry.document.attachments]


def item(inside: str) -> bytes:
    return rss(f"<item{MEDIA}><title>T</title>{inside}</item>")


def test_enclosures_of_every_format() -> None:
    expected = [("https://quay.example/7.mp3", "audio/mpeg", 1337)]
    assert attached(item("<enclosure url='https://quay.example/7.mp3' type='audio/mpeg' length='1337'/>")) == expected
    link = "<link rel='enclosure' href='https://quay.example/7.mp3' type='audio/mpeg' length='1337'/>"
    assert attached(atom(f"<entry><title>T</title>{link}</entry>")) == expected
    file = {"url": "https://quay.example/7.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1337}
    assert attached(json_feed({"title": "T", "attachments": [file]})) == expected
    media = "<media:content url='https://quay.example/7.mp3' type='audio/mpeg' fileSize='1337'/>"
    assert attached(item(f"<media:group>{media}</media:group>")) == expected
    assert parse_feed(item(media)).entries[0].document.attachments == (Attachment(*expected[0]),)


def test_each_file_once_with_all_that_is_known_of_it() -> None:
    both = "<enclosure url='/7.mp3' length='0'/><media:content url='/7.mp3' type='audio/mpeg' fileSize='9'/>"
    assert attached(item(both)) == [("https://quay.example/7.mp3", "audio/mpeg", 9)]


@pytest.mark.parametrize(
    ("attributes", "is_file"),
    [
        ("medium='video'", True),
        ("type='video/mp4'", True),
        ("type='application/pdf'", True),
        ("medium='image'", False),
        ("type='image/jpeg'", False),
        ("", False),
        ("medium='image' type='video/mp4'", False),
    ],
)
def test_pictures_beside_the_text_are_no_attachments(attributes: str, is_file: bool) -> None:
    assert bool(attached(item(f"<media:content url='/x' {attributes}/>"))) is is_file
    assert attached(item("<media:content url='/x.mp4?a=1'/>")) != []
    assert attached(item("<media:thumbnail url='/x.jpg'/>")) == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.example/a", "", "data:,x", "http://["]
)
def test_only_addresses_on_the_web(url: str) -> None:
    assert attached(item(f"<enclosure url='{url}' type='audio/mpeg'/>")) == []
    assert attached(json_feed({"title": "T", "attachments": [{"url": url}]})) == []


def test_no_more_than_twenty() -> None:
    found = attached(item("".join(f"<enclosure url='/{n}.mp3'/>" for n in range(60))))
    assert [url for url, _, _ in found] == [f"https://quay.example/{n}.mp3" for n in range(20)]


@pytest.mark.parametrize("wrong", ["", "x", "-1", "1e9", "9" * 40, "&#27;[31m", "&#x202e;9", "0"])
def test_types_and_sizes_that_are_none(wrong: str) -> None:
    assert attached(item(f"<enclosure url='/a' type='{wrong}' length='{wrong}'/>")) == [
        ("https://quay.example/a", "", None)
    ]


@pytest.mark.parametrize("wrong", [None, True, -1, 1.5, [], {}, "many", 2**70])
def test_sizes_in_json_that_are_none(wrong: object) -> None:
    file = {"url": "/a", "mime_type": wrong, "size_in_bytes": wrong}
    assert attached(json_feed({"title": "T", "attachments": [file, wrong]})) == [("https://quay.example/a", "", None)]


def test_sizes_in_json_that_are_text_or_whole_numbers() -> None:
    files = [{"url": f"/{n}", "size_in_bytes": size} for n, size in enumerate(["7", 7.0, 7])]
    assert [size for _, _, size in attached(json_feed({"title": "T", "attachments": files}))] == [7, 7, 7]
