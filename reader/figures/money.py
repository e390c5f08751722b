"""Which country's pesos: a currency name that several countries share is settled by the countries the story names."""

from __future__ import annotations

import re
from collections import Counter

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


def settle(text: str, unit: str, surface: str) -> str:
    """`unit` with its shared currency name replaced by the ISO code of the country that `text` names most often.

    `surface` is the figure as written; an abbreviation or a nationality in it has settled the matter already.
    """
    base, slash, rest = unit.partition("/")
    countries = _SHARED.get(base)
    if countries is None or (base.isupper() and not re.search(r"\b(?:rupees?|liras?|dirhams?)\b", surface, re.I)):
        return unit
    if base.isupper() and re.search(
        r"[a-z]+\s(?:rupees?|liras?|dirhams?)\b", re.sub(r"\b(?:million|billion|trillion|bn|crore|lakh)\b", "", surface)
    ):
        return unit
    named = Counter({code: len(re.findall(rf"\b(?:{names})", text)) for code, names in countries.items()})
    code, times = named.most_common(1)[0]
    return f"{code}{slash}{rest}" if times else unit
