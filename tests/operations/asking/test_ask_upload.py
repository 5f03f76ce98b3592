"""Asking about an upload that another program made: its recording is not here."""

from __future__ import annotations

from contextlib import aclosing
from datetime import UTC, datetime, timedelta

import pytest

from audio_desk import errors
from audio_desk.gemini.types import RemoteFile
from audio_desk.operations.asking.ask_upload import UploadAnswered, UploadQuestion, ask_upload
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import TextArrived, Waiting
from audio_desk.request.prompts import Task
from audio_desk.request_settings import RequestSettings
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.server_process import ServerProcess


async def theirs(desk: Desk) -> RemoteFile:
    client = await desk.accounts.client("on-device")
    return await client.upload(b"some sound", display_name="theirs.wav", mime_type="audio/wav")


async def asked(
    desk: Desk, file: RemoteFile, task: Task, question: str = ""
) -> list[Waiting | TextArrived | UploadAnswered]:
    wish = UploadQuestion(file, task, question, "on-device", "whisper-tiny.en")
    async with aclosing(ask_upload(desk, wish)) as events:
        return [event async for event in events]


async def test_the_answer_comes_in_pieces_and_with_its_verdict(
    server: ServerProcess, open_desk: OpenDesk
) -> None:
    async with open_desk() as desk:
        file = await theirs(desk)
        script_answer(server, said("One "), said("two.", "STOP"))
        *_, one, two, end = await asked(desk, file, Task.ASK, "What?")
        assert [one, two] == [TextArrived("One "), TextArrived("two.")]
        assert isinstance(end, UploadAnswered)
        assert end.text == "One two."
        assert end.verdict.complete
        body = next(seen["body"] for seen in reversed(server.seen()) if "streamGenerate" in seen["path"])
        sound, prompt = body["contents"][0]["parts"]
        assert file.uri in str(sound)
        assert prompt["text"].startswith("What?")
        assert "75:30" in prompt["text"]  # it may be longer than an hour


async def test_what_ends_early_is_not_whole(server: ServerProcess, open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        script_answer(server, said("[00:01] Cut", "MAX_TOKENS"))
        *_, end = await asked(desk, await theirs(desk), Task.TRANSCRIPT)
        assert isinstance(end, UploadAnswered)
        assert end.verdict.problem == "max-tokens"
        assert end.text == "[00:01] Cut"


async def test_no_question_and_an_upload_that_is_gone_are_told(
    server: ServerProcess, open_desk: OpenDesk
) -> None:
    async with open_desk() as desk:
        file = await theirs(desk)
        with pytest.raises(errors.QuestionEmpty):
            await asked(desk, file, Task.ASK, "  ")
        server.call("DELETE", f"/v1beta/{file.name}")
        with pytest.raises(errors.UploadGone):
            await asked(desk, file, Task.DESCRIBE)


async def test_what_is_set_travels_and_the_receipt_is_kept_though_the_answer_is_not(
    server: ServerProcess, open_desk: OpenDesk
) -> None:
    async with open_desk() as desk:
        file = await theirs(desk)
        wanted = RequestSettings(system_instruction="Be brief.", max_output_tokens=9)
        wish = UploadQuestion(file, Task.ASK, "What?", "on-device", "whisper-tiny.en", wanted, 12.5)
        script_answer(server, said("Hm.", "STOP"))
        async with aclosing(ask_upload(desk, wish)) as events:
            *_, end = [event async for event in events]
        assert isinstance(end, UploadAnswered)
        seen = next(seen for seen in reversed(server.seen()) if "streamGenerate" in seen["path"])
        assert seen["body"]["systemInstruction"]["parts"] == [{"text": "Be brief."}]
        assert seen["body"]["generationConfig"] == {"maxOutputTokens": 9}
        today = datetime.now(UTC) - timedelta(hours=1)
        (kept,) = await desk.run(desk.store.receipts_since, today)
        assert end.receipt == kept
        assert (kept.body_sha256, kept.upload_name) == (seen["body_sha256"], file.name)
        assert (kept.answer_id, kept.recording_id, kept.sound_seconds) == (None, None, 12.5)
        assert (kept.tokens.prompt, kept.tokens.answer) == (100, 7)
        assert kept.upload_expires == file.expires
        assert await desk.run(desk.store.uploads, "on-device") == ()  # it is none of ours
        script_answer(server, said("Cut"), end="cut")
        with pytest.raises(errors.GeminiError):
            await asked(desk, file, Task.ASK, "Again?")
        assert len(await desk.run(desk.store.receipts_since, today)) == 2
