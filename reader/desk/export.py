"""Bookmarks written for others: Markdown, CSV or JSON, each article with its citation, note, tags and key figures."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from reader.desk.annotate import findings_of
from reader.desk.bookmarks import Marked
from reader.desk.display import qualified_value, what_they_count
from reader.model import Article, Figure
from reader.store.protocol import Storage
from reader.text.clean import clean_line

_NAME_BYTES = 120
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)")  # names of devices on Windows, where files end up too
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!$]")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class Format(StrEnum):
    """What bookmarks are written as."""

    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


ENDINGS = {Format.MARKDOWN: ".md", Format.CSV: ".csv", Format.JSON: ".json"}


def export_bookmarks(storage: Storage, marked: Iterable[Marked], form: Format) -> str:
    """These bookmarks as one document. Figures that were not looked for yet are found, and stored, now."""
    write = {Format.MARKDOWN: _markdown, Format.CSV: _csv, Format.JSON: _json}[form]
    return write(_cited(storage, each) for each in marked)


def file_name(words: str, ending: str) -> str:
    """A name for a file from words of any origin: one plain part of a path, at most 120 bytes with its ending."""
    name = _NOT_IN_A_NAME.sub("-", clean_line(words)).strip(" .-")
    name = name.encode()[: _NAME_BYTES - len(ending)].decode(errors="ignore").strip(" .-")
    if not name or _RESERVED.fullmatch(name.partition(".")[0]):
        name = f"bookmarks-{name}".strip("-")
    return name + ending


def _cited(storage: Storage, marked: Marked) -> dict[str, Any]:
    """A bookmarked article with all that a citation needs; `version` is the SHA-256 of the text that is cited."""
    article = storage.article(marked.row.id)
    row = article.row
    return {
        "title": row.title,
        "outlet": row.source,
        "author": row.byline,
        "address": row.link,
        "published": _iso(row.published),
        "first_seen": _iso(article.first_seen),
        "version": article.version.hash,
        "bookmarked": _iso(marked.bookmark.created),
        "note": marked.bookmark.note,
        "tags": list(marked.tags),
        "figures": list(_figures(storage, article)),
    }


def _figures(storage: Storage, article: Article) -> Iterator[dict[str, Any]]:
    """The key figures as the panel has them: equal ones once, the weightiest first."""
    from reader.figures import group_figures

    figures = findings_of(storage, article.row.id).figures
    for group in group_figures(figures):
        lead = figures[group.lead]
        mentions = [figures[index] for index in group.mentions]
        yield {
            "figure": qualified_value(lead),
            "value": lead.value,
            "low": lead.low,
            "high": lead.high,
            "unit": lead.unit,
            "what": what_they_count(mentions),
            "speaker": next((each.speaker for each in (lead, *mentions) if each.speaker), None),
            "sentence": _sentence(article, lead),
        }


def _sentence(article: Article, figure: Figure) -> str:
    return " ".join(article.document.text[figure.sentence_start : figure.sentence_end].split())


def _json(items: Iterable[dict[str, Any]]) -> str:
    return json.dumps(list(items), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _csv(items: Iterable[dict[str, Any]]) -> str:
    """One row a figure, with the citation before it; an article without figures has one row."""
    cited = ("title", "outlet", "author", "address", "published", "first_seen", "version", "bookmarked", "note", "tags")
    found = ("figure", "value", "low", "high", "unit", "what", "speaker", "sentence")
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")  # RFC 4180
    rows.writerow((*cited, *found))
    for item in items:
        citation = [_cell(item | {"tags": ", ".join(item["tags"])}, column) for column in cited]
        for figure in item["figures"] or [{}]:
            rows.writerow((*citation, *(_cell(figure, column) for column in found)))
    return written.getvalue()


def _cell(item: dict[str, Any], column: str) -> str | float:
    """A value for a spreadsheet: text that it would run as a formula begins with an apostrophe."""
    value = item.get(column)
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    text = value or ""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _markdown(items: Iterable[dict[str, Any]]) -> str:
    return "\n".join(["# Bookmarks", *(line for item in items for line in ("", *_section(item)))]) + "\n"


def _section(item: dict[str, Any]) -> Iterator[str]:
    yield f"## {_plain(item['title'])}"
    yield ""
    published, seen = (str(item[key])[:10] if item[key] else "" for key in ("published", "first_seen"))
    facts = (item["outlet"], item["author"], published, f"first seen {seen}" if seen else "")
    yield "  \n".join(
        filter(
            None,
            (
                " · ".join(_plain(fact) for fact in facts if fact),
                f"<{_address(item['address'])}>" if item["address"] else "",
                f"Version {item['version']}",
                f"Tags: {', '.join(map(_plain, item['tags']))}" if item["tags"] else "",
            ),
        )
    )
    if item["note"]:
        yield ""
        yield from (f"> {_plain(line)}".rstrip() for line in item["note"].split("\n"))
    if item["figures"]:
        yield ""
        yield from _table(item["figures"])


def _table(figures: Sequence[dict[str, Any]]) -> Iterator[str]:
    columns: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
        ("Figure", lambda each: each["figure"]),
        ("What", lambda each: each["what"]),
        ("Said by", lambda each: each["speaker"] or ""),
        ("Sentence", lambda each: each["sentence"]),
    )
    yield f"| {' | '.join(name for name, _ in columns)} |"
    yield "|---" * len(columns) + "|"
    for figure in figures:
        yield f"| {' | '.join(_plain(value(figure)) for _, value in columns)} |"


def _plain(text: str) -> str:
    """Text on one line that Markdown takes for nothing but text."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def _address(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
