"""Articles and feeds as the worker's JSON, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reader.model.article import Entry, ParsedFeed
from reader.model.document import Document


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """The contract's object of a feed entry; `content` is the text as shown, without the title."""
    return {
        "title": entry.title,
        "link": entry.link or None,
        "id": entry.guid or None,
        "published": _iso(entry.published),
        "updated": _iso(entry.updated),
        "author": entry.byline or None,
        "content": story(entry),
        "language": entry.language,
        "outlet": entry.outlet,
        "document": entry.document.to_json(),
    }


def entry_from_json(data: dict[str, Any]) -> Entry:
    """The inverse of `entry_to_json`. Raises KeyError, TypeError or ValueError on anything else."""
    return Entry(
        title=data["title"],
        document=Document.from_json(data["document"]),
        guid=data["id"] or "",
        link=data["link"] or "",
        byline=data["author"] or "",
        published=_moment(data["published"]),
        updated=_moment(data["updated"]),
        language=data["language"],
        outlet=data["outlet"],
    )


def feed_to_json(feed: ParsedFeed) -> dict[str, Any]:
    """The contract's object of a feed, with the sentence about its repair."""
    return {
        "title": feed.title or None,
        "link": feed.link or None,
        "bozo": bool(feed.repaired),
        "repaired": feed.repaired,
        "entries": [entry_to_json(e) for e in feed.entries],
    }


def feed_from_json(data: dict[str, Any]) -> ParsedFeed:
    """The inverse of `feed_to_json`. Raises KeyError, TypeError or ValueError on anything else."""
    return ParsedFeed(
        title=data["title"] or "",
        link=data["link"] or "",
        entries=tuple(entry_from_json(e) for e in data["entries"]),
        repaired=data["repaired"],
    )


def article_to_json(entry: Entry) -> dict[str, Any]:
    """The contract's answer for a page or text file: `text` is the story alone."""
    return {
        "text": story(entry),
        "title": entry.title,
        "byline": entry.byline,
        "published": _iso(entry.published),
        "updated": _iso(entry.updated),
        "link": entry.link or None,
        "language": entry.language,
        "outlet": entry.outlet,
        "document": entry.document.to_json(),
    }


def article_from_json(data: dict[str, Any]) -> Entry:
    """The inverse of `article_to_json`. Raises KeyError, TypeError or ValueError on anything else."""
    return Entry(
        title=data["title"],
        document=Document.from_json(data["document"]),
        link=data["link"] or "",
        byline=data["byline"],
        published=_moment(data["published"]),
        updated=_moment(data["updated"]),
        language=data["language"],
        outlet=data["outlet"],
    )


def story(entry: Entry) -> str:
    """The text of an article without its title."""
    return entry.document.text[entry.document.body_start :]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
