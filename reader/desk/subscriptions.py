"""Taking over the subscriptions of another program, and handing ours to one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reader.desk.addresses import effective, web_address, without_login
from reader.model import Access, Source, SourceKind
from reader.model.subscription import Skipped, Subscription
from reader.sources.entries import MAX_URL
from reader.sources.opml import A_COMMAND, A_FILTER, write_opml
from reader.sources.subscriptions import parse_subscriptions
from reader.store.protocol import Storage
from reader.text.clean import clean_line

TITLE = "Subscriptions of newsroom"
_SHOWN = 200  # characters of what is skipped
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a list brought. `known` counts the feeds that were here already or stood in the list more than once.

    `note` is a sentence about what of the list was damaged or had to be guessed, "" for nothing.
    """

    added: tuple[Source, ...]
    known: int
    skipped: tuple[Skipped, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """An OPML document of `feeds` feeds.

    `logins` counts those whose user, password, headers or proxy it leaves out, `local` the files and folders that are
    kept as sources and that no list of feeds can name.
    """

    text: str
    feeds: int
    logins: int
    local: int


def import_subscriptions(storage: Storage, content: bytes | str) -> Imported:
    """Keep the feeds of a list in OPML, as newsboat's urls file, or of addresses one a line; all of them or none.

    Only http(s) addresses are taken, and nothing is fetched or run. A feed that is here under another spelling of its
    address (see `effective`), or was moved there, is known: it keeps its title and folder if it has them. Raises
    SubscriptionsError when the list cannot be read or is too large, StorageError when the library cannot be written.
    """
    listed = parse_subscriptions(content)
    here: dict[str, Source] = {}
    for source in storage.sources():
        if source.kind is SourceKind.FEED:
            here.setdefault(effective(source.address), source)
    for source in list(here.values()):
        if source.state.moved_to:
            here.setdefault(effective(source.state.moved_to), source)

    taken: dict[str, Source] = {}
    skipped = list(listed.skipped)
    known = 0
    for feed in listed.feeds:
        url = web_address(feed.address)
        if url is None or len(url) > MAX_URL:
            skipped.append(Skipped(clean_line(feed.address, _SHOWN), _refusal(feed.address)))
            continue
        stored = here.get(effective(url))
        address = stored.address if stored is not None else url.partition("#")[0]
        key = effective(address)
        if (first := taken.get(key)) is not None:
            known += 1
            taken[key] = replace(first, folder=first.folder or feed.folder)
        else:
            taken[key] = Source(0, address, SourceKind.FEED, feed.title, feed.link, folder=feed.folder)
    saved = storage.add_sources(list(taken.values()))
    added = tuple(
        source for key, source in zip(taken, saved, strict=True) if (was := here.get(key)) is None or not was.kept
    )
    return Imported(added, known + len(saved) - len(added), tuple(skipped), listed.note)


def export_opml(storage: Storage) -> Exported:
    """The kept feeds by title as OPML 2.0, in their folders, without credentials.

    A feed that moved for good is listed where it is now.
    """
    feeds = []
    logins = local = 0
    for source in storage.sources():
        if not source.kept:
            continue
        url = web_address(source.state.moved_to or source.address) if source.kind is SourceKind.FEED else None
        if url is None:
            local += source.kind is not SourceKind.SEEDS
            continue
        link = web_address(source.link) or ""
        logins += source.access != Access() or any(without_login(each) != each for each in (url, source.address))
        feeds.append(Subscription(without_login(url), source.title, source.folder, without_login(link)))
    return Exported(write_opml(feeds, title=TITLE), len(feeds), logins, local)


def _refusal(address: str) -> str:
    """Why an address of a list is not taken."""
    scheme = _SCHEME.match(address)
    match scheme[1].lower() if scheme else address[:1]:
        case "|" | "exec":
            return A_COMMAND
        case "filter":
            return A_FILTER
        case "query":
            return "it is a search over other feeds, not a feed"
        case "file" | "/" | "~" | ".":
            return "it is a file on this machine and no feed of the web"
        case "http" | "https":
            return f"it is longer than {MAX_URL:,} characters" if len(address) > MAX_URL else "its address is broken"
        case other:
            return f"{other}: is not http: or https:" if scheme else "it is no http: or https: address"
