"""Where a connection may go: a name is looked up here, and what is dialled is the address that was checked.

A feed may name any host in a redirect or a link, and a host's owner may let its name lead anywhere, to another place
with every look-up. So names are no safeguard, only the address is that the socket is connected to.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpcore

from reader.sources.errors import FeedError

Resolve = Callable[[str], Awaitable[tuple[str, ...]]]

_KEPT = 60.0  # seconds that an answer of the name service is used again
_SHORTEST_TRY = 2.0  # seconds to reach one of several addresses of a server
# The IANA special-purpose address registries: networks whose addresses are nobody's, only local, or only relays.
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 "
        "2001::/23 2001:db8::/32 2002::/16 3fff::/20"
    ).split()
)
_GLOBAL_UNICAST = ip_network("2000::/3")  # RFC 4291: the rest of IPv6 is local, multicast, embeds IPv4, or unassigned
_EMBEDDING = (ip_network("::ffff:0:0/96"), ip_network("64:ff9b::/96"))  # IPv4-mapped; the well-known NAT64 prefix


class PrivateAddressError(FeedError):
    """What was to be asked lies on a private network, and no person named it."""

    def __init__(self) -> None:
        super().__init__(
            "It leads to an address on this machine or a private network, which only a person may name, not a feed."
        )


def is_public(address: str) -> bool:
    """Whether an IP address is one of the Internet: not private, loopback, link-local, shared, multicast, reserved."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if any(ip in network for network in _EMBEDDING):
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip not in _GLOBAL_UNICAST:
            return False
    return not any(ip in network for network in _NOT_PUBLIC)


def literal(host: str) -> str | None:
    """The IP address that a host is written as, in its usual form; None for a name.

    "127.1", "0x7f.1" and "2130706433" are addresses too: the system's look-up reads them so.
    """
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host)) if host[:1].isdigit() else None
    except (OSError, UnicodeError):
        return None


async def look_up(name: str) -> tuple[str, ...]:
    """The addresses of a name, the system's first choice first. Raises socket.gaierror.

    In a thread of its own that nobody waits for at the end: a name service that is silent cannot be interrupted.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def settle(addresses: tuple[str, ...], error: Exception | None) -> None:
        if answer.done():  # nobody waits any more
            return
        if error is None:
            answer.set_result(addresses)
        else:
            answer.set_exception(error)

    def ask() -> None:
        addresses: tuple[str, ...] = ()
        failure: Exception | None = None
        try:
            found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
            addresses = tuple(dict.fromkeys(str(place[0]) for *_, place in found))
        except (OSError, UnicodeError) as error:
            failure = error
        with contextlib.suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(settle, addresses, failure)

    threading.Thread(target=ask, name="look-up", daemon=True).start()
    return await answer


class Resolver:
    """The name service with a memory of a minute: many feeds live on one host."""

    def __init__(self, resolve: Resolve = look_up) -> None:
        self._resolve = resolve
        self._known: dict[str, tuple[float, tuple[str, ...] | socket.gaierror]] = {}

    async def addresses(self, host: str) -> tuple[str, ...]:
        """The IP addresses of a host. Raises socket.gaierror."""
        if (address := literal(host)) is not None:
            return (address,)
        now = asyncio.get_running_loop().time()
        until, found = self._known.get(host, (now, ()))
        if until <= now:
            try:
                found = await self._resolve(host)
            except socket.gaierror as error:
                found = error
            self._known[host] = (now + _KEPT, found)
        if isinstance(found, socket.gaierror):
            raise socket.gaierror(*found.args)
        return found


class Dialler(httpcore.AsyncNetworkBackend):
    """Connects to public addresses, and to the private ones in `allowed`; raises PrivateAddressError for others.

    It is asked with the name and dials the address, so the name stays what TLS and the Host header say.
    """

    def __init__(self, resolver: Resolver, network: httpcore.AsyncNetworkBackend, allowed: frozenset[str]) -> None:
        self._resolver = resolver
        self._network = network
        self._allowed = allowed

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the interface says so
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of the host that answers, in `timeout` seconds for all."""
        found = await self._resolver.addresses(host)
        addresses = [address for address in found if is_public(address) or address in self._allowed]
        if found and not addresses:
            raise PrivateAddressError
        share = max(_SHORTEST_TRY, timeout / max(1, len(addresses))) if timeout else timeout
        failure: Exception = socket.gaierror(socket.EAI_NONAME, "no address")
        for address in addresses:
            try:
                return await self._network.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        """Part of the interface: the pause before another try to connect."""
        await asyncio.sleep(seconds)
