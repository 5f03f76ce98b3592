"""Uploads that a pause, a lost connection or the end of this program left on their way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audio_desk.errors import GeminiError, LocalGeminiError, StoreError
from audio_desk.library.records import SessionRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.uploads.conversion import discard
from audio_desk.operations.uploads.delivery import is_being_sent
from audio_desk.settings import Account

if TYPE_CHECKING:
    from audio_desk.gemini.upload_calls import UploadSession


SESSION_SECONDS: Final = 7 * 24 * 3600
"""No server keeps an upload on its way for longer."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A recording that has not arrived: adding its file to a queue goes on with it."""

    path: Path
    """The recording's file, where it was last seen."""
    size_bytes: int
    """Of what is sent."""
    converts: bool
    begun: datetime
    recording_sha256: str


async def unfinished_recordings(desk: Desk, account: Account) -> tuple[Unfinished, ...]:
    """Of an earlier run, oldest first: those at which nobody works now. Raises StoreUnavailable."""
    left = []
    for record in await unfinished_uploads(desk, account):
        # A region's clip has no file, and one channel is no recording: asking again goes on with them.
        if record.path == Path() or await is_being_sent(desk, account, record.recording_sha256):
            continue
        path = await desk.run(_recording_path, desk, record)
        if path is None:
            continue
        converts = record.sha256 != record.recording_sha256
        left.append(Unfinished(path, record.size_bytes, converts, record.begun, record.recording_sha256))
    return tuple(left)


async def unfinished_uploads(desk: Desk, account: Account) -> tuple[SessionRecord, ...]:
    """Oldest first: uploading the recording again goes on with them. Raises StoreUnavailable.

    Those that this or another program is sending just now are among them.
    """
    found = await desk.run(desk.store.sessions, account)
    oldest = datetime.now(UTC) - timedelta(seconds=SESSION_SECONDS)
    for record in found:
        if record.begun < oldest:
            await desk.run(desk.store.end_session, account, record.sha256)
    return tuple(record for record in found if record.begun >= oldest)


async def forget_unfinished(desk: Desk, account: Account, recording_sha256: str) -> None:
    """Tell the server that no more of this recording comes; one that cannot be told forgets it in time.

    Raises StoreUnavailable.
    """
    for record in await desk.run(desk.store.sessions, account):
        if record.recording_sha256 != recording_sha256:
            continue
        with suppress(GeminiError, LocalGeminiError):
            client = await desk.accounts.client(account)
            await client.cancel_upload(_session(record))
        await desk.run(desk.store.end_session, account, record.sha256)
        if record.sha256 != recording_sha256 and record.path != Path():
            await discard(desk, record.path)


def _session(record: SessionRecord) -> UploadSession:
    from audio_desk.gemini.upload_calls import UploadSession

    return UploadSession(record.url, record.name, record.granularity)


def _recording_path(desk: Desk, record: SessionRecord) -> Path | None:
    """Of what was converted the session knows only the FLAC; None for one channel of it."""
    if record.recording_id is not None:
        with suppress(StoreError):
            recording = desk.store.recording(record.recording_id)
            return recording.path if recording.fingerprint == record.recording_sha256 else None
    return record.path
