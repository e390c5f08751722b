"""The passes over a story that find its names and its quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.model.voices import Name, NameKind, Quote, Voices, Vote
from reader.voices.candidate import ORGANISATION, PERSON, PLACE, Candidate
from reader.voices.headline import dateline, headline_end, in_headline, is_headline
from reader.voices.judge import judge
from reader.voices.lexicon import ORG_NOUNS
from reader.voices.quotes import find_quotes
from reader.voices.roles import find_role
from reader.voices.runs import runs, segments
from reader.voices.scores import club, in_results, sporting
from reader.voices.second_vote import count_vote
from reader.voices.settle import Entity, settle
from reader.voices.story import Story

# Heads that stand for no one organisation when they stand alone.
_NO_HEADS = frozenset(
    "International United Group Team News Times Post Press Company Services Systems Force Forces Troops".split()
)
_CREDITS = frozenset("image photo photograph picture credit file photos images illustration".split())
_OPENING = 250  # characters
_EARLY = 600


def read(text: str, title_end: int, spans: Sequence[tuple[int, int]], vote: Vote | None = None) -> Voices:
    """The names and quotes of `text`, whose sentences are `spans` and whose headline is `text[:title_end]`."""
    story = Story(text, spans, title_end or headline_end(text, spans))
    sentence_of = [s for s, (first, stop) in enumerate(story.sentences) for _ in range(first, stop)]
    entities = find_entities(story, vote)
    for entity in entities:
        if entity.kind == PERSON:
            entity.role = find_role(story, entity, sentence_of)
    quotes = tuple(find_quotes(story, entities))
    return Voices(names=_ranked(story, entities, quotes), quotes=quotes)


def find_entities(story: Story, vote: Vote | None = None) -> list[Entity]:
    """The people, organisations and places of a story, in order of their first mention."""
    found: list[Candidate] = []
    sport = sporting(story)
    for number, (first, stop) in enumerate(story.sentences):
        if first == stop:
            continue
        begin = first
        opens = number == 0 or story.paragraphs[number] != story.paragraphs[number - 1]
        place = dateline(story, first, stop) if opens else None
        if place is not None:
            text = " ".join(word.capitalize() for word in story.words[place[0] : place[1]])
            found.append(Candidate(*place, text, kind=PLACE, trust=2.5, words=tuple(story.words[slice(*place)])))
            begin = place[1]
        elif sport:
            results = in_results(story, first, stop)
            if results:
                found.extend(results)
                continue
        if is_headline(story, begin, stop):
            found.extend(in_headline(story, begin, stop))
            continue
        for run in runs(story, begin, stop):
            for candidate in segments(story, run, first):
                judge(story, candidate, (first, stop))
                if sport:
                    club(story, candidate, (first, stop))
                found.append(candidate)
    if vote is not None:
        found = count_vote(story, found, vote)
    entities = settle(story, found)
    _recover(story, entities)
    return entities


def _recover(story: Story, entities: list[Entity]) -> None:
    """Find the known names again where capitals said nothing, or where nothing else did."""
    spellings: dict[tuple[str, ...], Entity] = {}
    sizes: dict[str, set[int]] = {}
    taken = bytearray(len(story.words))
    for entity in entities:
        for mention in entity.mentions:
            taken[mention.first : mention.stop] = b"\1" * (mention.stop - mention.first)
        for words in _spellings(entity):
            key = tuple(word.lower() for word in words)
            spellings.setdefault(key, entity)
            sizes.setdefault(key[0], set()).add(len(key))
    at = 0
    while at < len(story.words):
        step = 1
        if story.caps[at] and not taken[at]:
            for size in sorted(sizes.get(story.lows[at], ()), reverse=True):
                stop = at + size
                known = spellings.get(tuple(story.lows[at:stop])) if stop <= len(story.words) else None
                if known is not None and not any(taken[at:stop]) and _free(story, at, stop):
                    known.mentions.append(_again(story, known, at, stop))
                    step = size
                    break
        at += step
    for entity in entities:
        entity.mentions.sort(key=lambda mention: mention.first)


def _again(story: Story, entity: Entity, first: int, stop: int) -> Candidate:
    return Candidate(
        first, stop, story.phrase(first, stop), entity.kind, headline=True, words=tuple(story.words[first:stop])
    )


def _spellings(entity: Entity) -> set[tuple[str, ...]]:
    """How a story may write the name: as it has, and by its head alone ("the Commission")."""
    found = {mention.words for mention in entity.mentions}
    if entity.kind == ORGANISATION:
        for words in tuple(found):
            of = next((i for i, word in enumerate(words) if word in ("of", "for", "on")), len(words))
            if of > 1 or of < len(words):
                head = words[of - 1]
                if head in ORG_NOUNS and head not in _NO_HEADS:
                    found.add((head,))
    return found


def _free(story: Story, first: int, stop: int) -> bool:
    """Whether the words are capitalised, and a head alone ("the Commission") stands alone."""
    if stop - first == 1 and story.words[first] in ORG_NOUNS:
        alone = stop == len(story.words) or not story.caps[stop]
        return first > 0 and story.lows[first - 1] == "the" and alone
    return all(story.caps[first:stop])


def _ranked(story: Story, entities: list[Entity], quotes: tuple[Quote, ...]) -> tuple[Name, ...]:
    quoted = Counter(quote.speaker for quote in quotes)
    scores = [_weight(story, entity, quoted[entity.name]) for entity in entities]
    top = max(scores, default=1.0)
    order = sorted(range(len(entities)), key=lambda i: (-scores[i], entities[i].mentions[0].first))
    return tuple(
        Name(
            name=entities[i].name,
            kind=NameKind(entities[i].kind),
            role=entities[i].role,
            mentions=tuple((story.starts[m.first], story.ends[m.stop - 1]) for m in entities[i].mentions),
            salience=round(scores[i] / top, 4),
        )
        for i in order
    )


def _credited(story: Story, first: int) -> bool:
    """Whether a picture's credit names the photographer: "Image: Ada Example"."""
    return first > 1 and story.lows[first - 1] in (":", "by") and story.lows[first - 2] in _CREDITS


def _weight(story: Story, entity: Entity, quoted: int) -> float:
    """Importance: how often it is named, how early, in the headline or not, and whether it is quoted.

    The weights were set on summaries of Wikinews reports: the share of the names they keep that come among the first
    six.
    """
    told = [story.starts[m.first] for m in entity.mentions if not _credited(story, m.first)]
    opening = story.title_end + _OPENING
    return (
        float(len(told) ** 0.7)
        + 0.7 * sum(start < story.title_end + _EARLY for start in told)
        + any(story.title_end <= start < opening for start in told)
        + any(start < story.title_end for start in told)
        + 0.1 * min(quoted, 5)
        + (0.5 if entity.kind == PERSON else 0.1)
    )
