"""Asking and being answered: one fetch over HTTP, redirects included, polite and bounded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from reader.model.source import Access, FetchState
from reader.sources.errors import FeedError
from reader.sources.fetched import NO_STATE, Fetched
from reader.sources.hosts import Hosts
from reader.sources.inflate import Inflater
from reader.sources.network import Network
from reader.sources.pauses import USUAL, fresh_until, pause_end
from reader.sources.redirects import Chain, Secrets, host_of, shown
from reader.sources.trouble import failure_sentence, is_no_such_host, pause_in_words
from reader.text.clean import clean_line

_CONNECT = 10.0  # seconds to reach a server, of the deadline
_SUCCESS = (200, 203)


@dataclass(frozen=True, slots=True)
class Kind:
    """What is fetched, in the words of a sentence, and its limits in bytes: as sent, and unpacked."""

    name: str
    accept: str
    max_wire: int
    max_body: int
    types: tuple[str, ...] = ()  # beginnings of the content types that are read; none for all


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to be fetched.

    `named` is the address that stands for it: `access` is for its origin, and where a person named it (`trusted`), the
    private addresses of its host may be dialled.
    """

    url: httpx.URL
    kind: Kind
    named: httpx.URL
    trusted: bool
    access: Access
    state: FetchState = NO_STATE

    def conditions(self) -> list[tuple[bytes, bytes]]:
        """The headers of a conditional request: the server's own bytes, unless they can be no header."""
        pairs = ((b"If-None-Match", self.state.etag), (b"If-Modified-Since", self.state.last_modified))
        return [(name, value.encode("latin-1")) for name, value in pairs if _is_header(value)]


class Exchange:
    """Does errands, at most `at_once` requests at a time, each in `deadline` seconds and with bodies in `folder`.

    The time that an errand waits for its turn does not count: a host with many feeds is not slow.
    """

    def __init__(
        self, network: Network, folder: Path, *, hosts: Hosts, at_once: int, deadline: float, user_agent: str
    ) -> None:
        self._network = network
        self._folder = folder
        self._hosts = hosts
        self._slots = asyncio.Semaphore(at_once)
        self._deadline = deadline
        self._user_agent = user_agent
        self._bodies = 0

    async def run(self, errand: Errand) -> Fetched:
        """Ask, and go where the server sends us. Never raises but when it is cancelled."""
        chain = Chain(errand.url)
        missing = False
        try:
            return await self._follow(errand, chain)
        except FeedError as error:
            sentence = str(error)
        except TimeoutError:
            sentence = f"The server took longer than {self._deadline:g} seconds."
        except Exception as error:
            # httpx, httpcore, ssl, socket, idna and h11 have some thirty exceptions between them.
            sentence = failure_sentence(error)
            missing = is_no_such_host(error)
        return Fetched("error", shown(str(chain.target)), state=errand.state, error=sentence, missing=missing)

    async def _follow(self, errand: Errand, chain: Chain) -> Fetched:
        loop = asyncio.get_running_loop()
        secrets = Secrets.of(errand.named, errand.access)
        home = errand.named if errand.trusted else None
        left = self._deadline
        while True:
            host = host_of(chain.target)
            async with self._hosts.turn(host), self._slots:
                if (until := self._hosts.rest(host)) is not None:
                    return _held_back(errand, chain, until)
                began = loop.time()
                async with asyncio.timeout(left):
                    request = self._request(errand, chain, secrets)
                    response = await self._network.send(request, proxy=errand.access.proxy, home=home)
                    response.request = request
                    try:
                        if not chain.follow(response):
                            return await self._answer(errand, chain, response)
                    finally:
                        await response.aclose()
                left -= loop.time() - began

    def _request(self, errand: Errand, chain: Chain, secrets: Secrets) -> httpx.Request:
        ours = (
            (b"User-Agent", self._user_agent.encode("ascii")),
            (b"Accept", errand.kind.accept.encode("ascii")),
            (b"Accept-Encoding", b"gzip, deflate, br"),
        )
        pairs = (*ours, *errand.conditions(), *secrets.headers_for(chain.target))
        headers = list({name.lower(): (name, value) for name, value in pairs}.values())  # a person's replace ours
        times = httpx.Timeout(self._deadline, connect=min(_CONNECT, self._deadline))
        request = httpx.Request("GET", chain.target, headers=headers, extensions={"timeout": times.as_dict()})
        chain.add_cookies(request)
        return request

    async def _answer(self, errand: Errand, chain: Chain, response: httpx.Response) -> Fetched:
        """What an answer that is no redirect comes to."""
        code, sent, now = response.status_code, errand.state, datetime.now(UTC)
        final = shown(str(chain.target))
        if code == 304 and errand.conditions():
            # A server may name a new validator with its "not modified"; what it leaves out stays. No new address is
            # remembered: it has shown no feed.
            etag, last_modified = _validators(response)
            kept = FetchState(etag or sent.etag, last_modified or sent.last_modified, sent.moved_to)
            return Fetched("not_modified", final, state=kept, retry_at=fresh_until(response.headers, now))
        if code in _SUCCESS:
            _check_type(errand.kind, response.headers.get("content-type", ""))
            path = await self._save(errand.kind, response)
            names = ("content-type", "content-location")
            headers = {name: response.headers[name] for name in names if name in response.headers}
            state = FetchState(*_validators(response), chain.permanent or sent.moved_to)
            return Fetched("new", final, path, headers, state, retry_at=fresh_until(response.headers, now))

        answer = clean_line(f"{code} {response.reason_phrase}", 80)
        if code == 410:
            sentence = f"{errand.kind.name} is gone for good ({answer})."
            return Fetched("gone", final, state=sent, error=sentence, missing=True)
        if code == 429 or (code == 503 and "retry-after" in response.headers):  # a bare 503 is a fault like others
            asked_for = pause_end(response.headers.get("retry-after", ""), now)
            until = asked_for or now + USUAL
            self._hosts.let_rest(host_of(chain.target), until)
            asks = f"asks for a pause of {pause_in_words(until - now)}" if asked_for else "is asked too often"
            return Fetched("rate_limited", final, state=sent, error=f"The server {asks} ({answer}).", retry_at=until)
        wants = "The server wants a user name and a password"
        sentence = f"{wants} ({answer})." if code == 401 else f"The server answered {answer}."
        return Fetched("error", final, state=sent, error=sentence, missing=code == 404)

    async def _save(self, kind: Kind, response: httpx.Response) -> Path:
        """The body, unpacked into a file. Raises FeedError when it is too large, damaged or cut off."""
        self._bodies += 1
        path = self._folder / f"{self._bodies}.body"
        try:
            with path.open("wb") as file:
                async for piece in _unpacked(kind, response):
                    file.write(piece)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path


async def _unpacked(kind: Kind, response: httpx.Response) -> AsyncIterator[bytes]:
    inflater = Inflater(response.headers.get("content-encoding", ""))
    too_large = f"{kind.name} is larger than the {kind.max_wire // 1_000_000} MB that are fetched."
    stated = response.headers.get("content-length", "")
    if stated.isascii() and stated.isdigit() and (len(stated) > 18 or int(stated) > kind.max_wire):
        raise FeedError(too_large)
    wire = size = 0
    async for chunk in response.aiter_raw():
        wire += len(chunk)
        if wire > kind.max_wire:
            raise FeedError(too_large)
        for piece in inflater.feed(chunk):
            size += len(piece)
            if size > kind.max_body:
                raise FeedError(f"Unpacked, {kind.name.lower()} is larger than {kind.max_body // 1_000_000} MB.")
            yield piece
            await asyncio.sleep(0)  # a packed megabyte is 5 ms of work; others wait for the loop
    inflater.finish()


def _held_back(errand: Errand, chain: Chain, until: datetime) -> Fetched:
    pause = pause_in_words(until - datetime.now(UTC))
    sentence = f"Not asked: its server wants a pause of {pause}, as it told another feed."
    return Fetched("rate_limited", shown(str(chain.target)), state=errand.state, error=sentence, retry_at=until)


def _check_type(kind: Kind, stated: str) -> None:
    """Raises FeedError for a content type that is not read: a picture or a film is not worth its bytes."""
    name = stated.partition(";")[0].strip().lower()
    if kind.types and name and not name.startswith(kind.types):
        raise FeedError(f"{kind.name} holds no text but {clean_line(name, 60)}.")


def _validators(response: httpx.Response) -> tuple[str, str]:
    """ETag and Last-Modified as they came, a character a byte."""
    raw = {name.lower(): value.decode("latin-1") for name, value in reversed(response.headers.raw)}
    return raw.get(b"etag", ""), raw.get(b"last-modified", "")


def _is_header(value: str) -> bool:
    return bool(value) and all((" " <= char <= "\xff" and char != "\x7f") or char == "\t" for char in value)
