"""Fetching, against a transport in memory."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from reader.model import FetchState
from reader.sources.fetch import CONCURRENCY, MAX_REDIRECTS, Fetched, Fetcher

URL = "https://quay.example/feed"
NO_STATE = FetchState()
Handler = Callable[[httpx.Request], httpx.Response]


async def fetch(handler: Handler, url: str = URL, state: FetchState = NO_STATE) -> tuple[Fetched, bytes]:
    """What came, and the body."""
    async with Fetcher(transport=httpx.MockTransport(handler)) as fetcher:
        fetched = await fetcher.fetch(url, state)
        return fetched, fetched.path.read_bytes() if fetched.path else b""


async def stream(body: bytes) -> AsyncIterator[bytes]:
    yield body


def reply(code: int, body: bytes = b"", headers: Any = None) -> httpx.Response:
    """A response as a network would give it: not read yet."""
    return httpx.Response(code, headers=headers, content=stream(body))


def steady(code: int = 200, body: bytes = b"", **headers: str) -> Handler:
    """The same answer to every request; `_` in a header's name stands for "-"."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: reply(code, body, named)


async def test_a_feed_arrives_with_what_to_send_back() -> None:
    handler = steady(
        body=b"<rss/>", etag='W/"a b"', last_modified="yesterday, says the server", content_type="text/xml"
    )
    fetched, body = await fetch(handler)
    assert (fetched.status, body, fetched.url, fetched.error) == ("new", b"<rss/>", URL, "")
    assert fetched.state == FetchState('W/"a b"', "yesterday, says the server")
    assert fetched.headers == {"content-type": "text/xml"}


async def test_the_request_is_polite() -> None:
    seen: list[httpx.Headers] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers)
        return reply(200)

    await fetch(handler)
    assert seen[0]["user-agent"].startswith("newsroom/")
    assert seen[0]["accept-encoding"] == "gzip, deflate"
    assert not {"if-none-match", "if-modified-since", "referer", "cookie"} & set(seen[0])


async def test_validators_go_back_byte_for_byte() -> None:
    state = FetchState('"caf\xe9\xff, x"', "not even a date")
    seen: list[list[tuple[bytes, bytes]]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.raw)
        return reply(304)

    fetched, _ = await fetch(handler, state=state)
    sent = {name.lower(): value for name, value in seen[0]}
    assert sent[b"if-none-match"] == b'"caf\xe9\xff, x"'
    assert sent[b"if-modified-since"] == b"not even a date"
    assert (fetched.status, fetched.state) == ("not_modified", state)


async def test_a_validator_keeps_its_bytes_on_the_way_in() -> None:
    fetched, _ = await fetch(lambda request: reply(200, headers=[(b"ETag", b'"caf\xe9"')]))
    assert fetched.state.etag == '"caf\xe9"'


async def test_a_new_validator_on_a_304_is_kept() -> None:
    fetched, _ = await fetch(steady(304, etag='"new"'), state=FetchState('"old"', "Monday"))
    assert fetched.state == FetchState('"new"', "Monday")


async def test_validators_that_a_server_drops_are_dropped() -> None:
    fetched, _ = await fetch(steady(200, b"x"), state=FetchState('"old"', "Monday"))
    assert fetched.state == FetchState()


async def test_a_304_to_an_unconditional_request_is_an_error() -> None:
    fetched, _ = await fetch(steady(304))
    assert fetched.status == "error"


@pytest.mark.parametrize("code", [400, 401, 403, 404, 418, 451, 500, 502, 204, 206])
async def test_other_answers_are_errors_that_keep_the_state(code: int) -> None:
    state = FetchState('"a"')
    fetched, _ = await fetch(steady(code), state=state)
    assert (fetched.status, fetched.state) == ("error", state)
    assert str(code) in fetched.error


async def test_gone_is_said() -> None:
    fetched, _ = await fetch(steady(410))
    assert (fetched.status, fetched.error) == ("gone", "The feed is gone for good (410 Gone).")


@pytest.mark.parametrize(
    ("header", "least", "most", "words"),
    [
        ("3600", 3590, 3610, "60 minutes"),
        ("-5", -1, 10, "0 seconds"),
        ("9" * 400, 31 * 86400 - 10, 31 * 86400, "31 days"),
        ("Wed, 01 Jan 2400 00:00:00 GMT", 31 * 86400 - 10, 31 * 86400, "31 days"),
        ("Wed, 01 Jan 2020 00:00:00 GMT", -1, 10, "0 seconds"),
    ],
)
@pytest.mark.parametrize("code", [429, 503])
async def test_a_server_that_asks_for_a_pause(code: int, header: str, least: int, most: int, words: str) -> None:
    before = datetime.now(UTC)
    fetched, _ = await fetch(steady(code, retry_after=header))
    assert fetched.status == "rate_limited"
    assert f"a pause of {words} ({code} " in fetched.error
    assert fetched.retry_at is not None
    assert timedelta(seconds=least) <= fetched.retry_at - before <= timedelta(seconds=most + 60)


@pytest.mark.parametrize("header", ["", "soon", "12 parsecs", "\u0663"])
async def test_a_pause_without_a_length(header: str) -> None:
    named = [(b"Retry-After", header.encode())]
    fetched, _ = await fetch(lambda request: reply(429, headers=named))
    assert (fetched.status, fetched.retry_at) == ("rate_limited", None)
    assert "too busy" in fetched.error


async def test_redirects_are_followed_and_the_last_address_counts() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/feed":
            return reply(301, headers={"location": "/second"})
        if request.url.host == "quay.example":
            return reply(307, headers={"location": "//pier.example/last#top"})
        return reply(200, b"here")

    fetched, body = await fetch(handler)
    assert (fetched.url, body) == ("https://pier.example/last", b"here")


async def test_a_loop_of_redirects_ends() -> None:
    count = 0

    def handler(request: httpx.Request) -> httpx.Response:
        nonlocal count
        count += 1
        return reply(302, headers={"location": str(request.url)})

    fetched, _ = await fetch(handler)
    assert fetched.error == "The server redirected more than 10 times."
    assert count == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "data:text/xml,<rss/>", "javascript:1", "ftp://quay.example/", "http://", "http://[::1"],
)
async def test_redirects_to_anything_else_are_refused(location: str) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return reply(302, headers={"location": location}) if str(request.url) == URL else reply(200, b"never")

    fetched, _ = await fetch(handler)
    assert fetched.status == "error"
    assert location not in fetched.error


@pytest.mark.parametrize(
    "url",
    [
        "",
        "quay.example",
        "file:///etc/passwd",
        "ftp://quay.example/",
        "http://",
        "http://[::1",
        "http://quay.example:99999999/",
        "http://x/" + "y" * 9000,
        "\x1b[2J",
    ],
)
async def test_addresses_that_cannot_be_fetched(url: str) -> None:
    fetched, _ = await fetch(steady(200, b"never"), url)
    assert fetched.status == "error"
    assert fetched.error.isprintable()
    assert fetched.error.endswith(".")


async def test_a_password_goes_to_its_origin_alone() -> None:
    seen: list[tuple[str, str | None]] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, request.headers.get("authorization")))
        if request.url.host == "quay.example":
            return reply(302, headers={"location": "https://pier.example/feed"})
        return reply(200, b"x")

    await fetch(handler, "https://me:secret@quay.example/feed")
    assert [host for host, _ in seen] == ["quay.example", "pier.example"]
    assert seen[0][1] is not None
    assert seen[1][1] is None


@pytest.mark.parametrize("code", [200, 404, 410, 500])
async def test_a_password_is_in_no_record(code: int) -> None:
    fetched, _ = await fetch(steady(code, b"x"), "https://me:secret@quay.example/feed?to=a@b.example")
    assert fetched.url == "https://quay.example/feed?to=a@b.example"
    assert "secret" not in fetched.error


async def test_a_password_is_not_in_the_record_of_a_failure() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(str(request.url))

    fetched, _ = await fetch(handler, "https://me:secret@quay.example/feed")
    assert "secret" not in fetched.url + fetched.error


async def test_no_cookie_is_kept() -> None:
    cookies: list[str | None] = []

    def handler(request: httpx.Request) -> httpx.Response:
        cookies.append(request.headers.get("cookie"))
        return reply(200, headers={"set-cookie": "id=1; Path=/"})

    async with Fetcher(transport=httpx.MockTransport(handler)) as fetcher:
        await fetcher.fetch(URL)
        await fetcher.fetch(URL)
    assert cookies == [None, None]


async def test_bodies_are_gone_when_the_fetcher_is() -> None:
    async with Fetcher(transport=httpx.MockTransport(steady(200, b"x"))) as fetcher:
        first, second = await fetcher.fetch(URL), await fetcher.fetch(URL)
        assert first.path is not None
        assert second.path is not None
        assert first.path != second.path
        first.discard()
        assert not first.path.exists()
        assert second.path.exists()
    assert not second.path.parent.exists()


async def test_a_fault_of_the_client_is_a_sentence() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise KeyError("\x1b]0;pwn\x07")

    fetched, _ = await fetch(handler)
    assert (fetched.status, fetched.error) == ("error", "The feed could not be fetched (KeyError).")


async def test_no_more_than_sixteen_at_a_time() -> None:
    inside = most = 0
    full = asyncio.Event()

    async def handler(request: httpx.Request) -> httpx.Response:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        if inside == CONCURRENCY:
            full.set()
        await full.wait()
        await asyncio.sleep(0)
        inside -= 1
        return reply(200)

    async with Fetcher(transport=httpx.MockTransport(handler)) as fetcher:
        done = await asyncio.gather(*(fetcher.fetch(URL) for _ in range(3 * CONCURRENCY)))
    assert {fetched.status for fetched in done} == {"new"}
    assert most == CONCURRENCY == 16
