"""A second vote on names: what a recogniser says of a text counts where the rules only guess.

The bounds were set on Wikinews reports and hold for nearby values. Recognisers know people and organisations by their
sentences, but are no better at places than the lists, so on these the rules decide alone.
"""

from __future__ import annotations

from reader.model.voices import NameKind, Vote
from reader.voices.candidate import Candidate
from reader.voices.story import Story

_GUESS = 1.0  # trust below which the rules only guess: what the recogniser passes over is no name then
_UNKNOWN = 0.5  # trust below which the rules know no kind
_AGREED = 0.5  # trust that agreement adds ...
_ENOUGH = 1.6  # ... up to here
_DECIDED = 1.2  # trust in a kind that the recogniser alone gives
_ADDED = 1.0  # trust in a person whom the rules have not seen
_DECIDES = frozenset({NameKind.PERSON, NameKind.ORGANISATION})

Run = tuple[int, int]
"""A range of tokens: the first, and behind the last."""


def count_vote(story: Story, found: list[Candidate], vote: Vote) -> list[Candidate]:
    """The candidates `found` by the rules, judged once more, and the people that only the recogniser has seen.

    A guess that the recogniser passes over, or takes for something else than a name, is dropped, unless a word of it is
    in what the recogniser names elsewhere; one without a kind gets the recogniser's; agreement strengthens. What the
    rules are sure of stays as it is.
    """
    said = _runs(story, vote)
    seen = bytearray(len(story.words))
    for first, stop in said:
        seen[first:stop] = b"\1" * (stop - first)
    named = {story.lows[at] for run, kind in said.items() if kind is not None for at in range(*run)}
    taken = bytearray(len(story.words))
    for candidate in found:
        run = candidate.first, candidate.stop
        place = slice(*run)
        taken[place] = b"\1" * (candidate.stop - candidate.first)
        if story.starts[candidate.first] >= vote.end or candidate.trust < 0:
            continue
        if run in said:
            _weigh(candidate, said[run])
        elif candidate.trust < _GUESS and not any(seen[place]) and named.isdisjoint(story.lows[place]):
            candidate.kind, candidate.trust = "", -1.0
    return found + [
        Candidate(first, stop, story.phrase(first, stop), kind.value, _ADDED, words=tuple(story.words[first:stop]))
        for (first, stop), kind in said.items()
        if kind is NameKind.PERSON and story.caps[first] and not any(taken[first:stop]) and _joined(story, first, stop)
    ]


def _joined(story: Story, first: int, stop: int) -> bool:
    """Whether the tokens stand in one paragraph: a recogniser may read a name on over its end."""
    return "\n\n" not in story.text[story.starts[first] : story.ends[stop - 1]]


def _weigh(candidate: Candidate, kind: NameKind | None) -> None:
    if kind is None:
        if candidate.trust < _GUESS:
            candidate.kind, candidate.trust = "", -1.0
    elif kind == candidate.kind:
        if candidate.trust < _ENOUGH:
            candidate.trust += _AGREED
    elif candidate.trust < _UNKNOWN and kind in _DECIDES:
        candidate.kind, candidate.trust = kind.value, _DECIDED


def _runs(story: Story, vote: Vote) -> dict[Run, NameKind | None]:
    """The recogniser's spans as tokens, without the article before and the "'s" behind, which are no part of a name."""
    runs: dict[Run, NameKind | None] = {}
    for opinion in vote.opinions:
        first, stop = story.at(opinion.start), story.at(opinion.end)
        while first < stop and story.lows[first] in ("the", "a", "an"):
            first += 1
        while first < stop and story.lows[stop - 1] in ("'s", ","):
            stop -= 1
        if first < stop:
            runs[first, stop] = opinion.kind
    return runs
