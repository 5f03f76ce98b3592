"""The google-genai client, unmodified but for base URL and key, gets on with the server."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from google import genai
from google.genai import errors, types

from tests.local_gemini.wire_client import tone
from tests.server_process import ServerProcess

MODEL = "gemini-3.8-flash"


@pytest.fixture(params=["v1beta", None], ids=["v1beta", "the client's own version"])
def client(request: pytest.FixtureRequest, server: ServerProcess) -> Iterator[genai.Client]:
    options = types.HttpOptions(base_url=server.base_url, api_version=request.param)
    client = genai.Client(api_key=server.api_key, http_options=options)
    yield client
    client.close()


def upload(client: genai.Client, data: bytes, **config: str) -> types.File:
    given = types.UploadFileConfig(mime_type="audio/wav", display_name="a.wav")
    return client.files.upload(file=io.BytesIO(data), config=given.model_copy(update=config))


def test_a_file_lives_from_upload_to_deletion(client: genai.Client) -> None:
    file = upload(client, tone(1))
    assert file.state == types.FileState.ACTIVE
    assert client.files.get(name=str(file.name)) == file
    assert [listed.name for listed in client.files.list()] == [file.name]
    client.files.delete(name=str(file.name))
    assert list(client.files.list()) == []
    with pytest.raises(errors.ClientError) as caught:
        client.files.get(name=str(file.name))
    assert caught.value.code == 403


def test_a_path_is_uploaded_in_several_chunks(client: genai.Client, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    path.write_bytes(tone(600))  # 19.2 MB: three chunks of the client's
    file = client.files.upload(file=path)
    assert file.size_bytes == path.stat().st_size
    assert file.mime_type in ("audio/x-wav", "audio/wav", "audio/vnd.wave")
    counted = client.models.count_tokens(model=MODEL, contents=[file])
    assert counted.total_tokens == 600 * 32


def test_all_pages_of_the_list_come(client: genai.Client) -> None:
    names = [upload(client, tone(0.01)).name for _ in range(12)]
    assert [file.name for file in client.files.list()] == names[::-1]
    assert [file.name for file in client.files.list(config={"page_size": 5})] == names[::-1]


def test_a_name_that_the_client_chose_is_kept(client: genai.Client) -> None:
    assert upload(client, tone(0.1), name="files/my-recording-1").name == "files/my-recording-1"
    with pytest.raises(errors.ClientError) as caught:
        upload(client, tone(0.1), name="files/my-recording-1")
    assert caught.value.code == 409


def test_a_file_and_inline_sound_are_answered_together(client: genai.Client) -> None:
    file = upload(client, tone(2))
    inline = types.Part.from_bytes(data=tone(3), mime_type="audio/wav")
    answer = client.models.generate_content(
        model=MODEL,
        contents=[file, inline, "How long are they?"],
        config=types.GenerateContentConfig(
            system_instruction="Be brief.",
            safety_settings=[
                types.SafetySetting(
                    category=types.HarmCategory.HARM_CATEGORY_HARASSMENT,
                    threshold=types.HarmBlockThreshold.BLOCK_NONE,
                )
            ],
        ),
    )
    assert "a.wav: 2.00 s" in str(answer.text)
    assert "recording 2: 3.00 s" in str(answer.text)
    assert "prompt: How long are they?" in str(answer.text)
    assert "system: Be brief." in str(answer.text)
    assert answer.model_version == "telling-1"
    assert answer.usage_metadata is not None
    assert answer.usage_metadata.prompt_token_count == 160 + 7


def test_the_stream_ends_with_its_reason(client: genai.Client) -> None:
    chunks = list(client.models.generate_content_stream(model=MODEL, contents="count to 3"))
    assert "".join(str(chunk.text) for chunk in chunks) == "0\n1\n2\n"
    reasons = [chunk.candidates[0].finish_reason for chunk in chunks if chunk.candidates]
    assert reasons == [None, None, None, types.FinishReason.STOP]
    assert all(chunk.usage_metadata for chunk in chunks)


def test_a_conversation_keeps_its_sound(client: genai.Client) -> None:
    chat = client.chats.create(model=MODEL)
    chat.send_message([types.Part.from_bytes(data=tone(1), mime_type="audio/wav"), "What is this?"])
    answer = str(chat.send_message("And how long?").text)
    assert "recording 1: 1.00 s" in answer
    assert "prompt: And how long?" in answer


def test_a_schema_reaches_the_engine(client: genai.Client) -> None:
    schema = {"type": "object", "properties": {"startTime": {"type": "string"}}}
    config = types.GenerateContentConfig(response_mime_type="application/json", response_json_schema=schema)
    answer = client.models.generate_content(model=MODEL, contents="give", config=config)
    assert '"startTime"' in str(answer.text)
    typed = types.GenerateContentConfig(response_mime_type="application/json", response_schema=list[str])
    answer = client.models.generate_content(model=MODEL, contents="give", config=typed)
    assert '"ARRAY"' in str(answer.text)


def test_models_are_listed_and_got(client: genai.Client) -> None:
    assert "models/whisper-tiny.en" in [model.name for model in client.models.list()]
    assert client.models.get(model="whisper-tiny.en").name == "models/whisper-tiny.en"
    assert client.models.get(model=MODEL).version == "telling-1"


def test_a_body_over_the_limit_is_refused_in_words(client: genai.Client) -> None:
    part = types.Part.from_bytes(data=bytes(21_000_000), mime_type="audio/wav")  # 28 MB as base64
    with pytest.raises(errors.ClientError, match="Request payload size exceeds the limit: 20971520 bytes"):
        client.models.generate_content(model=MODEL, contents=[part, "x"])


def test_a_wrong_key_is_refused_as_google_does(server: ServerProcess) -> None:
    options = types.HttpOptions(base_url=server.base_url)
    with genai.Client(api_key="wrong", http_options=options) as client:
        with pytest.raises(errors.ClientError, match="API key not valid") as caught:
            client.models.generate_content(model=MODEL, contents="hello")
        assert caught.value.code == 400
        with pytest.raises(errors.ClientError, match="API key not valid"):
            upload(client, tone(20))


async def test_the_async_client_streams_too(server: ServerProcess) -> None:
    options = types.HttpOptions(base_url=server.base_url)
    client = genai.Client(api_key=server.api_key, http_options=options)
    try:
        stream = await client.aio.models.generate_content_stream(model=MODEL, contents="count to 2")
        assert "".join([str(chunk.text) async for chunk in stream]) == "0\n1\n"
    finally:
        await client.aio.aclose()
        client.close()
