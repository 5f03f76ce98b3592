"""The transcript's menu: what can be done with the lines that are chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QMenu, QWidget

from audio_desk.ui.document import Document
from audio_desk.ui.swatch import swatch
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.script import command_table as keys
from audio_desk.ui.transcripts.script.command_table import ScriptRuns
from audio_desk.ui.transcripts.script.commands import SPEAKERS, ScriptCommands


class ScriptMenu:
    """One menu, made anew each time; it opens without a loop of its own."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        commands: ScriptCommands,
        runs: ScriptRuns,
        name_wanted: Callable[[], object],
        owner: QWidget,
    ) -> None:
        self._document, self._theme, self._commands, self._runs = document, theme, commands, runs
        self._name_wanted, self._owner = name_wanted, owner
        self.menu = self._empty()

    def open(self, at: QPoint) -> None:
        """`at` in pixels of the screen."""
        self.menu.deleteLater()
        self.menu = self._empty()
        self._fill()
        self.menu.popup(at)

    def _empty(self) -> QMenu:
        menu = QMenu(self._owner)
        menu.setObjectName("script-menu")
        return menu

    def _fill(self) -> None:
        do, runs = self._commands, self._runs
        lines = do.meant if do.can_edit else ()
        self._add("edit-line", _tr("Write"), do.edit, "Return").setEnabled(bool(lines))
        split = self._add("split-line", _tr("Split"), do.split, keys.SPLIT_KEY)
        split.setEnabled(len(lines) == 1)
        words = _tr("Join with the next") if len(lines) == 1 else _tr("Join")
        self._add("join-lines", words, do.join, keys.JOIN_KEY).setEnabled(bool(lines))
        insert = self._add("insert-line", _tr("Insert a line at the playhead"), do.insert, keys.INSERT_KEY)
        insert.setEnabled(do.can_edit)
        self._add_times(bool(lines))
        self._add_speakers().setEnabled(bool(lines))
        again = _tr("Transcribe again") if len(lines) < 2 else _tr("Transcribe these {0} again")
        self._add("ask-again", again.format(len(lines)), do.ask_again, keys.AGAIN_KEY).setEnabled(bool(lines))
        self.menu.addSeparator()
        self._add("find", _tr("Find…"), runs.find, keys.FIND_KEY)
        self._add("replace", _tr("Replace…"), runs.replace, keys.REPLACE_KEY)
        self._add("speakers", _tr("Speakers…"), runs.speakers)
        self._add("versions", _tr("Versions…"), runs.versions)
        self.menu.addSeparator()
        delete = _tr("Delete the line") if len(lines) < 2 else _tr("Delete {0} lines")
        self._add("delete-lines", delete.format(len(lines)), do.delete, keys.DELETE_KEY).setEnabled(
            bool(lines)
        )

    def _add_times(self, enabled: bool) -> None:
        do = self._commands
        start, end = _tr("Starts at the playhead"), _tr("Ends at the playhead")
        self._add("line-start", start, do.start_at_playhead, "[").setEnabled(enabled)
        self._add("line-end", end, do.end_at_playhead, "]").setEnabled(enabled)

    def _add_speakers(self) -> QMenu:
        menu = self.menu.addMenu(_tr("Speaker"))
        menu.setObjectName("speaker-menu")
        colours = self._theme.colours.speakers
        for number, speaker in enumerate(self._document.script.script.speakers, 1):
            picture = swatch(QColor(colours[speaker.colour % len(colours)]))
            key = f"\tAlt+{number}" if number <= SPEAKERS else ""
            action = QAction(picture, speaker.name.replace("&", "&&") + key, menu)
            action.setObjectName(f"speaker-{number}")
            action.triggered.connect(lambda _on, name=speaker.name: self._commands.set_speaker(name))
            menu.addAction(action)
        menu.addSeparator()
        nobody, new = QAction(_tr("Nobody"), menu), QAction(_tr("Another…"), menu)
        nobody.setObjectName("speaker-nobody")
        nobody.triggered.connect(lambda _on: self._commands.set_speaker(None))
        new.setObjectName("speaker-new")
        new.triggered.connect(lambda _on: self._name_wanted())
        menu.addActions([nobody, new])
        return menu

    def _add(self, name: str, words: str, run: Callable[[], object], key: str = "") -> QAction:
        """The key is only shown: the window's own actions listen to it."""
        action = QAction(f"{words}\t{key}" if key else words, self.menu)
        action.setObjectName(f"menu-{name}")
        action.triggered.connect(lambda _on: run())
        self.menu.addAction(action)
        return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScriptMenu", text)
