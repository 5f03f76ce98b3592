"""An answer's text: selectable, growing while it streams, every time a link."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from audio_desk.library.several_records import AboutRecord
from audio_desk.transcripts.links import TimeLink, find_times
from audio_desk.transcripts.place_check import doubt_of
from audio_desk.transcripts.segment import Flag
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.answers.line_runs import Run, runs_of
from audio_desk.ui.transcripts.answers.places_of_lines import PlacesOfLines

_SCHEME = "time"
_AT_ONCE = 400
"""Lines that are written in one turn of the loop; 10,000 take 0.12 s."""
_LINES = QTextBlockFormat()
_LINES.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)


class LinkedText(QTextBrowser):
    """Text comes from a server: it is shown by formats, never read as HTML."""

    time_chosen = Signal(object, object)
    """Seconds, and the end of the range in seconds or None"""
    place_chosen = Signal(object, object, object)
    """AboutRecord, seconds, end of a range or None: in an answer about several recordings"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._line = ""
        self._line_start = 0
        self._unwritten = ""
        """What comes after `_line`, of a text of very many lines."""
        self._return_to = 0
        """Where the bar was before all was written anew."""
        self._duration = float("inf")
        self._span = (0.0, float("inf"))
        self._about: tuple[AboutRecord, ...] = ()
        self._places: PlacesOfLines | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self.document().setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._go)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._write_on)
        theme.changed.connect(self._repaint)

    @property
    def text(self) -> str:
        """As it came, marks included."""
        return self._text

    def show_text(
        self,
        text: str,
        duration: float,
        span: tuple[float, float] | None = None,
        about: tuple[AboutRecord, ...] = (),
    ) -> None:
        """Replace everything, in seconds: times after the recording's `duration` are marked, and those
        outside the `span` that was asked about. `about`: several recordings, each with its own."""
        self._about = about
        self._places = PlacesOfLines(about) if about else None
        self._duration, self._span = duration, span or (0.0, float("inf"))
        self._text = self._line = self._unwritten = ""
        self._line_start = self._return_to = 0
        self._soon.stop()
        self.clear()
        self.add_text(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def add_text(self, text: str) -> None:
        """Append; a view that was scrolled to its end stays there, any other is left where it is read.

        Very many lines are written a part at a turn.
        """
        if not text:
            return
        self._text += text
        self._unwritten += text
        if not self._soon.isActive():
            self._write_on()

    def _write_on(self) -> None:
        bar = self.verticalScrollBar()
        follows = bar.maximum() > 0 and bar.value() >= bar.maximum() - 4
        *lines, last = (self._line + self._unwritten).split("\n")
        self._unwritten = "\n".join([*lines[_AT_ONCE:], last]) if len(lines) > _AT_ONCE else ""
        self._write(lines[:_AT_ONCE], "" if self._unwritten else last)
        if self._unwritten:
            self._soon.start()
        elif self._return_to:
            bar.setValue(self._return_to)
            self._return_to = 0
        elif follows:
            bar.setValue(bar.maximum())

    def _write(self, finished: list[str], last: str) -> None:
        """Write the unfinished line anew, because its marks and times may be complete only now."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._line_start)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.beginEditBlock()
        self._line = last
        for line in finished:
            self._write_line(cursor, line)
            cursor.insertBlock()
            if self._places is not None:
                self._places.end_line()
        self._line_start = cursor.position()
        self._write_line(cursor, self._line)
        cursor.endEditBlock()

    def _write_line(self, cursor: QTextCursor, line: str) -> None:
        cursor.setBlockFormat(_LINES)
        for run in runs_of(line, find_times if self._places is None else self._places.find):
            cursor.insertText(run.text, self._format_of(run))

    def _format_of(self, run: Run) -> QTextCharFormat:
        colours = self._theme.colours
        looks = QTextCharFormat()
        looks.setForeground(QColor(colours.text))
        if run.bold:
            looks.setFontWeight(QFont.Weight.DemiBold)
        if run.link is not None:
            why = self._doubt(run.link)
            address = _address(run.link, self._places)
            looks.setAnchor(bool(address))
            looks.setAnchorHref(address)
            looks.setForeground(QColor(colours.attention if why else colours.accent))
            looks.setFontUnderline(bool(why))
            looks.setToolTip(why or self.tr("Go to this time"))
        return looks

    def _doubt(self, link: TimeLink) -> str:
        """Why a time cannot be right; empty when it can."""
        duration, span = self._duration, self._span
        if self._places is not None:
            about = self._places.about(link)
            if about is None:
                return self.tr("The answer does not say which recording this time is of.")
            duration, span = about.duration, about.span
        doubts = {
            None: "",
            Flag.PAST_END: self.tr("This time is after the end of the recording."),
            Flag.OUTSIDE: self.tr("This time is outside the stretch that was asked about."),
        }
        return doubts[doubt_of(link, duration, span)]

    def _repaint(self) -> None:
        position = self.verticalScrollBar().value()
        self.show_text(self._text, self._duration, self._span, self._about)
        self.verticalScrollBar().setValue(position)
        self._return_to = position if self._unwritten else 0

    def _go(self, url: QUrl) -> None:
        times, _, position = url.path().partition("/")
        start, _, end = times.partition("-")
        until = float(end) if end else None
        if position:
            self.place_chosen.emit(self._about[int(position)], float(start), until)
        else:
            self.time_chosen.emit(float(start), until)


def _address(link: TimeLink, places: PlacesOfLines | None) -> str:
    """Empty for a time that is of no recording that can be told."""
    until = "" if link.until is None else f"-{link.until}"
    if places is None:
        return f"{_SCHEME}:{link.seconds}{until}"
    position = places.position(link)
    return "" if position is None else f"{_SCHEME}:{link.seconds}{until}/{position}"
