"""FileChecks: finds out, after an upload, whether it is sound and how long; it is PROCESSING until then."""

from __future__ import annotations

import asyncio
import logging

from audio_desk.errors import AudioError
from audio_desk.local_gemini.engine.protocol import OpenSound
from audio_desk.local_gemini.life.threads import in_daemon_thread
from audio_desk.local_gemini.uploads.file_store import FileStore
from audio_desk.local_gemini.uploads.stored_file import StoredFile

AT_ONCE_SECONDS = 2.0
"""Short recordings are checked sooner, and are ACTIVE in the answer to the upload, as Google's small files
are: many programs use a file at once."""


class FileChecks:
    """One check at a time; lives in the task group of the server."""

    def __init__(self, files: FileStore, open_sound: OpenSound, group: asyncio.TaskGroup) -> None:
        self._files = files
        self._open_sound = open_sound
        self._group = group
        self._one = asyncio.Lock()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self.hold_seconds = 0.0
        """Tests can make a check last at least this long."""

    def start(self, file: StoredFile) -> asyncio.Task[None]:
        task = self._group.create_task(self._check(file))
        self._tasks[file.id] = task
        task.add_done_callback(lambda _: self._tasks.pop(file.id, None))
        return task

    async def start_and_wait_a_little(self, file: StoredFile) -> None:
        """Return when the check is done, or has taken its time."""
        await asyncio.wait([self.start(file)], timeout=0 if self.hold_seconds else AT_ONCE_SECONDS)

    def end(self) -> None:
        """Drop the checks; the next start of the server makes them again."""
        for task in list(self._tasks.values()):
            task.cancel()

    async def _check(self, file: StoredFile) -> None:
        hold_seconds = self.hold_seconds
        try:
            async with self._one:
                seconds = await in_daemon_thread(lambda: self._seconds(file), "sound-check")
            await asyncio.sleep(hold_seconds)
            self._files.finish_processing(file.id, seconds)
        except Exception:
            # A bug here must not end the server: whoever uses the file is told what is wrong with it.
            logging.getLogger(__name__).exception("checking an upload failed")
            self._files.forget_processing(file.id)

    def _seconds(self, file: StoredFile) -> float | None:
        try:
            sound = self._open_sound(self._files.data_path(file.id))
        except (AudioError, OSError):
            return None
        try:
            return sound.duration
        finally:
            sound.close()
