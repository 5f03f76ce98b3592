"""The tab with the notes on quality: how many warn stands beside its name, in the colour of attention."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QTabWidget, QVBoxLayout, QWidget

from audio_desk.audio.quality.notes import notes_on
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.notes.notes_text import NotesText
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.empty_words import EmptyWords


class NotesTab(QWidget):
    """Follows the document; a place that is chosen is selected, and the playhead goes there."""

    gone_to = Signal(object)
    """Frame"""

    def __init__(self, document: Document, theme: Theme, tabs: QTabWidget) -> None:
        """Puts itself behind the other tabs."""
        super().__init__()
        self._document, self._tabs = document, tabs
        self.setObjectName("notes-tab")
        self.text = NotesText(theme, self)
        self.text.place_chosen.connect(self._go_to)
        self._empty = EmptyWords("notes-empty", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self._stack)
        self.count = QLabel()
        self.count.setObjectName("notes-count")
        mark(self.count, tone="attention")
        self._number = tabs.addTab(self, self.tr("Notes on quality"))
        tabs.tabBar().setTabButton(self._number, QTabBar.ButtonPosition.RightSide, self.count)
        document.recording_changed.connect(self._show)
        document.report_changed.connect(self._show)
        self._show()

    def _show(self, _changed: object = None) -> None:
        recording, report = self._document.recording, self._document.report
        notes = notes_on(recording.info, report) if recording is not None else ()
        if recording is not None and notes:
            self.text.show_notes(notes, recording.info, "" if report is not None else self._empty_words())
        self._empty.show_words(self._empty_words())
        self._stack.setCurrentWidget(self.text if notes else self._empty)
        self._show_count(sum(1 for note in notes if note.kind.warns))

    def _empty_words(self) -> str:
        if self._document.shown is None:
            return self.tr("Open a recording to see what is to be remarked on its sound.")
        if self._document.report is None:
            return self.tr("The recording is being listened to.")
        return self.tr(
            "Nothing to remark: all of it can be read, and nothing is clipped, missing or too quiet."
        )

    def _show_count(self, count: int) -> None:
        self.count.setText(str(count) if count else "")
        self.count.setVisible(bool(count))
        bar = self._tabs.tabBar()
        name = self.tr("Notes on quality")
        bar.setAccessibleTabName(self._number, f"{name}, {count}" if count else name)
        # The bar gives the label the room that it needs now.
        bar.setTabText(self._number, name)

    def _go_to(self, place: Region) -> None:
        if not place.is_empty:
            self._document.select(place)
        self._document.move_playhead(place.start)
        self.gone_to.emit(place.start)
