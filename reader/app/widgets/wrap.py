"""Wrap text to a width in terminal cells, keeping character offsets.

Textual's own wrapping loses the offsets, breaks 三・/五 anywhere and may start a line with 、; this one keeps
them and follows the basic kinsoku rules (JIS X 4051: no closing mark at a line's start, no opening one at its end).
"""

from __future__ import annotations

import re

from rich.cells import cell_len

# A run that stays together: a word with the spaces behind it. A wide character (CJK, kana, Hangul) is a run of its own.
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_CLOSING = "、。，．・：；？！」』）］｝〉》】〕’”ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%％"
_OPENING = "「『（［｛〈《【〔‘“"
_RUN = re.compile(
    rf"[{_OPENING}]*(?:[{_WIDE}](?<![{_OPENING}])|(?:[^\s{_WIDE}]|[\u00a0\u202f])+)[{_CLOSING}]*[^\S\n\u00a0\u202f]*"
    rf"|[{_OPENING}]+|[^\S\n\u00a0\u202f]+"
)
# Where every character is one cell wide, len() measures; ten times as fast as asking for each character.
_NARROW = re.compile(r"[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f\u20ac]*")


def wrap(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Half-open offsets of the lines that `text[start:end]` makes at `width` cells; at least one line.

    A newline ends a line. Spaces at a line's end belong to it and may stick out. A run wider than the width is cut
    between characters. `width` below 1 counts as 1.
    """
    width = max(1, width)
    lines: list[tuple[int, int]] = []
    for row_start, row_end in _rows(text, start, end):
        measure = len if _NARROW.fullmatch(text, row_start, row_end) else cell_len
        line_start, used = row_start, 0
        position = row_start
        for run in _RUN.finditer(text, row_start, row_end):
            run_start, run_end = position, run.end()
            position = run_end
            word = text[run_start:run_end].rstrip()
            cells = measure(word)
            if used and used + cells > width:
                lines.append((line_start, run_start))
                line_start, used = run_start, 0
            while cells > width:
                cut = _cut(text, run_start, run_end, width)
                lines.append((line_start, cut))
                line_start = run_start = cut
                cells = measure(text[run_start:run_end].rstrip())
            used += measure(text[run_start:run_end])
        lines.append((line_start, row_end))
    return lines


def _rows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    rows = []
    while (newline := text.find("\n", start, end)) >= 0:
        rows.append((start, newline))
        start = newline + 1
    rows.append((start, end))
    return rows


def _cut(text: str, start: int, end: int, width: int) -> int:
    """The offset behind the characters of `text[start:end]` that fit into `width`; always past `start`."""
    used = 0
    for offset in range(start, end):
        cells = cell_len(text[offset])
        if used + cells > width and offset > start:
            return offset
        used += cells
    return end


def fit(text: str, width: int) -> str:
    """`text` cut to `width` cells with "…" where it was longer; never padded."""
    if cell_len(text) <= max(0, width):
        return text
    if width <= 0:
        return ""
    cut = _cut(text, 0, len(text), width - 1)
    return (text[:cut].rstrip() if cell_len(text[:cut]) < width else "") + "…"
