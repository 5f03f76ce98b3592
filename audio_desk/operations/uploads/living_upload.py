"""Finds the upload that an account still has of some bytes, made by this program or by another."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal

from audio_desk import limits
from audio_desk.errors import UploadGone
from audio_desk.gemini.types import RemoteFile
from audio_desk.library.records import UploadRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.uploads.listed_files import ListedFiles
from audio_desk.settings import Account

if TYPE_CHECKING:
    from audio_desk.gemini.client import GeminiClient

LAST_SECONDS: Final = 600.0
"""An upload with less life left is not used: it would be gone before a long answer is."""

_PAGES: Final = 20
"""Of the server's list, each as long as it gives them, in which another program's upload is looked for."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What bytes are made from: the recording, or the clip itself."""

    recording_id: int
    sha256: str

    def of_channel(self, channel: int | None) -> Origin:
        """Of the recording made into one channel: it is another origin than the recording itself."""
        if channel is None:
            return self
        return Origin(self.recording_id, sha256(f"{self.sha256} channel {channel}".encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Living:
    """`file` None: the bytes have to be sent; `lost` says what became of the upload that was there before."""

    file: RemoteFile | None
    lost: Literal["", "expired", "gone"] = ""


async def find_living(
    desk: Desk, account: Account, origin: Origin, listed: ListedFiles, gone: Collection[str] = ()
) -> Living:
    """What was uploaded before and is `gone` (by URI), or has ended, is forgotten.

    Raises GeminiError, LocalGeminiError and StoreUnavailable.
    """
    client = await desk.accounts.client(account)
    known = await desk.run(desk.store.upload_of, account, origin.sha256)
    lost: Literal["", "expired", "gone"] = ""
    if known is not None:
        file = None if known.uri in gone else await _file_of(client, known.name)
        if file is not None and is_usable(file):
            return Living(file)
        if file is None:
            await desk.run(desk.store.forget_upload, account, known.name)
        if file is None or file.state != "FAILED":
            lost = "gone" if file is None and known.expires > datetime.now(UTC) else "expired"
    theirs = await find_same_bytes(listed, origin.sha256, gone)
    if theirs is not None:
        await desk.run(desk.store.remember_upload, record_of(account, theirs, origin))
        return Living(theirs)
    return Living(None, lost)


async def find_same_bytes(listed: ListedFiles, sha256: str, gone: Collection[str] = ()) -> RemoteFile | None:
    """An upload of exactly these bytes, by the server's list. Raises Unreachable.

    A list that the server does not give is no reason not to send them.
    """
    async with aclosing(listed.pages(_PAGES)) as pages:
        async for files in pages:
            for file in files:
                as_sound = file.mime_type in limits.AUDIO_MIME_TYPES
                if file.sha256 == sha256 and as_sound and file.uri not in gone and is_usable(file):
                    return file
    return None


def is_usable(file: RemoteFile) -> bool:
    soon = datetime.now(UTC) + timedelta(seconds=LAST_SECONDS)
    return file.state != "FAILED" and (file.expires is None or file.expires > soon)


def record_of(account: Account, file: RemoteFile, origin: Origin, sha256: str = "") -> UploadRecord:
    """`sha256` is that of what was sent, where it is not what the server says."""
    return UploadRecord(
        account=account,
        sha256=file.sha256 or sha256 or origin.sha256,
        name=file.name,
        uri=file.uri,
        mime_type=file.mime_type,
        recording_id=origin.recording_id,
        expires=file.expires or datetime.now(UTC) + timedelta(seconds=limits.UPLOAD_SECONDS),
        recording_sha256=origin.sha256,
    )


async def _file_of(client: GeminiClient, name: str) -> RemoteFile | None:
    try:
        return await client.get_file(name)
    except UploadGone:
        return None
