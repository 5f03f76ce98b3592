"""FLACs put one behind the other into one file are one recording, read to its end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.audio.decoding import flac_streams
from audio_desk.audio.source import open_source, probe
from audio_desk.limits import AUDIO_MIME_TYPES
from tests.audio.making import RATE, melody, patched, write

LENGTHS = {"a": 6.0, "b": 4.0, "c": 1.0}


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pieces")
    return {
        name: write(folder / f"{name}.flac", melody(6.0)[: round(seconds * RATE)] * (1 - 0.1 * number))
        for number, (name, seconds) in enumerate(LENGTHS.items())
    }


def _joined(pieces: dict[str, Path], names: str, folder: Path) -> Path:
    path = folder / "joined.flac"
    path.write_bytes(b"".join(pieces[name].read_bytes() for name in names))
    return path


@pytest.mark.parametrize("names", ["ab", "ba", "aa", "ac", "ca", "abc", "aaaaaaa"])
def test_every_piece_is_read(names: str, pieces: dict[str, Path], tmp_path: Path) -> None:
    expected = np.concatenate(
        [soundfile.read(pieces[name], dtype="float32", always_2d=True)[0] for name in names]
    )
    with open_source(_joined(pieces, names, tmp_path)) as source:
        assert source.info.claimed_frames == LENGTHS[names[0]] * RATE
        np.testing.assert_array_equal(source.read(0, len(expected) + 1), expected)
        np.testing.assert_array_equal(source.read(5 * RATE, 2 * RATE), expected[5 * RATE : 7 * RATE])
        assert not source.lost


def test_it_is_converted_before_sending(pieces: dict[str, Path], tmp_path: Path) -> None:
    """Others hear the first piece alone."""
    assert probe(pieces["a"]).mime_type in AUDIO_MIME_TYPES
    assert probe(_joined(pieces, "ab", tmp_path)).mime_type not in AUDIO_MIME_TYPES


def test_pieces_of_another_rate_play_at_the_first(pieces: dict[str, Path], tmp_path: Path) -> None:
    slow = write(tmp_path / "slow.flac", melody(3.0, RATE // 2, 1), RATE // 2)
    path = tmp_path / "two.flac"
    path.write_bytes(pieces["b"].read_bytes() + slow.read_bytes())
    info = probe(path)
    assert (info.rate, info.channels) == (RATE, 2)
    assert info.duration == pytest.approx(7.0, abs=0.01)


def test_a_single_one_is_not_searched_through(
    pieces: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one whose encoder did not know how long it would be, nor one that was cut off."""

    def no_search(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(flac_streams, "_marks", no_search)
    data = pieces["a"].read_bytes()
    path = tmp_path / "single.flac"
    for single in (data, patched(data, (21, bytes([data[21] & 0xF0, 0, 0, 0, 0]))), data[: len(data) // 2]):
        path.write_bytes(single)
        probe(path)
