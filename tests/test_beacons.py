"""A region round a beacon is cut, asked about and played exactly, an hour and nine hours into a recording."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from numpy.typing import NDArray

from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.audio.source import open_source, probe
from audio_desk.cli import main
from audio_desk.region import Region
from audio_desk.request.plan import RecordingFacts, plan
from audio_desk.request.prompts import Task
from audio_desk.timecode import mmss
from audio_desk.ui.playback.feed import Feed, FeedWorker
from audio_desk.ui.playback.pcm import PcmFormat
from audio_desk.ui.playback.route import Route
from tests.beacons import RATE, Beacons, beacon, encode_beacons, write_beacons, write_sparse_wav

FORM = PcmFormat(RATE, 1)
HANG_SECONDS = 60.0
LONG = 75 * 60
DAY = 9 * 3600 + 29 * 60
MAKERS: dict[str, Callable[[Path, int, int], Beacons]] = {
    "wav": write_sparse_wav,
    "flac": lambda path, every, seconds: write_beacons(path, every, seconds, format="FLAC"),
    "mp3": lambda path, every, seconds: write_beacons(path, every, seconds, format="MP3"),
    "ogg": lambda path, every, seconds: write_beacons(path, every, seconds, format="OGG"),
    "m4a": lambda path, every, seconds: encode_beacons(path, every, seconds, "ipod", "aac"),
}
EXACT = ("wav", "flac")


def _made(kind: str, every: int, seconds: int, factory: pytest.TempPathFactory) -> Iterator[Beacons]:
    path = factory.mktemp("beacons") / f"{seconds}.{kind}"
    yield MAKERS[kind](path, every, seconds)
    path.unlink()


@pytest.fixture(scope="module", params=MAKERS)
def hour(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beacons]:
    yield from _made(request.param, 60, LONG, tmp_path_factory)


@pytest.fixture(
    scope="module",
    params=["wav", "flac", *(pytest.param(kind, marks=pytest.mark.soak) for kind in ("mp3", "ogg", "m4a"))],
)
def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beacons]:
    yield from _made(request.param, 600, DAY, tmp_path_factory)


def lag(heard: NDArray[np.float32], number: int, rate: int = RATE) -> int:
    """So many samples too late the beacon comes; fails when it is another beacon, or none."""
    true = soxr.resample(beacon(number), RATE, rate, "HQ") if rate != RATE else beacon(number)
    size = 2 * len(true)
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(true, size)), size)
    best = int(product.argmax())
    likeness = product[best] / (np.linalg.norm(heard) * np.linalg.norm(true))
    assert likeness > 0.8, "this is another sound"
    return best if best < len(true) else best - size


def numbers(beacons: Beacons) -> list[int]:
    """The first, some on the way, the last; of formats that take long to open fewer."""
    last = beacons.count - 1
    exact = beacons.path.suffix[1:] in EXACT
    return sorted({0, 1, last // 3, last // 2 + 1, last - 1, last} if exact else {last // 2 + 1, last})


def check_cuts(beacons: Beacons) -> None:
    for number in numbers(beacons):
        clip = cut_flac(beacons.path, beacons.region(number))
        sound, rate = soundfile.read(io.BytesIO(clip.data), dtype="float32")
        assert (len(sound), rate, clip.seconds) == (16_000, 16_000, 1.0)
        assert abs(lag(sound, number, 16_000)) <= 1


def check_files(beacons: Beacons, folder: Path) -> None:
    number = beacons.count - 2
    start, end = beacons.region(number).seconds(RATE)
    target = folder / "cut.wav"
    words = [str(beacons.path), "--from", str(int(start)), "--to", str(int(end)), "-o", str(target)]
    assert main(["cut", *words, "--original-rate"]) == 0
    sound, rate = soundfile.read(target, dtype="float32")
    assert (len(sound), rate) == (RATE, RATE)
    assert lag(sound, number) == 0
    if beacons.path.suffix[1:] in EXACT:
        np.testing.assert_allclose(sound, beacon(number), atol=1 / 32768)


def check_prompts(beacons: Beacons) -> None:
    info = probe(beacons.path)
    assert info.duration == pytest.approx(beacons.seconds, abs=0.1)
    facts = RecordingFacts("beacons", "audio/flac", info.size_bytes, info.frames, info.rate)
    for number in numbers(beacons):
        region, start = beacons.region(number), number * beacons.every
        whole = plan(facts, region, "whole", Task.TRANSCRIPT)
        assert (whole.span, whole.offset_frames) == ((start, start + 1), 0)
        assert whole.prompt.startswith(
            f"Provide a transcript of the speech from {mmss(start)} to {mmss(start + 1)}."
        )
        alone = plan(facts, region, "region", Task.TRANSCRIPT)
        assert (alone.span, alone.offset_frames) == (None, region.start)
        assert alone.span_seconds == (start, start + 1)


def check_playback(beacons: Beacons) -> None:
    worker = FeedWorker()
    try:
        with open_source(beacons.path) as source:
            for number in numbers(beacons):
                region = beacons.region(number)
                expected = np.clip(source.read(region.start, region.frames), -1, 1).tobytes()
                heard = _drink(worker.start(beacons.path, Route(region.start, region.end), FORM))
                assert heard == expected
                assert lag(np.frombuffer(heard, np.float32), number) == 0
    finally:
        worker.close()


def _drink(feed: Feed) -> bytes:
    got = bytearray()
    deadline = time.monotonic() + HANG_SECONDS
    idle = threading.Event()
    while not feed.exhausted:
        block = feed.take(4096)
        got += block
        # A loop that only asks would keep the decoder's thread from its work.
        idle.wait(0.0 if block else 0.005)
        assert time.monotonic() < deadline
    assert feed.error is None
    return bytes(got)


def test_a_beacon_of_each_minute_is_cut_exactly(hour: Beacons, tmp_path: Path) -> None:
    check_cuts(hour)
    check_files(hour, tmp_path)


def test_a_beacon_of_each_minute_is_prompted_exactly(hour: Beacons) -> None:
    check_prompts(hour)


def test_a_beacon_of_each_minute_is_played_exactly(hour: Beacons) -> None:
    check_playback(hour)


def test_beacons_of_nine_hours_are_cut_prompted_and_played_exactly(day: Beacons, tmp_path: Path) -> None:
    check_cuts(day)
    check_files(day, tmp_path)
    check_prompts(day)
    check_playback(day)


@pytest.mark.parametrize("shift", [-1_234, -1, 1, 1_234])
def test_a_region_that_begins_elsewhere_is_as_exact(shift: int, tmp_path: Path) -> None:
    beacons = write_sparse_wav(tmp_path / "x.wav", 600, DAY)
    region = beacons.region(50)
    moved = Region(region.start - shift, region.end - shift)
    sound, _ = soundfile.read(io.BytesIO(cut_flac(beacons.path, moved).data), dtype="float32")
    assert abs(lag(sound, 50, 16_000) - 2 * shift) <= 1
