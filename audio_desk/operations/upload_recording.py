"""Has a whole recording at the File API: as it is, or as FLAC made here where Gemini would not take it."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any

from audio_desk import limits
from audio_desk.audio.clip import write_flac
from audio_desk.errors import AudioChanged, UploadGone
from audio_desk.operations.beside import reports_of
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Preparing, Uploaded, UploadEvent
from audio_desk.operations.open_recording import Recording, check_unchanged
from audio_desk.operations.sending import Parcel, living_upload, send, until_ready
from audio_desk.request.plan import CLIP_MIME_TYPE
from audio_desk.settings import Account


async def upload_recording(
    desk: Desk, account: Account, recording: Recording, *, anew: bool = False
) -> AsyncGenerator[UploadEvent, None]:
    """Yield how it goes, Uploaded last. A living upload of the same bytes is used, unless `anew`.

    Raises GeminiError, LocalGeminiError, AudioError and StoreUnavailable.
    """
    client = await desk.accounts.client(account)
    living = None if anew else await living_upload(desk, account, recording.record.fingerprint)
    if living is not None:
        steps: AsyncGenerator[UploadEvent, None] = until_ready(client, living)
    elif goes_as_it_is(recording):
        steps = _as_it_is(desk, account, recording)
    else:
        steps = _converted(desk, account, recording)
    async with aclosing(steps) as events:
        async for event in events:
            yield event


def goes_as_it_is(recording: Recording) -> bool:
    info = recording.info
    return info.mime_type in limits.AUDIO_MIME_TYPES and info.size_bytes <= limits.FILE_BYTES


async def _as_it_is(desk: Desk, account: Account, recording: Recording) -> AsyncGenerator[UploadEvent, None]:
    await desk.run(check_unchanged, recording)
    parcel = _parcel(recording, recording.path, recording.info.mime_type)
    async with aclosing(send(desk, account, parcel)) as events:
        async for event in events:
            if isinstance(event, Uploaded):
                await _check_bytes(desk, account, recording, event)
            yield event


async def _converted(desk: Desk, account: Account, recording: Recording) -> AsyncGenerator[UploadEvent, None]:
    await desk.run(check_unchanged, recording)
    yield Preparing("convert")
    # A cancelled conversion may still have its file open for a moment.
    with tempfile.TemporaryDirectory(dir=desk.paths.cache, ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "converted.flac"

        def work(report: Callable[[Preparing], None]) -> Coroutine[Any, Any, None]:
            return _convert(desk, recording.path, target, report)

        async with aclosing(reports_of(work)) as reports:
            async for report in reports:
                if isinstance(report, Preparing):
                    yield report
        await desk.run(check_unchanged, recording)
        parcel = _parcel(recording, target, CLIP_MIME_TYPE)
        async with aclosing(send(desk, account, parcel)) as events:
            async for event in events:
                yield event


async def _convert(desk: Desk, path: Path, target: Path, report: Callable[[Preparing], None]) -> None:
    loop = asyncio.get_running_loop()

    def convert(stop: threading.Event) -> None:
        def on_progress(done: float) -> None:
            if not stop.is_set():
                loop.call_soon_threadsafe(report, Preparing("convert", done))

        write_flac(path, target, stop=stop, on_progress=on_progress)

    await desk.run_stoppable(convert)


async def _check_bytes(desk: Desk, account: Account, recording: Recording, uploaded: Uploaded) -> None:
    """What the server has must be what was opened: a file may change while it is read, and back."""
    file = uploaded.file
    if file.sha256 in ("", recording.record.fingerprint):
        return
    await desk.run(desk.store.forget_upload, account, file.name)
    client = await desk.accounts.client(account)
    with suppress(UploadGone):
        await client.delete_file(file.name)
    raise AudioChanged(recording.path)


def _parcel(recording: Recording, content: Path, mime_type: str) -> Parcel:
    record = recording.record
    return Parcel(content, record.name, mime_type, record.id, record.fingerprint)
