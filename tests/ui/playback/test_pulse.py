"""What a sound server really plays: the recording itself, without gaps, at the time the playhead says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from audio_desk.audio.source import open_source
from audio_desk.region import Region
from tests.ui.playback.pulse import (
    RATE,
    SINKS,
    PulseServer,
    Recorder,
    missing_programs,
    pulse_server,
    recorder,
)
from tests.ui.recordings import write_wav

Samples = NDArray[np.float32]
REGION = Region(36 * RATE, 38 * RATE)
"""Speech, in the sample of 24 kHz."""
ALLOWED = (
    # Qt looks for PipeWire before it takes PulseAudio, and names the codecs it could use for video.
    "Couldn't load pipewire-0.3 library",
    "Couldn't resolve pipewire-0.3 symbols",
    "Using Qt multimedia with FFmpeg version",
    'Detected locale "C" with character encoding',
)

pytestmark = pytest.mark.skipif(
    bool(missing_programs()), reason=f"not installed: {missing_programs()} (pulseaudio, pulseaudio-utils)"
)


HERTZ = (220.0, 880.0)
SHORT_GAP, LONG_GAP = RATE // 500, RATE // 4
"""Silence of a length between these, in the midst of sound, comes of a machine too busy to play in time."""
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Played:
    """What the player told, and what came out meanwhile."""

    told: dict[str, Any]
    heard: Recorder

    @property
    def is_disturbed(self) -> bool:
        sounding = np.flatnonzero(self.heard.frames.any(axis=1))
        gaps = np.diff(sounding)
        return bool(((gaps > SHORT_GAP) & (gaps < LONG_GAP)).any())

    def stretches(self) -> list[Samples]:
        """What sounded, cut at the pauses."""
        heard = self.heard.frames
        sounding = np.flatnonzero(heard.any(axis=1))
        cuts = np.flatnonzero(np.diff(sounding) >= LONG_GAP)
        firsts, lasts = [sounding[0], *sounding[cuts + 1]], [*sounding[cuts], sounding[-1]]
        return [heard[first : last + 1] for first, last in zip(firsts, lasts, strict=True)]

    @property
    def first_frame(self) -> int:
        """Of the monitor's, that sounded."""
        return int(np.flatnonzero(self.heard.frames.any(axis=1))[0])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PulseServer]:
    with pulse_server(tmp_path_factory.mktemp("pulse")) as running:
        yield running


@pytest.fixture(scope="module")
def wanted(sample: Path) -> Samples:
    with open_source(sample) as source:
        return source.read(REGION.start, REGION.frames)


def play(server: PulseServer, scene: str, path: Path, sink: str = SINKS[0], **environment: str) -> Played:
    """Again when the machine was too busy; what is disturbed every time is not excused."""
    played = _play(server, scene, path, sink, environment)
    for _ in range(ATTEMPTS - 1):
        if not played.is_disturbed:
            break
        played = _play(server, scene, path, sink, environment)
    return played


def _play(server: PulseServer, scene: str, path: Path, sink: str, environment: dict[str, str]) -> Played:
    command = [
        sys.executable,
        "-X",
        "faulthandler",
        "-m",
        "tests.ui.playback.listening_child",
        scene,
        str(path),
    ]
    command += [str(REGION.start), str(REGION.end)]
    with recorder(server, sink) as heard:
        child = subprocess.run(
            command,
            env={**server.environment, "LC_ALL": "C.UTF-8", **environment},
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert child.returncode == 0, (child.returncode, child.stdout[-500:], child.stderr)
    assert child.stderr == ""
    told = json.loads(child.stdout)
    assert told["unavailable"] == ""
    assert [line for line in told["messages"] if not line.startswith(ALLOWED)] == []
    return Played(told, heard)


def test_the_region_is_heard_bit_by_bit_and_nothing_else(
    server: PulseServer, sample: Path, wanted: Samples
) -> None:
    played = play(server, "once", sample)
    (heard,) = played.stretches()
    assert np.array_equal(heard, wanted)
    assert played.told["playhead"] == REGION.end


@pytest.mark.parametrize("latency_ms", ["", "300"])
def test_the_playhead_is_within_thirty_milliseconds_of_what_is_heard(
    server: PulseServer, sample: Path, wanted: Samples, latency_ms: str
) -> None:
    """300 ms are what wireless headphones hold back."""
    environment = {"PULSE_LATENCY_MSEC": latency_ms} if latency_ms else {}
    played = play(server, "once", sample, **environment)
    off = _distance_to_heard(played)
    print(f"off by {1000 * np.median(off):.1f} ms, {1000 * off.min():.1f} to {1000 * off.max():.1f}")
    assert np.median(np.abs(off)) < 0.03


def test_a_loop_has_no_gap(server: PulseServer, sample: Path, wanted: Samples) -> None:
    played = play(server, "loop", sample)
    (heard,) = played.stretches()
    assert len(heard) > 1.4 * len(wanted)
    assert np.array_equal(heard, wanted[np.arange(len(heard)) % len(wanted)])


@pytest.mark.parametrize(("scene", "speed"), [("faster", 1.5), ("slower", 0.75)])
def test_faster_and_slower_keep_the_pitch(
    server: PulseServer, tmp_path: Path, sample: Path, scene: str, speed: float
) -> None:
    played = play(server, scene, _tones(tmp_path / "tones.wav"))
    (heard,) = played.stretches()
    sounding = heard[:, 0]
    assert len(sounding) == pytest.approx(REGION.frames / speed, rel=0.01)
    for part, hertz in enumerate(HERTZ):
        middle = round((part + 0.5) * RATE / speed)
        piece = sounding[middle - RATE // 5 : middle + RATE // 5]
        assert _loudest_hertz(piece) == pytest.approx(hertz, rel=0.01)
    assert played.told["playhead"] == REGION.end


def test_after_a_pause_the_moment_before_it_is_heard_again(
    server: PulseServer, sample: Path, wanted: Samples
) -> None:
    played = play(server, "resume", sample)
    back = played.told["resumed_at"]
    assert back == played.told["paused_at"] - round(1.5 * RATE)
    before, after = played.stretches()
    assert np.array_equal(before, wanted[: len(before)])
    assert np.array_equal(after, wanted[back - REGION.start :])
    # What was heard last before the pause is where the playhead stopped.
    assert len(before) / RATE == pytest.approx((played.told["paused_at"] - REGION.start) / RATE, abs=0.05)


def test_half_the_volume_is_quieter_and_undistorted(
    server: PulseServer, sample: Path, wanted: Samples
) -> None:
    (heard,) = play(server, "quieter", sample).stretches()
    factor = float((heard * wanted).sum() / (wanted**2).sum())
    assert 0.05 < factor < 0.5
    assert heard == pytest.approx(wanted * factor, abs=1e-5)


def test_another_device_goes_on_where_the_first_was_left(
    server: PulseServer, sample: Path, wanted: Samples
) -> None:
    played = play(server, "other_device", sample, SINKS[1])
    assert len(played.told["devices"]) == 2
    (heard,) = played.stretches()
    assert np.array_equal(heard, wanted[played.told["changed_at"] - REGION.start :])


def _distance_to_heard(played: Played) -> NDArray[np.float64]:
    """Seconds by which the playhead was ahead of what came out, at each of its moves but the first ones."""
    arrivals = played.heard.arrivals()
    moves = np.array(played.told["moves"])
    frames = moves[:, 1] - REGION.start
    sounding = np.interp(moves[:, 0], arrivals[:, 0], arrivals[:, 1]) - played.first_frame
    running = (sounding > 0.1 * RATE) & (sounding < REGION.frames - 0.1 * RATE)
    assert running.sum() > 50
    off: NDArray[np.float64] = (frames - sounding)[running] / RATE
    return off


def _loudest_hertz(samples: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * RATE / len(samples)


def _tones(path: Path) -> Path:
    """Silent but for the region: a second each of two tones."""
    at = np.arange(RATE) / RATE
    tones = [0.5 * np.sin(2 * np.pi * hertz * at + 0.3) for hertz in HERTZ]
    whole = np.zeros((REGION.end + RATE, 2))
    whole[REGION.start : REGION.end] = np.concatenate(tones)[:, np.newaxis]
    return write_wav(path, (whole * 32767).astype(np.int16), RATE)
