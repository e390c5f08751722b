"""A real HTTP server on 127.0.0.1 that answers each path with the bytes it was told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Headers = dict[str, str]
Handler = Callable[[Headers, asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """A complete HTTP response."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


class Server:
    """`url(path)` is where a path is served; `requests` holds the path and headers of every request, in order."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Handler] = {}
        self.requests: list[tuple[str, Headers]] = []
        self.port = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = head[0].split()[1]
            pairs = (line.partition(": ") for line in head[1:] if line)
            headers = {name.lower(): value for name, _, value in pairs}
            self.requests.append((path, headers))
            response = self.answers.get(path, answer(status="404 Not Found"))
            if isinstance(response, bytes):
                writer.write(response)
                await writer.drain()
            else:
                await response(headers, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    """A server that is up inside the block, and whose connections are cut at its end."""
    server = Server()
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await server.handle(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            tasks.discard(task)

    listener = await asyncio.start_server(handle, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listener.wait_closed()
