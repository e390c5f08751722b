"""The `urls` file of newsboat, of which a plain list of addresses is the simplest kind.

One feed a line, with tags behind it: `https://example.org/feed "tag" "~Title"`. Lines that run a command or search
other feeds are read as addresses like all others, for whoever stores them to turn down.
"""

from __future__ import annotations

import re

from reader.model.subscription import Subscription, Subscriptions
from reader.sources.entries import MAX_TITLE
from reader.sources.errors import SubscriptionsError
from reader.sources.opml import MAX_FOLDER, MAX_LISTED, too_many
from reader.text.clean import clean_line

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)"?|(\S++)')
_ESCAPED = re.compile(r"\\(.)")
_ADDRESS = re.compile(r"\||[A-Za-z][A-Za-z0-9+.-]{0,30}:\S")
_BLANKS = {"n": " ", "r": " ", "t": " "}


def parse_urls(text: str) -> Subscriptions:
    """The feeds of a list with one a line, in its order; repeated ones are repeated.

    The first tag is the folder, a tag that begins with "~" the title; those that begin with "!" hide a feed there and
    mean nothing here. Raises SubscriptionsError when no line holds an address, or more than 20,000 hold something.
    """
    feeds: list[Subscription] = []
    for line in text.split("\n"):
        address, *tags = _tokens(line) or [""]
        if not address:
            continue
        title = next((tag[1:] for tag in tags if tag.startswith("~")), "")
        folder = next((tag for tag in tags if not tag.startswith(("~", "!")) and clean_line(tag)), "")
        feeds.append(Subscription(address, clean_line(title, MAX_TITLE), clean_line(folder, MAX_FOLDER)))
        if len(feeds) > MAX_LISTED:
            raise too_many()
    if not any(_ADDRESS.match(feed.address) for feed in feeds):
        raise SubscriptionsError(
            "This is no list of subscriptions: OPML, newsboat's urls file and addresses one a line can be read."
        )
    return Subscriptions(tuple(feeds))


def _tokens(line: str) -> list[str]:
    """The words of a line; quoted ones may hold blanks, and "#" before a word begins a comment."""
    tokens = []
    for match in _TOKEN.finditer(line):
        quoted, word = match.groups()
        if word is not None and word.startswith("#"):
            break
        tokens.append(word if word is not None else _ESCAPED.sub(lambda m: _BLANKS.get(m[1], m[1]), quoted))
    return tokens
