"""Feeds behind the address of a page: what a person finds in the browser's address bar is seldom a feed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.desk.addresses import read_address, without_login
from reader.model import Access, FetchState, SourceKind
from reader.text.clean import clean_line

# RFC 6761, 6762, 8375 and what routers use: names that no name service of the Internet knows.
_INSIDE = frozenset({"localhost", "local", "arpa", "internal", "lan", "home", "intranet", "corp"})


class DiscoveryError(Exception):
    """No feed was found. The message is one clear sentence."""


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names; `title` is what the page calls it, or ""."""

    address: str
    title: str


async def discover(named: str, access: Access | None = None) -> list[FoundFeed]:
    """The feeds at an address: itself when it is one, else those that its page names, the likeliest first.

    Only that address is asked for. What a page on the Internet names on this machine or a private network is left out:
    it would be read as if a person had named it. Raises AddressError for what is no web address, DiscoveryError where
    there is none.
    """
    from reader.sources.errors import SourceError
    from reader.sources.fetch import Fetcher
    from reader.sources.parser import ParserProcess

    address = read_address(named)
    shown = clean_line(without_login(address.text))
    if address.kind is not SourceKind.FEED:
        raise DiscoveryError(f"{shown} is a local file or folder; it is read as it is.")
    async with Fetcher() as fetcher, ParserProcess() as parser:
        fetched = await fetcher.fetch(address.text, FetchState(), access or Access())
        if fetched.path is None:
            raise DiscoveryError(f"{shown} could not be read: {fetched.error}")
        where = {"path": str(fetched.path), "url": fetched.url, "headers": dict(fetched.headers)}
        try:
            feed = (await parser.ask("feed", **where))["feed"]
            return [FoundFeed(address.text, feed["title"] or "")]
        except SourceError as error:
            no_feed = error
        try:
            offered = (await parser.ask("discover", **where))["feeds"]
            found = [each for each in offered if not leads_inside(each["url"], fetched.url)]
        except SourceError:
            found = []
        finally:
            fetched.discard()
    if not found:
        raise DiscoveryError(f"No feed was found at {shown}: {no_feed}")
    return [FoundFeed(each["url"], each["title"]) for each in found]


def leads_inside(url: str, page: str) -> bool:
    """Whether an address on a page is of this machine or a private network by its looks, and the page's is not."""
    return is_inside(url) and not is_inside(page)


def is_inside(url: str) -> bool:
    """Whether the host of an address is this machine, or on a private network, or named as only such are."""
    from reader.sources.dialling import is_public, literal

    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    address = literal(host)
    if address is not None:
        return not is_public(address)
    return "." not in host or host.rpartition(".")[2] in _INSIDE
