"""The foot of the uploads pane: how many there are, what goes on and can be stopped, deleting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.style import mark


class PaneFoot(QWidget):
    delete_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self.state.setObjectName("uploads-state")
        mark(self.state, tone="small")
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setObjectName("stop-uploads")
        self.stop.clicked.connect(self.stop_pressed)
        mark(self.stop, role="quiet")
        self.stop.hide()
        self.delete = QPushButton()
        self.delete.setObjectName("delete-uploads")
        self.delete.setToolTip(self.tr("Delete what is selected from the server, after asking (Delete)"))
        self.delete.clicked.connect(self.delete_pressed)
        mark(self.delete, role="danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.state, 1)
        row.addWidget(self.stop)
        row.addWidget(self.delete)

    def show_chosen(self, count: int, *, enabled: bool) -> None:
        words = self.tr("Delete {0} uploads…").format(count) if count > 1 else self.tr("Delete…")
        self.delete.setText(words)
        self.delete.setEnabled(count > 0 and enabled)
