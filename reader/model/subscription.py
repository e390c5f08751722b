"""What a list of subscriptions holds, in whatever format it was written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a list. `folder` is "" for none; the names of nested ones are joined by " / ".

    `title`, `folder` and `link` (the feed's web site) are clean lines, "" where the list has none. `address` is as the
    list has it: whoever stores it checks that it is one of the web.
    """

    address: str
    title: str = ""
    folder: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What of a list is not taken, and why: two clean lines, the second a clause such as "it is a command"."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """A list as it was read. `note` is a sentence about what was damaged or had to be guessed, "" for nothing."""

    feeds: tuple[Subscription, ...]
    skipped: tuple[Skipped, ...] = ()
    note: str = ""
