"""The lane beneath the wave: a chip for each line of the transcript, at its time."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from audio_desk import timecode
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Colours, Theme
from audio_desk.ui.transcripts.list.line import Line, id_of, speaker_numbers
from audio_desk.ui.waveform.chip_edges import ChipEdge, edge_at
from audio_desk.ui.waveform.chips import Chip, chip_at, chips, in_order
from audio_desk.ui.waveform.drag_session import DragSession
from audio_desk.ui.waveform.gestures.gesture import Stage
from audio_desk.ui.waveform.gestures.resize import ResizeDrag
from audio_desk.ui.waveform.gestures.subject import Subject
from audio_desk.ui.waveform.overlay import small
from audio_desk.ui.waveform.pointer import THRESHOLD_PX
from audio_desk.ui.waveform.view_state import ViewState

_BAR_PX = 3
_TEXT_FROM_PX = 36
"""A chip that is narrower shows its colour alone."""


@dataclass(frozen=True, slots=True)
class _Paints:
    """Read once: a thousand chips are painted at a time."""

    chip: QColor
    accent: QColor
    attention: QColor
    speakers: tuple[QColor, ...]

    @classmethod
    def of(cls, colours: Colours) -> _Paints:
        speakers = tuple(QColor(colour) for colour in colours.speakers)
        return cls(QColor(colours.chip), QColor(colours.accent), QColor(colours.attention), speakers)


class SegmentsLane(QWidget):
    """A click moves the playhead to the line's start, a double click selects the line; edges are dragged."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        view: ViewState,
        session: DragSession,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._stage = session, Stage(document, view)
        self._press: tuple[float, ChipEdge] | None = None
        """An edge that was pressed and has not moved yet."""
        self.setMouseTracking(True)
        self._document, self._theme, self._view = document, theme, view
        self._ordered: tuple[Line, ...] = ()
        self._numbers: dict[str, int] = {}
        self.setObjectName("segments-lane")
        self.setAccessibleName(self.tr("Lines of the transcript"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.viewport_changed.connect(self.update)
        theme.changed.connect(self._take_colours)
        self._take_colours()
        document.segments_changed.connect(self._segments_changed)
        self._segments_changed(document.segments)

    def _segments_changed(self, segments: tuple[Line, ...]) -> None:
        self._ordered = in_order(segments)
        self._numbers = speaker_numbers(self._ordered, self._document.speaker_colours)
        self.update()

    def _take_colours(self) -> None:
        self._paints = _Paints.of(self._theme.colours)
        self.update()

    def _chips(self) -> tuple[Chip, ...]:
        return chips(self._ordered, self._numbers, self._view.viewport)

    def _colour(self, chip: Chip) -> QColor:
        paints = self._paints
        if chip.segment.flags:
            return paints.attention
        if chip.speaker is None:
            return paints.accent
        return paints.speakers[chip.speaker % len(paints.speakers)]

    def _paint(self, painter: QPainter, chip: Chip, metrics: QFontMetricsF) -> None:
        # What is left of the lane's edge is not seen: the words begin where the eye can read them.
        left, right = max(chip.left, -_BAR_PX), min(chip.right, self.width() + 1.0)
        room = QRectF(round(left), 3, max(1, round(right) - round(left)), self.height() - 6)
        painter.fillRect(room, self._paints.chip)
        painter.fillRect(
            QRectF(room.left(), room.top(), min(_BAR_PX, room.width()), room.height()), self._colour(chip)
        )
        if room.width() >= _TEXT_FROM_PX:
            inside = room.adjusted(_BAR_PX + 4, 0, -2, 0)
            words = metrics.elidedText(chip.segment.text, Qt.TextElideMode.ElideRight, inside.width())
            painter.setPen(QColor(self._theme.colours.text))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _tip(self, chip: Chip) -> str:
        recording = self._document.recording
        if recording is None:
            return ""
        at = timecode.clock(chip.segment.start_frame / recording.rate, 1)
        who = f"{chip.segment.speaker}: " if chip.segment.speaker is not None else ""
        doubt = "\n" + self.tr("This time cannot be trusted.") if chip.segment.flags else ""
        return f"{at}  {who}{chip.segment.text}{doubt}"

    @override
    def sizeHint(self) -> QSize:
        return QSize(800, self.minimumSizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, max(24, ceil(QFontMetricsF(small(self.font())).height()) + 10))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(small(self.font()))
        metrics = QFontMetricsF(painter.font())
        painter.fillRect(event.rect(), QColor(self._theme.colours.panel))
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(self._theme.colours.line))
        for chip in self._chips():
            self._paint(painter, chip, metrics)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        chip, x = self._chip_under(event.position()), event.position().x()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        edge = edge_at(self._chips(), x, self._view.viewport)
        self._press = (x, edge) if edge is not None else None
        if chip is not None and edge is None:
            self._document.move_playhead(chip.segment.start_frame)
            self._document.script.focus(id_of(chip.segment))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, snaps = event.position().x(), not event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self._press is not None and abs(x - self._press[0]) >= THRESHOLD_PX:
            pressed, edge = self._press
            self._press = None
            subject = Subject(self._document, line=edge.line)
            self._session.begin(
                ResizeDrag(self._stage, pressed, subject, fixed=edge.fixed, moving=edge.moving)
            )
        self._session.move(x, snaps=snaps)
        at_edge = self._session.is_active or edge_at(self._chips(), x, self._view.viewport) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if at_edge else Qt.CursorShape.ArrowCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press is not None:
            line, self._press = self._press[1].line, None
            self._document.move_playhead(line.start_frame)
            self._document.script.focus(line.id)
        self._session.finish()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        chip = self._chip_under(event.position())
        if chip is not None and event.button() == Qt.MouseButton.LeftButton:
            with self._document.history.selecting_aside():
                self._document.select(Region.spanning(chip.segment.start_frame, chip.segment.end_frame))
            self._document.script.focus(id_of(chip.segment))

    def _chip_under(self, position: QPointF) -> Chip | None:
        return chip_at(self._chips(), position.x())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = self._chip_under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tip(chip) if chip is not None else "", self)
            return True
        return super().event(event)
