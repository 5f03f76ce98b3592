"""Times, as people and Gemini write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_desk import timecode
from audio_desk.errors import TimeInvalid


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1:30", 90.0),
        ("01:30", 90.0),
        ("75:30", 4530.0),
        ("1:15:30", 4530.0),
        ("01:15:30.250", 4530.25),
        ("1:15:30,25", 4530.25),
        ("0:00", 0.0),
        ("90", 90.0),
        ("90.5", 90.5),
        ("90,5s", 90.5),
        ("1h15m", 4500.0),
        ("1h 15m 30s", 4530.0),
        ("2m 5s", 125.0),
        ("2 min", 120.0),
        ("  0:05.250 ", 5.25),
    ],
)
def test_every_usual_form_is_read(text: str, seconds: float) -> None:
    assert timecode.parse(text) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "text", ["", " ", "h", "1:75", "1:60:00", "-1:30", "1:2:3:4", "noon", "1:30 pm", "1::30"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(TimeInvalid) as refused:
        timecode.parse(text)
    assert refused.value.text == text


@pytest.mark.parametrize(
    ("seconds", "short", "prompt"),
    [(0, "0:00", "00:00"), (59.5, "1:00", "01:00"), (4530, "1:15:30", "75:30"), (34200, "9:30:00", "570:00")],
)
def test_people_read_hours_and_prompts_count_minutes(seconds: float, short: str, prompt: str) -> None:
    assert timecode.clock(seconds) == short
    assert timecode.mmss(seconds) == prompt


def test_decimals_are_rounded_and_never_reach_sixty() -> None:
    assert timecode.clock(59.9996, 3) == "1:00.000"
    assert timecode.clock(34.4, 3) == "0:34.400"
    assert timecode.clock(3599.96, 1) == "1:00:00.0"


def test_a_span_is_rounded_outward() -> None:
    assert timecode.whole_seconds_around(34.4, 51.2) == (34, 52)
    assert timecode.whole_seconds_around(34.0, 52.0) == (34, 52)
    assert timecode.whole_seconds_around(5.1, 5.5) == (5, 6)
    assert timecode.whole_seconds_around(5.0, 5.0) == (5, 6)


@pytest.mark.parametrize("duration", [125.7957, 125.7543, 125.99996, 0.0207, 34200.0321])
def test_an_end_that_is_typed_as_it_is_shown_is_the_end(duration: float) -> None:
    for decimals in range(4):
        typed = timecode.parse(timecode.clock(duration, decimals))
        assert timecode.end_as_shown(typed, duration) == min(typed, duration)
    assert timecode.end_as_shown(duration + 1.5, duration) == duration + 1.5
    assert timecode.end_as_shown(duration - 0.02, duration) == duration - 0.02


@given(st.integers(0, 36000))
def test_what_is_written_is_read_back(second: int) -> None:
    assert timecode.parse(timecode.mmss(second)) == second
    assert timecode.parse(timecode.clock(second)) == second


@given(st.integers(0, 36_000_000))
def test_milliseconds_are_read_back(milliseconds: int) -> None:
    assert timecode.parse(timecode.clock(milliseconds / 1000, 3)) == pytest.approx(milliseconds / 1000)
