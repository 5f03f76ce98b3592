"""In which recordings words were found, and how often, before they are replaced there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.library.records import RecordingRecord
from audio_desk.ui.style import mark


class EverywhereDialog(QDialog):
    """Accepted: replace in those that are ticked."""

    def __init__(
        self,
        found: Sequence[tuple[RecordingRecord, int]],
        words: str,
        replacement: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("everywhere-dialog")
        self.setWindowTitle(self.tr("Replace in all recordings"))
        self._counts = [count for _, count in found]
        self._recordings = [recording for recording, _ in found]
        head = QLabel(self.tr("“{0}” becomes “{1}”.").format(words, replacement), self)
        head.setWordWrap(True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        self.list = self._list(found)
        self.list.itemChanged.connect(lambda _item: self._show_sum())
        note = QLabel(self.tr("Of each transcript a version is kept first."), self)
        mark(note, tone="muted")
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setObjectName("everywhere-cancel")
        cancel.clicked.connect(self.reject)
        self._go = QPushButton(self)
        self._go.setObjectName("everywhere-go")
        mark(self._go, role="primary")
        self._go.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(note, 1)
        row.addWidget(cancel)
        row.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.resize(520, 380)
        self._show_sum()

    def _list(self, found: Sequence[tuple[RecordingRecord, int]]) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName("everywhere-list")
        made.setAccessibleName(self.tr("Recordings with these words"))
        for recording, count in found:
            item = QListWidgetItem(self.tr("{0}   {1} times").format(recording.name, count))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            made.addItem(item)
        return made

    @property
    def chosen(self) -> list[RecordingRecord]:
        return [recording for row, recording in enumerate(self._recordings) if self._is_ticked(row)]

    def _is_ticked(self, row: int) -> bool:
        return self.list.item(row).checkState() == Qt.CheckState.Checked

    def _show_sum(self) -> None:
        total = sum(count for row, count in enumerate(self._counts) if self._is_ticked(row))
        self._go.setText(
            self.tr("Replace {0} in {1} recordings").format(total, len(self.chosen))
            if total
            else self.tr("Nothing to replace")
        )
        self._go.setEnabled(total > 0)
