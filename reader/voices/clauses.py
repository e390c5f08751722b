"""Statements without quotation marks: "X said (that) …", "…, X said"."""

from __future__ import annotations

from reader.voices.counting import given
from reader.voices.cues import STRONG, WITH_HEARER, WITH_THAT
from reader.voices.gazetteer import gazetteer
from reader.voices.marks import Unit
from reader.voices.phrases import (
    FINITE,
    PASTS,
    Range,
    main_subject,
    noun_like,
    quoted_as,
    subject_before,
    subject_behind,
)
from reader.voices.statement import SHORT, Statement, in_quotes, strip
from reader.voices.story import Story
from reader.voices.verbs import clause_start, has_verb, is_verb, over_time, that_at

_NOMINAL_ACTS = frozenset(
    "gave gives give made makes make issued issues issue released releases expressed expresses voiced repeated".split()
)
_PARTICIPLES = frozenset(
    """adding saying noting arguing warning claiming insisting stressing stating explaining predicting suggesting
    alleging asserting complaining acknowledging admitting""".split()
)
_SUBJECTS = frozenset("there he she it they this these".split())
_CUE_NOUNS = frozenset(
    """account statement warning announcement report claim belief view prediction assurance promise opinion concern
    concerns fears hope confidence doubt pledge guarantee notice testimony impression comment""".split()
)
# Of the strong verbs, those that as often take a thing as a clause: "announced a deal".
_TRANSITIVE = frozenset(
    """announced announces announce confirmed confirms denied denies acknowledged acknowledges admitted admits
    explained explains stressed stresses added adds add predicted predicts recalled recalls reported suggested
    estimated revealed disclosed urged vowed pledged wrote writes tweeted tweets emphasized emphasised
    emphasizes emphasises declared declares maintained maintains alleged alleges claimed noted stated states
    observed believed believes believe denied conceded concedes replied responded responds replies testified
    complained complains lamented""".split()
)
_EXPLAINING = frozenset(
    """explained explains noted observed believed believes believe added adds stressed maintained claimed alleged
    stated""".split()
)
_ARTICLES = frozenset("a an the one another".split())
_OPENERS = frozenset("the a an he she it they there this these those his her its their more most nearly".split())
_THINKING = frozenset("thinks think thought".split())
_MARKS = frozenset(", — –".split())
_LONGEST_HEARER = 10
_HEARER_STOPS = FINITE | frozenset(""", . that whether if : ; " “ ” he she they it""".split())
_FRONTED = frozenset("in on at after before during asked while when as since with by for from under".split())
_LINKS = frozenset("while but and as per whereas although".split())
_PREPOSED = frozenset("to of for so by as with on in at".split())
_FINDING = frozenset(
    """found finds find show shows showed suggest suggests suggested indicate indicates indicated revealed reveals
    estimates estimate""".split()
)
_EVIDENCE = frozenset(
    """study studies poll polls survey surveys report reports research results findings estimates data figures
    scientists researchers analysis census audit review inquiry investigation investigators statistics forecasts
    projections documents records tests experts economists analysts""".split()
)


def clauses(story: Story, unit: Unit, begin: int, end: int) -> list[Statement]:
    """Statements without quotation marks: "X said (that) …", "…, X said", "X said A, while Y said B"."""
    found: list[Statement] = []
    at = begin
    while at < end:
        fresh = not (found and found[-1].content and found[-1].content[-1][1] > at)
        statement = _clause(story, unit, begin, at, end, fresh=fresh)
        if statement is None:
            at += 1
            continue
        content = statement.content[-1]
        if found and statement.source is not None:
            outer = found[-1]
            last = outer.content[-1]
            if (
                last[0] < statement.source[0] < last[1]
                and statement.source[0] > last[0] + 2
                and _parts(story, statement.source[0], last[0])
            ):
                cut = statement.source[0]
                while cut > last[0] and (
                    story.lows[cut - 1] in (",", "while", "but", "and", "as", "per", "whereas", ";", "although")
                ):
                    cut -= 1
                outer.content[-1] = (last[0], cut)
        found.append(statement)
        at = max(at + 1, min(content[0], end))
    return [s for s in found if s.content and sum(b - a for a, b in s.content) >= SHORT - 1]


def _parts(story: Story, at: int, begin: int) -> bool:
    """Whether a clause of its own begins at `at`: behind a comma with or without "while", "but", "as per"."""
    if _comma_before(story, at):
        return True
    for index in range(at - 1, max(begin, at - 4), -1):
        if story.lows[index] in (",", ";"):
            return True
        if story.lows[index] not in _LINKS:
            return False
    return False


def _clause(story: Story, unit: Unit, begin: int, verb: int, end: int, *, fresh: bool) -> Statement | None:
    """The statement whose verb of saying is token `verb`, if it is one; `fresh`: it stands inside no other."""
    lows = story.lows
    low = lows[verb]
    noun = _nominal(story, verb, end)
    quoted = quoted_as(story, verb, begin) if low == "saying" else None
    if quoted is not None:
        return _quoted_as(story, unit, begin, verb, end, quoted)
    number = given(story, unit, begin, verb, end)
    if number is not None:
        return number
    if low not in STRONG and low not in WITH_THAT and not noun:
        return None
    if verb == begin or not is_verb(story, verb):
        return None
    if noun:
        source = subject_before(story, verb, begin)
        if source is None or not noun_like(story, source):
            return None
        return Statement([strip(story, (noun, end))], source, (verb, noun - 1), unit)
    ahead = verb + 1
    pause = _pause(story, verb, end)
    closed = pause >= end or lows[pause] in (".", "?", "!")
    if low.endswith("ing"):
        return None
    # "…, said X."
    if lows[verb - 1] == "," and low in STRONG and not closed and low not in ("told", "tells"):
        source = subject_behind(story, verb, end)
        if source is not None and noun_like(story, source) and _over(story, source[1], end):
            pieces = [strip(story, (begin, verb - 1))]
            if (
                source[1] < end
                and lows[source[1]] == ","
                and any(lows[i] in FINITE for i in range(source[1] + 1, min(end, source[1] + 4)))
            ):
                pieces.append(strip(story, (source[1] + 1, end)))
            if sum(b - a for a, b in pieces) > SHORT:
                return Statement(pieces, source, (verb, verb + 1), unit)
    source = subject_before(story, verb, begin)
    if lows[verb - 1] == "which" and verb - 2 > begin and lows[verb - 2] == ",":
        source = subject_before(story, verb - 2, begin)  # "the commission, which said …, has left"
        end = _relative_end(story, ahead, end)
    elif source is None and fresh and low in STRONG and lows[verb - 1] in ("and", "but"):
        source = main_subject(story, begin, verb)  # "the mayor left and said …"
        if any(lows[i] in ("which", "who") for i in range(begin, verb)):
            end = _relative_end(story, ahead, end)
    if source is None:
        return None
    subject = lows[source[0]]
    alone = source[1] - source[0] == 1
    if alone and subject in ("i", "we", "you", "there", "it's", "that", "what", "nobody", "none"):
        return None
    if subject == "no" or (alone and low in ("reports", "claims") and subject in gazetteer().word):
        return None  # "no one said", "media reports that …"
    if alone and subject == "who":
        source = _antecedent(story, source[0], begin) or source
        end = _relative_end(story, ahead, end)
    elif not (alone and subject in ("he", "she", "they", "it")) and not noun_like(story, source):
        return None
    if source[0] - 1 > begin and lows[source[0] - 1] in ("which", "that", "who", "what"):
        end = _relative_end(story, ahead, end)
    # "…, X said."
    if closed and (low in STRONG or (low in _FINDING and _evidence(story, source))):
        gap = source[0]
        if gap - begin > SHORT and _comma_before(story, gap):
            return Statement([strip(story, (begin, gap - (lows[gap - 1] in _MARKS)))], source, (verb, verb + 1), unit)
        return None
    far = next((i for i in range(ahead + 2, min(end, ahead + 9)) if lows[i] == ","), end)
    if ahead < end and lows[ahead] == "," and that_at(story, far + 1, end):
        return Statement([strip(story, (far + 2, end))], source, (verb, verb + 1), unit)
    # "…, X said, …"
    gap = source[0]
    told = gap - begin > 1 + (pause > ahead) * 2 and lows[gap - 1] in (",", "—", "–") and not _fronted(story, begin)
    if pause < end and lows[pause] == "," and low in STRONG and (told or pause == ahead):
        pieces = [strip(story, (pause + 1, end))] if not lows[pause + 1].endswith("ing") else []
        if told:
            pieces.insert(0, strip(story, (begin, gap - 1)))
        elif not _fronted(story, begin):
            return None
        pieces = [piece for piece in pieces if piece[1] > piece[0]]
        return Statement(pieces, source, (verb, verb + 1), unit) if pieces else None
    content = clause_start(story, verb, end)
    if content >= end - 1:
        return None
    thatted = any(lows[i] in ("that", "whether") for i in range(ahead, min(content, end)))
    if low in _THINKING and not thatted:
        thatted = has_verb(story, content, end, loose=False)
    if low in _FINDING and not thatted:
        opens = lows[content] in _OPENERS or story.caps[content] or lows[content][0].isdigit()
        thatted = (
            has_verb(story, content, end, loose=True)
            if _evidence(story, source)
            else (opens and has_verb(story, content, end, loose=False))
        )
    thatted = thatted or (lows[content] in ("how", "why", "whether", "if") and (low in STRONG or low in WITH_HEARER))
    if lows[content - 1] == "that" and end - content < SHORT + 2 and not any(_verbal(low) for low in lows[content:end]):
        return None  # "said that a lot"
    if low not in STRONG and not thatted:
        return None
    if (
        not thatted
        and (low in _TRANSITIVE or low in WITH_HEARER)
        and not has_verb(story, content, end, loose=low in _EXPLAINING)
    ):
        return None
    if (
        not thatted
        and lows[content] in ("to", "of", "for", "so", "by", "as", "with", "on", ".", "no", "nothing", "goodbye", "yes")
        and low != "told"
        and not (lows[content] in ("no", "nothing") and has_verb(story, content, end, loose=False))
    ):
        return None
    if lows[content].endswith("ing") and low in WITH_HEARER and lows[content - 1] == ",":
        return None  # "urged them to go, warning …"
    return Statement([strip(story, (content, end))], source, (verb, verb + 1), unit)


def _quoted_as(
    story: Story, unit: Unit, begin: int, saying: int, end: int, quoted: tuple[int, Range]
) -> Statement | None:
    """The statement around or behind "quoted … as saying"."""
    at, source = quoted
    behind = saying + 2 if that_at(story, saying + 1, end) else saying + 1
    piece = strip(story, (behind, end))
    if piece[1] - piece[0] < SHORT - 1:
        by = subject_before(story, at, begin) if story.lows[at - 1] not in ("was", "were", "is") else source
        comma = by[0] - 1 if by is not None else begin
        if comma - begin < SHORT or story.lows[comma] != ",":
            return None
        piece = strip(story, (begin, comma))
    return Statement([piece], source, (at, at + 1), unit)


def _pause(story: Story, verb: int, end: int) -> int:
    """The first token behind a verb of saying, its hearer, and the time and occasion of speaking."""
    at = verb + 1
    if story.lows[verb] in WITH_HEARER:
        while at < end and at - verb < _LONGEST_HEARER and story.lows[at] not in _HEARER_STOPS:
            at += 1
        return at if at == end or story.lows[at] in (",", ".") else verb + 1
    return over_time(story, at, end)


def _comma_before(story: Story, at: int) -> bool:
    """Whether a comma or a dash stands before `at`, or a quoted phrase that ends in a comma."""
    return story.lows[at - 1] in _MARKS or (story.words[at - 1] in ('"', "”") and story.lows[at - 2] == ",")


def _verbal(low: str) -> bool:
    return low in FINITE or low in PASTS or low.endswith(("s", "ed"))


def _fronted(story: Story, begin: int) -> bool:
    """Whether a phrase of time or occasion opens the sentence: "Asked about it, …", "Speaking in Leeds, …"."""
    low = story.lows[begin]
    return low in _FRONTED or low.endswith("ing")


def _over(story: Story, at: int, end: int) -> bool:
    """Whether an inverted "said X" that ends at `at` ends its sentence too, but for an apposition, a day or a place."""
    return at >= end or (
        end - at <= 25 and story.lows[at] in (",", ".", "in", "on", "at", "who", "during", "after", "last", "as", ";")
    )


def _evidence(story: Story, source: Range) -> bool:
    """Whether a study, a poll or people who make them are the subject."""
    return any(story.lows[i] in _EVIDENCE for i in range(*source))


def conjuncts(story: Story, statement: Statement) -> list[Statement]:
    """`statement` with the ones that share its subject cut off: "said A, and warned that B"."""
    if not statement.content or statement.source is None:
        return [statement]
    first, stop = statement.content[0]
    lows = story.lows
    for verb in range(first + 3, stop - 3):
        if (
            lows[verb - 1] not in ("and", "but")
            or lows[verb] not in STRONG | WITH_THAT
            or in_quotes(statement.unit, verb)
        ):
            continue
        begin = clause_start(story, verb, stop)
        thatted = lows[begin - 1] == "that" and begin - verb > 1
        if begin >= stop - 2 or not (thatted or (lows[verb] in ("said", "says") and lows[begin] not in _PREPOSED)):
            continue
        rest = Statement(
            [strip(story, (begin, stop)), *statement.content[1:]], statement.source, (verb, verb + 1), statement.unit
        )
        rest.pairs = statement.pairs
        statement.content = [strip(story, (first, verb - 1))]
        return [statement, *conjuncts(story, rest)]
    return [statement]


def participles(story: Story, unit: Unit, found: list[Statement]) -> list[Statement]:
    """The statements of participles that hang on another: "…, she said, adding that …"."""
    hung: list[Statement] = []
    for at in range(unit.first + 3, unit.stop - 3):
        if story.lows[at] not in _PARTICIPLES or in_quotes(unit, at):
            continue
        if story.lows[at + 1] != "that" and story.lows[at + 1] not in _SUBJECTS:
            continue
        if story.lows[at - 1] not in (",", '"', "”"):
            continue
        begin = at + 2 if story.lows[at + 1] == "that" else at + 1
        before = [s for s in found if s.cue is not None and s.cue[0] < at and s.source is not None]
        if not before:
            source = main_subject(story, unit.first, at)
            if source is not None and noun_like(story, source):
                hung.append(Statement([strip(story, (begin, unit.stop))], source, (at, at + 1), unit))
            continue
        outer = max(before, key=lambda s: s.cue[0] if s.cue else 0)
        outer.content = [strip(story, (a, min(b, at - 1))) for a, b in outer.content if a < at - 1]
        stop = next((a for s in found for a, _ in s.content if a > at), unit.stop)
        hung.append(Statement([strip(story, (begin, stop))], outer.source, (at, at + 1), unit))
    return hung


def _relative_end(story: Story, at: int, end: int) -> int:
    """Where the clause of "X, who said …, left" ends: at its comma, which may stand inside a closing mark."""
    for index in range(at + 2, end):
        if story.lows[index] == ",":
            closes = index + 1 < end and story.words[index + 1] in ('"', "”")
            return index + 2 if closes else index
    return end


def _nominal(story: Story, verb: int, end: int) -> int:
    """Behind the "that" of "gave an account … that", 0 otherwise."""
    if story.lows[verb] not in _NOMINAL_ACTS:
        return 0
    noun = next((i for i in range(verb + 1, min(end, verb + 5)) if story.lows[i] in _CUE_NOUNS), 0)
    if not noun:
        return 0
    return next((i + 1 for i in range(noun + 1, min(end, noun + 7)) if story.lows[i] == "that"), 0)


def _antecedent(story: Story, who: int, begin: int) -> Range | None:
    """The name or the phrase with an article that "who" stands for."""
    at = who - 1
    if at > begin and story.lows[at] == ",":
        at -= 1
    last = at
    while at >= begin and (story.caps[at] or story.lows[at] in ("al", "de", "van", "bin")):
        at -= 1
    if at < last:
        return at + 1, last + 1
    first = next((i for i in range(last, max(begin, last - 5) - 1, -1) if story.lows[i] in _ARTICLES), -1)
    return (first, last + 1) if first >= 0 else None
