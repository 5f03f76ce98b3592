"""Peaks as data: exactly what audiowaveform writes, and what plain numpy counts, at any width."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from audio_desk.audio.decoding.plain_pcm import open_plain_pcm
from audio_desk.audio.peaks import pixel_jobs
from audio_desk.audio.peaks import pixel_peaks as module
from audio_desk.audio.peaks.pixel_file import Bits, dat_bytes, json_bytes
from audio_desk.audio.peaks.pixel_peaks import pixel_peaks
from audio_desk.errors import AudioEmpty, AudioMissing, AudioUnsupported
from tests.audio.making import RATE, Sound, melody, patched, write

DATA = Path(__file__).resolve().parents[2] / "data" / "peaks"
PIECE = DATA / "piece.wav"


def reference(samples: NDArray[np.int16], width: int, *, split: bool) -> NDArray[np.int16]:
    """Bin by bin, in whole numbers: (pixels, channels, 2)."""
    wide = samples.astype(np.int64)
    if not split:
        wide = np.trunc(wide.sum(axis=1, keepdims=True) / wide.shape[1]).astype(np.int64)
    bins = [wide[at : at + width] for at in range(0, len(wide), width)]
    return np.array([np.stack([part.min(axis=0), part.max(axis=0)], axis=1) for part in bins], np.int16)


@pytest.mark.parametrize("name", ["mono_256_16", "mono_256_8", "mono_64_8", "split_256_8"])
def test_json_is_audiowaveforms_byte_for_byte(name: str) -> None:
    mode, width, bits = name.split("_")
    peaks = pixel_peaks(PIECE, int(width), split_channels=mode == "split")
    assert json_bytes(peaks, 8 if bits == "8" else 16) == (DATA / f"{name}.json").read_bytes()


def test_binary_of_two_channels_is_audiowaveforms_byte_for_byte() -> None:
    peaks = pixel_peaks(PIECE, 256, split_channels=True)
    assert dat_bytes(peaks, 16) == (DATA / "split_256_16.dat").read_bytes()


def test_binary_of_one_channel_is_audiowaveforms_with_a_header_of_version_2() -> None:
    ours = dat_bytes(pixel_peaks(PIECE, 256), 8)
    theirs = (DATA / "mono_256_8.dat").read_bytes()
    # Theirs is version 1 for one channel, whose header has no channels.
    assert struct.unpack_from("<i", theirs) == (1,)
    assert ours == struct.pack("<i", 2) + theirs[4:20] + struct.pack("<i", 1) + theirs[20:]


@pytest.mark.parametrize("kind", ["flac", "aiff", "w64", "rf64"])
def test_every_lossless_format_gives_the_same(kind: str, tmp_path: Path) -> None:
    sound, rate = soundfile.read(PIECE, dtype="int16")
    path = tmp_path / f"piece.{kind}"
    soundfile.write(path, sound, rate, format=kind.upper())
    for split in (False, True):
        np.testing.assert_array_equal(
            pixel_peaks(path, 64, split_channels=split).values,
            pixel_peaks(PIECE, 64, split_channels=split).values,
        )


@pytest.mark.parametrize("width", [1, 2, 3, 64, 255, 256, 1000, 4097, 100_000, 10_000_000])
@pytest.mark.parametrize("channels", [1, 2, 3, 8])
@pytest.mark.parametrize("split", [False, True])
def test_any_width_and_any_channels_are_what_numpy_counts(
    width: int, channels: int, split: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BLOCK_SAMPLES", 10_000)
    samples = np.random.default_rng(width).integers(-32768, 32768, (3_001, channels)).astype(np.int16)
    path = write(tmp_path / "noise.wav", samples)  # type: ignore[arg-type]
    expected = reference(samples, width, split=split)
    np.testing.assert_array_equal(pixel_peaks(path, width, split_channels=split).values, expected)
    flac = tmp_path / "noise.flac"
    soundfile.write(flac, samples, RATE)
    np.testing.assert_array_equal(pixel_peaks(flac, width, split_channels=split).values, expected)


@pytest.mark.parametrize(("ending", "subtype"), [("wav", "PCM_24"), ("flac", "PCM_24"), ("wav", "FLOAT")])
@pytest.mark.parametrize("split", [False, True])
def test_deeper_samples_are_brought_to_sixteen_bits_as_audiowaveform_does(
    ending: str, subtype: str, split: bool, tmp_path: Path
) -> None:
    """It leaves the lower bits away, and cuts a float's 32,767-fold off, before channels are mixed."""
    path = write(tmp_path / f"deep.{ending}", melody(1.0), subtype=subtype)
    sound = soundfile.read(path, dtype="float32")[0]
    whole = np.trunc(sound * np.float32(32767)) if subtype == "FLOAT" else np.floor(sound * 32768)
    expected = reference(whole.astype(np.int16), 64, split=split)
    np.testing.assert_array_equal(pixel_peaks(path, 64, split_channels=split).values, expected)


@pytest.mark.parametrize("channels", [1, 2, 3])
@pytest.mark.parametrize("split", [False, True])
def test_of_32_bits_the_upper_half_counts(channels: int, split: bool, tmp_path: Path) -> None:
    """Rounded to a float first, one in a thousand would be a step higher."""
    sound = np.random.default_rng(5).integers(-(2**31), 2**31, (50_000, channels)).astype(np.int32)
    sound[::7] |= 0xFFFF
    path = tmp_path / "deepest.wav"
    soundfile.write(path, sound, RATE, subtype="PCM_32")
    expected = reference((sound >> 16).astype(np.int16), 8, split=split)
    np.testing.assert_array_equal(pixel_peaks(path, 8, split_channels=split).values, expected)


@pytest.mark.parametrize("bits", [8, 16])
def test_both_forms_hold_the_same(bits: Bits) -> None:
    peaks = pixel_peaks(PIECE, 100)
    data = dat_bytes(peaks, bits)
    version, flags, rate, width, length, channels = struct.unpack_from("<iIiiIi", data)
    found = json.loads(json_bytes(peaks, bits))
    assert (version, flags, channels) == (2, int(bits == 8), 1)
    assert (rate, width, length) == (found["sample_rate"], found["samples_per_pixel"], found["length"])
    assert np.frombuffer(data, "i1" if bits == 8 else "<i2", offset=24).tolist() == found["data"]


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_streamed_wav_is_drawn_to_its_end(size: int, tmp_path: Path) -> None:
    path = tmp_path / "streamed.wav"
    wav = PIECE.read_bytes()
    path.write_bytes(patched(wav, (wav.index(b"data") + 4, size.to_bytes(4, "little"))))
    np.testing.assert_array_equal(pixel_peaks(path, 64).values, pixel_peaks(PIECE, 64).values)


def test_only_plain_pcm_is_read_without_a_decoder(tmp_path: Path, sound: Sound) -> None:
    for subtype in ("PCM_U8", "PCM_24", "FLOAT", "ULAW"):
        assert open_plain_pcm(write(tmp_path / "x.wav", sound, subtype=subtype)) is None
    for subtype in ("PCM_16", "PCM_32"):
        plain = open_plain_pcm(write(tmp_path / "x.wav", sound, format="WAVEX", subtype=subtype))
        assert plain is not None
        with plain:
            assert (plain.rate, plain.channels, plain.frames) == (RATE, 2, len(sound))


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_24", "FLOAT", "DOUBLE"])
def test_other_depths_come_within_their_own_step(subtype: str, tmp_path: Path) -> None:
    sound = melody(1.0)
    fine = pixel_peaks(write(tmp_path / "a.wav", sound, subtype="PCM_16"), 64).values
    other = pixel_peaks(write(tmp_path / "b.wav", sound, subtype=subtype), 64).values
    assert np.abs(fine.astype(int) - other).max() <= (300 if subtype == "PCM_U8" else 2)


@pytest.mark.parametrize("kind", ["mp3 vbr", "ogg", "flac", "m4a"])
@pytest.mark.parametrize("split", [False, True])
def test_workers_find_the_same(
    kind: str, split: bool, made: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = pixel_peaks(made[kind], 100, split_channels=split)
    monkeypatch.setattr(module, "_WORTH_SECONDS", 1.0)
    monkeypatch.setattr(pixel_jobs, "_JOB_FRAMES", 50_000)
    together = pixel_peaks(made[kind], 100, split_channels=split)
    np.testing.assert_array_equal(together.values, alone.values)


def test_what_is_no_recording_is_refused_as_everywhere(tmp_path: Path) -> None:
    with pytest.raises(AudioMissing):
        pixel_peaks(tmp_path / "none.wav", 64)
    (tmp_path / "empty.wav").touch()
    with pytest.raises(AudioEmpty):
        pixel_peaks(tmp_path / "empty.wav", 64)
    bad = tmp_path / "bad.wav"
    bad.write_bytes(patched(PIECE.read_bytes(), (22, bytes(2))))
    with pytest.raises(AudioUnsupported):
        pixel_peaks(bad, 64)
