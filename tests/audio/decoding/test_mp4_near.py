"""A first look at an MP4 by its own tables: the sound is where it says, and odd files are left to FFmpeg."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from audio_desk.audio.decoding.mp4_near import NearPackets
from audio_desk.audio.decoding.mp4_table import PacketPlaces, boxes_in, read_places
from audio_desk.audio.peaks import quick_look as quick_look_module
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.peaks.quick_look import quick_look
from tests.audio.making import RATE, melody

_HOLDERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


@pytest.fixture
def chunked(made: dict[str, Path], tmp_path: Path) -> Path:
    """As long recordings are: in many chunks, here of one packet each."""
    data = made["m4a"].read_bytes()
    places = read_places(made["m4a"], 1)
    assert places is not None
    # The tables grow and stand behind the sound, which stays where it is.
    assert data.index(b"mdat") < data.index(b"moov")
    path = tmp_path / "chunked.m4a"
    path.write_bytes(_rewritten(memoryview(data), places))
    return path


def _rewritten(data: memoryview, places: PacketPlaces) -> bytes:
    tables = {
        b"stco": struct.pack(">II", 0, len(places.offsets)) + places.offsets.astype(">u4").tobytes(),
        b"stsc": struct.pack(">IIIII", 0, 1, 1, 1, 1),
    }
    whole = b""
    for kind, box in boxes_in(data):
        content = _rewritten(box, places) if kind in _HOLDERS else tables.get(kind, bytes(box))
        whole += struct.pack(">I", len(content) + 8) + kind + content
    return whole


def test_the_sound_is_found_where_it_is(chunked: Path) -> None:
    near = NearPackets(chunked)
    assert (near.rate, near.channels) == (RATE, 2)
    assert abs(near.seconds - 6) < 0.2
    parts = [near.sound_at(wish / 10)[0] for wish in range(10)]
    assert parts == pytest.approx([wish / 10 for wish in range(10)], abs=0.01)
    assert near.sound_at(0.5)[1]


def test_the_picture_resembles_the_true_one(chunked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_look_module, "_BUDGET_SECONDS", 60.0)
    monkeypatch.setattr(quick_look_module, "_by_packets", None)
    look = quick_look(chunked)
    assert look is not None
    first, true = PeakPyramid(RATE, 2, 6 * RATE), PeakPyramid(RATE, 2, 6 * RATE)
    look.sketch_into(first)
    true.append(melody())
    shown, wanted = (pyramid.query(0, 6 * RATE, 20).rms.ravel() for pyramid in (first, true))
    assert np.corrcoef(shown, wanted)[0, 1] > 0.8


def test_a_file_of_few_chunks_is_left_to_ffmpeg(made: dict[str, Path]) -> None:
    with pytest.raises(LookupError):
        NearPackets(made["m4a"])
    assert quick_look(made["m4a"]) is not None


def test_no_damage_of_the_tables_brings_the_look_down(chunked: Path) -> None:
    data = bytearray(chunked.read_bytes())
    moov = data.index(b"moov")
    random = np.random.default_rng(5)
    for _ in range(60):
        broken = bytearray(data)
        for at in random.integers(moov, len(data), 3).tolist():
            broken[at] = int(random.integers(256))
        chunked.write_bytes(broken)
        quick_look(chunked)
