"""Open a recording: look at the file, fingerprint it, find or make its row in the library."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from audio_desk.audio.file_state import FileState
from audio_desk.audio.fingerprint import fingerprint
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.known_files import KnownFiles
from audio_desk.audio.packet_index import PacketIndex, open_indexed
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.source import open_source
from audio_desk.errors import AudioChanged
from audio_desk.library.records import RecordingRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk


@dataclass(frozen=True, slots=True)
class Recording:
    """An open recording: the file as it decodes, and its row in the library."""

    info: AudioInfo
    record: RecordingRecord
    modified_ns: int = 0
    """The file's time of change when it was opened; 0 when it is not known."""
    index: PacketIndex | None = None
    """Where its packets lie, for formats that have to be walked through: for `open_indexed`."""

    def open(self, path: Path | None = None) -> AudioSource:
        """Its sound, for one thread; `path`: where the same bytes lie now. Raises as `open_source` does."""
        return open_indexed(self.info if path is None else replace(self.info, path=path), self.index)

    @property
    def path(self) -> Path:
        return self.info.path

    @property
    def rate(self) -> int:
        return self.info.rate

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.info.duration


async def open_recording(desk: Desk, path: Path) -> Recording:
    """Reads the whole file once, unless it was opened before. Raises AudioError and StoreError."""
    files = KnownFiles(desk.paths.cache / "files")
    return await desk.run_stoppable(lambda stop: _open(desk.store, files, path.absolute(), stop))


def check_unchanged(recording: Recording) -> None:
    """Before its bytes are read again. Raises AudioMissing, AudioUnreadable or AudioChanged."""
    now = FileState.of(recording.path)
    if now.size != recording.info.size_bytes or recording.modified_ns not in (0, now.modified_ns):
        raise AudioChanged(recording.path)


def _open(store: Store, files: KnownFiles, path: Path, stop: threading.Event) -> Recording:
    before = FileState.of(path)
    known = files.find(path, before)
    if known is None:
        with open_source(path) as source:
            digest = fingerprint(path, stop)
            if FileState.of(path) != before:
                raise AudioChanged(path)  # somebody is still writing it
            known = files.remember(source, digest, before)
    record = store.touch_recording(known.info, known.fingerprint)
    return Recording(known.info, record, before.modified_ns, known.index)
