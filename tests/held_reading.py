"""A first reading that waits, so that there is time to look at what is shown meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from audio_desk.audio.fingerprint import fingerprint
from audio_desk.audio.heed import Heed
from audio_desk.operations.recordings import first_reading

HANG_SECONDS = 60.0
_LOOK_SECONDS = 0.02


class HeldReading:
    """From now on fingerprints are not taken before `release`; files of any size are glimpsed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._released = threading.Event()
        monkeypatch.setattr(first_reading, "fingerprint", self._fingerprint)
        monkeypatch.setattr(first_reading, "GLIMPSED_FROM_BYTES", 0)

    def release(self) -> None:
        self._released.set()

    def _fingerprint(self, path: Path, stop: threading.Event | None, heed: Heed) -> str:
        for _ in range(round(HANG_SECONDS / _LOOK_SECONDS)):
            heed(0.0)
            if self._released.wait(_LOOK_SECONDS):
                break
        return fingerprint(path, stop, heed)
