"""Says before anything is sent that the file is damaged in what is asked about."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from audio_desk.audio.quality.notes import lost_places, within
from audio_desk.note_text import damage_sentence
from audio_desk.ui.document import Document
from audio_desk.ui.style import mark


class DamageLine(QLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setObjectName("damage-line")
        self.setWordWrap(True)
        mark(self, tone="attention")
        self.hide()
        for changed in (document.recording_changed, document.report_changed, document.selection_changed):
            changed.connect(self._show)
        self._show()

    def _show(self, _changed: object = None) -> None:
        recording, region = self._document.recording, self._document.selection
        places = lost_places(recording.info, self._document.report) if recording is not None else ()
        if region is not None:
            places = within(places, region)
        if recording is not None and places:
            self.setText(damage_sentence(recording.path.name, places, recording.rate))
        self.setVisible(bool(places))
