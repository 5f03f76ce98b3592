"""Headers that lie or say nothing, files joined, cut short and damaged: the length is what really decodes."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.source import open_source, probe
from tests.audio.making import RATE, Sound, encode, melody, mp3_frame_offsets, patched, without_xing, write


def _read(path: Path) -> Sound:
    """In blocks, then compared with jumps: however odd the file is, both agree."""
    with open_source(path) as source:
        frames = source.info.frames
        whole = np.concatenate([source.read(start, 20_000) for start in range(0, frames, 20_000)])
    assert len(whole) == frames
    rng = np.random.default_rng(3)
    with open_source(path) as source:
        for start in rng.integers(0, frames, 12).tolist():
            # Where a part is resampled, pieces agree to rounding.
            np.testing.assert_allclose(source.read(start, 9_000), whole[start : start + 9_000], atol=1e-6)
    return whole


# --- MP3 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["mp3 vbr", "mp3 cbr"])
def test_an_mp3_without_a_xing_frame_is_read_to_its_end(
    kind: str, made: dict[str, Path], tmp_path: Path
) -> None:
    mp3 = made[kind].read_bytes()
    bare = without_xing(mp3)
    path = tmp_path / "bare.mp3"
    path.write_bytes(bare)
    whole = _read(path)
    assert len(whole) == 1152 * len(mp3_frame_offsets(bare))
    assert probe(path).claimed_frames is None
    with open_source(made[kind]) as source:
        original = source.read(0, source.info.frames)
    # The encoder's delay, 576 samples and the decoder's 529, is not known without the frame.
    np.testing.assert_allclose(whole[1105 : 1105 + len(original)], original, atol=1e-5)


def test_joined_mp3s_are_as_long_as_all_together(made: dict[str, Path], tmp_path: Path) -> None:
    one, other = made["mp3 vbr"].read_bytes(), made["mp3 cbr"].read_bytes()
    tag = b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(128)
    path = tmp_path / "joined.mp3"
    path.write_bytes(one + b"TAG" + b" " * 125 + tag + other + one)
    whole = _read(path)
    assert len(whole) == 3 * 6 * RATE
    with open_source(made["mp3 cbr"]) as source:
        np.testing.assert_allclose(whole[6 * RATE : 12 * RATE], source.read(0, 6 * RATE), atol=1e-5)


def test_joined_mp3s_of_two_rates_play_at_the_first(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one = write(tmp_path / "1.mp3", melody(2.0), format="MP3").read_bytes()
    other = write(tmp_path / "2.mp3", melody(3.0, 22_050, 1), 22_050, format="MP3").read_bytes()
    path = tmp_path / "both.mp3"
    path.write_bytes(one + other)
    assert probe(path).rate == RATE
    whole = _read(path)
    assert len(whole) == 5 * RATE
    middle = whole[2 * RATE + 4000 : -4000, 0]
    assert np.corrcoef(middle, melody(3.0)[4000:-4000].mean(axis=1))[0, 1] > 0.98
    assert capfd.readouterr().err == ""


def test_a_large_picture_before_the_sound_does_not_matter(made: dict[str, Path], tmp_path: Path) -> None:
    size = 3_000_000
    length = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    path = tmp_path / "art.mp3"
    path.write_bytes(b"ID3\x03\x00\x00" + length + os.urandom(size) + made["mp3 vbr"].read_bytes())
    assert probe(path).frames == 6 * RATE


@pytest.mark.parametrize(
    "behind", [b"TAG" + b" " * 125, bytes(60_000), b"APETAGEX" + bytes(50_000), b"words " * 9000]
)
def test_what_follows_the_sound_does_not_matter(
    behind: bytes, made: dict[str, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tail.mp3"
    path.write_bytes(made["mp3 cbr"].read_bytes() + behind)
    assert len(_read(path)) == 6 * RATE
    assert capfd.readouterr().err == ""


def test_an_mp3_cut_short_ends_where_its_frames_end(made: dict[str, Path], tmp_path: Path) -> None:
    mp3 = made["mp3 cbr"].read_bytes()
    path = tmp_path / "cut.mp3"
    path.write_bytes(mp3[: len(mp3) // 2 + 100])
    info = probe(path)
    assert info.claimed_frames == 6 * RATE
    assert info.duration == pytest.approx(3.0, abs=0.1)
    _read(path)


def test_a_damaged_mp3_is_read_around_the_damage(
    made: dict[str, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mp3 = made["mp3 cbr"].read_bytes()
    path = tmp_path / "damaged.mp3"
    path.write_bytes(patched(mp3, (len(mp3) // 2, np.random.default_rng(1).bytes(2500))))
    whole = _read(path)
    assert len(whole) / RATE == pytest.approx(6.0, abs=0.6)
    assert capfd.readouterr().err == ""


# --- WAV ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFF0], ids=hex)
def test_a_streamed_wav_is_as_long_as_its_data(size: int, tmp_path: Path, sound: Sound) -> None:
    wav = write(tmp_path / "x.wav", sound).read_bytes()
    unknown = size.to_bytes(4, "little")
    path = tmp_path / "streamed.wav"
    path.write_bytes(patched(wav, (4, unknown), (40, unknown)))
    np.testing.assert_allclose(_read(path), sound, atol=1 / 32768)
    assert probe(path).mime_type != "audio/wav"


def test_a_wav_whose_recorder_lost_its_power_is_read_to_its_end(tmp_path: Path, sound: Sound) -> None:
    wav = write(tmp_path / "x.wav", sound).read_bytes()
    path = tmp_path / "old header.wav"
    path.write_bytes(
        patched(wav, (4, (RATE * 4 + 36).to_bytes(4, "little")), (40, (RATE * 4).to_bytes(4, "little")))
    )
    np.testing.assert_allclose(_read(path), sound, atol=1 / 32768)
    assert probe(path).claimed_frames == RATE


def test_chunks_behind_the_sound_are_no_sound(tmp_path: Path, sound: Sound) -> None:
    wav = write(tmp_path / "x.wav", sound).read_bytes()
    path = tmp_path / "listed.wav"
    path.write_bytes(wav + b"LIST" + (400).to_bytes(4, "little") + bytes(400))
    assert probe(path).frames == len(sound)


@pytest.mark.parametrize("kind", ["wav 16-bit", "aiff", "w64", "rf64", "flac", "ogg", "opus", "aac", "au"])
def test_a_file_cut_in_half_is_read_to_where_it_ends(
    kind: str, made: dict[str, Path], tmp_path: Path
) -> None:
    data = made[kind].read_bytes()
    with open_source(made[kind]) as source:
        original = source.read(0, source.info.frames)
    path = tmp_path / "half"
    path.write_bytes(data[: len(data) // 2])
    whole = _read(path)
    assert 1.0 * RATE < len(whole) < 4.5 * RATE
    # The last block of a lossy file needs the one that is missing.
    inner = len(whole) - 3000
    np.testing.assert_allclose(whole[:inner], original[:inner], atol=1e-4)


# --- FLAC --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", [0, 1000, 2**36 - 1], ids=["unknown", "too short", "too long"])
@pytest.mark.parametrize("kind", ["flac", "flac 24-bit"])
def test_a_flac_is_as_long_as_its_frames_say(
    claim: int, kind: str, made: dict[str, Path], tmp_path: Path, sound: Sound
) -> None:
    flac = made[kind].read_bytes()
    packed = int.from_bytes(flac[18:26], "big") >> 36 << 36 | claim
    path = tmp_path / "lying.flac"
    path.write_bytes(patched(flac, (18, packed.to_bytes(8, "big"))))
    np.testing.assert_allclose(_read(path), sound, atol=1 / 32768)
    assert probe(path).claimed_frames == (claim or None)


def test_a_damaged_flac_loses_only_what_is_damaged(
    made: dict[str, Path], tmp_path: Path, sound: Sound
) -> None:
    flac = made["flac"].read_bytes()
    path = tmp_path / "damaged.flac"
    path.write_bytes(patched(flac, (len(flac) // 2, np.random.default_rng(2).bytes(2000))))
    with open_source(path) as source:
        assert source.info.frames == len(sound)
        whole = np.concatenate([source.read(start, 20_000) for start in range(0, len(sound), 20_000)])
    wrong = np.flatnonzero(np.abs(whole - sound).max(axis=1) > 1e-4)
    assert 0 < len(wrong) < RATE
    assert wrong[-1] - wrong[0] < RATE
    with open_source(path) as source:
        for start in (0, RATE, 5 * RATE):
            np.testing.assert_allclose(
                source.read(start, 9_000), sound[start : start + 9_000], atol=1 / 32768
            )


# --- Ogg, AAC, MP4 -----------------------------------------------------------------------------------------


def test_chained_ogg_is_as_long_as_all_links(made: dict[str, Path], tmp_path: Path) -> None:
    ogg = made["ogg"].read_bytes()
    path = tmp_path / "chained.ogg"
    path.write_bytes(ogg + ogg + ogg)
    whole = _read(path)
    assert len(whole) == 3 * 6 * RATE
    np.testing.assert_array_equal(whole[: 6 * RATE], whole[6 * RATE : 12 * RATE])


@pytest.mark.parametrize("seconds", [0.1, 0.5, 2.0])
@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100])
def test_an_ogg_of_one_page_is_as_long_as_it_says(seconds: float, rate: int, tmp_path: Path) -> None:
    path = write(tmp_path / "short.ogg", melody(seconds, rate, 1), rate, format="OGG", subtype="VORBIS")
    assert len(_read(path)) == round(seconds * rate)


def test_chained_opus_is_as_long_as_all_links(made: dict[str, Path], tmp_path: Path) -> None:
    opus = made["opus"].read_bytes()
    path = tmp_path / "chained.opus"
    path.write_bytes(opus + opus)
    assert len(_read(path)) == 2 * 6 * 48_000


def test_an_aac_stream_that_begins_in_the_middle_plays(made: dict[str, Path], tmp_path: Path) -> None:
    aac = made["aac"].read_bytes()
    path = tmp_path / "radio.aac"
    path.write_bytes(aac[len(aac) // 3 :])
    assert probe(path).duration == pytest.approx(4.0, abs=0.2)
    _read(path)


@pytest.mark.parametrize("container", ["ipod", "adts"])
def test_aac_starts_where_the_sound_starts(container: str, tmp_path: Path) -> None:
    click = np.zeros((RATE, 2), np.float32)
    click[RATE // 2] = 0.9
    path = encode(tmp_path / "click", click, container, "aac")
    whole = _read(path)
    assert abs(int(np.abs(whole[:, 0]).argmax()) - RATE // 2) <= 1


def test_opus_leaves_out_what_its_encoder_put_before(tmp_path: Path) -> None:
    click = np.zeros((48_000, 1), np.float32)
    click[24_000:24_010] = 0.9
    path = encode(tmp_path / "click.opus", click, "ogg", "libopus", 48_000)
    assert abs(int(np.abs(_read(path)[:, 0]).argmax()) - 24_005) <= 10


# --- very short --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["wav", "flac", "aiff", "ogg", "mp3"])
def test_twenty_milliseconds_are_a_recording(kind: str, tmp_path: Path) -> None:
    path = write(tmp_path / f"short.{kind}", melody(0.02))
    assert probe(path).duration == pytest.approx(0.02, abs=0.1)
    assert len(_read(path)) > 0


@pytest.mark.parametrize(("container", "codec"), [("adts", "aac"), ("ipod", "aac"), ("ogg", "libopus")])
def test_twenty_milliseconds_are_a_recording_for_ffmpeg(container: str, codec: str, tmp_path: Path) -> None:
    path = encode(tmp_path / "short", melody(0.02, 48_000), container, codec, 48_000)
    assert probe(path).duration == pytest.approx(0.02, abs=0.1)
    assert len(_read(path)) > 0
