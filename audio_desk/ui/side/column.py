"""The left column: the recordings that were opened before, one click away."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QMenu, QVBoxLayout, QWidget

from audio_desk.errors import AudioDeskError
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Recording
from audio_desk.ui.document import Document
from audio_desk.ui.side.recording_delegate import RecordingDelegate
from audio_desk.ui.side.recordings_model import RECORD, RecordingsModel
from audio_desk.ui.style import mark
from audio_desk.ui.task_scope import TaskScope
from audio_desk.ui.theme import Theme

ROWS = 50
"""Recordings listed; older ones are opened from their files."""


class SideColumn(QFrame):
    """Reads the library whenever another recording is shown."""

    open_wanted = Signal(object)
    """Path"""

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
        self._hint = QLabel(self.tr("Recordings that you open are listed here."), wordWrap=True)
        mark(self._hint, tone="muted")
        self._lay_out()
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

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("RECORDINGS"))
        mark(heading, tone="heading")
        heading.setContentsMargins(8, 0, 0, 0)
        self._hint.setContentsMargins(8, 4, 8, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, 8)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
