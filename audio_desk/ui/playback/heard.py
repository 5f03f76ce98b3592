"""Says how much has been heard, smoothly: sound devices count in steps, a playhead must not."""

from __future__ import annotations

_CATCH_UP = 0.2
"""Of the distance to what the device says, taken back at each of its steps."""
_JUMP_SECONDS = 0.25
"""Farther off than this is not jitter: take the device's word at once."""


class HeardClock:
    """Seconds heard since the start, never backward, never beyond what was given to the device."""

    def __init__(self) -> None:
        self._device = 0.0
        self._anchor_heard = 0.0
        self._anchor_now = 0.0
        self._began = False
        self._last = 0.0

    def heard(self, device_seconds: float, now: float, given_seconds: float) -> float:
        """`device_seconds` as the device counts, `now` on any steady clock, both in seconds."""
        if device_seconds <= 0:
            return self._last
        if not self._began:
            self._anchor(device_seconds, now)
        elif device_seconds != self._device:
            guess = self._anchor_heard + now - self._anchor_now
            error = device_seconds - guess
            self._anchor(device_seconds if abs(error) > _JUMP_SECONDS else guess + error * _CATCH_UP, now)
        self._device = device_seconds
        guess = self._anchor_heard + now - self._anchor_now
        # A device that has stopped counting holds the clock back a moment later.
        guess = min(guess, given_seconds, self._device + _JUMP_SECONDS)
        self._last = max(self._last, guess)
        return self._last

    def _anchor(self, heard: float, now: float) -> None:
        self._anchor_heard, self._anchor_now, self._began = heard, now, True
