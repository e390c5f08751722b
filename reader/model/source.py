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
    """What a feed's server told us the last time; sent back byte for byte on the next conditional request."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, file or folder as it is kept.

    `address` is the http(s) address or the absolute path. `kept` is False for what was only named on the command
    line: its articles are shown when it is named again, and its bookmarks always. `error` is one clean sentence
    about the last failure, "" after a success. `id` is 0 before the store has given one.
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
