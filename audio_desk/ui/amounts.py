"""Sizes, times and days in the words that people use."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from audio_desk import timecode


def _tr(text: str) -> str:
    return QCoreApplication.translate("Amounts", text)


def size_words(size_bytes: int) -> str:
    """`812 bytes`, `58 KB`, `5.2 MB`, `1.9 GB`: decimal units, as file managers show them."""
    if size_bytes < 1000:
        return _tr("{0} bytes").format(size_bytes)
    for unit, size in (("KB", 1e3), ("MB", 1e6), ("GB", 1e9)):
        value = size_bytes / size
        if value < 999.5 or unit == "GB":
            break
    return f"{value:.1f} {unit}" if value < 9.95 and unit != "KB" else f"{value:.0f} {unit}"


def count_words(count: int) -> str:
    """`4,026`: with the thousands apart."""
    return f"{count:,}"


def money_words(dollars: float) -> str:
    """`$0.003`: two significant digits, because one region costs fractions of a cent."""
    if dollars <= 0:
        return "$0"
    if dollars < 0.0001:
        return _tr("under $0.0001")
    decimals = 2 if dollars >= 0.1 else 3 if dollars >= 0.001 else 4
    return f"${dollars:.{decimals}f}"


def time_left_words(left: timedelta) -> str:
    """`31 h`, `8 min`, `40 s`; `gone` when nothing is left."""
    seconds = int(left.total_seconds())
    if seconds <= 0:
        return _tr("gone")
    if seconds < 60:
        return _tr("{0} s").format(seconds)
    if seconds < 90 * 60:
        return _tr("{0} min").format(seconds // 60)
    # A minute's grace: what was sent a moment ago has 48 hours, not 47.
    return _tr("{0} h").format((seconds + 60) // 3600)


def day_words(moment: datetime, now: datetime) -> str:
    """`Today 09:12`, `Tomorrow 16:48`, `12 Oct 09:12`; in this computer's time zone."""
    local, today = moment.astimezone(), now.astimezone().date()
    days = {0: _tr("Today"), 1: _tr("Tomorrow"), -1: _tr("Yesterday")}
    day = days.get((local.date() - today).days)
    if day is None:
        pattern = "d MMM" if local.year == today.year else "d MMM yyyy"
        day = QLocale().toString(QDate(local.year, local.month, local.day), pattern)
    return f"{day} {local:%H:%M}"


def exact_words(moment: datetime) -> str:
    """`2026-10-03 16:48:12 +02:00`, for tooltips and copies."""
    return moment.astimezone().isoformat(sep=" ", timespec="seconds")


def link_words(seconds: float) -> str:
    """A time in a list or text: `02:30`, and `1:15:30` past the hour."""
    return timecode.mmss(seconds) if seconds < 3599.5 else timecode.clock(seconds)
