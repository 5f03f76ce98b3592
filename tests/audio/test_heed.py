"""A long way through a file tells how far it is, and ends where whoever watches wants that."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from audio_desk.audio.fingerprint import fingerprint
from audio_desk.audio.source import open_source
from audio_desk.errors import Stopped
from tests.audio.making import without_xing

_TIMES = 150
"""Of six seconds: a quarter of an hour."""


@pytest.fixture(params=["aac", "mp3 cbr"])
def repeated(request: pytest.FixtureRequest, made: dict[str, Path], tmp_path: Path) -> Path:
    """A recording whose packets have to be counted one by one."""
    once = made[request.param]
    path = tmp_path / f"long{once.suffix}"
    data = once.read_bytes()
    path.write_bytes((data if once.suffix == ".aac" else without_xing(data)) * _TIMES)
    return path


def test_counting_packets_tells_how_much_of_the_file_is_behind(repeated: Path) -> None:
    told: list[float] = []
    with open_source(repeated, told.append) as source:
        assert source.info.duration > 800
    assert told
    assert told == sorted(told)
    assert 0 < told[0] <= told[-1] <= 1


def test_who_watches_ends_the_walk(repeated: Path) -> None:
    def stop(part: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        open_source(repeated, stop)


def test_where_all_is_decoded_the_parts_go_up_to_the_end(made: dict[str, Path]) -> None:
    told: list[float] = []
    with open_source(made["flac in matroska"], told.append):
        pass
    assert told == sorted(told)
    assert told[0] >= 0.1


def test_a_fingerprint_tells_how_much_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(bytes(3 << 20))
    told: list[float] = []
    fingerprint(path, threading.Event(), told.append)
    assert told == [1 / 3, 2 / 3, 1.0]
