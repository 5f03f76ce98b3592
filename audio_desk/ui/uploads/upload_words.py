"""An upload's fields in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from audio_desk import timecode
from audio_desk.gemini.types import RemoteFile
from audio_desk.operations.uploads.files import Upload
from audio_desk.settings import Account
from audio_desk.ui.amounts import exact_words, size_words, time_left_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("UploadsPane", text)


def account_words(account: Account) -> str:
    return _tr("on this computer") if account == "on-device" else _tr("on Gemini")


def name_words(file: RemoteFile) -> str:
    """Its display name, or the server's own where it was given none."""
    return file.display_name or file.name


def is_over(file: RemoteFile, now: datetime) -> bool:
    """Whether its 48 hours have passed; the server's list may still have been older than that."""
    return file.expires is not None and file.expires <= now


def state_words(file: RemoteFile, now: datetime) -> str:
    if is_over(file, now):
        return _tr("Expired")
    return {
        "ACTIVE": _tr("Ready"),
        "PROCESSING": _tr("Processing"),
        "FAILED": _tr("Failed"),
    }.get(file.state, _tr("Unknown"))


def state_tip(file: RemoteFile) -> str:
    """The API's own word, and the server's reason for a failure."""
    return f"{file.state}: {file.error}" if file.error else file.state


def recording_words(upload: Upload) -> str:
    return upload.recording.name if upload.recording is not None else _tr("not known here")


def length_words(seconds: float | None) -> str:
    """`2:05`; a dash where nobody here knows it."""
    return "–" if seconds is None else timecode.clock(seconds)


def expires_words(file: RemoteFile, now: datetime) -> str:
    return time_left_words(file.expires - now) if file.expires is not None else ""


def _moment(moment: datetime | None) -> str:
    return exact_words(moment) if moment is not None else ""


def fields_of(upload: Upload) -> tuple[tuple[str, str], ...]:
    """Every field that the API gives, with its name; empty ones are left out."""
    file = upload.file
    size = _tr("{0} ({1:,} bytes)").format(size_words(file.size_bytes), file.size_bytes)
    fields = (
        (_tr("Name"), file.name),
        (_tr("Display name"), file.display_name),
        (_tr("Recording"), recording_words(upload)),
        (_tr("Type"), file.mime_type),
        (_tr("Size"), size),
        (_tr("Length"), _tr("not known here") if upload.seconds is None else length_words(upload.seconds)),
        (_tr("State"), file.state),
        (_tr("Error"), file.error),
        (_tr("Source"), file.source),
        (_tr("Created"), _moment(file.created)),
        (_tr("Updated"), _moment(file.updated)),
        (_tr("Expires"), _moment(file.expires)),
        (_tr("SHA-256"), file.sha256),
        (_tr("URI"), file.uri),
        (_tr("Download URI"), file.download_uri),
    )
    return tuple((name, value) for name, value in fields if value)
