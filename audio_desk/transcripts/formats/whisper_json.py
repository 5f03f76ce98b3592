"""JSON that other programs write: each Whisper has a shape of its own, and spaces before every text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from audio_desk.errors import TranscriptUnreadable

NO_SEGMENTS: Final = "it has no “segments”"


def foreign_segments(found: Any) -> Iterator[dict[str, Any]]:
    """Each with `start` and `end` in seconds, `text`, and who speaks where it says so.

    Raises TranscriptUnreadable where there is no list of them, and what a wrong shape causes.
    """
    for each in _listed(found):
        segment = _of_fields(each)
        speaker = segment.get("speaker")
        yield {
            "start": segment["start"],
            "end": segment["end"],
            "text": segment["text"].strip(),
            "speaker": speaker if isinstance(speaker, str) else None,
        }


def _listed(found: Any) -> Sequence[Any]:
    """openai-whisper, whisperX: `segments`; whisper.cpp: `transcription`; faster-whisper: the list alone."""
    if isinstance(found, list):
        return found
    for name in ("segments", "transcription"):
        if name in found:
            listed: Sequence[Any] = found[name]
            return listed
    raise TranscriptUnreadable(NO_SEGMENTS)


def _of_fields(each: Any) -> Mapping[str, Any]:
    if isinstance(each, list):
        # faster-whisper's tuple, as JSON writes it: id, seek, start, end, text, ...
        return {"start": each[2], "end": each[3], "text": each[4]}
    if "offsets" in each:
        # whisper.cpp counts milliseconds.
        times = each["offsets"]
        return {**each, "start": times["from"] / 1000, "end": times["to"] / 1000}
    fields: Mapping[str, Any] = each
    return fields
