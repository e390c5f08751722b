"""What comes of asking for a feed or a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from reader.model.source import FetchState

Status = Literal["new", "not_modified", "gone", "rate_limited", "error"]

NO_STATE = FetchState()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking for a feed or a page.

    `path` holds the unpacked body when `status` is "new", until `discard` is called or the fetcher closes; `url` is
    where it came from in the end, without a password; `headers` (names in lower case) tells its content type; `error`
    is a clean sentence or ""; `retry_at` is when the server wants to be asked again, in at most 31 days.

    `state` is to be sent back the next time, once the body has turned out to be a feed; after a body that is none, the
    one that was sent stays. `missing`: there is nothing at the address that was asked (404, 410, no such host).
    """

    status: Status
    url: str
    path: Path | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    state: FetchState = NO_STATE
    error: str = ""
    retry_at: datetime | None = None
    missing: bool = False

    def discard(self) -> None:
        """Delete the body."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
