"""That an upload arrived as it was sent."""

from __future__ import annotations

import hashlib

from audio_desk.gemini.types import RemoteFile

MIB = 2**20


def assert_arrived(file: RemoteFile, content: bytes) -> None:
    assert file.size_bytes == len(content)
    assert file.sha256 == hashlib.sha256(content).hexdigest()
