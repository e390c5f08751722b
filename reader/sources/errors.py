"""What can go wrong with a source. The text of each is one clean sentence, ready to be shown."""

from __future__ import annotations


class SourceError(Exception):
    """A source cannot be read."""


class FeedError(SourceError):
    """A document is no feed, or one that cannot be parsed."""


class PageError(SourceError):
    """A web page holds no article."""


class FileError(SourceError):
    """A local file or folder cannot be read."""


class ParseError(SourceError):
    """The parsing process could not answer, or was stopped."""


class SubscriptionsError(SourceError):
    """A list of subscriptions cannot be read, or is larger than what is taken."""
