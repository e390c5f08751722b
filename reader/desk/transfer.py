"""Everything that is the person's in one JSON file, for another library or for keeping.

The file is read strictly: one that is damaged or of another program is told in one sentence and changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.desk.addresses import SEEDS_ADDRESS, effective, web_address, without_login
from reader.desk.json_fields import Fields, JsonFieldError
from reader.desk.marks import MAX_TAG
from reader.desk.source_fields import FieldError, read_header, read_proxy
from reader.model import Access, Bookmark, Document, Entry, Kept, KeptArticle, Restored, Source, SourceKind, View
from reader.store.protocol import Storage
from reader.text.clean import clean

FORMAT = "newsroom library"
VERSION = 1
MAX_FILE = 512_000_000  # bytes
_SNIFFED = 200  # bytes
_MOST = 10**9


class TransferError(Exception):
    """What was exported cannot be read. The message is one clear sentence for a person."""


def is_library(content: bytes) -> bool:
    """Whether this is what `export_library` wrote, in whatever order a program has put its fields since."""
    return is_json(content) and f'"{FORMAT}"'.encode() in content


def is_json(content: bytes) -> bool:
    """Whether this begins as an export does; a list of subscriptions never does."""
    return content[:_SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def export_library(storage: Storage, *, passwords: bool = False) -> str:
    """Sources, views, marked articles with their texts, and read marks, as JSON.

    Without `passwords` no user, password, header or proxy of a source is in it. Raises StorageError.
    """
    kept = storage.export()
    data = {
        "format": FORMAT,
        "version": VERSION,
        "written": datetime.now(UTC).isoformat(),
        "sources": [_source_json(source, passwords=passwords) for source in kept.sources],
        "views": [{"name": view.name, "query": view.query, "hidden": view.hidden} for view in kept.views],
        "articles": [_article_json(article) for article in kept.articles],
        "reads": {
            str(source): [[identity.hex(), at.isoformat()] for identity, at in marks]
            for source, marks in kept.reads.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def import_library(storage: Storage, content: bytes, *, when: datetime) -> Restored:
    """Add what `export_library` wrote to a library, all or nothing; what is here already stays as it is.

    A feed that is here under another spelling of its address is the same. Raises TransferError and StorageError.
    """
    kept = _read(content)
    here = {effective(without_login(source.address)): source.address for source in storage.sources()}
    known = [here.get(effective(without_login(source.address)), source.address) for source in kept.sources]
    sources = tuple(replace(source, address=address) for source, address in zip(kept.sources, known, strict=True))
    return storage.restore(replace(kept, sources=sources), when=when)


def _source_json(source: Source, *, passwords: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "address": source.address if passwords else without_login(source.address),
        "kind": source.kind.value,
        "title": source.title,
        "link": without_login(source.link),
        "kept": source.kept,
        "folder": source.folder,
        "paused": source.paused,
        "interval": source.interval,
        "full_text": source.full_text,
        "keep_articles": source.keep_articles,
        "keep_days": source.keep_days,
    }
    if passwords and source.access != Access():
        access = source.access
        data["access"] = {
            "headers": [list(header) for header in access.headers],
            "user": access.user,
            "password": access.password,
            "proxy": access.proxy,
        }
    return data


def _article_json(article: KeptArticle) -> dict[str, Any]:
    entry, bookmark = article.entry, article.bookmark
    return {
        "source": article.source,
        "guid": entry.guid,
        "link": entry.link,
        "title": entry.title,
        "byline": entry.byline,
        "outlet": entry.outlet,
        "language": entry.language,
        "published": entry.published and entry.published.isoformat(),
        "first_seen": article.first_seen.isoformat(),
        "read": article.read and article.read.isoformat(),
        "bookmark": bookmark
        and {"created": bookmark.created.isoformat(), "note": bookmark.note, "position": article.position},
        "tags": list(article.tags),
        "document": entry.document.to_json(),
    }


def _read(content: bytes) -> Kept:
    """The inverse of `export_library`. Raises TransferError."""
    if len(content) > MAX_FILE:
        raise TransferError(f"The export is larger than the {MAX_FILE // 1_000_000} MB that are read.")
    try:
        data = Fields(json.loads(content, parse_constant=_refuse))
        if data.text("format") != FORMAT:
            raise TransferError("This is no export of newsroom.")
        if (version := data.number("version", 1, _MOST)) > VERSION:
            raise TransferError(f"The export was written by a newer newsroom (format {version}); update this one.")
        sources = tuple(_source(each) for each in data.items("sources"))
        views = tuple(_view(each) for each in data.items("views"))
        articles = tuple(_article(each, len(sources)) for each in data.items("articles"))
        marks = data.of("reads")
        reads = {_place(key, len(sources)): list(_marks(marks, key)) for key in marks.data}
        return Kept(sources, views, articles, reads)
    except JsonFieldError as error:
        raise TransferError(f"The export is damaged: {error}. Nothing was changed.") from None
    except (ValueError, RecursionError):
        raise TransferError("The export is damaged: it is no JSON, or cut short. Nothing was changed.") from None


def _view(data: Fields) -> View:
    name = data.line("name", 100)
    if not name:
        raise data.wrong("name")
    return View(0, name, data.line("query"), hidden=data.flag("hidden"))


def _source(data: Fields) -> Source:
    kind = SourceKind(data.choice("kind", [kind.value for kind in SourceKind]))
    access = Access()
    if data.has("access"):
        access = _access(data.of("access"))
    return Source(
        0,
        _address(data, kind),
        kind,
        data.line("title"),
        web_address(data.text("link")) or "",
        data.flag("kept"),
        folder=data.line("folder"),
        paused=data.flag("paused"),
        interval=data.perhaps("interval", lambda key: data.number(key, 0, _MOST)),
        full_text=data.flag("full_text"),
        access=access,
        keep_articles=data.perhaps("keep_articles", lambda key: data.number(key, 1, _MOST)),
        keep_days=data.perhaps("keep_days", lambda key: data.number(key, 1, _MOST)),
    )


def _address(data: Fields, kind: SourceKind) -> str:
    address = data.raw("address")
    if kind is SourceKind.FEED:
        address = (web_address(address) or "").partition("#")[0]
    elif kind is SourceKind.SEEDS:
        address = address if address == SEEDS_ADDRESS else ""
    elif "\0" in address or not Path(address).is_absolute():
        address = ""
    if not address:
        raise data.wrong("address")
    return address


def _access(data: Fields) -> Access:
    try:
        headers = tuple(read_header(": ".join(pair)) for pair in data.pairs("headers"))
        proxy = read_proxy(data.raw("proxy"))
    except FieldError:
        raise data.wrong("headers or proxy") from None
    return Access(headers, data.raw("user"), data.raw("password"), proxy)


def _article(data: Fields, sources: int) -> KeptArticle:
    title = data.line("title")
    if not title:
        raise data.wrong("title")
    entry = Entry(
        title,
        _document(data),
        guid=data.text("guid"),
        link=data.text("link") and (web_address(data.text("link")) or ""),
        byline=data.line("byline"),
        published=data.perhaps("published", data.moment),
        language=data.line("language", 35),
        outlet=data.line("outlet"),
    )
    bookmark, position = None, None
    if data.perhaps("bookmark", data.of) is not None:
        marked = data.of("bookmark")
        bookmark = Bookmark(0, marked.moment("created"), marked.text("note"))
        position = marked.number("position", -(2**62), 2**62)
    return KeptArticle(
        data.number("source", 0, sources - 1),
        entry,
        data.moment("first_seen"),
        data.perhaps("read", data.moment),
        bookmark,
        position,
        tuple(data.lines("tags", MAX_TAG)),
    )


def _document(data: Fields) -> Document:
    """A text with its spans, all of which lie inside it. Cleaning must not change it: the spans would be wrong then."""
    try:
        document = Document.from_json(data.of("document").data)
        length = len(document.text)
        places = [
            *((block.start, block.end) for block in document.blocks),
            *((link.start, link.end) for link in document.links),
            *((mark.start, mark.end) for mark in document.marks),
            *((folded.at, folded.at) for folded in document.folded),
        ]
        numbers = [*(number for place in places for number in place), *(block.level for block in document.blocks)]
        texts = [document.text, *(block.label for block in document.blocks), *(each.text for each in document.folded)]
        texts += [attachment.type for attachment in document.attachments]
        addresses = [*(link.url for link in document.links), *(each.url for each in document.attachments)]
        sound = (
            all(type(number) is int for number in numbers)
            and all(0 <= start <= end <= length for start, end in places)
            and all(clean(text) == text for text in texts)
            and all(web_address(address) for address in addresses)
            and all(each.size is None or type(each.size) is int for each in document.attachments)
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        sound = False
    if not sound:
        raise data.wrong("document")
    return document


def _place(key: str, sources: int) -> int:
    if not key.isascii() or not key.isdecimal() or len(key) > 9 or int(key) >= sources:
        raise JsonFieldError("reads name a source that is not there")
    return int(key)


def _marks(data: Fields, key: str) -> Iterator[tuple[bytes, datetime]]:
    for identity, at in data.pairs(key):
        try:
            digest, moment = bytes.fromhex(identity), datetime.fromisoformat(at)
        except ValueError:
            raise data.wrong(key) from None
        if len(digest) != 16 or moment.tzinfo is None:
            raise data.wrong(key)
        yield digest, moment


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are no JSON
