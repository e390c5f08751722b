"""Money that needs its surroundings: whether pounds are paid or weighed, and which country's pesos they are.

A currency name that several countries share is settled by the countries the story names.
"""

from __future__ import annotations

import re

from reader.figures.item import Item
from reader.figures.pattern import Pattern

_SHARED = {
    "peso": {
        "MXN": "Mexic", "PHP": "Philippin|Filipin|Manila", "ARS": "Argentin", "CLP": "Chile", "COP": "Colombia",
        "CUP": "Cuba", "UYU": "Urugua", "DOP": "Dominican",
    },
    "krone": {
        "NOK": "Norw|Oslo", "DKK": "Danish|Denmark|Copenhagen", "SEK": "Swed|Stockholm", "ISK": "Iceland|Reykjavik",
    },
    "crown": {
        "CZK": "Czech|Prague", "NOK": "Norw|Oslo", "DKK": "Danish|Denmark", "SEK": "Swed|Stockholm", "ISK": "Iceland",
    },
    "franc": {
        "CHF": "Swiss|Switzerland|Zurich|Geneva", "RWF": "Rwanda|Kigali", "CDF": "Congo|Kinshasa", "BIF": "Burundi",
        "XOF": "Senegal|Ivory Coast|Mali|Niger|Benin|Togo|Burkina", "XAF": "Cameroon|Gabon|Chad",
    },
    "dinar": {
        "IQD": "Iraq|Baghdad", "KWD": "Kuwait", "JOD": "Jordan|Amman", "RSD": "Serbia|Belgrade",
        "DZD": "Algeria|Algiers", "TND": "Tunisia|Tunis", "LYD": "Libya|Tripoli", "BHD": "Bahrain",
    },
    "riyal": {
        "SAR": "Saudi|Riyadh", "QAR": "Qatar|Doha", "YER": "Yemen|Sanaa", "OMR": "Oman|Muscat", "IRR": "Iran|Tehran",
    },
    "shilling": {"KES": "Kenya|Nairobi", "UGX": "Uganda|Kampala", "TZS": "Tanzania|Dodoma", "SOS": "Somali|Mogadishu"},
    "INR": {
        "INR": "India|Delhi|Mumbai|Modi", "PKR": "Pakistan|Islamabad|Karachi|Lahore", "LKR": "Sri Lanka|Colombo",
        "NPR": "Nepal|Kathmandu",
    },
    "TRY": {"TRY": "Turk|Ankara|Istanbul", "LBP": "Leban|Beirut", "SYP": "Syria|Damascus"},
    "AED": {"AED": "Emirat|UAE|Dubai|Abu Dhabi", "MAD": "Morocc|Rabat|Casablanca"},
}  # fmt: skip
_BARE = Pattern(r"\b(?:rupees?|liras?|dirhams?)\b", re.I)
_NATIONAL = Pattern(
    r"\b(?!(?:million|billion|trillion|bn|mn|crore|lakh|thousand|hundred|m|b)\b)[A-Za-z]+\s(?:rupees?|liras?|dirhams?)\b"
)


_READ = 50_000


def settle(text: str, unit: str, surface: str, settled: dict[str, str]) -> str:
    """`unit` with its shared currency name replaced by the ISO code of the country that `text` names most often.

    `surface` is the figure as written; an abbreviation or a nationality in it has settled the matter already.
    `settled` keeps the answers for one text.
    """
    base, slash, rest = unit.partition("/")
    if base not in _SHARED or (base.isupper() and (not _BARE.search(surface) or _NATIONAL.search(surface))):
        return unit
    if base not in settled:
        named = {code: len(re.findall(rf"\b(?:{names})", text[:_READ])) for code, names in _SHARED[base].items()}
        code = max(named, key=lambda c: named[c])
        settled[base] = code if named[code] else base
    return f"{settled[base]}{slash}{rest}"


_WEIGHT = Pattern(
    r"\b(?:weigh\w*|weight|los[et]\w*|gain\w*|heav\w*|baby|lift\w*|carr\w*|drop|obes\w*|cocaine|heroin|marijuana|meat"
    r"|beef|bomb\w*|thrust|explosives|cargo|luggage|eat\w*|catch|caught|fish|"
    r"potato\w*|coffee|cheese|catfish|turkey|garbage|trash|waste|plastic|debris|drugs?|methamphetamine|fentanyl|ivory"
    r"|pet|dog|lbs?|kg|kilograms?|kilos?|slimm\w*|diet\w*|linebacker|tackle|quarterback|inch(?:es)?)\b",
    re.I,
)
PAID = Pattern(
    r"\b(?:pa(?:y|id|ys|ying)|costs?|price\w*|fin(?:e|ed)|worth|spen[dt]\w*|s[eo]l[ld]\w*|b(?:uy|ought)|charg\w*"
    r"|tax\w*|profits?|salar\w*|wages?|bank|sterling|fund\w*|"
    r"debt|income|donat\w*|invest\w*|revenue|loan|bill|budget|earn\w*|fee|fees|grant|money|cash|savings?|bonus"
    r"|turnover|compensation|Britain|British|UK|London|England|NHS)\b"
)


def is_sterling(s: str, item: Item, pound: re.Match[str]) -> bool:
    """Whether "pounds" is money: a magnitude, or words of paying near it and none of weighing."""
    if item.number.magnitude >= 1e6:
        return True
    left, right = s[max(0, item.first - 60) : item.first], s[pound.end() : pound.end() + 40]
    if re.match(
        r"\s(?:sterling|\(\$|\(€|an?\s(?:year|month|week|night|day|head)|per\s(?:year|month|week|person|night))", right
    ):
        return True
    if (
        re.match(r"\s(?:of|per\ssquare|lighter|heavier|overweight)\b", right)
        or "-" in pound.group()
        or _WEIGHT.search(left + " " + right)
    ):
        return bool(re.search(r"£", s)) and not _WEIGHT.search(left + " " + right)
    return bool(PAID.search(left + " " + right)) or "£" in s
