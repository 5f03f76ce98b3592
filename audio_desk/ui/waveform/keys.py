"""The keys of the waveform, as a table; what is not in it goes on to the window's actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from audio_desk.ui.waveform.commands import Commands
from audio_desk.ui.waveform.drag_session import DragSession
from audio_desk.ui.waveform.view_state import ZOOM_STEP, ViewState

_Modifier = Qt.KeyboardModifier
_NONE, _SHIFT, _ALT, _CTRL = (
    _Modifier.NoModifier,
    _Modifier.ShiftModifier,
    _Modifier.AltModifier,
    _Modifier.ControlModifier,
)
_IGNORED = _Modifier.KeypadModifier | _Modifier.GroupSwitchModifier
"""Where the key stands, and the level that a layout needs for `[`, make no difference."""
_EDGE_SECONDS = 0.05


class Keys:
    """`press` answers whether the key meant something here."""

    def __init__(self, commands: Commands, view: ViewState, session: DragSession) -> None:
        self._session = session
        self._commands = commands
        key, do = Qt.Key, commands
        nudge, start, end = do.nudge_playhead, do.nudge_region_start, do.nudge_region_end
        self._table: dict[tuple[int, _Modifier], Callable[[], object]] = {
            (key.Key_Left, _NONE): lambda: nudge(-1),
            (key.Key_Right, _NONE): lambda: nudge(1),
            (key.Key_Left, _SHIFT): lambda: nudge(-5),
            (key.Key_Right, _SHIFT): lambda: nudge(5),
            (key.Key_Comma, _NONE): lambda: nudge(-0.1),
            (key.Key_Period, _NONE): lambda: nudge(0.1),
            (key.Key_Home, _NONE): do.playhead_to_start,
            (key.Key_End, _NONE): do.playhead_to_end,
            (key.Key_BracketLeft, _NONE): do.region_start_at_playhead,
            (key.Key_BracketRight, _NONE): do.region_end_at_playhead,
            (key.Key_Left, _ALT): lambda: start(-_EDGE_SECONDS),
            (key.Key_Right, _ALT): lambda: start(_EDGE_SECONDS),
            (key.Key_Left, _ALT | _SHIFT): lambda: end(-_EDGE_SECONDS),
            (key.Key_Right, _ALT | _SHIFT): lambda: end(_EDGE_SECONDS),
            (key.Key_A, _CTRL): do.select_all,
        }
        closer, farther = (lambda: view.zoom(ZOOM_STEP)), (lambda: view.zoom(1 / ZOOM_STEP))
        self._table[key.Key_Plus, _NONE] = self._table[key.Key_Plus, _SHIFT] = closer
        self._table[key.Key_Equal, _NONE] = closer
        self._table[key.Key_Minus, _NONE] = farther

    def press(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~_IGNORED
        if event.key() == Qt.Key.Key_Escape and modifiers == _NONE:
            return self._session.cancel() or self._commands.clear_selection()
        command = self._table.get((event.key(), modifiers))
        if command is None:
            return False
        command()
        return True

    def claims(self, event: QKeyEvent) -> bool:
        """Keys that no action of the window may take: Escape while a drag goes on."""
        return event.key() == Qt.Key.Key_Escape and self._session.is_active
