"""Manners towards one host, and the room that all of them share."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import httpx

from reader.sources.fetch import CONCURRENCY, Fetcher
from reader.sources.hosts import AT_ONCE, Hosts
from tests.sources.memory import Site, opening, reply


class Counter:
    """Answers when as many requests are inside as are wanted, and tells how many there were at most."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.inside, self.most = wanted, 0, 0
        self.full = asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.inside += 1
        self.most = max(self.most, self.inside)
        if self.inside == self.wanted:
            self.full.set()
        await self.full.wait()
        for _ in range(5):  # whoever else could come in, comes in
            await asyncio.sleep(0)
        self.inside -= 1
        return reply(200)


async def ask_all(counter: Counter, urls: list[str]) -> set[str]:
    async with Fetcher(transport=httpx.MockTransport(counter), gap=0, deadline=5) as fetcher:
        return {fetched.status for fetched in await asyncio.gather(*(fetcher.fetch(url) for url in urls))}


async def test_no_more_than_32_at_a_time() -> None:
    counter = Counter(CONCURRENCY)
    statuses = await ask_all(counter, [f"https://host{n}.example/" for n in range(3 * CONCURRENCY)])
    assert (statuses, counter.most) == ({"new"}, 32)


async def test_no_more_than_two_at_a_time_of_one_host() -> None:
    counter = Counter(AT_ONCE)
    statuses = await ask_all(counter, [f"https://quay.example/{n}" for n in range(9)])
    assert (statuses, counter.most) == ({"new"}, 2)


async def test_ports_are_hosts_of_their_own() -> None:
    counter = Counter(4)
    statuses = await ask_all(counter, [f"https://127.0.0.1:{8000 + n % 2}/{n}" for n in range(8)])
    assert (statuses, counter.most) == ({"new"}, 4)


async def test_a_host_with_many_feeds_does_not_hold_up_another() -> None:
    inside, stuck = asyncio.Event(), asyncio.Event()

    async def handler(request: httpx.Request) -> httpx.Response:
        if request.url.host == "slow.example":
            inside.set()
            await stuck.wait()
        return reply(200)

    async with Fetcher(transport=httpx.MockTransport(handler), gap=0) as fetcher, asyncio.timeout(5):
        waiting = [asyncio.create_task(fetcher.fetch(f"https://slow.example/{n}")) for n in range(2 * CONCURRENCY)]
        await inside.wait()
        assert (await fetcher.fetch("https://quay.example/")).status == "new"
        stuck.set()
        await asyncio.gather(*waiting)


async def test_the_wait_for_a_turn_is_not_the_servers_time() -> None:
    async def handler(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.15)
        return reply(200)

    async with Fetcher(transport=httpx.MockTransport(handler), gap=0, deadline=0.5) as fetcher:
        done = await asyncio.gather(*(fetcher.fetch(f"https://quay.example/{n}") for n in range(8)))
    assert {fetched.status for fetched in done} == {"new"}


async def test_starts_are_spaced() -> None:
    hosts = Hosts(gap=0.02)
    clock = asyncio.get_running_loop().time
    starts: list[float] = []

    async def visit(name: str) -> None:
        async with hosts.turn(name):
            starts.append(clock())

    await asyncio.gather(*(visit("quay.example") for _ in range(4)))
    assert all(later - earlier >= 0.019 for earlier, later in pairwise(starts))


async def test_a_host_that_is_asked_too_often_is_left_alone() -> None:
    site = Site({"https://quay.example/1": 429})
    async with opening(site) as fetcher:
        first = await fetcher.fetch("https://quay.example/1")
        second = await fetcher.fetch("https://quay.example/2")
        third = await fetcher.fetch("https://pier.example/")
    assert [f.status for f in (first, second, third)] == ["rate_limited", "rate_limited", "error"]
    assert second.retry_at == first.retry_at
    assert second.error == "Not asked: its server wants a pause of 10 minutes, as it told another feed."
    assert site.addresses == ["https://quay.example/1", "https://pier.example/"]


async def test_those_who_wait_are_told_too() -> None:
    site = Site({f"https://quay.example/{n}": 429 for n in range(30)})
    async with opening(site) as fetcher:
        done = await asyncio.gather(*(fetcher.fetch(url) for url in list(site.answers)))
    assert {fetched.status for fetched in done} == {"rate_limited"}
    assert len(site.asked) <= AT_ONCE


async def test_a_redirect_to_a_host_that_rests_waits_too() -> None:
    site = Site({"https://quay.example/1": 429, "https://pier.example/": (302, "https://quay.example/2")})
    async with opening(site) as fetcher:
        await fetcher.fetch("https://quay.example/1")
        fetched = await fetcher.fetch("https://pier.example/")
    assert (fetched.status, fetched.url) == ("rate_limited", "https://quay.example/2")


def test_a_rest_that_is_over() -> None:
    hosts = Hosts()
    hosts.let_rest("quay.example", datetime.now(UTC) - timedelta(seconds=1))
    assert hosts.rest("quay.example") is None
    later = datetime.now(UTC) + timedelta(hours=1)
    hosts.let_rest("quay.example", later)
    hosts.let_rest("quay.example", later - timedelta(minutes=30))  # the longer one counts
    assert hosts.rest("quay.example") == later
