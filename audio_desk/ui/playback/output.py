"""What the player needs of a sound device, and of the system that has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from audio_desk.ui.playback.heard import Heard
from audio_desk.ui.playback.pcm import PcmFormat


class NoSound(Exception):
    """There is no way to make a sound; `reason` is one sentence for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Device:
    """Something to hear with; `id` is the system's own and stays the same from day to day."""

    id: str
    name: str


class Output(Protocol):
    """One stream to one device, from `start` of the system until `stop`."""

    @property
    def form(self) -> PcmFormat: ...

    @property
    def problem(self) -> str:
        """One sentence once the device has failed; empty while it works."""

    def free_bytes(self) -> int:
        """How much `write` takes now."""

    def write(self, data: bytes) -> int:
        """Returns how many bytes it took."""

    def taken_seconds(self) -> float:
        """How much the device has taken to play, as it counts, in steps."""

    def heard(self) -> Heard:
        """How much of that has left the speaker: the system and the device hold the rest back."""

    def is_drained(self) -> bool:
        """Everything that was written has been taken."""

    def set_volume(self, volume: float) -> None:
        """0 to 1."""

    def stop(self) -> None:
        """At once; what was not heard yet never will be."""

    def finish(self) -> None:
        """Stop by itself once all that was written has sounded."""


class Sound(Protocol):
    """The system's sound."""

    def check(self) -> None:
        """Raises NoSound."""

    def devices(self) -> tuple[Device, ...]:
        """All there are; empty without any."""

    def target(self, device: str) -> str:
        """The device that `start` would open: this one, or the system's own where it is gone or empty."""

    def start(self, rate: int, channels: int, volume: float, device: str = "") -> Output:
        """Open that target. Raises NoSound."""

    def close(self) -> None:
        """Let go of the system; nothing is started after it."""
