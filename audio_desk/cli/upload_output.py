"""An upload as the commands print it: a JSON object, or a row of the table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from audio_desk.gemini.types import RemoteFile
    from audio_desk.operations.uploads.files import Upload

HEAD = ("NAME", "FILE", "TYPE", "BYTES", "STATE", "EXPIRES IN")


def upload_object(upload: Upload) -> dict[str, object]:
    return file_object(upload.file, None if upload.recording is None else upload.recording.path)


def file_object(file: RemoteFile, recording: Path | None) -> dict[str, object]:
    """Every field of the API, and the recording that it is known to be."""
    return {
        "name": file.name,
        "display_name": file.display_name,
        "mime_type": file.mime_type,
        "size_bytes": file.size_bytes,
        "state": file.state,
        "created": _moment(file.created),
        "updated": _moment(file.updated),
        "expires": _moment(file.expires),
        "expires_in_seconds": _seconds_left(file.expires),
        "sha256": file.sha256,
        "uri": file.uri,
        "download_uri": file.download_uri,
        "source": file.source,
        "error": file.error,
        "recording": None if recording is None else str(recording),
    }


def upload_row(upload: Upload) -> tuple[str, ...]:
    file = upload.file
    return (
        file.name,
        file.display_name or "-",
        file.mime_type,
        f"{file.size_bytes:,}",
        file.state,
        time_left(file.expires),
    )


def time_left(expires: datetime | None) -> str:
    """`47 h 59 min`"""
    left = _seconds_left(expires)
    return "-" if left is None else f"{left // 3600} h {left % 3600 // 60} min"


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _seconds_left(expires: datetime | None) -> int | None:
    return None if expires is None else max(0, int((expires - datetime.now(UTC)).total_seconds()))
