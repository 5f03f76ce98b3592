"""Connects what goes out of the window and comes into it as files with the rest of the window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from audio_desk.library.records import RecordingRecord
from audio_desk.operations.desk import Desk
from audio_desk.ui.commands import Command, Group
from audio_desk.ui.document import Document
from audio_desk.ui.exchange.copy_buttons import CopyButtons
from audio_desk.ui.exchange.exchange import Exchange
from audio_desk.ui.exchange.exchange_commands import exchange_commands
from audio_desk.ui.exchange.file_menu import FileMenu
from audio_desk.ui.exchange.projects import Projects
from audio_desk.ui.library.found_place import FoundPlace
from audio_desk.ui.library.shelf import Shelf
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.theme import Theme

if TYPE_CHECKING:
    from audio_desk.ui.main_window import MainWindow


class DocumentsLink(QObject):
    """Lives as long as the window, whose panes are there when it is made."""

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        theme: Theme,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._document, self._window = document, window
        self.exchange = Exchange(desk, document, preferences, self._keep, window)
        self.projects = Projects(desk, document, self._keep, window)
        self.projects.opened.connect(window.opener.open)
        window.results.tabs.setCornerWidget(CopyButtons(document, self.exchange))
        self.exchange.imported.connect(window.results.refresh)
        for room in (self.exchange, self.projects):
            room.failed.connect(lambda words: window.banner.show_error(words, window.act_on))
            room.told.connect(window.status.show_done)
            room.working.connect(window.status.show_exchange)
            for stopped in (window.status.stop_wanted, window.runner.others.stop_wanted):
                stopped.connect(room.stop)
        self._place = FoundPlace(document, window.opener, window.results, window.waveform, self)
        self.shelf = Shelf(desk, document, theme, self._close_recording, window)
        self.shelf.open_wanted.connect(self._place.open)
        self.shelf.export_wanted.connect(self.exchange.export_kept)
        self.shelf.forgotten.connect(self._take_forgotten)

    @property
    def group(self) -> Group:
        search = Command("library", self.tr("Search all recordings"), (), ("Ctrl+Shift+F",), self.shelf.show)
        save = Command(
            "save-project", self.tr("Save as a project..."), (), ("Ctrl+Shift+S",), self.projects.save
        )
        return Group(self.tr("Documents"), (*exchange_commands(self.exchange), save, search))

    def put_menu(self, actions: Mapping[str, QAction]) -> None:
        """Beside Open, with the window's actions."""
        menu, button = FileMenu(actions, self._document, self._window), self._window.top_bar.file
        button.clicked.connect(lambda: pop_up_below(button, menu))
        menu.forget_wanted.connect(self.shelf.forget_open)
        search = self._window.top_bar.library
        search.clicked.connect(self.shelf.show)
        search.setToolTip(f"{actions['library'].text()} ({actions['library'].shortcut().toString()})")

    def open(self, path: Path) -> None:
        """A recording, a project, or a transcript of the one that is open."""
        if self.projects.can_open(path):
            self.projects.open(path)
        elif self.exchange.can_take(path):
            self.exchange.take(path)
        else:
            self._window.opener.open(path)

    async def _keep(self) -> None:
        """Write what was changed a moment ago."""
        self._window.script.editing.commit()
        await self._window.region_keeper.flush()
        await self._window.results.keeper.flush()

    async def _close_recording(self) -> bool:
        window = self._window
        if window.runner.is_running:
            return False
        await self._keep()
        await window.opener.close()
        return True

    def _take_forgotten(self, record: RecordingRecord) -> None:
        self._window.side.refresh()
        self._window.uploads.refresh()
        self._window.status.show_done(self.tr("{0} was forgotten").format(record.name))
