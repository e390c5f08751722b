"""A list of subscriptions from another program: which format it is in is told by what it holds."""

from __future__ import annotations

import re
from dataclasses import replace

from reader.model.subscription import Subscriptions
from reader.sources.decoding import decode
from reader.sources.errors import SubscriptionsError
from reader.sources.newsboat import parse_urls
from reader.sources.opml import parse_opml
from reader.sources.repair import looks_like_feed

MAX_LIST = 10_000_000  # bytes
_ROOT = re.compile(r"<opml(?=[\s>])", re.I)
_OUTLINE = re.compile(r"<outline(?=[\s>])", re.I)
_SNIFFED = 4096  # characters in which the root element is looked for


def parse_subscriptions(content: bytes | str) -> Subscriptions:
    """The feeds of a list in OPML, as newsboat's urls file, or of addresses one a line. Nothing is run or fetched.

    Raises SubscriptionsError with one sentence for what is none of them, for more than 10 MB, and as `parse_opml` and
    `parse_urls` do.
    """
    if len(content) > MAX_LIST:
        raise SubscriptionsError(f"The list is larger than the {MAX_LIST // 1_000_000} MB that are read.")
    text, guessed = decode(content) if isinstance(content, bytes) else (content, "")
    text = text.lstrip("\ufeff\0 \t\r\n")
    if not text:
        raise SubscriptionsError("The list is empty.")
    found = parse_opml(text) if _is_opml(text) else parse_urls(text)
    return replace(found, note=" ".join(filter(None, (guessed, found.note))))


def _is_opml(text: str) -> bool:
    """Whether it is OPML rather than lines of addresses. Raises SubscriptionsError for other markup."""
    if _ROOT.search(text, 0, _SNIFFED):
        return True
    if not text.startswith("<"):
        return False
    if looks_like_feed(text):
        raise SubscriptionsError("This is a feed, not a list of feeds; its address can be added as a source.")
    if not _OUTLINE.search(text):
        raise SubscriptionsError("This is no list of subscriptions: it is markup, but not OPML.")
    return True
