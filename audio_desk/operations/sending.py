"""Brings bytes to the File API once: a living upload of the same is used again, a new one is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audio_desk import limits
from audio_desk.errors import FileNotReady, UploadGone
from audio_desk.gemini.types import RemoteFile
from audio_desk.library.records import UploadRecord
from audio_desk.operations.beside import reports_of
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Uploaded, Uploading, Waiting
from audio_desk.settings import Account

if TYPE_CHECKING:
    from audio_desk.gemini.client import GeminiClient

LAST_SECONDS: Final = 120.0
"""An upload with less life left is not used: it would be gone before a long answer is."""

PROCESSING_SECONDS: Final = 900.0
FIRST_POLL_SECONDS: Final = 0.2
LONGEST_POLL_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent."""

    content: Path | bytes
    display_name: str
    mime_type: str
    recording_id: int
    origin_sha256: str
    """Of what the bytes were made from, by which a living upload is found again."""


async def living_upload(desk: Desk, account: Account, origin_sha256: str) -> RemoteFile | None:
    """The upload of this origin that the server still has; what it has not is forgotten."""
    known = await desk.run(desk.store.upload_of, account, origin_sha256)
    if known is None:
        return None
    client = await desk.accounts.client(account)
    try:
        file = await client.get_file(known.name)
    except UploadGone:
        await desk.run(desk.store.forget_upload, account, known.name)
        return None
    soon = datetime.now(UTC) + timedelta(seconds=LAST_SECONDS)
    if file.state == "FAILED" or (file.expires is not None and file.expires < soon):
        return None
    return file


async def send(
    desk: Desk, account: Account, parcel: Parcel
) -> AsyncGenerator[Uploading | Waiting | Uploaded, None]:
    """Upload, remember, wait until the server has processed it; Uploaded comes last.

    Raises GeminiError, AudioError and StoreUnavailable.
    """
    client = await desk.accounts.client(account)
    async with aclosing(reports_of(_uploading(client, parcel))) as reports:
        async for item in reports:
            if isinstance(item, Uploading):
                yield item
            else:
                file = item.value
    await desk.run(desk.store.remember_upload, _record(account, parcel, file))
    async with aclosing(until_ready(client, file)) as waiting:
        async for event in waiting:
            yield event


async def until_ready(client: GeminiClient, file: RemoteFile) -> AsyncGenerator[Waiting | Uploaded, None]:
    """Ask the server, gently, until it has processed the upload. Raises FileNotReady and GeminiError."""
    waited, pause = 0.0, FIRST_POLL_SECONDS
    while file.state == "PROCESSING":
        if waited == 0.0:
            yield Waiting("processing")
        if waited > PROCESSING_SECONDS:
            break
        await asyncio.sleep(pause)
        waited, pause = waited + pause, min(pause * 1.5, LONGEST_POLL_SECONDS)
        file = await client.get_file(file.name)
    if file.state in ("FAILED", "PROCESSING"):
        raise FileNotReady(file.error)
    yield Uploaded(file)


def _uploading(
    client: GeminiClient, parcel: Parcel
) -> Callable[[Callable[[Uploading], None]], Coroutine[Any, Any, RemoteFile]]:
    def work(report: Callable[[Uploading], None]) -> Coroutine[Any, Any, RemoteFile]:
        return client.upload(
            parcel.content,
            display_name=parcel.display_name,
            mime_type=parcel.mime_type,
            on_progress=lambda sent, total: report(Uploading(sent, total)),
        )

    return work


def _record(account: Account, parcel: Parcel, file: RemoteFile) -> UploadRecord:
    return UploadRecord(
        account=account,
        sha256=file.sha256 or parcel.origin_sha256,
        name=file.name,
        uri=file.uri,
        mime_type=parcel.mime_type,
        recording_id=parcel.recording_id,
        expires=file.expires or datetime.now(UTC) + timedelta(seconds=limits.UPLOAD_SECONDS),
        recording_sha256=parcel.origin_sha256,
    )
