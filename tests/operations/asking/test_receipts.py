"""What is set travels, what travels is on the receipt to the byte, and what must stay here stays."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from audio_desk import limits
from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.errors import LimitExceeded, RegionsOnly
from audio_desk.gemini.types import InlinePart, TextPart
from audio_desk.operations.asking.estimate import facts_of
from audio_desk.operations.asking.receipts import whole_body
from audio_desk.operations.asking.request_parts import generate_request
from audio_desk.operations.uploads.upload_recording import upload_recording
from audio_desk.region import Region
from audio_desk.request.plan import plan
from audio_desk.request_settings import RequestSettings
from tests.operations.asked import finished, gather, request_about
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.operations.sent import last_request, receipt_of
from tests.server_process import ServerProcess

WISHES = RequestSettings(
    system_instruction="Antworte knapp, Åsa.",
    safety=(("HARM_CATEGORY_HARASSMENT", "BLOCK_NONE"), ("HARM_CATEGORY_HATE_SPEECH", "OFF")),
    thinking="LOW",
    max_output_tokens=900,
    temperature=0.0,
    top_p=0.5,
    top_k=40,
    seed=7,
)


async def test_every_setting_reaches_the_wire(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("Yes.", "STOP"))
    async with open_desk() as desk:
        await gather(desk, await request_about(desk, tones, settings=WISHES))
    body = last_request(server)["body"]
    assert body["systemInstruction"]["parts"] == [{"text": "Antworte knapp, Åsa."}]
    assert body["safetySettings"] == [
        {"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"},
        {"category": "HARM_CATEGORY_HATE_SPEECH", "threshold": "OFF"},
    ]
    assert body["generationConfig"] == {
        "temperature": 0.0,
        "topP": 0.5,
        "topK": 40,
        "maxOutputTokens": 900,
        "seed": 7,
        "thinkingConfig": {"thinking_level": "LOW"},
    }


async def test_nothing_is_sent_that_was_not_set(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("Yes.", "STOP"))
    async with open_desk() as desk:
        await gather(desk, await request_about(desk, tones))
    body = last_request(server)["body"]
    assert set(body) == {"contents", "generationConfig"}
    assert body["generationConfig"] == {}


@pytest.mark.parametrize("settings", [RequestSettings(), WISHES])
async def test_a_clips_receipt_is_what_the_server_received_byte_for_byte(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, settings: RequestSettings
) -> None:
    script_answer(server, said("Yes.", "STOP"))
    async with open_desk() as desk:
        request = await request_about(desk, tones, settings=settings)
        done = finished(await gather(desk, request))
        receipt = await receipt_of(desk, done.answer.id)
    assert request.region is not None
    seen, clip = last_request(server), cut_flac(tones, request.region).data
    assert (receipt.body_bytes, receipt.body_sha256) == (seen["body_bytes"], seen["body_sha256"])
    planned = plan(
        facts_of(request.recording),
        request.region,
        "region",
        request.task,
        "",
        settings,
        clip_bytes=len(clip),
    )
    assert planned.body_bytes == receipt.body_bytes  # what was shown before is what left, to the byte
    assert hashlib.sha256(whole_body(receipt, clip)).hexdigest() == seen["body_sha256"]
    assert (receipt.sound_bytes, receipt.upload_name) == (len(clip), "")
    assert receipt.address == f"{server.base_url}/v1beta/models/whisper-tiny.en:streamGenerateContent"
    assert (receipt.tokens.input, receipt.tokens.output) == (100, 7)
    assert server.api_key not in repr(receipt)


async def test_an_uploads_receipt_names_it_and_when_it_is_gone(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("Yes.", "STOP"))
    async with open_desk() as desk:
        done = finished(await gather(desk, await request_about(desk, tones, mode="whole")))
        receipt = await receipt_of(desk, done.answer.id)
        (upload,) = await desk.run(desk.store.uploads, "on-device")
    seen = last_request(server)
    assert whole_body(receipt) == receipt.body.encode()
    assert (receipt.body_bytes, receipt.body_sha256) == (seen["body_bytes"], seen["body_sha256"])
    assert (receipt.upload_name, receipt.upload_expires) == (upload.name, upload.expires)
    assert (receipt.sound_bytes, receipt.sound_sha256) == (None, upload.sha256)


async def test_a_refused_request_has_left_all_the_same(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    error = {"error": {"code": 400, "message": "no", "status": "INVALID_ARGUMENT"}}
    server.script_faults(
        [{"path": "streamGenerateContent", "action": "status", "status": 400, "body": error}]
    )
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        with pytest.raises(Exception, match="no"):
            await gather(desk, request)
        (receipt,) = await desk.run(desk.store.receipts_of_recording, request.recording.record.id)
    assert receipt.body_bytes == last_request(server)["body_bytes"]
    assert receipt.tokens.prompt is None


async def test_twenty_megabytes_leave_and_one_byte_more_does_not(
    server: ServerProcess, open_desk: OpenDesk
) -> None:
    async with open_desk() as desk:
        client = await desk.accounts.client("on-device")
        sizes: list[int] = []

        async def send(letters: int) -> None:
            parts = (InlinePart(b"", "audio/flac"), TextPart("a" * letters))
            asked = generate_request("whisper-tiny.en", parts, RequestSettings())
            async for _ in client.stream(asked, lambda sent: sizes.append(len(sent.body))):
                pass

        script_answer(server, said("Yes.", "STOP"), times=2)
        await send(1)
        most = limits.REQUEST_BYTES - sizes[0] + 1
        await send(most)
        before = len(server.seen())
        with pytest.raises(LimitExceeded, match="REQUEST_BYTES"):
            await send(most + 1)
        assert sizes[1:] == [limits.REQUEST_BYTES]
        assert len(server.seen()) == before


async def test_regions_only_keeps_the_whole_file_here(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    monkeypatch.setenv("GEMINI_API_KEY", server.api_key)
    script_answer(server, said("Yes.", "STOP"))
    async with open_desk() as desk:
        part = await request_about(desk, tones, account="gemini", model="gemini-3.8-flash")
        await desk.run(desk.store.set_regions_only, part.recording.record.id, True)
        before = len(server.seen())
        everything = Region(0, part.recording.info.frames)
        for refused in (
            replace(part, mode="whole"),
            replace(part, region=None),
            replace(part, region=everything),
        ):
            with pytest.raises(RegionsOnly):
                await gather(desk, refused)
        with pytest.raises(RegionsOnly):
            async for _ in upload_recording(desk, "gemini", part.recording):
                pass
        assert len(server.seen()) == before
        assert finished(await gather(desk, part)).complete
