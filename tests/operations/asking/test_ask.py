"""Asking, against answers scripted into the real local server: rows, events, breaks, second chances."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audio_desk import errors
from audio_desk.library.records import AnswerStatus
from audio_desk.operations.events import (
    Preparing,
    SegmentReady,
    Started,
    Uploading,
    Waiting,
)
from audio_desk.region import Region
from audio_desk.request.prompts import Task
from tests.operations.asked import finished, gather, newest, of_kind, request_about, text_of
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.server_process import ServerProcess


async def test_a_region_alone_is_answered_on_the_recordings_timeline(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:01] Hello th"), said("ere.\n[00:03] Bye.", "STOP"))
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        events = await gather(desk, request)
        assert isinstance(events[0], Started)
        assert events[0].answer.status == AnswerStatus.STREAMING
        assert of_kind(events, Preparing)[-1] == Preparing("cut")
        assert Waiting("answer") in events
        assert text_of(events) == "[00:03] Hello there.\n[00:05] Bye."
        starts = [event.segment.start_frame / 8000 for event in of_kind(events, SegmentReady)]
        assert starts == [3.0, 5.0]
        answer = finished(events).answer
        assert finished(events).complete
        assert answer == await newest(desk, request)
        assert (answer.finish, answer.problem, answer.model_version) == ("STOP", "", "scripted")
        assert (answer.prompt_tokens, answer.answer_tokens, answer.total_tokens) == (100, 7, 107)
        assert [segment.text for segment in answer.segments] == ["Hello there.", "Bye."]
    (sent,) = [seen for seen in server.seen() if "streamGenerateContent" in seen["path"]][-1:]
    kinds = [sorted(part) for part in sent["body"]["contents"][0]["parts"]]
    assert kinds == [["inlineData"], ["text"]]


async def test_a_whole_recording_is_uploaded_once_and_asked_about_again(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:03] Hello.", "STOP"), times=2)
    async with open_desk() as desk:
        request = await request_about(desk, tones, mode="whole")
        first, second = await gather(desk, request), await gather(desk, request)
    sizes = of_kind(first, Uploading)
    assert sizes[-1].sent == sizes[-1].total == request.recording.info.size_bytes
    assert not of_kind(second, Uploading)
    assert finished(first).complete
    assert finished(second).complete
    assert finished(first).answer.prompt.startswith("Provide a transcript of the speech from 00:02 to 00:08.")
    assert text_of(first) == "[00:03] Hello."


async def test_a_plain_question_has_text_and_no_segments(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("At [00:01] somebody says hello.", "STOP"))
    async with open_desk() as desk:
        events = await gather(desk, await request_about(desk, tones, task=Task.ASK, question="Who?"))
    assert text_of(events) == "At [00:03] somebody says hello."
    assert finished(events).answer.segments == ()
    assert finished(events).answer.question == "Who?"


@pytest.mark.parametrize(
    ("event", "finish", "problem"),
    [
        (said("[00:01] Half", "MAX_TOKENS"), "MAX_TOKENS", "max-tokens"),
        ({"candidates": [{"finishReason": "MAX_TOKENS"}]}, "MAX_TOKENS", "max-tokens"),
        ({"candidates": [{"finishReason": "STOP"}]}, "STOP", "empty"),
        ({"candidates": [{"finishReason": "RECITATION"}]}, "RECITATION", "recitation"),
        ({"candidates": [{"finishReason": "SPII"}]}, "SPII", "safety"),
        ({"candidates": [{"finishReason": "NEVER_SEEN_BEFORE"}]}, "NEVER_SEEN_BEFORE", "other"),
        ({"promptFeedback": {"blockReason": "SAFETY"}}, "SAFETY", "blocked"),
    ],
)
async def test_anything_but_a_clean_stop_with_text_is_incomplete(
    server: ServerProcess,
    open_desk: OpenDesk,
    tones: Path,
    event: dict[str, Any],
    finish: str,
    problem: str,
) -> None:
    script_answer(server, event)
    async with open_desk() as desk:
        answer = finished(await gather(desk, await request_about(desk, tones))).answer
    assert (answer.status, answer.finish, answer.problem) == (AnswerStatus.INCOMPLETE, finish, problem)


@pytest.mark.parametrize(
    ("events", "rule"),
    [
        ([said("[00:01] Half")], {"end": "cut"}),
        ([said("[00:01] Half")], {}),
        ([said("[00:01] Half"), {"error": {"code": 503, "status": "UNAVAILABLE", "message": "No."}}], {}),
    ],
    ids=["connection-lost", "ended-without-a-word", "error-in-mid-stream"],
)
async def test_an_answer_that_breaks_off_is_kept_and_interrupted(
    server: ServerProcess,
    open_desk: OpenDesk,
    tones: Path,
    events: list[dict[str, Any]],
    rule: dict[str, Any],
) -> None:
    script_answer(server, *events, **rule)
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        answer = finished(await gather(desk, request)).answer
        assert answer == await newest(desk, request)
    assert (answer.status, answer.finish, answer.problem) == (AnswerStatus.INTERRUPTED, "INTERRUPTED", "lost")
    assert answer.text == "[00:03] Half"
    assert [segment.text for segment in answer.segments] == ["Half"]


OVERLOADED = {"error": {"code": 503, "status": "UNAVAILABLE", "message": "No."}}
BROKEN: list[dict[str, Any]] = [
    {"action": "raw", "lines": [], "end": "cut"},
    {"action": "raw", "lines": [], "end": "close"},
    {"action": "raw", "lines": ['data: {"candi'], "end": "cut"},
    {"action": "raw", "lines": ["data: {]\r\n\r\n"]},
    {"action": "events", "events": [OVERLOADED]},
]


@pytest.mark.parametrize("rule", BROKEN, ids=["cut", "closed", "cut-in-a-line", "garbage", "error-event"])
async def test_an_answer_that_breaks_before_its_first_word_is_interrupted(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, rule: dict[str, Any]
) -> None:
    server.script_faults([{"path": "streamGenerate", "times": 0, **rule}])
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        answer = finished(await gather(desk, request)).answer
        assert answer == await newest(desk, request)
    assert (answer.status, answer.finish, answer.problem) == (AnswerStatus.INTERRUPTED, "INTERRUPTED", "lost")
    assert (answer.text, answer.segments) == ("", ())


async def test_an_answer_that_is_cut_before_its_first_word_is_asked_for_once_more(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    answer = {"path": "streamGenerate", "action": "events", "events": [said("[00:01] Hello.", "STOP")]}
    server.script_faults([{"path": "streamGenerate", **BROKEN[0]}, answer])
    async with open_desk() as desk:
        assert finished(await gather(desk, await request_about(desk, tones))).complete


async def test_a_page_of_somebody_between_is_no_answer(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    page = {"lines": ["data: <html>Log in</html>"], "headers": {"content-type": "text/html"}}
    server.script_faults([{"path": "streamGenerate", "action": "raw", **page}])
    async with open_desk() as desk:
        with pytest.raises(errors.AnswerUnreadable):
            await gather(desk, await request_about(desk, tones))


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED"}}, errors.QuotaExceeded),
        (503, {"error": {"code": 503, "status": "UNAVAILABLE"}}, errors.ServiceDown),
        (400, {"error": {"code": 400, "status": "INVALID_ARGUMENT"}}, errors.RequestRejected),
    ],
)
async def test_a_refusal_fails_the_row_and_is_raised(
    server: ServerProcess,
    open_desk: OpenDesk,
    tones: Path,
    status: int,
    body: dict[str, Any],
    kind: type[errors.GeminiError],
) -> None:
    refusal = {"path": "streamGenerate", "action": "status", "status": status, "body": body, "times": 0}
    server.script_faults([refusal])
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        with pytest.raises(kind):
            await gather(desk, request)
        answer = await newest(desk, request)
        assert (answer.status, answer.text, answer.problem) == (AnswerStatus.FAILED, "", "failed")


async def test_a_wish_that_cannot_be_met_leaves_no_row(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        request = await request_about(desk, tones, region=Region(0, 10**9))
        with pytest.raises(errors.RegionOutside):
            await gather(desk, request)
        request = await request_about(desk, tones, task=Task.ASK, question=" ")
        with pytest.raises(errors.QuestionEmpty):
            await gather(desk, request)
        assert await desk.run(desk.store.answers, request.recording.record.id) == ()


@pytest.mark.parametrize("mode", ["whole", "region"])
async def test_a_file_that_was_removed_or_changed_is_told(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, mode: str
) -> None:
    async with open_desk() as desk:
        request = await request_about(desk, tones, mode=mode)
        with tones.open("ab") as out:
            out.write(b"more")
        with pytest.raises(errors.AudioChanged):
            await gather(desk, request)
        await desk.run(tones.unlink)
        with pytest.raises(errors.AudioMissing):
            await gather(desk, request)
        assert (await newest(desk, request)).status == AnswerStatus.FAILED


async def test_an_expired_upload_is_sent_again_by_itself(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:03] Hello.", "STOP"), times=2)
    async with open_desk() as desk:
        request = await request_about(desk, tones, mode="whole")
        await gather(desk, request)
        server.move_clock(48 * 3600 + 1)
        events = await gather(desk, request)
    assert of_kind(events, Uploading)
    assert finished(events).complete


async def test_an_upload_that_is_gone_when_it_is_used_is_sent_again_once(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    message = "You do not have permission to access the File x or it may not exist."
    gone = {"error": {"code": 403, "status": "PERMISSION_DENIED", "message": message}}
    rule = {"path": "streamGenerate", "action": "status", "status": 403, "body": gone}
    answer = {"path": "streamGenerate", "action": "events", "events": [said("[00:03] Hello.", "STOP")]}
    async with open_desk() as desk:
        request = await request_about(desk, tones, mode="whole")
        server.script_faults([rule, answer])
        events = await gather(desk, request)
        assert finished(events).complete
        assert len([upload for upload in of_kind(events, Uploading) if upload.sent == 0]) == 2
        server.script_faults([{**rule, "times": 2}])
        with pytest.raises(errors.UploadGone):
            await gather(desk, request)


@pytest.mark.parametrize("path", ["streamGenerate", "/upload/"])
async def test_a_server_here_that_drops_a_request_is_asked_once_more(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, path: str
) -> None:
    answer = {"path": "streamGenerate", "action": "events", "events": [said("[00:03] Hello.", "STOP")]}
    drop = {"path": path, "action": "drop-answer"}
    async with open_desk() as desk:
        request = await request_about(desk, tones, mode="whole")
        server.script_faults([drop, answer])
        events = await gather(desk, request)
        assert finished(events).complete
        assert of_kind(events, Preparing) == [Preparing("start-server")] * 2
        server.script_faults([{**drop, "path": "streamGenerate", "times": 2}])
        with pytest.raises(errors.Unreachable):
            await gather(desk, request)


async def test_an_upload_that_is_still_processed_is_waited_for(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    answer = {"path": "streamGenerate", "action": "events", "events": [said("[00:03] Hello.", "STOP")]}
    server.script_faults([{"action": "processing", "seconds": 0.5}, answer])
    async with open_desk() as desk:
        events = await gather(desk, await request_about(desk, tones, mode="whole"))
    assert Waiting("processing") in events
    assert finished(events).complete
