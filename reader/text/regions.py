"""Where on a page saved as text the story stands: the stretches of lines whose prose outweighs what parts it.

Every line has a weight: prose speaks for the story, menus, teasers and headings of other sections against it. The
stretches with the greatest sum are the story (maximum subsequence segmentation, Pasternack and Roth, WWW 2009, with
more than one stretch allowed). Weights lean towards keeping: a line that could be either counts next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.text import phrases
from reader.text.builder import Draft
from reader.text.roles import Role, is_cell, is_item, words

_WEIGHTS = {
    Role.SHORT: -3.0,
    Role.META: -0.5,  # what is known as furniture is folded wherever it stands
    Role.CREDIT: -0.5,
    Role.WEAK: -0.5,
    Role.STRONG: -0.5,
    Role.AUTHOR: -10.0,
    Role.RELATED: -15.0,
    Role.COMMENTS: -20.0,
}
_RUN = -5.0  # for a short line behind another: sub-headings come alone
_FULL = 50  # words from which a paragraph weighs no more
_LONG = 45  # words; no teaser is that long
_TEASER = -3.0  # for one paragraph alone under a headline, in a section of teasers
_OTHER = -5.0  # for a paragraph under "About the author", or with "Reply" under it
_RESTART = -25.0  # for a further stretch
_MINOR = 0.3  # of the weight of the weightiest stretch; less is another matter than the story
_NUMBERED = re.compile(r"\d{1,3}[.):]?\s")


def story_region(blocks: Sequence[Draft], roles: Sequence[Role]) -> list[bool]:
    """For each block whether it lies in a stretch of the story; all True where no stretch stands out."""
    weights = _weights(blocks, [_seen_as(block, role) for block, role in zip(blocks, roles, strict=True)])
    found = _stretches(weights)
    if not found:
        return [True] * len(blocks)
    sums = [sum(weights[start:end]) for start, end in found]
    inside = [False] * len(blocks)
    for (start, end), weight in zip(found, sums, strict=True):
        if weight >= _MINOR * max(sums):
            inside[start:end] = [True] * (end - start)
    return inside


def _seen_as(block: Draft, role: Role) -> Role:
    """The role, but that a headline which is a link parts the teasers above and below it like any other."""
    headline = role is Role.WEAK and block.linked > 0.5 and not phrases.WEAK.fullmatch(phrases.normal(block.text))
    return Role.SHORT if headline else role


def _weights(blocks: Sequence[Draft], roles: Sequence[Role]) -> list[float]:
    weights: list[float] = []
    # In a section of teasers: from its heading to two paragraphs in a row, or to a byline or date before the story.
    teasers = False
    prose = [words(block.text) if _is_running(roles, i) else 0 for i, block in enumerate(blocks)]
    ahead = sum(prose)
    for i, role in enumerate(roles):
        size = words(blocks[i].text)
        ahead -= prose[i]
        if role in (Role.RELATED, Role.COMMENTS):
            teasers = True
        elif (
            role is Role.META and 2 * ahead >= sum(prose) and not phrases.WHEN.fullmatch(phrases.normal(blocks[i].text))
        ):
            teasers = False
        if role is not Role.PROSE:
            weights.append(_short(blocks, roles, i))
            continue
        if roles[i - 1 : i] == [Role.AUTHOR] or _is_comment(blocks, i):
            weights.append(_OTHER)
        elif size >= _LONG or _is_running(roles, i):
            teasers = False
            weights.append(min(size, _FULL))
        elif teasers and roles[i - 1] in (Role.SHORT, Role.META, Role.RELATED, Role.COMMENTS):
            weights.append(_TEASER)
        else:
            teasers = False  # a teaser stands under its headline
            headed = i > 0 and roles[i - 1] is Role.SHORT and not _NUMBERED.match(blocks[i - 1].text)
            weights.append(size / 2 if headed else 0.75 * size)
    return weights


def _short(blocks: Sequence[Draft], roles: Sequence[Role], i: int) -> float:
    """The weight of a line that is no prose."""
    if roles[i] is not Role.SHORT:
        return _WEIGHTS[roles[i]]
    if is_item(blocks[i]) or any(is_cell(block.text) for block in blocks[max(0, i - 1) : i + 2]):
        return 0.0  # of a list or a table
    return _RUN if i > 0 and roles[i - 1] is Role.SHORT else _WEIGHTS[Role.SHORT]


def _is_comment(blocks: Sequence[Draft], i: int) -> bool:
    return i + 1 < len(blocks) and phrases.REPLY.fullmatch(phrases.normal(blocks[i + 1].text[:60])) is not None


def _is_running(roles: Sequence[Role], i: int) -> bool:
    """Whether it is a paragraph of prose with another beside it."""
    return roles[i] is Role.PROSE and Role.PROSE in (_beside(roles, i, -1), _beside(roles, i, 1))


def _beside(roles: Sequence[Role], i: int, step: int) -> Role | None:
    """The role of the next line, or of the one behind it when that is a single line of furniture or a caption."""
    passed = (Role.STRONG, Role.WEAK, Role.CREDIT)
    first = roles[i + step] if 0 <= i + step < len(roles) else None
    if first in passed and 0 <= i + 2 * step < len(roles) and roles[i + 2 * step] is Role.PROSE:
        return Role.PROSE
    return first


def _stretches(weights: Sequence[float]) -> list[tuple[int, int]]:
    """The (start, end) of the stretches with the greatest sum together, each but the first paid for."""
    behind = inside = float("-inf")  # the best sums so far, by whether the last line stands behind a stretch or in one
    begun: list[int] = []  # for being inside at line i: 0 goes on, 1 begins the first stretch there, 2 a further one
    ended: list[bool] = []  # for being behind at line i: whether a stretch ended right before it
    for weight in weights:
        choices = (inside, 0.0, behind + _RESTART)
        begun.append(max(range(3), key=choices.__getitem__))
        ended.append(inside > behind)
        behind, inside = max(behind, inside), max(choices) + weight
    if max(behind, inside) <= 0:
        return []
    found: list[tuple[int, int]] = []
    within, end = inside > behind, len(weights)
    for i in range(len(weights) - 1, -1, -1):
        if not within and ended[i]:
            within, end = True, i
        elif within and begun[i]:
            found.append((i, end))
            if begun[i] == 1:
                break
            within = False
    return found[::-1]
