"""Brings bytes to the File API once: what is there is used, what was begun is gone on with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audio_desk import limits
from audio_desk.errors import AudioChanged, FileNotReady, LimitExceeded, Unreachable, UploadFailed, UploadGone
from audio_desk.gemini.types import RemoteFile
from audio_desk.library.records import SessionRecord
from audio_desk.operations.beside import Result, reports_of
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Preparing, Uploaded, UploadEvent, Uploading, Waiting
from audio_desk.operations.speed import Speedometer
from audio_desk.operations.uploads.account_room import check_room
from audio_desk.operations.uploads.dispatch import Dispatch
from audio_desk.operations.uploads.living_upload import Origin, find_same_bytes, record_of
from audio_desk.settings import Account

if TYPE_CHECKING:
    from audio_desk.gemini.client import GeminiClient
    from audio_desk.gemini.upload import Resumption
    from audio_desk.gemini.upload_calls import UploadSession

PROCESSING_SECONDS: Final = 900.0
FIRST_POLL_SECONDS: Final = 0.2
LONGEST_POLL_SECONDS: Final = 5.0

RESTARTS: Final = 3
"""So often the server on this computer is started again under one upload."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent."""

    content: Path | bytes
    display_name: str
    mime_type: str
    sha256: str
    """Of the content."""
    origin: Origin


async def send(dispatch: Dispatch, parcel: Parcel) -> AsyncGenerator[UploadEvent, None]:
    """Upload, remember, wait until the server has processed it; Uploaded comes last.

    Raises GeminiError, AudioError and StoreUnavailable.
    """
    desk, account, file = dispatch.desk, dispatch.account, None
    if parcel.sha256 != parcel.origin.sha256:
        # What was made of a recording may be there under its own hash.
        file = await find_same_bytes(dispatch.listed, parcel.sha256)
    if file is None:
        await _check_size(dispatch, parcel)
        async with aclosing(_upload(dispatch, parcel)) as reports:
            async for item in reports:
                if isinstance(item, Result):
                    file = item.value
                else:
                    yield item
    assert file is not None
    await _check_bytes(desk, account, parcel, file)
    record = record_of(account, file, parcel.origin, parcel.sha256)
    await desk.run(desk.store.remember_upload, record)
    await desk.run(desk.store.end_session, account, parcel.sha256)
    async with aclosing(until_ready(await desk.accounts.client(account), file)) as waiting:
        async for event in waiting:
            yield event


async def _check_size(dispatch: Dispatch, parcel: Parcel) -> None:
    """Before a byte leaves. Raises LimitExceeded."""
    content = parcel.content
    try:
        size = len(content) if isinstance(content, bytes) else (await dispatch.desk.run(content.stat)).st_size
    except OSError:
        return  # reading it will tell
    if size > limits.FILE_BYTES:
        raise LimitExceeded("FILE_BYTES", size, limits.FILE_BYTES)
    await check_room(dispatch.listed, size)


async def until_ready(client: GeminiClient, file: RemoteFile) -> AsyncGenerator[Waiting | Uploaded, None]:
    """Ask the server, gently, until it has processed the upload.

    Raises UploadFailed with the server's reason, FileNotReady and GeminiError.
    """
    waited, pause = 0.0, FIRST_POLL_SECONDS
    while file.state == "PROCESSING":
        if waited == 0.0:
            yield Waiting("processing")
        if waited > PROCESSING_SECONDS:
            raise FileNotReady
        await asyncio.sleep(pause)
        waited, pause = waited + pause, min(pause * 1.5, LONGEST_POLL_SECONDS)
        file = await client.get_file(file.name)
    if file.state == "FAILED":
        raise UploadFailed(file.error)
    yield Uploaded(file)


async def _upload(
    dispatch: Dispatch, parcel: Parcel
) -> AsyncGenerator[Uploading | Preparing | Result[RemoteFile], None]:
    """The server on this computer is started again when it goes; what it had, it still has then."""
    for attempt in range(RESTARTS + 1):
        work = await _work(dispatch, parcel)
        try:
            async with aclosing(reports_of(work)) as reports:
                async for item in reports:
                    yield item
            return
        except Unreachable:
            if dispatch.account != "on-device" or attempt == RESTARTS:
                raise
            yield Preparing("start-server")
            await dispatch.desk.accounts.reconnect(dispatch.account)


async def _work(
    dispatch: Dispatch, parcel: Parcel
) -> Callable[[Callable[[Uploading], None]], Coroutine[Any, Any, RemoteFile]]:
    client = await dispatch.desk.accounts.client(dispatch.account)
    resumption = await _resumption(dispatch, parcel)
    speedometer = Speedometer()

    def work(report: Callable[[Uploading], None]) -> Coroutine[Any, Any, RemoteFile]:
        return client.upload(
            parcel.content,
            display_name=parcel.display_name,
            mime_type=parcel.mime_type,
            on_progress=lambda sent, total: report(
                Uploading(sent, total, speedometer.bytes_per_second(sent))
            ),
            resumption=resumption,
        )

    return work


async def _resumption(dispatch: Dispatch, parcel: Parcel) -> Resumption:
    from audio_desk.gemini.upload import Resumption
    from audio_desk.gemini.upload_calls import UploadSession

    desk, account = dispatch.desk, dispatch.account
    size, modified_ns = await desk.run(_size_and_change, parcel.content)
    kept = await desk.run(desk.store.session_of, account, parcel.sha256)
    session = None
    if kept is not None and kept.size_bytes == size:
        session = UploadSession(kept.url, kept.name, kept.granularity)

    async def on_session(begun: UploadSession | None) -> None:
        if begun is None:
            await desk.run(desk.store.end_session, account, parcel.sha256)
            return
        record = _session_record(account, parcel, begun, size, modified_ns)
        await desk.run(desk.store.keep_session, record)

    return Resumption(session, on_session, dispatch.pauses)


def _session_record(
    account: Account, parcel: Parcel, session: UploadSession, size: int, modified_ns: int
) -> SessionRecord:
    return SessionRecord(
        account=account,
        sha256=parcel.sha256,
        url=session.url,
        name=session.name,
        granularity=session.granularity,
        path=parcel.content if isinstance(parcel.content, Path) else Path(),
        size_bytes=size,
        modified_ns=modified_ns,
        recording_id=parcel.origin.recording_id,
        recording_sha256=parcel.origin.sha256,
        begun=datetime.now(UTC),
    )


def _size_and_change(content: Path | bytes) -> tuple[int, int]:
    """(0, 0) for a file that is not there: the upload tells of that."""
    if isinstance(content, bytes):
        return len(content), 0
    try:
        found = content.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


async def _check_bytes(desk: Desk, account: Account, parcel: Parcel, file: RemoteFile) -> None:
    """What the server has must be what was opened: a file may change while it is read, and back."""
    if file.sha256 in ("", parcel.sha256):
        return
    await desk.run(desk.store.end_session, account, parcel.sha256)
    client = await desk.accounts.client(account)
    with suppress(UploadGone):
        await client.delete_file(file.name)
    raise AudioChanged(parcel.content if isinstance(parcel.content, Path) else Path(parcel.display_name))
