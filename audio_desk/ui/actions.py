"""Makes actions of the table of commands and hangs them where their keys count."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from audio_desk.ui.commands import Command, Group


def install(groups: tuple[Group, ...], window: QWidget, waveform: QWidget) -> dict[str, QAction]:
    """Every command's action by its name; single letters act only while `waveform`, or the group's own
    place, has focus."""
    made: dict[str, QAction] = {}
    everything = ((command, group.place or waveform) for group in groups for command in group.commands)
    for command, place in everything:
        if command.run is None:
            continue
        made[command.name] = _action(command, window, command.anywhere, Qt.ShortcutContext.WindowShortcut)
        if command.waveform:
            _action(command, place, command.waveform, Qt.ShortcutContext.WidgetShortcut)
    return made


def _action(command: Command, owner: QWidget, keys: tuple[str, ...], context: Qt.ShortcutContext) -> QAction:
    run = command.run
    assert run is not None
    action = QAction(command.words, owner)
    action.setObjectName(command.name)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(context)
    action.setAutoRepeat(command.repeats)
    action.triggered.connect(lambda _checked: run())
    owner.addAction(action)
    return action
