"""Tables as aligned text: columns by display cells, one line a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reader.model.document import BlockKind
from reader.text.builder import Draft

MAX_WIDTH = 100  # display cells of an aligned row; a wider table is told as a list, one item a row
MAX_COLUMNS = 30
_GAP = "  "
_NUMBER = re.compile(r"[-+−±~≈<>]?\s?[$€£¥]?\s?\d[\d.,   ]*\s?(?:%|[a-zA-Z€$£¥]{0,3})|[-–—]|n/a|")


def display_width(text: str) -> int:
    """The number of terminal cells that `text` takes: 2 for wide characters, 0 for marks and format characters."""
    if text.isascii():
        return len(text)
    width = 0
    for char in text:
        if unicodedata.east_asian_width(char) in "WF":
            width += 2
        elif unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            width += 1
    return width


def table_drafts(rows: Sequence[Sequence[Draft | None]]) -> list[Draft]:
    """A table's rows of cells as one TABLE draft; as one ITEM a row when it is too wide to be read in columns.

    Cells are one-line drafts (None is an empty cell); their links are kept.
    """
    rows = [row[:MAX_COLUMNS] for row in rows if any(row)]
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return []
    texts = [[cell.text if cell else "" for cell in row] + [""] * (columns - len(row)) for row in rows]
    widths = [max(display_width(row[i]) for row in texts) for i in range(columns)]
    if sum(widths) + len(_GAP) * (columns - 1) > MAX_WIDTH:
        return [_joined([cell for cell in row if cell], " · ", BlockKind.ITEM) for row in rows]
    rights = [all(_NUMBER.fullmatch(row[i]) for row in texts[1:]) and len(texts) > 1 for i in range(columns)]
    draft = Draft(BlockKind.TABLE, "")
    for number, (row, line) in enumerate(zip(rows, texts, strict=True)):
        if number:
            draft.text += "\n"
        begin = len(draft.text)
        for i, text in enumerate(line):
            pad = " " * (widths[i] - display_width(text))
            draft.text += (_GAP if i else "") + (pad if rights[i] else "")
            cell = row[i] if i < len(row) else None
            if cell:
                draft.links += [(len(draft.text) + a, len(draft.text) + b, url) for a, b, url in cell.links]
            draft.text += text + ("" if rights[i] else pad)
        draft.text = draft.text[:begin] + draft.text[begin:].rstrip()
    return [draft]


def _joined(cells: Sequence[Draft], separator: str, kind: BlockKind) -> Draft:
    draft = Draft(kind, "", level=1, label="•")
    for i, cell in enumerate(cells):
        draft.text += separator if i else ""
        draft.links += [(len(draft.text) + a, len(draft.text) + b, url) for a, b, url in cell.links]
        draft.text += cell.text
    return draft
