"""The account's uploads as a file manager sees them: list, show, delete."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime

from audio_desk import limits
from audio_desk.errors import GeminiError, StoreError, UploadGone
from audio_desk.gemini.types import RemoteFile
from audio_desk.library.records import RecordingRecord, UploadRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.uploads.living_upload import Origin
from audio_desk.operations.uploads.upload_recording import upload_recording
from audio_desk.settings import Account

__all__ = [
    "DeleteResult",
    "Upload",
    "UploadPage",
    "all_uploads",
    "delete_recordings_uploads",
    "delete_uploads",
    "list_uploads",
    "show_upload",
    "upload_end",
    "upload_recording",
]


@dataclass(frozen=True, slots=True)
class Upload:
    """What the server has; `recording` is None when its bytes are not known here."""

    file: RemoteFile
    recording: RecordingRecord | None
    seconds: float | None = None
    """Its length, where it is all of the recording; the server does not tell."""


@dataclass(frozen=True, slots=True)
class UploadPage:
    uploads: tuple[Upload, ...]
    next_page_token: str | None


@dataclass(frozen=True, slots=True)
class DeleteResult:
    """`error` None: it is gone from the server."""

    name: str
    error: GeminiError | None


async def list_uploads(
    desk: Desk,
    account: Account,
    page_token: str | None = None,
    page_size: int = limits.FILES_PAGE_DEFAULT,
) -> UploadPage:
    """One page. Raises GeminiError, LocalGeminiError and StoreUnavailable."""
    client = await desk.accounts.client(account)
    page = await client.list_files(page_size, page_token)
    uploads = await desk.run(_joined, desk.store, account, page.files)
    return UploadPage(uploads, page.next_page_token)


async def all_uploads(desk: Desk, account: Account) -> list[Upload]:
    """Every page, each upload once. Raises as `list_uploads`."""
    found: dict[str, Upload] = {}
    token: str | None = None
    while True:
        page = await list_uploads(desk, account, token, limits.FILES_PAGE_MAX)
        found |= {upload.file.name: upload for upload in page.uploads}
        token = page.next_page_token
        if not token:
            return list(found.values())


async def upload_end(desk: Desk, account: Account, recording: Recording) -> datetime | None:
    """When the recording's upload ends, by the library alone; None when there is none, or it has ended.

    Raises StoreUnavailable.
    """
    known = await desk.run(desk.store.upload_of, account, recording.record.fingerprint)
    return known.expires if known is not None and known.expires > datetime.now(UTC) else None


async def show_upload(desk: Desk, account: Account, name: str) -> Upload:
    """Every detail. Raises UploadGone, and as `list_uploads`."""
    client = await desk.accounts.client(account)
    file = await client.get_file(_full_name(name))
    (upload,) = await desk.run(_joined, desk.store, account, (file,))
    return upload


async def delete_uploads(
    desk: Desk, account: Account, names: Sequence[str]
) -> AsyncGenerator[DeleteResult, None]:
    """Delete one after the other and tell of each; a failure of one does not stop the others.

    Raises GeminiError and LocalGeminiError when the account cannot be reached at all.
    """
    client = await desk.accounts.client(account)
    for given in names:
        name, error = _full_name(given), None
        try:
            await client.delete_file(name)
        except GeminiError as failure:
            error = failure
        if error is None or isinstance(error, UploadGone):
            await desk.run(desk.store.forget_upload, account, name)
        yield DeleteResult(given, error)


async def delete_recordings_uploads(
    desk: Desk, account: Account, recording_id: int
) -> AsyncGenerator[DeleteResult, None]:
    """All that this program sent of a recording, its clips too; no request when there is nothing.

    Raises as `delete_uploads`, and StoreUnavailable.
    """
    uploads = await desk.run(desk.store.uploads, account)
    names = [upload.name for upload in uploads if upload.recording_id == recording_id]
    if names:
        async with aclosing(delete_uploads(desk, account, names)) as results:
            async for result in results:
                yield result


def _full_name(name: str) -> str:
    return name if name.startswith("files/") else f"files/{name}"


def _joined(store: Store, account: Account, files: tuple[RemoteFile, ...]) -> tuple[Upload, ...]:
    """By the bytes' hash, which also finds what another program sent; else by who sent it."""
    by_hash = {recording.fingerprint: recording for recording in store.recordings(limit=10_000)}
    sent = {upload.name: upload for upload in store.uploads(account)}
    return tuple(_upload(store, file, by_hash.get(file.sha256), sent.get(file.name)) for file in files)


def _upload(
    store: Store, file: RemoteFile, same: RecordingRecord | None, sent: UploadRecord | None
) -> Upload:
    recording = same or (_sender(store, sent.recording_id) if sent is not None else None)
    if recording is None:
        return Upload(file, None)
    # A region's clip is the recording's, too, but shorter.
    is_whole = same is not None or (sent is not None and sent.recording_sha256 in _wholes(recording))
    return Upload(file, recording, recording.frames / recording.rate if is_whole else None)


def _wholes(recording: RecordingRecord) -> set[str]:
    """All that is made of the whole recording: as it is, or of one channel."""
    origin = Origin(recording.id, recording.fingerprint)
    return {origin.of_channel(channel).sha256 for channel in (None, *range(recording.channels))}


def _sender(store: Store, recording_id: int | None) -> RecordingRecord | None:
    if recording_id is None:
        return None
    try:
        return store.recording(recording_id)
    except StoreError:
        return None
