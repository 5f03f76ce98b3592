"""An answer as the JSON object that `--json` prints."""

from __future__ import annotations

from audio_desk.gemini.types import Usage
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.asking.answer_places import places_of
from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment


def answer_object(answer: AnswerRecord, usage: Usage | None, rate: int) -> dict[str, object]:
    """All times in seconds on the recording's timeline."""
    return {
        "text": answer.text,
        "segments": [segment_object(segment, rate) for segment in answer.segments],
        "prompt": answer.prompt,
        "mode": answer.mode,
        "task": answer.task,
        "question": answer.question,
        "region": _region(answer.region, rate),
        "finish": answer.finish,
        "complete": answer.status == AnswerStatus.COMPLETE,
        "problem": answer.problem,
        "usage": _usage(
            usage or Usage(answer.prompt_tokens, answer.answer_tokens, total=answer.total_tokens)
        ),
        "model": answer.model,
        "model_version": answer.model_version,
        "account": answer.account,
        **(_several(answer) if answer.about else {}),
    }


def _several(answer: AnswerRecord) -> dict[str, object]:
    """Of a question about several recordings: these, and the places in the text, whose each of them is."""
    return {
        "recordings": [
            {
                "letter": each.letter,
                "name": each.name,
                "region": None
                if each.region is None
                else dict(zip(("start", "end"), each.span, strict=True)),
                "mode": each.mode,
            }
            for each in answer.about
        ],
        "times": [
            {
                "recording": None if place.about is None else place.about.letter,
                "start": place.link.seconds,
                "end": place.link.until,
                "flags": [] if place.doubt is None else [str(place.doubt)],
            }
            for place in places_of(answer)
        ],
    }


def segment_object(segment: Segment, rate: int) -> dict[str, object]:
    return {
        "start": round(segment.start_frame / rate, 6),
        "end": round(segment.end_frame / rate, 6),
        "text": segment.text,
        "speaker": segment.speaker,
        "flags": sorted(segment.flags),
    }


def _region(region: Region | None, rate: int) -> dict[str, float] | None:
    return None if region is None else dict(zip(("start", "end"), region.seconds(rate), strict=True))


def _usage(usage: Usage) -> dict[str, int | None]:
    return {
        "prompt_tokens": usage.prompt,
        "answer_tokens": usage.answer,
        "thought_tokens": usage.thoughts,
        "cached_tokens": usage.cached,
        "audio_tokens": usage.audio,
        "total_tokens": usage.total,
    }
