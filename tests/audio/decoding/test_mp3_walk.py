"""The walk through an MP3's headers, many at a time, ends where a walk from one to the next ends."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest

from audio_desk.audio.decoding import mp3_walk
from audio_desk.audio.decoding.mp3_frames import header_at
from audio_desk.audio.heed import heedless
from tests.audio.making import encode, melody, mp3_frame_offsets, without_xing

_BITRATES = {
    "44100 Hz, constant": (44_100, {"b": "128k"}),
    "48000 Hz, no padding": (48_000, {"b": "96k"}),
    "22050 Hz, constant": (22_050, {"b": "56k"}),
    "44100 Hz, variable": (44_100, {"q": "4", "b": "0"}),
}


@pytest.fixture(scope="module", params=_BITRATES)
def mp3(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """One stream of 20 s with its Xing frame and without a tag."""
    rate, options = _BITRATES[request.param]
    path = tmp_path_factory.mktemp("mp3") / "x.mp3"
    whole = encode(path, melody(20.0, rate), "mp3", "libmp3lame", rate, options=options).read_bytes()
    return whole[whole.index(b"\xff") :] if whole[:3] == b"ID3" else whole


def _walked(data: bytes, path: Path, at: int = 0) -> tuple[int, int]:
    path.write_bytes(data)
    header = header_at(data, at)
    assert header is not None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        return mp3_walk.walk(mapped, at, header, heedless)


@pytest.fixture(autouse=True, params=[97, 4096])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mp3_walk, "_AT_ONCE", request.param)


def test_it_ends_with_the_file(mp3: bytes, tmp_path: Path) -> None:
    sound = without_xing(mp3)
    assert _walked(sound, tmp_path / "x") == (len(sound), len(mp3_frame_offsets(sound)))
    assert _walked(sound + bytes(500), tmp_path / "x") == (len(sound), len(mp3_frame_offsets(sound)))


def test_a_frame_cut_off_is_not_counted(mp3: bytes, tmp_path: Path) -> None:
    sound = without_xing(mp3)
    last = mp3_frame_offsets(sound)[-1]
    assert _walked(sound[: last + 20], tmp_path / "x") == (last, len(mp3_frame_offsets(sound)) - 1)


def test_a_wrong_header_ends_it(mp3: bytes, tmp_path: Path) -> None:
    sound = bytearray(without_xing(mp3))
    places = mp3_frame_offsets(bytes(sound))
    for number in (1, 60, 333):
        sound[places[number] + 1] = 0
        assert _walked(bytes(sound), tmp_path / "x") == (places[number], number)
        sound[places[number] + 1] = without_xing(mp3)[places[number] + 1]


def test_it_ends_before_the_next_part(mp3: bytes, tmp_path: Path) -> None:
    sound = without_xing(mp3)
    assert _walked(sound + mp3, tmp_path / "x") == (len(sound), len(mp3_frame_offsets(sound)))
    assert _walked(mp3 + mp3, tmp_path / "x") == (0, 0)
