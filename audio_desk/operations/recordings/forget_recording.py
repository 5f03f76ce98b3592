"""Forgets a recording: everything about it on this computer but the audio file itself."""

from __future__ import annotations

import contextlib
import shutil
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from audio_desk.audio.fingerprint import fingerprint
from audio_desk.audio.known_files import KnownFiles
from audio_desk.audio.peaks.cache import PeakCache
from audio_desk.errors import RecordingUnknown, UploadGone
from audio_desk.library.forgetting import Holdings
from audio_desk.library.records import RecordingRecord, UploadRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.uploads.files import delete_recordings_uploads
from audio_desk.paths import Paths
from audio_desk.settings import Account


@dataclass(frozen=True, slots=True)
class Forgettable:
    """What would go; `at_google` would stay there unless it is deleted too, and ends by itself."""

    holdings: Holdings
    at_google: tuple[UploadRecord, ...]

    @property
    def recording(self) -> RecordingRecord:
        return self.holdings.recording


async def known_recording(desk: Desk, path: Path) -> RecordingRecord:
    """By its bytes, or by its place where the file is gone. Raises RecordingUnknown and StoreUnavailable."""
    path = await desk.run(path.absolute)
    if await desk.run(path.is_file):
        digest = await desk.run_stoppable(lambda stop: fingerprint(path, stop))
        found = await desk.run(desk.store.recording_with, digest)
    else:
        found = next(iter(await desk.run(desk.store.recordings_at, path)), None)
    if found is None:
        raise RecordingUnknown(path)
    return found


async def what_is_kept(desk: Desk, recording: RecordingRecord) -> Forgettable:
    """Raises RowGone and StoreUnavailable."""
    holdings = await desk.run(desk.store.holdings, recording.id)
    now = datetime.now(UTC)
    living = (one for one in holdings.uploads if one.account == "gemini" and one.expires > now)
    return Forgettable(holdings, tuple(living))


async def forget_recording(desk: Desk, kept: Forgettable, *, uploads: bool) -> None:
    """Delete it all; with `uploads` what is at Google first, and nothing when that fails.

    Uploads to the server on this computer always go. Raises GeminiError, LocalGeminiError and
    StoreUnavailable.
    """
    recording = kept.recording
    if uploads and kept.at_google:
        await _delete_uploads(desk, "gemini", recording)
    if any(upload.account == "on-device" for upload in kept.holdings.uploads):
        await _delete_uploads(desk, "on-device", recording)
    await desk.run(desk.store.forget, recording.id)
    await desk.run(_forget_files, desk.paths, recording)


async def _delete_uploads(desk: Desk, account: Account, recording: RecordingRecord) -> None:
    async with aclosing(delete_recordings_uploads(desk, account, recording.id)) as results:
        async for result in results:
            if result.error is not None and not isinstance(result.error, UploadGone):
                raise result.error


def _forget_files(paths: Paths, recording: RecordingRecord) -> None:
    """What was made of it, to be faster the next time; a copy of it that came in a project file."""
    PeakCache(paths.peak_cache, 0).forget(recording.fingerprint)
    KnownFiles(paths.cache / "files").forget(recording.path)
    with contextlib.suppress(OSError):
        for converted in (paths.cache / "converted").glob(f"*-{recording.fingerprint}.*"):
            converted.unlink(missing_ok=True)
    shutil.rmtree(paths.project_sound(recording.fingerprint), ignore_errors=True)
