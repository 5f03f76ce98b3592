"""Which frequencies are written beside the spectrogram, and how."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from audio_desk.audio.spectrum import FrequencyAxis

_BY_WEIGHT = (1000, 10_000, 100, 5000, 2000, 500, 20_000, 200, 50, 50_000)
"""Where there is no room for all, the first are written."""


def frequency_text(hertz: float) -> str:
    """`440 Hz`, `3.2 kHz`, `12 kHz`."""
    if hertz < 1000:
        return _tr("{0} Hz").format(round(hertz))
    return _tr("{0} kHz").format(f"{hertz / 1000:.1f}".removesuffix(".0"))


def frequency_labels(axis: FrequencyAxis, height: float, room_px: float) -> Iterator[tuple[float, str]]:
    """Position from the top and words of each; `room_px` apart, and as far from both ends as half of it."""
    taken: list[float] = []
    for hertz in _BY_WEIGHT:
        y = height * (1 - axis.part(hertz))
        inside = room_px / 2 <= y <= height - room_px / 2
        if inside and all(abs(y - other) >= room_px for other in taken):
            taken.append(y)
            yield y, frequency_text(hertz)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Waveform", text)
