"""Sound behind what is no sound opens with its true length; what is part of a document is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio_desk import limits
from audio_desk.audio.peaks.quick_look import quick_look
from audio_desk.audio.source import open_source, probe
from audio_desk.errors import AudioUnsupported
from tests.audio.making import RATE, patched

JUNK = {
    "30 KB of noise": np.random.default_rng(7).bytes(30_000),
    "200 KB of noise": np.random.default_rng(8).bytes(200_000),
    "200 KB of zeros": bytes(200_000),
    "ones": b"\xff" * 100_000,
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
@pytest.mark.parametrize("name", ["mp3 vbr", "mp3 cbr", "flac"])
def test_sound_behind_what_is_none_opens_with_its_true_length(
    name: str, junk: bytes, made: dict[str, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "buried.bin"
    path.write_bytes(junk + made[name].read_bytes())
    info = probe(path)
    assert info.frames == 6 * RATE
    assert info.mime_type not in limits.AUDIO_MIME_TYPES  # converted before sending
    with open_source(path) as source, open_source(made[name]) as plain:
        for start in (0, 3 * RATE, 5 * RATE):
            np.testing.assert_allclose(source.read(start, 9000), plain.read(start, 9000), atol=1e-5)
        assert source.lost == ()
    look = quick_look(path)
    assert look is None or look.frames > 0
    assert capfd.readouterr().err == ""


def test_a_damaged_mp3_behind_zeros_is_read_around_the_damage(made: dict[str, Path], tmp_path: Path) -> None:
    mp3 = made["mp3 cbr"].read_bytes()
    path = tmp_path / "both.mp3"
    path.write_bytes(bytes(300_000) + patched(mp3, (len(mp3) // 2, np.random.default_rng(1).bytes(2500))))
    info = probe(path)
    assert info.damage
    assert info.duration == pytest.approx(6.0, abs=0.6)


def test_a_flac_cut_short_behind_noise_ends_where_its_frames_end(
    made: dict[str, Path], tmp_path: Path
) -> None:
    flac = made["flac"].read_bytes()
    path = tmp_path / "both.flac"
    path.write_bytes(JUNK["30 KB of noise"] + flac[: len(flac) // 2])
    info = probe(path)
    assert info.duration == pytest.approx(3.0, abs=0.8)
    assert info.claimed_frames == 6 * RATE


@pytest.mark.parametrize("name", ["mp3 vbr", "flac"])
@pytest.mark.parametrize("magic", [b"PK\x03\x04", b"%PDF-1.7", b"SQLite format 3\0"])
def test_what_is_part_of_a_document_is_no_recording(
    magic: bytes, name: str, made: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "document"
    path.write_bytes(magic + bytes(20_000) + made[name].read_bytes())
    with pytest.raises(AudioUnsupported):
        open_source(path)


def test_sound_that_begins_too_far_inside_is_not_looked_for(made: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "far"
    path.write_bytes(bytes(2**21) + made["flac"].read_bytes())
    with pytest.raises(AudioUnsupported):
        open_source(path)
