"""Connects what goes out of the window and comes into it as files with the rest of the window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from audio_desk.operations.desk import Desk
from audio_desk.ui.commands import Group
from audio_desk.ui.document import Document
from audio_desk.ui.exchange.copy_buttons import CopyButtons
from audio_desk.ui.exchange.exchange import Exchange
from audio_desk.ui.exchange.exchange_commands import exchange_commands
from audio_desk.ui.exchange.file_menu import FileMenu
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.preferences import Preferences

if TYPE_CHECKING:
    from audio_desk.ui.main_window import MainWindow


class DocumentsLink(QObject):
    """Lives as long as the window, whose panes are there when it is made."""

    def __init__(self, desk: Desk, document: Document, preferences: Preferences, window: MainWindow) -> None:
        super().__init__(window)
        self._document, self._window = document, window
        self.exchange = Exchange(desk, document, preferences, window.region_keeper.flush, window)
        window.results.tabs.setCornerWidget(CopyButtons(document, self.exchange))
        exchange, status = self.exchange, window.status
        exchange.imported.connect(window.results.refresh)
        exchange.failed.connect(lambda words: window.banner.show_error(words, window.act_on))
        exchange.told.connect(status.show_done)
        exchange.working.connect(status.show_exchange)

    @property
    def group(self) -> Group:
        return Group(self.tr("Documents"), tuple(exchange_commands(self.exchange)))

    def put_menu(self, actions: Mapping[str, QAction]) -> None:
        """Beside Open, with the window's actions."""
        menu, button = FileMenu(actions, self._document, self._window), self._window.top_bar.file
        button.clicked.connect(lambda: pop_up_below(button, menu))

    def open(self, path: Path) -> None:
        """A recording, or a transcript of the one that is open."""
        if self.exchange.can_take(path):
            self.exchange.take(path)
        else:
            self._window.opener.open(path)
