"""A strict reading of a well-formed feed that cuts out what feedparser would take for something else.

feedparser goes by the names of elements wherever they stand: an entry inside an entry (the other side of a conflict,
an answer) becomes an entry of its own, and a title or link in an element of a foreign vocabulary replaces the
entry's. Cutting also spares it the floods: what nobody reads costs nothing.
"""

from __future__ import annotations

import re
from pyexpat import ExpatError, ParserCreate

from reader.sources.repair import NAMESPACES

_MAX_DEPTH = 100  # elements below an entry or the feed
_MAX_SIBLINGS = 100  # elements of one name in an entry
_MAX_UNREAD = 30  # elements in an entry that nobody reads; it would be empty without them
_ENTRIES = frozenset(("item", "entry"))
_FEEDS = frozenset(("channel", "feed"))
# All that is read of an entry, by local name in lower case.
_READ = frozenset(
    (
        "abstract author body content created creator date description enclosure encoded fullitem group guid "
        "heading id issued language lastbuilddate line link managingeditor modified origenclosurelink origlink "
        "pubdate published source subtitle summary tagline title updated words"
    ).split()
)
_NOT_READ_OF_FEED = frozenset(
    "category cloud image keywords publisher rating skipdays skiphours subject textinput".split()
)
# Vocabularies that an element without a prefix may be of.
_KNOWN = {uri.lower() for uri in NAMESPACES.values()} | {
    "",
    "http://purl.org/atom/ns#",
    "http://www.w3.org/1999/xhtml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "http://search.yahoo.com/mrss",
}
_TAG_END = re.compile(rb"(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>")


class _Scope:
    """The feed or entry that the reading is in."""

    def __init__(self, depth: int, uri: str) -> None:
        self.depth = depth
        self.uri = uri
        self.counts: dict[str, int] = {}
        self.has_link = False  # an address as text, as RSS has it
        self.alternates: list[tuple[int, int]] = []


class _Pruner:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parser = ParserCreate("utf-8", " ")
        self._parser.namespace_prefixes = True
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._depth = 0
        self._feed: _Scope | None = None
        self._entry: _Scope | None = None
        self._cut_depth = 0  # of the element being cut
        self._cut_start = 0
        self._cut_alternate = False
        self._link: list[str] = []
        self.cuts: list[tuple[int, int]] = []

    def run(self) -> None:
        self._parser.Parse(self._data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._cut_depth:
            return
        uri, _, local = name.rpartition(" ")
        prefixed = " " in uri
        if prefixed:
            uri, _, local = uri.rpartition(" ")
        local = local.lower()
        if self._is_superfluous(uri, local, prefixed=prefixed):
            self._begin_cut()
            return
        scope = self._entry or self._feed
        if local in _ENTRIES:
            self._entry = _Scope(self._depth, uri)
        elif scope is None:
            if local in _FEEDS:
                self._feed = _Scope(self._depth, uri)
        elif local == "link" and self._depth == scope.depth + 1:
            if attributes.get("rel", "alternate") != "alternate":
                return
            if "href" not in attributes and uri == scope.uri:
                self._link = []
                self._parser.CharacterDataHandler = self._link.append
            elif uri != scope.uri:
                self._begin_cut()
                self._cut_alternate = True

    def _is_superfluous(self, uri: str, local: str, *, prefixed: bool) -> bool:
        scope = self._entry or self._feed
        if scope is None:
            return self._depth > _MAX_DEPTH
        if self._depth > scope.depth + _MAX_DEPTH:
            return True
        if self._entry and local in _ENTRIES:
            return True
        if self._depth != scope.depth + 1:
            return False
        if local in _ENTRIES:
            return False
        if not prefixed and uri != scope.uri and uri.lower() not in _KNOWN:
            return True
        if not self._entry:
            return local in _NOT_READ_OF_FEED
        name = local if local in _READ else ""
        scope.counts[name] = count = scope.counts.get(name, 0) + 1
        return count > (_MAX_SIBLINGS if name else _MAX_UNREAD)

    def _begin_cut(self) -> None:
        self._cut_depth = self._depth
        self._cut_start = self._parser.CurrentByteIndex
        self._cut_alternate = False

    def _end(self, _: str) -> None:
        scope = self._entry or self._feed
        if self._cut_depth:
            if self._depth == self._cut_depth:
                self._end_cut(scope)
        elif scope is not None:
            if self._parser.CharacterDataHandler is not None:
                self._parser.CharacterDataHandler = None
                scope.has_link = scope.has_link or "".join(self._link).strip().lower().startswith(("http:", "https:"))
            if self._depth == scope.depth:
                if scope.has_link:
                    self.cuts += scope.alternates
                self._entry, self._feed = None, self._feed if self._entry else None
        self._depth -= 1

    def _end_cut(self, scope: _Scope | None) -> None:
        opening = _TAG_END.match(self._data, self._cut_start)
        if opening and self._data.endswith(b"/>", 0, opening.end()):  # expat has its end behind it
            end = opening.end()
        else:
            end = self._data.index(b">", self._parser.CurrentByteIndex) + 1
        cut = (self._cut_start, end)
        if self._cut_alternate and scope is not None:
            scope.alternates.append(cut)
        else:
            self.cuts.append(cut)
        self._cut_depth = 0


def prune(text: str) -> str | None:
    """The document without what would mislead feedparser, or None when it is not well-formed.

    `text` has no document type. Cut are entries inside entries; elements of an entry past the 30th that nobody reads
    and the 100th of one name, or of a foreign vocabulary without a prefix; what lies more than 100 elements deep;
    pictures, search boxes and categories of the feed; and links as attributes next to a link as text.
    """
    data = text.encode("utf-8")
    pruner = _Pruner(data)
    try:
        pruner.run()
    except ExpatError:
        return None
    if not pruner.cuts:
        return text
    parts, at = [], 0
    for start, end in sorted(pruner.cuts):
        parts.append(data[at:start])
        at = end
    parts.append(data[at:])
    return b"".join(parts).decode("utf-8")
