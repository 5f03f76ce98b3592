"""The left column: the recordings that were opened before, and the regions of this one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QMenu, QPushButton, QVBoxLayout, QWidget

from audio_desk.errors import AudioDeskError
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.document import Document
from audio_desk.ui.side.recording_delegate import RecordingDelegate
from audio_desk.ui.side.recordings_model import RECORD, RecordingsModel
from audio_desk.ui.side.regions_list import RegionsList
from audio_desk.ui.side.regions_model import TIMES
from audio_desk.ui.style import mark
from audio_desk.ui.task_scope import TaskScope
from audio_desk.ui.theme import Theme

ROWS = 50
"""Recordings listed; older ones are opened from their files."""


class SideColumn(QFrame):
    """Reads the library whenever another recording is shown."""

    open_wanted = Signal(object)
    """Path"""
    all_regions_wanted = Signal()
    """They are to be asked about"""

    def __init__(self, desk: Desk, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._document = document
        self._scope = TaskScope(self)
        self.model = RecordingsModel(self)
        self.menu = QMenu(self)
        self.menu.setObjectName("recordings-menu")
        self.menu.aboutToShow.connect(self._fill_menu)
        self.setObjectName("side-column")
        mark(self, surface="column-left")
        self.list = self._recordings_list(theme)
        self.regions = RegionsList(document, theme)
        self._hint = QLabel(self.tr("Recordings that you open are listed here."), wordWrap=True)
        mark(self._hint, tone="muted")
        self._regions_hint = QLabel(
            self.tr("Ctrl+B names what is selected, M sets a marker at the playhead."), wordWrap=True
        )
        self._regions_hint.setObjectName("regions-hint")
        mark(self._regions_hint, tone="muted")
        self._lay_out()
        self.model.modelReset.connect(self._fit_recordings)
        self.regions.regions.modelReset.connect(self._show_regions)
        self._show_regions()
        theme.changed.connect(self.list.viewport().update)
        document.recording_changed.connect(self._recording_changed)

    def refresh(self) -> None:
        """Read the library again."""
        self._scope.start("list recordings", self._load())

    async def _load(self) -> None:
        try:
            records = await self._desk.run(self._desk.store.recordings, ROWS)
        except AudioDeskError:
            return  # whatever needs the library next says so, in its own pane
        recording = self._document.recording
        self.model.show_records(records, recording.record.id if recording is not None else None)
        self._hint.setVisible(not records)

    def _recording_changed(self, _recording: Recording | None) -> None:
        self.refresh()
        self._show_regions()

    def _fit_recordings(self) -> None:
        """No higher than its rows, as the regions follow beneath."""
        rows = self.model.rowCount()
        self.list.setMaximumHeight(rows * self.list.sizeHintForRow(0) + 4 if rows else 0)

    def _show_regions(self) -> None:
        is_open = self._document.recording is not None
        has_regions = bool(self.regions.regions.records)
        self._regions_heading.setVisible(is_open)
        self.regions.setVisible(is_open and has_regions)
        self._all_regions.setVisible(is_open and has_regions)
        self._regions_hint.setVisible(is_open and not has_regions)

    def _recordings_list(self, theme: Theme) -> QListView:
        view = QListView()
        view.setObjectName("recordings")
        view.setAccessibleName(self.tr("Recordings"))
        view.setModel(self.model)
        view.setItemDelegate(RecordingDelegate(theme, view))
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.clicked.connect(self._wanted)
        view.activated.connect(self._wanted)
        return view

    def _wanted(self, index: QModelIndex) -> None:
        record: RecordingRecord = index.data(RECORD)
        self.open_wanted.emit(record.path)

    def _fill_menu(self) -> None:
        self.menu.clear()
        metrics = self.fontMetrics()
        for record in self.model.records:
            name = metrics.elidedText(
                record.name, Qt.TextElideMode.ElideMiddle, 40 * metrics.averageCharWidth()
            )
            action = self.menu.addAction(name.replace("&", "&&"))
            action.setToolTip(str(record.path))
            action.triggered.connect(lambda _on, path=record.path: self.open_wanted.emit(path))
        if not self.model.records:
            self.menu.addAction(self._hint.text()).setEnabled(False)
        self._add_regions(40 * metrics.averageCharWidth())

    def _add_regions(self, width_px: int) -> None:
        """In a narrow window the menu is where regions are listed."""
        records = self.regions.regions.records
        if records:
            self.menu.addSeparator()
            self.menu.addAction(self.tr("Regions in this recording")).setEnabled(False)
        for row, record in enumerate(records):
            name = self.regions.regions.index(row).data()
            elided = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width_px)
            times = self.regions.regions.index(row).data(TIMES)
            action = self.menu.addAction(f"{elided.replace('&', '&&')}\t{times}")
            action.triggered.connect(lambda _on, record=record: self._document.go_to_region(record))

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text)
        mark(heading, tone="heading")
        heading.setContentsMargins(8, 0, 0, 0)
        return heading

    def _lay_out(self) -> None:
        self._regions_heading = self._heading(self.tr("REGIONS IN THIS RECORDING"))
        self._all_regions = QPushButton(self.tr("Transcribe or ask all…"))
        self._all_regions.setObjectName("all-regions")
        self._all_regions.setToolTip(self.tr("The same about every region, one after another (Ctrl+Shift+A)"))
        self._all_regions.clicked.connect(self.all_regions_wanted)
        mark(self._all_regions, role="quiet")
        for hint in (self._hint, self._regions_hint):
            hint.setContentsMargins(8, 4, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._heading(self.tr("RECORDINGS")))
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
        column.addSpacing(12)
        column.addWidget(self._regions_heading)
        column.addWidget(self._all_regions)
        column.addWidget(self._regions_hint)
        column.addWidget(self.regions, 1)
        column.addStretch(0)
