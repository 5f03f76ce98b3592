"""Knows a recording by its bytes: a moved or renamed file finds its work again."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

from audio_desk.audio.heed import Heed, heedless
from audio_desk.errors import AudioMissing, AudioUnreadable, Stopped

_BLOCK = 1 << 20


def fingerprint(path: Path, stop: threading.Event | None = None, heed: Heed = heedless) -> str:
    """SHA-256 of the file's bytes, in hex. Raises AudioMissing, AudioUnreadable or Stopped."""
    digest = hashlib.sha256()
    block = memoryview(bytearray(_BLOCK))
    done = 0
    try:
        with path.open("rb", buffering=0) as file:
            size = max(1, os.fstat(file.fileno()).st_size)
            while count := file.readinto(block):
                if stop is not None and stop.is_set():
                    raise Stopped
                digest.update(block[:count])
                done += count
                heed(min(1.0, done / size))
    except FileNotFoundError as error:
        raise AudioMissing(path) from error
    except OSError as error:
        raise AudioUnreadable(path, error.strerror or str(error)) from error
    return digest.hexdigest()
