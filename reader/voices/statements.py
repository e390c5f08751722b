"""Who said what: the statements of a unit, with the words that say so."""

from __future__ import annotations

from reader.voices.clauses import clauses, conjuncts, participles
from reader.voices.lexicon import ROLE_NOUNS
from reader.voices.marks import Unit
from reader.voices.phrases import Range
from reader.voices.quoted import labels, read_quotations
from reader.voices.statement import SHORT, Statement, in_quotes, strip
from reader.voices.story import Story


def read_unit(story: Story, unit: Unit) -> list[Statement]:
    """The statements of one unit, outer ones first; quotations without a cue of their own are left to the caller."""
    long = [pair for pair in unit.pairs if pair.long]
    found = _accord(story, unit)
    if found:
        found += [s for s in _inner(story, unit, found[0]) if s.source is not None]
        source = found[0].source
        if source is not None and story.lows[min(source[1] + 1, unit.stop - 1)] in ("who", "which"):
            found += clauses(story, unit, source[0], unit.stop)  # "according to officials, who said …"
        return found + participles(story, unit, found)
    quoted = read_quotations(story, unit, long) if long else None
    if quoted is not None:
        found = conjuncts(story, quoted)
    else:
        found = clauses(story, unit, unit.first, _first_quote(unit))
        found = [part for statement in found for part in conjuncts(story, statement)]
    found += labels(story, unit, found)
    return found + participles(story, unit, found)


def _first_quote(unit: Unit) -> int:
    return next((pair.first for pair in unit.pairs if pair.long), unit.stop)


def _accord(story: Story, unit: Unit) -> list[Statement]:
    """ "According to X, …" and "…, according to X"."""
    lows = story.lows
    for at in range(unit.first, unit.stop - 2):
        if lows[at] != "according" or lows[at + 1] != "to" or in_quotes(unit, at):
            continue
        first = at + 2
        end = first
        depth = 0
        while end < unit.stop and end - first < 25:
            low = lows[end]
            if low in (".", ";", '"', "“", "”") or (low in (",", "—", "–", "-") and not depth):
                break
            depth += (low == "(") - (low == ")")
            end += 1
        if end == first:
            continue
        head = end
        cut = next(
            (i for i in range(first + 1, end) if lows[i] in ("who", "which", "that", "published", "released")), end
        )
        if cut < end and lows[cut] in ("published", "released") and "by" in lows[cut:end] and story.caps[end - 1]:
            cut = end  # "a report released on Friday by the Budget Office"
        known = lows[end - 1] in ROLE_NOUNS or lows[first] in ("its", "his", "her", "their", "the")
        if end + 2 < unit.stop and lows[end] == "," and known and story.caps[end + 1] and not story.caps[end - 1]:
            named = end + 1
            while named < unit.stop and story.caps[named]:
                named += 1
            if named < unit.stop and lows[named] in (",", "."):
                end = head = cut = named
        content: list[Range] = []
        if at - unit.first > 3 and lows[at - 1] == "," and lows[at - 2] in ("which", "who", "that"):
            content.append((end, unit.stop))
        elif at - unit.first > 2:
            content.append((unit.first, at))
            tail = (min(end + 1, unit.stop), unit.stop)
            if tail[1] - tail[0] > SHORT and lows[end] == "," and lows[end + 1] not in ("who", "which", "whose"):
                content.append(tail)
        else:
            begin = end + 1 if end < unit.stop and lows[end] == "," else end
            content.append((begin, unit.stop))
        content = [strip(story, piece) for piece in content]
        content = [piece for piece in content if piece[1] - piece[0] >= SHORT]
        if content:
            return [Statement(content, (first, min(cut, head)), (at, at + 2), unit)]
    return []


def _inner(story: Story, unit: Unit, outer: Statement) -> list[Statement]:
    """Statements inside the content of another: "According to A, B said …"."""
    found: list[Statement] = []
    for first, stop in outer.content:
        if stop - first > SHORT and not any(first <= pair.first < stop for pair in unit.pairs if pair.long):
            found += clauses(story, unit, first, stop)
    return found
