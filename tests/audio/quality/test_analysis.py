"""Silence and faults, found where they are and not where they are not."""

from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audio_desk.audio.quality.analysis import SoundReport, quality_notes, silences_in
from audio_desk.errors import Stopped
from audio_desk.region import Region
from tests.audio.making import RATE, Sound, melody, write


def _report(tmp_path: Path, sound: Sound) -> SoundReport:
    return quality_notes(write(tmp_path / "x.wav", sound, subtype="FLOAT"))


def _speechlike(seconds: float = 10.0) -> Sound:
    """Loud noise with pauses of room noise at 2-3 s and 6-6.5 s."""
    rng = np.random.default_rng(1)
    sound = rng.normal(0, 0.1, (round(seconds * RATE), 2))
    for start, end in ((2.0, 3.0), (6.0, 6.5), (8.0, 8.1)):
        sound[round(start * RATE) : round(end * RATE)] *= 0.01
    return sound.astype(np.float32)


def test_pauses_are_found_where_they_are(tmp_path: Path) -> None:
    spans = [region.seconds(RATE) for region in _report(tmp_path, _speechlike()).silences]
    assert len(spans) == 2
    assert spans[0] == pytest.approx((2.0, 3.0), abs=0.05)
    assert spans[1] == pytest.approx((6.0, 6.5), abs=0.05)


def test_the_pauses_between_the_utterances_are_found(sample: Path, interview: dict[str, Any]) -> None:
    report = quality_notes(sample)
    rate = interview["rate"]
    silences = [region.seconds(rate) for region in report.silences]
    events = interview["events"]
    for one, following in pairwise(events):
        middle = (one["end"] + following["start"]) / 2
        assert any(start < middle < end for start, end in silences)
    assert not any((report.clipped, report.dead_channels, report.anti_phase, report.very_quiet))


def test_steady_sound_holds_no_silence(tmp_path: Path) -> None:
    assert _report(tmp_path, np.full((RATE * 3, 1), 0.1, np.float32)).silences == ()


def test_digital_silence_is_one_silence(tmp_path: Path) -> None:
    report = _report(tmp_path, np.zeros((RATE * 3, 2), np.float32))
    assert [region.seconds(RATE) for region in report.silences] == [(0.0, 3.0)]
    assert report.very_quiet
    assert report.dead_channels == ()


def test_clipping_is_told(tmp_path: Path) -> None:
    assert _report(tmp_path, np.clip(melody(2.0) * 3, -1, 1)).clipped
    assert not _report(tmp_path, melody(2.0)).clipped


def test_a_dead_channel_is_told(tmp_path: Path) -> None:
    sound = melody(2.0)
    sound[:, 1] = 0
    assert _report(tmp_path, sound).dead_channels == (1,)
    assert _report(tmp_path, melody(2.0)).dead_channels == ()


def test_anti_phase_is_told_and_is_no_silence(tmp_path: Path) -> None:
    one = melody(2.0)[:, 0]
    report = _report(tmp_path, np.stack([one, -one], axis=1))
    assert report.anti_phase
    assert not _report(tmp_path, np.stack([one, one], axis=1)).anti_phase
    assert sum(region.frames for region in report.silences) < RATE


def test_a_whisper_is_very_quiet(tmp_path: Path) -> None:
    assert _report(tmp_path, melody(2.0) * 0.002).very_quiet
    assert not _report(tmp_path, melody(2.0)).very_quiet


def test_it_stops_when_told(sample: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        quality_notes(sample, stop)


def test_the_silences_of_a_stretch_lie_where_those_of_the_whole_do(sample: Path) -> None:
    rate = 24_000
    whole = quality_notes(sample).silences
    stretch = silences_in(sample, Region(30 * rate, 60 * rate))
    assert len(stretch) == 5
    for silence in stretch[1:-1]:
        nearest = min(whole, key=lambda known: abs(known.start - silence.start))
        assert abs(nearest.start - silence.start) < 0.15 * rate
    assert all(30 * rate <= silence.start < silence.end <= 60 * rate for silence in stretch)


def test_looking_for_silences_can_be_stopped(sample: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        silences_in(sample, Region(0, 24_000), stop)


def test_floats_beyond_all_bounds_are_no_news(tmp_path: Path) -> None:
    sound = melody(2.0)
    sound[1000:2000] = 3e38
    sound[5000:6000] = -3e38
    report = _report(tmp_path, sound)
    assert report.dead_channels == ()
    assert not report.very_quiet
