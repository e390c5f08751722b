"""What of a page is story and what is furniture: menus, share lines, comment forms, author boxes, related links.

Losing a sentence of the story is the worse error. So a line is furniture only for a reason: the page's structure says
so, it is a phrase of furniture on a line of its own, it stands in a section headed by one, or it belongs to a run of
such lines before or behind the story. Everything folded stays with the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate

from reader.model.document import BlockKind
from reader.text import phrases
from reader.text.builder import Draft
from reader.text.dates import find_date
from reader.text.regions import story_region
from reader.text.roles import END_OF_SENTENCE, Role, byline_of, is_cell, is_item, role_of, words
from reader.text.sentences import sentences

_HEADLINE = 20  # words; more are no title
_END = 5  # short lines; more between a story and known furniture are not the story's
_LABEL = 3  # words of a line that names a section or a topic
_LONGEST_SECTION = 50  # lines under one heading of furniture


@dataclass(slots=True)
class Verdict:
    """`kept[i]` is how many characters of block i are story (0: furniture). Indexes are -1 for none."""

    kept: list[int]
    title: int = -1
    standfirst: int = -1
    byline: str = ""
    published: datetime | None = None
    roles: list[Role] = field(default_factory=list)


def judge(blocks: Sequence[Draft], *, title: str = "", byline: str = "", extracted: bool = False) -> Verdict:
    """Decide for every block of a page. `title` and `byline` are what is known already, "" when nothing is.

    With `extracted`, the furniture is marked already: no prose is folded for where it stands.
    """
    verdict = Verdict([len(block.text) for block in blocks], byline=byline)
    if blocks:
        _Judge(blocks, verdict, extracted).run(title)
    return verdict


class _Judge:
    def __init__(self, blocks: Sequence[Draft], verdict: Verdict, extracted: bool) -> None:
        self.blocks = blocks
        self.verdict = verdict
        self.extracted = extracted
        self.roles = verdict.roles = [role_of(block) for block in blocks]
        self._weigh()

    def _weigh(self) -> None:
        self.prose = [i for i, role in enumerate(self.roles) if role is Role.PROSE]
        self.first = self.prose[0] if self.prose else len(self.blocks)
        sizes = (len(b.text) if role is Role.PROSE else 0 for b, role in zip(self.blocks, self.roles, strict=True))
        self.weight = [0, *accumulate(sizes)]  # weight[i]: characters of prose before block i

    def run(self, title: str) -> None:
        """All passes, each with its own reason to fold."""
        self._menus()
        if self._is_page():
            self._outside()
        self._header(title)
        self._strong()
        self._sections()
        self._tail()
        self._author_box()
        self._last_sentences()

    def fold(self, *indexes: int) -> None:
        for i in indexes:
            if i not in (self.verdict.title, self.verdict.standfirst):
                self.verdict.kept[i] = 0

    def is_story(self, i: int) -> bool:
        return self.verdict.kept[i] > 0

    def _is_page(self) -> bool:
        """Whether the text carries a page's frame at all; a clean text is left alone."""
        return any(role in (Role.STRONG, Role.COMMENTS, Role.RELATED, Role.AUTHOR) for role in self.roles)

    def _strong(self) -> None:
        for i, role in enumerate(self.roles):
            near = self.roles[max(0, i - 2) : i] + self.roles[i + 1 : i + 3]
            company = any(r in (Role.STRONG, Role.COMMENTS, Role.RELATED) for r in near) or near.count(Role.WEAK) > 1
            if role in (Role.STRONG, Role.CREDIT) or (role is Role.WEAK and (company or i < self.first)):
                self.fold(i)

    def _menus(self) -> None:
        """Groups of three and more short lines with furniture among them are menus, whatever else they name."""
        start = 0
        for i in range(1, len(self.blocks) + 1):
            if i < len(self.blocks) and self.blocks[i].gap == 0:
                continue
            group = range(start, i)
            marked = sum(self.roles[j] in (Role.STRONG, Role.WEAK) for j in group)
            if len(group) > 2 and 3 * marked >= len(group) and all(words(self.blocks[j].text) <= 4 for j in group):
                for j in group:
                    if self.roles[j] in (Role.SHORT, Role.WEAK):
                        self.roles[j] = Role.STRONG
            start = i

    def _outside(self) -> None:
        """Fold what lies outside the story's stretches: prose, and short lines that part one stretch from the next.

        Of a page whose furniture is marked, only what a heading of another section parts from the story's end.
        """
        inside = story_region(self.blocks, self.roles)
        first, last = inside.index(True), len(inside) - inside[::-1].index(True)
        if self.extracted:
            heads = (Role.RELATED, Role.COMMENTS, Role.AUTHOR)
            end = next((i for i in range(last, len(inside)) if self.roles[i] in heads), len(inside))
            inside[:end] = [True] * end
        for i, role in enumerate(self.roles):
            if inside[i]:
                continue
            if role is Role.PROSE and i < first and words(self.blocks[i].text) <= _HEADLINE:
                self.roles[i] = Role.SHORT  # a question or a cry may be the title
            elif role is Role.PROSE or (role is Role.SHORT and first < i < last):
                self.roles[i] = Role.STRONG
        self._weigh()

    def _header(self, title: str) -> None:
        """Find title, standfirst, byline and date before the story; fold what else stands there on a page."""
        self.verdict.title = self._known_title(title) if title else self._found_title()
        if not self.prose:  # nothing tells where a header would end
            self.first = self.verdict.title + 1
        if self.verdict.title in self.prose:
            self.prose.remove(self.verdict.title)
            self.first = self.prose[0]
        for i in range(self.first):
            self._read_meta(i)
        self._standfirst()
        for i in range(self.verdict.standfirst + 1, self.first):
            self._read_meta(i)
        page = self._is_page()
        for i in range(self.first):
            role, before = self.roles[i], i < self.verdict.title
            short = words(self.blocks[i].text) <= 4 and (page or self._beside_meta(i)) and not self._heads_more(i)
            if role is not Role.PROSE and (role is not Role.SHORT or before or short):
                self.fold(i)

    def _heads_more(self, i: int) -> bool:
        """Whether a short line is a sentence, a list's point, or a sub-heading under a first paragraph."""
        under = self.verdict.standfirst >= 0 and self.roles[self.verdict.standfirst] is Role.PROSE
        sentence = END_OF_SENTENCE.search(self.blocks[i].text) is not None
        return sentence or (under and i == self.first - 1) or (i > self.verdict.title and is_item(self.blocks[i]))

    def _known_title(self, title: str) -> int:
        return next((i for i, block in enumerate(self.blocks) if _same(block.text, title)), -1)

    def _found_title(self) -> int:
        """The title among the short lines before the story; else a first paragraph that reads like one."""
        head = range(self.first)
        run = [i for i in head if self.roles[i] is Role.SHORT] or [i for i in head if self.roles[i] is Role.RELATED]
        if not self.prose:
            return run[0] if run else 0
        if run:
            run = [i for i in run if not is_item(self.blocks[i])] or run
            end = self._byline(run)
            return self._title([i for i in run if i < end] or run)
        text = self.blocks[self.first].text
        limit = 30 if END_OF_SENTENCE.search(text) else 60
        return self.first if len(self.prose) > 1 and words(text) <= limit else -1

    def _byline(self, run: Sequence[int]) -> int:
        """The last byline or date before the story that stands right under a line of this run; else the story."""
        under = {j for i in run for j in (i + 1, i + 2)}
        metas = [i for i in range(self.first) if self.roles[i] is Role.META and i in under]
        return metas[-1] if metas and self._is_page() else self.first

    def _beside_meta(self, i: int) -> bool:
        """Whether a line stands in one group with a byline or a date, as an outlet's name does."""
        above = i > 0 and self.blocks[i].gap == 0 and self.roles[i - 1] is Role.META
        below = i + 1 < len(self.blocks) and self.blocks[i + 1].gap == 0 and self.roles[i + 1] is Role.META
        return above or below

    def _read_meta(self, i: int) -> None:
        found = find_date(self.blocks[i].text)
        if self.roles[i] is Role.SHORT and found and i > self.verdict.title >= 0 and words(found[1]) <= 4:
            self.roles[i] = Role.META  # an outlet and a date
        if self.roles[i] is not Role.META:
            return
        self.verdict.byline = self.verdict.byline or byline_of(self.blocks[i].text)
        if found and self.verdict.published is None:
            self.verdict.published = found[0]

    def _title(self, run: Sequence[int]) -> int:
        """The title among the short lines before the story, in the last stretch of them that no furniture parts.

        It is the first of a clean text; under a menu it is the last, but for a standfirst right behind it.
        """
        menu = (Role.STRONG, Role.WEAK)
        start = len(run) - 1
        while start > 0 and not any(self.roles[j] in menu for j in range(run[start - 1], run[start])):
            start -= 1
        candidates = run[start:]
        headings = [i for i in candidates if self.blocks[i].kind is BlockKind.HEADING]
        if headings:
            return min(headings, key=lambda i: self.blocks[i].level)
        sizes = [words(self.blocks[i].text) for i in candidates]
        if any(role in menu for role in self.roles[: candidates[0]]):
            long = [n for n, size in enumerate(sizes) if size > 3] or [len(sizes) - 1]
            behind = len(long) > 1 and sizes[long[-1]] >= max(sizes[long[-2]], 8) and sizes[long[-2]] > 5
            return candidates[long[-2] if behind else long[-1]]
        kicker = sizes[0] <= 2 and self.blocks[candidates[0]].text.isupper() and any(size > 3 for size in sizes)
        return candidates[next(n for n, size in enumerate(sizes) if size > 3) if kicker else 0]

    def _standfirst(self) -> None:
        """A line of 6 to 60 words behind the title that ends without a stop, or that a byline parts from the rest."""
        after = self.verdict.title + 1
        if self.verdict.title < 0:
            return
        rest = [i for i in range(after, len(self.blocks)) if self.roles[i] in (Role.SHORT, Role.PROSE)][:2]
        if len(rest) < 2 or self.blocks[rest[0]].kind is not BlockKind.PARAGRAPH:
            return
        candidate = self.blocks[rest[0]]
        if not 6 <= words(candidate.text) <= 60 or is_item(candidate):
            return
        parted = any(self.roles[i] is Role.META for i in range(rest[0] + 1, rest[1]))
        if parted or not END_OF_SENTENCE.search(candidate.text):
            self.verdict.standfirst = rest[0]
            self.first = next((i for i in self.prose if i > rest[0]), self.first)

    def _sections(self) -> None:
        """Fold what a heading of furniture governs: comments to the end, others up to the next prose."""
        for i, role in enumerate(self.roles):
            if i < self.first or not self.is_story(i):
                continue
            if role is Role.COMMENTS:
                self.fold(i)
                if not self.extracted and self._ends_the_page(i):
                    self.fold(*range(i, len(self.blocks)))
                    return
            elif role is Role.AUTHOR:
                self.fold(i, *self._group_after(i, alone=1))
            elif role is Role.RELATED:
                self._related(i)
        for i, block in enumerate(self.blocks):
            if not phrases.SIGN_UP.match(phrases.normal(block.text)):
                continue
            if self.roles[i] is Role.STRONG:
                self.fold(*(j for j in self._group_after(i, alone=0) if self.roles[j] is not Role.PROSE))
            elif self.roles[i : i + 2] == [Role.SHORT, Role.STRONG]:
                self.fold(i)

    def _ends_the_page(self, i: int) -> bool:
        """Whether comments or their form follow, rather than a story under a counter of comments."""
        before, after = self.weight[i], self.weight[-1] - self.weight[i]
        form = any(phrases.FORM.match(phrases.normal(block.text[:200])) for block in self.blocks[i : i + 4])
        return before > 0 and (form or after <= before)

    def _group_after(self, i: int, *, alone: int) -> list[int]:
        """The lines directly under line i; when there are none, the next `alone` blocks."""
        end = i + 1
        while end < min(len(self.blocks), i + _LONGEST_SECTION) and self.blocks[end].gap == 0:
            end += 1
        return list(range(i + 1, end if end > i + 1 else min(len(self.blocks), i + 1 + alone)))

    def _related(self, i: int) -> None:
        under = [j for j in self._group_after(i, alone=0) if words(self.blocks[j].text) <= 25]
        following = i + 1 + len(under)
        prose_next = following < len(self.blocks) and self.roles[following] is Role.PROSE
        if prose_next and not under and phrases.OPEN_ENDED.match(phrases.normal(self.blocks[i].text)):
            return
        self.fold(i, *under)
        while following < len(self.blocks) and self.roles[following] in (Role.SHORT, Role.WEAK, Role.STRONG, Role.META):
            if (under or self.blocks[following].kind is BlockKind.HEADING) and self._heads_prose(following):
                break
            self.fold(following)
            following += 1

    def _heads_prose(self, i: int) -> bool:
        return i + 1 < len(self.blocks) and self.roles[i + 1] is Role.PROSE

    def _tail(self) -> None:
        """Behind the last prose, short lines are the page's end once one of them is known as furniture."""
        stories = [i for i in self.prose if self.is_story(i)]
        if not stories or not self._is_page():
            return
        behind = range(stories[-1] + 1, len(self.blocks))
        shorts = [i for i in behind if self.is_story(i)]
        furniture = next((i for i in behind if not self.is_story(i)), len(self.blocks))
        ahead = [self.blocks[i] for i in shorts if i < furniture]
        structured = any(is_item(block) or is_cell(block.text) for block in ahead)  # a list or a table ends the story
        page = furniture < len(self.blocks) and not structured
        for i in shorts:
            short = words(self.blocks[i].text) <= _LABEL and not END_OF_SENTENCE.search(self.blocks[i].text)
            label = page and (len(shorts) > _END or short)
            if i > furniture or label or self.roles[i] is Role.META:
                self.fold(i)

    def _author_box(self) -> None:
        """The last paragraphs, when they tell who the author is: a name the story does not know, and a trade."""
        stories = [i for i in self.prose if self.is_story(i)]
        for i in stories[:-3:-1] if len(stories) > 2 else []:
            name = _portrayed(self.blocks[i].text)
            if not name:
                continue
            known = bool(self.verdict.byline) and name.casefold() in self.verdict.byline.casefold()
            surname = re.compile(rf"\b{re.escape(name.split()[-1])}\b")
            told = any(surname.search(self.blocks[j].text) for j in stories if j < i)
            next_folded = i + 1 < len(self.blocks) and not self.is_story(i + 1)
            if known or (not told and (next_folded or self.blocks[i].gap > 1)):
                self.verdict.byline = self.verdict.byline or name
                self.fold(i)

    def _last_sentences(self) -> None:
        """Cut "Watch more about …" and its like off the end of a paragraph of the story."""
        for i in self.prose:
            text = self.blocks[i].text
            if not self.is_story(i) or not phrases.TAILS.search(text.lower()):
                continue
            kept = len(text)
            for start, _ in reversed(sentences(text)):
                if not phrases.TAILS.match(text[start : start + 200].lower().lstrip(" [(→»-")):
                    break
                kept = start
            self.verdict.kept[i] = len(text[:kept].rstrip())


def _portrayed(text: str) -> str:
    """The name of the person that a paragraph portrays ("Ana Roy is a reporter …"), or ""."""
    match = re.match(r"((?:[^\W\d_a-z][\w.'’-]+ ){2,4}?)(?=\S)", text)
    if not match or phrases.CITED.search(text.lower()) or len(text) > 900 or "“" in text:
        return ""
    name = match[1].strip()
    first = sentences(text)[0]
    trade = phrases.BIOGRAPHY.search(text[: first[1]], len(name) - 1)
    return name if trade and trade.start() <= len(name) + 2 else ""


def _same(text: str, title: str) -> bool:
    return re.sub(r"\W+", " ", text).casefold().strip() == re.sub(r"\W+", " ", title).casefold().strip()
