"""Sizes, times and days in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from audio_desk.ui.amounts import (
    day_words,
    exact_words,
    link_words,
    money_words,
    size_words,
    time_left_words,
)

NOON = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1 KB"),
        (443_210, "443 KB"),
        (999_600, "1.0 MB"),
        (5_200_000, "5.2 MB"),
        (9_960_000, "10 MB"),
        (612_000_000, "612 MB"),
        (2**31, "2.1 GB"),
        (12_000_000_000_000, "12000 GB"),
    ],
)
def test_sizes_are_said_as_file_managers_say_them(size: int, words: str) -> None:
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (172_790, "48 h"),
        (172_700, "47 h"),
        (31 * 3600, "31 h"),
        (5_400, "1 h"),
        (5_399, "89 min"),
        (480, "8 min"),
        (60, "1 min"),
        (59, "59 s"),
        (0, "gone"),
        (-5, "gone"),
    ],
)
def test_the_time_that_is_left_is_rounded_down(seconds: int, words: str) -> None:
    assert time_left_words(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("dollars", "words"),
    [
        (0.0, "$0"),
        (0.00004, "under $0.0001"),
        (0.0004, "$0.0004"),
        (0.003, "$0.003"),
        (0.0526, "$0.053"),
        (1.5, "$1.50"),
    ],
)
def test_money_keeps_the_digits_that_matter(dollars: float, words: str) -> None:
    assert money_words(dollars) == words


def test_near_days_are_named_and_far_ones_dated() -> None:
    assert day_words(NOON, NOON) == "Today 12:00"
    assert day_words(NOON + timedelta(days=1), NOON) == "Tomorrow 12:00"
    assert day_words(NOON - timedelta(days=1), NOON) == "Yesterday 12:00"
    far = datetime(2020, 10, 3, 9, 12, tzinfo=NOON.tzinfo)
    assert day_words(far, NOON) == "3 Oct 2020 09:12"


def test_exact_times_name_their_zone() -> None:
    assert exact_words(datetime(2026, 10, 3, 16, 48, 12, tzinfo=UTC))[-6] in "+-"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(34.4, "00:34"), (3599.4, "59:59"), (3599.6, "1:00:00"), (4530, "1:15:30")],
)
def test_times_in_lists_show_hours_only_past_the_hour(seconds: float, words: str) -> None:
    assert link_words(seconds) == words
