"""A one-line label that gives up the middle of its text without room, and keeps the whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override


class ElidedLabel(QLabel):
    """`text()` stays whole, for tests, copying and screen readers."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        least_characters: int = 12,
    ) -> None:
        super().__init__(text, parent)
        self._least_characters = least_characters
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, tooltip: str = "") -> None:
        """The tooltip is the text itself unless given."""
        self.setText(text)
        self.setToolTip(tooltip or text)
        self.updateGeometry()

    @property
    def shown_text(self) -> str:
        """What there is room for now."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    @override
    def minimumSizeHint(self) -> QSize:
        few = self.text()[: self._least_characters]
        return QSize(self._width_of(few), super().minimumSizeHint().height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self.text()), super().sizeHint().height())

    def _width_of(self, text: str) -> int:
        """One more than the advance: rounding must not elide a text that fits."""
        return self.fontMetrics().horizontalAdvance(text) + 1

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(flags),
            self.palette(),
            self.isEnabled(),
            self.shown_text,
            QPalette.ColorRole.WindowText,
        )
