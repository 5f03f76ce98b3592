"""Jumps in long MP3s, which begin to decode near where they go, give what one pass gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.decoding import mp3_near, sound_file_source
from audio_desk.audio.decoding.sound_file_source import SoundFileSource
from audio_desk.audio.samples import Frames
from audio_desk.audio.source import open_source
from tests.audio.making import RATE, Sound, encode, melody, without_xing, write

_TAG = b"TAG" + b" " * 125


@pytest.fixture(scope="module")
def sound() -> Sound:
    """40 s that begin softly: their first frames say little of how long the others are."""
    noise = np.random.default_rng(7).normal(0, 0.1, (40 * RATE, 2)).astype(np.float32)
    noise[: 5 * RATE] = 0
    return melody(40.0) + noise


@pytest.fixture(scope="module", params=["cbr", "vbr", "cbr bare", "vbr bare", "cbr tagged", "vbr tagged"])
def long_mp3(request: pytest.FixtureRequest, sound: Sound, tmp_path_factory: pytest.TempPathFactory) -> Path:
    kind, *more = request.param.split()
    path = tmp_path_factory.mktemp(kind) / f"{kind}.mp3"
    write(path, sound, format="MP3", bitrate_mode="CONSTANT" if kind == "cbr" else "VARIABLE")
    if more == ["bare"]:
        path.write_bytes(without_xing(path.read_bytes()))
    if more == ["tagged"]:
        path.write_bytes(path.read_bytes() + _TAG)
    return path


@pytest.fixture
def no_place_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some seconds are long enough."""
    monkeypatch.setattr(sound_file_source, "_FAR", 5 * RATE)


def _one_pass(path: Path) -> Frames:
    with open_source(path) as source:
        return source.read(0, source.info.frames)


def _jumped(source: SoundFileSource) -> bool:
    return source._file is not source._whole


@pytest.mark.usefixtures("no_place_is_near")
def test_any_jump_gives_the_very_samples(long_mp3: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = _one_pass(long_mp3)
    places = np.random.default_rng(3).integers(6 * RATE, len(whole) - 1, 20).tolist()
    with open_source(long_mp3) as source:
        assert isinstance(source, SoundFileSource)
        for start in [*places, len(whole) - 10]:
            np.testing.assert_array_equal(source.read(start, 3000), whole[start : start + 3000])
            assert _jumped(source)
        np.testing.assert_array_equal(source.read(RATE, 3000), whole[RATE : RATE + 3000])
        assert not _jumped(source)
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("no_place_is_near")
def test_reading_on_from_a_jump_goes_to_the_very_end(long_mp3: Path) -> None:
    whole = _one_pass(long_mp3)
    with open_source(long_mp3) as source:
        blocks = [source.read(start, 100_000) for start in range(10 * RATE, len(whole), 100_000)]
        assert source.lost == ()
    np.testing.assert_array_equal(np.concatenate(blocks), whole[10 * RATE :])


@pytest.mark.usefixtures("no_place_is_near")
def test_behind_damage_no_place_is_guessed(sound: Sound, tmp_path: Path) -> None:
    path = encode(tmp_path / "x.mp3", sound, "mp3", "libmp3lame", options={"b": "128k"})
    mp3 = path.read_bytes()
    path.write_bytes(mp3[:300_000] + mp3[302_000:])
    whole = _one_pass(path)
    with open_source(path) as source:
        assert source.info.frames == len(whole)
        np.testing.assert_allclose(
            source.read(30 * RATE, 3000), whole[30 * RATE : 30 * RATE + 3000], atol=1e-6
        )


def test_frames_of_one_size_need_no_walk(
    sound: Sound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = encode(tmp_path / "x.mp3", sound, "mp3", "libmp3lame", options={"b": "128k"})
    monkeypatch.setattr(sound_file_source, "_FAR", 5 * RATE)
    with open_source(path) as source:
        # What would count them is gone; it would fail.
        monkeypatch.delattr(mp3_near, "_Counted")
        assert isinstance(source, SoundFileSource)
        source.read(30 * RATE, 1000)
        assert _jumped(source)
