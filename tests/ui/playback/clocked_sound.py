"""A sound device without a speaker: it takes PCM at the speed of sound, keeps it, and can be unplugged."""

from __future__ import annotations

import time

from audio_desk.ui.playback.heard import Heard
from audio_desk.ui.playback.output import Device, NoSound, Output
from audio_desk.ui.playback.pcm import PcmFormat

_BUFFER_SECONDS = 0.1
_PERIOD_SECONDS = 0.02


class ClockedOutput:
    """Plays by the clock, in steps of its period, as devices do; `speed` makes the clock run faster.

    `keeps`: what it was given can be looked at; a device that plays for hours only counts it.
    """

    def __init__(self, form: PcmFormat, speed: float, device: str, *, keeps: bool = True) -> None:
        self._form, self._speed, self.device = form, speed, device
        self._began: float | None = None
        self.received = bytearray()
        self._keeps, self._given = keeps, 0
        self.problem = ""
        self.volume = 1.0
        self.stopped = False

    @property
    def form(self) -> PcmFormat:
        return self._form

    def free_bytes(self) -> int:
        buffer = round(self._form.rate * _BUFFER_SECONDS * self._speed) * self._form.frame_bytes
        return max(0, buffer - (self._given - self._heard_bytes()))

    def write(self, data: bytes) -> int:
        if self._began is None:
            self._began = time.monotonic()
        self._given += len(data)
        if self._keeps:
            self.received += data
        return len(data)

    def taken_seconds(self) -> float:
        return self._heard_bytes() / self._form.frame_bytes / self._form.rate

    def heard(self) -> Heard:
        return Heard(self.taken_seconds(), time.monotonic())

    def is_drained(self) -> bool:
        return self._heard_bytes() >= self._given

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def stop(self) -> None:
        self.stopped = True

    def finish(self) -> None:
        self.stopped = True

    def _heard_bytes(self) -> int:
        if self._began is None:
            return 0
        elapsed = (time.monotonic() - self._began) * self._speed
        stepped = elapsed // _PERIOD_SECONDS * _PERIOD_SECONDS
        return min(round(stepped * self._form.rate) * self._form.frame_bytes, self._given)


class ClockedSound:
    """The system's sound, with two such devices in it or none; the first is its own."""

    def __init__(self, speed: float = 4.0, *, keeps: bool = True) -> None:
        self.missing = ""
        self.present = [Device("desk", "Desk speakers"), Device("phones", "Headphones")]
        self.closed = False
        self.outputs: list[ClockedOutput] = []
        self._speed, self._keeps = speed, keeps

    @property
    def output(self) -> ClockedOutput:
        return self.outputs[-1]

    def check(self) -> None:
        if self.missing:
            raise NoSound(self.missing)

    def devices(self) -> tuple[Device, ...]:
        return () if self.missing else tuple(self.present)

    def target(self, device: str) -> str:
        ids = [present.id for present in self.present]
        return device if device in ids else ids[0]

    def close(self) -> None:
        self.closed = True

    def start(self, rate: int, channels: int, volume: float, device: str = "") -> Output:
        self.check()
        form = PcmFormat(rate, min(channels, 2))
        self.outputs.append(ClockedOutput(form, self._speed, self.target(device), keeps=self._keeps))
        self.output.set_volume(volume)
        return self.output
