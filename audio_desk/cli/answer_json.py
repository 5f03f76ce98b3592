"""An answer as the JSON object that `--json` prints."""

from __future__ import annotations

from audio_desk.gemini.types import Usage
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.transcripts.segment import Segment


def answer_object(answer: AnswerRecord, usage: Usage | None, rate: int) -> dict[str, object]:
    """All times in seconds on the recording's timeline."""
    region = answer.region
    return {
        "text": answer.text,
        "segments": [segment_object(segment, rate) for segment in answer.segments],
        "prompt": answer.prompt,
        "mode": answer.mode,
        "task": answer.task,
        "question": answer.question,
        "region": None if region is None else dict(zip(("start", "end"), region.seconds(rate), strict=True)),
        "finish": answer.finish,
        "complete": answer.status == AnswerStatus.COMPLETE,
        "problem": answer.problem,
        "usage": _usage(
            usage or Usage(answer.prompt_tokens, answer.answer_tokens, total=answer.total_tokens)
        ),
        "model": answer.model,
        "model_version": answer.model_version,
        "account": answer.account,
    }


def segment_object(segment: Segment, rate: int) -> dict[str, object]:
    return {
        "start": round(segment.start_frame / rate, 6),
        "end": round(segment.end_frame / rate, 6),
        "text": segment.text,
        "speaker": segment.speaker,
        "flags": sorted(segment.flags),
    }


def _usage(usage: Usage) -> dict[str, int | None]:
    return {
        "prompt_tokens": usage.prompt,
        "answer_tokens": usage.answer,
        "thought_tokens": usage.thoughts,
        "cached_tokens": usage.cached,
        "audio_tokens": usage.audio,
        "total_tokens": usage.total,
    }
