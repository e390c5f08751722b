"""Where sentences begin and end: rules, in linear time, for the languages that news comes in."""

from __future__ import annotations

import re

_CLOSERS = "\"”’'»«›‹)\\]}」』）】》〉"
# A run of stops and what closes with it: quotes, brackets, French guillemets behind a space, note numbers. It matches
# wherever a stop stands, so that no run of stops is scanned twice.
_STOP = re.compile(
    rf"[.!?…‥؟۔।。！？｡][.!?…‥؟۔।。！？｡]*+[{_CLOSERS}]*+(?:[ \u00a0\u202f][»›](?=[\s.,;:]|\Z))?(?:\[[0-9]{{1,3}}\])*+"
)
_CJK_STOPS = frozenset("。！？｡")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_BEFORE_NEXT = re.compile(r"\s*+[\"“”„‘’'«»‹›(\[{¿¡—–•-]*+\s*+")
_OPENING = re.compile(r"[\"“„‘'«‹(\[「『（]")
_NEXT_WORD = re.compile(r"([^\W\d_]+)(\.?)")
_COLUMNS = re.compile(r"[^\s.?!:)”’\"'] {2,}\S| [│|] ")
_LETTERED = re.compile(r"[^\W_](?:\.[^\W_])+")  # U.S, a.m, e.g (the last dot is the stop)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end of a sentence: what they introduce follows.
_INTRODUCING = _words(
    "Mr Mrs Ms Mx Dr Drs Prof Gen Sen Sens Rep Reps Gov Govs Lt Col Sgt Capt Cpl Cmdr Cdr Adm Maj Brig Rev Hon Pres "
    "Supt Insp Det Pvt Pte Msgr Fr Sr Mme Mlle Messrs Amb Atty Asst Assoc Dept Sra Srta Hr Frau Mt Ft vs v cf ca "
    "approx viz bzw Mio Mrd ggf evtl inkl sog vgl e.g i.e z.B d.h u.a i.d.R т.е тыс млн млрд им ул напр"
)
# The end of a sentence only when no number follows.
_NUMBERED = _words(
    "No Nos no nos Nr Fig Figs Art Arts Sec Secs Ch Chap Vol Vols vol p pp S Eq para Para Abs Abb Ziff c стр рис п"
)
# Abbreviations that may end a sentence: they do when a word follows that opens sentences, or a quotation.
_ABBREVIATIONS = _words(
    "Inc Co Cos Corp Ltd Bros LLC Plc plc St Sts Ave Blvd Rd Jr Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon "
    "Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich "
    "Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo est Ph.D г гг "
    "руб"
)
_OPENERS = _words(
    "A After All Although An And Another As At Before Both But By Despite During Each Even Every For From He Her Here "
    "His How However I If In Instead It Its Last Many Meanwhile More Most My No Nor Not Now On Once One Only Or Other "
    "Others Our Over Several She Since So Some Still That The Their Then There These They This Those Though Through "
    "To Two Under Until We What When Where While Who Why With Yet You Aber Als Am Auch Auf Bei Da Damit Das Dass Dem "
    "Den Der Die Dies Diese Dieser Doch Ein Eine Einer Er Es Im Mit Nach Nun Sie Und Vor Wer Wie Wir В Во Но На По Он "
    "Она Они Это Как При Для С И А"
)
_AFTER_CLOCK = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Eastern Pacific Central Mountain Greenwich Tokyo London Moscow Beijing Paris"
)
_MONTHS_AFTER_DAY = _words(
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Jahrhundert"
)
_LONGEST = max(len(word) for word in _INTRODUCING | _NUMBERED | _ABBREVIATIONS)


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as half-open character offsets, in order and disjoint; surrounding space is left out.

    Every character that is not space lies in one of them. None crosses a blank line (paragraphs, headings and list
    items end there), nor a line of a block that is a table. What closes a sentence (quotes, brackets) belongs to it.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        _block(text, start, gap.start(), found)
        start = gap.end()
    _block(text, start, len(text), found)
    return found


def _block(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    if text.find("\n", start, end) >= 0 and _is_table(text[start:end]):
        for line in text[start:end].split("\n"):
            _line(text, start, start + len(line), found)
            start += len(line) + 1
    else:
        _line(text, start, end, found)


def _is_table(block: str) -> bool:
    """Whether at least half of the lines stand in columns: cells two spaces or a rule apart."""
    lines = [line for line in block.split("\n") if line.strip()]
    return len(lines) > 1 and 2 * sum(_COLUMNS.search(line) is not None for line in lines) >= len(lines)


def _line(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, start, stop.start(), stop.end(), end):
            start = _add(text, start, stop.end(), found)
    _add(text, start, end, found)


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> int:
    part = text[start:end]
    body = part.strip()
    if body:
        first = start + len(part) - len(part.lstrip())
        found.append((first, first + len(body)))
    return end


def _ends(text: str, start: int, stop: int, after: int, end: int) -> bool:
    """Whether the stops and closers `text[stop:after]` end the sentence that began at `start`."""
    if after == end:
        return True
    mark = text[stop]
    following = text[after]
    if not following.isspace():
        # Chinese and Japanese put no space; a quotation that goes on with a particle (「…。」と) is not over.
        return text[after - 1] in _CJK_STOPS or (mark in _CJK_STOPS and not "\u3041" <= following <= "\u309f")
    match = _BEFORE_NEXT.match(text, after, end)
    begin = match.end() if match else after
    if begin == end:
        return True
    upcoming = text[begin]
    if upcoming.islower():
        return text[begin + 1 : begin + 2].isupper()  # iPhone, eBay
    if upcoming in ".…" or (text[stop - 1] in "[(" and stop > start):
        return False
    if mark != "." or text[stop + 1 : stop + 2] == ".":
        return True
    return _full_stop_ends(text, start, stop, after, begin)


def _full_stop_ends(text: str, start: int, stop: int, after: int, begin: int) -> bool:
    """Whether one full stop before a capital or a number ends a sentence: abbreviations and initials do not."""
    head = text[max(start, stop - _LONGEST - 6) : stop].split()
    word = re.split("[-—–/]", head[-1])[-1].lstrip("(\"“„‘’'«»[") if head else ""
    if not word:
        return True
    if after > stop + 1 and text[after - 1] in '"”»':  # a closing quote behind an abbreviation closes a sentence too
        return True
    number_next = text[begin].isdigit()
    alone = stop - start < len(word) + 8 and text[start:stop].strip() == word  # "1. Bring water."
    if word in _INTRODUCING:
        return False
    if word in _NUMBERED and number_next:
        return False
    if word.isdigit():
        next_word = _NEXT_WORD.match(text, begin)
        return not (len(word) < 4 and (alone or (next_word is not None and next_word[1] in _MONTHS_AFTER_DAY)))
    lettered = _LETTERED.fullmatch(word) is not None
    if len(word) == 1 and word.isalpha() and (alone or word.isupper()):
        return not number_next and _opens(text, after, begin)
    if lettered and word.lower() in ("a.m", "p.m"):
        next_word = _NEXT_WORD.match(text, begin)
        return (
            next_word is not None
            and next_word[1] not in _AFTER_CLOCK
            and not (1 < len(next_word[1]) < 5 and next_word[1].isupper())
        )
    if lettered or word in _ABBREVIATIONS:
        return not number_next and _opens(text, after, begin)
    return True


def _opens(text: str, after: int, begin: int) -> bool:
    """Whether what follows an abbreviation at `after` opens a sentence: a quotation, or a word that does so often."""
    if _OPENING.search(text, after, begin):
        return True
    word = _NEXT_WORD.match(text, begin)
    return word is not None and word[1] in _OPENERS and not (word[2] and len(word[1]) == 1)
