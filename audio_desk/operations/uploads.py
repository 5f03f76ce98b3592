"""The account's uploads as a file manager sees them: list, show, delete."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from audio_desk import limits
from audio_desk.errors import GeminiError, StoreError, UploadGone
from audio_desk.gemini.types import RemoteFile
from audio_desk.library.records import RecordingRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Recording
from audio_desk.operations.upload_recording import upload_recording
from audio_desk.settings import Account

__all__ = [
    "DeleteResult",
    "Upload",
    "UploadPage",
    "all_uploads",
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
    recordings = await desk.run(_recordings_of, desk.store, account, page.files)
    uploads = tuple(map(Upload, page.files, recordings))
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
    (recording,) = await desk.run(_recordings_of, desk.store, account, (file,))
    return Upload(file, recording)


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


def _full_name(name: str) -> str:
    return name if name.startswith("files/") else f"files/{name}"


def _recordings_of(
    store: Store, account: Account, files: tuple[RemoteFile, ...]
) -> list[RecordingRecord | None]:
    """By the bytes' hash, which also finds what another program sent; else by who sent it."""
    by_hash = {recording.fingerprint: recording for recording in store.recordings(limit=10_000)}
    senders = {upload.name: upload.recording_id for upload in store.uploads(account)}
    return [by_hash.get(file.sha256) or _sender(store, senders.get(file.name)) for file in files]


def _sender(store: Store, recording_id: int | None) -> RecordingRecord | None:
    if recording_id is None:
        return None
    try:
        return store.recording(recording_id)
    except StoreError:
        return None
