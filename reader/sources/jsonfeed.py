"""JSON Feed 1.0 and 1.1 (jsonfeed.org). feedparser does not read it."""

from __future__ import annotations

import json
from typing import Any

from reader.model.article import ParsedFeed
from reader.sources.attachments import Enclosed
from reader.sources.dates import parse_date
from reader.sources.entries import MAX_ENTRIES, Body, Draft, absolute_url, finish_all, plain_title, visible_text
from reader.sources.errors import FeedError

_LONGEST_NUMBER = 20  # digits; what is longer is kept as text, for Python refuses to convert 4,300 of them


def parse_json_feed(text: str, *, url: str = "") -> ParsedFeed:
    """The feed in `text`. Fields of a wrong type are passed over; an item that is no object, or empty, is left out.

    `url` is what relative addresses start from. Raises FeedError when it is no JSON or no JSON Feed.
    """
    try:
        data = json.loads(text, strict=False, parse_int=_number, parse_constant=lambda _: None)
    except RecursionError:
        raise FeedError("The JSON is nested too deeply to be read.") from None
    except ValueError:
        raise FeedError("The document starts like JSON but is damaged; no feed could be read from it.") from None
    if not isinstance(data, dict) or not isinstance(items := _items(data), list):
        raise FeedError("The document is JSON, but it is not a JSON Feed.")

    title = plain_title(_text(data.get("title")), markup=False)
    site = absolute_url(data.get("home_page_url"), url)
    found = items[:MAX_ENTRIES]
    drafts = [d for item in found if isinstance(item, dict) and (d := _draft(item, data, url=url, site=site))]
    skipped = len(found) - len(drafts)
    notes: list[str] = []
    if skipped:
        notes.append(f"Of its items, {skipped} could not be read.")
    if len(items) > MAX_ENTRIES:
        notes.append(f"It holds {len(data['items']):,} items; the first {MAX_ENTRIES:,} are shown.")
    entries = finish_all(drafts, url, notes)
    return ParsedFeed(title=title, link=site, entries=entries, repaired=" ".join(notes))


def _items(feed: dict[str, Any]) -> object:
    """The items of a feed; one that names its format may have none yet."""
    named = _text(feed.get("version")).startswith(("https://jsonfeed.org/", "http://jsonfeed.org/"))
    return [] if named and feed.get("items") is None else feed.get("items")


def _draft(item: dict[str, Any], feed: dict[str, Any], *, url: str, site: str) -> Draft | None:
    attached = _dicts(item.get("attachments"))
    stated = [item.get("url"), item.get("external_url"), item.get("id"), *(a.get("url") for a in attached)]
    bodies = [
        Body(_text(item.get("content_html")), markup=True),
        Body(_text(item.get("content_text")), markup=False),
        Body(_text(item.get("summary")), markup=False),
    ]
    link = next(filter(None, (absolute_url(a, url) for a in stated)), "")
    title = _text(item.get("title"))
    if not (link or title or any(b.value for b in bodies)):
        return None
    published, updated = parse_date(item.get("date_published")), parse_date(item.get("date_modified"))
    return Draft(
        title=title,
        guid=_text(item.get("id")),
        link=link or site,
        byline=_authors(item) or _authors(feed),
        published=published or updated,
        updated=updated,
        bodies=[b for b in bodies if visible_text(b)][:1],
        language=_text(item.get("language")) or _text(feed.get("language")),
        enclosed=[Enclosed(a.get("url"), a.get("mime_type"), a.get("size_in_bytes")) for a in attached],
    )


def _authors(owner: dict[str, Any]) -> str:
    """The names in `authors` (1.1) or `author` (1.0; some write a plain string)."""
    author = owner.get("author")
    people = _dicts(owner.get("authors")) or _dicts([author])
    names = [name for person in people if (name := _text(person.get("name")).strip())]
    return ", ".join(names) or (author if isinstance(author, str) else "")


def _dicts(value: object) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    """A string, or a number as one (ids often are); "" for anything else."""
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, (str, int, float)) else ""


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits
