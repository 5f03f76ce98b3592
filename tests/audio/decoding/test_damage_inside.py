"""Damage in the middle of a file is read over, and every place that could not be read is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audio_desk.audio.decoding import mp3_opening
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.peaks.pixel_peaks import pixel_peaks
from audio_desk.audio.quality.analysis import SoundReport, quality_notes
from audio_desk.audio.quality.notes import NoteKind, lost_places, notes_on
from audio_desk.audio.source import open_source, probe
from audio_desk.error_text import words_for
from audio_desk.errors import AudioError, AudioIncomplete
from tests.audio.making import RATE, patched

_NOISE = np.random.default_rng(5).bytes(6000)
_HARM: dict[str, Callable[[bytes], bytes]] = {
    "one byte": lambda data: patched(data, (len(data) // 2, bytes([data[len(data) // 2] ^ 0x55]))),
    "zeroed": lambda data: patched(data, (len(data) // 2, bytes(6000))),
    "noise": lambda data: patched(data, (len(data) // 2, _NOISE)),
    "cut out": lambda data: data[: len(data) // 2] + data[len(data) // 2 + 5001 :],
    "put in": lambda data: data[: len(data) // 2] + _NOISE[:1001] + data[len(data) // 2 :],
    "end zeroed": lambda data: data[: len(data) * 7 // 10] + bytes(len(data) * 3 // 10),
    "cut off": lambda data: data[: len(data) * 7 // 10],
}
_PLAIN = ("wav 16-bit", "aiff")
_COMPRESSED = (
    "flac", "mp3 cbr", "mp3 vbr", "ogg", "opus", "aac", "m4a", "alac in m4a", "webm", "flac in ogg",
)  # fmt: skip
_CHECKED = ("flac", "flac in ogg", "ogg", "opus")
"""Every frame or page has a checksum."""


def _harmed(data: bytes, harm: str, tmp_path: Path) -> Path:
    path = tmp_path / "harmed"
    path.write_bytes(_HARM[harm](data))
    return path


def _read(path: Path) -> tuple[AudioInfo, NDArray[np.float32], SoundReport]:
    with open_source(path) as source:
        frames = source.read(0, source.info.frames)
        return source.info, frames, quality_notes(path)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("harm", _HARM)
@pytest.mark.parametrize("name", [*_PLAIN, *_COMPRESSED])
def test_no_damage_ends_the_program_and_none_is_kept_quiet(
    name: str, harm: str, made: dict[str, Path], tmp_path: Path
) -> None:
    path = _harmed(made[name].read_bytes(), harm, tmp_path)
    try:
        info, frames, report = _read(path)
    except AudioError:
        # The table of an M4A that was written in one go lies behind its sound.
        if "m4a" in name:
            return
        raise
    assert frames.shape == (info.frames, info.channels)
    found = lost_places(info, report)
    assert all(0 <= place.start <= place.end <= info.frames for place in found)
    hidden = name in _PLAIN or (harm == "one byte" and name not in _CHECKED)
    assert found or info.broken_at or hidden
    if harm == "cut off":
        assert info.broken_at[-1] == pytest.approx(info.duration, abs=0.05) or name == "webm"


@pytest.mark.parametrize("harm", ["zeroed", "noise"])
@pytest.mark.parametrize("name", ["flac", "aac", "m4a", "alac in m4a", "mp3 cbr"])
def test_the_place_is_where_the_bytes_are(
    name: str, harm: str, made: dict[str, Path], tmp_path: Path
) -> None:
    whole = made[name].read_bytes()
    info, frames, report = _read(_harmed(whole, harm, tmp_path))
    places = lost_places(info, report)
    assert places
    assert 2.0 < places[0].start / info.rate < 4.0
    with open_source(made[name]) as source:
        expected = source.read(0, source.info.frames)
    before = places[0].start - 3000
    np.testing.assert_allclose(frames[:before], expected[:before], atol=1e-3)
    if len(frames) == len(expected):
        last = places[-1].end + 3000
        np.testing.assert_allclose(frames[last:], expected[last:], atol=1e-3)


@pytest.mark.parametrize("name", _COMPRESSED)
def test_a_whole_file_has_lost_nothing(name: str, made: dict[str, Path]) -> None:
    info, _, report = _read(made[name])
    assert report.lost == ()
    assert [note.kind for note in notes_on(info, report) if note.kind.warns] == []


def test_an_m4a_whose_rest_does_not_decode_is_as_long_as_what_does(
    made: dict[str, Path], tmp_path: Path
) -> None:
    data = made["m4a"].read_bytes()
    start, end = data.index(b"mdat") + 4, data.index(b"moov") - 4
    middle = (start + end) // 2
    path = tmp_path / "half.m4a"
    path.write_bytes(patched(data, (middle, bytes(end - middle))))
    info = probe(path)
    assert 2.0 < info.duration < 4.0
    assert info.broken_at == (info.duration,)
    assert info.claimed_frames == pytest.approx(6 * RATE, abs=2048)


def test_an_m4a_without_its_table_is_refused_in_one_sentence(made: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "cut.m4a"
    path.write_bytes(made["m4a"].read_bytes()[:30_000])
    with pytest.raises(AudioIncomplete) as refused:
        probe(path)
    assert "cut off or damaged" in words_for(refused.value).sentence


class TestLongMp3:
    """Files so long that their Xing frame is believed."""

    @pytest.fixture(autouse=True)
    def believed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(mp3_opening, "_WALKED_BYTES", 0)

    @pytest.mark.parametrize("harm", ["zeroed", "noise", "put in"])
    def test_what_lies_behind_damage_is_heard(self, harm: str, made: dict[str, Path], tmp_path: Path) -> None:
        path = _harmed(made["mp3 cbr"].read_bytes(), harm, tmp_path)
        with open_source(path) as plain, open_source(path, careful=True) as careful:
            heard = plain.read(0, plain.info.frames)
            expected = careful.read(0, careful.info.frames)
            np.testing.assert_allclose(heard[: 2 * RATE], expected[: 2 * RATE], atol=1e-3)
            behind = slice(careful.info.frames - RATE, careful.info.frames - 2000)
            np.testing.assert_allclose(heard[behind], expected[behind], atol=1e-3)

    def test_a_careful_look_finds_the_place(self, made: dict[str, Path], tmp_path: Path) -> None:
        path = _harmed(made["mp3 cbr"].read_bytes(), "noise", tmp_path)
        with open_source(path, careful=True) as source:
            assert len(source.info.damage) == 1
            assert 2.0 < source.info.damage[0] < 4.0

    def test_peaks_are_as_long_as_what_decodes(self, made: dict[str, Path], tmp_path: Path) -> None:
        path = _harmed(made["mp3 cbr"].read_bytes(), "put in", tmp_path)
        true = probe(path, careful=True).frames
        assert len(pixel_peaks(path, 64).values) == -(-true // 64)


def test_damage_is_a_note_with_its_place(made: dict[str, Path], tmp_path: Path) -> None:
    info, _, report = _read(_harmed(made["flac"].read_bytes(), "zeroed", tmp_path))
    (note,) = [note for note in notes_on(info, report) if note.kind is NoteKind.DAMAGED]
    assert note.frames > 0
