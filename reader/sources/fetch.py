"""Feeds over HTTP: polite, bounded, and every failure one sentence. The only module that imports httpx."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self
from urllib.parse import urlsplit

from reader import __version__
from reader.model.source import FetchState
from reader.sources.entries import MAX_URL
from reader.sources.errors import FeedError
from reader.sources.inflate import Inflater
from reader.sources.trouble import failure_sentence, pause_in_words
from reader.text.clean import clean_line

if TYPE_CHECKING:
    import httpx

Status = Literal["new", "not_modified", "gone", "rate_limited", "error"]

USER_AGENT = f"newsroom/{__version__} feed reader"
MAX_WIRE = 15_000_000  # bytes of a body as sent
MAX_BODY = 50_000_000  # bytes of a body unpacked
MAX_REDIRECTS = 10
DEADLINE = 30.0  # seconds for one feed, from the first byte sent to the last received, redirects included
CONCURRENCY = 16  # feeds at a time
_CONNECT = 10.0  # seconds to reach a server, of the deadline
_LONGEST_PAUSE = timedelta(days=31)
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_REDIRECTS = (301, 302, 303, 307, 308)
_SUCCESS = (200, 203)


_NO_STATE = FetchState()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking for a feed.

    `path` holds the unpacked body when `status` is "new", until `discard` is called or the fetcher closes; `url` is
    where it came from in the end; `headers` (names in lower case) tells its content type; `state` is to be sent back
    the next time; `error` is a clean sentence or ""; `retry_at` is when the server wants to be asked again.
    """

    status: Status
    url: str
    path: Path | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    state: FetchState = _NO_STATE
    error: str = ""
    retry_at: datetime | None = None

    def discard(self) -> None:
        """Delete the body."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


class Fetcher:
    """Fetches feeds with one client, at most 16 at a time; an asynchronous context manager.

    `deadline` is in seconds for one feed; `transport` takes the place of the network in tests.
    """

    def __init__(self, *, deadline: float = DEADLINE, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._deadline = deadline
        self._transport = transport
        self._slots = asyncio.Semaphore(CONCURRENCY)
        self._client: httpx.AsyncClient | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._bodies = 0

    async def __aenter__(self) -> Self:
        # In a thread: importing httpx and reading the certificates takes a few tenths of a second.
        self._client = await asyncio.to_thread(self._open)
        self._folder = tempfile.TemporaryDirectory(prefix="newsroom-")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            await self._client.aclose()
        if self._folder is not None:
            self._folder.cleanup()

    async def fetch(self, url: str, state: FetchState = _NO_STATE) -> Fetched:
        """Ask for a feed once, conditionally where `state` allows. Never raises but when it is cancelled."""
        async with self._slots:
            try:
                async with asyncio.timeout(self._deadline):
                    return await self._follow(url, state)
            except FeedError as error:
                sentence = str(error)
            except TimeoutError:
                sentence = f"The server took longer than {self._deadline:g} seconds."
            except Exception as error:
                # httpx, httpcore, ssl, socket, idna and h11 have some thirty exceptions between them.
                sentence = failure_sentence(error)
        return Fetched("error", _without_password(url), state=state, error=sentence)

    def _open(self) -> httpx.AsyncClient:
        import httpx

        return httpx.AsyncClient(
            headers={"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"},
            # A jar that takes nothing: a client's cookies would go from one feed to the next.
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(self._deadline, connect=min(_CONNECT, self._deadline)),
            limits=httpx.Limits(max_connections=CONCURRENCY, max_keepalive_connections=CONCURRENCY),
            follow_redirects=False,
            transport=self._transport,
        )

    async def _follow(self, url: str, state: FetchState) -> Fetched:
        """Ask, and go where the server sends us."""
        import httpx

        assert self._client is not None, "a Fetcher is used inside `async with`"
        target = _checked(url, httpx.URL(url))
        for _ in range(MAX_REDIRECTS + 1):
            request = self._client.build_request("GET", target, headers=_conditions(state))
            response = await self._client.send(request, stream=True)
            try:
                location = response.headers.get("location")
                if response.status_code not in _REDIRECTS or not location:
                    return await self._answer(url, response, state)
            finally:
                await response.aclose()
            target = _checked(location, target.join(location))
        raise FeedError(f"The server redirected more than {MAX_REDIRECTS} times.")

    async def _answer(self, url: str, response: httpx.Response, state: FetchState) -> Fetched:
        code = response.status_code
        final = _without_password(str(response.url.copy_with(fragment=None)))
        stated = _state(response)
        if code == 304 and state != _NO_STATE:
            # A server may name a new validator with its "not modified"; what it leaves out stays.
            kept = FetchState(stated.etag or state.etag, stated.last_modified or state.last_modified)
            return Fetched("not_modified", final, state=kept)
        if code in _SUCCESS:
            path = await self._save(response)
            names = ("content-type", "content-location")
            headers = {name: response.headers[name] for name in names if name in response.headers}
            return Fetched("new", final, path=path, headers=headers, state=stated)

        answer = clean_line(f"{code} {response.reason_phrase}", 80)
        if code == 410:
            return Fetched("gone", final, state=state, error=f"The feed is gone for good ({answer}).")
        if code in (429, 503):
            now = datetime.now(UTC)
            retry_at = _retry_at(response.headers.get("retry-after", ""), now)
            asks = f"asks for a pause of {pause_in_words(retry_at - now)}" if retry_at else "is too busy"
            sentence = f"The server {asks} ({answer})."
            return Fetched("rate_limited", final, state=state, error=sentence, retry_at=retry_at)
        return Fetched("error", final, state=state, error=f"The server answered {answer}.")

    async def _save(self, response: httpx.Response) -> Path:
        """The body, unpacked into a file. Raises FeedError when it is too large, damaged or cut off."""
        assert self._folder is not None, "a Fetcher is used inside `async with`"
        self._bodies += 1
        path = Path(self._folder.name) / f"{self._bodies}.body"
        try:
            with path.open("wb") as file:
                async for piece in _unpacked(response):
                    file.write(piece)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path


async def _unpacked(response: httpx.Response) -> AsyncIterator[bytes]:
    inflater = Inflater(response.headers.get("content-encoding", ""))
    wire = size = 0
    async for chunk in response.aiter_raw():
        wire += len(chunk)
        if wire > MAX_WIRE:
            raise FeedError(f"The feed is larger than the {MAX_WIRE // 1_000_000} MB that are fetched.")
        for piece in inflater.feed(chunk):
            size += len(piece)
            if size > MAX_BODY:
                raise FeedError(f"Unpacked, the feed is larger than {MAX_BODY // 1_000_000} MB.")
            yield piece
            await asyncio.sleep(0)  # a packed megabyte is 5 ms of work; others wait for the loop
    inflater.finish()


def _checked(stated: str, url: httpx.URL) -> httpx.URL:
    """`url` when it may be asked for. Raises FeedError."""
    if len(stated) > MAX_URL:
        raise FeedError("The address is longer than 8,192 characters.")
    if url.scheme not in ("http", "https"):
        raise FeedError("Only http and https addresses are fetched.")
    if not url.host:
        raise FeedError("The address names no server.")
    if url.port is not None and not 0 < url.port < 65536:
        raise FeedError("The address is not valid: there is no such port.")
    return url


def _without_password(url: str) -> str:
    """The address as it may be shown and stored beside an article."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return clean_line(url.rpartition("@")[2], MAX_URL)
    return clean_line(parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(), MAX_URL)


def _conditions(state: FetchState) -> list[tuple[bytes, bytes]]:
    """The headers of a conditional request: the server's own bytes."""
    pairs = ((b"If-None-Match", state.etag), (b"If-Modified-Since", state.last_modified))
    return [(name, value.encode("latin-1", "ignore")) for name, value in pairs if value]


def _state(response: httpx.Response) -> FetchState:
    """The validators as they came, a character a byte."""
    raw = {name.lower(): value.decode("latin-1") for name, value in reversed(response.headers.raw)}
    return FetchState(etag=raw.get(b"etag", ""), last_modified=raw.get(b"last-modified", ""))


def _retry_at(header: str, now: datetime) -> datetime | None:
    """When a Retry-After header (seconds, or a date) wants us back: between now and 31 days from now."""
    header = header.strip()
    try:
        # Past ten digits a number of seconds is nonsense, and too large for a date.
        number = header.isascii() and header.removeprefix("-").isdigit()
        moment = now + timedelta(seconds=int(header[:11])) if number else _http_date(header)
    except (ValueError, OverflowError):
        return now + _LONGEST_PAUSE
    return min(max(moment, now), now + _LONGEST_PAUSE) if moment else None


def _http_date(header: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
