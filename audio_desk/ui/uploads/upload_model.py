"""The uploads that were loaded, as a table model in the order and choice that the user wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from audio_desk.operations.uploads.files import Upload, UploadPage
from audio_desk.ui.uploads.arrangement import Arrangement
from audio_desk.ui.uploads.upload_columns import RIGHT_ALIGNED, Column, cell_tip, cell_words, heading

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_EM_SPACE = "\N{EM SPACE}"
UPLOAD_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row's Upload; None in the last row, which says that a page could not be loaded."""


class UploadModel(QAbstractTableModel):
    """Rows are known by the server's resource name; a name that is already here is not added again.

    One page is on its way at a time, and after a failure, which a last row tells, none is asked for until
    `retry`. Sorted or searched, the list has to be whole: then whoever loads asks for the rest at once.
    """

    page_wanted = Signal(object)
    """Token of the next page"""
    listed = Signal()
    """Uploads came, went or changed, or it is known anew whether there are more"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, Upload] = {}
        self._rows: list[Upload] = []
        self._token: str | None = None
        self._busy = False
        self._failure = ""
        self._wanted = self._applied = Arrangement()
        self._undeleted: dict[str, str] = {}
        self._deleted: set[str] = set()

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """From top to bottom, as they are shown."""
        return tuple(self._rows)

    @property
    def known(self) -> tuple[Upload, ...]:
        """All that were loaded, as the server orders them."""
        return tuple(self._known.values())

    @property
    def has_more(self) -> bool:
        return self._token is not None

    @property
    def token(self) -> str | None:
        return self._token

    @property
    def failure(self) -> str:
        """Why the next page did not come; empty when nothing failed."""
        return self._failure

    @property
    def arrangement(self) -> Arrangement:
        return self._wanted

    @property
    def needs_all(self) -> bool:
        """Whether the rest of the list is missed before it can be shown as wanted."""
        return self.has_more and not self._wanted.is_plain

    def row_of(self, name: str) -> int:
        """-1 for an upload that is not shown."""
        return next((row for row, upload in enumerate(self._rows) if upload.file.name == name), -1)

    # --- pages ---------------------------------------------------------------------------------------------

    def expect(self) -> None:
        """A page is on its way; nobody asks for another one until it is here."""
        self._busy = True
        self._tell_failure("")

    def show(self, uploads: Iterable[Upload], token: str | None) -> None:
        """The list anew, as far as it was loaded: rows that stay keep their place and their selection."""
        self._busy, self._token = False, token
        self._known = {}
        self._take(uploads)

    def add(self, page: UploadPage) -> None:
        """The page that was asked for."""
        self._busy, self._token = False, page.next_page_token
        self._take(page.uploads)

    def fail(self, why: str = "") -> None:
        """The page that was asked for did not come; `why` stands in a last row."""
        self._busy = False
        self._tell_failure(why)

    def forget_request(self) -> None:
        """Nobody waits for the page any more."""
        self._busy = False

    def retry(self) -> None:
        """Ask for the page that failed once more."""
        self._tell_failure("")
        if self.has_more and not self._busy:
            self._busy = True
            self.page_wanted.emit(self._token)

    def clear(self) -> None:
        """Forget everything, as for another account."""
        self._undeleted.clear()
        self._deleted.clear()
        self._tell_failure("")
        self.show((), None)

    def arrange(self, arrangement: Arrangement) -> None:
        """Show them so, as soon as all are here: see `needs_all`."""
        self._wanted = arrangement
        self._arrange()

    # --- single uploads ------------------------------------------------------------------------------------

    def update(self, upload: Upload) -> None:
        """What the server now says of one that is known."""
        if upload.file.name in self._known:
            self._known[upload.file.name] = upload
            self._arrange()

    def remove(self, name: str) -> None:
        """It was deleted: a page that was on its way meanwhile does not bring it back."""
        self._deleted.add(name)
        self._undeleted.pop(name, None)
        if self._known.pop(name, None) is not None:
            self._arrange()

    def mark_undeleted(self, name: str, why: str) -> None:
        """Say in its row that it could not be deleted; `why` is the tooltip. Empty takes the mark away."""
        self._undeleted[name] = why
        if not why:
            del self._undeleted[name]
        row = self.row_of(name)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def is_undeleted(self, name: str) -> bool:
        return name in self._undeleted

    def tick(self) -> None:
        """Time passes: what expires in 9 min will soon expire in 8."""
        if self._rows:
            last = self.index(len(self._rows) - 1, Column.EXPIRES)
            self.dataChanged.emit(self.index(0, Column.STATE), last)

    # --- rows ----------------------------------------------------------------------------------------------

    def _take(self, uploads: Iterable[Upload]) -> None:
        for upload in uploads:
            if upload.file.name not in self._deleted:
                self._known[upload.file.name] = upload
        self._arrange()

    def _arrange(self) -> None:
        if not self.has_more or self._wanted.is_plain:
            self._applied = self._wanted
        self._become(self._applied.of(self._known.values(), datetime.now(UTC)))
        self.listed.emit()

    def _become(self, rows: list[Upload]) -> None:
        """Remove, move, change and insert rows until they are these, so that views keep theirs."""
        self._keep_only({upload.file.name for upload in rows})
        self._reorder(rows)
        for at, upload in enumerate(rows):
            if at < len(self._rows) and self._rows[at].file.name == upload.file.name:
                self._put(at, upload)
            else:
                self._insert(at, rows)

    def _keep_only(self, names: set[str]) -> None:
        end = len(self._rows)
        while end > 0:
            start = end
            while start > 0 and self._rows[start - 1].file.name not in names:
                start -= 1
            if start < end:
                self.beginRemoveRows(_ROOT, start, end - 1)
                del self._rows[start:end]
                self.endRemoveRows()
            end = start - 1

    def _reorder(self, rows: list[Upload]) -> None:
        here = {upload.file.name: upload for upload in self._rows}
        ordered = [here[upload.file.name] for upload in rows if upload.file.name in here]
        if ordered == self._rows:
            return
        self.layoutAboutToBeChanged.emit()
        places = {upload.file.name: row for row, upload in enumerate(ordered)}
        before, old = self.persistentIndexList(), self._rows
        self._rows = ordered
        after = []
        for index in before:
            at = index.row()
            at = places[old[at].file.name] if at < len(old) else at
            after.append(self.index(at, index.column()))
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _put(self, at: int, upload: Upload) -> None:
        if self._rows[at] != upload:
            self._rows[at] = upload
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))

    def _insert(self, at: int, rows: Sequence[Upload]) -> None:
        """From `at` on, up to the next row that is here already."""
        here = self._rows[at].file.name if at < len(self._rows) else None
        end = at + 1
        while end < len(rows) and rows[end].file.name != here:
            end += 1
        self.beginInsertRows(_ROOT, at, end - 1)
        self._rows[at:at] = rows[at:end]
        self.endInsertRows()

    def _tell_failure(self, why: str) -> None:
        if bool(why) == bool(self._failure):
            self._failure = why
            return
        last = len(self._rows)
        if why:
            self.beginInsertRows(_ROOT, last, last)
            self._failure = why
            self.endInsertRows()
        else:
            self.beginRemoveRows(_ROOT, last, last)
            self._failure = ""
            self.endRemoveRows()

    def _words(self, upload: Upload, column: Column) -> str:
        if column == Column.STATE and upload.file.name in self._undeleted:
            return self.tr("Not deleted")
        return cell_words(upload, column, datetime.now(UTC))

    def _tip(self, upload: Upload, column: Column) -> str:
        why = self._undeleted.get(upload.file.name, "") if column == Column.STATE else ""
        return why or cell_tip(upload, column, datetime.now(UTC))

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows) + bool(self._failure)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and index.row() >= len(self._rows):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        words = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if index.row() >= len(self._rows):
            return self._failure if words or role == Qt.ItemDataRole.ToolTipRole else None
        upload, column = self._rows[index.row()], Column(index.column())
        if role == UPLOAD_ROLE:
            return upload
        if words:
            return self._words(upload, column)
        return self._tip(upload, column) if role == Qt.ItemDataRole.ToolTipRole else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        # The space keeps the arrow of sorting off what stands at the right.
        return heading(Column(section)) + (_EM_SPACE if section in RIGHT_ALIGNED else "")

    @override
    def canFetchMore(self, parent: Index) -> bool:
        idle = not (parent.isValid() or self._busy or self._failure)
        return idle and self.has_more and self._wanted.is_plain

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._busy = True
            self.page_wanted.emit(self._token)
