"""What reaches the device is what is in the recording, byte for byte."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audio_desk.audio.peaks.builder import build_peaks
from audio_desk.audio.peaks.pyramid import BASE_BIN
from audio_desk.audio.source import open_source
from audio_desk.errors import AudioMissing
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.playback.feed import Feed, FeedWorker
from audio_desk.ui.playback.pcm import PcmFormat, to_bytes
from audio_desk.ui.playback.route import Route, route
from tests.audio.making import FORMATS, melody, patched
from tests.ui.playback.conftest import RATE
from tests.ui.recordings import recording_of

STEREO = PcmFormat(RATE, 2)
HANG_SECONDS = 20.0
_NEVER = threading.Event()
_PAUSE_SECONDS = 0.002
"""Between looks at an empty feed: who looks all the time keeps the decoder from the interpreter."""


@pytest.fixture
def worker() -> Iterator[FeedWorker]:
    worker = FeedWorker()
    yield worker
    worker.close()


def drink(feed: Feed, frames: int | None = None, form: PcmFormat = STEREO, sip: int = 1000) -> bytes:
    """All of it, or the first `frames`, in sips of any size."""
    got = bytearray()
    deadline = time.monotonic() + HANG_SECONDS
    while not feed.exhausted and (frames is None or len(got) < frames * form.frame_bytes):
        piece = feed.take(sip * form.frame_bytes + 3)
        if not piece:
            _NEVER.wait(_PAUSE_SECONDS)
        got += piece
        assert time.monotonic() < deadline
    return bytes(got if frames is None else got[: frames * form.frame_bytes])


def test_a_region_is_handed_out_exactly(
    worker: FeedWorker, recording: Recording, frames: NDArray[np.float32]
) -> None:
    got = drink(worker.start(recording.path, Route(12_345, 54_321), STEREO))
    assert got == frames[12_345:54_321].tobytes()


@pytest.mark.parametrize("start", [12_345, 20_000, 29_999])
def test_a_loop_has_neither_gap_nor_overlap(
    worker: FeedWorker, recording: Recording, frames: NDArray[np.float32], start: int
) -> None:
    way = Route(start, 30_000, loop_start=12_345)
    got = drink(worker.start(recording.path, way, STEREO), frames=60_000)
    expected = frames[[way.frame_after(heard) for heard in range(60_000)]]
    assert got == expected.tobytes()


def test_a_loop_of_a_few_frames_works_too(
    worker: FeedWorker, recording: Recording, frames: NDArray[np.float32]
) -> None:
    got = drink(worker.start(recording.path, Route(700, 710, loop_start=700), STEREO), frames=95)
    assert got == np.tile(frames[700:710], (10, 1))[:95].tobytes()


def test_a_compressed_recording_sounds_as_it_is_drawn(worker: FeedWorker, sample: Path) -> None:
    with open_source(sample) as source:
        expected = source.read(900_000, 30_000).tobytes()
    form = PcmFormat(24_000, 2)
    assert drink(worker.start(sample, Route(900_000, 930_000), form), form=form) == expected


def test_it_decodes_about_a_second_ahead_and_then_waits(worker: FeedWorker, recording: Recording) -> None:
    feed = worker.start(recording.path, Route(0, 160_000), STEREO)
    deadline = time.monotonic() + HANG_SECONDS
    while feed.ready_bytes < RATE * STEREO.frame_bytes:
        assert time.monotonic() < deadline
    assert feed.ready_bytes <= 1.1 * RATE * STEREO.frame_bytes


def test_a_new_feed_takes_over_from_one_that_nobody_listens_to(
    worker: FeedWorker, recording: Recording, frames: NDArray[np.float32]
) -> None:
    worker.start(recording.path, Route(0, 160_000), STEREO)
    got = drink(worker.start(recording.path, Route(100, 200), STEREO))
    assert got == frames[100:200].tobytes()


def test_a_file_that_is_gone_ends_the_feed_with_its_error(worker: FeedWorker, tmp_path: Path) -> None:
    feed = worker.start(tmp_path / "gone.wav", Route(0, 1000), STEREO)
    assert drink(feed) == b""
    assert isinstance(feed.error, AudioMissing)


def test_a_device_for_integers_gets_rounded_clipped_integers() -> None:
    loud = np.array([[0.5], [1.5], [-2.0]], np.float32)
    got = np.frombuffer(to_bytes(loud, PcmFormat(RATE, 1, floats=False)), np.int16)
    assert list(got) == [16384, 32767, -32767]


def test_five_channels_are_mixed_to_two_and_one_is_repeated() -> None:
    five = np.array([[0.1, 0.2, 0.3, 0.4, 0.5]], np.float32)
    assert np.frombuffer(to_bytes(five, STEREO), np.float32) == pytest.approx([0.3, 0.3])
    one = np.array([[0.25]], np.float32)
    assert np.frombuffer(to_bytes(one, STEREO), np.float32) == pytest.approx([0.25, 0.25])


def test_play_goes_from_the_playhead_to_the_end() -> None:
    assert route(500, 1000) == Route(500, 1000)


def test_play_at_the_very_end_begins_again() -> None:
    assert route(1000, 1000) == Route(0, 1000)


def test_a_loop_goes_round_the_selection_and_begins_inside_it() -> None:
    region = Region(200, 400)
    assert route(300, 1000, region=region, loops=True) == Route(300, 400, 200)
    assert route(700, 1000, region=region, loops=True) == Route(200, 400, 200)
    assert route(700, 1000, loops=True) == Route(700, 1000, 0)


def test_a_selection_is_no_limit_for_plain_play() -> None:
    assert route(300, 1000, region=Region(200, 400)) == Route(300, 1000)


def test_what_is_heard_in_a_loop_is_known_at_any_time() -> None:
    way = Route(300, 400, 200)
    assert [way.frame_after(heard) for heard in (0, 99, 100, 299, 300)] == [300, 399, 200, 399, 200]
    assert list(islice(way.blocks(150), 4)) == [(300, 100), (200, 150), (350, 50), (200, 150)]


@pytest.mark.parametrize("harmed", [False, True])
@pytest.mark.parametrize("name", ["mp3 cbr", "mp3 vbr", "ogg", "m4a", "aac", "opus", "flac", "aiff"])
def test_what_is_played_is_what_was_drawn(
    worker: FeedWorker, tmp_path: Path, name: str, harmed: bool
) -> None:
    path = FORMATS[name](tmp_path, melody(6.0))
    if harmed:
        data = path.read_bytes()
        path.write_bytes(patched(data, (len(data) * 2 // 5, bytes(1500))))
    recording = recording_of(path)
    peaks = build_peaks(path, stop=threading.Event(), on_progress=lambda _peaks: None)
    form = PcmFormat(recording.rate, recording.info.channels)
    first, count = 300 * BASE_BIN, recording.info.frames // BASE_BIN - 400
    way = Route(first, first + count * BASE_BIN)
    got = drink(worker.start(path, way, form, opener=recording.open), form=form)
    bins = np.frombuffer(got, np.float32).reshape(count, BASE_BIN, form.channels)
    drawn = peaks.query(first, first + count * BASE_BIN, count)
    # The pyramid keeps 16 bits.
    np.testing.assert_allclose(bins.max(axis=1).T * 32767, drawn.high, atol=2)
    np.testing.assert_allclose(bins.min(axis=1).T * 32767, drawn.low, atol=2)
