"""Where articles come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SourceKind(StrEnum):
    """How a source is read."""

    FEED = "feed"  # an http(s) address
    FILE = "file"  # one local file: an article or a feed
    FOLDER = "folder"  # a local folder of them
    SEEDS = "seeds"  # the stories that ship with the program


@dataclass(frozen=True, slots=True)
class FetchState:
    """What a feed's server told us the last time.

    The validators are sent back byte for byte on the next conditional request. `moved_to` is where a permanent redirect
    led, "" where none did: the address that is asked from then on, while the source keeps the one it was added under.
    """

    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """How a feed is asked for, as a person set it for this feed alone.

    `headers` are sent beside ours and replace those of the same name; `user` and `password` are HTTP Basic
    credentials; `proxy` is the address of an HTTP or SOCKS proxy. None of it goes to another host than the feed's.
    """

    headers: tuple[tuple[str, str], ...] = ()
    user: str = ""
    password: str = ""
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, file or folder as it is kept.

    `address` is the http(s) address or the absolute path. `kept` is False for what was only named on the command
    line: its articles are shown when it is named again, and its bookmarks always. `error` is one clean sentence
    about the last failure, "" after a success. `id` is 0 before the store has given one.

    `folder` is the person's folder it lies in, "" for none. A `paused` source is not read, nor is one that is `gone`
    (its server said so for good) until a person asks for it by name. `failures` counts the failed tries since the last
    success; `not_before` is the moment before which its server does not want to be asked. `interval` is in seconds
    between two background refreshes, None for the program's own choice. `full_text`: the page of every article is
    fetched too. `keep_articles` and `keep_days` say what tidying leaves, None for everything.
    """

    id: int
    address: str
    kind: SourceKind
    title: str = ""
    link: str = ""
    kept: bool = True
    state: FetchState = FetchState()
    last_tried: datetime | None = None
    last_success: datetime | None = None
    error: str = ""
    articles: int = 0
    unread: int = 0
    folder: str = ""
    paused: bool = False
    gone: bool = False
    failures: int = 0
    not_before: datetime | None = None
    interval: int | None = None
    full_text: bool = False
    access: Access = Access()
    keep_articles: int | None = None
    keep_days: int | None = None
