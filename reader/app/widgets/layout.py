"""From a document to the lines of the reading pane. Pure; each line knows its offsets."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from reader.app.widgets.wrap import fit, wrap
from reader.desk.display import attached
from reader.model import Block, BlockKind, Document


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line on the screen: `prefix`, then `document.text[start:end]`; or, for a line that is not story, `shown`.

    `role` names such a line's look: "meta", "folded"; "" for story. `kind` is the block it belongs to.
    """

    start: int
    end: int
    kind: BlockKind | None = None
    prefix: str = ""
    shown: str = ""
    role: str = ""

    def text(self, document: Document) -> str:
        """The line as it stands on the screen."""
        return self.prefix + self.shown + document.text[self.start : self.end]


def lay_out(
    document: Document,
    width: int,
    *,
    meta: tuple[str, ...] = (),
    hint: tuple[str, ...] = (),
    folded_shown: bool = False,
) -> list[TextLine]:
    """All lines at a column of `width` cells. `meta` goes under the title, `hint` stands alone."""
    lines = [TextLine(0, 0)]
    if hint:
        lines += [TextLine(0, 0, shown=fit(line, width), role="meta") for line in hint]
        return lines
    folded = list(document.folded)
    meta_due = bool(meta)
    for block in document.blocks:
        if meta_due and block.kind is not BlockKind.TITLE:
            lines += _meta_lines(meta, block.start, width)
            meta_due = False
        if folded_shown:
            while folded and folded[0].at <= block.start:
                lines += _folded_lines(folded.pop(0).text, block.start, width)
        lines += _block_lines(document.text, block, width)
        lines.append(TextLine(block.end, block.end))
    end = len(document.text)
    if meta_due:
        lines += _meta_lines(meta, end, width)
    if folded_shown:
        for item in folded:
            lines += _folded_lines(item.text, end, width)
    if document.attachments:
        lines += _meta_lines(tuple(f"⊕ {attached(each)}" for each in document.attachments), end, width)
    if document.folded and not folded_shown:
        count = sum(item.text.count("\n") + 1 for item in document.folded)
        note = f"┆ {count} line{'s' * (count != 1)} of page furniture folded · f shows"
        lines.append(TextLine(end, end, shown=fit(note, width), role="folded"))
    return lines


def _meta_lines(meta: tuple[str, ...], at: int, width: int) -> list[TextLine]:
    lines = [line[start:end].rstrip() for line in meta for start, end in wrap(line, 0, len(line), width)]
    return [*(TextLine(at, at, shown=line, role="meta") for line in lines), TextLine(at, at)]


def _folded_lines(text: str, at: int, width: int) -> list[TextLine]:
    lines = [
        TextLine(at, at, shown="┆ " + text[start:end].rstrip(), role="folded")
        for start, end in wrap(text, 0, len(text), width - 2)
    ]
    return [*lines, TextLine(at, at)]


def _block_lines(text: str, block: Block, width: int) -> list[TextLine]:
    first, rest = _prefixes(block)
    room = max(8, width - max(cell_len(first), cell_len(rest)))
    own = {block.start, *(at + 1 for at in range(block.start, block.end) if text[at] == "\n")}
    return [
        TextLine(start, start + len(text[start:end].rstrip()), block.kind, first if start in own else rest)
        for start, end in wrap(text, block.start, block.end, room)
    ]


def _prefixes(block: Block) -> tuple[str, str]:
    """What is drawn before a row of a block, and before the lines on which that row goes on."""
    if block.kind is BlockKind.ITEM:
        label = "  " * max(0, block.level - 1) + f"{block.label or '•'} "
        return label, " " * cell_len(label)
    if block.kind is BlockKind.QUOTE:
        return "│ ", "│ "
    if block.kind is BlockKind.CAPTION:
        return "▪ ", "  "
    if block.kind in (BlockKind.TABLE, BlockKind.CODE):
        return "", "  "  # a row too wide for the column goes on, indented, rather than lose a cell
    return "", ""
