"""OPML, read and written: <http://opml.org/spec2.opml>.

A list comes from outside, and programs have been made to run commands by one. Here it is data alone: nothing in it is
run, fetched or opened. It is parsed by expat, in this process and not in the one that can be killed: expat keeps
elements on the heap and is linear in what it is given, and with declarations of entities refused and size, depth and
number capped there is nothing left to make it slow.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.entities import html5
from pyexpat import ExpatError, ParserCreate
from xml.sax.saxutils import escape

from reader.model.subscription import Skipped, Subscription, Subscriptions
from reader.sources.controls import hide_controls, restore
from reader.sources.entries import MAX_TITLE, MAX_URL
from reader.sources.errors import SubscriptionsError
from reader.text.clean import clean_line

MAX_DEPTH = 100  # outlines inside each other
MAX_LISTED = 20_000  # feeds of one list, those that are skipped counted in
MAX_FOLDER = 200  # characters
BETWEEN_FOLDERS = " / "
A_COMMAND = "it is a command, and commands are never run"
A_FILTER = "it runs a command over a feed, and commands are never run"

_FEED_TYPES = frozenset({"rss", "atom", "feed", "json"})
_LINK_TYPES = frozenset({"link", "include"})
_DECLARATION = re.compile(r"<\?xml\b[^<>]*>")
# "&" as addresses have it, and names of HTML that XML does not know. Custom entities become words by this as well.
_AMPERSAND = re.compile(
    r"&(?!#[0-9]{1,12};|#x[0-9a-fA-F]{1,12};|(?:amp|lt|gt|quot|apos);)(?:([A-Za-z][A-Za-z0-9]{1,31});)?"
)
_ATTRIBUTE = re.compile(
    r"""(?<![\w:.-])(text|title|type|url|xmlurl|htmlurl|filtercmd)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""",
    re.I,
)
_LONGEST_TAG = 4096  # bytes in which the end of a damaged tag is looked for
_CHUNK = 4096  # bytes that expat is given first; each further chunk is twice as long, to stay linear in long tokens
_MAX_WORK = 50_000_000  # bytes that expat is given in all, however often it has to begin anew behind damage


def parse_opml(text: str) -> Subscriptions:
    """The feeds of an OPML list, in its order; repeated ones are repeated.

    An outline with `xmlUrl` is a feed, one without a folder. Bare ampersands, HTML's entities and control characters
    are no damage; behind other damage reading goes on with the next tag, and `note` says where the first was. Raises
    SubscriptionsError for a list that declares entities, is nested deeper than 100 outlines, names more than 20,000
    feeds, or is damaged so that no feed is found in it.
    """
    start = max(text.find("<"), 0)
    if declaration := _DECLARATION.match(text, start):  # it is text already
        start = declaration.end()
    body = text[start:]
    hidden = hide_controls(body)
    reader = _Reader(_AMPERSAND.sub(_reference, hidden).encode(), has_controls=hidden != body)
    reader.read()
    note = ""
    if reader.damage:
        if not reader.feeds and not reader.skipped:
            raise SubscriptionsError("The list is too damaged to be read: no feed was found in it.")
        line = text.count("\n", 0, start) + reader.data.count(b"\n", 0, reader.damage[0]) + 1
        note = f"The list is damaged, first in line {line:,}; what could be read of it was taken."
    return Subscriptions(tuple(reader.feeds), tuple(reader.skipped), note)


def write_opml(feeds: Sequence[Subscription], *, title: str) -> str:
    """An OPML 2.0 document of these feeds in this order, each in the outlines of its folder."""
    top = _Folder()
    for feed in feeds:
        place = top
        for name in filter(None, clean_line(feed.folder, MAX_FOLDER).split(BETWEEN_FOLDERS)):
            place = place.folders.setdefault(name, _Folder())
        place.feeds.append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape(clean_line(title))}</title>",
        "  </head>",
        "  <body>",
        *top.lines("    "),
        "  </body>",
        "</opml>",
    ]
    return "".join(f"{line}\n" for line in lines)


@dataclass(slots=True)
class _Folder:
    folders: dict[str, _Folder] = field(default_factory=dict)
    feeds: list[Subscription] = field(default_factory=list)

    def lines(self, indent: str) -> list[str]:
        lines = []
        for name, folder in self.folders.items():
            lines += [f"{indent}<outline{_attributes(text=name, title=name)}>", *folder.lines(f"{indent}  ")]
            lines.append(f"{indent}</outline>")
        for feed in self.feeds:
            title = clean_line(feed.title, MAX_TITLE)
            address, link = clean_line(feed.address, MAX_URL), clean_line(feed.link, MAX_URL)
            named = {"text": title or address, "title": title, "xmlUrl": address, "htmlUrl": link}
            lines.append(f'{indent}<outline type="rss"{_attributes(**named)}/>')
        return lines


def _attributes(**values: str) -> str:
    return "".join(f' {name}="{escape(value, {chr(34): "&quot;"})}"' for name, value in values.items() if value)


@dataclass(slots=True)
class _Outline:
    """An outline that is open. `page` is what a leaf is called that has a page and no feed, "" for all others."""

    folder: str = ""
    page: str = ""


class _Reader:
    """Takes what it can from a document, beginning anew behind what expat cannot read."""

    def __init__(self, data: bytes, *, has_controls: bool) -> None:
        self.data = data
        self.feeds: list[Subscription] = []
        self.skipped: list[Skipped] = []
        self.damage: list[int] = []  # where, in bytes
        self._has_controls = has_controls
        self._open: list[_Outline] = []
        self._seen = -1  # where the last tag began that was read, in bytes
        self._work = 0

    def read(self) -> None:
        """Read all of it. Raises SubscriptionsError."""
        at = 0
        while at >= 0 and self._work < _MAX_WORK:
            broken = self._read_from(at)
            if broken is None:
                break
            self.damage.append(broken)
            at = self.data.find(b"<", max(self._salvage(at, broken), broken + 1))
        while self._open:
            self._close()

    def _read_from(self, at: int) -> int | None:
        """Read until the end (None) or to where expat finds that it is broken."""
        parser = ParserCreate("utf-8")
        parser.EntityDeclHandler = _refuse_entity
        lead = b"<opml>" if at else b""  # begun anew, there has to be an element around what follows
        shift = at - len(lead)

        def start(name: str, attributes: dict[str, str]) -> None:
            if name.lower() == "outline":
                self._seen = shift + parser.CurrentByteIndex
                self._start({key.lower(): value for key, value in attributes.items()})

        def end(name: str) -> None:
            if name.lower() == "outline" and self._open:
                self._close()

        rest = memoryview(self.data)[at:]
        size = _CHUNK
        try:
            parser.Parse(lead, False)
            parser.StartElementHandler, parser.EndElementHandler = start, end
            while rest:
                self._work += min(size, len(rest))
                parser.Parse(rest[:size], False)
                rest = rest[size:]
                size *= 2
            parser.Parse(b"", True)
        except ExpatError:
            return max(at, shift + parser.ErrorByteIndex)
        return None

    def _salvage(self, at: int, broken: int) -> int:
        """Take from a broken tag what can be told: the attributes of an outline, or what a closing tag closes.

        Returns where to go on, at the earliest.
        """
        closing = self.data[max(broken - 2, 0) : broken + 8]  # expat points behind "</"
        if closing.startswith((b"</outline", b"</body")):
            for _ in self._open[-1:] if closing.startswith(b"</outline") else self._open[:]:
                self._close()
            return 0
        begin = self.data.rfind(b"<outline", max(at, self._seen + 1), broken + len(b"<outline"))
        if begin < 0 or self.data.find(b"-->", begin, broken) >= 0:  # none, or one in a comment
            return 0
        limit = begin + _LONGEST_TAG
        ends = (self.data.find(sign, begin + 1, limit) for sign in (b"<outline", b"</outline", b"</body", b"<!--"))
        end = min((found for found in ends if found >= 0), default=min(limit, len(self.data)))
        tag = self.data[begin:end].decode("utf-8", "replace")
        found = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if found:
            self._start(found)
            if tag.rstrip().endswith("/>"):
                self._close()
        self._seen = begin
        return end

    def _start(self, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise SubscriptionsError(
                f"The list has folders nested deeper than the {MAX_DEPTH} levels that are read; nothing was taken."
            )
        if self._has_controls:
            attributes = {name: restore(value) for name, value in attributes.items()}
        if self._open:
            self._open[-1].page = ""
        kind = attributes.get("type", "").strip().lower()
        address = attributes.get("xmlurl", "").strip()
        url = attributes.get("url", "").strip()
        if not address and kind in _FEED_TYPES:
            address = url
        link = clean_line(attributes.get("htmlurl", ""), MAX_URL)
        title = attributes.get("text", "").strip() or attributes.get("title", "").strip()
        shown = clean_line(address or url or title, MAX_FOLDER)
        outline = _Outline()
        if address and attributes.get("filtercmd", "").strip():
            self._skip(shown, A_FILTER)
        elif address:
            title = "" if title == address else clean_line(title, MAX_TITLE)
            self.feeds.append(Subscription(address, title, self._folder(), link))
        elif url and kind in _LINK_TYPES:
            self._skip(shown, "it points to a page or another list, which is not fetched")
        else:
            outline = _Outline(title if clean_line(title) else "", shown or link if link else "")
        self._open.append(outline)
        if len(self.feeds) + len(self.skipped) > MAX_LISTED:
            raise too_many()

    def _close(self) -> None:
        page = self._open.pop().page
        if page:
            self._skip(page, "it names a page and no feed")

    def _skip(self, what: str, why: str) -> None:
        self.skipped.append(Skipped(what, why))

    def _folder(self) -> str:
        names = [outline.folder for outline in self._open if outline.folder]
        return clean_line(BETWEEN_FOLDERS.join(names), MAX_FOLDER)


def too_many() -> SubscriptionsError:
    """The error for a list of more than `MAX_LISTED`."""
    return SubscriptionsError(
        f"The list names more than the {MAX_LISTED:,} feeds that are taken at once; nothing was taken. Split it."
    )


def _reference(match: re.Match[str]) -> str:
    name = match[1]
    if not name:
        return "&amp;"
    characters = html5.get(f"{name};")
    if characters is None:
        return f"&amp;{name};"
    return "".join(f"&#{ord(character)};" for character in characters)


def _refuse_entity(*_: object) -> None:
    raise SubscriptionsError(
        "The list declares entities, which none needs and a hostile one grows without end by; nothing was taken."
    )
