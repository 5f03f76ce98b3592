"""The names of a recording's channels, and which of them a name means."""

from __future__ import annotations

from typing import Final

from audio_desk.errors import SettingInvalid

_SIDES: Final = ("left", "right")
MIX: Final = "mix"
"""All of them: a model hears their mean."""


def channel_name(channel: int, channels: int) -> str:
    """`left` and `right` where there are two, else `channel 3`; `channel` counts from 0."""
    return _SIDES[channel] if channels == 2 else f"channel {channel + 1}"


def channel_of(name: str) -> int | None:
    """Counted from 0; None for all of them. Raises SettingInvalid."""
    words = name.strip().lower()
    if words == MIX:
        return None
    if words in _SIDES:
        return _SIDES.index(words)
    if words.isdecimal() and int(words) > 0:
        return int(words) - 1
    raise SettingInvalid(f"a channel is mix, left, right, or its number from 1 on, not {name}")
