"""The notes on a recording's quality as text: every place in them is a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from audio_desk.audio.info import AudioInfo
from audio_desk.audio.quality.notes import Note, NoteKind
from audio_desk.note_text import note_words, place_words
from audio_desk.region import Region
from audio_desk.ui.theme import Theme

_MOST_PLACES: Final = 40
"""Of one note; the rest is counted."""
_SCHEME: Final = "place"


class NotesText(QTextBrowser):
    """Tab goes from link to link, Return follows it."""

    place_chosen = Signal(object)
    """Region; an empty one is a point"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes: Sequence[Note] = ()
        self._info: AudioInfo | None = None
        self._last_words = ""
        self.setObjectName("quality-notes")
        self.setAccessibleName(self.tr("Notes on quality"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(8)
        self.document().setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._go)
        theme.changed.connect(self._write)

    def show_notes(self, notes: Sequence[Note], info: AudioInfo, last_words: str = "") -> None:
        """Replace everything; `last_words` stand beneath the notes."""
        self._notes, self._info, self._last_words = notes, info, last_words
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write(self) -> None:
        if self._info is None:
            return
        position = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, note in enumerate(self._notes):
            if number:
                cursor.insertBlock()
            self._write_note(cursor, note, self._info, first=not number)
        if self._last_words:
            cursor.insertBlock(_block(10))
            cursor.insertText(self._last_words, _format(self._theme.colours.muted))
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(position)

    def _write_note(self, cursor: QTextCursor, note: Note, info: AudioInfo, *, first: bool) -> None:
        colours = self._theme.colours
        words = note_words(note, info)
        cursor.setBlockFormat(_block(0 if first else 10))
        title = _format(colours.attention if note.kind.warns else colours.text)
        title.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(words.title, title)
        cursor.insertText(f"  {words.sentence}", _format(colours.text))
        if note.places:
            cursor.insertBlock(_block(2))
            self._write_places(cursor, note, info)

    def _write_places(self, cursor: QTextCursor, note: Note, info: AudioInfo) -> None:
        colours = self._theme.colours
        shown = _shown(note)
        for number, place in enumerate(shown):
            if number:
                cursor.insertText("   ", _format(colours.muted))
            link = _format(colours.accent)
            link.setAnchor(True)
            link.setAnchorHref(f"{_SCHEME}:{place.start}-{place.end}")
            link.setToolTip(self.tr("Go to this place"))
            cursor.insertText(place_words(place, info.rate).replace(" ", "\N{NO-BREAK SPACE}"), link)
        left = len(note.places) - len(shown)
        if left:
            cursor.insertText(self.tr("   and {0} more").format(f"{left:,}"), _format(colours.muted))

    def _go(self, url: QUrl) -> None:
        start, _, end = url.path().partition("-")
        self.place_chosen.emit(Region(int(start), int(end)))


def _shown(note: Note) -> Sequence[Region]:
    """The first ones; of silences, which are many, the longest, in order."""
    if note.kind is not NoteKind.SILENCE or len(note.places) <= _MOST_PLACES:
        return note.places[:_MOST_PLACES]
    longest = sorted(note.places, key=lambda place: -place.frames)[:_MOST_PLACES]
    return sorted(longest, key=lambda place: place.start)


def _block(above: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setTopMargin(above)
    return block


def _format(colour: str) -> QTextCharFormat:
    looks = QTextCharFormat()
    looks.setForeground(QColor(colour))
    return looks
