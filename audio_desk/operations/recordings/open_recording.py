"""Open a recording: look at the file, fingerprint it, find or make its row in the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from audio_desk.audio.decoding.packet_index import PacketIndex, open_indexed
from audio_desk.audio.file_state import FileState
from audio_desk.audio.heed import Heed, heedless
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.known_files import KnownFile, KnownFiles
from audio_desk.audio.protocol import AudioSource
from audio_desk.errors import AudioChanged
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.first_reading import GLIMPSED_FROM_BYTES, FirstReading
from audio_desk.operations.recordings.glimpse import Glimpse
from audio_desk.operations.recordings.warming import LONG_BYTES, warm_workers
from audio_desk.operations.telling import told_here


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
    def channels(self) -> int:
        return self.info.channels

    @property
    def frames(self) -> int:
        """How many really decode."""
        return self.info.frames

    @property
    def is_exact(self) -> bool:
        """Always; a glimpse's frames may be others."""
        return True

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.info.duration


Shown = Recording | Glimpse
"""What can be looked at."""


async def open_recording(
    desk: Desk,
    path: Path,
    on_glimpse: Callable[[Glimpse], None] = lambda _: None,
    on_read: Heed = heedless,
) -> Recording:
    """Reads the whole file once, unless it was opened before.

    A long one that is read is shown to `on_glimpse` at once, and `on_read` hears how much of it is behind.
    Raises AudioError and StoreError; after that, or a cancellation, neither is called any more.
    """
    files = KnownFiles(desk.paths.cache / "files")
    path, state, known = await desk.run(_look_up, files, path)

    def show(glimpse: Glimpse) -> None:
        on_glimpse(glimpse)
        warm_workers(desk)  # not before: starting them would take the time of the first look

    if known is None:
        if LONG_BYTES <= state.size < GLIMPSED_FROM_BYTES:
            warm_workers(desk)
        with told_here(show) as glimpsed, told_here(on_read) as read:
            known = await desk.run_stoppable(
                lambda stop: FirstReading(path, desk.workers, stop, glimpsed, read).read(files, state)
            )
    record = await desk.run(desk.store.touch_recording, known.info, known.fingerprint)
    return Recording(known.info, record, state.modified_ns, known.index)


def _look_up(files: KnownFiles, path: Path) -> tuple[Path, FileState, KnownFile | None]:
    path = path.absolute()
    state = FileState.of(path)
    return path, state, files.find(path, state)


def check_unchanged(recording: Recording) -> None:
    """Before its bytes are read again. Raises AudioMissing, AudioUnreadable or AudioChanged."""
    now = FileState.of(recording.path)
    if now.size != recording.info.size_bytes or recording.modified_ns not in (0, now.modified_ns):
        raise AudioChanged(recording.path)
