"""Beside the tabs: copy the transcript, with its times or without."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from audio_desk.ui.document import Document
from audio_desk.ui.exchange.exchange import Exchange
from audio_desk.ui.style import mark


class CopyButtons(QWidget):
    """Nothing to press while there is no transcript."""

    def __init__(self, document: Document, exchange: Exchange, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("copy-buttons")
        self.plain = self._button("copy-transcript-button", self.tr("Copy"), self.tr("Copy the transcript"))
        self.timed = self._button(
            "copy-times-button", self.tr("Copy with times"), self.tr("Copy the transcript with its times")
        )
        self.plain.clicked.connect(lambda: exchange.copy(times=False))
        self.timed.clicked.connect(lambda: exchange.copy(times=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(4)
        row.addWidget(self.plain)
        row.addWidget(self.timed)
        document.segments_changed.connect(self._show)
        self._show(document.segments)

    def _show(self, segments: tuple[object, ...]) -> None:
        for button in (self.plain, self.timed):
            button.setEnabled(bool(segments))

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        mark(button, role="quiet")
        return button
