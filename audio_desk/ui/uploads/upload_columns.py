"""The columns of the table of uploads: their headings, what their cells say, and how they sort."""

from __future__ import annotations

import re
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from audio_desk.operations.uploads.files import Upload
from audio_desk.ui.amounts import day_words, exact_words, size_words
from audio_desk.ui.uploads.upload_words import (
    expires_words,
    length_words,
    name_words,
    recording_words,
    state_tip,
    state_words,
)

SortKey = tuple[bool, tuple[object, ...]]


class Column(IntEnum):
    NAME = 0
    RECORDING = 1
    TYPE = 2
    SIZE = 3
    LENGTH = 4
    STATE = 5
    UPLOADED = 6
    EXPIRES = 7


RIGHT_ALIGNED = (Column.SIZE, Column.LENGTH)
"""Figures, to be compared."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("UploadsPane", text)


def heading(column: Column) -> str:
    return {
        Column.NAME: _tr("Name"),
        Column.RECORDING: _tr("Recording"),
        Column.TYPE: _tr("Type"),
        Column.SIZE: _tr("Size"),
        Column.LENGTH: _tr("Length"),
        Column.STATE: _tr("State"),
        Column.UPLOADED: _tr("Uploaded"),
        Column.EXPIRES: _tr("Expires in"),
    }[column]


def cell_words(upload: Upload, column: Column, now: datetime) -> str:
    file = upload.file
    match column:
        case Column.NAME:
            return name_words(file)
        case Column.RECORDING:
            return recording_words(upload)
        case Column.TYPE:
            return file.mime_type
        case Column.SIZE:
            return size_words(file.size_bytes)
        case Column.LENGTH:
            return length_words(upload.seconds)
        case Column.STATE:
            return state_words(file, now)
        case Column.UPLOADED:
            return day_words(file.created, now) if file.created is not None else ""
        case Column.EXPIRES:
            return expires_words(file, now)


def cell_tip(upload: Upload, column: Column, now: datetime) -> str:
    """What is exact, where the cell is not."""
    file = upload.file
    match column:
        case Column.NAME:
            return f"{name_words(file)}\n{file.name}\n{recording_words(upload)}"
        case Column.RECORDING if upload.recording is not None:
            return str(upload.recording.path)
        case Column.SIZE:
            return _tr("{0:,} bytes").format(file.size_bytes)
        case Column.LENGTH if upload.seconds is None:
            return _tr("Not known: the server does not tell, and its recording is not known here")
        case Column.STATE:
            return state_tip(file)
        case Column.UPLOADED:
            return exact_words(file.created) if file.created is not None else ""
        case Column.EXPIRES:
            return exact_words(file.expires) if file.expires is not None else ""
        case _:
            return cell_words(upload, column, now)


def sort_key(upload: Upload, column: Column) -> SortKey:
    """Whether it is not known, which goes last; then the value."""
    file = upload.file
    match column:
        case Column.NAME:
            return False, _in_order(name_words(file))
        case Column.RECORDING:
            return upload.recording is None, _in_order(recording_words(upload))
        case Column.SIZE:
            return False, (file.size_bytes,)
        case Column.LENGTH:
            return upload.seconds is None, (upload.seconds or 0.0,)
        case Column.UPLOADED:
            return file.created is None, (file.created.timestamp() if file.created else 0.0,)
        case Column.EXPIRES:
            return file.expires is None, (file.expires.timestamp() if file.expires else 0.0,)
        case Column.TYPE:
            return not file.mime_type, (file.mime_type,)
        case Column.STATE:
            return False, (file.state,)


def _in_order(text: str) -> tuple[object, ...]:
    """`take 9` before `take 10`."""
    parts = re.split(r"(\d+)", text.casefold())
    return tuple((part.isdigit(), int(part) if part.isdecimal() else 0, part) for part in parts if part)
