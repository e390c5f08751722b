"""Interviews: questions stand between the paragraphs, and who answers says "I"."""

from __future__ import annotations

from collections.abc import Sequence

from reader.voices.candidate import PERSON
from reader.voices.cues import AUXILIARIES, STRONG
from reader.voices.marks import Unit
from reader.voices.settle import Entity
from reader.voices.statement import Statement, in_quotes, strip
from reader.voices.story import Story
from reader.voices.verbs import has_verb, that_at

_QUESTIONS = 3  # paragraphs that end in a question mark
_SHARE = 0.08  # of all paragraphs
_CLEARLY = 1.5
_SELF = frozenset("i we".split())
_OPINIONS = STRONG | frozenset(
    """think thought hope hoped know knew guess feel felt suppose suspect remember realised realized noticed
    found""".split()
)


def is_interview(story: Story) -> bool:
    """Whether questions stand outside quotation marks: three that end paragraphs, and 8% of all paragraphs.

    That parts the interviews of Wikinews from its reports, which ask nothing.
    """
    paragraphs = questions = 0
    for number, (first, stop) in enumerate(story.sentences):
        if number + 1 < len(story.sentences) and story.paragraphs[number + 1] == story.paragraphs[number]:
            continue
        paragraphs += 1
        questions += stop > first and story.words[stop - 1] == "?"
    return questions >= _QUESTIONS and questions >= _SHARE * paragraphs


def interviewee(entities: Sequence[Entity]) -> str | None:
    """Who answers: the person an interview names far more often than any other, if there is one."""
    people = sorted((e for e in entities if e.kind == PERSON), key=lambda person: -len(person.mentions))
    if not people or (len(people) > 1 and len(people[0].mentions) < _CLEARLY * len(people[1].mentions)):
        return None
    return people[0].name


def answers(story: Story, unit: Unit) -> list[Statement]:
    """What "I" and "we" say or think in a unit that is no question: "I think (that) …"."""
    lows = story.lows
    found: list[Statement] = []
    if story.words[unit.stop - 1] == "?":
        return found
    for verb in range(unit.first + 1, unit.stop - 2):
        if lows[verb] not in _OPINIONS or in_quotes(unit, verb):
            continue
        subject = verb - 1
        while subject > unit.first and (lows[subject] in AUXILIARIES or lows[subject].endswith("ly")):
            subject -= 1
        thatted = that_at(story, verb + 1, unit.stop)
        begin = verb + 1 + thatted
        if lows[subject] not in _SELF or not (thatted or has_verb(story, begin, unit.stop, loose=True)):
            continue
        if found and found[-1].content[0][0] < subject:
            found[-1].content = [strip(story, (found[-1].content[0][0], subject))]
        found.append(Statement([strip(story, (begin, unit.stop))], (subject, subject + 1), (verb, verb + 1), unit))
    return [statement for statement in found if statement.content[0][1] - statement.content[0][0] > 1]
