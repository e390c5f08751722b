"""Sport: lines of results, whose form tells what the names in them are, and clubs that are called by their city."""

from __future__ import annotations

import re

from reader.voices.candidate import ORGANISATION, PERSON, PLACE, Candidate
from reader.voices.gazetteer import gazetteer
from reader.voices.lexicon import MONTHS_AND_DAYS, ORG_NOUNS, PARTICLES, SPORTS
from reader.voices.story import Story

_LONGEST = 60  # tokens: a longer line is prose
_TRUST = 2.3
_BOWLING = re.compile(r"\d+(?:\.\d)?-\d+-\d+-\d+\Z")
_NOT_PLAYERS = frozenset("Bowling Fall Extras Total Did Toss Umpires Innings".split())
_SPORT = SPORTS | frozenset(
    """championship league season match matches goal goals goalscorers scorers striker midfielder defender goalkeeper
    innings wickets playoffs semifinal semi-final quarterfinal quarter-final halftime half-time seeded batsman bowler
    tournament scoreboard scores standings inning homered homer pitcher shutout touchdown quarterback hat-trick
    second-round first-round third-round""".split()
)
_SPORTING = 3  # such words in a story about sport
_TEAM_ROLES = frozenset(
    """coach striker midfielder defender goalkeeper captain skipper forward winger keeper quarterback pitcher fans
    supporters players side squad fullback prop centre-half catcher shortstop""".split()
)
_OPPONENTS = frozenset("against beat beating over defeated defeating thrashed join joined joining v versus for".split())
_NICKNAMES = frozenset(
    """Tigers Indians Yankees Mets Giants Dodgers Padres Cubs Cardinals Braves Reds Pirates Astros Rockies
    Marlins Phillies Expos Brewers Twins Royals Orioles Mariners Athletics Angels Lakers Celtics Knicks Bulls
    Patriots Cowboys Packers Steelers Raiders Broncos Dolphins Jets Falcons Saints Rangers Lions Bears Eagles
    Hawks Panthers Ravens Bills Vikings Chiefs Chargers Colts Bengals Rams Redskins Oilers Buccaneers Sharks
    Blues Flames Devils Islanders Penguins Senators Sabres Bruins Canadiens Canucks Kings Suns Spurs Rockets
    Pistons Pacers Hornets Magic Heat Nets Warriors Clippers Jaguars Rovers Wanderers""".split()
)
_PLAYING = frozenset(
    """have had were are lead led lost won drew play played face faced host hosted beat visit visited finished signed
    scored sit slipped climbed dropped meet met need needed""".split()
)


def sporting(story: Story) -> bool:
    """Whether a story is about sport: several words say so, or one in capitals, as headlines of agencies begin."""
    words = [word for word, low in zip(story.words, story.lows, strict=True) if low in _SPORT]
    agency = any(word.isupper() for word in words) or any(low.partition("-")[0] in SPORTS for low in story.lows[:1])
    return len(words) >= _SPORTING or agency


def club(story: Story, found: Candidate, sentence: tuple[int, int]) -> None:
    """Make an organisation of a city that stands, in a story about sport, where clubs do: "Ayr have won"."""
    lists = gazetteer()
    after = story.lows[found.stop] if found.stop < sentence[1] else ""
    before = story.lows[found.first - 1] if found.first > sentence[0] else ""
    if before == "the" and found.text in _NICKNAMES:
        found.kind, found.trust = ORGANISATION, 2.2
    if found.kind not in ("", PLACE) or found.trust < 0 or found.text in lists.country or found.text in lists.region:
        return
    plays = (before in _OPPONENTS and after != "'s") or (after in _PLAYING and before != "in")
    if (after in _TEAM_ROLES and before != "in") or (found.kind == PLACE and plays):
        found.kind, found.trust = ORGANISATION, 2.2


def in_results(story: Story, first: int, stop: int) -> list[Candidate]:
    """The names of a line of scores, standings, fixtures, a scorecard or a finishing order; none of another line."""
    if stop - first > _LONGEST:
        return []
    spans = _names(story, first, stop)
    if not spans:
        return []
    return (
        _scores(story, spans, first, stop)
        or _fixture(story, spans, first, stop)
        or _scorecard(story, spans, first, stop)
        or _order(story, spans, first, stop)
    )


def _names(story: Story, first: int, stop: int) -> list[tuple[int, int]]:
    """The runs of capitalised words that everything else parts."""
    spans = []
    at = first
    while at < stop:
        begin = at
        while at < stop and (story.caps[at] or (at > begin and _joins(story, at, stop))):
            at += 1
        if at > begin and story.words[begin] not in MONTHS_AND_DAYS:
            spans.append((begin, at))
        at = max(at, begin + 1)
    return spans


def _joins(story: Story, at: int, stop: int) -> bool:
    """Whether a particle, "&" or "'s" goes on with a name behind it."""
    joins = story.lows[at] in PARTICLES or story.words[at] in ("&", "'s")
    return joins and at + 1 < stop and story.caps[at + 1]


def _number(story: Story, at: int, stop: int) -> bool:
    return at < stop and story.words[at][0].isdigit()


def _candidate(story: Story, span: tuple[int, int], kind: str) -> Candidate:
    words = tuple(story.words[slice(*span)])
    return Candidate(*span, story.phrase(*span), kind=kind, trust=_TRUST, fixed=True, words=words)


def _country(text: str) -> bool:
    lists = gazetteer()
    return text in lists.country or lists.capitals.get(text, "") in lists.country


def _side(story: Story, span: tuple[int, int]) -> Candidate:
    """A country, a player with a first name or initials, else a club."""
    found = _candidate(story, span, ORGANISATION)
    first, last = found.words[0], found.words[-1]
    lists = gazetteer()
    if _country(found.text):
        found.kind = PLACE
    elif (
        len(found.words) > 1
        and last not in ORG_NOUNS
        and found.text not in lists.city
        and first not in lists.country
        and (first in lists.first or (first.endswith(".") and len(first) < 5))
    ):
        found.kind = PERSON
    return found


def _scores(story: Story, spans: list[tuple[int, int]], first: int, stop: int) -> list[Candidate]:
    """ "Ayr 2 Derby 0": two sides, each with its number; or one with three numbers or more, as standings have it."""
    begin, end = spans[0]
    if begin != first or not _number(story, end, stop):
        return []
    if len(spans) > 1 and spans[1][0] == end + 1 and _number(story, spans[1][1], stop):
        return [_side(story, span) for span in spans[:2]]
    behind = story.words[end:stop]
    if len(spans) == 1 and sum(word[0].isdigit() for word in behind) > 2 and not any(w[0].isalpha() for w in behind):
        return [_side(story, spans[0])]
    return []


def _fixture(story: Story, spans: list[tuple[int, int]], first: int, stop: int) -> list[Candidate]:
    """ "Ayr at DERBY": a side and where it plays; "Ayr v Derby": two sides."""
    if len(spans) != 2 or spans[0][0] != first or spans[1] != (spans[0][1] + 1, stop):
        return []
    link = story.lows[spans[0][1]]
    if link not in ("at", "v", "vs"):
        return []
    found = [_side(story, span) for span in spans]
    if link == "at":
        found[1].kind = PLACE
    return found


def _scorecard(story: Story, spans: list[tuple[int, int]], first: int, stop: int) -> list[Candidate]:
    """ "A. Khan c Smith b Jones 12", "Jones 10-1-44-2": batsmen, fielders and bowlers."""
    lows, words = story.lows, story.words
    line = story.text[story.starts[first] : story.ends[stop - 1]]
    bowled = any(_BOWLING.search(part) for part in line.replace(",", " ").split())
    out = any(words[i] in ("b", "lbw") and (i + 1 == stop or story.caps[i + 1]) for i in range(first + 1, stop))
    stayed = stop - first < 10 and (" not out" in line or " run out" in line) and _number(story, stop - 1, stop)
    if not (bowled or out or stayed) or sum(w.islower() and len(w) > 3 for w in words[first:stop]) > 2:
        return []
    return [
        _candidate(story, span, PERSON) for span in spans if words[span[0]] not in _NOT_PLAYERS and lows[span[0]] != "c"
    ]


def _order(story: Story, spans: list[tuple[int, int]], first: int, stop: int) -> list[Candidate]:
    """ "139 Ada Example (Norway) 70 69, Eva Holm 71 68": people, their countries and numbers, and little else."""
    words = story.words
    numbers = sum(word[0].isdigit() for word in words[first:stop])
    small = sum(word.islower() and len(word) > 1 for word in words[first:stop])
    if numbers < 2 or small > (stop - first) // 5:
        return []
    found = []
    for begin, end in spans:
        behind = words[end] if end < stop else ""
        text = story.phrase(begin, end)
        if begin > first and words[begin - 1] == "(" and behind == ")":
            found.append(_candidate(story, (begin, end), PLACE if _country(text) else ORGANISATION))
        elif _country(text):
            found.append(_candidate(story, (begin, end), PLACE))
        elif (
            1 < end - begin < 5
            and not text.isupper()
            and words[end - 1] not in ORG_NOUNS
            and (behind in ("", "(", ",", "and", "beat", "def.") or behind[0].isdigit())
        ):
            found.append(_candidate(story, (begin, end), PERSON))
    people = sum(c.kind == PERSON for c in found)
    return found if people and len(found) > 1 else []
