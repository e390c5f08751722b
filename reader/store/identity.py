"""Which stored article an entry is.

Inside a source an entry is named by its guid, else its link, else its title and date. Two things spoil that in real
feeds. Some give one guid (or one link) to different articles: there the next name in line tells them apart. And feeds
move: then scheme and host of every guid and link change, and an alias without them still finds the article. An alias
alone is weak ("/?p=12" is the guid of a story on thousands of sites), so it counts only when nothing contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from operator import itemgetter
from urllib.parse import urlsplit

from reader.model import Entry
from reader.store.moments import stored


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored about an article, as far as it takes to recognise and compare it."""

    id: int
    identity: bytes
    guid: str
    link: str
    title: str
    published: int | None
    hash: str


@dataclass(frozen=True, slots=True)
class Named:
    """An entry with its names: `identity` is what it is stored under, `other` what it may have been stored under.

    `shared` tells that the first of its names belongs to several articles, so that `identity` is the second one.
    """

    entry: Entry
    hash: str
    identity: bytes
    other: bytes | None
    shared: bool = False

    @property
    def names(self) -> tuple[bytes, ...]:
        """All names that may lead to the article, the surest first."""
        return (self.identity,) if self.other is None else (self.identity, self.other)

    @property
    def alias(self) -> bytes | None:
        """Guid or link without scheme and host; a guid that is no address is passed over where there is a link."""
        guid, link = self.entry.guid, self.entry.link
        path = _path(guid if _origin(guid)[0] or not link else link)
        return _digest("alias", path) if path else None


def text_hash(entry: Entry) -> str:
    """The SHA-256 of title, byline and text, in hex: what makes a version."""
    return sha256("\n".join((entry.title, entry.byline, entry.document.text)).encode()).hexdigest()


def name_entries(entries: Sequence[Entry]) -> list[Named]:
    """The articles of one document, in its order, each once, with their names.

    Entries that share their first name are one article, of which the first entry counts, unless their texts and their
    second names both differ: then they are different articles, and the second name is their identity.
    """
    groups: dict[bytes, list[tuple[int, Entry, str, bytes | None]]] = {}
    for place, entry in enumerate(entries):
        first, second = _names(entry)
        groups.setdefault(first, []).append((place, entry, text_hash(entry), second))
    named: dict[bytes, tuple[int, Named]] = {}
    for first, group in groups.items():
        seconds = {second for *_, second in group}
        shared = len(seconds) > 1 and len({digest for _, _, digest, _ in group}) > 1
        texts: set[str] = set()
        for place, entry, digest, second in group:
            if shared and second is not None:
                each = Named(entry, digest, second, first, shared=True)
            else:
                each = Named(entry, digest, first, second)
            if each.identity not in named and digest not in texts:
                named[each.identity] = place, each
                texts.add(digest)
    return [each for _, each in sorted(named.values(), key=itemgetter(0))]


def by_name(named: Named, candidates: Iterable[Known]) -> Known | None:
    """The article that an entry is, among those stored under one of its names, or None."""
    sure = [known for known in candidates if _agrees(named, known)]
    # Under a shared guid, the article at the same link goes before the one that happens to be stored under the guid.
    here = (named.entry.guid, named.entry.link)
    sure.sort(key=lambda known: ((known.guid, known.link) != here, known.identity != named.identity))
    return sure[0] if sure else None


def by_alias(named: Named, candidates: Sequence[Known]) -> Known | None:
    """The article that an entry is at its new address, among those that share its alias, or None.

    None as well when several share it.
    """
    return candidates[0] if len(candidates) == 1 and _moved(named, candidates[0]) else None


def renamed(named: Named, known: Known) -> bool:
    """Whether a recognised article is to be stored under the entry's identity from now on.

    Not when only its second name led to it: then its first one is shared, and stays with another article.
    """
    if known.identity == named.identity:
        return False
    return known.guid != named.entry.guid or known.identity not in named.names or named.shared


def _agrees(named: Named, known: Known) -> bool:
    entry = named.entry
    if known.identity == named.identity:
        return True
    if named.shared:  # stored under the shared name, before it was shared: the second name decides
        same_link = known.guid == entry.guid and known.link == entry.link
        return same_link if entry.guid else _same_title_and_date(named, known)
    # Stored under its second name: because the first one was shared then, or the feed gave none.
    return known.guid == entry.guid or (not known.guid and _alike(named, known))


def _moved(named: Named, known: Known) -> bool:
    """Whether nothing speaks against an article under the same alias being this one at its old address."""
    old_scheme, old_host = _origin(known.guid or known.link)
    scheme, host = _origin(named.entry.guid or named.entry.link)
    if scheme and old_scheme:
        return host == old_host or _alike(named, known)
    # A guid that is no address has changed. The link alone may lead to a page that many entries share.
    return named.hash == known.hash or (known.published is not None and _same_title_and_date(named, known))


def _same_title_and_date(named: Named, known: Known) -> bool:
    return (named.entry.title, stored(named.entry.published)) == (known.title, known.published)


def _alike(named: Named, known: Known) -> bool:
    same_date = known.published is not None and stored(named.entry.published) == known.published
    return named.hash == known.hash or named.entry.title == known.title or same_date


def _names(entry: Entry) -> tuple[bytes, bytes | None]:
    described = f"{entry.title}\n{'' if entry.published is None else stored(entry.published)}"
    if entry.guid:
        return _digest("guid", entry.guid), _digest("link", entry.link) if entry.link else None
    if entry.link:
        return _digest("link", entry.link), _digest("text", described)
    return _digest("text", described), None


def _origin(address: str) -> tuple[str, str]:
    """Scheme and host of an address, in small letters and without "www."; two empty strings for anything else."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as "http://[": not an address
        return "", ""
    return (parts.scheme, parts.netloc.lower().removeprefix("www.")) if parts.netloc else ("", "")


def _path(address: str) -> str:
    return (address.partition("://")[2].partition("/")[2] if _origin(address)[0] else address).strip("/")


def _digest(kind: str, name: str) -> bytes:
    return blake2b(f"{kind}:{name}".encode(), digest_size=16).digest()
