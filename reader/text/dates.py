"""Dates of publication as lines of a page state them; never a date out of a sentence."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = {
    1: "january jan januar jänner janvier enero ene gennaio janeiro januari января stycznia",
    2: "february feb februar février fév febrero febbraio fevereiro februari февраля lutego",
    3: "march mar märz mär mars marzo março maart марта marca",
    4: "april apr avril avr abril abr aprile апреля kwietnia",
    5: "may mai mayo maggio maio mei мая maja",
    6: "june jun juni juin junio giugno junho июня czerwca",
    7: "july jul juli juillet julio luglio julho июля lipca",
    8: "august aug août agosto augustus августа sierpnia",
    9: "september sept sep septembre septiembre settembre setembro сентября września",
    10: "october oct oktober okt octobre octubre ottobre outubro октября października",
    11: "november nov novembre noviembre novembro ноября listopada",
    12: "december dec dezember dez décembre déc diciembre dicembre dezembro декабря grudnia",
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_NAME = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iso>(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?)
    | (?P<month>{_NAME})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)
    | (?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<month2>{_NAME})\.?,?\s+(?:de\s+)?
      (?P<year2>(?:19|20)\d\d)
    | (?P<day3>\d{{1,2}})\.\s?(?P<month3>\d{{1,2}})\.\s?(?P<year3>(?:19|20)\d\d)
    | (?P<year4>(?:19|20)\d\d)年\s?(?P<month4>\d{{1,2}})月\s?(?P<day4>\d{{1,2}})日
    )(?!\d|-\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")  # a quick no for most lines
_TIME = re.compile(
    r"(?:\s*(?:,|at|um|à|a las|alle|в|kl\.?|[-–—|·•])?\s*)"
    r"(?P<clock>\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?)(?:\s?(?:Uhr|hrs))?\s?(?P<zone>[A-Z]{2,4}|[+-]\d\d:?\d\d)?(?!\w)",
    re.IGNORECASE,
)
# What else a date line may say, in the languages of the months: labels, weekdays, separators.
_BESIDE = re.compile(
    r"\b(?:(?:first |last )?(?:published|posted|updated|modified|created)|date|on|at|upd|veröffentlicht|aktualisiert"
    r"|stand|am|um|publié|mis à jour|le|à|publicado|actualizado|el|pubblicato|aggiornato|il|gepubliceerd|опубликовано"
    r"|обновлено|дата|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b",
    re.IGNORECASE,
)
_ZONES = {
    "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "ET": -5, "EST": -5,
    "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PT": -8, "PST": -8, "PDT": -7, "JST": 9, "IST": 5.5,
}  # fmt: skip


def parse_date(text: str) -> datetime | None:
    """An aware date out of a machine-readable value (ISO 8601, RFC 2822 and what dateutil knows); UTC without a zone.

    None when it cannot be read.
    """
    from dateutil import parser

    zones = {name: int(hours * 3600) for name, hours in _ZONES.items()}
    words = " ".join(text.split())[:100].split(" ")
    if re.fullmatch(r"[A-Z]{2,5}", words[-1]) and words[-1] not in (*zones, "AM", "PM"):
        words.pop()  # a zone nobody knows is left out
    if not re.search(r"\d{4}", text):
        return None
    try:
        found: datetime = parser.parse(" ".join(words), tzinfos=zones, default=datetime(2000, 1, 1, tzinfo=UTC))
        return found.astimezone(timezone(found.utcoffset() or timedelta(0)))
    except (ValueError, OverflowError, TypeError):
        return None


def find_date(line: str) -> tuple[datetime, str] | None:
    """The date a short line states, and what the line says besides ("By Arne Holt"), or None.

    Knows "November 18, 2026 at 9:14 am", "18 Nov 2026", ISO 8601, "18.11.2026" and the like with month names of ten
    languages. Dates of two slashes are not read: day and month could be either.
    """
    match = _DATE.search(line) if len(line) <= 200 and _YEAR.search(line) else None
    if match is None:
        return None
    end = match.end()
    if match["iso"]:
        text = match["iso"].replace(" ", "T", 1) if "T" not in match["iso"] else match["iso"]
    else:
        year = next(match[g] for g in ("year", "year2", "year3", "year4") if match[g])
        day = next(match[g] for g in ("day", "day2", "day3", "day4") if match[g])
        month = match["month"] or match["month2"]
        number = _MONTH_OF[month.lower()] if month else int(match["month3"] or match["month4"])
        text = f"{year}-{number:02}-{int(day):02}"
    clock = _TIME.match(line, end) if not (match["iso"] and ":" in match["iso"]) else None
    if clock:
        end = clock.end()
        zone = clock["zone"] if clock["zone"] and (clock["zone"].upper() in _ZONES or clock["zone"][0] in "+-") else ""
        text += f" {re.sub('[.h](?=[0-9])', ':', clock['clock'], flags=re.IGNORECASE)} {zone.upper()}".rstrip()
    found = parse_date(text)
    if found is None:
        return None
    return found, f"{line[: match.start()]} {line[end:]}".strip()


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and nothing else but labels, weekdays and separators."""
    found = find_date(line)
    if found is None:
        return False
    rest = re.sub(r"[\W\d_]+", " ", _BESIDE.sub(" ", found[1]))
    return len("".join(rest.split())) <= 2
