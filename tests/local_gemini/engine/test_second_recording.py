"""The measures of these tests: words as they are spoken, and a second recording that is what it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.second_recording import SecondRecording, build
from tests.words import spoken, word_error_rate


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("In 1974, I was ill.", "in nineteen seventy four i was ill"),
        ("42", "forty two"),
        ("£42 a week", "forty two pounds a week"),
        ("$1", "one dollar"),
        ("2001", "two thousand and one"),
        ("1905", "nineteen oh five"),
        ("1,200 men", "one thousand two hundred men"),
        ("the 21st, the 3rd, the 12th", "the twenty first the third the twelfth"),
        ("the 1950s", "the nineteen fifties"),
        ("3.5 %", "three point five"),
        ("50% off", "fifty percent off"),
        ("Forty-two", "forty two"),
        ("the harbour", "the harbor"),
        ("0 and 9999", "zero and nine thousand nine hundred ninety nine"),
        ("It's 7:00", "it's seven"),
    ],
)
def test_numbers_are_spelled_out(written: str, said: str) -> None:
    assert spoken(written) == spoken(said)


def test_every_number_to_9999_can_be_said() -> None:
    assert len({" ".join(spoken(str(number))) for number in range(10_000)}) == 10_000


def test_the_word_error_rate_counts_wrong_missing_and_added_words() -> None:
    assert word_error_rate("I was ill in 1974", "i was ill in nineteen seventy-four.") == 0
    assert word_error_rate("one two three four", "one too three") == pytest.approx(0.5)
    assert word_error_rate("one two", "one and two") == pytest.approx(0.5)


def test_the_second_recording_holds_what_it_says(second: SecondRecording) -> None:
    info = soundfile.info(str(second.path))
    assert info.duration == pytest.approx(second.duration, abs=0.01)
    assert len(second.speech) == 14
    assert len(second.sounds) == 3
    samples, rate = soundfile.read(second.path, always_2d=True)
    for event in second.events:
        inside = samples[int(event["start"] * rate) : int(event["end"] * rate)]
        assert np.abs(inside).max() > 0.05
    times = [time for event in second.events for time in (event["start"], event["end"])]
    assert times == sorted(times)


def test_variations_differ_and_repeat(tmp_path: Path) -> None:
    one, again = tmp_path / "one", tmp_path / "again"
    one.mkdir()
    again.mkdir()
    fourth = build(one, variation=4)
    assert fourth.path.read_bytes() == build(again, variation=4).path.read_bytes()
    assert fourth.events != build(one, variation=1).events
