"""The words of the notes on a recording's quality, for the window and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from audio_desk.audio.info import AudioInfo
from audio_desk.audio.quality.mix_warnings import MixTrouble, MixWarning
from audio_desk.audio.quality.notes import Note, NoteKind
from audio_desk.channels import channel_name
from audio_desk.region import Region
from audio_desk.timecode import clock

_TEXTS: Final = {
    NoteKind.DAMAGED: ("Damaged", "The file cannot be read {places}: there is silence, or sound left out."),
    NoteKind.CUT_OFF: ("Cut off", "The file ends in the middle, at {end}{claim}."),
    NoteKind.CLAIM: ("Length", "The header claims {claimed}; {length} really decode."),
    NoteKind.DEAD_CHANNEL: ("Dead channel", "{channels} silent all the time."),
    NoteKind.ANTI_PHASE: (
        "Channels cancel each other",
        "Left and right are opposite: mixed to mono, as Gemini hears it, most of the sound is gone.",
    ),
    NoteKind.CLIPPED: ("Clipped", "Recorded too loud: it stays at full scale {places}."),
    NoteKind.VERY_QUIET: ("Very quiet", "Even the loud parts are faint: words may not be understood."),
    NoteKind.SILENCE: ("Silence", "{count}, {total} in all (under {level} dB)."),
}


_MIX: Final = {
    MixTrouble.SILENT: "There is nothing to hear here: it is silent.",
    MixTrouble.CHANNEL_SILENT: "{channels} silent here.",
    MixTrouble.CANCELS: "{all} cancel each other here: mixed to mono, for Gemini, most of it is gone.",
    MixTrouble.DEAD_CHANNEL: "{channels} silent here: mixed with it, the sound becomes much fainter.",
    MixTrouble.CLIPPED: "{channels} recorded too loud here: it stays at full scale.",
}

_MOST_PLACES: Final = 5
"""In one sentence."""


class NoteWords(NamedTuple):
    title: str
    sentence: str


def note_words(note: Note, info: AudioInfo) -> NoteWords:
    """What to call it, and one sentence; the places themselves are `place_words`."""
    title, sentence = _TEXTS[note.kind]
    count = len(note.places)
    return NoteWords(
        title,
        sentence.format(
            places="here" if count == 1 else f"in {count:,} places",
            count="1 stretch" if count == 1 else f"{count:,} stretches",
            total=_length(note.frames / info.rate),
            level=f"−{-round(note.level_db)}",
            end=clock(info.duration, 1),
            length=clock(info.duration, 1),
            claimed=_claimed(info),
            claim=f"; its header claims {_claimed(info)}" if info.claim_differs else "",
            channels=_channels(note.channels, info.channels),
        ),
    )


def place_words(place: Region, rate: int) -> str:
    """`0:29.9 – 0:31.0`, or `0:29.9` where it is no longer than that."""
    start, end = (clock(seconds, 1) for seconds in place.seconds(rate))
    return start if start == end else f"{start} – {end}"


def damage_sentence(name: str, places: Sequence[Region], rate: int) -> str:
    """What is wrong with a stretch that is about to be sent or written."""
    shown = ", ".join(place_words(place, rate) for place in places[:_MOST_PLACES])
    more = f" and {len(places) - _MOST_PLACES:,} more places" if len(places) > _MOST_PLACES else ""
    return f"“{name}” is damaged at {shown}{more}: there is silence, or sound left out."


def mix_sentence(warning: MixWarning, channels: int) -> str:
    """What is wrong with sound that is about to be sent."""
    whole = warning.trouble == MixTrouble.CLIPPED and len(warning.channels) == channels
    sentence = _MIX[warning.trouble].format(
        channels="The sound is" if whole else _channels(warning.channels, channels),
        all="Left and right" if channels == 2 else "The channels",
    )
    if warning.sampled_seconds is None:
        return sentence
    return f"{sentence[:-1]} (as far as {_length(warning.sampled_seconds)} of it tell)."


def _claimed(info: AudioInfo) -> str:
    return clock((info.claimed_frames or 0) / info.rate, 1)


def _length(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else clock(seconds)


def _channels(dead: tuple[int, ...], count: int) -> str:
    if count == 2 and len(dead) == 1:
        return f"The {channel_name(dead[0], count)} channel is"
    names = ", ".join(str(channel + 1) for channel in dead)
    return f"Channel {names} is" if len(dead) == 1 else f"Channels {names} are"
