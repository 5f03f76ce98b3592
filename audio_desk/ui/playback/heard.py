"""Says how much has been heard, smoothly: sound devices count in steps, a playhead must not."""

from __future__ import annotations

from dataclasses import dataclass

_CATCH_UP = 0.2
"""Of the distance to what the device says, taken back at each of its steps."""
_JUMP_SECONDS = 0.25
"""Farther off than this is not jitter: take the device's word at once."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a device says: so many seconds had been heard at that moment of `time.monotonic()`."""

    seconds: float
    moment: float


class HeardClock:
    """Seconds heard since the start, never backward, never beyond what was given to the device."""

    def __init__(self) -> None:
        self._device = 0.0
        self._anchor = Heard(0.0, 0.0)
        self._began = False
        self._last = 0.0

    def heard(self, device: Heard, now: float, given_seconds: float) -> float:
        """What has been heard at `now`, from what the device said last."""
        if device.seconds <= 0:
            return self._last
        if not self._began:
            self._anchor, self._began = device, True
        elif device.seconds != self._device:
            guess = self._guess(device.moment)
            error = device.seconds - guess
            taken = device.seconds if abs(error) > _JUMP_SECONDS else guess + error * _CATCH_UP
            self._anchor = Heard(taken, device.moment)
        self._device = device.seconds
        # A device that has stopped counting holds the clock back a moment later.
        guess = min(self._guess(now), given_seconds, self._device + _JUMP_SECONDS)
        self._last = max(self._last, guess)
        return self._last

    def _guess(self, moment: float) -> float:
        return self._anchor.seconds + moment - self._anchor.moment
