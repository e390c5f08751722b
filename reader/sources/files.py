"""Local files and folders: which are read, and what is in them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from reader.model.article import Entry, ParsedFeed
from reader.sources.decoding import decode
from reader.sources.entries import MAX_TITLE, MAX_URL
from reader.sources.errors import FileError, PageError
from reader.sources.feeds import parse_feed
from reader.sources.repair import looks_like_feed
from reader.text.clean import clean_line

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".xml", ".rss", ".atom", ".json"})
MAX_FILE = 20_000_000  # bytes
MAX_FILES = 20_000  # of one folder
_MEGABYTE = 1_000_000
_HEAD = 100_000  # characters of a page in which its outlet is looked for
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FRONT_MATTER_OUTLET = re.compile(r"^(?:outlet|publisher|source|site)[ \t]*:[ \t]*(.+)$", re.I | re.M)


def display_name(path: Path) -> str:
    """A file's or folder's name as it may be shown."""
    return clean_line(path.name or str(path), 200) or "a file without a readable name"


def read_regular(path: Path, limit: int = MAX_FILE) -> bytes:
    """The bytes of a regular file. Raises FileError for anything else, and for one longer than `limit` bytes.

    Opened without blocking and checked once it is open, so that neither a pipe can hang the reader nor a file that is
    swapped meanwhile deceive it.
    """
    name = display_name(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, not a path)
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise FileError(f"{name} is not a regular file.")
            body = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise FileError(f"{name} cannot be read: {_reason(error)}.") from None
    if len(body) > limit:
        raise FileError(f"{name} is larger than the {limit // _MEGABYTE} MB that are read.")
    return body


def read_file(path: Path, *, root: Path | None = None) -> Entry | ParsedFeed:
    """The article or feed in a local file; raises FileError or FeedError (both SourceError).

    `root` is the folder of the source it belongs to (default: its own): its guid is the path from there, and what a
    link leads out of it to is not read. Feed entries carry the feed's title as `outlet`.
    """
    root = root or path.parent
    try:
        target = path.resolve(strict=True)
        inside = target.is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        raise FileError(f"{display_name(path)} cannot be read: {_reason(error)}.") from None
    if not inside:
        raise FileError(f"{display_name(path)} is a link that leads out of its folder and is not read.")
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileError(f"{display_name(path)} is of no known kind; {', '.join(sorted(SUFFIXES))} are read.")

    body = read_regular(target)
    if not body.strip():
        raise FileError(f"{display_name(path)} is empty.")
    text, _ = decode(body)
    if suffix == ".json" or (suffix not in (".txt", ".md") and looks_like_feed(text)):
        feed = parse_feed(body)
        return replace(feed, entries=tuple(replace(e, outlet=feed.title) for e in feed.entries))
    try:
        entry = _read_article(text, suffix)
    except PageError:
        raise FileError(f"{display_name(path)} holds no article.") from None
    if not entry.document.text:  # nothing but signs, while it is being written, say
        raise FileError(f"{display_name(path)} holds no article.")
    return replace(
        entry,
        title=entry.title or display_name(path),
        guid=_guid(path, root),
        outlet=entry.outlet or _outlet(text, suffix),
    )


def scan(folder: Path) -> tuple[list[Path], bool]:
    """The files in `folder` and the folders below it that can be read, sorted, and whether these are all of them.

    They are the first 20,000 at the most. Hidden ones are left out, linked folders are not entered, and links that lead
    out of `folder` are not followed. Raises FileError when `folder` itself cannot be listed.
    """
    try:
        top = folder.resolve(strict=True)
        with os.scandir(top):
            pass
    except (OSError, RuntimeError, ValueError) as error:
        raise FileError(f"The folder {display_name(folder)} cannot be read: {_reason(error)}.") from None
    found: list[Path] = []
    for path in _walk(folder):
        if path.suffix.lower() in SUFFIXES and _is_inside(path, top):
            if len(found) >= MAX_FILES:
                return sorted(found), False
            found.append(path)
    return sorted(found), True


def _walk(folder: Path) -> Iterator[Path]:
    for directory, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(directory) / name


def _is_inside(path: Path, top: Path) -> bool:
    """Whether it is a regular file, or a link to one inside the folder."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(top):
            return False
        return path.is_file()
    except (OSError, RuntimeError):
        return False


def _guid(path: Path, root: Path) -> str:
    """The path from `root` with "/" between its parts; percent-encoded where it is not clean text already."""
    relative = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return relative if clean_line(relative, MAX_URL) == relative else quote(os.fsencode(relative))


def _read_article(text: str, suffix: str) -> Entry:
    if suffix == ".md":
        from reader.text.markdown import read_markdown

        return read_markdown(text)
    if suffix == ".txt":
        from reader.text.plain import read_text

        return read_text(text)
    from reader.sources.pages import page_article

    return page_article(text)


def _outlet(text: str, suffix: str) -> str:
    """Who published it, as a page's metadata or a Markdown file's front matter say."""
    name = ""
    if suffix == ".md":
        front = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
        line = _FRONT_MATTER_OUTLET.search(front[1]) if front else None
        name = line[1].strip().strip("\"'") if line else ""
    elif suffix != ".txt":
        from selectolax.lexbor import LexborHTMLParser

        meta = LexborHTMLParser(text[:_HEAD]).css_first('meta[property="og:site_name"], meta[name="application-name"]')
        name = (meta.attributes.get("content") or "") if meta is not None else ""
    return clean_line(name, MAX_TITLE)


def _reason(error: Exception) -> str:
    """Why the system refused, in its words."""
    words = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "its name is not valid"
    return words[:1].lower() + words[1:]
