"""Which country's pesos: a currency name that several countries share is settled by the countries the story names."""

from __future__ import annotations

import re

from reader.figures.pattern import Pattern

_SHARED = {
    "peso": {
        "MXN": "Mexic", "PHP": "Philippin|Filipin|Manila", "ARS": "Argentin", "CLP": "Chile", "COP": "Colombia",
        "CUP": "Cuba", "UYU": "Urugua", "DOP": "Dominican",
    },
    "krone": {
        "NOK": "Norw|Oslo", "DKK": "Danish|Denmark|Copenhagen", "SEK": "Swed|Stockholm", "ISK": "Iceland|Reykjavik",
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
