"""How sure a figure is (about, at least, up to) and which way it goes (up, down): read from the words around it."""

from __future__ import annotations

import re

from reader.figures.grammar import is_verb
from reader.figures.item import Item
from reader.figures.pattern import Pattern
from reader.model import FigureKind

_MORE = (
    r"(?:(?:well|just|slightly|a\slittle|far|significantly|substantially|much|considerably"
    r"|comfortably)\s)?(?:more\sthan|(?<!all\s)over|above|in\sexcess\sof|upwards?\sof|exceed(?:s|ed|ing)?|"
    r"greater\sthan|higher\sthan|larger\sthan|bigger\sthan|beyond|better\sthan|north\sof|older\sthan|longer\sthan"
    r"|further\sthan|farther\sthan|heavier\sthan|taller\sthan|in\smore\sthan)|"
    r"at\s(?:the\s(?:very\s)?)?least|(?:no|not)\s(?:less|fewer|lower|smaller|younger)\sthan|(?:a\s)?minimum(?:\sof)?"
    r"|surpass(?:ed|es|ing)?|topp(?:ed|ing)|tops|"
    r"as\s(?:few|little)\sas(?=\sX)|or\smore\sthan|(?:bigger|greater|higher|larger|more)\sor\sequal\s(?:to|than)"
    r"|(?:greater|more)\sthan\sor\sequal\sto|equal\sto\sor\smore\sthan|>\s?=?|≥|starting\s(?:at|from)"
)
_LESS = (
    r"(?:(?:slightly|a\slittle|far|well|significantly|much|substantially|considerably)\s)?(?:less\sthan|fewer\sthan"
    r"|lower\sthan|smaller\sthan|under|below|younger\sthan|shorter\sthan|south\sof)|up\sto|at\s(?:the\s)?most|"
    r"(?:no|not)\s(?:more|greater|higher|larger|bigger|older|later|longer)\sthan|as\s(?:many|much|high|large|long|far"
    r"|big|late)\sas|(?:a\s)?maximum(?:\sof)?|"
    r"just\s(?:under|below|shy\sof|short\sof)|(?:shy|short)\sof|not\sexceeding|capped\sat|limited\sto|within|"
    r"(?:lower|less|smaller|fewer)\sor\sequal\s(?:to|than)|(?:less|fewer)\sthan\sor\sequal\sto"
    r"|equal\sto\sor\sless\sthan|<\s?=?|≤"
)
_ABOUT = (
    r"about|around|approximately|approx\.?|roughly|nearly|near|almost|some|close\sto|(?:an\s)?estimated|(?:it\sis\s"
    r"|is\s)?estimated\s(?:at|to\sbe|that)|circa|c\.|ca\.|~|≈|in\sthe\s(?:region|neighbou?rhood|vicinity)\sof|"
    r"(?:on|of|in)\sthe\sorder\sof|something\slike|more\sor\sless|virtually|practically|pretty\smuch|getting\son\sfor"
    r"|a\sreported|reportedly|an\saverage\sof\s(?:about|around)|give\sor\stake|perhaps|maybe|"
    r"(?:nearing|approaching)|nearly\sas\s(?:much|many)\sas|towards?|upwards\sto|the\sequivalent\sof\sabout"
)
_FILL = (
    r"(?:(?:a|an|another|only|just|estimated|additional|extra|record|total|of|annual|initial|further|whopping"
    r"|staggering|combined|full|entire|mere|first|last|past|next|previous|final|latest)\s){0,3}"
)
_LEFT = Pattern(
    rf"(?:^|[\s(“\"‘'—–,-])(?:(?P<le>{_LESS})|(?P<ge>{_MORE})|(?P<ca>{_ABOUT}))\s?{_FILL}\s{{0,2}}$"
    rf"|(?P<sign>[<>]\s?=?)\s{{0,3}}$",
    re.I,
)
_TYPO_MORE = Pattern(r"\bmore\s$", re.I)
_RIGHT = Pattern(
    r"\s?(?:(?P<ge>\+(?!\d)|(?:\s?or|,?\sand)\s(?:more|higher|above|older|over|greater|better|longer|upwards?|up)\b"
    r"|[\s-]plus\b|\splus\b|\sat\sleast\b|\sat\sminimum\b)"
    r"|(?P<le>or\s(?:less|fewer|below|under|lower|younger|smaller)\b|\sat\s(?:the\s)?most\b|\smax(?:imum)?\b|\stops\b)"
    r"|(?P<ca>or\s(?:so|thereabouts)\b|[\s-]odd\b|-ish\b|approximately\b|give\sor\stake\b))", re.I,
)  # fmt: skip
_MOVED_UP = Pattern(
    r"\b(?:\w+ed|went|go|goes|going|gone|rose|came|comes?|moves?|climbs?|inches|ticks?|edges|jumps?|shot|crept|creeps)\s$"
)
_OR_MORE = Pattern(
    r"\s?(?:,\s)?or\s(?:(?P<ge>more|higher|above|older|over|greater|better|longer)|(?P<le>less|fewer|below|under"
    r"|lower|younger|smaller))\b(?!\s(?:than|or\b))",
    re.I,
)
# "hand over 41%", "talk about three times as many": the word belongs to the verb.
_OTHER_SENSE = Pattern(
    r"\b(?:(?:hand|turn|sign)(?:s|ed|ing)?|talk\w*|sp[eo]ke?n?\w*|think\w*|complain\w*|worr\w+|ask\w*|know\w*|kn[eo]w\w*"
    r"|learn\w*|hear\w*|warn\w*|argu\w*)\s$",
    re.I,
)
_PLUS_MINUS = Pattern(r"\s?(?:\+/-|±)")
_SPAN_OVER = Pattern(
    r"\b(?:for|of|is|was|were|be|been|just|well|took|take|takes|after|has|have|had|last(?:ed|s|ing)?|spent|spend"
    r"|spans?|with|at|slightly|aged|by|little|are|to)\s+(?:well\s|just\s)?over\s$",
    re.I,
)

_UP = (
    r"rises?|rose|risen|rising|gr[eo]w(?:n|s|ing)?|growth|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|gain(?:s|ed|ing)?"
    r"|increas(?:e|es|ed|ing)|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|advanc(?:es|ed|ing)|"
    r"up|rais(?:es?|ed|ing)|higher|swell(?:s|ed|ing)?|swollen|spik(?:e|es|ed|ing)|rall(?:y|ies|ied|ying)|boost(?:s|ed"
    r"|ing)?|accelerat(?:e|es|ed|ing)|rocket(?:s|ed|ing)?|hik(?:e|es|ed|ing)|leap(?:s|ed|t)?|"
    r"expand(?:s|ed|ing)?|rebound(?:s|ed|ing)?|recover(?:s|ed|ing)?|skyrocket(?:s|ed|ing)?|strengthen(?:s|ed|ing)?"
    r"|appreciat(?:es?|ed|ing)|improv(?:es?|ed|ing)|lift(?:s|ed|ing)|balloon(?:s|ed|ing)?|widen(?:s|ed|ing)?"
    r"|quicken(?:s|ed|ing)|edg(?:es|ed|ing)\s(?:up|higher)|put\son|adds?|added|adding|firmed|doubled|tripled"
)
_DOWN = (
    r"falls?|fell|fallen|falling|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|slip(?:s|ped|ping)?"
    r"|slid(?:e|es|ing)?|tumbl(?:e|es|ed|ing)|plung(?:e|es|ed|ing)|dip(?:s|ped|ping)?|"
    r"shr[iau]nk(?:s|ing)?|shrunken|cut(?:s|ting)?|reduc(?:e|es|ed|ing|tion)|lower(?:s|ed|ing)?|s[iau]nk(?:s|ing)?"
    r"|slump(?:s|ed|ing)?|shed(?:s|ding)?|down|plummet(?:s|ed|ing)?|retreat(?:s|ed|ing)?|eas(?:es|ed|ing)|"
    r"narrow(?:s|ed|ing)?|slow(?:s|ed|ing)?|contract(?:s|ed|ing)|halv(?:es|ed|ing)|los[etis]\w{0,3}|crash(?:es|ed"
    r"|ing)?|weaken(?:s|ed|ing)?|depreciat(?:es?|ed|ing)|slash(?:es|ed|ing)?|trim(?:s|med|ming)?|shav(?:es|ed|ing)|"
    r"dwindl(?:es?|ed|ing)|collaps(?:es|ed|ing)|div(?:es|ed|ing)|nosediv\w+|cool(?:s|ed|ing)|moderat(?:es|ed|ing)"
    r"|wip(?:es|ed|ing)\sout|took\soff|subtract\w*|edg(?:es|ed|ing)\s(?:down|lower)|discount\w*|tanked|sagged|skidded"
)
_BETWEEN = (
    r"(?:\s(?:between|anywhere|sharply|slightly|steadily|steeply|modestly|further|back|another|an?|by|to|from|as|much|many|high|low"
    r"|further|again|much|only|just|about|around|nearly|almost|some|roughly|approximately|over|"
    r"more\sthan|less\sthan|under|well|estimated|up\sto|at\sleast|the|their|its|his|her|more|annual|record|whopping"
    r"|staggering|total|of|in|\w+ly|average|below|above|fewer\sthan|additional|extra|level|levels|out|off|close|past"
    r"|higher|lower|combined)){0,6}"
)
_TREND = Pattern(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_BETWEEN}\s?(?:[(,:]\s?)?$", re.I)
_THEN_FROM = Pattern(r",?(?:\s(?:last|next|this)\s(?:year|month|week|quarter)|\sin\s\d{4}),?\sfrom\s|,?\sfrom\s")
_ALSO = Pattern(r"(?:\s\w+){0,6},?\sand\s(?:by\s)?(?:\w+\s)?")
_LEVEL = Pattern(
    r",?(?:\s(?:on|last)\s\w+)?\sto\s(?:(?:close|settle|end|finish|trade|stand|reach|hit|about|around|nearly|a|an|the"
    r"|just|almost|record|more|less"
    r"|than|over|under|low|high|of|at|some|roughly|below|above|its|lowest|highest)\s){0,5}"
)
_MOVED = Pattern(
    r"\b(?:(?P<up>rais(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|lift(?:s|ed|ing)|boost(?:s|ed|ing)?|hik(?:e[sd]?|ing)"
    r"|push(?:es|ed|ing)|expand(?:s|ed|ing)?|driv(?:es|ing)|drove|swell(?:s|ed|ing)?)"
    r"|(?P<down>cut(?:s|ting)?|reduc(?:e[sd]?|ing)|lower(?:s|ed|ing)?|slash(?:es|ed|ing)?|trim(?:s|med|ming)?"
    r"|shrink(?:s|ing)?|narrow(?:s|ed|ing)?))\s"
    r"(?:(?!to\b|by\b|from\b|and\b|but\b|that\b|after\b|while\b)[^\W\d][\w’'&.-]*\s){1,6}(?:by|to)\s"
    r"(?:\w+\s){0,3}$",
    re.I,
)
_AFTER = Pattern(
    r"(?:\s(?:points?|percentage\spoints?))?[\s-](?:(?:year-on-year|year-over-year|annual|monthly|quarterly|sharp"
    r"|daily|wage|price|pay|salary|tax|net|overall|weekly|steep|jobs?|rate)\s){0,2}"
    r"(?:(?P<up>increases?|rise|jump|growth|gains?|hike|surge|uptick|upswing|uplift|boost|climb|spike|expansion|raise"
    r"|more|higher|up|above|better|greater|larger|bigger|faster|longer|taller|heavier|stronger)"
    r"|(?P<down>drop|fall|decline|decrease|reduction|cuts?|slump|dip|plunge|slide|loss|contraction|discount|less|fewer"
    r"|lower|down|below|cheaper|off|smaller|slower|worse|shorter|slowdown|downturn|shrinkage))\b",
    re.I,
)
_COMPARATIVES = frozenset(
    """more higher up above better greater larger bigger faster longer taller heavier stronger less fewer lower down
    below off""".split()
)
_PLACES = frozenset("above below up down off".split())
_STANDARD = Pattern(
    r"\s(?:(?:the|its|their|his|her|a|an|last|long-term|seasonal|pre-\w+|historical?|national|monthly|annual)\s){0,3}(?:averages?|"
    r"normal\w*|norms?|usual|expect\w*|forecasts?|target|previous|year\w*|level|levels|estimates?|limit|median|mean|record"
    r"|from|on\s(?:last|a|the)|in\s(?:19|20)\d\d|zero|freezing)\b|\s?[,.;)]|\s?$"
)
_TREND_BACK = 60
_NO_TREND = frozenset((FigureKind.AGE, FigureKind.SCORE, FigureKind.RANK))


def read_context(s: str, item: Item, previous: Item | None) -> None:
    """Set `qualifier` and `change` of `item`; `previous` is the figure before it in the sentence."""
    left = s[max(0, item.first - 64) : item.first]
    _qualify(s, item, left)
    if item.kind not in _NO_TREND:
        _direct(s, item, left, previous)


# A look at single words before the long patterns are tried: each pattern holds one of these.
_HINTS = frozenset(
    """than over above excess upward upwards exceed exceeds exceeded exceeding beyond north least minimum surpass
    surpassed surpasses surpassing topped topping tops few little equal starting under below up most many much high
    large long far big late maximum just shy short capped limited within south about around approximately approx
    approx. roughly nearly near almost some close estimated circa c. ca. region vicinity neighbourhood neighborhood
    order like less virtually practically pretty getting reported reportedly average give perhaps maybe nearing
    approaching towards toward equivalent slightly well significantly substantially considerably comfortably""".split()
)
_TREND_HINTS = frozenset(
    """ris ros gro gre cli jum gai inc sur soa adv up rai hig swe swo spi ral boo acc roc hik lea exp reb rec sky str
    app imp lif bal wid qui edg put add fir dou tri fal fel dro dec sli tum plu dip shr cut red low sin san sun slu
    she dow ret eas nar slo con hal los cra wea dep sla sha dwi col div nos coo mod wip too sub dis tan sag ski tri
    pus dri""".split()
)
_RIGHT_HINTS = frozenset(("or", "an", "pl", "at", "od", "is", "ma", "to", "ap", "gi", "+"))


_SPACED = str.maketrans(dict.fromkeys("(-—“”\"‘'[", " "))


def _hinted(near: str) -> bool:
    words = near.lower().translate(_SPACED).split()
    return not _HINTS.isdisjoint(words) or any(sign in near for sign in "~≈<>≤≥")


def _to_the_right(s: str, end: int) -> re.Match[str] | None:
    tail = s[end : end + 6].lstrip(" ,-")
    return _RIGHT.match(s, end) if tail[:2].lower() in _RIGHT_HINTS or tail[:1] == "+" else None


def _qualify(s: str, item: Item, left: str) -> None:
    near = left[-44:]
    right = _OR_MORE.match(s, item.number.end) or _OR_MORE.match(s, item.end)
    if right:
        item.qualifier = ">" if right.group("ge") else "<"
        return
    match = _LEFT.search(near) if _hinted(near) else None
    if match and match.group("sign"):
        item.qualifier = match.group("sign")[0]
        return
    if match:
        sign = "<" if match.group("le") else ">" if match.group("ge") else "~"
        word = (match.group("le") or match.group("ge") or match.group("ca")).lower()
        if word == "up to" and _MOVED_UP.search(near, 0, match.start("le")):
            item.change = item.change or "up"
            return
        if sign == ">" and word == "over" and item.kind is FigureKind.DURATION and not _SPAN_OVER.search(left):
            sign = "="
        if word in ("under", "within") and item.kind is FigureKind.DURATION and word == "within":
            sign = "<"
        if word in ("towards", "toward") or (word == "within" and item.kind is FigureKind.MEASURE):
            sign = "="
        if _OTHER_SENSE.search(near[: match.start(match.lastgroup or 0)]) and word in ("over", "about", "around"):
            sign = "="
        if word.startswith("as ") and item.noun is not None and s[item.noun[0] - 1] in "-‐‑":
            sign = "="  # "as high as a four-storey house"
        item.qualifier = sign if item.qualifier == "=" or sign != "=" else item.qualifier
        return
    if item.number.article and _TYPO_MORE.search(near):
        item.qualifier = ">"
        return
    right = _to_the_right(s, item.number.end) or _to_the_right(s, item.end)
    if right and not _PLUS_MINUS.match(s, item.number.end):
        item.qualifier = "<" if right.group("le") else ">" if right.group("ge") else "~"


def _direct(s: str, item: Item, left: str, previous: Item | None) -> None:
    if item.number.signed and item.kind is FigureKind.PERCENT and s[item.first] in "-−–" and item.value is not None:
        item.change = "down"
    if item.change:
        return
    # A trend word before an earlier figure speaks of that one, unless only "to" or "from" stands between.
    if previous is not None and previous.end > item.first - len(left):
        gap = s[previous.end : item.first]
        if previous.change and (
            _LEVEL.fullmatch(gap)
            or (item.kind is not previous.kind and re.fullmatch(r",?\s?(?:or|\()\s?(?:\w+\s){0,2}", gap))
        ):
            item.change = previous.change
            return
        if previous.change and item.low is not None and (gap == " between " or _THEN_FROM.fullmatch(gap)):
            item.change = previous.change
            return
        left = gap
    alike = previous is not None and item.kind is previous.kind and item.unit == previous.unit
    alike = alike and bool(item.unit or item.head)
    if previous is not None and previous.change and alike and item.head == previous.head and _ALSO.fullmatch(left):
        words = left.lower().split()
        if not any(is_verb(words, at) for at in range(len(words))):
            item.change = previous.change
            return
    left = left[-_TREND_BACK:]
    trend = _TREND.search(left) if any(w[:3] in _TREND_HINTS for w in left.lower().split()) else None
    if trend and not _misleads(trend, item):
        item.change = "up" if trend.group("up") else "down"
        return
    moved = _MOVED.search(left)
    if moved:
        item.change = "up" if moved.group("up") else "down"
        return
    after = _AFTER.match(s, item.end if item.noun is None else item.number.end)
    if after and item.kind in (
        FigureKind.PERCENT,
        FigureKind.MONEY,
        FigureKind.MEASURE,
        FigureKind.INDEX,
        FigureKind.COUNT,
        FigureKind.DURATION,
        FigureKind.MULTIPLE,
        FigureKind.RATIO,
    ):
        word = (after.group("up") or after.group("down")).lower()
        if item.kind is FigureKind.COUNT and word in _COMPARATIVES and not s.startswith(" than", after.end()):
            return
        if item.kind is FigureKind.MEASURE and word in _PLACES and not _STANDARD.match(s, after.end()):
            return
        item.change = "up" if after.group("up") else "down"


_TIME_OR_PLACE = Pattern(
    r"\sin(?:\s(?:the|about|around|only|just|nearly|almost|over|more|less|than|under|at|least)){0,3}\s?$"
)
_PARTICLE_VERB = Pattern(
    r"\b(?:ma[dk]es?|making|sets?|setting|t[ao]kes?|took|taking|h[eo]lds?|built|builds?|turn(?:s|ed)|br[eo]kes?|g[ai]ve"
    r"|given|uses?|used|shut(?:s|ting)?|laid|lined|rounded|signed|coughed|summed|gunned|shot)\s$",
    re.I,
)
_LASTED = Pattern(r"\s(?:in|over|for|within|of|the)\s|\s(?:past|last|next|previous)\s")
_TO_OR_BY = Pattern(r"\s(?:to|by)\b")
_WATER = Pattern(r"\b(?:river|water|sea|lake|tide|flood|level)s?\b", re.I)


def _misleads(trend: re.Match[str], item: Item) -> bool:
    word = (trend.group("up") or trend.group("down")).lower()
    tail = trend.group()[len(word) :].lower()
    if (word == "up" and tail.startswith(" to")) or _TIME_OR_PLACE.search(tail):
        return True
    if item.kind is FigureKind.DURATION and _LASTED.search(tail):
        return True
    if word in ("up", "down") and _PARTICLE_VERB.search(trend.string, 0, trend.start()):
        return True
    if " between" in tail and item.low is None:
        return True
    if word.startswith("rais") and item.kind in (FigureKind.MONEY, FigureKind.COUNT) and not _TO_OR_BY.search(tail):
        return True
    if word == "rises" and item.unit in ("m", "ft") and tail == " to ":
        return not _WATER.search(trend.string)
    if word.startswith("add") and " to" in tail:
        return True
    if word.startswith("los") or word in ("shed", "sheds", "shedding"):
        return item.kind is FigureKind.COUNT or (word in ("loss", "losses") and item.kind is not FigureKind.PERCENT)
    if word in ("adds", "added", "adding", "add", "gained", "gain", "gains", "won") and item.kind is FigureKind.COUNT:
        return word != "gained"
    if word in ("up", "down") and item.kind is FigureKind.COUNT and not tail.startswith((" by", " from")):
        return True
    return (
        word in ("cut", "cuts", "cutting", "raise", "raised", "lifted", "contract", "contracts")
        and item.kind is FigureKind.DURATION
    )
