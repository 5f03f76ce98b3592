"""The strip over the waveform that shows how far the parts of a long transcription are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from audio_desk.library.records import ChunkRecord, ChunkState
from audio_desk.ui.document import Document
from audio_desk.ui.long.long_words import counts_words, part_words
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.panel import WaveformPanel

_HEIGHT_PX = 10


class PartsStrip(QWidget):
    """Each state has a shape of its own beside its colour. A click selects the part."""

    def __init__(self, document: Document, theme: Theme, panel: WaveformPanel) -> None:
        super().__init__(panel)
        self._document, self._theme, self._panel = document, theme, panel
        self._chunks: tuple[ChunkRecord, ...] = ()
        self.setObjectName("parts-strip")
        self.setAccessibleName(self.tr("Parts of the transcription"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        panel.viewport_changed.connect(self.update)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def chunks(self) -> tuple[ChunkRecord, ...]:
        return self._chunks

    def show_chunks(self, chunks: tuple[ChunkRecord, ...]) -> None:
        """Hidden without any."""
        if chunks != self._chunks:
            self._chunks = chunks
            self.setAccessibleDescription(counts_words(chunks) if chunks else "")
            self.setVisible(bool(chunks))
            self.update()

    def _place(self, chunk: ChunkRecord) -> QRectF:
        view = self._panel.viewport
        left, right = view.x_of(chunk.core.start), view.x_of(chunk.core.end)
        left, right = max(left, -4.0), min(right, self.width() + 4.0)
        return QRectF(left + 0.5, 2, max(1.0, right - left - 1), self.height() - 4)

    def _chunk_at(self, x: float) -> ChunkRecord | None:
        frame = self._panel.viewport.frame_at(x)
        return next((chunk for chunk in self._chunks if chunk.core.start <= frame < chunk.core.end), None)

    def _paint(self, painter: QPainter, chunk: ChunkRecord) -> None:
        colours, place = self._theme.colours, self._place(chunk)
        painter.setPen(Qt.PenStyle.NoPen)
        if chunk.state == ChunkState.DONE:
            painter.fillRect(place, QColor(colours.good))
        elif chunk.state == ChunkState.RUNNING:
            painter.fillRect(place, QColor(colours.chip))
            painter.fillRect(place.adjusted(0, 0, -place.width() / 2, 0), QColor(colours.accent))
        elif chunk.state == ChunkState.FAILED:
            painter.fillRect(place, QColor(colours.bad))
            painter.setPen(QPen(QColor(colours.panel), 2))
            painter.drawLine(place.bottomLeft(), place.topRight())
        elif chunk.state == ChunkState.WAITING:
            painter.setPen(QPen(QColor(colours.edge), 1))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.setPen(QPen(QColor(colours.edge), 1, Qt.PenStyle.DotLine))
            middle = place.center().y()
            painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))

    @override
    def sizeHint(self) -> QSize:
        return QSize(800, _HEIGHT_PX)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.panel))
        view = self._panel.viewport
        for chunk in self._chunks:
            if chunk.core.end > view.start and chunk.core.start < view.end:
                self._paint(painter, chunk)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        chunk = self._chunk_at(event.position().x())
        if chunk is not None and event.button() == Qt.MouseButton.LeftButton:
            self._document.select(chunk.core)
            self._document.move_playhead(chunk.core.start)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chunk, recording = self._chunk_at(event.pos().x()), self._document.recording
            words = part_words(chunk, recording.rate) if chunk is not None and recording is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
