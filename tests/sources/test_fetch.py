"""Fetching, against a transport in memory."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from reader.model import FetchState
from reader.sources.fetch import Fetcher
from reader.sources.pauses import USUAL
from tests.sources.memory import URL, fetch, reply, steady

SOME_STATE = FetchState('"v1"', "Monday")


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
    assert seen[0]["accept-encoding"] == "gzip, deflate, br"
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
        ("9" * 400, 31 * 86400 - 10, 31 * 86400, "31 days"),
        ("Wed, 01 Jan 2400 00:00:00 GMT", 31 * 86400 - 10, 31 * 86400, "31 days"),
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


@pytest.mark.parametrize("header", ["", "soon", "12 parsecs", "\u0663", "0", "-5", "Wed, 01 Jan 2020 00:00:00 GMT"])
@pytest.mark.parametrize("code", [429, 503])
async def test_a_pause_without_a_length_is_the_usual_one(code: int, header: str) -> None:
    before = datetime.now(UTC)
    fetched, _ = await fetch(lambda request: reply(code, headers=[(b"Retry-After", header.encode())]))
    assert fetched.status == "rate_limited"
    assert fetched.retry_at is not None
    assert USUAL <= fetched.retry_at - before <= USUAL + timedelta(seconds=60)
    assert "asked too often" in fetched.error


async def test_too_many_requests_need_no_header_but_a_fault_does() -> None:
    assert (await fetch(steady(429)))[0].status == "rate_limited"
    assert (await fetch(steady(503)))[0].status == "error"


@pytest.mark.parametrize("code", [200, 304])
async def test_an_answer_that_says_how_long_it_is_fresh(code: int) -> None:
    before = datetime.now(UTC)
    fetched, _ = await fetch(steady(code, b"x" if code == 200 else b"", cache_control="max-age=3600"), state=SOME_STATE)
    assert fetched.retry_at is not None
    assert timedelta(seconds=3600) <= fetched.retry_at - before <= timedelta(seconds=3660)


async def test_an_answer_that_does_not() -> None:
    assert (await fetch(steady(200, b"x")))[0].retry_at is None


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


async def test_validators_that_can_be_no_header_are_not_sent() -> None:
    seen: list[httpx.Headers] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers)
        return reply(200)

    await fetch(handler, state=FetchState("a\r\nX-Evil: 1", "\u2028"))
    assert not {"if-none-match", "if-modified-since", "x-evil"} & set(seen[0])
