"""An article's text: one canonical string, and spans over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class BlockKind(StrEnum):
    """What a stretch of the text is. Blocks never overlap; a blank line stands between two of them."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # one entry of a list; its bullet or number is drawn, not stored
    QUOTE = "quote"  # a block quotation
    TABLE = "table"  # aligned text, one line a row; never re-wrapped
    CAPTION = "caption"  # of a picture, or its alternative text
    CODE = "code"  # preformatted; never re-wrapped


class MarkKind(StrEnum):
    """Inline emphasis kept from the original."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]` is one block. `level` is a heading's (1-6) or a list item's depth (from 1), else 0.

    `label` is what is drawn before a list item ("•", "3."), else "".
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """`text[start:end]` leads to `url`, which is absolute http or https."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` was emphasised."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """Page furniture (menus, comment forms, author boxes) that is not story.

    `at` is the offset in `Document.text` before which it stood; `text` is its lines.
    """

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an article, a podcast's recording say. `url` is absolute http or https.

    `type` is its media type and `size` its length in bytes, as the source states them; "" and None where it does not.
    """

    url: str
    type: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One canonical text: title, standfirst and paragraphs, a blank line between, no furniture, no markup."""

    text: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    folded: tuple[Folded, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def of_kind(self, kind: BlockKind) -> Iterator[str]:
        """The texts of all blocks of one kind, in order."""
        return (self.text[b.start : b.end] for b in self.blocks if b.kind is kind)

    @property
    def title(self) -> str:
        """The title block's text, or ""."""
        return next(self.of_kind(BlockKind.TITLE), "")

    @property
    def body_start(self) -> int:
        """The offset at which the story starts behind its title (0 without a title)."""
        starts = [b.start for b in self.blocks if b.kind is not BlockKind.TITLE]
        return starts[0] if starts else len(self.text)

    def to_json(self) -> dict[str, Any]:
        """Compact JSON for the store and the worker: `{"text", "blocks", "links", "marks", "folded"}`.

        `attachments` stand there where there are any.
        """
        data: dict[str, Any] = {
            "text": self.text,
            "blocks": [[b.kind.value, b.start, b.end, b.level, b.label] for b in self.blocks],
            "links": [[link.start, link.end, link.url] for link in self.links],
            "marks": [[m.kind.value, m.start, m.end] for m in self.marks],
            "folded": [[f.at, f.text] for f in self.folded],
        }
        if self.attachments:
            data["attachments"] = [[a.url, a.type, a.size] for a in self.attachments]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Document:
        """The inverse of `to_json`. Raises KeyError, TypeError or ValueError on anything else."""
        return cls(
            text=data["text"],
            blocks=tuple(Block(BlockKind(k), s, e, level, label) for k, s, e, level, label in data["blocks"]),
            links=tuple(Link(s, e, url) for s, e, url in data["links"]),
            marks=tuple(Mark(MarkKind(k), s, e) for k, s, e in data["marks"]),
            folded=tuple(Folded(at, text) for at, text in data["folded"]),
            attachments=tuple(Attachment(url, kind, size) for url, kind, size in data.get("attachments", ())),
        )
