"""Uploads that a pause, a lost connection or the end of this program left on their way."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audio_desk.errors import GeminiError, LocalGeminiError
from audio_desk.library.records import SessionRecord
from audio_desk.operations.conversion import discard
from audio_desk.operations.desk import Desk
from audio_desk.settings import Account

if TYPE_CHECKING:
    from audio_desk.gemini.upload_calls import UploadSession


SESSION_SECONDS: Final = 7 * 24 * 3600
"""No server keeps an upload on its way for longer."""


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
