"""The noun phrase beside a verb of saying."""

from __future__ import annotations

from reader.voices.cues import AUXILIARIES, SPEECH, SUBJECT_PRONOUNS
from reader.voices.lexicon import MONTHS_AND_DAYS, PARTICLES, ROLE_NOUNS
from reader.voices.story import Story

Range = tuple[int, int]

FINITE = frozenset(
    """is are was were has have had will would could can may might should must does did do isn't aren't wasn't weren't
    hasn't haven't hadn't won't wouldn't couldn't can't shouldn't doesn't didn't don't cannot said says told""".split()
)
_BREAKS = frozenset(
    """but that which while as because when after before although though if where or since until whereas so yet then
    than who whom whose what how why whether unless however meanwhile""".split()
)
_STOP_MARKS = frozenset(", ; : \" “ ” „ « » ( ) [ ] — – - … . ? ! ' ‘ ’".split())
_RIGHT_STOPS = frozenset(
    """in on at during after before to as who which that when while by with through via about against and but because
    amid following during since if where whose told said says earlier later last yesterday today tomorrow late early
    speaking referring adding citing over upon""".split()
)
_ADVERBS = frozenset("and also still now then later earlier meanwhile again today yesterday instead".split())
_PREPOSITIONS = frozenset(
    "in on at during after before by with to as from for amid under since despite through".split()
)
_DETERMINERS = frozenset(
    "the a an his her its their this these those some many several most one two three another no".split()
)
_LONGEST = 14
PASTS = frozenset(
    """began came went took made got became knew saw found left gave held grew fell rose won lost sent kept felt led
    met put spoke wrote sold bought brought thought fought taught caught drew drove ran sat stood paid heard built spent
    broke chose threw flew beat sought hit cut set let""".split()
)
_PLURALS = frozenset("police people media staff half most majority data radio television".split())


def subject_before(story: Story, verb: int, begin: int) -> Range | None:
    """The subject that ends before token `verb`, nothing before token `begin` looked at; appositions are jumped."""
    lows, words = story.lows, story.words
    at = verb - 1
    while at >= begin and (
        lows[at] in AUXILIARIES or lows[at].endswith("ly") or lows[at] in ("n't", "not", "himself", "herself", "itself")
    ):
        if words[at][0].isupper() and at > begin and lows[at] not in AUXILIARIES:
            break
        at -= 1
    if at < begin:
        return None
    at = _over_time(story, at, begin)
    if at < begin:
        return None
    if lows[at] in (",", ")", "—", "–"):
        comma = at
        at = _over_apposition(story, at, begin)
        if at < begin:
            if lows[comma] != "," or comma - begin > 10:
                return None
            at = comma - 1
        elif lows[at + 1] == "," and story.caps[at + 2] and story.caps[comma - 1] and _is_role(story, at):
            lower = next((i for i in range(at + 2, comma) if not story.caps[i]), comma)
            head = subject_before(story, at + 1, begin) if lower == comma or lows[lower] in PARTICLES else None
            if head is not None:
                return head[0], comma  # "the voter, Ada Example, said"
    if lows[at] in SUBJECT_PRONOUNS:
        return at, at + 1
    last = at
    while at >= begin and last - at < _LONGEST:
        low = lows[at]
        if words[at] in ("'", "’") and at > begin and lows[at - 1].endswith("s") and at < last:
            at -= 1  # "the teachers' union"
            continue
        if low in _STOP_MARKS or low in _BREAKS or low in FINITE:
            break
        if low == "and" and not (at > begin and story.caps[at - 1] and story.caps[at + 1]):
            break
        if low in SUBJECT_PRONOUNS or (at < last and low in SPEECH and words[at].islower()):
            break
        at -= 1
    first = _trim(story, at + 1, last + 1)
    if lows[first] in _PREPOSITIONS and not story.caps[last]:
        return None  # "under a deal announced on Friday"
    if first > last or not any(words[i][0].isalpha() and lows[i] not in _PREPOSITIONS for i in range(first, last + 1)):
        return None
    if words[last] in MONTHS_AND_DAYS or words[last][0].isdigit() or not words[last][0].isalpha():
        return None if words[last] in MONTHS_AND_DAYS or not words[last][0].isalnum() else (first, last + 1)
    if first - 2 >= begin and lows[first - 1] == "," and story.caps[first - 2] and _role(story, first, last + 1):
        named = subject_before(story, first - 1, begin)  # "X, director of Y said"
        return named or (first, last + 1)
    if first - 2 >= begin and lows[first - 1] == "," and lows[first - 2] in ROLE_NOUNS and all(story.caps[first:last]):
        role = subject_before(story, first - 1, begin)  # "the mayor, Ada Example said"
        return (role or (first,))[0], last + 1
    return first, last + 1


def _is_role(story: Story, at: int) -> bool:
    """Whether a word may be what the name behind it is: "the voter", "Prime Minister"."""
    return story.words[at].islower() or story.lows[at] in ROLE_NOUNS


def _over_time(story: Story, at: int, begin: int) -> int:
    """The last token before a day and its preposition: "Mr Smith on Tuesday (said)"."""
    if story.words[at] in MONTHS_AND_DAYS or story.lows[at] in ("yesterday", "today"):
        at -= 1
        while at > begin and story.lows[at] in ("on", "late", "early", "last", "this", "since"):
            at -= 1
    return at


def _trim(story: Story, first: int, stop: int) -> int:
    """Where the subject begins behind a phrase of time or place: "In a statement the ministry" → "the ministry"."""
    lows = story.lows
    while (
        first < stop - 1
        and (lows[first] in _ADVERBS or lows[first].endswith("ly"))
        and not (story.caps[first] and story.caps[first + 1])
    ):
        first += 1
    if first < stop - 1 and (lows[first] == "per" or (lows[first] == "with" and story.lows[stop].endswith("ing"))):
        return first + 1
    if first < stop and lows[first] in _PREPOSITIONS:
        for at in range(first + 2, stop):
            if lows[at] in _DETERMINERS and lows[at - 1] not in _PREPOSITIONS and lows[at - 1] not in ("of", "'s"):
                return at
            if story.caps[at] and story.words[at - 1] in MONTHS_AND_DAYS and story.words[at] not in MONTHS_AND_DAYS:
                return at
    return first


def _over_apposition(story: Story, at: int, begin: int) -> int:
    """The last token before the apposition that the mark at `at` closes; before `begin` when there is none."""
    opener = {")": "(", "—": "—", "–": "–"}.get(story.words[at], ",")
    back = at - 1
    jumps = 0
    while back > begin and at - back < 30:
        if story.lows[back] == opener:
            inside = story.lows[back + 1]
            before = story.words[back - 1]
            if (
                opener == ","
                and jumps < 2
                and (before[0].isdigit() or inside in ("of", "in", "at", "from"))
                and _comma_near(story, back, begin)
            ) or (opener == "," and jumps < 2 and _lists_back(story, back, begin)):
                jumps += 1
            else:
                return back - 1
        if story.lows[back] in ('"', "”", "“", ";", ":"):
            break
        back -= 1
    return begin - 1


def _comma_near(story: Story, comma: int, begin: int) -> bool:
    return any(story.lows[at] == "," and story.caps[at - 1] for at in range(comma - 1, max(begin, comma - 4), -1))


def _lists_back(story: Story, comma: int, begin: int) -> bool:
    """Whether what stands before the comma is itself an apposition: another comma, and a role between."""
    for at in range(comma - 1, max(begin, comma - 14) - 1, -1):
        if story.lows[at] == ",":
            return story.caps[at - 1] if at > begin and not story.caps[comma - 1] else False
        if story.lows[at] in FINITE or story.lows[at] in ('"', "”"):
            return False
    return False


def subject_behind(story: Story, verb: int, end: int) -> Range | None:
    """The subject of an inverted "said X", which begins right behind token `verb`."""
    first = verb + 1
    lows, words = story.lows, story.words
    if first >= end or not words[first][0].isalpha() or lows[first] in _RIGHT_STOPS or words[first] in MONTHS_AND_DAYS:
        return None
    if lows[first] in SUBJECT_PRONOUNS:
        return first, first + 1
    hers = lows[first] == "her" and first + 1 < end and lows[first + 1] in ROLE_NOUNS  # "said her sister"
    if not hers and lows[first] in ("him", "her", "me", "us", "them", "it", "this", "there", "nothing", "it's", "so"):
        return None
    at = first
    while at < end and at - first < _LONGEST:
        low = lows[at]
        joins = low == "and" and at + 1 < end and story.caps[at + 1] and story.caps[at - 1]
        if (low in _STOP_MARKS or low in _RIGHT_STOPS or low in FINITE or words[at] in MONTHS_AND_DAYS) and not joins:
            break
        if words[at].islower() and (low in PASTS or low in ("never", "not", "n't")):
            return None  # no inversion: "…, said Ada Lind never saw it"
        at += 1
    if at - 1 > first and lows[at - 1] in ROLE_NOUNS and at + 1 < end and lows[at] == "," and story.caps[at + 1]:
        named = at + 1
        while named < end and story.caps[named]:
            named += 1
        if named == end or lows[named] in (",", "."):
            return first, named  # "said his brother, Ed"
    return (first, at) if at > first else None


def quoted_as(story: Story, saying: int, begin: int) -> tuple[int, Range] | None:
    """ "Northwire quoted a doctor as saying", "a doctor was quoted as saying": where "quoted" is, and who is quoted."""
    if story.lows[saying - 1] != "as":
        return None
    at = saying - 2
    while at > begin and saying - at < _LONGEST and story.lows[at] != "quoted":
        at -= 1
    if story.lows[at] != "quoted" or at == begin:
        return None
    if story.lows[at - 1] in ("is", "was", "were", "been", "are"):
        source = subject_before(story, at, begin)
    else:
        source = (at + 1, saying - 1) if at + 1 < saying - 1 else None
        if source and story.lows[source[1] - 1] == ",":
            source = source[0], source[1] - 1
    return None if source is None else (at, source)


def main_subject(story: Story, begin: int, verb: int) -> Range | None:
    """The subject of the clause that begins at `begin`: its first words up to a verb or a comma.

    A phrase in front that a comma ends ("In a statement, …") is passed over.
    """
    lows, words = story.lows, story.words
    at = begin
    while at < verb and not words[at][0].isalpha():
        at += 1
    if at < verb and (lows[at] in _PREPOSITIONS or lows[at].endswith(("ing", "ed"))):
        comma = next((i for i in range(at, min(verb, at + 12)) if lows[i] == ","), -1)
        at = comma + 1 if comma > 0 else at
    first = at
    while at < verb and at - first < 8:
        low = lows[at]
        lower = words[at].islower()
        if low in FINITE or low in (",", ";", ":") or (at > first and lower and (low.endswith("ed") or low in PASTS)):
            break
        if at > first + 1 and story.caps[at - 1] and lower and low not in ("of", "for", "and", "the", "'s", "de", "al"):
            break
        at += 1
    if first < at < verb and lows[at] == "," and lows[at - 1] in ROLE_NOUNS and story.caps[at + 1]:
        at += 1  # "the mayor, Ada Example, left"
        while at < verb and story.caps[at]:
            at += 1
    return (first, at) if at > first else None


def _role(story: Story, first: int, stop: int) -> bool:
    """Whether a bare role opens the phrase: "director of exhibits at Leeds"."""
    return first + 1 < stop and story.lows[first] in ROLE_NOUNS and story.lows[first + 1] in ("of", "at", "for", "with")


def noun_like(story: Story, span: Range) -> bool:
    """Whether a range may be a source: a name, a role, a determiner in front, or a plural."""
    first, stop = span
    lows = story.lows
    if any(story.caps[i] for i in range(first, stop) if i > first or lows[i] not in _DETERMINERS):
        return True
    if lows[first] in _DETERMINERS:
        return True
    head = next((i for i in range(first + 1, stop) if lows[i] in _PREPOSITIONS or lows[i] == "of"), stop)
    if head < stop and lows[head - 1].endswith("ed") and head - 1 > first:
        head -= 1  # "residents reached by phone"
    return any(
        last in ROLE_NOUNS or last.endswith("s") or last in _PLURALS for last in (lows[stop - 1], lows[head - 1])
    )
