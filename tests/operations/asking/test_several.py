"""One question about several recordings: what leaves, what is kept, and whose each time is."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from audio_desk import limits
from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.errors import AudioMissing, LimitExceeded, QuestionEmpty, RegionsOnly
from audio_desk.library.records import AnswerStatus
from audio_desk.operations.asking import several
from audio_desk.operations.asking.ask import AskRequest, ask
from audio_desk.operations.asking.count_tokens import Counted, count_tokens
from audio_desk.operations.asking.receipts import whole_body
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Uploading
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.region import Region
from audio_desk.request.prompts import Task
from audio_desk.settings import Mode
from tests.operations.asked import finished, gather, of_kind, request_about
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.server_process import ServerProcess


@pytest.fixture
def others(tmp_path: Path) -> tuple[Path, Path]:
    """Twelve seconds in stereo at 16 kHz and five at 8 kHz; no server knows them yet."""
    noise = np.random.default_rng()
    long, short = tmp_path / "field talk.flac", tmp_path / "Übung 2.wav"
    soundfile.write(long, noise.uniform(-0.3, 0.3, (192_000, 2)), 16_000, subtype="PCM_16")
    soundfile.write(short, noise.uniform(-0.3, 0.3, 40_000), 8_000, subtype="PCM_16")
    return long, short


async def question(desk: Desk, tones: Path, others: tuple[Path, Path], **changes: Any) -> AskRequest:
    """A clip of the first from 2 to 8 s, a span within all of the second, all of the third."""
    long, short = [await open_recording(desk, path) for path in others]
    also = (
        Topic(long, Region.of_seconds(4, 9, long.rate), "whole"),
        Topic(short, None, "region"),
    )
    values = {"task": Task.ASK, "question": "Who is paid more?", "also": also, **changes}
    return await request_about(desk, tones, **values)


def last_request(server: ServerProcess) -> dict[str, Any]:
    return [seen for seen in server.seen() if "streamGenerateContent" in seen["path"]][-1]


async def test_all_leave_labelled_and_the_receipt_lists_each_byte_for_byte(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, others: tuple[Path, Path]
) -> None:
    script_answer(server, said("[A 00:03] Anna. [B 00:05] Ben. [C 00:01]", "STOP"))
    async with open_desk() as desk:
        request = await question(desk, tones, others)
        planned = several.planned(request)
        done = finished(await gather(desk, request))
        (receipt,) = await desk.run(desk.store.receipts_of_answer, done.answer.id)
        uploads = {each.sha256: each for each in await desk.run(desk.store.uploads, "on-device")}
    seen = last_request(server)
    labels = ["Recording A: tones.wav (an excerpt: count its times from its own beginning)",
              "Recording B: field talk.flac (only from 00:04 to 00:09)",
              "Recording C: Übung 2.wav"]  # fmt: skip
    parts = seen["body"]["contents"][0]["parts"]
    assert [part["text"] for part in parts[::2]] == [*labels, planned.prompt]
    assert [next(iter(part)) for part in parts[1::2]] == ["inlineData", "fileData", "fileData"]
    assert request.region is not None
    clip = cut_flac(tones, request.region).data
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in others]
    assert [part.label for part in receipt.parts] == labels
    assert [part.sha256 for part in receipt.parts] == [hashlib.sha256(clip).hexdigest(), *digests]
    assert [part.sound_bytes for part in receipt.parts] == [len(clip), None, None]
    assert [part.upload_name for part in receipt.parts] == ["", *(uploads[each].name for each in digests)]
    assert all(part.upload_expires == uploads[part.sha256].expires for part in receipt.parts[1:])
    assert (receipt.body_bytes, receipt.body_sha256) == (seen["body_bytes"], seen["body_sha256"])
    assert hashlib.sha256(whole_body(receipt, clip)).hexdigest() == seen["body_sha256"]
    assert receipt.sound_seconds == pytest.approx(6 + 12 + 5)


async def test_times_are_moved_recording_by_recording_and_the_answer_is_found_from_each(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, others: tuple[Path, Path]
) -> None:
    script_answer(server, said("Anna [A 00:"), said("03], Ben [B 00:05].\nRecording A:\n- 00:01 x", "STOP"))
    async with open_desk() as desk:
        request = await question(desk, tones, others)
        answer = finished(await gather(desk, request)).answer
        assert answer.text == "Anna [A 00:05], Ben [B 00:05].\nRecording A:\n- 00:03 x"
        assert (answer.status, answer.region, answer.segments) == (AnswerStatus.COMPLETE, None, ())
        assert [(each.letter, each.name, each.span) for each in answer.about] == [
            ("A", "tones.wav", (2, 8)),
            ("B", "field talk.flac", (4, 9)),
            ("C", "Übung 2.wav", (0, 5)),
        ]
        for topic in several.topics_of(request):
            assert await desk.run(desk.store.answers, topic.recording.record.id) == (answer,)


async def test_uploads_that_are_there_are_used_and_gone_ones_sent_again(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, others: tuple[Path, Path]
) -> None:
    async with open_desk() as desk:
        request = await question(desk, tones, others)
        script_answer(server, said("Yes.", "STOP"), times=3)
        assert of_kind(await gather(desk, request), Uploading)
        assert not of_kind(await gather(desk, request), Uploading)
        gone = (await desk.run(desk.store.uploads, "on-device"))[0]
        server.call("DELETE", f"/v1beta/{gone.name}")
        again = await gather(desk, request)
        assert {event.total for event in of_kind(again, Uploading)} <= {p.stat().st_size for p in others}
        assert finished(again).complete


async def test_clips_that_do_not_fit_into_one_request_are_uploaded(
    server: ServerProcess,
    open_desk: OpenDesk,
    tones: Path,
    others: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "REQUEST_BYTES", 250_000)
    script_answer(server, said("Yes.", "STOP"))
    async with open_desk() as desk:
        request = await question(desk, tones, others)
        also = tuple(
            replace(topic, region=Region(0, topic.recording.rate * seconds), mode="region")
            for topic, seconds in zip(request.also, (9, 2), strict=True)
        )
        done = finished(await gather(desk, replace(request, also=also)))
        (receipt,) = await desk.run(desk.store.receipts_of_answer, done.answer.id)
    assert [bool(part.upload_name) for part in receipt.parts] == [False, True, False]
    assert receipt.body_bytes <= 250_000


async def test_one_that_stays_here_keeps_all_here(
    server: ServerProcess,
    open_desk: OpenDesk,
    tones: Path,
    others: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    monkeypatch.setenv("GEMINI_API_KEY", server.api_key)
    async with open_desk() as desk:
        request = await question(desk, tones, others, account="gemini", model="gemini-3.8-flash")
        await desk.run(desk.store.set_regions_only, request.also[0].recording.record.id, True)
        before = len(server.seen())
        with pytest.raises(RegionsOnly) as refused:
            await gather(desk, request)
        assert refused.value.path == others[0]
        with pytest.raises(QuestionEmpty):
            await gather(desk, replace(request, question=" "))
        monkeypatch.setattr(limits, "PROMPT_SECONDS", 22.9)
        with pytest.raises(LimitExceeded, match="SECONDS_TOGETHER"):
            await gather(desk, request)
        assert len(server.seen()) == before
        assert await desk.run(desk.store.answers, request.recording.record.id) == ()
        monkeypatch.undo()


@pytest.mark.parametrize("mode", ["whole", "region"])
async def test_a_second_file_that_went_is_named_and_no_question_leaves(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, others: tuple[Path, Path], mode: Mode
) -> None:
    before = [seen for seen in server.seen() if "streamGenerateContent" in seen["path"]]
    async with open_desk() as desk:
        request = await question(desk, tones, others, mode=mode)
        also = tuple(replace(topic, mode=mode) for topic in request.also)
        others[0].unlink()
        with pytest.raises(AudioMissing) as gone:
            await gather(desk, replace(request, also=also))
        assert gone.value.path == others[0]
        (answer,) = await desk.run(desk.store.answers, request.recording.record.id)
        assert answer.status == AnswerStatus.FAILED
    assert [seen for seen in server.seen() if "streamGenerateContent" in seen["path"]] == before


async def test_a_stopped_answer_keeps_its_text_and_what_it_was_about(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, others: tuple[Path, Path]
) -> None:
    script_answer(server, said("Anna says so [A 00:03]. And Ben"), end="hang")
    async with open_desk() as desk:
        request = await question(desk, tones, others)
        events = ask(desk, request)
        async for event in events:
            if "Anna" in getattr(event, "text", ""):
                break
        await events.aclose()
        (answer,) = await desk.run(desk.store.answers, request.also[1].recording.record.id)
    assert (answer.status, answer.text) == (AnswerStatus.INTERRUPTED, "Anna says so [A 00:05]. And Ben")
    assert len(answer.about) == 3


async def test_tokens_are_counted_over_all(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, others: tuple[Path, Path]
) -> None:
    async with open_desk() as desk:
        request = await question(desk, tones, others)
        (counted,) = [event async for event in count_tokens(desk, request) if isinstance(event, Counted)]
        assert counted.tokens == pytest.approx(several.planned(request).estimated_tokens, abs=40)
