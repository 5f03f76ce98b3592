"""The pages of the server's list that were loaded, as a table model that asks for the next one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from audio_desk.operations.uploads import Upload, UploadPage
from audio_desk.ui.amounts import day_words, exact_words, size_words
from audio_desk.ui.uploads.upload_words import (
    expires_words,
    name_words,
    recording_words,
    state_tip,
    state_words,
)

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
UPLOAD_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    NAME = 0
    TYPE = 1
    SIZE = 2
    STATE = 3
    CREATED = 4
    EXPIRES = 5
    RECORDING = 6


class UploadModel(QAbstractTableModel):
    """Rows are known by the server's resource name; a name that is already here is not added again.

    One page is on its way at a time, and after a failure none is asked for until `retry`.
    """

    page_wanted = Signal(object)
    """Token of the next page"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._uploads: list[Upload] = []
        self._token: str | None = None
        self._busy = False
        self._failed = False
        self._undeleted: dict[str, str] = {}

    @property
    def uploads(self) -> tuple[Upload, ...]:
        return tuple(self._uploads)

    @property
    def has_more(self) -> bool:
        return self._token is not None

    def row_of(self, name: str) -> int:
        """-1 for an upload that is not here."""
        return next((row for row, upload in enumerate(self._uploads) if upload.file.name == name), -1)

    def expect_first(self) -> None:
        """The first page is on its way; nobody asks for another one until it is here."""
        self._busy, self._failed = True, False

    def show_first(self, page: UploadPage) -> None:
        """Begin anew with the list's first page."""
        self.beginResetModel()
        self._uploads = _without_doubles(page.uploads, set())
        self._busy, self._token = False, page.next_page_token
        self.endResetModel()

    def add(self, page: UploadPage) -> None:
        """The page that was asked for."""
        self._busy, self._token = False, page.next_page_token
        new = _without_doubles(page.uploads, {upload.file.name for upload in self._uploads})
        if new:
            first = len(self._uploads)
            self.beginInsertRows(_ROOT, first, first + len(new) - 1)
            self._uploads += new
            self.endInsertRows()

    def fail(self) -> None:
        """The page that was asked for did not come."""
        self._busy, self._failed = False, True

    def retry(self) -> None:
        """Ask for the page that failed once more."""
        self._failed = False
        if self.canFetchMore(_ROOT):
            self.fetchMore(_ROOT)

    def clear(self) -> None:
        """Forget everything, as for another account."""
        self._undeleted.clear()
        self.show_first(UploadPage((), None))

    def remove(self, name: str) -> None:
        row = self.row_of(name)
        if row >= 0:
            self.beginRemoveRows(_ROOT, row, row)
            del self._uploads[row]
            self.endRemoveRows()

    def mark_undeleted(self, name: str, why: str) -> None:
        """Say in its row that it could not be deleted; `why` is the tooltip. Empty takes the mark away."""
        self._undeleted[name] = why
        if not why:
            del self._undeleted[name]
        row = self.row_of(name)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def tick(self) -> None:
        """Time passes: what expires in 9 min will soon expire in 8."""
        if self._uploads:
            last = self.index(len(self._uploads) - 1, Column.EXPIRES)
            self.dataChanged.emit(self.index(0, Column.CREATED), last)

    def is_undeleted(self, name: str) -> bool:
        return name in self._undeleted

    def _words(self, upload: Upload, column: int) -> str:
        file, now = upload.file, datetime.now(UTC)
        match column:
            case Column.NAME:
                return name_words(file)
            case Column.TYPE:
                return file.mime_type
            case Column.SIZE:
                return size_words(file.size_bytes)
            case Column.STATE:
                return self.tr("Not deleted") if file.name in self._undeleted else state_words(file)
            case Column.CREATED:
                return day_words(file.created, now) if file.created is not None else ""
            case Column.EXPIRES:
                return expires_words(file, now)
            case _:
                return recording_words(upload)

    def _tip(self, upload: Upload, column: int) -> str:
        file = upload.file
        match column:
            case Column.STATE:
                return self._undeleted.get(file.name) or state_tip(file)
            case Column.CREATED:
                return exact_words(file.created) if file.created is not None else ""
            case Column.EXPIRES:
                return exact_words(file.expires) if file.expires is not None else ""
            case Column.SIZE:
                return self.tr("{0:,} bytes").format(file.size_bytes)
            case Column.NAME:
                return f"{name_words(file)}\n{file.name}\n{recording_words(upload)}"
            case _:
                return self._words(upload, column)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._uploads)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._uploads):
            return None
        upload = self._uploads[index.row()]
        if role == UPLOAD_ROLE:
            return upload
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(upload, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(upload, index.column())
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NAME: self.tr("Name"),
            Column.TYPE: self.tr("Type"),
            Column.SIZE: self.tr("Size"),
            Column.STATE: self.tr("State"),
            Column.CREATED: self.tr("Created"),
            Column.EXPIRES: self.tr("Expires in"),
            Column.RECORDING: self.tr("Recording"),
        }[Column(section)]

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not (parent.isValid() or self._busy or self._failed) and self._token is not None

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._busy = True
            self.page_wanted.emit(self._token)


def _without_doubles(uploads: Iterable[Upload], known: set[str]) -> list[Upload]:
    new = []
    for upload in uploads:
        if upload.file.name not in known:
            known.add(upload.file.name)
            new.append(upload)
    return new
