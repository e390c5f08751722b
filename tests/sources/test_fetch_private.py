"""What a feed names may not be on this machine or a private network; the address that is dialled decides."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from reader.model import Access, FetchState
from reader.sources.dialling import is_public, literal, look_up
from reader.sources.fetch import Fetcher
from tests.sources.server import Detour, Names, Server, answer, serving

PUBLIC, OTHER, INSIDE = "93.184.216.34", "151.101.1.69", "10.1.2.3"
REFUSED = "It leads to an address on this machine or a private network, which only a person may name, not a feed."


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as running:
        running.answers["/feed"] = running.answers["/page"] = answer(b"x")
        yield running


class World:
    """A fetcher whose names are these and whose addresses all lead to the server."""

    def __init__(self, server: Server, names: Names) -> None:
        self.server, self.names, self.detour = server, names, Detour(server)
        self.fetcher = Fetcher(gap=0, resolve=names, backend=self.detour)


def world(server: Server, names: dict[str, str | list[str]]) -> World:
    known = Names()
    known.names = names
    return World(server, known)


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1
    255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1
    64:ff9b::a00:1 64:ff9b:1::5db8:d822 100::1 2001::1 2001:db8::1 2002:7f00:1:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254
    fe80::1 fe80::1%eth0 fec0::1 ff02::1 quay.example""".split(),
)
def test_addresses_that_are_nobodys_business(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    """1.1.1.1 93.184.216.34 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 198.17.0.1 223.255.255.255
    ::ffff:93.184.216.34 64:ff9b::5db8:d822 2606:2800:220:1::1 2a00:1450:4001::1""".split(),
)
def test_addresses_of_the_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("::FFFF:7f00:1", "::ffff:7f00:1"),
        ("1.example", None),
        ("quay.example", None),
    ],
)
def test_addresses_in_disguise(host: str, address: str | None) -> None:
    assert literal(host) == address


@pytest.mark.parametrize(
    "target",
    [
        "http://inside.example/",
        "http://127.0.0.1:{port}/feed",
        "http://127.1:{port}/feed",
        "http://2130706433:{port}/feed",
        "http://0.0.0.0:{port}/feed",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]:{port}/feed",
        "http://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
    ],
)
async def test_a_public_feed_leads_to_nothing_private(server: Server, target: str) -> None:
    there = world(server, {"quay.example": PUBLIC, "inside.example": INSIDE})
    server.answers["/moved"] = answer(b"", f"Location: {target.format(port=server.port)}", status="302 Found")
    async with there.fetcher as fetcher:
        fetched = await fetcher.fetch("http://quay.example/moved")
    assert (fetched.status, fetched.error) == ("error", REFUSED)
    assert there.detour.dialled == [PUBLIC]


async def test_a_public_feed_leads_to_what_is_public(server: Server) -> None:
    there = world(server, {"quay.example": PUBLIC, "pier.example": OTHER})
    server.answers["/moved"] = answer(b"", "Location: http://pier.example/feed", status="302 Found")
    async with there.fetcher as fetcher:
        fetched = await fetcher.fetch("http://quay.example/moved")
    assert (fetched.status, fetched.url) == ("new", "http://pier.example/feed")
    assert there.detour.dialled == [PUBLIC, OTHER]
    assert [headers["host"] for _, headers in server.requests] == ["quay.example", "pier.example"]


@pytest.mark.parametrize("url", ["http://127.0.0.1/feed", "http://nas/feed", "http://[::1]/feed"])
async def test_what_a_person_named_may_be_private(server: Server, url: str) -> None:
    there = world(server, {"nas": INSIDE})
    async with there.fetcher as fetcher:
        assert (await fetcher.fetch(url)).status == "new"
        assert (await fetcher.fetch(url, trusted=False)).error == REFUSED
    assert len(there.detour.dialled) == 1


async def test_a_private_feed_leads_to_what_is_at_its_own_address(server: Server) -> None:
    there = world(server, {"nas": INSIDE, "nas.lan": INSIDE, "printer.lan": "10.1.2.4"})
    server.answers["/a"] = answer(b"", "Location: http://nas:8080/b", status="302 Found")
    server.answers["/b"] = answer(b"", "Location: http://nas.lan/feed", status="302 Found")
    server.answers["/c"] = answer(b"", "Location: http://printer.lan/feed", status="302 Found")
    async with there.fetcher as fetcher:
        assert (await fetcher.fetch("http://nas/a")).status == "new"
        assert (await fetcher.fetch("http://nas/c")).error == REFUSED
    assert set(there.detour.dialled) == {INSIDE}


async def test_a_remembered_move_is_not_what_a_person_named(server: Server) -> None:
    there = world(server, {"quay.example": PUBLIC, "pier.example": INSIDE})
    async with there.fetcher as fetcher:
        state = FetchState(moved_to="http://pier.example/feed")
        fetched = await fetcher.fetch("http://quay.example/feed", state)
    assert (fetched.error, there.detour.dialled) == (REFUSED, [])


async def test_a_name_that_leads_elsewhere_with_every_look_up(server: Server) -> None:
    there = world(server, {"quay.example": PUBLIC, "rebind.example": [OTHER, INSIDE]})
    server.answers["/moved"] = answer(b"", "Location: http://rebind.example/feed", status="302 Found")
    async with there.fetcher as fetcher:
        first = await fetcher.fetch("http://quay.example/moved")
    async with World(server, there.names).fetcher as fetcher:
        second = await fetcher.fetch("http://quay.example/moved")
    assert (first.status, second.error) == ("new", REFUSED)
    assert there.detour.dialled == [PUBLIC, OTHER]  # the addresses, not the name: nobody looks it up once more
    assert there.names.asked.count("rebind.example") == 2  # one look-up a fetch: what was checked is what was dialled


async def test_a_connection_to_a_persons_own_address_is_not_there_for_what_a_feed_names(server: Server) -> None:
    there = world(server, {"nas": INSIDE, "quay.example": PUBLIC})

    async def stay_open(headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
        await writer.drain()
        await asyncio.Event().wait()

    server.answers["/feed"] = stay_open
    server.answers["/moved"] = answer(b"", "Location: http://nas/feed", status="302 Found")
    async with there.fetcher as fetcher:
        assert (await fetcher.fetch("http://nas/feed")).status == "new"
        async with asyncio.timeout(5):  # the server is silent on a connection that it knows
            assert (await fetcher.fetch("http://quay.example/moved")).error == REFUSED
            assert (await fetcher.page("http://nas/feed")).error == REFUSED


async def test_a_page_that_a_feed_links(server: Server) -> None:
    there = world(server, {"quay.example": PUBLIC, "inside.example": INSIDE, "nas": INSIDE})
    async with there.fetcher as fetcher:
        assert (await fetcher.page("http://quay.example/page")).status == "new"
        assert (await fetcher.page("http://inside.example/page")).error == REFUSED
        assert (await fetcher.page("http://inside.example/page", feed="http://quay.example/feed")).error == REFUSED
        assert (await fetcher.page("http://nas/page", feed="http://nas/feed")).status == "new"


async def test_every_address_of_a_name_is_tried_and_only_the_public_ones(server: Server) -> None:
    async def several(name: str) -> tuple[str, ...]:
        return (INSIDE, PUBLIC, OTHER)

    detour = Detour(server)
    detour.unreachable = {PUBLIC}
    async with Fetcher(resolve=several, backend=detour) as fetcher:
        assert (await fetcher.fetch("http://quay.example/feed", trusted=False)).status == "new"
        assert detour.dialled == [PUBLIC, OTHER]
        detour.unreachable = {PUBLIC, OTHER}
        fetched = await fetcher.fetch("http://quay.example:81/feed", trusted=False)
    assert fetched.error == "The server could not be reached."


@pytest.mark.parametrize("target", ["http://127.0.0.1/", "http://localhost/", "http://x.localhost./", "http://127.1/"])
async def test_a_proxy_is_not_asked_for_what_is_private_by_its_looks(server: Server, target: str) -> None:
    access = Access(proxy=f"http://127.0.0.1:{server.port}")
    async with Fetcher(resolve=Names()) as fetcher:
        fetched = await fetcher.fetch(target, access=access, trusted=False)
        assert fetched.error == REFUSED
        assert server.requests == []
        await fetcher.fetch(target, access=access)
    assert len(server.requests) == 1


async def test_a_name_that_is_not_there_is_looked_up_once() -> None:
    asked: list[str] = []

    async def nothing(name: str) -> tuple[str, ...]:
        asked.append(name)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async with Fetcher(resolve=nothing) as fetcher:
        for _ in range(2):
            fetched = await fetcher.fetch("http://quay.example/feed")
            assert fetched.error == "The server's name was not found; check the address."
            assert fetched.missing
    assert asked == ["quay.example"]


async def test_the_systems_own_look_up() -> None:
    assert "127.0.0.1" in await look_up("localhost")
    with pytest.raises((OSError, UnicodeError)):
        await look_up("a" * 64 + ".invalid")
