"""Name, comment and colour of one region or marker, to write and choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from audio_desk.library.records import RegionRecord
from audio_desk.ui.dialog_foot import DialogFoot


class RegionDialog(QDialog):
    """Accepted: `record` is the region as the user wants it. `colours`: the theme's, with their names."""

    def __init__(
        self, record: RegionRecord, colours: Sequence[tuple[QIcon, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._record, self._count = record, len(colours)
        self.setObjectName("region-dialog")
        self.setWindowTitle(self.tr("Marker") if record.is_marker else self.tr("Region"))
        self.name = QLineEdit(record.name)
        self.name.setObjectName("region-name")
        self.name.setAccessibleName(self.tr("Name"))
        self.comment = QPlainTextEdit(record.comment)
        self.comment.setObjectName("region-comment")
        self.comment.setAccessibleName(self.tr("Comment"))
        self.comment.setTabChangesFocus(True)
        self.comment.setMinimumHeight(96)
        self.colour = QComboBox()
        self.colour.setObjectName("region-colour")
        self.colour.setAccessibleName(self.tr("Colour"))
        for icon, name in colours:
            self.colour.addItem(icon, name)
        self.colour.setCurrentIndex(record.colour % self._count)
        self._lay_out()
        self.comment.setFocus()

    @property
    def record(self) -> RegionRecord:
        chosen, before = self.colour.currentIndex(), self._record.colour
        return replace(
            self._record,
            name=self.name.text().strip(),
            comment=self.comment.toPlainText().strip(),
            colour=before if chosen == before % self._count else chosen,
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Comment"), self.comment)
        form.addRow(self.tr("Colour"), self.colour)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addLayout(DialogFoot(self, "region-keep", self.tr("Keep")))
        self.setMinimumWidth(420)
