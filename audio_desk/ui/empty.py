"""What stands in the middle while no recording is open: where to drop one, and what to try."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from audio_desk.ui.icons import pixmap
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme

_PICTURE_PX = 48


class EmptyPane(QFrame):
    """The window takes the drop itself; `set_hovered` shows that it will."""

    open_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hovered = False
        self.setObjectName("empty-pane")
        self.setAccessibleName(self.tr("No recording is open"))
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.message.setObjectName("empty-message")
        mark(self.message, tone="title")
        self._formats = QLabel(
            self.tr("WAV, MP3, AIFF, AAC, OGG, FLAC and most others."), alignment=Qt.AlignmentFlag.AlignCenter
        )
        mark(self._formats, tone="muted")
        self.open_button = self._button("empty-open", self.tr("Open...  Ctrl+O"), "primary", self.open_wanted)
        self.sample_button = self._button(
            "empty-sample", self.tr("Try the sample interview"), "", self.sample_wanted
        )
        self._lay_out()
        self.set_busy("")
        self._redraw()
        theme.changed.connect(self._redraw)

    def set_busy(self, name: str) -> None:
        """Say that `name` is being opened; empty: nothing is."""
        opening = self.tr("Opening {0}...").format(name)
        self.message.setText(opening if name else self.tr("Drop a recording here"))

    def set_hovered(self, hovered: bool) -> None:
        """A file is held over the window."""
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def _button(self, name: str, text: str, role: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        mark(button, role=role)
        button.clicked.connect(wanted)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.sample_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(8)
        column.addStretch(1)
        for part, gap in ((self._picture, 8), (self.message, 0), (self._formats, 16)):
            column.addWidget(part)
            column.addSpacing(gap)
        column.addLayout(buttons)
        column.addStretch(1)

    def _redraw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(pixmap("wave", self._theme.colours.accent, _PICTURE_PX, ratio))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colours.accent if self._hovered else colours.edge), 2 if self._hovered else 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(colours.selection_fill() if self._hovered else QColor(colours.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
