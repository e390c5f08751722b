"""The way to a server: straight, or through a proxy, and with no memory of what went there before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from reader.sources.dialling import Dialler, PrivateAddressError, Resolver, is_public, literal
from reader.sources.errors import FeedError
from reader.sources.redirects import host_of, read_address
from reader.sources.trouble import is_about_tls

_PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")
_IDLE = 2.0  # seconds that a connection is kept: many servers close it after five, at the wrong moment for a request
NOTHING_PRIVATE: frozenset[str] = frozenset()


class Network:
    """Sends requests. `at_once` is the most that are under way; `transport` takes the place of all of it in tests.

    Connections are kept for the next request to the same server, but only among requests that may go to the same
    addresses: one that was dialled for a person's own address is never there for what a feed named.
    """

    def __init__(
        self,
        resolver: Resolver,
        backend: httpcore.AsyncNetworkBackend | None,
        transport: httpx.AsyncBaseTransport | None,
        at_once: int,
    ) -> None:
        self._resolver = resolver
        self._backend = backend or httpcore.AnyIOBackend()
        self._transport = transport
        self._at_once = at_once
        self._tls = httpx.create_ssl_context()
        self._proxies = getproxies()  # of the environment or the system
        self._direct: dict[frozenset[str], _Direct] = {}
        self._through: dict[str, httpx.AsyncHTTPTransport] = {}

    async def aclose(self) -> None:
        """Close every connection."""
        for way in (*self._direct.values(), *self._through.values()):
            await way.aclose()

    async def private_addresses(self, home: httpx.URL | None) -> frozenset[str]:
        """The addresses of the host that a person named which are not public; none where it has no address at all."""
        if home is None:
            return NOTHING_PRIVATE
        try:
            found = await self._resolver.addresses(home.raw_host.decode("ascii"))
        except (OSError, UnicodeError):
            return NOTHING_PRIVATE
        return frozenset(address for address in found if not is_public(address))

    async def send(self, request: httpx.Request, *, proxy: str = "", home: httpx.URL | None = None) -> httpx.Response:
        """The answer to a request, its body unread; to be closed by the caller.

        `proxy` is what the person set for this feed. `home` is what a person named: its private addresses may be
        dialled. Raises PrivateAddressError for other private ones, and whatever goes wrong on the way.
        """
        if self._transport is not None:
            return await self._transport.handle_async_request(request)
        if proxy := proxy or self._system_proxy(request.url):
            self._check_by_name(request.url, home)
            return await self._ask_proxy(proxy, request)
        allowed = await self.private_addresses(home)
        if (way := self._direct.get(allowed)) is None:
            way = self._direct[allowed] = _Direct(
                httpcore.AsyncConnectionPool(
                    ssl_context=self._tls,
                    max_connections=self._at_once,
                    keepalive_expiry=_IDLE,
                    network_backend=Dialler(self._resolver, self._backend, allowed),
                )
            )
        return await way.handle_async_request(request)

    def _system_proxy(self, url: httpx.URL) -> str:
        proxy = self._proxies.get(url.scheme) or self._proxies.get("all") or ""
        return "" if not proxy or proxy_bypass(host_of(url)) else proxy

    async def _ask_proxy(self, address: str, request: httpx.Request) -> httpx.Response:
        if (way := self._through.get(address)) is None:
            way = self._through[address] = self._proxied(address)
        try:
            return await way.handle_async_request(request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if is_about_tls(error):  # between us and the server: the proxy did its part
                raise
            raise FeedError("The proxy could not be reached; check its address and whether it runs.") from None

    def _proxied(self, address: str) -> httpx.AsyncHTTPTransport:
        try:
            url = read_address(address if "://" in address else f"http://{address}", schemes=_PROXY_SCHEMES)
            proxy = httpx.Proxy(url, ssl_context=self._tls if url.scheme == "https" else None)
            limits = httpx.Limits(max_connections=self._at_once, keepalive_expiry=_IDLE)
            return httpx.AsyncHTTPTransport(verify=self._tls, trust_env=False, limits=limits, proxy=proxy)
        except FeedError:
            raise FeedError(
                "The address of the proxy is not valid; it should look like http://host:port or socks5://host:port."
            ) from None

    def _check_by_name(self, url: httpx.URL, home: httpx.URL | None) -> None:
        """A proxy looks the name up itself, so the name is all that can be checked here."""
        host = url.raw_host.decode("ascii").rstrip(".")
        named = home is not None and home.raw_host.decode("ascii").rstrip(".") == host
        address = "127.0.0.1" if host == "localhost" or host.endswith(".localhost") else literal(host)
        if address is not None and not is_public(address) and not named:
            raise PrivateAddressError


class _Direct(httpx.AsyncBaseTransport):
    """httpcore's pool as a transport; httpx's own does not let another dial."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        answer = await self._pool.handle_async_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._answer.aiter_stream()

    async def aclose(self) -> None:
        await self._answer.aclose()
