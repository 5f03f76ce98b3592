"""Our own JSON (.json): everything there is, complete; resources/schema/transcript.schema.json describes it.

All times are seconds of the recording, to the microsecond: a frame is found again at any rate.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from audio_desk.errors import TranscriptUnreadable
from audio_desk.transcripts.formats.document import Answer, Document, Layout, Line, Mark, within_reach
from audio_desk.transcripts.formats.whisper_json import NO_SEGMENTS, foreign_segments

SCHEMA: Final = "audio-desk-transcript"
VERSION: Final = 1
_WORDS: Final = ("task", "question", "text", "prompt", "mode", "account", "model", "model_version")
_ENDS: Final = ("status", "finish", "problem")
_LARGEST: Final = 2**62
"""SQLite's numbers end at 2**63."""
_TOKENS: Final = ("prompt_tokens", "answer_tokens", "total_tokens")


def write(document: Document, layout: Layout) -> bytes:
    """Nothing is left out, whatever is wished for."""
    written = {
        "schema": SCHEMA,
        "version": VERSION,
        "program": document.program,
        "exported": _moment(document.exported),
        "recording": {
            "name": document.name,
            "sha256": document.sha256,
            "duration": document.duration,
            "rate": document.rate,
        },
        "segments": [_line(line) for line in document.lines],
        "regions": [_mark(mark) for mark in document.marks],
        "answers": [_answer(answer) for answer in document.answers],
    }
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read(text: str) -> tuple[tuple[Line, ...], tuple[Mark, ...], tuple[Answer, ...]]:
    """Ours, one of a Whisper's, or any with `segments` of `start`, `end` and `text`.

    Raises TranscriptUnreadable.
    """
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or found.get("schema") != SCHEMA:
            return tuple(map(_read_line, foreign_segments(found))), (), ()
        if "segments" not in found:
            raise TranscriptUnreadable(NO_SEGMENTS)
        if int(found.get("version", VERSION)) > VERSION:
            raise TranscriptUnreadable("a newer Audio Desk made it")
        lines = tuple(map(_read_line, found["segments"]))
        marks = tuple(map(_read_mark, found.get("regions") or ()))
        answers = tuple(map(_read_answer, found.get("answers") or ()))
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as error:
        raise TranscriptUnreadable("it is not the JSON of a transcript") from error
    return lines, marks, answers


# --- writing -----------------------------------------------------------------------------------------------


def _line(line: Line) -> dict[str, object]:
    return {
        "start": round(line.start, 6),
        "end": round(line.end, 6),
        "text": line.text,
        "speaker": line.speaker,
        "flags": list(line.flags),
        "answer": line.answer,
        "edited": line.edited,
    }


def _mark(mark: Mark) -> dict[str, object]:
    return {
        "start": round(mark.start, 6),
        "end": round(mark.end, 6),
        "name": mark.name,
        "comment": mark.comment,
        "colour": mark.colour,
        "created": _moment(mark.created),
    }


def _answer(answer: Answer) -> dict[str, object]:
    span = answer.span
    return {
        "id": answer.id,
        **{name: getattr(answer, name) for name in (*_WORDS, *_ENDS)},
        "span": None if span is None else {"start": round(span[0], 6), "end": round(span[1], 6)},
        "channel": answer.channel,
        "created": _moment(answer.created),
        "finished": _moment(answer.finished),
        **dict(zip(_TOKENS, answer.tokens, strict=True)),
        "segments": [_line(line) for line in answer.lines],
    }


def _moment(when: datetime | None) -> str | None:
    return None if when is None else when.astimezone(UTC).isoformat()


# --- reading -----------------------------------------------------------------------------------------------


def _read_line(found: Mapping[str, Any]) -> Line:
    speaker = found.get("speaker")
    answer = found.get("answer")
    return Line(
        start=_seconds(found["start"]),
        end=max(_seconds(found["start"]), _seconds(found["end"])),
        text=_words(found["text"]),
        speaker=None if speaker is None else str(speaker),
        flags=tuple(map(str, found.get("flags") or ())),
        answer=answer if isinstance(answer, int) else None,
        edited=bool(found.get("edited")),
    )


def _read_mark(found: Mapping[str, Any]) -> Mark:
    return Mark(
        start=_seconds(found["start"]),
        end=max(_seconds(found["start"]), _seconds(found["end"])),
        name=_words(found.get("name") or ""),
        comment=_words(found.get("comment") or ""),
        colour=_count(found.get("colour")) or 0,
        created=_when(found.get("created")),
    )


def _read_answer(found: Mapping[str, Any]) -> Answer:
    span = found.get("span")
    segments: Sequence[Mapping[str, Any]] = found.get("segments") or ()
    prompt, answer, total = (_count(found.get(name)) for name in _TOKENS)
    return Answer(
        id=int(found["id"]),
        **{name: _words(found.get(name) or "") for name in (*_WORDS, *_ENDS)},
        span=None if span is None else (_seconds(span["start"]), _seconds(span["end"])),
        created=_when(found.get("created")),
        finished=_when(found.get("finished")),
        tokens=(prompt, answer, total),
        lines=tuple(map(_read_line, segments)),
        channel=_count(found.get("channel")),
    )


def _seconds(value: object) -> float:
    """Raises ValueError."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf"):
        return within_reach(float(value))
    raise ValueError(f"no time: {value!r}")


def _words(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"no text: {value!r}")


def _count(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST:
        return value
    return None


def _when(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    found = datetime.fromisoformat(value)
    if not 1970 <= found.year < 9000:
        raise ValueError(f"no moment: {value}")
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
