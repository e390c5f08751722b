"""Fetching, against a real server that misbehaves."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from reader.model import FetchState
from reader.sources.fetch import CONCURRENCY, MAX_BODY, MAX_WIRE, Fetcher
from tests.sources.server import Headers, Server, answer, serving


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as running:
        yield running


@pytest_asyncio.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(gap=0) as opened:
        yield opened


async def test_the_second_request_is_conditional(server: Server, fetcher: Fetcher) -> None:
    async def handle(headers: Headers, writer: asyncio.StreamWriter) -> None:
        fresh = headers.get("if-none-match") == '"v1"' and headers.get("if-modified-since") == "Mon, 03 Jun 2024"
        writer.write(
            answer(status="304 Not Modified")
            if fresh
            else answer(b"x", 'ETag: "v1"', "Last-Modified: Mon, 03 Jun 2024")
        )

    server.answers["/feed"] = handle
    first = await fetcher.fetch(server.url("/feed"))
    second = await fetcher.fetch(server.url("/feed"), first.state)
    assert (first.status, second.status) == ("new", "not_modified")
    assert second.state == first.state == FetchState('"v1"', "Mon, 03 Jun 2024")


async def test_redirects(server: Server, fetcher: Fetcher) -> None:
    server.answers["/old"] = answer(b"moved", "Location: /new", status="301 Moved Permanently")
    server.answers["/new"] = answer(b"here")
    fetched = await fetcher.fetch(server.url("/old"))
    assert fetched.url == server.url("/new")
    assert fetched.path is not None
    assert fetched.path.read_bytes() == b"here"


async def test_a_packed_feed(server: Server, fetcher: Fetcher) -> None:
    server.answers["/feed"] = answer(gzip.compress(b"news" * 1000), "Content-Encoding: gzip")
    fetched = await fetcher.fetch(server.url("/feed"))
    assert fetched.path is not None
    assert fetched.path.read_bytes() == b"news" * 1000


async def test_a_gzip_bomb_is_stopped(server: Server, fetcher: Fetcher) -> None:
    server.answers["/feed"] = answer(gzip.compress(bytes(MAX_BODY + 1), 1), "Content-Encoding: gzip")
    fetched = await fetcher.fetch(server.url("/feed"))
    assert fetched.error == "Unpacked, the feed is larger than 50 MB."


async def test_an_endless_body_is_stopped(server: Server, fetcher: Fetcher) -> None:
    async def handle(headers: Headers, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(bytes(MAX_WIRE // 20))
            await writer.drain()

    server.answers["/feed"] = handle
    fetched = await fetcher.fetch(server.url("/feed"))
    assert fetched.error == "The feed is larger than the 15 MB that are fetched."


async def test_a_stated_length_that_is_too_much_is_not_waited_for(server: Server) -> None:
    async def handle(headers: Headers, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 15000001\r\n\r\n")
        await asyncio.Event().wait()

    server.answers["/feed"] = handle
    async with Fetcher(deadline=0.5) as fetcher:
        fetched = await fetcher.fetch(server.url("/feed"))
        page = await fetcher.page(server.url("/feed"), feed=server.url("/"))
    assert fetched.error == "The feed is larger than the 15 MB that are fetched."
    assert page.error == "The page is larger than the 5 MB that are fetched."


async def test_slow_hops_share_one_deadline(server: Server) -> None:
    async def handle(headers: Headers, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        writer.write(answer(b"", f"Location: /{len(server.requests)}", status="302 Found"))

    server.answers = dict.fromkeys(("/feed", *(f"/{n}" for n in range(20))), handle)
    async with Fetcher(deadline=0.35, gap=0) as hasty:
        fetched = await hasty.fetch(server.url("/feed"))
    assert fetched.error == "The server took longer than 0.35 seconds."
    assert len(server.requests) <= 4


async def test_a_page_is_text(server: Server, fetcher: Fetcher) -> None:
    server.answers["/page"] = answer(b"<p>Fares rise.", "Content-Type: text/html; charset=utf-8")
    server.answers["/film"] = answer(b"x", "Content-Type: video/mp4")
    page = await fetcher.page(server.url("/page"), feed=server.url("/feed"))
    assert (page.status, page.headers["content-type"]) == ("new", "text/html; charset=utf-8")
    film = await fetcher.page(server.url("/film"), feed=server.url("/feed"))
    assert (film.status, film.error) == ("error", "The page holds no text but video/mp4.")


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"])
async def test_a_server_that_stalls_meets_the_deadline(server: Server, sent: bytes) -> None:
    async def handle(headers: Headers, writer: asyncio.StreamWriter) -> None:
        writer.write(sent)
        await asyncio.Event().wait()

    server.answers["/feed"] = handle
    async with Fetcher(deadline=0.3) as hasty:
        fetched = await hasty.fetch(server.url("/feed"))
    assert fetched.status == "error"
    assert "in time" in fetched.error or "longer than 0.3 seconds" in fetched.error


async def test_a_body_that_drips_meets_the_deadline(server: Server) -> None:
    async def handle(headers: Headers, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(100):  # it would be complete after two seconds, never pausing long enough for a read time-out
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.02)

    server.answers["/feed"] = handle
    async with Fetcher(deadline=0.3) as hasty:
        fetched = await hasty.fetch(server.url("/feed"))
    assert fetched.error == "The server took longer than 0.3 seconds."


BROKE_OFF = "The server's answer broke off or was not valid HTTP."
PACKED = "The server packed its answer in a way that was not asked for."
PAUSE = "The server asks for a pause of 2 minutes (429 Slow)."


@pytest.mark.parametrize(
    ("response", "status", "sentence"),
    [
        (answer(status="404 Not Found"), "error", "The server answered 404 Not Found."),
        (answer(status="500 \x1b]0;pwn\x07Oh [b]no"), "error", "The server answered 500 Oh [b]no."),
        (answer(status="500 \x9b31mred\xff"), "error", None),
        (answer(status="410 Gone"), "gone", "The feed is gone for good (410 Gone)."),
        (answer(b"", "Retry-After: 120", status="429 Slow"), "rate_limited", PAUSE),
        (b"", "error", BROKE_OFF),
        (b"SSH-2.0-hello\r\n", "error", BROKE_OFF),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf", "error", BROKE_OFF),
        (answer(b"x", "X-Long: " + "y" * 3_000_000), "error", BROKE_OFF),
        (answer(b"x", "Content-Encoding: zstd"), "error", PACKED),
        (
            answer(gzip.compress(b"x" * 999)[:-9], "Content-Encoding: gzip"),
            "error",
            "The server's answer broke off before its end.",
        ),
    ],
    ids=["404", "escape", "c1", "410", "429", "nothing", "not-http", "cut", "long-header", "zstd", "cut-gzip"],
)
async def test_each_failure_is_one_clean_sentence(
    server: Server, fetcher: Fetcher, response: bytes, status: str, sentence: str | None
) -> None:
    server.answers["/feed"] = response
    fetched = await fetcher.fetch(server.url("/feed"))
    assert fetched.status == status
    assert fetched.path is None
    assert fetched.error.isprintable()
    assert sentence is None or fetched.error == sentence


async def test_a_port_where_nobody_listens(fetcher: Fetcher) -> None:
    async with serving() as closed:
        url = closed.url("/feed")
    assert (await fetcher.fetch(url)).error == "The server refused the connection."


async def test_plain_http_on_a_tls_address(fetcher: Fetcher) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(speak, "127.0.0.1", 0) as listener:
        port = listener.sockets[0].getsockname()[1]
        fetched = await fetcher.fetch(f"https://127.0.0.1:{port}/")
    assert fetched.error.startswith("No secure connection could be made: ")


async def test_a_cancelled_fetch_leaves_room_for_the_next(server: Server, fetcher: Fetcher) -> None:
    started = asyncio.Event()

    async def hang(headers: Headers, writer: asyncio.StreamWriter) -> None:
        started.set()
        await asyncio.Event().wait()

    server.answers["/hang"] = hang
    server.answers["/feed"] = answer(b"x")
    for _ in range(CONCURRENCY + 1):
        started.clear()
        task = asyncio.create_task(fetcher.fetch(server.url("/hang")))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert (await fetcher.fetch(server.url("/feed"))).status == "new"
