"""An answer's text: selectable, growing while it streams, every time a link."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from audio_desk.transcripts.links import TimeLink
from audio_desk.transcripts.timeline import ROUNDING_SECONDS
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.line_runs import Run, runs_of

_SCHEME = "time"
_LINES = QTextBlockFormat()
_LINES.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)


class LinkedText(QTextBrowser):
    """Text comes from a server: it is shown by formats, never read as HTML."""

    time_chosen = Signal(object, object)
    """Seconds, and the end of the range in seconds or None"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._line = ""
        self._line_start = 0
        self._duration = float("inf")
        self._span = (0.0, float("inf"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self.document().setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._go)
        theme.changed.connect(self._repaint)

    @property
    def text(self) -> str:
        """As it came, marks included."""
        return self._text

    def show_text(self, text: str, duration: float, span: tuple[float, float] | None = None) -> None:
        """Replace everything, in seconds: times after the recording's `duration` are marked, and those
        outside the `span` that was asked about."""
        self._duration, self._span = duration, span or (0.0, float("inf"))
        self._text = self._line = ""
        self._line_start = 0
        self.clear()
        self.add_text(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def add_text(self, text: str) -> None:
        """Append; a view that was scrolled to its end stays there, any other is left where it is read."""
        if not text:
            return
        bar = self.verticalScrollBar()
        follows = bar.maximum() > 0 and bar.value() >= bar.maximum() - 4
        self._text += text
        self._write(self._line + text)
        if follows:
            bar.setValue(bar.maximum())

    def _write(self, text: str) -> None:
        """Write the unfinished line anew, because its marks and times may be complete only now."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._line_start)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.beginEditBlock()
        *finished, self._line = text.split("\n")
        for line in finished:
            self._write_line(cursor, line)
            cursor.insertBlock()
        self._line_start = cursor.position()
        self._write_line(cursor, self._line)
        cursor.endEditBlock()

    def _write_line(self, cursor: QTextCursor, line: str) -> None:
        cursor.setBlockFormat(_LINES)
        for run in runs_of(line):
            cursor.insertText(run.text, self._format_of(run))

    def _format_of(self, run: Run) -> QTextCharFormat:
        colours = self._theme.colours
        looks = QTextCharFormat()
        looks.setForeground(QColor(colours.text))
        if run.bold:
            looks.setFontWeight(QFont.Weight.DemiBold)
        if run.link is not None:
            why = self._doubt(run.link)
            looks.setAnchor(True)
            looks.setAnchorHref(_address(run.link))
            looks.setForeground(QColor(colours.attention if why else colours.accent))
            looks.setFontUnderline(bool(why))
            looks.setToolTip(why or self.tr("Go to this time"))
        return looks

    def _doubt(self, link: TimeLink) -> str:
        """Why a time cannot be right; empty when it can. MM:SS is rounded."""
        if link.seconds > self._duration:
            return self.tr("This time is after the end of the recording.")
        start, end = self._span
        latest = link.seconds if link.until is None else link.until
        if link.seconds < start - ROUNDING_SECONDS or latest > end + ROUNDING_SECONDS:
            return self.tr("This time is outside the stretch that was asked about.")
        return ""

    def _repaint(self) -> None:
        position = self.verticalScrollBar().value()
        self.show_text(self._text, self._duration, self._span)
        self.verticalScrollBar().setValue(position)

    def _go(self, url: QUrl) -> None:
        start, _, end = url.path().partition("-")
        self.time_chosen.emit(float(start), float(end) if end else None)


def _address(link: TimeLink) -> str:
    until = "" if link.until is None else f"-{link.until}"
    return f"{_SCHEME}:{link.seconds}{until}"
