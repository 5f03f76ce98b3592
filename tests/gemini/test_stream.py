"""Streamed answers: what arrives, what ends them, and that they can be left at any moment."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import Any

import pytest

from audio_desk import errors
from audio_desk.gemini.client import GeminiClient
from audio_desk.gemini.endpoint import Endpoint
from audio_desk.gemini.types import Chunk, GenerateRequest, TextPart, Usage
from tests.gemini.conftest import begun, connected
from tests.server_process import ServerProcess

REQUEST = GenerateRequest("gemini-3.8-flash", (TextPart("What is said?"),))
USAGE = {
    "promptTokenCount": 100,
    "candidatesTokenCount": 7,
    "totalTokenCount": 107,
    "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 4}, {"modality": "AUDIO", "tokenCount": 96}],
}


def said(text: str, finish: str = "") -> dict[str, Any]:
    candidate: dict[str, Any] = {"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}
    if finish:
        candidate["finishReason"] = finish
    return {"candidates": [candidate], "usageMetadata": USAGE, "modelVersion": "some-model"}


def script(server: ServerProcess, **rule: Any) -> None:
    server.script_faults([{"path": "streamGenerateContent", "times": 0, **rule}])


async def answer(endpoint: Endpoint, request: GenerateRequest = REQUEST) -> list[Chunk]:
    async with connected(endpoint) as client, aclosing(client.stream(request)) as stream:
        return [chunk async for chunk in stream]


async def test_text_finish_usage_and_model_arrive(server: ServerProcess, endpoint: Endpoint) -> None:
    script(server, action="events", events=[said("One "), said("two", "STOP")])
    chunks = await answer(endpoint)
    assert "".join(chunk.text for chunk in chunks) == "One two"
    assert [chunk.finish for chunk in chunks] == ["", "STOP"]
    assert chunks[-1].model_version == "some-model"
    assert chunks[-1].usage == Usage(prompt=100, answer=7, total=107, audio=96)


async def test_thoughts_are_no_part_of_the_answer(server: ServerProcess, endpoint: Endpoint) -> None:
    event = said("Yes.", "STOP")
    event["candidates"][0]["content"]["parts"].insert(0, {"text": "Hm.", "thought": True})
    script(server, action="events", events=[event])
    assert "".join(chunk.text for chunk in await answer(endpoint)) == "Yes."


@pytest.mark.parametrize(
    ("event", "finish", "block_reason"),
    [
        ({"candidates": [{"finishReason": "RECITATION", "index": 0}]}, "RECITATION", ""),
        ({"candidates": [{"finishReason": "MAX_TOKENS"}], "usageMetadata": USAGE}, "MAX_TOKENS", ""),
        ({"candidates": [{"finishReason": "NEVER_SEEN_BEFORE", "content": {}}]}, "NEVER_SEEN_BEFORE", ""),
        ({"promptFeedback": {"blockReason": "SAFETY"}}, "", "SAFETY"),
        ({"promptFeedback": {"blockReason": "NEVER_SEEN_BEFORE"}}, "", "NEVER_SEEN_BEFORE"),
        ({"candidates": [{"content": {"role": "model"}, "finishReason": "STOP"}]}, "STOP", ""),
        ({"candidates": [{"finishReason": "STOP"}], "neverSeenBefore": {"a": 1}}, "STOP", ""),
    ],
)
async def test_answers_without_content_are_survived(
    server: ServerProcess, endpoint: Endpoint, event: dict[str, Any], finish: str, block_reason: str
) -> None:
    script(server, action="events", events=[event])
    (chunk,) = await answer(endpoint)
    assert (chunk.text, chunk.finish, chunk.block_reason) == ("", finish, block_reason)


async def test_an_error_in_mid_stream_keeps_what_came_before_it(
    server: ServerProcess, endpoint: Endpoint
) -> None:
    trouble = {"error": {"code": 503, "status": "UNAVAILABLE", "message": "The model is overloaded."}}
    script(server, action="events", events=[said("One "), trouble])
    await expect_after_text(endpoint, errors.ServiceDown)


async def test_a_lost_connection_in_mid_stream_keeps_what_came_before_it(
    server: ServerProcess, endpoint: Endpoint
) -> None:
    script(server, action="events", events=[said("One ")], end="cut")
    await expect_after_text(endpoint, errors.Unreachable)


@pytest.mark.parametrize("line", ["data: {no json}\r\n\r\n", "data: 7\r\n\r\n"])
async def test_what_is_no_answer_is_unreadable(server: ServerProcess, endpoint: Endpoint, line: str) -> None:
    first = 'data: {"candidates": [{"content": {"parts": [{"text": "One "}]}}]}\r\n\r\n'
    script(server, action="raw", lines=[first, line])
    await expect_after_text(endpoint, errors.AnswerUnreadable)


async def expect_after_text(endpoint: Endpoint, kind: type[errors.GeminiError]) -> None:
    async with connected(endpoint) as client, aclosing(client.stream(REQUEST)) as stream:
        assert (await anext(stream)).text == "One "
        with pytest.raises(kind):
            await anext(stream)


async def test_a_stream_that_ends_without_a_word_has_no_finish(
    server: ServerProcess, endpoint: Endpoint
) -> None:
    script(server, action="events", events=[said("One ")])
    assert [chunk.finish for chunk in await answer(endpoint)] == [""]


async def test_a_refusal_before_the_stream_is_translated(server: ServerProcess, endpoint: Endpoint) -> None:
    detail = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.4s"}
    body = {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "Quota.", "details": [detail]}}
    script(server, action="status", status=429, body=body)
    with pytest.raises(errors.QuotaExceeded) as caught:
        await answer(endpoint)
    assert caught.value.retry_after == 34.4


async def test_an_unknown_model_is_told(endpoint: Endpoint) -> None:
    with pytest.raises(errors.ModelUnknown):
        await answer(endpoint, GenerateRequest("no-such-model", (TextPart("Hello"),)))


async def test_a_wrong_key_is_rejected_and_not_shown(endpoint: Endpoint) -> None:
    wrong = Endpoint("on-device", endpoint.base_url, "AIza-wrong-and-secret")
    with pytest.raises(errors.KeyRejected) as caught:
        await answer(wrong)
    assert "secret" not in str(caught.value)


def test_a_key_that_no_header_can_carry_is_rejected_at_once(endpoint: Endpoint) -> None:
    for key in ("schlüssel", "two\nlines"):
        with pytest.raises(errors.KeyRejected):
            GeminiClient(Endpoint("gemini", endpoint.base_url, key))


async def test_nobody_listening_is_unreachable() -> None:
    with pytest.raises(errors.Unreachable):
        await answer(Endpoint("on-device", "http://127.0.0.1:9", "key"))


async def test_a_proxy_in_the_environment_is_not_asked_about_this_computer(
    server: ServerProcess, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("GOOGLE_GENAI_USE_VERTEXAI", "true")
    script(server, action="events", events=[said("Here.", "STOP")])
    for account in (endpoint, Endpoint("gemini", endpoint.base_url, endpoint.api_key)):
        assert [chunk.text for chunk in await answer(account)] == ["Here."]


async def test_waiting_for_the_first_word_is_cancelled_within_a_second(
    server: ServerProcess, endpoint: Endpoint
) -> None:
    script(server, action="delay", seconds=120)
    async with connected(endpoint) as client:
        task = begun(anext(client.stream(REQUEST)))
        await seen(server, "streamGenerateContent")
        await cancelled(task)


async def test_waiting_in_mid_stream_is_cancelled_within_a_second(
    server: ServerProcess, endpoint: Endpoint
) -> None:
    script(server, action="events", events=[said("One ")], end="hang")
    async with connected(endpoint) as client:
        stream = client.stream(REQUEST)
        assert (await anext(stream)).text == "One "
        await cancelled(begun(anext(stream)))


async def test_closing_a_stream_between_two_words_takes_less_than_a_second(
    server: ServerProcess, endpoint: Endpoint
) -> None:
    script(server, action="events", events=[said("One ")], end="hang")
    async with connected(endpoint) as client:
        stream = client.stream(REQUEST)
        assert (await anext(stream)).text == "One "
        begin = time.monotonic()
        await stream.aclose()
        assert time.monotonic() - begin < 1.0


async def cancelled(task: asyncio.Task[Chunk]) -> None:
    begin = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - begin < 1.0


async def seen(server: ServerProcess, path: str) -> None:
    """Wait until the server has got such a request."""
    async with asyncio.timeout(30):
        while path not in server.seen()[-1]["path"]:  # noqa: ASYNC110 - it happens in another process
            await asyncio.sleep(0.02)
