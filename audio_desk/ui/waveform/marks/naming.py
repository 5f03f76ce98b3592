"""Lets the user write a region's name in place, over its header."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from audio_desk.library.records import RegionRecord
from audio_desk.ui.document import Document
from audio_desk.ui.regions.labels import Labels
from audio_desk.ui.waveform.marks.name_editor import NameEditor
from audio_desk.ui.waveform.marks.region_commands import RegionCommands
from audio_desk.ui.waveform.view_state import ViewState


class Naming(QObject):
    """At most one name at a time; a region that was made to be named goes when its naming is cancelled."""

    def __init__(
        self, document: Document, view: ViewState, commands: RegionCommands, labels: Labels, wave: QWidget
    ) -> None:
        super().__init__(wave)
        self._document, self._view, self._labels, self._wave = document, view, labels, wave
        self._named: RegionRecord | None = None
        self._is_new = False
        self._before: QWidget | None = None
        """What had the focus."""
        self.editor = NameEditor(wave)
        self.editor.accepted.connect(self._accept)
        self.editor.cancelled.connect(self._cancel)
        commands.naming_wanted.connect(self.begin)
        view.viewport_changed.connect(self._place)
        document.regions.replaced.connect(self._replaced)

    def begin(self, record: RegionRecord, is_new: bool) -> None:
        if self._named is not None:
            self._accept(self.editor.text())
        self._named, self._is_new = record, is_new
        self._document.history.hold()
        self._view.reveal(record.span.start)
        self._before = QApplication.focusWidget()
        title = self.tr("Name of the marker") if record.is_marker else self.tr("Name of the region")
        unnamed = self._labels.of(replace(record, name=""))
        left, right = self._edges(record)
        self.editor.begin(record.name, unnamed, title, left, right)

    def _accept(self, text: str) -> None:
        named = self._end()
        if named is not None:
            with self._document.history.one_step():
                self._document.regions.put(replace(named, name=text.strip()))
                self._document.history.release()

    def _cancel(self) -> None:
        is_new = self._is_new
        named = self._end()
        if named is not None:
            if is_new:
                self._document.regions.remove(named)
            self._document.history.release()

    def _end(self) -> RegionRecord | None:
        """The region as it is now; None where none was being named, or where it is gone."""
        named, self._named, self._is_new = self._named, None, False
        if named is None:
            return None
        had_focus = self.editor.hasFocus()
        self.editor.hide()
        if had_focus:
            (self._before or self._wave).setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        now = self._document.regions.get(named.id)
        if now is None:
            self._document.history.release()
        return now

    def _replaced(self) -> None:
        if self._named is not None and self._document.regions.get(self._named.id) is None:
            self._end()

    def _place(self, _viewport: object) -> None:
        if self._named is not None:
            self.editor.place(*self._edges(self._named))

    def _edges(self, record: RegionRecord) -> tuple[float, float]:
        viewport = self._view.viewport
        return viewport.x_of(record.span.start), viewport.x_of(record.span.end)
