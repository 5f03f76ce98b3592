"""A queue of uploads, two at a time, each of which can be paused, gone on with or cancelled."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Coroutine
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from audio_desk.errors import AudioDeskError, AudioError, StoreError
from audio_desk.gemini.types import RemoteFile
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Preparing, Uploaded, UploadEvent
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.operations.uploads.conversion import Conversion, conversion_of
from audio_desk.operations.uploads.sharing import Hold
from audio_desk.operations.uploads.unfinished import forget_unfinished
from audio_desk.operations.uploads.upload_recording import upload_recording
from audio_desk.settings import Account

AT_ONCE: Final = 2

State = Literal["waiting", "running", "paused", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class QueuedUpload:
    """One file in the queue, as it is now."""

    id: int
    account: Account
    path: Path
    converts: bool
    state: State = "waiting"
    step: UploadEvent | None = None
    """What it is doing, while it runs; what it did last, when it is paused."""
    conversion: Conversion | None = None
    """What would be sent instead, where Gemini does not take the file; known once the file was looked at."""
    file: RemoteFile | None = None
    """When it is done."""
    error: AudioDeskError | None = None
    """Why it failed: `resume` tries again, and goes on with what has arrived."""

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed", "cancelled")


class UploadQueue:
    """Belongs to the desk's event loop; close it before the desk. `on_change` gets each new state."""

    def __init__(self, desk: Desk, on_change: Callable[[QueuedUpload], None]) -> None:
        self._desk = desk
        self._on_change = on_change
        self._entries: dict[int, _Entry] = {}
        self._ids = itertools.count(1)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def uploads(self) -> tuple[QueuedUpload, ...]:
        """In the order in which they were added."""
        return tuple(entry.upload for entry in self._entries.values())

    def add(self, account: Account, path: Path, *, converts: bool = False) -> QueuedUpload:
        """`converts`: what Gemini would not take goes as FLAC; else that fails with ConversionNeeded."""
        upload = QueuedUpload(next(self._ids), account, path, converts)
        entry = self._entries[upload.id] = _Entry(upload)
        self._start(entry)
        return upload

    def pause(self, upload_id: int) -> None:
        """Send no more for now. What has arrived stays at the server, also when this program ends."""
        entry = self._entries[upload_id]
        if entry.upload.state in ("waiting", "running"):
            entry.stop(pauses=True)
            self._change(entry, state="paused")

    def resume(self, upload_id: int, *, converts: bool | None = None) -> None:
        """Go on with one that is paused, has failed or was cancelled."""
        entry = self._entries[upload_id]
        if entry.upload.state in ("paused", "failed", "cancelled"):
            allowed = entry.upload.converts if converts is None else converts
            self._change(entry, state="waiting", error=None, converts=allowed)
            self._start(entry)

    def cancel(self, upload_id: int) -> None:
        """The server is told, and forgets what has arrived."""
        entry = self._entries[upload_id]
        state = entry.upload.state
        if state in ("waiting", "running"):
            entry.stop(pauses=False)
        elif state in ("paused", "failed"):
            self._own(self._forget(entry, entry.task))
        if state not in ("done", "cancelled"):
            self._change(entry, state="cancelled")

    def remove(self, upload_id: int) -> None:
        """From the queue; one that is not over is cancelled."""
        self.cancel(upload_id)
        del self._entries[upload_id]

    async def join(self) -> None:
        """Wait until nothing runs or waits any more."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def aclose(self) -> None:
        """Pause whatever runs: adding the same file another time goes on with it."""
        for upload in self.uploads:
            self.pause(upload.id)
        await self.join()

    def _start(self, entry: _Entry) -> None:
        entry.hold = Hold()
        entry.task = self._own(self._run(entry, entry.hold, entry.task))

    def _own(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (bug := task.exception()) is not None:
            loop = task.get_loop()
            loop.call_exception_handler({"message": "an upload", "exception": bug, "task": task})

    async def _run(self, entry: _Entry, hold: Hold, earlier: asyncio.Task[None] | None) -> None:
        """`earlier` is an attempt that may still be about to end."""
        if earlier is not None:
            await asyncio.wait({earlier})
        try:
            async with self._places:
                self._change(entry, state="running")
                await self._upload(entry, hold)
        except AudioDeskError as error:
            if isinstance(error, AudioError):
                entry.recording = None  # to be looked at again
            if entry.hold is hold and entry.upload.state == "running":
                self._change(entry, state="failed", error=error)

    async def _upload(self, entry: _Entry, hold: Hold) -> None:
        account, converts = entry.upload.account, entry.upload.converts
        if entry.recording is None:
            self._change(entry, step=Preparing("hash"))
            entry.recording = await open_recording(self._desk, entry.upload.path)
            self._change(entry, conversion=conversion_of(entry.recording))
        steps = upload_recording(self._desk, account, entry.recording, converts=converts, hold=hold)
        async with aclosing(steps) as events:
            async for event in events:
                if isinstance(event, Uploaded):
                    self._change(entry, state="done", step=event, file=event.file)
                else:
                    self._change(entry, step=event)

    async def _forget(self, entry: _Entry, earlier: asyncio.Task[None] | None) -> None:
        """Of one at which nobody works: the server is told by us."""
        if earlier is not None:
            await asyncio.wait({earlier})
        if entry.recording is not None:
            with suppress(StoreError):
                sha256 = entry.recording.record.fingerprint
                await forget_unfinished(self._desk, entry.upload.account, sha256)

    def _change(self, entry: _Entry, **changes: Any) -> None:
        entry.upload = replace(entry.upload, **changes)
        self._on_change(entry.upload)


class _Entry:
    """One upload and the work at it."""

    def __init__(self, upload: QueuedUpload) -> None:
        self.upload = upload
        self.recording: Recording | None = None
        self.hold = Hold()
        self.task: asyncio.Task[None] | None = None

    def stop(self, *, pauses: bool) -> None:
        self.hold.pauses = pauses
        if self.task is not None:
            self.task.cancel()
