"""Transcripts in JSON and in the parts of a transcriber: asked for by capability, shown as lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audio_desk import errors
from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.library.records import AnswerStatus
from audio_desk.operations.asking.estimate import facts_of
from audio_desk.operations.desk import Desk
from audio_desk.region import Region
from audio_desk.request.capabilities import writes_json
from audio_desk.request.plan import plan
from audio_desk.request.prompts import Task
from tests.operations.asked import finished, gather, request_about, text_of
from tests.operations.conftest import OpenDesk, said
from tests.server_process import ServerProcess

QUESTION = "streamGenerate"
SEGMENTS = [
    {"start": "00:01", "end": "00:02", "speaker": "Maya", "text": "Did it?"},
    {"start": "00:03", "end": "00:05", "speaker": "Tom", "text": "[00:03] Only once."},
]
LINES = "[00:03] Maya: Did it?\n[00:05] Tom: Only once.\n"


@pytest.fixture(autouse=True)
def account(server: ServerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Gemini account is the server here."""
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    monkeypatch.setenv("GEMINI_API_KEY", server.api_key)


def events(*given: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"path": QUESTION, "action": "events", "events": list(given), **more}


def refused(message: str) -> dict[str, Any]:
    body = {"error": {"code": 400, "status": "INVALID_ARGUMENT", "message": message}}
    return {"path": QUESTION, "action": "status", "status": 400, "body": body}


def asked(server: ServerProcess) -> list[dict[str, Any]]:
    return [seen["body"] for seen in server.seen() if QUESTION in seen["path"]]


async def answer(desk: Desk, path: Path, model: str = "gemini-x", **changes: Any) -> Any:
    request = await request_about(desk, path, account="gemini", model=model, **changes)
    return await gather(desk, request)


def configuration(body: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = body.get("generationConfig", {})
    return found


async def test_segments_are_asked_for_and_shown_as_lines(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    written = json.dumps(SEGMENTS)
    server.script_faults([events(said(written[:30]), said(written[30:95]), said(written[95:], "STOP"))])
    async with open_desk() as desk:
        got = await answer(desk, tones)
    assert configuration(asked(server)[-1])["responseMimeType"] == "application/json"
    assert text_of(got) == LINES
    kept = finished(got).answer
    assert kept.text == LINES
    assert [(s.start_frame, s.end_frame, s.speaker, s.text) for s in kept.segments] == [
        (24_000, 32_000, "Maya", "Did it?"),
        (40_000, 56_000, "Tom", "Only once."),
    ]


async def test_lines_that_come_instead_are_taken_without_asking_again(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    before = len(asked(server))
    server.script_faults([events(said("[00:01] Did"), said(" it?\n[00:03] Only once.", "STOP"))])
    async with open_desk() as desk:
        got = await answer(desk, tones)
    assert text_of(got) == "[00:03] Did it?\n[00:05] Only once."
    assert [line.text for line in finished(got).answer.segments] == ["Did it?", "Only once."]
    assert len(asked(server)) == before + 1


@pytest.mark.parametrize("text", ['{"summary": "Nothing with times."}', '["a", "b"]', "{", "Just words."])
async def test_whatever_else_comes_is_shown_as_it_is(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, text: str
) -> None:
    server.script_faults([events(said(text[:3]), said(text[3:], "STOP"))])
    async with open_desk() as desk:
        got = await answer(desk, tones)
    assert text_of(got) == ("" if text == "{" else text)


async def test_an_empty_list_is_an_answer_without_text(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([events(said("[]", "STOP"))])
    async with open_desk() as desk:
        assert finished(await answer(desk, tones)).answer.problem == "empty"


async def test_json_that_was_cut_keeps_the_words_that_came(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    written = json.dumps(SEGMENTS)
    server.script_faults([events(said(written[: written.index("once")], "MAX_TOKENS"))])
    async with open_desk() as desk:
        kept = finished(await answer(desk, tones)).answer
    assert kept.text == "[00:03] Maya: Did it?\n[00:05] Tom: Only\n"
    assert kept.status == AnswerStatus.INCOMPLETE


async def test_a_model_that_refuses_json_is_asked_for_lines_from_then_on(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    before = len(asked(server))
    lines = events(said("[00:01] Hello.", "STOP"), times=2)
    server.script_faults([refused("JSON mode is not enabled for models/gemini-x"), lines])
    async with open_desk() as desk:
        assert finished(await answer(desk, tones)).complete
        assert finished(await answer(desk, tones)).complete
    forms = ["responseMimeType" in configuration(body) for body in asked(server)[before:]]
    assert forms == [True, False, False]


async def test_a_refusal_of_something_else_is_one(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([refused("Budget and level.")])
    async with open_desk() as desk:
        with pytest.raises(errors.RequestRejected):
            await answer(desk, tones)


def part(text: str, speaker: str, *words: tuple[str, str, str]) -> dict[str, Any]:
    named = [{"word": word, "startOffset": start, "endOffset": end} for word, start, end in words]
    return {"audioTranscription": {"text": text, "speakerLabel": speaker, "words": named}}


def parts(*given: dict[str, Any]) -> dict[str, Any]:
    return {"candidates": [{"content": {"role": "model", "parts": list(given)}, "finishReason": "STOP"}]}


async def test_a_transcriber_is_asked_in_its_own_way_and_its_parts_are_read(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    first = part("Did it?", "Speaker 1", ("Did", "1.000s", "1.2s"), ("it?", "1.2s", "1.9s"))
    # Backward, and one without any offset.
    second = part("Only once.", "Speaker 2", ("Only", "3s", "2.5s"), ("once.", "", ""))
    server.script_faults([events(parts(first, second))])
    async with open_desk() as desk:
        got = await answer(desk, tones, "gemini-3.5-transcribe")
    body = asked(server)[-1]
    assert configuration(body)["audioTranscriptionConfig"] == {"word_timestamp": True, "diarization": True}
    assert "systemInstruction" not in body
    assert [list(sent) for sent in body["contents"][0]["parts"]] == [["inlineData"]]
    assert text_of(got) == "[00:03] Speaker 1: Did it?\n[00:05] Speaker 2: Only once.\n"
    kept = finished(got).answer
    assert kept.status == AnswerStatus.COMPLETE
    assert [(s.start_frame, s.end_frame, s.flags) for s in kept.segments] == [
        (24_000, 31_200, frozenset()),
        (40_000, 64_000, frozenset()),
    ]


async def test_a_transcribers_words_without_times_are_kept_as_text(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([events(parts(part("Hello there.", "")))])
    async with open_desk() as desk:
        kept = finished(await answer(desk, tones, "gemini-3.5-transcribe", region=Region(0, 80_000))).answer
    assert (kept.text, kept.status) == ("Hello there.\n", AnswerStatus.COMPLETE)


async def test_a_transcribers_speaker_without_times_stays_that_speaker(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    first = part("Did it?", "Speaker 1", ("Did", "1s", "1.2s"), ("it?", "1.2s", "1.9s"))
    server.script_faults([events(parts(first, part("Only once.", "Speaker 2")))])
    async with open_desk() as desk:
        kept = finished(await answer(desk, tones, "gemini-3.5-transcribe")).answer
    assert [(line.speaker, line.text) for line in kept.segments] == [
        ("Speaker 1", "Did it?"),
        ("Speaker 2", "Only once."),
    ]


async def test_a_transcriber_takes_an_hour_and_is_asked_for_no_more(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio_desk.limits.TRANSCRIBER_SECONDS", 5.0)
    monkeypatch.setattr("audio_desk.limits.TRANSCRIBER_TIMED_SECONDS", 2.0)
    server.script_faults([events(parts(part("Hello.", "")))])
    async with open_desk() as desk:
        with pytest.raises(errors.LimitExceeded):
            await answer(desk, tones, "gemini-3.5-transcribe")
        request = await request_about(desk, tones)
        assert await desk.run(desk.store.answers, request.recording.record.id) == ()
        await answer(desk, tones, "gemini-3.5-transcribe", region=Region(0, 3 * 8_000))
    assert configuration(asked(server)[-1]).get("audioTranscriptionConfig", {}) == {}


async def test_a_transcriber_gets_the_region_alone_whichever_mode_is_wished_for(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([events(parts(part("Hello.", "", ("Hello.", "1.000s", "1.5s"))))])
    async with open_desk() as desk:
        kept = finished(await answer(desk, tones, "gemini-3.5-transcribe", mode="whole")).answer
        assert await desk.run(desk.store.uploads, "gemini") == ()  # the whole of it was not sent
    assert [list(sent) for sent in asked(server)[-1]["contents"][0]["parts"]] == [["inlineData"]]
    assert "audioTranscriptionConfig" in configuration(asked(server)[-1])
    assert (kept.mode, kept.segments[0].start_frame) == ("region", 24_000)


async def test_the_plan_counts_the_form_in_which_a_transcript_is_asked_for(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    for task in (Task.TRANSCRIPT, Task.SUMMARY):
        server.script_faults([events(said("[]", "STOP"))])
        async with open_desk() as desk:
            changes = {"account": "gemini", "model": "gemini-x", "task": task}
            request = await request_about(desk, tones, **changes)
            await gather(desk, request)
            recording = request.recording
            clip = cut_flac(tones, request.region).data
        seen = next(seen for seen in reversed(server.seen()) if QUESTION in seen["path"])
        as_json = writes_json("gemini", "gemini-x", task)
        made = plan(
            facts_of(recording), request.region, "region", task, clip_bytes=len(clip), as_json=as_json
        )
        assert made.body_bytes == seen["body_bytes"]
