"""The worker's operation `fetch`, by the real process against a real server."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from reader.sources.parser import ParserProcess
from tests.sources.samples import TITLES, rss
from tests.sources.server import Server, answer, serving

pytestmark = pytest.mark.slow
FIELDS = {"id", "ok", "status", "url", "entries", "title", "retry_at", "error", "state"}


class Asking:
    """A server, and a worker that is told to fetch from it."""

    def __init__(self, server: Server, worker: ParserProcess) -> None:
        self.server, self.worker = server, worker

    async def fetch(self, path: str, state: Any = None, *, login: str = "") -> dict[str, Any]:
        url = self.server.url(path).replace("//", f"//{login}")
        reply = await self.worker.ask("fetch", url=url, state=state)
        assert reply.keys() == FIELDS
        json.dumps(reply["state"])
        return reply

    @property
    def asked(self) -> list[str]:
        return [path for path, _ in self.server.requests]


@pytest_asyncio.fixture
async def asking() -> AsyncIterator[Asking]:
    # A worker that fetches starts another one that parses, so it needs more time than one that parses.
    async with serving() as server, ParserProcess(seconds=30, megabytes=2048) as worker:
        yield Asking(server, worker)


async def test_a_feed_and_then_nothing_new(asking: Asking) -> None:
    asking.server.answers["/feed"] = answer(rss(), 'ETag: "v1"', "Cache-Control: max-age=600")
    before = datetime.now(UTC)
    first = await asking.fetch("/feed", login="me:secret@")
    assert (first["status"], first["title"], first["error"]) == ("new", "Quay Courier", None)
    assert (first["url"], [entry["title"] for entry in first["entries"]]) == (asking.server.url("/feed"), TITLES)
    retry_at = datetime.fromisoformat(first["retry_at"])
    assert timedelta(seconds=600) <= retry_at - before <= timedelta(seconds=660)
    assert "secret" not in json.dumps(first)
    asking.server.answers["/feed"] = answer(status="304 Not Modified")
    second = await asking.fetch("/feed", first["state"])
    assert (second["status"], second["entries"], second["state"]) == ("not_modified", [], first["state"])
    assert asking.server.requests[1][1]["if-none-match"] == '"v1"'


async def test_a_move_comes_back_with_the_state(asking: Asking) -> None:
    asking.server.answers["/old"] = answer(b"", "Location: /new", status="301 Moved Permanently")
    asking.server.answers["/new"] = answer(b"<html>Sign in</html>")
    first = await asking.fetch("/old")
    assert (first["status"], first["error"]) == ("error", "This is a web page, not a feed.")
    asking.server.answers["/new"] = answer(rss())
    second = await asking.fetch("/old", first["state"])
    third = await asking.fetch("/old", second["state"])
    assert (second["status"], third["status"], third["url"]) == ("new", "new", asking.server.url("/new"))
    assert asking.asked == ["/old", "/new", "/old", "/new", "/new"]


@pytest.mark.parametrize(
    ("response", "status", "has_retry_at"),
    [
        (answer(status="410 Gone"), "gone", False),
        (answer(status="404 Not Found"), "error", False),
        (answer(b"", "Retry-After: 60", status="429 Slow Down"), "rate_limited", True),
        (answer(b""), "error", False),
    ],
    ids=["410", "404", "429", "empty"],
)
async def test_an_answer_without_a_feed(asking: Asking, response: bytes, status: str, has_retry_at: bool) -> None:
    asking.server.answers["/feed"] = response
    state = {"etag": '"v1"', "last_modified": "", "moved_to": ""}
    reply = await asking.fetch("/feed", state)
    assert (reply["status"], reply["entries"], reply["title"], reply["state"]) == (status, [], None, state)
    assert (reply["retry_at"] is not None) is has_retry_at
    assert reply["error"].endswith(".")
