"""What is a person's own stays with the origin that it is for."""

import asyncio
import logging
from base64 import b64decode
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from reader.model import Access
from reader.sources.fetch import Fetcher
from tests.sources.memory import URL, Site, fetch, opening, reply, steady
from tests.sources.server import Names, Server, answer, serving

LOGIN = "https://me:s%40crët@quay.example/feed"
HOME = "https://quay.example/"
ELSEWHERE = ["https://pier.example/", "http://quay.example/", "https://quay.example:8443/"]


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as running:
        yield running


def basic(request: httpx.Request) -> str:
    return b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()


async def test_a_password_of_the_address_is_sent() -> None:
    site = Site({URL: b"x"})
    await fetch(site, LOGIN)
    assert basic(site.asked[0]) == "me:s@crët"


async def test_a_password_that_was_set_goes_before_that_of_the_address() -> None:
    site = Site({URL: b"x"})
    await fetch(site, LOGIN, access=Access(user="you", password="other:one"))
    assert basic(site.asked[0]) == "you:other:one"


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
async def test_secrets_go_to_their_origin_alone(elsewhere: str) -> None:
    access = Access((("X-Key", "k1"), ("Cookie", "session=2"), ("User-Agent", "mine")), "me", "secret")
    site = Site({URL: (302, HOME), HOME: (302, elsewhere), elsewhere: (302, HOME + "end"), HOME + "end": b"x"})
    fetched, _ = await fetch(site, access=access)
    assert fetched.status == "new"
    for request in site.asked:
        at_home = str(request.url) != elsewhere
        sent = request.headers
        assert ("authorization" in sent, "x-key" in sent, "cookie" in sent) == (at_home,) * 3
        assert (sent["user-agent"] == "mine") is at_home


async def test_secrets_stay_home_when_a_feed_has_moved() -> None:
    site = Site({URL: (301, "https://pier.example/"), "https://pier.example/": b"x"})
    access = Access(user="me", password="secret")
    fetched, _ = await fetch(site, access=access)
    await fetch(site, state=fetched.state, access=access)
    assert ["authorization" in request.headers for request in site.asked] == [True, False, False]


async def test_a_login_that_a_redirect_brings_is_dropped() -> None:
    site = Site({URL: (301, "https://evil:pw@pier.example/"), "https://pier.example/": b"x"})
    fetched, _ = await fetch(site)
    assert (fetched.url, fetched.state.moved_to) == ("https://pier.example/",) * 2
    assert "authorization" not in site.asked[1].headers


async def test_a_circle_is_seen_with_a_login_too() -> None:
    site = Site({URL: (302, URL)})
    assert (await fetch(site, LOGIN))[0].error == "The server redirects in a circle."
    assert len(site.asked) == 1


@pytest.mark.parametrize("code", [200, 401, 404, 410, 429, 500])
async def test_a_password_is_in_no_record(code: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    fetched, _ = await fetch(steady(code, b"x"), "https://me:secret@quay.example/feed?to=a@b.example")
    assert fetched.url == "https://quay.example/feed?to=a@b.example"
    assert "secret" not in f"{fetched.error}{fetched.state}{caplog.text}"


async def test_a_password_is_in_no_log_of_a_real_connection(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers["/feed"] = answer(b"x")
    async with Fetcher() as fetcher:
        fetched = await fetcher.fetch(server.url("/feed").replace("//", "//me:secret@"))
    assert fetched.status == "new"
    assert server.requests[0][1]["authorization"].startswith("Basic ")
    assert "secret" not in caplog.text


@pytest.mark.parametrize("url", ["https://me:secret@[::1/", "gopher://me:secret@quay.example/", LOGIN])
async def test_a_password_is_not_in_the_record_of_a_failure(url: str) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(str(request.url))

    fetched, _ = await fetch(handler, url)
    assert fetched.status == "error"
    assert not any(secret in f"{fetched.url} {fetched.error}" for secret in ("secret", "crët", "cr%C3%ABt"))


async def test_no_cookie_is_kept_for_the_next_fetch() -> None:
    cookies: list[str | None] = []

    def handler(request: httpx.Request) -> httpx.Response:
        cookies.append(request.headers.get("cookie"))
        return reply(200, headers={"set-cookie": "id=1; Path=/"})

    async with opening(handler) as fetcher:
        await fetcher.fetch(URL)
        await fetcher.fetch(URL)
    assert cookies == [None, None]


async def test_a_site_that_redirects_until_its_cookie_comes_back() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.headers.get("cookie") == "seen=1":
            return reply(200, b"x")
        return reply(302, headers={"location": str(request.url), "set-cookie": "seen=1; Path=/"})

    assert (await fetch(handler))[0].status == "new"


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
async def test_a_cookie_goes_to_the_origin_that_set_it(elsewhere: str) -> None:
    seen: list[str | None] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("cookie"))
        if str(request.url) == URL:
            return reply(302, headers={"location": elsewhere, "set-cookie": "id=1; Path=/; Domain=quay.example"})
        return reply(200, b"x")

    await fetch(handler)
    assert seen == [None, None]


async def test_a_header_that_breaks_the_request_is_a_sentence(server: Server) -> None:
    async with Fetcher() as fetcher:
        fetched = await fetcher.fetch(server.url("/feed"), access=Access((("X-A", "b\r\nX-Evil: 1"),)))
    assert fetched.error == "The request could not be sent as HTTP; check the address and its headers."
    assert server.requests == []


async def test_a_feed_through_its_proxy(server: Server) -> None:
    names = Names()
    server.answers["http://quay.example/feed"] = answer(b"through")
    async with Fetcher(resolve=names) as fetcher:
        access = Access(proxy=f"http://me:secret@127.0.0.1:{server.port}")
        fetched = await fetcher.fetch("http://quay.example/feed", access=access, trusted=False)
    assert (fetched.status, fetched.error) == ("new", "")
    path, headers = server.requests[0]
    assert (path, names.asked) == ("http://quay.example/feed", [])
    assert "proxy-authorization" in headers


async def test_the_proxy_of_the_environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"127.0.0.1:{server.port}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server.answers["http://quay.example/feed"] = server.answers["/feed"] = answer(b"x")
    async with Fetcher(resolve=Names()) as fetcher:
        assert (await fetcher.fetch("http://quay.example/feed")).status == "new"
        assert (await fetcher.fetch(server.url("/feed"))).status == "new"
    assert [path for path, _ in server.requests] == ["http://quay.example/feed", "/feed"]


async def test_a_server_behind_a_proxy_is_not_believed_more(server: Server) -> None:
    server.answers["quay.example:443"] = b"HTTP/1.1 200 OK\r\n\r\nplain words where TLS should begin"
    async with Fetcher() as fetcher:
        access = Access(proxy=f"http://127.0.0.1:{server.port}")
        fetched = await fetcher.fetch("https://quay.example/feed", access=access)
    assert fetched.error.startswith("No secure connection could be made: ")


@pytest.mark.parametrize("proxy", ["gopher://x", "http://[", "http://127.0.0.1:1", "socks5://127.0.0.1:1", "http://"])
async def test_a_proxy_that_is_none_is_a_sentence(proxy: str) -> None:
    async with Fetcher() as fetcher:
        fetched = await fetcher.fetch("http://quay.example/feed", access=Access(proxy=proxy))
    assert fetched.status == "error"
    assert not fetched.missing
    assert "proxy" in fetched.error


async def test_a_socks_proxy_looks_the_name_up_itself() -> None:
    wanted: list[bytes] = []

    async def socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(3)
        writer.write(b"\x05\x00")
        head = await reader.readexactly(5)
        wanted.append(await reader.readexactly(head[4]))
        await reader.readexactly(2)
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer(b"through"))
        writer.close()

    async with await asyncio.start_server(socks, "127.0.0.1", 0) as listener:
        port = listener.sockets[0].getsockname()[1]
        async with Fetcher(resolve=Names()) as fetcher:
            fetched = await fetcher.fetch("http://quay.example/", access=Access(proxy=f"socks5://127.0.0.1:{port}"))
    assert (fetched.status, fetched.error) == ("new", "")
    assert wanted == [b"quay.example"]
