"""Tells screen readers' questions about the waveform to what answers them, which is loaded only then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessibleInterface

if TYPE_CHECKING:
    from audio_desk.ui.waveform.accessible.interfaces import AccessibleWave

WAVE_CLASS = "WaveView"


def accessible_waves() -> Callable[[str, QObject], QAccessibleInterface | None]:
    """A factory for QAccessible.installFactory.

    Qt keeps a pointer to each interface and deletes it in the end, so Python keeps them all: PySide crashes
    when it is told to delete one sooner.
    """
    return partial(_made, [])


def _made(kept: list[AccessibleWave], key: str, thing: QObject) -> QAccessibleInterface | None:
    if key != WAVE_CLASS:
        return None
    from audio_desk.ui.waveform.accessible.interfaces import AccessibleWave
    from audio_desk.ui.waveform.wave.view import WaveView

    if not isinstance(thing, WaveView):
        return None
    kept.append(AccessibleWave(thing))
    return kept[-1]
