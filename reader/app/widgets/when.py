"""Moments in a reader's words, in the local time zone."""

from __future__ import annotations

from datetime import datetime

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_moment(moment: datetime, now: datetime) -> str:
    """For a list: "14:05" today, "20 Nov" this year, "20 Nov 2019" before. Both are aware."""
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    day = f"{local.day} {_MONTHS[local.month - 1]}"
    return day if local.year == today.year else f"{day} {local.year}"


def long_moment(moment: datetime) -> str:
    """For an article's head: "20 Nov 2026, 14:05"."""
    local = moment.astimezone()
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"
