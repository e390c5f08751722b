"""Where redirects lead, and which of them are remembered."""

import socket
from typing import Any

import httpx
import pytest

from reader.model import FetchState
from reader.sources.errors import FeedError
from reader.sources.fetched import Fetched
from reader.sources.moves import fetch_feed
from reader.sources.redirects import MAX_REDIRECTS
from tests.sources.memory import NO_STATE, URL, Handler, Site, fetch, opening, reply

A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"
FEED = b"<rss/>"


async def parse(fetched: Fetched) -> str:
    assert fetched.path is not None
    body = fetched.path.read_bytes()
    if body != FEED:
        raise FeedError("This is a web page, not a feed.")
    return "the feed"


async def read(handler: Handler, state: FetchState = NO_STATE, url: str = A) -> tuple[Fetched, str | None]:
    """As a refresh does it: fetched, and parsed."""
    async with opening(handler) as fetcher:
        return await fetch_feed(fetcher, url, state, parse)


async def test_redirects_are_followed_and_the_last_address_counts() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/feed":
            return reply(301, headers={"location": " /second "})
        if request.url.host == "quay.example":
            return reply(307, headers=[("location", "//pier.example/last#top"), ("location", "/other")])
        return reply(200, b"here")

    fetched, body = await fetch(handler)
    assert (fetched.url, body) == ("https://pier.example/last", b"here")


async def test_a_loop_of_redirects_is_left_when_it_closes() -> None:
    site = Site({A: (302, B), B: (302, A)})
    fetched, _ = await fetch(site, A)
    assert fetched.error == "The server redirects in a circle."
    assert site.addresses == [A, B]


async def test_redirects_without_end_end() -> None:
    count = 0

    def handler(request: httpx.Request) -> httpx.Response:
        nonlocal count
        count += 1
        return reply(302, headers={"location": f"/{count}"})

    fetched, _ = await fetch(handler)
    assert fetched.error == "The server redirected more than 10 times."
    assert count == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "data:text/xml,<rss/>",
        "javascript:1",
        "ftp://quay.example/",
        "http://",
        "http://[::1",
        "http://quay.example:99999999/",
        "/\x1b]0;x\x07",
        "/" + "y" * 9000,
    ],
)
async def test_redirects_to_anything_else_are_refused(location: str) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return reply(302, headers={"location": location}) if str(request.url) == URL else reply(200, b"never")

    fetched, _ = await fetch(handler)
    assert (fetched.status, fetched.url) == ("error", URL)
    assert fetched.error.startswith("The server redirected to ")
    assert location not in fetched.error
    assert fetched.error.isprintable()


async def test_a_redirect_to_nowhere_is_an_error() -> None:
    fetched, _ = await fetch(Site({A: 301}), A)
    assert fetched.error == "The server answered 301 Moved Permanently."


@pytest.mark.parametrize("code", [301, 308])
async def test_a_permanent_move_is_remembered_once_there_is_a_feed(code: int) -> None:
    site = Site({A: (code, B + "#top"), B: FEED})
    fetched, feed = await read(site)
    assert (feed, fetched.state.moved_to) == ("the feed", B)
    await read(site, fetched.state)
    assert site.addresses == [A, B, B]


async def test_a_move_in_steps_is_one_move() -> None:
    fetched, _ = await read(Site({A: (301, B), B: (308, C), C: FEED}))
    assert fetched.state.moved_to == C


async def test_a_feed_that_moved_may_move_again() -> None:
    fetched, _ = await read(Site({B: (301, C), C: FEED}), FetchState(moved_to=B))
    assert fetched.state.moved_to == C


@pytest.mark.parametrize(("first", "second"), [(301, 302), (308, 303), (301, 307), (302, 301), (307, 308), (302, 302)])
async def test_a_move_with_a_temporary_step_is_not_remembered(first: int, second: int) -> None:
    fetched, feed = await read(Site({A: (first, B), B: (second, C), C: FEED}))
    assert (feed, fetched.url, fetched.state.moved_to) == ("the feed", C, "")


@pytest.mark.parametrize("code", [302, 303, 307])
async def test_a_temporary_redirect_is_not_remembered_and_forgets_nothing(code: int) -> None:
    assert (await read(Site({A: (code, B), B: FEED})))[0].state.moved_to == ""
    assert (await read(Site({B: (code, C), C: FEED}), FetchState(moved_to=B)))[0].state.moved_to == B


async def test_a_move_away_from_https_is_followed_and_not_remembered() -> None:
    fetched, feed = await read(Site({A: (301, "http://a.example/"), "http://a.example/": FEED}))
    assert (feed, fetched.state.moved_to) == ("the feed", "")


@pytest.mark.parametrize("there", [b"<html>", b"", 404, 410, 500])
async def test_a_move_to_what_is_no_feed_is_not_remembered(there: bytes | int) -> None:
    state = FetchState('"v1"')
    fetched, feed = await read(Site({A: (301, B), B: there}), state)
    assert feed is None
    assert fetched.status == ("gone" if there == 410 else "error")
    assert fetched.state == state


async def test_a_move_to_what_is_not_modified_is_not_remembered() -> None:
    fetched, _ = await read(Site({A: (301, B), B: 304}), FetchState('"v1"'))
    assert (fetched.status, fetched.state) == ("not_modified", FetchState('"v1"'))


async def test_a_moved_feed_keeps_its_move_when_nothing_is_new() -> None:
    state = FetchState('"v1"', moved_to=B)
    assert (await read(Site({B: 304}), state))[0].state == state


@pytest.mark.parametrize("there", [404, 410, b"<html>parked</html>"])
async def test_a_move_that_leads_nowhere_is_undone(there: int | bytes) -> None:
    site = Site({A: FEED, B: there})
    fetched, feed = await read(site, FetchState('"of B"', "Monday", B))
    assert (feed, fetched.status, fetched.url, fetched.state) == ("the feed", "new", A, NO_STATE)
    assert site.addresses == [B, A]
    assert "if-none-match" in site.asked[0].headers
    assert "if-none-match" not in site.asked[1].headers


async def test_a_move_to_a_host_that_is_no_more_is_undone() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if str(request.url) == B:
            raise httpx.ConnectError("x") from socket.gaierror(socket.EAI_NONAME, "no such name")
        return reply(200, FEED)

    fetched, feed = await read(handler, FetchState(moved_to=B))
    assert (feed, fetched.url) == ("the feed", A)


async def test_a_move_can_be_to_another_place_now() -> None:
    fetched, feed = await read(Site({A: (301, C), C: FEED}), FetchState(moved_to=B))
    assert (feed, fetched.state.moved_to) == ("the feed", C)


@pytest.mark.parametrize("there", [500, 503, 429])
async def test_a_move_that_fails_for_the_moment_stays(there: int) -> None:
    site = Site({A: FEED, B: there})
    state = FetchState('"v1"', moved_to=B)
    fetched, _ = await read(site, state)
    assert (fetched.state, site.addresses) == (state, [B])


async def test_when_both_addresses_fail_nothing_is_forgotten() -> None:
    state = FetchState('"v1"', moved_to=B)
    site = Site({A: 500, B: 404})
    fetched, _ = await read(site, state)
    assert (fetched.status, fetched.url, fetched.state) == ("error", B, state)
    assert site.addresses == [B, A]


async def test_a_remembered_address_that_is_none_is_passed_over() -> None:
    fetched, feed = await read(Site({A: FEED}), FetchState(moved_to="file:///etc/passwd"))
    assert (feed, fetched.state) == ("the feed", NO_STATE)


async def test_bodies_that_are_no_feed_are_deleted() -> None:
    paths: list[Any] = []

    async def refuse(fetched: Fetched) -> str:
        paths.append(fetched.path)
        raise FeedError("No.")

    async with opening(Site({A: FEED, B: FEED})) as fetcher:
        await fetch_feed(fetcher, A, FetchState(moved_to=B), refuse)
        assert len(paths) == 2
        assert not any(path.exists() for path in paths)
