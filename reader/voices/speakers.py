"""Who a source phrase means: the full name behind a surname, a pronoun or "the minister"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from reader.voices.candidate import ORGANISATION, PERSON
from reader.voices.gazetteer import gazetteer
from reader.voices.lexicon import FEMALE_HONORIFICS, MALE_HONORIFICS, ROLE_NOUNS
from reader.voices.settle import Entity
from reader.voices.story import Story

_NEAR = 8  # names back: so far "the company" reaches
_FAR = 400  # names back: so far "the minister" does
_SENTENCES_BACK = 6
_OF = frozenset("of for from by at with in to".split())
_GROUP_NOUNS = frozenset(
    "company firm group carmaker automaker drugmaker chipmaker retailer insurer lender brewer".split()
)
_PRESS = frozenset("news newspaper press television radio".split())


class Speakers:
    """Resolves source phrases in text order; remembers who spoke last."""

    def __init__(self, story: Story, entities: list[Entity]) -> None:
        self.story = story
        self.mentions = sorted(((m.first, m.stop, e) for e in entities for m in e.mentions), key=lambda m: m[:2])
        self.firsts = [first for first, _, _ in self.mentions]
        self.groups = [e for e in entities if e.kind == ORGANISATION]
        self.group_words: dict[str, list[Entity]] = {}
        for group in self.groups:
            for word in group.name.lower().split():
                self.group_words.setdefault(word, []).append(group)
        self.roles: dict[str, list[Entity]] = {}
        self.sex: dict[int, str] = {}
        for entity in entities:
            if entity.kind == PERSON:
                for word in entity.role.lower().split():
                    self.roles.setdefault(word, []).append(entity)
                self._learn(entity)
        self.last: str | None = None
        self.last_person: Entity | None = None
        self.last_group: str | None = None

    def _learn(self, entity: Entity) -> None:
        first = entity.name.split()[0]
        lists = gazetteer()
        if " " in entity.name and first in lists.female:
            self.sex[id(entity)] = "she"
        elif " " in entity.name and first in lists.male:
            self.sex[id(entity)] = "he"
        for mention in entity.mentions:
            word = mention.title.split()[-1] if mention.title else ""
            if word in FEMALE_HONORIFICS or entity.role.endswith("woman"):
                self.sex[id(entity)] = "she"
            elif word in MALE_HONORIFICS or entity.role.endswith(("man", "men")):
                self.sex[id(entity)] = "he"

    def resolve(self, source: tuple[int, int] | None) -> str | None:
        """The name for the source phrase at a token range: a full name, or the phrase itself where it names nobody."""
        if source is None:
            return None
        first, stop = source
        low = self.story.lows[first]
        if stop - first == 1 and low in ("he", "she"):
            return self._pronoun(low, first)
        if stop - first == 1 and low in ("it", "they", "who", "we"):
            return self.last_group or self.last if low != "they" else self.last_group
        named = self._named(first, stop)
        if named is not None:
            if named.kind == PERSON:
                self.last_person = named
            else:
                self.last_group = named.name
            self.last = named.name
            return named.name
        described = self._described(first, stop)
        if described is not None:
            if described.kind == PERSON:
                self.last_person = described
            else:
                self.last_group = described.name
            self.last = described.name
            return described.name
        while first < stop - 1 and self.story.lows[first] in ("the", "a", "an"):
            first += 1
        comma = next((i for i in range(stop - 1, first, -1) if self.story.words[i] == ","), first)
        if first < comma < stop - 1 and all(self.story.caps[comma + 1 : stop]):
            first = comma + 1  # "its owner, Marrow Line"
        phrase = self.story.phrase(first, stop)
        self.last = self.last_group = phrase
        return phrase

    def _within(self, first: int, stop: int) -> list[tuple[int, int, Entity]]:
        at = bisect_left(self.firsts, first)
        found = []
        while at < len(self.mentions) and self.mentions[at][0] < stop:
            found.append(self.mentions[at])
            at += 1
        return found

    def _named(self, first: int, stop: int) -> Entity | None:
        inside = self._within(first, stop)
        if not inside:
            return None
        people = [m for m in inside if m[2].kind == PERSON]
        lows = self.story.lows
        if people:
            head = people[-1]
            if head[1] < stop and lows[head[1]] == "'s" and stop - head[1] > 1:
                return None
            if head[1] == stop and head[0] > first and lows[head[0] - 1] in _OF:
                return None  # "a spokesman for Ada Example", "those polled by Acme"
            of = next((i for i in range(first, head[0]) if lows[i] in _OF), -1)
            if of >= 0 and not self.story.caps[of - 1] and head[0] - of <= 2 and head[1] == stop:
                return None
            return head[2]
        last = inside[-1]
        if last[1] == stop or (stop - last[1] <= 3 and lows[last[1]] != "'s" and last[2].kind == ORGANISATION):
            before = lows[last[0] - 1] if last[0] > first else ""
            if before in _OF or (before == "the" and last[0] - 2 >= first and lows[last[0] - 2] in _OF):
                return None
            if last[1] < stop and (lows[stop - 1] in _PEOPLE_NOUNS or lows[stop - 1] in ROLE_NOUNS):
                return None  # "a Pentagon official" is somebody of the Pentagon
            if stop - last[1] > 1 and lows[last[1]] not in _PRESS:
                return None  # "the U.N. refugee agency" is not all of it
            return last[2]
        return None

    def _described(self, first: int, stop: int) -> Entity | None:
        """ "the minister", "the company": who was last mentioned with that role, or an organisation of that sort."""
        lows = self.story.lows
        head = lows[stop - 1]
        if lows[first] not in ("the", "this", "that", "his", "her", "its", "their") or not 2 <= stop - first <= 4:
            return None
        phrase = " ".join(lows[first + 1 : stop])
        options = [e for e in self.roles.get(head, ()) if phrase in e.role.lower()]
        options = options or (self.roles.get(head, []) if stop - first == 2 else [])
        if not options or head.endswith("s"):
            options = self.group_words.get(head, [])
            if not options and head in _GROUP_NOUNS and stop - first == 2:
                options = self.groups
        known = {id(e) for e in options}
        at = bisect_left(self.firsts, first) - 1
        limit = max(-1, at - (_NEAR if options is self.groups else _FAR))
        while known and at > limit:
            if id(self.mentions[at][2]) in known:
                return self.mentions[at][2]
            at -= 1
        return None

    def _pronoun(self, low: str, at: int) -> str | None:
        """The person meant by "he" or "she".

        Who spoke last, if named in the nearest sentence that names somebody it fits; else the first one named there,
        who is its subject more often than not.
        """
        sentence = self._sentence(at)
        chosen: Entity | None = None
        spoke = self.last_person
        for number in range(sentence, max(-1, sentence - _SENTENCES_BACK), -1):
            first, stop = self.story.sentences[number]
            inside = self._within(first, min(stop, at))
            people = [e for _, _, e in inside if e.kind == PERSON and self.sex.get(id(e), low) == low]
            if people:
                chosen = spoke if spoke is not None and any(e is spoke for e in people) else people[0]
                break
        if chosen is None and spoke is not None and self.sex.get(id(spoke), low) == low:
            chosen = spoke
        if chosen is None:
            return None
        self.last_person = chosen
        self.last = chosen.name
        self.sex.setdefault(id(chosen), low)
        return chosen.name

    def _sentence(self, token: int) -> int:
        return bisect_right(self.story.sentences, (token, len(self.story.words) + 1)) - 1


_PEOPLE_NOUNS = frozenset(
    """officials researchers scientists sources leaders lawmakers workers employees residents supporters critics
    members analysts""".split()
)
