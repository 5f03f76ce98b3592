"""Which MIME types a prompt may hold: the guide's six, their other names, and what can be read besides."""

from __future__ import annotations

from audio_desk.limits import AUDIO_MIME_TYPES

_OTHER_NAMES = frozenset(
    {
        "application/ogg",
        "audio/aacp",
        "audio/aif",
        "audio/m4a",
        "audio/mp4",
        "audio/mp4a-latm",
        "audio/mpa",
        "audio/mpeg",
        "audio/mpeg3",
        "audio/mpg",
        "audio/opus",
        "audio/vnd.wave",
        "audio/vorbis",
        "audio/wave",
        "audio/webm",
        "audio/x-aac",
        "audio/x-aiff",
        "audio/x-flac",
        "audio/x-hx-aac-adts",
        "audio/x-m4a",
        "audio/x-mp3",
        "audio/x-mpeg",
        "audio/x-mpeg-3",
        "audio/x-ogg",
        "audio/x-pn-wav",
        "audio/x-vorbis+ogg",
        "audio/x-wav",
    }
)


def is_sound(mime_type: str) -> bool:
    """`Audio/OGG; codecs=opus` as well as `audio/ogg`."""
    kind = mime_type.partition(";")[0].strip().lower()
    return kind in AUDIO_MIME_TYPES or kind in _OTHER_NAMES
