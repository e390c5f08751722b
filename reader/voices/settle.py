"""One story, one meaning a name: candidates become people, organisations and places."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from reader.voices.candidate import ORGANISATION, PERSON, PLACE, Candidate
from reader.voices.gazetteer import gazetteer
from reader.voices.lexicon import (
    FEMALE_HONORIFICS,
    HONORIFICS,
    MALE_HONORIFICS,
    ORDINARY,
    ORDINARY_ENDINGS,
    SUBJECT_VERBS,
    SUFFIXES,
)
from reader.voices.story import Story

_SAME_PLACE = {
    "us": "united states", "u.s": "united states", "usa": "united states", "u.s.a": "united states",
    "united states of america": "united states", "america": "united states", "uk": "united kingdom",
    "u.k": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom",
    "uae": "united arab emirates",
    "washington d.c": "washington", "washington , d.c": "washington", "washington, d.c": "washington",
    "d.c": "washington",
    "new york city": "new york", "the netherlands": "netherlands", "türkiye": "turkey", "kiev": "kyiv",
}  # fmt: skip
_SAME_ORG = {"u.n": "united nations", "un": "united nations", "eu": "european union", "e.u": "european union"}
_LETTERS = str.maketrans({"’": "'", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_MOST_COMPARED = 60  # people whose spellings are compared
_FIRM_TAIL = frozenset("inc corp ltd llc plc co gmbh ag corporation company group holdings n.v s.a nv sa".split())


@dataclass
class Entity:
    """One person, organisation or place: its fullest name and all its mentions, as candidates."""

    name: str
    kind: str
    trust: float
    mentions: list[Candidate] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    role: str = ""


def fold(text: str) -> str:
    """`text` without accents, case, dots at the end and article, for comparing spellings."""
    text = text.casefold().strip(" .")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.translate(_LETTERS)
    return text.removeprefix("the ")


def _expand(story: Story, found: list[Candidate]) -> tuple[dict[str, str], set[str]]:
    """Acronyms that the story itself explains: those of names, "U.N. Refugee Agency (UNHCR)", each with the folded full
    name; and those of things, "gross rental yield (GRY)", folded."""
    behind = {c.stop: c for c in found if len(c.words) > 1}
    explained: dict[str, str] = {}
    things: set[str] = set()
    words = story.words
    for c in found:
        if len(c.words) > 1 or not c.text.isupper() or c.first < 2 or words[c.first - 1] != "(":
            continue
        if c.stop == len(words) or words[c.stop] != ")":
            continue
        long = behind.get(c.first - 1)
        if long is not None and long.kind and c.text[0] in _initials(long.words, small=False):
            explained[fold(c.text)] = fold(long.text)
        elif "".join(word[0] for word in story.lows[max(0, c.first - 1 - len(c.text)) : c.first - 1]) == fold(c.text):
            things.add(fold(c.text))
    return explained, things


def settle(story: Story, found: list[Candidate]) -> list[Entity]:
    """The entities of a story in order of their first mention."""
    lower = {word for word in story.words if word.islower()}
    middle = Counter(c.text for c in found if not c.opening)
    vetoed = {fold(c.text) for c in found if c.trust == -2} - {fold(c.text) for c in found if c.trust >= 1.5}
    vetoed |= {fold(c.text) for c in found if c.trust == -3}
    explained, things = _expand(story, found)
    found = [c for c in found if fold(c.text) not in vetoed | things]
    _firms(found)
    surnames = {surname(c.words) for c in found if len(c.words) > 1 and c.kind == PERSON and c.trust >= 0.7}
    kept = [
        c
        for c in found
        if _stands(story, c, lower, middle) or (c.trust >= 0 and len(c.words) == 1 and surname(c.words) in surnames)
    ]
    kinds = _agree(kept)
    entities = _people(kept, kinds)
    entities += _others(kept, kinds, explained)
    entities.sort(key=lambda e: e.mentions[0].first)
    return entities


def _firms(found: list[Candidate]) -> None:
    """Make organisations of "Velmar Research" and "Velmar" where the story calls it both."""
    alone = {c.text for c in found if len(c.words) == 1}
    heads = set()
    for c in found:
        head = c.words[0]
        if len(c.words) == 1 or not _coined(head):
            continue
        if c.kind in ("", PERSON) and 0 <= c.trust < 1.5 and head in alone and c.words[-1] not in alone:
            c.kind, c.trust = ORGANISATION, 1.3
        if c.kind == ORGANISATION and c.trust >= 1:
            heads.add(head)
    for c in found:
        if len(c.words) == 1 and c.text in heads and c.kind in ("", PERSON) and 0 <= c.trust < 1.3:
            c.kind, c.trust = ORGANISATION, 1.3


def _stands(story: Story, c: Candidate, lower: set[str], middle: Counter[str]) -> bool:
    """Whether a capital is more than the beginning of a sentence."""
    if c.trust < 0:
        return False
    if len(c.words) > 1 or c.trust >= 2:
        return True
    low = c.text.lower().replace("’", "'")
    if (low in ORDINARY and not (c.text.isupper() and len(low) > 1)) or (low in lower and c.trust < 1.5):
        return False
    if not c.opening:
        return True
    if middle[c.text] or c.trust >= 1.3:
        return True
    if low.endswith(ORDINARY_ENDINGS):
        return False
    after = story.lows[c.stop] if c.stop < len(story.lows) else ""
    return c.trust >= 0.5 or after in SUBJECT_VERBS or after == "'s"


def _agree(kept: list[Candidate]) -> dict[str, tuple[str, float]]:
    """Every spelling → the kind that its occurrences agree on, and how sure."""
    votes: dict[str, dict[str, list[float]]] = {}
    for c in kept:
        if c.kind:
            votes.setdefault(fold(c.text), {}).setdefault(c.kind, []).append(c.trust)
    agreed: dict[str, tuple[str, float]] = {}
    for key, kinds in votes.items():
        weigh = {kind: max(trusts) + 0.25 * (min(sum(trusts), 6) - max(trusts)) for kind, trusts in kinds.items()}
        kind = max(weigh, key=lambda k: weigh[k])
        agreed[key] = kind, max(kinds[kind])
    return agreed


def _read(c: Candidate, kinds: dict[str, tuple[str, float]]) -> tuple[str, float]:
    """The kind of a candidate and how sure it is: what its spelling stands for in the story, but for a fixed one."""
    return (c.kind, c.trust) if c.fixed else kinds.get(fold(c.text), ("", 0.0))


def surname(words: tuple[str, ...]) -> str:
    """The folded family name: the last word, suffixes and the article of Arabic names left out."""
    parts = [word for word in words if word not in SUFFIXES] or list(words)
    last = fold(parts[-1])
    for article in ("al-", "el-", "as-", "ash-", "ar-", "at-"):
        if last.startswith(article) and len(last) > len(article) + 2:
            return last[len(article) :]
    return last


def _people(kept: list[Candidate], kinds: dict[str, tuple[str, float]]) -> list[Entity]:
    """Full names first, then the single words that stand for them."""
    lists = gazetteer()
    people: list[Entity] = []
    by_surname: dict[str, list[Entity]] = {}
    by_first: dict[str, list[Entity]] = {}
    full = [c for c in kept if len(c.words) > 1 and _read(c, kinds)[0] == PERSON]
    alone = Counter(c.text for c in kept if len(c.words) == 1)
    for c in sorted(full, key=lambda c: (-len(c.words), c.first)):
        trust = _read(c, kinds)[1]
        if trust < 1.5 and c.words[0] not in lists.first and alone[c.words[0]] and not alone[c.words[-1]]:
            kinds[fold(c.text)] = ORGANISATION, 0.8
            continue
        key = surname(c.words)
        same = next((e for e in by_surname.get(key, [])[:_MOST_COMPARED] if _same_person(e, c)), None)
        if same is None and len(people) < _MOST_COMPARED:
            same = next((e for e in people if _alike(e, c)), None)
        if same is None:
            same = Entity(c.text, PERSON, trust)
            people.append(same)
            by_surname.setdefault(key, []).append(same)
            if not c.words[0].endswith("."):
                by_first.setdefault(fold(c.words[0]), []).append(same)
        _join(same, c, trust)
    firsts = {id(e): sorted(m.first for m in e.mentions) for e in people}
    lone: dict[str, Entity] = {}
    for c in kept:
        if len(c.words) != 1:
            continue
        kind, trust = _read(c, kinds)
        if c.fixed and kind != PERSON:
            continue
        addressed = c.title.split()[-1] if c.title and c.title.split()[-1] in HONORIFICS else ""
        known = (kind == PLACE and trust >= 2) or (kind == ORGANISATION and trust >= 2.9)
        key = surname(c.words)
        options = by_surname.get(key, [])
        if (
            known
            and not addressed
            and not (options and c.kind == PERSON)
            and not (options and trust < 3 and c.trust < 2.6)
        ):
            continue
        if not options and (not known or addressed):
            options = by_first.get(fold(c.text), []) if c.text in lists.first or kind in ("", PERSON) else []
            if len(options) > 1 and kind != PERSON:
                options = []
        if not options and kind == PERSON and len(c.text) > 4 and len(people) < _MOST_COMPARED:
            options = [e for e in people[:_MOST_COMPARED] if _spelt_like(surname(e.mentions[0].words), key)]
        if options:
            options = [e for e in options if _addressed_as(e, addressed)] or options
            chosen = max(options[:_MOST_COMPARED], key=lambda e: _last_before(firsts.get(id(e), []), c.first))
            c.alias = chosen.name
            _join(chosen, c, 1.0)
        elif kind == PERSON and trust >= 0.85:
            alone_key = fold(c.text)
            if alone_key not in lone:
                lone[alone_key] = Entity(c.text, PERSON, trust)
                people.append(lone[alone_key])
            _join(lone[alone_key], c, trust)
    for entity in people:
        entity.mentions.sort(key=lambda c: c.first)
    return people


def _addressed_as(entity: Entity, honorific: str) -> bool:
    """Whether somebody may be called "Mrs." or "Mr.", going by the first name."""
    lists = gazetteer()
    first = entity.mentions[0].words[0]
    if honorific in FEMALE_HONORIFICS:
        return first not in lists.male
    return honorific not in MALE_HONORIFICS or first not in lists.female


def _last_before(firsts: list[int], at: int) -> int:
    """The last of the sorted token numbers before `at`, -1 when there is none."""
    index = bisect_left(firsts, at)
    return firsts[index - 1] if index else -1


def _join(entity: Entity, c: Candidate, trust: float) -> None:
    entity.mentions.append(c)
    entity.keys.add(fold(c.text))
    entity.trust = max(entity.trust, trust)
    c.kind = entity.kind
    c.alias = entity.name


def _same_person(entity: Entity, c: Candidate) -> bool:
    """Whether a shorter or equal full name with the same surname is that person's: initials and middle names aside."""
    theirs = [fold(w) for w in entity.mentions[0].words]
    ours = [fold(w) for w in c.words]
    first, other = theirs[0], ours[0]
    if first == other or set(ours) <= set(theirs):
        return True
    return (len(other) == 1 or len(first) == 1) and first[:1] == other[:1]


def _alike(entity: Entity, c: Candidate) -> bool:
    """Whether two full names are spellings of one: transliteration, hyphens, a letter."""
    ours, theirs = fold(c.text), fold(entity.name)
    if ours.replace("-", " ") == theirs.replace("-", " ") or ours.replace("-", "") == theirs.replace("-", ""):
        return True
    if (
        ours[:1] != theirs[:1]
        or len(ours) < 9
        or abs(len(ours) - len(theirs)) > 2
        or len(c.words) != len(entity.mentions[0].words)
    ):
        return False
    mine, yours = surname(c.words), surname(entity.mentions[0].words)
    firsts = fold(c.words[0]) == fold(entity.mentions[0].words[0])
    return mine[:1] == yours[:1] and (firsts or mine == yours) and _likeness(ours, theirs) >= 0.87


def _likeness(one: str, other: str) -> float:
    """How alike two spellings are, 0 to 1."""
    from difflib import SequenceMatcher  # needed for few stories, and slow to import

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _spelt_like(one: str, other: str) -> bool:
    return one[:1] == other[:1] and len(one) > 4 and abs(len(one) - len(other)) <= 1 and _likeness(one, other) >= 0.85


def _others(kept: list[Candidate], kinds: dict[str, tuple[str, float]], explained: dict[str, str]) -> list[Entity]:
    """Organisations and places; acronyms and shortened names join their full ones."""
    entities: dict[tuple[str, str], Entity] = {}
    count = Counter(fold(c.text) for c in kept)
    long: list[Entity] = []
    for c in sorted(kept, key=lambda c: (-len(c.words), c.first)):
        if c.alias:
            continue
        key = fold(c.text)
        kind, trust = _read(c, kinds)
        if not kind and len(c.words) == 1 and (count[key] >= 2 or not c.opening):
            kind, trust = ORGANISATION, 0.4 if count[key] < 2 else 0.6
        if kind == PERSON or not kind or trust < 0.45:
            continue
        key = _canonical(explained.get(key, key) if kind == ORGANISATION else key, kind)
        entity = entities.get((kind, key))
        if entity is None and kind == ORGANISATION:
            entity = next((e for e in long[:_MOST_COMPARED] if _same_org(e, c, key)), None)
        if entity is None:
            entity = Entity(c.text, kind, trust)
            entities[kind, key] = entity
            if kind == ORGANISATION and len(c.words) > 1:
                long.append(entity)
        _join(entity, c, trust)
        entities.setdefault((kind, key), entity)
    found = list({id(e): e for e in entities.values()}.values())
    for entity in found:
        entity.mentions.sort(key=lambda c: c.first)
    return found


def _canonical(key: str, kind: str) -> str:
    if kind == PLACE:
        return _SAME_PLACE.get(key, key)
    parts = _SAME_ORG.get(key, key).split()
    while len(parts) > 1 and parts[-1].strip(".,") in _FIRM_TAIL:
        parts.pop()
    return " ".join(parts)


def _same_org(entity: Entity, c: Candidate, key: str) -> bool:
    """Whether `c` is short for the organisation: its acronym, or its name without the country in front."""
    full = entity.mentions[0]
    if len(c.words) == 1:
        letters = c.text.replace(".", "")
        if c.text == full.words[0] and c.kind != PLACE and _coined(c.text):
            return True
        if letters.isupper() and 2 <= len(letters) <= 8:
            return letters in (_initials(full.words, small=False), _initials(full.words, small=True))
        return False
    ours, theirs = key.split(), fold(entity.name).split()
    lists = gazetteer()
    cut = 1 if full.words[0] in lists.country or full.words[0] in lists.nationality else 0
    return cut > 0 and theirs[cut:] == ours


def _coined(word: str) -> bool:
    """Whether a word means nothing by itself, so that it can stand for the name it opens: "Nordhavn Shipping"."""
    lists = gazetteer()
    known = word in lists.country or word in lists.region or word in lists.city or word in lists.nationality
    return len(word) > 3 and not (known or word.lower() in lists.word or word in lists.first)


def _initials(words: tuple[str, ...], *, small: bool) -> str:
    return "".join(word[0] for word in words if small or word[0].isupper()).upper()
