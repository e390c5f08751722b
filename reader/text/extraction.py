"""Which words of a page are its story, as a maintained extractor has it (trafilatura), and which blocks hold them.

The extractor is the best there is at that question, but its answer is bare text. So it only decides: the blocks, links
and offsets stay those of our own walk over the page, and what it leaves out is folded, not lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reader.text.builder import Draft
from reader.text.clean import clean

MAX_TAGS = 50_000  # begins and ends of a page's elements: 2 s of the extractor's time (a long live blog has 20,000)
_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words in a row; four of a story's hardly stand elsewhere on its page
_COVERED = 0.5  # of a block's words that stand in the story
_LONG = 20  # characters; in languages without spaces a sentence is few words, and no accident from this length on


def story_lines(html: str) -> list[str]:
    """The story's lines; [] when the extractor finds none, or the page is too large to give it to one.

    Comments are left out. Opens no connection.
    """
    if html.count("<") > MAX_TAGS:
        return []
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)  # what it has to say is not for a terminal
    source = _CONTROLS.sub(" ", html)
    try:
        found = bare_extraction(source, fast=True, include_comments=False)
    except Exception:  # whatever it trips over, our own reading of the page remains
        return []
    text = getattr(found, "text", None) or ""
    return [line for line in clean(text).split("\n") if _WORD.search(line)]


def story_blocks(drafts: Sequence[Draft], lines: Sequence[str]) -> list[bool]:
    """For each block whether its words stand in these lines; all False when most of the lines stand in no block.

    A block's words count where four in a row are found. The same block twice is the story as often as in the lines.
    """
    words = [_words(line) for line in lines]
    running = [word for line in words for word in line]
    shingles = _shingles(running)  # over line ends too: what is one block here may be several lines there
    whole = Counter(" ".join(line) for line in words)
    joined = "".join(running)
    found: list[bool] = []
    seen: Counter[str] = Counter()
    held = 0  # characters
    for draft in drafts:
        own = _words(draft.text)
        key = " ".join(own)
        if len(own) < _SHINGLE:
            inside = key in whole or (len(key) >= _LONG and "".join(own) in joined)
        else:
            inside = _coverage(own, shingles) >= _COVERED
        seen[key] += inside
        found.append(inside and seen[key] <= max(1, whole[key]))
        if found[-1]:
            held += len("".join(own))
    if 2 * held < len(joined):
        return [False] * len(drafts)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    size = min(_SHINGLE, len(words))
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)} if words else set()


def _coverage(words: Sequence[str], shingles: set[tuple[str, ...]]) -> float:
    """The share of the words that stand in one of the shingles."""
    covered = 0
    reached = 0
    for i in range(len(words) - _SHINGLE + 1):
        if tuple(words[i : i + _SHINGLE]) in shingles:
            covered += i + _SHINGLE - max(i, reached)
            reached = i + _SHINGLE
    return covered / len(words)
