"""The one window: first what can be shown at once, then the panes that ui/furnishing.py builds into it.

Nothing heavy is imported here: its first picture is seen before decoders, library and panes are loaded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from audio_desk.ui.early_wishes import EarlyWishes
from audio_desk.ui.empty import EmptyPane
from audio_desk.ui.first_picture import FirstPicture
from audio_desk.ui.places import account_place, side_place, status_bar, status_place
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.recording_page import MARGIN_PX, RecordingPage
from audio_desk.ui.theme import Theme
from audio_desk.ui.top_bar import TopBar
from audio_desk.ui.uploads_dock import WIDTH_PX, UploadsDock
from audio_desk.ui.window_state import WindowState

if TYPE_CHECKING:
    from audio_desk.ui.ask.asking_errands import AskingErrands
    from audio_desk.ui.ask.pane import AskPane
    from audio_desk.ui.ask.preview import Preview
    from audio_desk.ui.ask.runner import AskRunner
    from audio_desk.ui.banner import Banner
    from audio_desk.ui.commands import Group
    from audio_desk.ui.document import Document
    from audio_desk.ui.documents_link import DocumentsLink
    from audio_desk.ui.errands import Errands
    from audio_desk.ui.header import RecordingHeader
    from audio_desk.ui.long.long_work import LongWork
    from audio_desk.ui.notes.notes_tab import NotesTab
    from audio_desk.ui.opening import Opener
    from audio_desk.ui.playback.player import Player
    from audio_desk.ui.playback.transport import TransportBar
    from audio_desk.ui.queue.queue_work import QueueWork
    from audio_desk.ui.reactions import Reactions
    from audio_desk.ui.regions.keeper import RegionKeeper
    from audio_desk.ui.settings.account_menu import AccountMenu
    from audio_desk.ui.side.column import SideColumn
    from audio_desk.ui.status import StatusLine
    from audio_desk.ui.transcripts.results import ResultsPane
    from audio_desk.ui.transcripts.script.desk import ScriptDesk
    from audio_desk.ui.uploads.pane import UploadsPane
    from audio_desk.ui.uploads_link import UploadsLink
    from audio_desk.ui.waveform.panel import WaveformPanel

LEAST_SIZE_PX = (1024, 640)
COLUMN_FROM_PX = 1360
"""In a narrower window the left column gives its room to the waveform and becomes a menu in the header."""
SIDE_PX = 220


class MainWindow(QMainWindow):
    """Closing it is a wish: `close_wanted` leaves it to the program to end its work first."""

    close_wanted = Signal()

    # The panes and what connects them are there once the window is furnished.
    document: Document
    player: Player
    runner: AskRunner
    opener: Opener
    region_keeper: RegionKeeper
    account: AccountMenu
    side: SideColumn
    banner: Banner
    header: RecordingHeader
    waveform: WaveformPanel
    transport: TransportBar
    ask: AskPane
    preview: Preview
    results: ResultsPane
    long: LongWork
    queue: QueueWork
    notes: NotesTab
    uploads: UploadsPane
    uploads_link: UploadsLink
    page: RecordingPage
    status: StatusLine
    errands: Errands
    documents: DocumentsLink
    script: ScriptDesk
    asking: AskingErrands
    reactions: Reactions
    commands: tuple[Group, ...]

    def __init__(self, preferences: Preferences, theme: Theme) -> None:
        super().__init__()
        self.preferences, self.theme = preferences, theme
        self.is_furnished = self.close_is_wanted = False
        self.setObjectName("main-window")
        self.setWindowTitle(self.tr("Audio Desk"))
        self.setMinimumSize(*LEAST_SIZE_PX)
        self.setAcceptDrops(True)
        self._side = side_place()
        self._lay_out()
        self.state = WindowState(self, self.dock, preferences)
        self.state.restore_place()
        self.state.restore_splitters(self)
        self.dock.setVisible(preferences.settings.uploads_visible)
        self.empty.open_button.setFocus()
        self.wishes = EarlyWishes(self)
        self.first_picture = FirstPicture(self)

    def open(self, path: Path) -> None:
        """Show the recording at `path`, or take over what else it is, as soon as that is possible."""
        if self.is_furnished:
            self.documents.open(path)
        else:
            self.wishes.open(path)

    def want_close(self) -> None:
        """Before anything is begun there is nothing to end, and the window goes at once."""
        self.close_is_wanted = True
        if not self.is_furnished:
            self.hide()
        self.close_wanted.emit()

    def take_in(self) -> None:
        """The panes are there: do what was wished for in the meantime."""
        self.is_furnished = True
        self.place_recordings()
        self.wishes.fulfil()

    def put_side(self, column: QWidget) -> None:
        """The list of recordings, in the place that was kept for it."""
        self.columns.replaceWidget(0, column)
        self._side.deleteLater()
        self._side = column

    def place_recordings(self) -> None:
        """Beside the page where there is room, and always while there is no page with the menu."""
        narrow = self.width() < COLUMN_FROM_PX
        self._side.setVisible(not narrow or self.stack.currentIndex() == 0)
        if self.is_furnished:
            self.header.others.setVisible(narrow)

    def act_on(self, action: str) -> None:
        """Do what a message offered."""
        self.reactions.act_on(action)

    async def settled(self) -> None:
        """Wait until nothing is being opened, read, asked or listed: what is drawn then will stay."""
        from audio_desk.ui.task_scope import TaskScope

        scopes = self.findChildren(TaskScope)
        while busy := [scope for scope in scopes if scope.is_busy]:
            for scope in busy:
                await scope.idle()

    async def end_work(self) -> None:
        """Keep the window's shape, hide it, stop all that it runs, and wait for that."""
        from audio_desk.ui.task_scope import TaskScope

        self.state.remember()
        self.hide()
        self.player.stop()
        await self.region_keeper.flush()
        self.script.editing.commit()
        await self.results.keeper.flush()
        await self.runner.close()
        await self.uploads_link.end()
        for scope in self.findChildren(TaskScope):
            await scope.close()
        self.waveform.close_reader()
        self.player.close()

    # --- building ------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.top_bar = TopBar(account_place(self.preferences.settings, self.theme), self.theme)
        self.top_bar.uploads.setChecked(self.preferences.settings.uploads_visible)
        self.empty = EmptyPane(self.theme)
        self.dock = UploadsDock(self.theme, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._with_margins(self.empty))
        body = QWidget()
        self.body = QVBoxLayout(body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.stack, 1)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setObjectName("columns-splitter")
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        self.columns.addWidget(self._side)
        self.columns.addWidget(body)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([SIDE_PX, LEAST_SIZE_PX[0]])
        self.setMenuWidget(self.top_bar)
        self.setCentralWidget(self.columns)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.resizeDocks([self.dock], [WIDTH_PX], Qt.Orientation.Horizontal)
        self.top_bar.uploads.toggled.connect(self._show_uploads)
        self.dock.wanted_changed.connect(self.top_bar.uploads.setChecked)
        self.setStatusBar(status_bar(status_place()))

    def _with_margins(self, widget: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.addWidget(widget)
        return holder

    def _show_uploads(self, visible: bool) -> None:
        self.dock.setVisible(visible)
        self.preferences.change(uploads_visible=visible)

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_recordings()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()
            self.empty.set_hovered(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.empty.set_hovered(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.empty.set_hovered(False)
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.want_close()


def _dropped_file(event: QDropEvent) -> Path | None:
    """The first file of this computer among what is dropped."""
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if files else None
