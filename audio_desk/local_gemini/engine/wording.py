"""The sentences that the engine itself says. Transcripts hold none of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from audio_desk.local_gemini.engine.acoustics import Character, plain_words
from audio_desk.local_gemini.engine.frames import Span
from audio_desk.local_gemini.engine.passages import Passage
from audio_desk.local_gemini.engine.prompt import Beyond
from audio_desk.local_gemini.engine.questions import Asks
from audio_desk.local_gemini.engine.sound_map import Kind, SoundMap, Stretch
from audio_desk.local_gemini.engine.spoken import Utterance
from audio_desk.timecode import mmss

NOTICE: Final = (
    "This is the on-device engine: it quotes what is said and measures what sounds, rather than interprets."
)
NO_SOUND: Final = "There is no recording in this request."
NOTHING_BEARS: Final = "Nothing that is said here bears on the question, as far as its words go."
NO_SUMMARY: Final = (
    "It cannot summarize; these are the opening, the most central and the closing passages, quoted:"
)
SOUNDS_UNNAMED: Final = "It does not name sounds; it describes their pitch and level."
NO_OTHER_SOUND: Final = "No sound other than speech was found here."
NO_SCHEMA: Final = "The on-device engine cannot fill this schema: it knows words, sounds and their times."
ONSET_SECONDS: Final = 0.1
"""A sound is first measured when it has already swollen a little."""

_KIND_ONLY: Final = {
    Asks.AMOUNT: "Nothing that is said here shares the question's words; these passages name an amount:",
    Asks.TIME: "Nothing that is said here shares the question's words; these passages name a time:",
}


def cannot(beyond: Beyond) -> str:
    return (
        f"It cannot {beyond}; it can transcribe English speech, quote the passages that bear on a question, "
        "and list sounds with their times and levels."
    )


def untranslated() -> str:
    return "The on-device engine cannot translate; this is the transcript of the English speech."


def only_by_kind(asks: Asks) -> str:
    return _KIND_ONLY[asks]


def outside(wanted: tuple[float, float], duration: float) -> str:
    start = mmss(wanted[0])
    end = "the end" if math.isinf(wanted[1]) else mmss(wanted[1])
    if wanted[1] <= wanted[0]:
        return f"The part from {start} to {end} ends before it begins."
    return f"The recording is {mmss(duration)} long: the part from {start} to {end} lies outside it."


def no_speech(span: Span, whole: bool) -> str:
    if whole:
        return "There is no speech in this recording."
    return f"There is no speech from {mmss(span.start)} to {mmss(span.end)}."


def label(seconds: float, span: Span) -> str:
    """The nearest whole second that lies inside the span; a fraction where the span holds none."""
    first, last = math.ceil(span.start - 1e-6), math.ceil(span.end - 1e-6) - 1
    if first > last:
        at = min(max(seconds, span.start), span.end)
        return f"{mmss(math.floor(at))}.{math.floor(at % 1 * 1000):03d}"
    return mmss(min(max(math.floor(seconds + 0.5), first), last))


def transcript_line(utterance: Utterance, span: Span, *, with_time: bool = True, mark: str = "") -> str:
    """`mark` is the recording's letter, where it has one."""
    time = f"{mark} {label(utterance.start, span)}".strip()
    return f"[{time}] {utterance.text}\n" if with_time else f"{utterance.text}\n"


def quote(line: Utterance, span: Span, name: str, mark: str = "") -> str:
    """`name` only where several recordings are asked about; a letter goes before it."""
    time = f"{mark} {label(line.start, span)}".strip()
    where = f"{name} {time}" if name and not mark else f"[{time}]"
    return f'{where} "{line.text}"'


def quotes(passages: Iterable[Passage], span: Span, name: str, mark: str = "") -> str:
    return "\n\n".join(
        "\n".join(quote(line, span, name, mark) for line in passage.lines) for passage in passages
    )


def time_range(stretch: Stretch) -> str:
    """`00:43-00:51`."""
    start = max(0.0, stretch.start - ONSET_SECONDS) if stretch.kind is Kind.OTHER else stretch.start
    return f"{mmss(start)}-{mmss(stretch.end)}"


def stretch_line(stretch: Stretch, heard: Character | None, mark: str = "") -> str:
    """`heard` for a sound that is no speech; `mark`, the recording's letter, before the time."""
    levels = f"level {stretch.level_db:.0f} dBFS"
    if stretch.kind is not Kind.SILENCE:
        levels += f", peak {stretch.peak_db:.0f} dBFS"
    what = {Kind.SPEECH: "speech", Kind.SILENCE: "silence", Kind.OTHER: "other sound"}[stretch.kind]
    words = f": {plain_words(heard)}" if heard else ""
    return f"{mark} {time_range(stretch)} {what}{words}; {levels}".lstrip()


def shares(found: SoundMap) -> str:
    """How much of the span is what. In per cent: every time in an answer is a place to go to."""
    parts = [
        f"{name} {100 * total / found.span.seconds:.0f} %"
        for kind, name in ((Kind.SPEECH, "speech"), (Kind.OTHER, "other sounds"), (Kind.SILENCE, "silence"))
        if (total := sum(stretch.seconds for stretch in found.of(kind)))
    ]
    text = f"Of {found.span.seconds:.0f} seconds: {', '.join(parts) or 'silence 100 %'}."
    if found.background:
        text += f" Something sounds all the time, also between the words, at about {found.floor_db:.0f} dBFS."
    return text
