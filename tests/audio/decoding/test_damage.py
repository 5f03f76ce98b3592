"""A damaged file is read to where it can be, and the place is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.source import probe
from tests.audio.making import FORMATS, RATE, patched


@pytest.mark.parametrize("name", FORMATS)
def test_a_whole_file_is_not_called_damaged(name: str, made: dict[str, Path]) -> None:
    info = probe(made[name])
    assert info.broken_at == ()
    assert not info.claim_differs


@pytest.mark.parametrize(
    "name", ["wav 16-bit", "wav float", "flac", "mp3 cbr", "mp3 vbr", "ogg", "opus", "rf64"]
)
def test_a_file_cut_off_says_where(name: str, made: dict[str, Path], tmp_path: Path) -> None:
    data = made[name].read_bytes()
    path = tmp_path / "half"
    path.write_bytes(data[: len(data) * 6 // 10])
    info = probe(path)
    (place,) = info.broken_at
    assert 2.0 < place < 4.5
    assert place == pytest.approx(info.duration, abs=0.05)


@pytest.mark.parametrize("name", ["mp3 cbr", "ogg", "opus", "webm", "flac in matroska"])
def test_damage_in_the_middle_has_its_place(name: str, made: dict[str, Path], tmp_path: Path) -> None:
    data = made[name].read_bytes()
    path = tmp_path / "damaged"
    noise = np.random.default_rng(1).bytes(2000)
    path.write_bytes(patched(data, (len(data) // 2, noise)))
    info = probe(path)
    assert len(info.broken_at) == 1
    # What was not read begins with a page that holds more than a second, in Ogg.
    assert 1.0 < info.broken_at[0] < 3.2
    assert info.duration < 5.9


@pytest.mark.parametrize("name", ["mp3 cbr", "ogg", "flac", "wav 16-bit", "aac"])
def test_what_follows_the_sound_is_no_damage(name: str, made: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "tail"
    path.write_bytes(made[name].read_bytes() + b"LIST\x20\x00\x00\x00" + b"words.. " * 4)
    info = probe(path)
    assert info.duration == pytest.approx(6.0, abs=0.1)
    assert info.broken_at == ()


@pytest.mark.parametrize("behind", [b"TAG" + b" " * 125, bytes(9000), b"words " * 9000])
@pytest.mark.parametrize("kind", ["flac", "flac 24-bit"])
def test_a_flac_with_something_behind_it_keeps_its_last_frame(
    kind: str, behind: bytes, made: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "tail.flac"
    path.write_bytes(made[kind].read_bytes() + behind)
    assert probe(path).frames == 6 * RATE


def test_damage_in_a_later_link_is_counted_from_the_start(made: dict[str, Path], tmp_path: Path) -> None:
    ogg = made["ogg"].read_bytes()
    path = tmp_path / "chained.ogg"
    path.write_bytes(ogg + ogg[: len(ogg) * 6 // 10])
    (place,) = probe(path).broken_at
    assert 8.0 < place < 10.5
