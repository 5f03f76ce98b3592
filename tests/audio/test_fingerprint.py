"""A recording is known by its bytes."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from audio_desk.audio.fingerprint import fingerprint
from audio_desk.errors import AudioMissing, AudioUnreadable, Stopped


def test_it_is_the_sha_256_of_the_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 9000
    path = tmp_path / "x"
    path.write_bytes(data)
    assert fingerprint(path) == hashlib.sha256(data).hexdigest()


def test_a_moved_file_is_the_same_recording(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"sound")
    before = fingerprint(path)
    assert fingerprint(path.rename(tmp_path / "y")) == before


def test_it_stops_when_told(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"sound")
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        fingerprint(path, stop)


def test_missing_and_unreadable_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(AudioMissing):
        fingerprint(tmp_path / "gone")
    with pytest.raises(AudioUnreadable):
        fingerprint(tmp_path)
