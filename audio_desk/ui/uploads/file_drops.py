"""Takes files that are dragged onto a pane, which a veil covers meanwhile: that letting go uploads them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from audio_desk.ui.theme import Theme

_MARGIN_PX = 8


class DropVeil(QWidget):
    """Hidden until `cover`; the mouse goes through it."""

    def __init__(self, words: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop-veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = words
        self._theme = theme
        self._parent = parent
        self.hide()

    def cover(self) -> None:
        """All of its parent."""
        self.setGeometry(self._parent.rect())
        self.raise_()
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colours.panel)
        ground.setAlphaF(0.92)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        inner = self.rect().adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        painter.drawRoundedRect(inner, 8, 8)
        painter.setPen(QColor(colours.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)


class FileDrops(QObject):
    """Of one pane; lives as long as it."""

    dropped = Signal(object)
    """tuple[Path, ...]"""

    def __init__(self, words: str, theme: Theme, pane: QWidget) -> None:
        super().__init__(pane)
        self.veil = DropVeil(words, theme, pane)
        pane.setAcceptDrops(True)
        pane.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.veil.hide()
            return self._take(event)
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.DragEnter:
            if _files(event.mimeData()):
                event.acceptProposedAction()
                self.veil.cover()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.veil.hide()
        return super().eventFilter(watched, event)

    def _take(self, event: QDropEvent) -> bool:
        paths = _files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
        return True


def _files(data: QMimeData) -> tuple[Path, ...]:
    """Of this computer, among what is dragged; folders are not."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return tuple(path for path in paths if path.is_file())
