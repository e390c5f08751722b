"""The worker's loop, in this process."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from reader.model import Document
from reader.sources.wire import feed_from_json
from reader.sources.worker import main
from tests.sources.samples import TITLES, rss


def ask(*requests: dict[str, Any] | bytes) -> list[dict[str, Any]]:
    """The replies to these requests, in order."""
    lines = [request if isinstance(request, bytes) else json.dumps(request).encode() for request in requests]
    replies = io.BytesIO()
    main(io.BytesIO(b"\n".join(lines) + b"\n"), replies)
    return [json.loads(line) for line in replies.getvalue().splitlines()]


def ask_one(**request: Any) -> dict[str, Any]:
    (reply,) = ask({"v": 1, "id": "x", **request})
    return reply


def test_a_feed(tmp_path: Path) -> None:
    (tmp_path / "body").write_bytes(rss())
    reply = ask_one(op="feed", path=str(tmp_path / "body"), url="https://quay.example/feed", headers={})
    assert (reply["id"], reply["ok"], reply["feed"]["bozo"]) == ("x", True, False)
    entry = reply["feed"]["entries"][0]
    assert {"title", "link", "id", "published", "updated", "author", "content", "language", "document"} <= entry.keys()
    assert entry["id"] == "q-0"
    assert entry["published"] == "2024-06-03T22:00:00+00:00"
    assert entry["content"] == "Story 0 has 12 berths."
    assert Document.from_json(entry["document"]).title == TITLES[0]
    assert [e.title for e in feed_from_json(reply["feed"]).entries] == TITLES


def test_the_charset_of_the_header_counts(tmp_path: Path) -> None:
    body = "<rss><channel><title>Новости</title></channel></rss>".encode("koi8-r")
    (tmp_path / "body").write_bytes(body)
    reply = ask_one(op="feed", path=str(tmp_path / "body"), headers={"Content-Type": "text/xml; charset=koi8-r"})
    assert reply["feed"]["title"] == "Новости"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text", "Ferry fares rise\n\nFares rise 8% on Monday, the board said.\n"),
        ("markdown", "# Ferry fares rise\n\nFares rise 8% on Monday, the board said.\n"),
        (
            "html",
            "<title>Ferry fares rise</title><h1>Ferry fares rise</h1><p>Fares rise 8% on Monday, the board said.</p>",
        ),
    ],
)
def test_an_article(tmp_path: Path, kind: str, content: str) -> None:
    (tmp_path / "body").write_text(content)
    reply = ask_one(op="article", path=str(tmp_path / "body"), url="https://quay.example/a", kind=kind)
    assert (reply["ok"], reply["title"]) == (True, "Ferry fares rise")
    assert reply["text"] == "Fares rise 8% on Monday, the board said."
    assert {"byline", "published", "language", "document"} <= reply.keys()


def test_a_local_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ferry fares rise\n\nFares rise 8% on Monday, the board said.\n")
    (tmp_path / "f.rss").write_bytes(rss())
    reply = ask_one(op="file", path=str(tmp_path / "a.txt"), root=str(tmp_path.parent))
    assert (reply["type"], reply["entry"]["id"]) == ("article", f"{tmp_path.name}/a.txt")
    reply = ask_one(op="file", path=str(tmp_path / "f.rss"), root=str(tmp_path))
    assert (reply["type"], reply["feed"]["entries"][0]["outlet"]) == ("feed", "Quay Courier")


def test_figures() -> None:
    text = "Ferry fares rise\n\nFares rise 8% on Monday."
    reply = ask_one(op="figures", text=text, title_end=16)
    assert reply["ok"]
    assert (reply["names"], reply["quotes"]) == ([], [])
    (figure,) = reply["figures"]
    assert text[figure["start"] : figure["end"]] == figure["text"]
    assert (figure["value"], figure["unit"]) == (8.0, "%")


def test_figures_with_a_recogniser_that_is_not_there() -> None:
    refused, plain = ask({"op": "figures", "text": "8% left.", "spacy": "/none"}, {"op": "figures", "text": "8% left."})
    assert not refused["ok"]
    assert refused["error"].startswith("spaCy cannot use the model in /none ")
    assert len(plain["figures"]) == 1


@pytest.mark.parametrize(
    "request_",
    [
        b"no json",
        b"[]",
        b"7",
        b'{"op": "feed"}',
        b'{"op": "feed", "path": 7}',
        b'{"op": "feed", "path": "/nonexistent/x"}',
        b'{"op": "feed", "path": "/dev/zero"}',
        b'{"op": "feed", "path": "/"}',
        b'{"op": "feed", "path": "a\\u0000b"}',
        b'{"op": "article", "path": "/etc/hostname", "kind": "pdf"}',
        b'{"op": "file", "path": "/dev/null"}',
        b'{"op": "figures", "text": []}',
        b'{"op": "figures", "text": "", "spacy": 7}',
        b'{"op": "figures", "text": "", "title_end": "x"}',
        b'{"op": "fetch", "url": "file:///etc/passwd", "state": 7}',
        b'{"op": ["feed"]}',
        b'{"op": "nosuch"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_not_the_end(request_: bytes) -> None:
    reply, after = ask(request_, {"op": "nosuch", "id": 2})
    sentence = reply["error"]
    assert sentence.isprintable()
    assert sentence.endswith(".")
    assert reply["ok"] is (b"fetch" in request_)
    assert (after["id"], after["ok"]) == (2, False)


def test_every_reply_is_ascii(tmp_path: Path) -> None:
    (tmp_path / "body").write_bytes(rss("<item><title>Ünï 新闻 \U0001f600</title></item>"))
    replies = io.BytesIO()
    main(io.BytesIO(json.dumps({"op": "feed", "path": str(tmp_path / "body")}).encode()), replies)
    assert replies.getvalue().isascii()
    assert json.loads(replies.getvalue())["feed"]["entries"][0]["title"] == "Ünï 新闻 \U0001f600"


def test_blank_lines_are_passed_over_and_the_end_ends_it() -> None:
    assert ask(b"", b"  ") == []
