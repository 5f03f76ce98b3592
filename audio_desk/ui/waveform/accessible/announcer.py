"""Tells screen readers which region keys act on, whenever that changes."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from audio_desk.library.records import RegionRecord
from audio_desk.ui.document import Document
from audio_desk.ui.regions.book import Edit
from audio_desk.ui.regions.labels import Labels


class Announcer(QObject):
    """Speaks in the name of `wave`."""

    def __init__(self, document: Document, labels: Labels, wave: QWidget) -> None:
        super().__init__(wave)
        self._labels, self._wave = labels, wave
        document.regions.focus_changed.connect(self._focused)
        document.regions.changed.connect(self._changed)

    def _focused(self, record: RegionRecord | None) -> None:
        if record is not None:
            self._say(self._labels.spoken(record))

    def _changed(self, edits: tuple[Edit, ...]) -> None:
        for edit in edits:
            if edit.after is None and edit.before is not None:
                self._say(self.tr("Deleted: {0}").format(self._labels.spoken(edit.before)))

    def _say(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._wave, words))
