"""Cuts begin and end where they should, whatever the format, and whole recordings convert in flat memory."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from audio_desk.audio.cutting import clip, whole_conversion
from audio_desk.audio.cutting.clip import Clip, cut_flac, estimate_flac_bytes, write_flac
from audio_desk.audio.source import open_source, probe
from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.errors import AudioNotWritten, RegionOutside, Stopped
from audio_desk.region import Region
from tests.audio.making import FORMATS, RATE, Sound, melody, write


def _decoded(clip: Clip) -> Sound:
    sound, rate = soundfile.read(io.BytesIO(clip.data), dtype="float32", always_2d=True)
    assert rate == 16_000
    assert sound.shape[1] == 1
    return np.asarray(sound)


def test_a_cut_is_flac_of_sixteen_bits(made: dict[str, Path]) -> None:
    clip = cut_flac(made["wav 16-bit"], Region(RATE, 2 * RATE))
    info = soundfile.info(io.BytesIO(clip.data))
    assert (info.format, info.subtype, info.channels, info.samplerate) == ("FLAC", "PCM_16", 1, 16_000)
    assert clip.seconds == 1.0
    assert info.frames == 16_000


@pytest.mark.parametrize("name", FORMATS)
def test_a_cut_is_exactly_its_region_in_every_format(name: str, made: dict[str, Path]) -> None:
    with open_source(made[name]) as source:
        rate = source.info.rate
        region = Region(round(1.2345 * rate), round(3.9876 * rate))
        expected = soxr.resample(source.read(region.start, region.frames).mean(axis=1), rate, 16_000, "HQ")
    sound = _decoded(cut_flac(made[name], region))[:, 0]
    assert abs(len(sound) - region.frames * 16_000 / rate) <= 0.5
    np.testing.assert_allclose(sound[: len(expected)], expected[: len(sound)], atol=2e-3)


def test_a_click_lands_on_the_very_sample(tmp_path: Path) -> None:
    sound = np.zeros((48_000 * 4, 2), np.float32)
    sound[48_000 * 2 + 480] = 0.9
    path = write(tmp_path / "click.flac", sound, 48_000)
    cut = _decoded(cut_flac(path, Region(48_000 * 2, 48_000 * 3)))[:, 0]
    assert int(np.abs(cut).argmax()) == 160


def test_nothing_outside_the_region_is_heard(tmp_path: Path) -> None:
    sound = np.full((RATE * 3, 1), 0.8, np.float32)
    sound[RATE : 2 * RATE] = 0
    cut = _decoded(cut_flac(write(tmp_path / "x.wav", sound), Region(RATE, 2 * RATE)))
    assert not cut.any()


def test_no_region_is_the_whole_recording(made: dict[str, Path]) -> None:
    clip = cut_flac(made["mp3 vbr"], None)
    assert clip.seconds == 6.0
    assert len(_decoded(clip)) == 6 * 16_000


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_101, 96_000, 192_000])
def test_every_rate_becomes_sixteen_thousand(rate: int, tmp_path: Path) -> None:
    t = np.arange(rate * 2) / rate
    path = write(tmp_path / "x.wav", (0.5 * np.sin(2 * np.pi * 440 * t)).astype(np.float32)[:, None], rate)
    cut = _decoded(cut_flac(path, Region(rate // 2, rate + rate // 2)))[:, 0]
    assert len(cut) == 16_000
    at = np.arange(2000, 14_000)
    expected = 0.5 * np.sin(2 * np.pi * 440 * (at / 16_000 + rate // 2 / rate))
    np.testing.assert_allclose(cut[at], expected, atol=2e-3)


def test_opposite_channels_cancel_as_a_mean_does(tmp_path: Path, sound: Sound) -> None:
    path = write(tmp_path / "x.wav", np.stack([sound[:, 0], -sound[:, 0]], axis=1), subtype="FLOAT")
    assert np.abs(_decoded(cut_flac(path, None))).max() < 1e-4


@pytest.mark.parametrize("region", [Region(0, 7 * RATE), Region(9 * RATE, 10 * RATE), Region(50, 50)])
def test_a_region_outside_the_recording_is_refused(region: Region, made: dict[str, Path]) -> None:
    with pytest.raises(RegionOutside) as refused:
        cut_flac(made["flac"], region)
    assert refused.value.duration == 6.0


def test_cutting_stops_when_told(made: dict[str, Path]) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        cut_flac(made["flac"], None, stop=stop)


def test_the_estimate_is_near_for_speech(sample: Path) -> None:
    clip = cut_flac(sample, None)
    assert 0.5 < len(clip.data) / estimate_flac_bytes(clip.seconds) < 1.3


def test_a_whole_recording_is_written_with_progress(made: dict[str, Path], tmp_path: Path) -> None:
    told: list[float] = []
    target = tmp_path / "out" / "x.flac"
    target.parent.mkdir()
    write_flac(made["m4a"], target, stop=threading.Event(), on_progress=told.append)
    assert told[-1] == 1.0
    assert told == sorted(told)
    info = probe(target)
    assert (info.rate, info.channels, info.mime_type) == (16_000, 1, "audio/flac")
    assert info.duration == pytest.approx(probe(made["m4a"]).duration, abs=1e-3)
    assert list(target.parent.iterdir()) == [target]


def test_a_stopped_conversion_leaves_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "long.wav", melody(20.0))
    stop = threading.Event()
    with pytest.raises(Stopped):
        write_flac(path, tmp_path / "x.flac", stop=stop, on_progress=lambda _: stop.set())
    assert list(tmp_path.iterdir()) == [path]


def test_a_target_that_cannot_be_written_is_told(made: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(AudioNotWritten) as failed:
        write_flac(
            made["flac"], tmp_path / "no" / "x.flac", stop=threading.Event(), on_progress=lambda _: None
        )
    assert failed.value.path == tmp_path / "no" / "x.flac"
    assert failed.value.detail


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no always-full device here")
def test_a_full_disk_is_told(made: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "x.flac.part").symlink_to("/dev/full")
    with pytest.raises(AudioNotWritten):
        write_flac(made["flac"], tmp_path / "x.flac", stop=threading.Event(), on_progress=lambda _: None)
    assert not (tmp_path / "x.flac").exists()


@pytest.mark.parametrize("kind", ["wav 16-bit", "mp3 vbr", "m4a", "opus"])
def test_workers_write_what_one_pass_writes(
    kind: str, made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_conversion, "_JOB_SECONDS", 1)
    told: list[float] = []
    pool = WorkerPool(2)
    try:
        monkeypatch.setattr(clip, "_LONG_FRAMES", 1)
        beside, alone = tmp_path / "beside.flac", tmp_path / "alone.flac"
        stop = threading.Event()
        write_flac(made[kind], beside, stop=stop, on_progress=told.append, pool=pool)
        write_flac(made[kind], alone, stop=stop, on_progress=lambda _: None)
        with pytest.raises(Stopped):
            write_flac(
                made[kind], tmp_path / "x.flac", stop=stop, on_progress=lambda _: stop.set(), pool=pool
            )
    finally:
        pool.close()
    assert told == sorted(told)
    assert told[-1] == 1.0
    first, second = (soundfile.read(path, dtype="int16")[0].astype(int) for path in (beside, alone))
    assert len(first) == len(second)
    assert np.abs(first - second).max() <= 1
    assert sorted(tmp_path.iterdir()) == [alone, beside]
