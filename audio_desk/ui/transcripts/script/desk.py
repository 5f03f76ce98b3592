"""Connects the transcript's list, its menu and its keys with sound, waveform and library."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QWindow

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.ui.commands import Group
from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from audio_desk.ui.regions.step import Step
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.finding.finding import Finding
from audio_desk.ui.transcripts.list.editing import LineEditing
from audio_desk.ui.transcripts.script.command_table import ScriptRuns, script_commands
from audio_desk.ui.transcripts.script.commands import SPEAKERS, ScriptCommands
from audio_desk.ui.transcripts.script.errands import ScriptErrands
from audio_desk.ui.transcripts.script.menu import ScriptMenu
from audio_desk.ui.transcripts.script.tools import ScriptTools

if TYPE_CHECKING:
    from audio_desk.ui.main_window import MainWindow


class ScriptDesk(QObject):
    """Lives as long as the window, whose panes are there when it is made."""

    def __init__(
        self, desk: Desk, document: Document, player: Player, theme: Theme, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._document, self._player, self._window = document, player, window
        self._results = results = window.results
        self.model, self.view = results.transcript.model, results.transcript.view
        self.editing = LineEditing(document, self.model, self.view)
        self.commands = ScriptCommands(document, self.model, self.view, self.editing)
        self.finding = Finding(desk, document, theme, self.model, self.view, self.editing)
        results.transcript.put_above(self.finding.bar)
        self.errands = ScriptErrands(desk, document, theme, results, self.commands, window)
        self._runs = ScriptRuns(
            find=lambda: self._in_transcript(self.finding.open),
            replace=lambda: self._in_transcript(lambda: self.finding.open(replacing=True)),
            speakers=self.errands.show_speakers,
            versions=self.errands.show_versions,
            focus=lambda: self._in_transcript(self.view.setFocus),
        )
        self.menu = ScriptMenu(
            document, theme, self.commands, self._runs, self.errands.ask_for_speaker, self.view
        )
        hints = {command.name: command.hint for command in self.group.commands}
        ScriptTools(results.tabs, self._runs.find, hints["find"], self.menu)
        self._connect()
        self._add_speaker_keys()

    @property
    def group(self) -> Group:
        return Group(self.tr("Transcript"), tuple(script_commands(self.commands, self._runs)), self.view)

    def _connect(self) -> None:
        document, view, results = self._document, self.view, self._results
        view.editing_wanted.connect(self.editing.begin)
        view.chosen.connect(self._choose)
        view.menu_wanted.connect(self.menu.open)
        self.editing.went_on.connect(self._choose)
        self.commands.transcript_wanted.connect(self._window.runner.transcribe)
        results.play_wanted.connect(self._player.play)
        self._player.playing_changed.connect(view.following.set_playing)
        document.history.replayed.connect(self._show_step)
        document.script.focus_changed.connect(self._show_line)
        results.keeper.failed.connect(self._show_trouble)
        results.keeper.coming.connect(self.editing.put)
        results.keeper.met.connect(self._show_met)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._look)
        bar = self.finding.bar
        bar.everywhere_wanted.connect(
            lambda: self.errands.replace_everywhere(bar.query, bar.replacement.text())
        )

    def _add_speaker_keys(self) -> None:
        for number in range(1, SPEAKERS + 1):
            action = QAction(self.tr("Speaker {0}").format(number), self._window)
            action.setObjectName(f"set-speaker-{number}")
            action.setShortcut(QKeySequence(f"Alt+{number}"))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _on, number=number: self.commands.set_speaker_number(number))
            self._window.addAction(action)

    def _choose(self, _row: int = -1) -> None:
        """What was chosen is heard next, unless something plays or the playhead is in it."""
        self.commands.choose_by_hand()
        lines = self.commands.meant
        if lines and not self._player.is_playing:
            at, last = self._document.playhead, max(line.end_frame for line in lines)
            if not lines[0].start_frame <= at < last:
                self._document.move_playhead(lines[0].start_frame)

    def _in_transcript(self, run: Callable[[], object]) -> None:
        self._results.tabs.setCurrentWidget(self._results.transcript)
        run()

    def _show_line(self, line: KeptSegment | None) -> None:
        """It was chosen elsewhere: on the waveform, or by undoing."""
        row = self.model.row_of(line.id) if line is not None else -1
        if row >= 0 and row not in self.view.chosen_rows():
            self.view.choose(row)

    def _show_step(self, step: Step) -> None:
        """What was just undone or redone is in sight."""
        if step.change is None:
            return
        script = self._document.script.script
        named = (*step.change.removed, *step.change.added)
        line = next((line for line in named if script.get(line.id) is not None), None)
        if line is not None:
            self._results.tabs.setCurrentWidget(self._results.transcript)
            self.view.choose(self.model.row_of(line.id))

    def _look(self, focused: QWindow | None) -> None:
        """Back from another program, which may have written."""
        if focused is not None:
            self._results.keeper.look()

    def _show_met(self, keeps_theirs: bool) -> None:
        words = self.tr("The transcript was changed by another program: this is how it is now")
        if keeps_theirs:
            words = self.tr("Another program changed the transcript too: what it wrote is kept as a version")
        self._window.status.show_done(words)

    def _show_trouble(self, error: AudioDeskError) -> None:
        """What was written is kept in the window, and tried again now and then."""
        keeper = self._results.keeper
        self._window.banner.show_error(words_for(error), lambda _action: keeper.retry())
