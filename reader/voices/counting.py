"""Statements that are a number and no clause: "put the toll at 14", "reported 41 injuries"."""

from __future__ import annotations

from reader.voices.marks import Unit
from reader.voices.phrases import FINITE, noun_like, subject_before
from reader.voices.statement import SHORT, Statement, strip
from reader.voices.story import Story
from reader.voices.verbs import is_verb

_COUNTING = frozenset("reported reports confirmed forecast predicted predicts predict estimated projected".split())
_QUALIFIERS = frozenset("at least about some around nearly almost more less fewer than over up to only another".split())
_LONGEST_QUALIFIER = 5
_STATEMENT_STOPS = frozenset(", ; and but while".split())
_PRONOUNS = frozenset("he she it they".split())


def given(story: Story, unit: Unit, begin: int, verb: int, end: int) -> Statement | None:
    """The statement whose verb is token `verb`, if that gives a number."""
    low = story.lows[verb]
    if low in ("put", "puts"):
        return _put_at(story, unit, begin, verb, end)
    return _counted(story, unit, begin, verb, end) if low in _COUNTING else None


def _put_at(story: Story, unit: Unit, begin: int, put: int, end: int) -> Statement | None:
    """ "The owner put the number of dead at 14": what is counted, and the number."""
    number = next((i for i in range(put + 1, min(end, put + 10)) if story.words[i][0].isdigit()), -1)
    ats = [i for i in range(put + 1, number) if story.lows[i] in ("at", "to")]
    source = subject_before(story, put, begin) if ats and is_verb(story, put) else None
    if source is None or not (noun_like(story, source) or story.lows[source[0]] in _PRONOUNS):
        return None
    stop = next((i for i in range(number + 1, end) if story.lows[i] in _STATEMENT_STOPS), end)
    return Statement([strip(story, (put + 1, stop))], source, (put, put + 1), unit)


def _counted(story: Story, unit: Unit, begin: int, verb: int, end: int) -> Statement | None:
    """ "The ministry reported 41 injuries", "forecasters predict about 80 millimetres of rain"."""
    at = verb + 1
    while at < end and at - verb < _LONGEST_QUALIFIER and story.lows[at] in _QUALIFIERS:
        at += 1
    if at >= end or not story.words[at][0].isdigit() or not is_verb(story, verb):
        return None
    stop = next((i for i in range(at + 1, end) if story.lows[i] in _STATEMENT_STOPS), end)
    source = subject_before(story, verb, begin)
    if source is None or stop - at < SHORT - 1 or not noun_like(story, source):
        return None
    if any(story.lows[i] in FINITE for i in range(at, stop)):
        return None  # a clause, which is read as one
    return Statement([strip(story, (verb + 1, stop))], source, (verb, verb + 1), unit)
