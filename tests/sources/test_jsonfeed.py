import json
from datetime import UTC, datetime
from typing import Any

import pytest

from reader.model import Entry
from reader.sources.errors import FeedError
from reader.sources.jsonfeed import parse_json_feed
from tests.sources.samples import json_feed

URL = "https://quay.example/feed.json"


def only(**item: Any) -> Entry:
    (entry,) = parse_json_feed(json_feed(item).decode(), url=URL).entries
    return entry


def story(entry: Entry) -> str:
    return entry.document.text[entry.document.body_start :]


def test_all_fields() -> None:
    entry = only(
        id=42,
        url="/2024/a",
        title="Ferry & fares",
        content_html="<p>One.</p><p>Two.</p>",
        content_text="not this",
        summary="nor this",
        date_published="2024-06-04T12:00:00Z",
        date_modified="2024-06-05T12:00:00Z",
        authors=[{"name": "Ann Lee"}, {"name": "Bo Ek"}],
        language="en-GB",
    )
    assert (entry.title, entry.guid, entry.link) == ("Ferry & fares", "42", "https://quay.example/2024/a")
    assert (entry.byline, entry.language) == ("Ann Lee, Bo Ek", "en-GB")
    assert entry.published == datetime(2024, 6, 4, 12, tzinfo=UTC)
    assert entry.updated == datetime(2024, 6, 5, 12, tzinfo=UTC)
    assert story(entry) == "One.\n\nTwo."


def test_text_is_text() -> None:
    entry = only(content_text="Use <b>, they said.\n\nTwo.")
    assert story(entry) == "Use <b>, they said.\n\nTwo."
    assert entry.title == "Use <b>, they said."


def test_a_summary_where_there_is_no_content() -> None:
    assert story(only(id="1", summary="In short.")) == "In short."


def test_the_author_of_version_1_0_and_of_the_feed() -> None:
    assert only(title="T", author={"name": "Ann"}).byline == "Ann"
    assert only(title="T", author="Ann").byline == "Ann"
    feed = {"items": [{"title": "T"}], "authors": [{"name": "The Desk"}]}
    assert parse_json_feed(json.dumps(feed)).entries[0].byline == "The Desk"


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ({"external_url": "https://pier.example/"}, "https://pier.example/"),
        ({"id": "https://quay.example/7"}, "https://quay.example/7"),
        ({"attachments": [{"url": "https://quay.example/7.mp3"}]}, "https://quay.example/7.mp3"),
        ({"url": "javascript:alert(1)"}, "https://quay.example/"),
        ({}, "https://quay.example/"),
    ],
)
def test_a_missing_link_is_the_next_best(item: dict[str, Any], link: str) -> None:
    assert only(title="T", **item).link == link


@pytest.mark.parametrize(
    "bad", [None, 7, "text", [], {}, [[]], {"id": "lonely"}, {"title": ["no"], "content_html": {}}]
)
def test_an_item_that_cannot_be_read_costs_no_other(bad: object) -> None:
    feed = parse_json_feed(json_feed({"title": "First"}, bad, {"title": "Last"}).decode())
    assert [e.title for e in feed.entries] == ["First", "Last"]
    assert feed.repaired == "Of its items, 1 could not be read."


@pytest.mark.parametrize("wrong", [None, True, 7, 1.5, [], {}, [7], {"name": []}, "\x1b]0;x\x07"])
def test_fields_of_a_wrong_type_are_passed_over(wrong: object) -> None:
    names = ["id", "url", "external_url", "content_text", "summary", "date_published", "date_modified", "language"]
    item = dict.fromkeys([*names, "authors", "author", "attachments"], wrong)
    entry = only(title="Still here", content_html="<p>Text.</p>", **item)
    assert (entry.title, story(entry)) == ("Still here", "Text.")
    assert entry.published is None


def test_control_characters_raw_and_escaped() -> None:
    text = '{"items": [{"title": "a\\u001b]0;x\\u0007b\x1b[31mc\ud800", "content_text": "x\\u0000\\ud800y"}]}'
    (entry,) = parse_json_feed(text).entries
    assert entry.title == "abc\ufffd"
    entry.document.text.encode("utf-8")


def test_numbers_that_python_would_refuse() -> None:
    text = '{"items": [{"id": ' + "7" * 10_000 + ', "title": "T", "x": NaN, "y": -Infinity, "z": 1e999}]}'
    (entry,) = parse_json_feed(text).entries
    assert entry.title == "T"


@pytest.mark.parametrize(
    "text", ["{", "{}", "[]", '{"items": 7}', '{"items": {}}', "[" * 100_000, '{"a":' * 100_000, "{'items': []}"]
)
def test_what_is_no_json_feed(text: str) -> None:
    with pytest.raises(FeedError, match=r"JSON"):
        parse_json_feed(text)


def test_no_more_than_two_thousand_items() -> None:
    feed = parse_json_feed(json_feed(*({"title": str(n)} for n in range(2100))).decode())
    assert len(feed.entries) == 2000
    assert "2,100" in feed.repaired
