"""The versions of a transcript that were kept: looked at beside what there is, restored, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal, SignalInstance
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

from audio_desk.library.records import VersionRecord
from audio_desk.ui.amounts import count_words, day_words, exact_words
from audio_desk.ui.style import mark
from audio_desk.ui.transcripts.versions.change_words import reason_words


class VersionsDialog(QDialog):
    compare_wanted = Signal(object)
    """VersionRecord"""
    restore_wanted = Signal(object)
    """VersionRecord"""
    deletion_wanted = Signal(object)
    """VersionRecord"""
    keep_wanted = Signal()

    def __init__(self, versions: Sequence[VersionRecord], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versions-dialog")
        self.setWindowTitle(self.tr("Versions of the transcript"))
        hint = QLabel(
            self.tr(
                "A version is kept before other words take the place of lines, before replacing in all"
                " recordings, before a version is restored, and whenever you say so."
            ),
            self,
        )
        hint.setWordWrap(True)
        mark(hint, tone="muted")
        self.list = QListWidget(self)
        self.list.setObjectName("versions-list")
        self.list.setAccessibleName(self.tr("Versions"))
        self.list.currentRowChanged.connect(lambda _row: self._allow())
        self.list.itemActivated.connect(lambda _item: self._emit(self.compare_wanted))
        self.note = QLabel(self)
        self.note.setObjectName("versions-note")
        self.note.setWordWrap(True)
        mark(self.note, tone="bad")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(hint)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(self._buttons())
        self.resize(560, 420)
        self.show_versions(versions)

    def show_versions(self, versions: Sequence[VersionRecord]) -> None:
        self.list.clear()
        for version in versions:
            lines = count_words(version.segments)
            when = day_words(version.created, datetime.now(UTC))
            words = self.tr("{when}   {lines} lines   {reason}")
            item = QListWidgetItem(words.format(when=when, lines=lines, reason=reason_words(version.reason)))
            item.setToolTip(exact_words(version.created))
            item.setData(Qt.ItemDataRole.UserRole, version)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if versions else -1)
        self._allow()

    @property
    def chosen(self) -> VersionRecord | None:
        row = self.list.currentRow()
        found = self.list.item(row).data(Qt.ItemDataRole.UserRole) if row >= 0 else None
        return found if isinstance(found, VersionRecord) else None

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        keep = self._button("version-keep", self.tr("Keep one now"), row)
        keep.clicked.connect(self.keep_wanted)
        row.addStretch(1)
        self._needing = []
        for name, words, wanted in (
            ("version-delete", self.tr("Delete"), self.deletion_wanted),
            ("version-restore", self.tr("Restore"), self.restore_wanted),
            ("version-compare", self.tr("Compare…"), self.compare_wanted),
        ):
            button = self._button(name, words, row)
            button.clicked.connect(lambda _on=False, wanted=wanted: self._emit(wanted))
            self._needing.append(button)
        close = self._button("versions-close", self.tr("Close"), row)
        close.clicked.connect(self.reject)
        return row

    def _button(self, name: str, words: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        row.addWidget(button)
        return button

    def _allow(self) -> None:
        for button in self._needing:
            button.setEnabled(self.chosen is not None)

    def _emit(self, wanted: SignalInstance) -> None:
        if self.chosen is not None:
            wanted.emit(self.chosen)
