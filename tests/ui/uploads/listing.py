"""Uploads as values, for tests of what needs no server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from audio_desk.gemini.types import FileState, RemoteFile
from audio_desk.operations.uploads.files import Upload, UploadPage


def upload(
    number: int,
    state: FileState = "ACTIVE",
    error: str = "",
    *,
    name: str = "",
    size: int = 5_200_000,
    left: timedelta = timedelta(hours=31, minutes=5),
    seconds: float | None = None,
) -> Upload:
    """`files/<number>`, made so many minutes ago."""
    now = datetime.now(UTC)
    created = now - timedelta(minutes=number)
    file = RemoteFile(
        name=f"files/{number}",
        display_name=name or f"take {number}.flac",
        mime_type="audio/flac",
        size_bytes=size,
        created=created,
        updated=created,
        expires=now + left,
        sha256="ab" * 32,
        uri=f"https://x/files/{number}",
        state=state,
        source="UPLOADED",
        error=error,
    )
    return Upload(file, None, seconds)


def page(*numbers: int, token: str | None = None) -> UploadPage:
    return UploadPage(tuple(map(upload, numbers)), token)
