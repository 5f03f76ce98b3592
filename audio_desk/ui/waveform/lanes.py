"""Owns which lanes the waveform shows and how: spectrogram or not, channels mixed or each in its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from audio_desk.ui.preferences import Preferences

RANGE_DB = (30, 120)
"""The least and the most range that can be chosen."""
GAIN_DB = (-20, 60)


@dataclass(frozen=True, slots=True)
class Lanes:
    """The brightest colour is `spectrogram_gain_db` below full scale, the darkest its range below that."""

    spectrogram: bool = False
    channels_apart: bool = False
    spectrogram_range_db: int = 70
    spectrogram_gain_db: int = 20


class LaneState(QObject):
    """The `Lanes` in force; replaced, never mutated."""

    changed = Signal(object)
    """Lanes"""

    def __init__(self, lanes: Lanes | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes if lanes is not None else Lanes()

    @property
    def lanes(self) -> Lanes:
        return self._lanes

    def change(
        self,
        *,
        spectrogram: bool | None = None,
        channels_apart: bool | None = None,
        range_db: int | None = None,
        gain_db: int | None = None,
    ) -> None:
        """None leaves a choice as it is; ranges are clamped."""
        now = self._lanes
        self._use(
            replace(
                now,
                spectrogram=now.spectrogram if spectrogram is None else spectrogram,
                channels_apart=now.channels_apart if channels_apart is None else channels_apart,
                spectrogram_range_db=_within(
                    now.spectrogram_range_db if range_db is None else range_db, RANGE_DB
                ),
                spectrogram_gain_db=_within(now.spectrogram_gain_db if gain_db is None else gain_db, GAIN_DB),
            )
        )

    def keep_in(self, preferences: Preferences) -> None:
        """Start as `preferences` say, and tell them of every change."""
        known = preferences.settings
        self.change(
            spectrogram=known.spectrogram_visible,
            channels_apart=known.channels_apart,
            range_db=known.spectrogram_range_db,
            gain_db=known.spectrogram_gain_db,
        )
        self.changed.connect(lambda lanes: preferences.change(**_as_settings(lanes)))

    def _use(self, lanes: Lanes) -> None:
        if lanes != self._lanes:
            self._lanes = lanes
            self.changed.emit(lanes)


def _within(value: int, bounds: tuple[int, int]) -> int:
    return max(bounds[0], min(value, bounds[1]))


def _as_settings(lanes: Lanes) -> dict[str, bool | int]:
    return {
        "spectrogram_visible": lanes.spectrogram,
        "channels_apart": lanes.channels_apart,
        "spectrogram_range_db": lanes.spectrogram_range_db,
        "spectrogram_gain_db": lanes.spectrogram_gain_db,
    }
