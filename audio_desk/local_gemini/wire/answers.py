"""Makes the JSON of answers: File, the chunks of a stream, the whole of an answer, token counts."""

from __future__ import annotations

import base64
import secrets
from datetime import UTC, datetime
from typing import Any

from audio_desk.local_gemini.prompts.token_counts import PromptTokens, text_tokens
from audio_desk.local_gemini.uploads.stored_file import StoredFile

JsonObject = dict[str, Any]


def file_json(file: StoredFile, base_url: str, version: str) -> JsonObject:
    """A File; the address of the server is not the same every time, so the URI is made new."""
    named: JsonObject = {"displayName": file.display_name} if file.display_name else {}
    return {
        "name": f"files/{file.id}",
        **named,
        "mimeType": file.mime_type,
        "sizeBytes": str(file.size_bytes),
        "createTime": _time(file.created_ns, 6),
        "updateTime": _time(file.updated_ns, 6),
        "expirationTime": _time(file.expires_ns, 9),
        # Google's server encodes the hexadecimal digits, not the digest's bytes.
        "sha256Hash": base64.b64encode(file.sha256.encode()).decode(),
        "uri": f"{base_url}/{version}/files/{file.id}",
        "state": file.state,
        "source": "UPLOADED",
    }


def _time(nanoseconds: int, digits: int) -> str:
    seconds, fraction = divmod(nanoseconds, 10**9)
    moment = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{moment}.{fraction // 10 ** (9 - digits):0{digits}d}Z"


def count_json(tokens: PromptTokens) -> JsonObject:
    """A CountTokensResponse."""
    return {"totalTokens": tokens.total, "promptTokensDetails": tokens.details()}


class AnswerWire:
    """One answer's GenerateContentResponse messages: those of a stream, or the only one."""

    def __init__(self, model_version: str, tokens: PromptTokens) -> None:
        self._model_version = model_version
        self._tokens = tokens
        self._id = secrets.token_urlsafe(16)
        self._text = ""

    def chunk(self, text: str) -> JsonObject:
        """The next piece of a stream."""
        self._text += text
        return self._message({"content": _content(text), "index": 0})

    def last(self, finish: str) -> JsonObject:
        """The end of a stream: no more words, but the reason."""
        return self._message({"content": _content(""), "finishReason": finish, "index": 0})

    def whole(self, text: str, finish: str) -> JsonObject:
        """The answer in one message. One without a word has no parts, as Google's have none."""
        self._text = text
        content = _content(text) if text else {"role": "model"}
        return self._message({"content": content, "finishReason": finish, "index": 0})

    def _message(self, candidate: JsonObject) -> JsonObject:
        return {
            "candidates": [candidate],
            "usageMetadata": self._usage(),
            "modelVersion": self._model_version,
            "responseId": self._id,
        }

    def _usage(self) -> JsonObject:
        answer = text_tokens(self._text)
        counts = {
            "promptTokenCount": self._tokens.total,
            "candidatesTokenCount": answer,
            "totalTokenCount": self._tokens.total + answer,
        }
        present: JsonObject = {name: count for name, count in counts.items() if count}
        return {**present, "promptTokensDetails": self._tokens.details()}


def _content(text: str) -> JsonObject:
    return {"parts": [{"text": text}], "role": "model"}
