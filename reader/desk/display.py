"""How a figure is written for a person: the panel, `newsroom show` and citations say it alike."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Attachment, Figure, FigureKind, NameKind, Quote

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "UAH": "₴", "NGN": "₦"}
_MINOR = {"USc": "¢", "EURc": " cents", "GBX": "p"}
_MAGNITUDES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_QUALIFIERS = {"=": "", "~": "≈ ", "<": "≤ ", ">": "≥ "}
_POWERS = str.maketrans("23", "²³")
_AS_WRITTEN = {FigureKind.RATIO, FigureKind.SCORE, FigureKind.RANK}
NAME_SECTIONS = {NameKind.PERSON: "People", NameKind.ORGANISATION: "Organisations", NameKind.PLACE: "Places"}
CONTEXT_WORDS = 5  # on each side; ten words around a number are what a reader needs to place it


def number(value: float) -> str:
    """3600000.0 → "3.6 million", 586000.0 → "586,000", 0.25 → "0.25"; never rounded to fewer than 6 digits."""
    for size, name in _MAGNITUDES:
        if abs(value) >= size:
            short = f"{value / size:,.3f}".rstrip("0").rstrip(".")
            if abs(float(short.replace(",", "")) * size - value) <= abs(value) * 1e-9:
                return f"{short} {name}"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.6g}" if abs(value) >= 1e6 or abs(value) < 1e-3 else f"{value:,.6f}".rstrip("0").rstrip(".")


def value_with_unit(figure: Figure) -> str:
    """The value and its unit: "$4.2 billion", "12%", "1,400 ha", "£10–15 million", "502 → 412"; ratios as written."""
    if figure.kind in _AS_WRITTEN or figure.unit == "calendar year":
        return figure.text
    if figure.low is not None and figure.high is not None:
        return _with_unit(figure, _range(figure, figure.low, figure.high))
    if figure.value is None:
        return figure.text
    return _with_unit(figure, _amount(figure, figure.value))


def _amount(figure: Figure, value: float) -> str:
    if figure.kind is FigureKind.MONEY and abs(value) < 1e6 and value != int(value):
        return f"{value:,.2f}"  # a price's pence are two digits
    return number(value)


def _range(figure: Figure, low: float, high: float) -> str:
    """Both ends; an arrow where the story tells of a change from one to the other."""
    first, last = (high, low) if figure.change == "down" else (low, high)
    start, end = _amount(figure, first), _amount(figure, last)
    if figure.change:
        return f"{start} → {end}"
    size = end.partition(" ")[2]
    if size and start.endswith(f" {size}"):
        start = start.removesuffix(f" {size}")
    return f"{start}–{end}"


def _with_unit(figure: Figure, amount: str) -> str:
    unit, _, per = figure.unit.partition("/")
    rate = f" per {per}" if per else ""
    plural = "" if figure.value == 1 else "s"
    if figure.kind is FigureKind.MONEY:
        if unit in _MINOR:
            return f"{amount}{_MINOR[unit]}{rate}"
        sign = _SIGNS.get(unit)
        return f"{sign}{amount}{rate}" if sign else f"{unit} {amount}{rate}"
    if figure.kind is FigureKind.MULTIPLE:
        return f"×{amount}"
    if figure.kind is FigureKind.AGE:
        return f"aged {amount}" if unit == "year" else f"aged {amount} {unit}{plural}"
    if figure.kind is FigureKind.DURATION and unit.isalpha():
        return f"{amount} {unit}{plural}{rate}"
    if unit in ("%", "°", "°C", "°F"):
        return f"{amount}{'' if unit == '%' else ' '}{unit}{rate}"
    if unit:
        return f"{amount} {unit[:1] + unit[1:].translate(_POWERS)}{rate}"
    return f"{amount}{rate}"


def qualified_value(figure: Figure) -> str:
    """`value_with_unit` with how sure the story is before it: "≈ 1 million", "≥ 12"."""
    return _QUALIFIERS.get(figure.qualifier, "") + value_with_unit(figure)


def what_they_count(mentions: Sequence[Figure]) -> str:
    """What mentions of one quantity count: the first counted noun phrase, else what they are about, else "".

    A headline often leaves the noun out; another mention of the same value may have it.
    """
    phrases = [figure.counted for figure in mentions] + [figure.concept for figure in mentions]
    return next((phrase for phrase in phrases if phrase), "")


def context(text: str, figure: Figure) -> str:
    """The words around a figure inside its sentence, with "…" where the sentence goes on."""
    start, end = figure.sentence_start, max(figure.sentence_end, figure.end)
    before = text[start : figure.start].split()
    after = text[figure.end : end].split()
    left = ("… " if len(before) > CONTEXT_WORDS else "") + " ".join(before[-CONTEXT_WORDS:])
    right = " ".join(after[:CONTEXT_WORDS]) + (" …" if len(after) > CONTEXT_WORDS else "")
    joined = text[figure.start : figure.end]
    left += " " if left and text[figure.start - 1 : figure.start].isspace() else ""
    right = " " + right if right and text[figure.end : figure.end + 1].isspace() else right
    return " ".join((left + joined + right).split())


def quoted(text: str, quote: Quote) -> str:
    """What a quote says, on one line; "…" where the words of saying stand between its parts."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in quote.content)


def attached(attachment: Attachment) -> str:
    """A file that goes with an article, on one line: what it is, how large, and where."""
    kind = attachment.type.partition("/")[0] if attachment.type else ""
    size = "" if not attachment.size else f"{attachment.size / 1e6:.1f} MB"
    return " · ".join(part for part in (kind or "file", size, attachment.url) if part)
