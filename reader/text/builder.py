"""The one way to make a Document: drafts of blocks, placed one after another with a blank line between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.model.document import Block, BlockKind, Document, Folded, Link, Mark, MarkKind
from reader.text.clean import clean, clean_line

_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"[^\S\n]*\n\s*")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
TITLE_LIMIT = 1000  # characters; a longer "title" is a body that lost its way
_KEPT_SHAPE = (BlockKind.CODE, BlockKind.TABLE)


@dataclass(slots=True)
class Draft:
    """A block before it has its place: clean text, and spans that count from its own start.

    `furniture` is what the page's structure says about it (it stood in a navigation, a footer, a form …); `gap` is
    the number of blank lines before it in a plain text, 0 for a line right under another.
    """

    kind: BlockKind
    text: str
    level: int = 0
    label: str = ""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    marks: list[tuple[MarkKind, int, int]] = field(default_factory=list)
    furniture: bool = False
    gap: int = 1

    @property
    def linked(self) -> float:
        """The share of the text that is links, 0 to 1."""
        return sum(end - start for start, end, _ in self.links) / max(1, len(self.text))


def single_space(text: str) -> str:
    """The text on one line: every run of white space one space, none at the ends."""
    return " ".join(text.split())


class InlineBuilder:
    """Collects one block's words: white space collapsed as a browser does it, links and marks with offsets."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[str, MarkKind | None]] = []  # (url, None) or ("", kind), outermost first
        self._starts: list[int] = []
        self._links: list[tuple[int, int, str]] = []
        self._marks: list[tuple[MarkKind, int, int]] = []

    def words(self, text: str) -> None:
        """Add text in which white space is only a separator."""
        text = _SPACE.sub(" ", clean(text))
        if text[:1] == " " and (not self._parts or self._parts[-1][-1] in " \n"):
            text = text[1:]
        self._put(text)

    def shaped(self, text: str) -> None:
        """Add text whose spaces and line ends are to stay (preformatted)."""
        self._put(clean(text))

    def line_break(self) -> None:
        """End the line, unless the block has only begun."""
        if self._parts:
            self._put("\n")

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def open(self, url: str = "", mark: MarkKind | None = None) -> None:
        """Begin a link to `url` or a mark; it goes on over blocks until `close`."""
        self._open.append((url, mark))
        self._starts.append(self._length)

    def close(self) -> None:
        """End the span that was opened last."""
        url, mark = self._open.pop()
        self._span(self._starts.pop(), url, mark)

    def _span(self, start: int, url: str, mark: MarkKind | None) -> None:
        if self._length > start:
            if mark is None:
                self._links.append((start, self._length, url))
            else:
                self._marks.append((mark, start, self._length))

    def take(self, kind: BlockKind, level: int = 0, label: str = "") -> Draft | None:
        """The block collected so far (None when it has no words), and a fresh start with the same spans open."""
        if not self._parts:
            return None
        for start, (url, mark) in zip(self._starts, self._open, strict=True):
            self._span(start, url, mark)
        joined, links, marks = "".join(self._parts), self._links, self._marks
        self._parts, self._links, self._marks, self._length = [], [], [], 0
        self._starts = [0] * len(self._open)
        return draft_of(joined, kind, level, label, links, marks)


def draft_of(
    joined: str,
    kind: BlockKind,
    level: int = 0,
    label: str = "",
    links: Sequence[tuple[int, int, str]] = (),
    marks: Sequence[tuple[MarkKind, int, int]] = (),
) -> Draft | None:
    """A draft of raw block text whose spans are adjusted to what tidying takes away; None when no words are left.

    Spaces at line ends go, blank lines go (they would end the block), and the ends of spans move off white space.
    """
    if clean(joined) != joined:  # characters that were harmless apart (marks, joiners) met at a span's border
        joined, links, marks = clean(joined), (), ()
    kept, moved = _tidy(joined, kind in _KEPT_SHAPE)
    if not kept:
        return None
    draft = Draft(kind, kept, level, label)
    for start, end, url in links:
        span = _trimmed(kept, moved[start], moved[end])
        if span:
            draft.links.append((*span, url))
    for mark, start, end in marks:
        span = _trimmed(kept, moved[start], moved[end])
        if span:
            draft.marks.append((mark, *span))
    draft.links.sort()
    draft.marks.sort(key=lambda m: (m[1], -m[2]))
    return draft


def _tidy(text: str, shaped: bool) -> tuple[str, list[int] | range]:
    """The text without space at line ends and without blank lines, and where each of its offsets has gone."""
    pattern = _BLANK_LINES if shaped else _BREAK
    first = len(text) - len(text.lstrip("\n" if shaped else None))
    last = len(text.rstrip())
    whole = first == 0 and last == len(text)
    if whole and ("\n" not in text or all(match.group() == "\n" for match in pattern.finditer(text))):
        return text, range(len(text) + 1)
    moved = [0] * (len(text) + 1)
    parts: list[str] = []
    length, place = 0, first
    for match in [*pattern.finditer(text, first, max(first, last)), None]:
        stop = match.start() if match else max(first, last)
        moved[place : stop + 1] = range(length, length + stop - place + 1)
        parts.append(text[place:stop])
        length += stop - place
        if match:
            parts.append("\n")
            moved[stop + 1 : match.end() + 1] = [length + 1] * (match.end() - stop)
            length += 1
            place = match.end()
    moved[max(first, last) :] = [length] * (len(text) + 1 - max(first, last))
    return "".join(parts), moved


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    if not part.strip():
        return None
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


class DocumentBuilder:
    """Places drafts one after another and remembers what was folded where."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._marks: list[Mark] = []
        self._folded: list[tuple[int, list[str]]] = []  # (number of blocks before it, its lines)

    def add(self, draft: Draft) -> None:
        """Place a draft after the last one."""
        start = self._length + 2 if self._parts else 0
        self._parts.append(draft.text)
        self._length = start + len(draft.text)
        self._blocks.append(Block(draft.kind, start, self._length, draft.level, draft.label))
        self._links += [Link(start + a, start + b, url) for a, b, url in draft.links]
        self._marks += [Mark(kind, start + a, start + b) for kind, a, b in draft.marks]

    def title(self, text: str) -> None:
        """Place a title, when there is one."""
        text = clean_line(text, TITLE_LIMIT)
        if text:
            self.add(Draft(BlockKind.TITLE, text))

    def fold(self, text: str) -> None:
        """Note furniture that stood here. What follows directly joins what was folded before."""
        if not self._folded or self._folded[-1][0] != len(self._blocks):
            self._folded.append((len(self._blocks), []))
        self._folded[-1][1].append(text)

    def build(self) -> Document:
        """The document."""
        text = "\n\n".join(self._parts)
        starts = [block.start for block in self._blocks] + [len(text)]
        folded = tuple(Folded(starts[before], "\n".join(lines)) for before, lines in self._folded)
        return Document(text, tuple(self._blocks), tuple(self._links), tuple(self._marks), folded)


def cut(draft: Draft, end: int) -> Draft:
    """The first `end` characters of a draft, its spans cut to fit."""
    text = draft.text[:end].rstrip()
    links = [(a, min(b, len(text)), url) for a, b, url in draft.links if a < len(text)]
    marks = [(kind, a, min(b, len(text))) for kind, a, b in draft.marks if a < len(text)]
    return Draft(draft.kind, text, draft.level, draft.label, links, marks, draft.furniture, draft.gap)


def document(drafts: Sequence[Draft], *, title: str = "") -> Document:
    """A document of these blocks, `title` first when given."""
    builder = DocumentBuilder()
    builder.title(title)
    for draft in drafts:
        builder.add(draft)
    return builder.build()
