"""Every field of one upload, each to be selected and copied, and what can be done with it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from audio_desk.operations.uploads.files import Upload
from audio_desk.ui.style import mark
from audio_desk.ui.uploads.upload_words import fields_of, is_over

_USUAL_HEIGHT_PX = 220
_FLAT = "QLineEdit { background: transparent; border: 0; padding: 0; min-height: 20px; }"


class UploadDetails(QFrame):
    """Hidden while nothing, or more than one, is chosen."""

    ask_wanted = Signal(object)
    open_wanted = Signal(object)
    folder_wanted = Signal(object)
    """Upload"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("upload-details")
        mark(self, surface="card")
        self._fields: tuple[tuple[str, str], ...] = ()
        self._upload: Upload | None = None
        self.ask = self._button("ask-upload", self.tr("Ask about it"), self.tr("Ask about this upload"))
        self.open = self._button("open-upload", self.tr("Open"), self.tr("Open its recording (Return)"))
        self.folder = self._button("reveal-upload", self.tr("Folder"), self.tr("Show its recording's folder"))
        copy_tip = self.tr("Copy every field of this upload (Ctrl+C in the list)")
        self._copy = self._button("copy-upload", self.tr("Copy"), copy_tip)
        self.ask.clicked.connect(lambda: self.ask_wanted.emit(self._upload))
        self.open.clicked.connect(lambda: self.open_wanted.emit(self._upload))
        self.folder.clicked.connect(lambda: self.folder_wanted.emit(self._upload))
        self._copy.clicked.connect(self.copy)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.ask)
        buttons.addStretch(1)
        for button in (self.open, self.folder, self._copy):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._area, 1)
        column.addLayout(buttons)
        self.hide()

    def _button(self, name: str, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        if name != "ask-upload":
            mark(button, role="quiet")
        return button

    def show_upload(self, upload: Upload | None) -> None:
        fields = fields_of(upload) if upload is not None else ()
        if fields and fields != self._fields:
            self._show_grid(self._grid(fields))
        self._fields, self._upload = fields, upload
        if upload is not None:
            self._show_acts(upload)
        self.setVisible(bool(fields))

    def _show_acts(self, upload: Upload) -> None:
        known = upload.recording is not None
        can_ask = upload.file.state != "FAILED" and not is_over(upload.file, datetime.now(UTC))
        self.ask.setEnabled(can_ask)
        self.open.setVisible(known)
        self.folder.setVisible(known)

    def text(self) -> str:
        """All fields, a line each."""
        return "\n".join(f"{name}: {value}" for name, value in self._fields)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _show_grid(self, page: QWidget) -> None:
        """No higher than its fields, so that the table gets the rest."""
        self._area.setWidget(page)
        before: QWidget = self._copy
        for field in page.findChildren(QLineEdit):
            QWidget.setTabOrder(before, field)  # made late, they would come after all that is below
            before = field
        self.setMaximumHeight(page.sizeHint().height() + self._copy.sizeHint().height() + 26)

    def _grid(self, fields: tuple[tuple[str, str], ...]) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(fields):
            label = QLabel(name, page)
            mark(label, tone="muted")
            grid.addWidget(label, row, 0)
            grid.addWidget(_value(name, value, page), row, 1)
        grid.setRowStretch(len(fields), 1)
        return page

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, min(_USUAL_HEIGHT_PX, self.maximumHeight()))


def _value(name: str, value: str, parent: QWidget) -> QLineEdit:
    """A field that cannot be edited: the whole of a long value can be selected, by keyboard too."""
    field = QLineEdit(value, parent)
    field.setReadOnly(True)
    field.setStyleSheet(_FLAT)
    field.setCursorPosition(0)
    field.setAccessibleName(name)
    field.setToolTip(value)
    return field
