"""Connects what is wanted of regions all over the window: their menu in the list, dialog and queue."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from audio_desk.library.records import RegionRecord
from audio_desk.ui.dialogs import ask_user
from audio_desk.ui.document import Document
from audio_desk.ui.regions.region_dialog import RegionDialog
from audio_desk.ui.side.column import SideColumn
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.waveform.panel import WaveformPanel


class RegionLink(QObject):
    """Lives as long as the window."""

    def __init__(
        self,
        document: Document,
        waveform: WaveformPanel,
        side: SideColumn,
        ask_all: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._menu, self._window = document, waveform.region_menu, window
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        side.regions.menu_wanted.connect(waveform.region_menu.open)
        side.all_regions_wanted.connect(ask_all)
        waveform.regions.all_wanted.connect(ask_all)
        waveform.regions.details_wanted.connect(self.show_details)

    def show_details(self, record: RegionRecord) -> None:
        if not self._scope.is_running("dialog"):
            self._scope.start("dialog", self._edit(record))

    async def _edit(self, record: RegionRecord) -> None:
        dialog = RegionDialog(record, self._menu.colours(), self._window)
        accepted = await ask_user(dialog) == QDialog.DialogCode.Accepted
        if accepted and self._document.regions.get(record.id) == record:
            self._document.regions.put(dialog.record)
