"""Score how well the story is found on made-up news pages, as HTML and saved as text.

The measure is the one that full-text extractors are compared with: runs of four words, as multisets, means over pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean

from reader.model.article import Entry
from reader.sources.wire import story
from reader.text.html import read_page
from reader.text.plain import read_text
from tests.eval.newspages import PARTS, STYLES, Page, pages, saved

_RUN = 4  # words


@dataclass(frozen=True)
class Score:
    """Means over pages; `edges` is the share of pages whose first and last line are the story's."""

    precision: float
    recall: float
    edges: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, with their numbers."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))


def score(found: Iterable[tuple[Page, Entry]]) -> Score:
    """How well the stories of these pages were found."""
    rows = []
    for page, entry in found:
        true, said = runs("\n".join(page.story)), runs(story(entry))
        both = (true & said).total()
        lines = [" ".join(re.findall(r"\w+", line)) for line in story(entry).split("\n") if line.strip()] or [""]
        ends = [" ".join(re.findall(r"\w+", page.story[i])) for i in (0, -1)]
        rows.append((both / said.total(), both / true.total(), ends == [lines[0], lines[-1]]))
    return Score(*(mean(row[i] for row in rows) for i in range(3)))


def scores(part: str) -> dict[str, Score]:
    """The score of a part's pages by how they are read: "html", and each style of saved text."""
    made = list(pages(part))
    found = {"html": score((page, read_page(page.html)) for page in made)}
    for style in STYLES:
        found[style] = score((page, read_text(saved(page, style))) for page in made)
    return found


def main() -> None:
    """Print the table."""
    for part in PARTS:
        for name, result in scores(part).items():
            figures = f"F1 {result.f1:.3f}  precision {result.precision:.3f}  recall {result.recall:.3f}"
            print(f"{part:8}{name:9}{figures}  first and last line right {result.edges:.0%}")
